"""metadata.csv beside the articles: what they don't say themselves."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from kimxi_cli.ingest.decode import decode
from kimxi_cli.ingest.fields import FOLD, NOTHING, Metadata, metadata
from kimxi_cli.ingest.listing import CorpusFile, Listing, scan
from kimxi_cli.ingest.registry import supported
from kimxi_cli.ingest.source import date_left_out, unread_date
from kimxi_cli.model import Problem

NAMES = ("article", "file", "filename", "path", "name", "id")
"""Columns that may name the article, best first; the name is relative to the table's folder, suffix or not."""


class Sidecar:
    """Metadata of articles by id. problems: tables that could not be read, and notes on rows that are odd."""

    def __init__(self, rows: Iterable[tuple[str, Metadata]] = (), problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        self._rows = dict(rows)

    def get(self, article: str) -> Metadata:
        """What is known of an article: under its id, else under its id without suffix."""
        found = self._rows.get(article)
        if found is None and "." in article:
            found = self._rows.get(article.rpartition(".")[0])
        return found or NOTHING

    def __len__(self) -> int:
        return len(self._rows)


def sidecar(corpus: Path | Listing) -> Sidecar:
    """All metadata.csv files of a corpus as one; a table deeper down wins over one above it."""
    import csv  # here and below: most corpora have no table, and a warm query must start fast

    listing = corpus if isinstance(corpus, Listing) else scan(corpus)
    rows: dict[str, Metadata] = {}
    problems: list[Problem] = []
    for file in sorted(listing.sidecars, key=lambda file: (file.id.count("/"), file.id)):
        table = _Table(file, problems)
        try:
            found = table.rows()
        except (OSError, csv.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(
                Problem(file.id, f"{file.id} can't be read: {reason}.", "Save it as a comma-separated table in UTF-8.")
            )
        except LookupError as error:
            problems.append(
                Problem(file.id, f"{file.id} {error.args[0]}.", f"Name the articles in a column {NAMES[0]!r}.")
            )
        else:
            _note_missing(table, found, listing)
            for _, name, values in found:
                rows[name] = values.over(rows.get(name, NOTHING))
    return Sidecar(rows.items(), problems)


class _Table:
    """One metadata.csv. What is odd about a row is noted in `problems`, and the row taken as far as it goes."""

    def __init__(self, file: CorpusFile, problems: list[Problem]) -> None:
        self.file = file
        self._problems = problems

    def note(self, line: int, message: str, hint: str) -> None:
        where = f"{self.file.id}, line {line}: " if line else f"{self.file.id} "
        self._problems.append(Problem(self.file.id, where + message, hint, note=True))

    def rows(self) -> list[tuple[int, str, Metadata]]:
        """(line, article id, metadata) of each row; LookupError if no column names the articles."""
        text, doubt = decode(Path(self.file.path).read_bytes())
        if doubt:
            self.note(0, doubt, "Save it as UTF-8 if letters look wrong.")
        lines = text.replace("\0", "").splitlines(keepends=True)
        head = lines[0] if lines else ""
        records = self._records(lines, max(",;\t", key=head.count))
        _, columns = next(records, (1, []))
        folded = [column.lower().translate(FOLD) for column in columns]
        named = next((folded.index(name) for name in NAMES if name in folded), None)
        if named is None:
            raise LookupError("has no column that names the articles")
        folder = self.file.id.rpartition("/")[0]
        found = []
        line_of: dict[str, int] = {}
        for line, row in records:
            if named >= len(row) or not (name := row[named].strip().replace("\\", "/").removeprefix("./")):
                continue
            values = dict(zip(columns, row, strict=False))
            values.pop(columns[named])
            article = str(PurePosixPath(folder, name))
            if article in line_of:
                self.note(line, f"{name} stands in line {line_of[article]} too; this row was taken.", "Remove one.")
            line_of[article] = line
            found.append((line, article, self._metadata(line, name, values)))
        return found

    def _metadata(self, line: int, name: str, values: dict[str, str]) -> Metadata:
        found = metadata(values)
        if written := unread_date(values):
            where = f"{self.file.id}, line {line}: the date of {name}"
            self._problems.append(date_left_out(self.file.id, where, written))
        return found

    def _records(self, lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
        """(line, fields) of each record. A quotation mark that is never closed is left out, so that it takes no row."""
        import csv

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
            if len(lines[start]) > csv.field_size_limit():
                raise csv.Error(f"field larger than field limit ({csv.field_size_limit()})")
            self.note(
                start + 1,
                "a quotation mark is never closed; it was left out.",
                "Close it, or write two for a mark that is meant.",
            )
            yield start + 1, lines[start].strip().replace('"', "").split(delimiter)
            start += 1


def _until_error(reader: "Iterator[list[str]]") -> Iterator[list[str]]:
    """The records up to one that is too long to be one."""
    import csv

    with suppress(csv.Error):
        yield from reader


def _is_unclosed(lines: list[str], delimiter: str) -> bool:
    """Whether these lines are one record only because a quotation mark that opens a field was never closed.

    Then the record goes on to the end of the table, or to the next mark, behind which no field ends.
    """
    import csv

    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _note_missing(table: _Table, rows: Iterable[tuple[int, str, Metadata]], listing: Listing) -> None:
    """A note on each row that names no file of the corpus, nor any other file that is there."""
    known = {file.id for file in listing.files}
    known |= {name.rpartition(".")[0] for name in known}
    for line, article, _ in rows:
        name = article.partition("#")[0]
        if name in known or _is_there(listing.root, name):
            continue
        table.note(line, f"there is no article {name}.", "Mend the name, or remove the row.")


def _is_there(root: Path, name: str) -> bool:
    """Whether the corpus's folder has such a file, though the corpus is another single file, or leaves this one out."""
    return any(os.path.exists(os.path.join(root, name + ending)) for ending in ("", *supported()))
