"""Pairs of names as lines for a names file: all of them comments, so that pasting them decides nothing."""

import json
from collections.abc import Sequence
from typing import Any, TextIO

from kimxi_cli.report.safe import visible
from kimxi_cli.report.words import count

Row = dict[str, Any]

HEAD = """\
# Names to look at, the most valuable first. Nothing below counts as long as it begins with #.
# Where two names are one person, take the # off their line in `same`; where they are two, in `never`.
"""
INTO_FILE = """\
# Names to look at, the most valuable first. Nothing below counts as long as it begins with #.
# Where two names are one person, move their line into `same` of {file}, where they are two, into `never`.
"""


def write_block(rows: Sequence[Row], out: TextIO, *, file: str | None, more: int) -> None:
    """Print the pairs. file: the names file that is there already, or None; more: how many pairs were left out."""
    out.write(INTO_FILE.format(file=visible(file)) if file else HEAD)
    apart = [row for row in rows if row["now"] != "joined"]
    joined = [row for row in rows if row["now"] == "joined"]
    _write_list("same", "Two until now:", apart, out, file)
    _write_list("never", "One until now:", joined, out, file)
    if more:
        out.write(f"# … and {more:,} more; --limit says how many are printed.\n")


def _write_list(kind: str, title: str, rows: Sequence[Row], out: TextIO, file: str | None) -> None:
    out.write("\n" if file else f"\n{kind} = [\n")
    indent = "" if file else "  "
    if rows:
        out.write(f"{indent}# {title}\n")
    for row in rows:
        what = count(row["mentions"], "mention")
        if row["quotes"]:
            what += f", {count(row['quotes'], 'quote')}"
        out.write(f"{indent}# {visible(row['names'][0])}: {what}. {visible(row['reason'])}\n")
        out.write(f"{indent}# [{', '.join(map(quoted, row['names']))}],\n")
    if not file:
        out.write("]\n")


def quoted(name: str) -> str:
    """A name as a string of TOML."""
    return json.dumps(visible(name), ensure_ascii=False)
