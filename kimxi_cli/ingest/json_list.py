"""Story lists (.json): an array of records, or an object that holds one, as Media Cloud and GDELT give them."""

import json
from collections.abc import Iterator

from kimxi_cli.ingest.decode import binary_kind, decode
from kimxi_cli.ingest.fields import key_of, renamed
from kimxi_cli.ingest.jsonl import record_article
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import doubted
from kimxi_cli.model import Problem, Source


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a list of records; the one article of a single record."""
    data = file.data()
    expect(file, data)
    if kind := binary_kind(data):
        raise UnreadableError(f"is a binary file ({kind})", "Give a JSON array of articles.")
    text, doubt = decode(data)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        hint = "Name it .jsonl if it has one article a line." if error.msg == "Extra data" else "Export it again."
        where = f"at line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"is not valid JSON: {error.msg} {where}", hint) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError("is not JSON that can be read (nested too deep, or a number too long)", "") from error
    if doubt:
        yield doubted(file.id, file.id, doubt)
    taken: set[str] = set()
    for number, record in enumerate(_records(whole, file.options.columns), 1):
        where = f"{file.id}, record {number},"
        yield record_article(file.id, where, number, record, taken, sidecar, file.options.columns, "json")


def _records(whole: object, columns: tuple[tuple[str, str], ...]) -> list[dict[str, object]]:
    """The records of a document: of its array, of the one list of records that it holds, or itself."""
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if _is_list_of_records(value)]
        if len(lists) == 1:
            whole = lists[0]
        elif key_of(renamed(whole, columns), "text"):
            whole = [whole]
    if not _is_list_of_records(whole):
        raise UnreadableError(
            "holds no list of articles",
            'Write it as [{"title": "…", "text": "…"}, …], or name its text: --column text=KEY.',
        )
    assert isinstance(whole, list)
    return whole


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
