"""Plain text and Markdown: one file, one article, with or without front matter; exports of press databases."""

from collections.abc import Iterator

from kimxi_cli.ingest import exports
from kimxi_cli.ingest.decode import binary_kind, decode
from kimxi_cli.ingest.fields import metadata
from kimxi_cli.ingest.frontmatter import front_matter
from kimxi_cli.ingest.kinds import ENDINGS, expect, kind_of
from kimxi_cli.ingest.listing import CorpusFile
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import MOST_CHARACTERS, article, date_left_out, doubted, is_blank, too_long, unread_date
from kimxi_cli.model import Problem, Source

MOST_BYTES = 64 * MOST_CHARACTERS
"""Beyond this a file is not even opened: its length alone says that it is no article."""


READER = "text"


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The article of a text file, with a note if its letters or date are not certain, or the one Problem with it."""
    if file.size > MOST_BYTES:
        yield Problem(
            file.id,
            f"{file.id} holds {file.size:,} bytes; a news article has far fewer.",
            "Split it into articles, e.g. as JSONL.",
        )
        return
    data = file.data()
    if kind := binary_kind(data):
        ending = ENDINGS.get(kind_of(data) or "")
        advice = f"Give it the ending {ending}" if ending else "Save its text as .txt"
        yield Problem(file.id, f"{file.id} is a binary file ({kind}).", f"{advice}, or take it out of the corpus.")
        return
    expect(file, data)
    text, doubt = decode(data)
    if exports.is_export(text):
        yield from exports.documents(file, text, sidecar, reader=READER)
        return
    if len(text) > MOST_CHARACTERS:
        yield too_long(file.id, file.id, len(text))
        return
    head = front_matter(text)
    body_start = head.span.end if head else 0
    if is_blank(text[body_start:]):
        empty = "has front matter but no text" if head else "is empty"
        yield Problem(file.id, f"{file.id} {empty}.", "Put the article's text into it, or take it out of the corpus.")
        return
    own = metadata(head.values) if head else None
    beside = sidecar.get(file.id)
    yield article(file.id, text, own, beside, head.span if head else None, reader=READER, told="front matter")
    if doubt:
        yield doubted(file.id, file.id, doubt)
    if head and (written := unread_date(head.values)):
        yield date_left_out(file.id, f"{file.id}: the date in its front matter", written)
