"""Tables (.csv, .tsv): one article a row, columns told by their names; the article's id is `path#id`."""

from collections.abc import Iterator

from kimxi_cli.ingest.csv_records import csv_records
from kimxi_cli.ingest.decode import binary_kind, decode
from kimxi_cli.ingest.fields import key_of, renamed
from kimxi_cli.ingest.jsonl import record_article
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import doubted
from kimxi_cli.model import Problem, Source


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a table; a row without text is a Problem that names it, the rest is read."""
    data = file.data()
    expect(file, data)
    if kind := binary_kind(data):
        raise UnreadableError(f"is a binary file ({kind})", "Save it as a comma-separated table in UTF-8.")
    text, doubt = decode(data)
    if doubt:
        yield doubted(file.id, file.id, doubt)
    notes: list[Problem] = []

    def note(line: int, message: str, hint: str) -> None:
        notes.append(Problem(file.id, f"{file.id}, line {line}: {message}", hint, note=True))

    records = csv_records(text, note)
    _, head = next(records, (1, []))
    columns = [name.strip() for name in head]
    if key_of(renamed(dict.fromkeys(columns, ""), file.options.columns), "text") is None:
        raise UnreadableError(
            f"has no column that holds the articles' text (its columns: {', '.join(columns[:8])[:200] or 'none'})",
            "Say which one does: --column text=NAME.",
        )
    taken: set[str] = set()
    number = 0
    for line, row in records:
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        values = dict(zip(columns, row, strict=False))
        where = f"{file.id}, line {line},"
        yield record_article(file.id, where, number, values, taken, sidecar, file.options.columns, "table")
    if not number:
        raise UnreadableError("has no row below its head", "Put articles into it, or take it out of the corpus.")
    yield from notes
