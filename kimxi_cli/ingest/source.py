"""One article put together: its text, its own metadata, the sidecar's."""

from collections.abc import Mapping
from dataclasses import fields

from kimxi_cli.ingest.fields import NOTHING, Metadata, by_field, day, line, sound
from kimxi_cli.ingest.listing import UnreadableError
from kimxi_cli.model import Problem, Reading, Source, Span

MOST_CHARACTERS = 400_000
"""Longest text that is read as one article; the longest news features have about 100,000 characters."""

type Left = tuple[tuple[str, int], ...]
"""What of a file's text is not in the article's: (what it is, characters)."""


def article(
    name: str,
    text: str,
    own: Metadata | None,
    beside: Metadata,
    span: Span | None = None,
    *,
    reader: str,
    told: str = "",
    left: Left = (),
) -> Source:
    """The Source: the article's own metadata first, the sidecar's where that is silent.

    reader: the format; told: where in it the own metadata stand.
    """
    own = own or NOTHING
    both = own.over(beside)
    origin = "front-matter" if own.published else "sidecar" if beside.published else None
    origins = tuple(
        (field.name, told if getattr(own, field.name) else "metadata.csv")
        for field in fields(both)
        if getattr(both, field.name)
    )
    reading = Reading(reader, origins, left)
    return Source(name, text, both.title, both.source, both.byline, both.published, origin, both.url, span, reading)


def check(text: str) -> None:
    """Raises UnreadableError for the text of a document that holds none, or far too much for an article."""
    if is_blank(text):
        raise UnreadableError("has no text", "Put the article's text into it, or take it out of the corpus.")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"holds {len(text):,} characters; a news article has far fewer", "Split it into articles, e.g. as JSONL."
        )


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: spaces of any kind, marks, control characters."""
    return not any(char.isprintable() and not char.isspace() for char in text)


def doubted(name: str, where: str, doubt: str) -> Problem:
    """The note on a text of which `decode` is not certain."""
    return Problem(name, f"{where} {doubt}", "Save it as UTF-8 if letters look wrong.", note=True)


def unread_date(values: Mapping[str, object]) -> str | None:
    """The date of an article's metadata as written, if it is there and says no day for certain ("04/05/1999")."""
    written = by_field(values).get("published")
    return None if written is None or day(written) else (line(written) or str(written))


def date_left_out(file: str, where: str, written: str) -> Problem:
    """The note on a date that was left out; `where` says of what."""
    message = f"{where}, {sound(written)[:80]!r}, can't be read for certain; it was left out."
    return Problem(file, message, "Write it as year-month-day (2018-06-19).", note=True)


def too_long(name: str, where: str, characters: int) -> Problem:
    """The Problem with a text of more than MOST_CHARACTERS."""
    return Problem(
        name,
        f"{where} holds {characters:,} characters; a news article has far fewer.",
        "Split it into articles, e.g. as JSONL.",
    )


def unique(name: str, taken: set[str]) -> str:
    """The name of a container's article; a number is added where another has it already."""
    name = "".join(char for char in name if char.isprintable())
    own, again = name, 1
    while own in taken:
        again += 1
        own = f"{name}-{again}"
    taken.add(own)
    return own
