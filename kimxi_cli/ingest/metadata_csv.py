"""metadata.csv beside the articles: what they don't say themselves."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kimxi_cli.ingest.csv_records import csv_records
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

    def within(self, prefix: str, beside: "Sidecar") -> "Sidecar":
        """This table's rows with a prefix to their articles, and another's, which wins."""
        rows = {prefix + article: row for article, row in self._rows.items()}
        return Sidecar(
            {**rows, **{article: row.over(rows.get(article, NOTHING)) for article, row in beside._rows.items()}}.items()
        )

    def __len__(self) -> int:
        return len(self._rows)


def sidecar(corpus: Path | Listing) -> Sidecar:
    """All metadata.csv files of a corpus as one; a table deeper down wins over one above it."""
    import csv  # here: most corpora have no table, and a warm query must start fast

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
        with self.file.open() as stream:
            text, doubt = decode(stream.read())
        if doubt:
            self.note(0, doubt, "Save it as UTF-8 if letters look wrong.")
        records = csv_records(text, self.note)
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
