"""metadata.csv beside the articles: what they don't say themselves."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kimxi_cli.ingest.fields import FOLD, NOTHING, Metadata, metadata
from kimxi_cli.ingest.listing import CorpusFile, Listing, scan
from kimxi_cli.model import Problem

NAMES = ("article", "file", "filename", "path", "name", "id")
"""Columns that may name the article, best first; the name is relative to the table's folder, suffix or not."""


class Sidecar:
    """Metadata of articles by id. problems: tables or rows that could not be read."""

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
    for table in sorted(listing.sidecars, key=lambda file: (file.id.count("/"), file.id)):
        try:
            for name, found in _rows(table):
                rows[name] = found.over(rows.get(name, NOTHING))
        except (OSError, csv.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(
                Problem(
                    table.id, f"{table.id} can't be read: {reason}.", "Save it as a comma-separated table in UTF-8."
                )
            )
        except LookupError as error:
            problems.append(
                Problem(table.id, f"{table.id} {error.args[0]}.", f"Name the articles in a column {NAMES[0]!r}.")
            )
    return Sidecar(rows.items(), problems)


def _rows(table: CorpusFile) -> list[tuple[str, Metadata]]:
    """(article id, metadata) of each row; LookupError if no column names the articles."""
    import csv

    from kimxi_cli.ingest.decode import decode

    text = decode(Path(table.path).read_bytes()).replace("\0", "")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    columns = next(reader, [])
    folded = [column.lower().translate(FOLD) for column in columns]
    named = next((folded.index(name) for name in NAMES if name in folded), None)
    if named is None:
        raise LookupError("has no column that names the articles")
    folder = table.id.rpartition("/")[0]
    found = []
    for row in reader:
        if named < len(row) and (name := row[named].strip().replace("\\", "/").removeprefix("./")):
            values = dict(zip(columns, row, strict=False))
            values.pop(columns[named])
            found.append((str(PurePosixPath(folder, name)), metadata(values)))
    return found
