"""News feeds (RSS, Atom): one article an entry, with its full text where the feed has it, else with its summary."""

import re
from collections.abc import Iterator
from typing import Any

from kimxi_cli.ingest.exports import PARAGRAPH
from kimxi_cli.ingest.extras import library, reading
from kimxi_cli.ingest.fields import Metadata, day, line, names
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.markup import paragraphs
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import MOST_CHARACTERS, article, too_long, unique
from kimxi_cli.model import Problem, Source

ENTITY = re.compile(rb"<!ENTITY", re.I)
READER = "feed"


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a feed; ids are `path#` and the entry's own id or link."""
    data = file.data()
    expect(file, data, "news feed")
    if ENTITY.search(data[:10_000]):
        raise UnreadableError(
            "defines XML entities, as no feed does; it was not read",
            "Take it out of the corpus if you don't know where it is from.",
        )
    with reading("news feed"):
        feed: Any = library("feedparser").parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        if not feed.version:
            raise UnreadableError("is no news feed (RSS or Atom)", "Save its articles as text or web pages.")
        raise UnreadableError("is a news feed without any entry", "Take it out of the corpus.")
    taken: set[str] = set()
    site = line(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        own = line(entry.get("id")) or line(entry.get("link")) or str(number)
        yield _article(unique(f"{file.id}#{own[:200]}", taken), f"{file.id}, entry {number},", entry, site, sidecar)
    if _is_cut(data):
        yield Problem(file.id, f"{file.id} ends in the middle of the feed; what is there was read.", "Fetch it again.")


def _article(name: str, where: str, entry: Any, site: str | None, sidecar: Sidecar) -> Source | Problem:
    title = line(" ".join(paragraphs(entry.get("title") or "")))
    contents = [content.get("value") or "" for content in entry.get("content", ())]
    body = max(
        (*map(paragraphs, contents), paragraphs(entry.get("summary") or "")), key=lambda found: len("".join(found))
    )
    text = PARAGRAPH.join([title, *body] if title and body[:1] != [title] else body)
    if not text:
        return Problem(name, f"{where} has no text.", "Save the article itself, as a web page.")
    if len(text) > MOST_CHARACTERS:
        return too_long(name, where, len(text))
    own = Metadata(
        title,
        line(entry.get("source", {}).get("title")) or site,
        names([author.get("name") for author in entry.get("authors", ()) if author.get("name")])
        or names(entry.get("author")),
        day(entry.get("published")) or day(entry.get("updated")),
        line(entry.get("link")),
    )
    return article(name, text, own, sidecar.get(name), reader=READER, told="feed entry")


def _is_cut(data: bytes) -> bool:
    end = data.rstrip()[-200:].lower()
    return not any(closing in end for closing in (b"</rss>", b"</feed>", b"</rdf:rdf>"))
