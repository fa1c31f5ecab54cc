"""The formats. Those for programs are written row by row as the rows come; table and md are for people."""

import json
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, TextIO

from kimxi_cli.report.layout import Column, Layout, Row
from kimxi_cli.report.safe import visible


class Format(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


def write(rows: Iterable[str], layout: Layout, format: Format, out: TextIO, *, color: bool = False) -> int:
    """Write rows, given as JSON texts; how many that were. color: whether a table may use colours."""
    if format is Format.TABLE:
        from kimxi_cli.report.table import write_table  # rich takes as long to import as everything else together

        return write_table(map(json.loads, rows), layout, out, color=color)
    return _WRITERS[format](rows, layout, out)


def _jsonl(rows: Iterable[str], layout: Layout, out: TextIO) -> int:
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        out.write(row)
        out.write("\n")
    return number


def _json(rows: Iterable[str], layout: Layout, out: TextIO) -> int:
    number = 0
    for number, row in enumerate(rows, 1):
        out.write(("[\n" if number == 1 else ",\n") + row)
    out.write("\n]\n" if number else "[]\n")
    return number


def _csv(rows: Iterable[str], layout: Layout, out: TextIO) -> int:
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(layout.keys)
    number = 0
    for number, row in enumerate(map(json.loads, rows), 1):  # noqa: B007
        writer.writerow(_values(row, layout))
    return number


def _tsv(rows: Iterable[str], layout: Layout, out: TextIO) -> int:
    """Tab-separated, one line a row: nothing is quoted, tabs and line breaks in values are blanks."""
    out.write("\t".join(layout.keys) + "\n")
    number = 0
    for number, row in enumerate(map(json.loads, rows), 1):  # noqa: B007
        out.write("\t".join(map(visible, _values(row, layout))) + "\n")
    return number


def _md(rows: Iterable[str], layout: Layout, out: TextIO) -> int:
    """A table as GitHub and most others render it."""
    columns = layout.columns
    number = 0
    for number, row in enumerate(map(json.loads, rows), 1):
        if number == 1:
            out.write(f"| {' | '.join(column.heading for column in columns)} |\n")
            out.write(f"|{'|'.join(' ---: ' if column.right else ' --- ' for column in columns)}|\n")
        out.write(f"| {' | '.join(_md_cell(column, row) for column in columns)} |\n")
    return number


_WRITERS: dict[Format, Callable[[Iterable[str], Layout, TextIO], int]] = {
    Format.JSONL: _jsonl,
    Format.JSON: _json,
    Format.CSV: _csv,
    Format.TSV: _tsv,
    Format.MD: _md,
}

_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\|*`[]<>"})


def _md_cell(column: Column, row: Row) -> str:
    lines = [column.cell(row), *(text for text, _ in column.below(row))] if column.below else [column.cell(row)]
    return "<br>".join(visible(line).translate(_MARKDOWN) for line in lines if line)


def _values(row: dict[str, Any], layout: Layout) -> Iterator[str]:
    return (_flat(row[key]) for key in layout.keys)


def _flat(value: Any) -> str:
    """A value in one field: nothing for null, names joined with "; ", deeper things as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _stripped(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _stripped("; ".join(value))
    if isinstance(value, list | dict):
        return _stripped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return str(value)


def _stripped(text: str) -> str:
    """The text without characters that act on a terminal; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))
