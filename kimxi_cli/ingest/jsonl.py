"""JSON Lines: one record a line, one article a record; the article's id is `path#id`."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kimxi_cli.ingest.decode import Decoded, binary_kind, decode, marked, utf16_without_mark
from kimxi_cli.ingest.fields import by_field, key_of, line, metadata, renamed, sound
from kimxi_cli.ingest.listing import CorpusFile
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import (
    MOST_CHARACTERS,
    article,
    date_left_out,
    doubted,
    is_blank,
    too_long,
    unique,
    unread_date,
)
from kimxi_cli.model import Problem, Source

SAMPLE = 4096

type Columns = tuple[tuple[str, str], ...]

_KINDS: dict[type, str] = {int: "a number", float: "a number", bool: "true or false", dict: "an object"}


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a JSON Lines file; a broken line is a Problem that names it, the rest is read."""
    with file.open() as stream:
        yield from records(file.id, stream, sidecar, file.options.columns)


def records(
    path: str, stream: BinaryIO, sidecar: Sidecar | None = None, columns: Columns = ()
) -> Iterator[Source | Problem]:
    """The articles of a stream of JSON Lines, named after `path`. columns: see `ReadOptions`."""
    taken: set[str] = set()
    sidecar = sidecar or Sidecar()
    buffered = io.BufferedReader(stream, SAMPLE) if isinstance(stream, io.RawIOBase) else stream
    first = buffered.read(SAMPLE)
    if kind := binary_kind(first):
        yield Problem(path, f"{path} is a binary file ({kind}).", "Give JSON Lines: one JSON object a line.")
        return
    empty = True
    doubts: list[tuple[int, str]] = []
    undated: list[tuple[int, str]] = []
    for number, (raw, doubt) in enumerate(_lines(first, buffered), 1):
        if is_blank(raw):
            continue
        empty = False
        found = _record(path, number, raw, taken, sidecar, columns, undated)
        if doubt and isinstance(found, Source):
            doubts.append((number, doubt))
        yield found
    if doubts:
        number, doubt = doubts[0]
        several = f" has {len(doubts):,} doubtful lines; the first," if len(doubts) > 1 else ","
        yield doubted(path, f"{path}{several} line {number},", doubt)
    if undated:
        number, written = undated[0]
        several = f" ({len(undated):,} lines have such dates)" if len(undated) > 1 else ""
        yield date_left_out(path, f"{path}, line {number}: its date{several}", written)
    if empty:
        yield Problem(path, f"{path} is empty.", "Put one JSON object a line into it, or take it out of the corpus.")


def _lines(first: bytes, stream: BinaryIO) -> Iterator[Decoded]:
    """The lines as text, each decoded by itself, so that one bad byte spoils one line only (UTF-16 as a whole)."""
    if ((found := marked(first)) and found[1] != "utf-8") or utf16_without_mark(first):
        text, doubt = decode(first + stream.read())
        yield from (Decoded(line, doubt) for line in text.split("\n"))
        return
    rest: Iterable[bytes] = stream
    held = first
    while True:
        *whole, held = held.split(b"\n")
        yield from map(decode, whole)
        piece = next(iter(rest), b"")
        if not piece:
            break
        held += piece
    yield decode(held)


def _record(
    path: str,
    number: int,
    raw: str,
    taken: set[str],
    sidecar: Sidecar,
    columns: Columns,
    undated: list[tuple[int, str]],
) -> Source | Problem:
    """One line's article, or the Problem with it; a date that could not be read is added to `undated`."""
    where = f"{path}, line {number},"
    try:
        found = json.loads(raw)
    except json.JSONDecodeError as error:
        return Problem(
            path, f"{where} is not valid JSON: {error.msg} at column {error.colno}.", "Mend or remove that line."
        )
    except (ValueError, RecursionError):
        return Problem(
            path,
            f"{where} is not JSON that can be read (nested too deep, or a number too long).",
            "Mend or remove that line.",
        )
    if not isinstance(found, dict):
        return Problem(path, f"{where} is no JSON object.", 'Write it as {"title": "…", "text": "…"}.')
    result = record_article(path, where, number, found, taken, sidecar, columns)
    if isinstance(result, Source) and (written := unread_date(renamed(found, columns))):
        undated.append((number, written))
    return result


def record_article(
    path: str,
    where: str,
    number: int,
    record: Mapping[str, object],
    taken: set[str],
    sidecar: Sidecar,
    columns: Columns = (),
    reader: str = "json lines",
) -> Source | Problem:
    """The article of a container's record. where: how messages name the record; taken: ids given to earlier ones."""
    found = renamed(record, columns)
    values = by_field(found)
    name = _name(path, number, values.get("id"), taken)
    text = _text(values.get("text"))
    if text is None:
        return _textless(name, where, found, values)
    if is_blank(text):
        return _empty(name, where)
    if len(text) > MOST_CHARACTERS:
        return too_long(name, where, len(text))
    return article(name, text, metadata(found), sidecar.get(name), reader=reader, told="record")


def _empty(name: str, where: str) -> Problem:
    return Problem(name, f"{where} can't be read: its text is empty.", "Fill it in or remove the line.")


def _textless(name: str, where: str, record: Mapping[str, object], values: Mapping[str, object]) -> Problem:
    """The Problem with a record that gives no text: there is none, it is empty, or it is something else."""
    if "text" in values:
        kind = _KINDS.get(type(values["text"]), "a list of more than texts")
        return Problem(name, f"{where} can't be read: its text is not a text but {kind}.", "Write it as a JSON string.")
    if key_of(record, "text"):
        return _empty(name, where)
    keys = ", ".join(sorted(map(str, record))[:8]) or "none"
    return Problem(
        name, f"{where} has no text (its keys: {sound(keys)[:200]}).", 'Put the article under the key "text".'
    )


def _text(value: object) -> str | None:
    """A record's text: a string, or a list of paragraphs."""
    if isinstance(value, str):
        return sound(value.removeprefix("\ufeff"))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sound("\n\n".join(value))
    return None


def _name(path: str, number: int, value: object, taken: set[str]) -> str:
    """`path#id`, or `path#line number` where the record has no id; a number is added only where two records clash."""
    own = line(value) or str(number)
    own = "".join(char for char in own if char.isprintable())[:200] or str(number)
    return unique(f"{path}#{own}", taken)
