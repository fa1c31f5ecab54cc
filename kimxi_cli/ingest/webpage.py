"""Saved web pages: the article is taken out of the page by trafilatura; menus, forms and advertisements stay behind."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kimxi_cli.ingest import exports
from kimxi_cli.ingest.extras import library, reading
from kimxi_cli.ingest.fields import Metadata, day, line, names
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.markup import page_text, paragraphs
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.model import Problem, Source

FIRST = 5
"""Paragraphs among which the headline is looked for; over it may stand a section's name."""
BREAK_IN_SENTENCE = re.compile(r"<[bB][rR]\s*/?>\s*(?=[a-z])")
"""A line end that a small letter follows; trafilatura would make a paragraph of what is behind it."""
LEFT = "rest of the page (menus, lists of links, forms)"


class Page(NamedTuple):
    """What a page gives: the article's text and metadata, and how many characters of the page stand elsewhere."""

    text: str
    metadata: Metadata
    left: int


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The article of a saved page (HTML, or MHTML, whose first HTML part is the page); the articles of an export."""
    data = file.data()
    library("trafilatura")
    charset = None
    if _is_mhtml(data):
        data, charset = _page_of_mhtml(data)
    else:
        expect(file, data, "web page", "news feed")
    with reading("web page"):
        markup = page_text(data, charset)
        if "\0" in markup:
            raise UnreadableError("is no web page but a binary file", "Save the page again, as HTML.")
        whole = exports.PARAGRAPH.join(paragraphs(markup))
        if exports.is_export(whole):
            yield from exports.documents(file, whole, sidecar, reader="html")
            return
        page = article_of(markup, whole)
    if page is None:
        raise UnreadableError(
            "has no article that could be told from the page around it", "Save the article's text as .txt instead."
        )
    left = ((LEFT, page.left),) if page.left else ()
    yield from exports.articles(
        file, page.text, sidecar, reader="html", own=page.metadata, told="page's metadata", left=left
    )
    if _is_cut(markup):
        yield Problem(
            file.id, f"{file.id} ends in the middle of the page; what is there was read.", "Save the page again."
        )


def article_of(markup: str, whole: str) -> Page | None:
    """The article of a page, headline first, paragraphs apart; None if there is none.

    Title, author, date, site and address are what the page's metadata say; a date is never guessed from its text.
    """
    found: Any = library("trafilatura").bare_extraction(
        BREAK_IN_SENTENCE.sub(" ", markup),
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        return None
    text = [" ".join(paragraph.split()) for paragraph in found.text.split("\n") if paragraph.strip()]
    title = line(found.title)
    if title and not any(_is_headline(paragraph, title) for paragraph in text[:FIRST]):
        text.insert(0, title)
    own = Metadata(
        title, line(found.sitename), names((found.author or "").split("; ")), day(found.date), line(found.url)
    )
    left = _solid(whole) - _solid("".join(text))
    return Page(exports.PARAGRAPH.join(text), own, max(0, left))


def _is_headline(paragraph: str, title: str) -> bool:
    """Whether one of them is the other, but for what one has behind it (" | The Sample Times")."""
    a, b = sorted((paragraph, title), key=len)
    return b.startswith(a) and len(a) > 0.6 * len(b)


def _solid(text: str) -> int:
    return len("".join(text.split()))


def _is_cut(markup: str) -> bool:
    """Whether a page that opens its html and body element never closes either, as every saved page does."""
    low = markup.lower()
    return "<html" in low and "<body" in low and "</html" not in low and "</body" not in low


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"mime-version:" in head and b"content-type: multipart/" in head


def _page_of_mhtml(data: bytes) -> tuple[bytes, str | None]:
    """The first HTML part of a page saved as MHTML, and its charset."""
    from email import message_from_bytes, policy

    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part.get_content_charset()
    raise UnreadableError("holds no page", "Save the page again, as HTML.")
