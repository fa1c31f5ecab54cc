"""The records of a comma-, semicolon- or tab-separated table, whatever was done to its quotation marks."""

import csv
from collections.abc import Callable, Iterator
from contextlib import suppress

DELIMITERS = ",;\t|"
LONGEST_FIELD = 1_000_000
"""Characters; Python's own limit (131,072) is less than a long article."""

type Note = Callable[[int, str, str], None]
"""Called with a line number, what is odd there, and what to do about it."""


def csv_records(text: str, note: Note) -> Iterator[tuple[int, list[str]]]:
    """(line, fields) of each record, the head first; the delimiter is the one its first line holds most of.

    A quotation mark that is never closed is left out, which is noted, so that it swallows no record.
    Raises csv.Error for a field longer than LONGEST_FIELD.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines = text.replace("\0", "").splitlines(keepends=True)
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[k] for k in range(start, len(lines))), delimiter=delimiter)
        begin = start
        for record in _until_error(reader):
            held = lines[start : begin + reader.line_num]
            start = begin + reader.line_num
            if (len(held) > 1 or start == len(lines)) and _is_unclosed(held, delimiter):
                start -= len(held)
                break
            yield start - len(held) + 1, record
        if start == len(lines):
            return
        if len(lines[start]) > LONGEST_FIELD:
            raise csv.Error(f"field larger than field limit ({LONGEST_FIELD})")
        note(
            start + 1,
            "a quotation mark is never closed; it was left out.",
            "Close it, or write two for a mark that is meant.",
        )
        yield start + 1, lines[start].strip().replace('"', "").split(delimiter)
        start += 1


def _until_error(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """The records up to one that is too long to be one."""
    with suppress(csv.Error):
        yield from reader


def _is_unclosed(lines: list[str], delimiter: str) -> bool:
    """Whether these lines are one record only because a quotation mark that opens a field was never closed.

    Then the record goes on to the end of the table, or to the next mark, behind which no field ends.
    """
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False
