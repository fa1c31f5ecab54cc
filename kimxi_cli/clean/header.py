"""The lines at an article's head: field lines, section path, headline, standfirst."""

import re

from kimxi_cli.clean.page import Finding, Line, Page, whole
from kimxi_cli.dates import find_dates
from kimxi_cli.lexicon import words
from kimxi_cli.model import BlockKind

FIELD_LINES = 12
"""Lines from the top among which metadata may be written out."""
HEADLINE_WORDS = 40
_FIELD = re.compile(
    r"(?P<key>title|headline|source|outlet|author|date|url|link|publication|section|copyright)\s*:\s+(?P<value>\S.*)",
    re.I,
)
_PATH = re.compile(
    r"(?:path|you are here|section)\s*:?\s+.*[>»›/].*|(?:[^>»›.!?]{1,40}\s*(?:>>|[>»›])\s*){1,6}[^>»›.!?]{0,60}", re.I
)
_HOME = re.compile(r"home(?:page)?\s*[/|>»›].{1,100}", re.I)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_NO_LETTER = re.compile(r"[\W_]+")
_FIELDS = {
    "title": "title",
    "headline": "title",
    "source": "source",
    "outlet": "source",
    "publication": "source",
    "author": "byline",
    "date": "published",
}


def header_field(line: Line, page: Page) -> Finding | None:
    """Metadata written out above the article: "Title: …", "Source: …", "Author: …", "Date: …"."""
    match = _FIELD.fullmatch(line.bare) if page.head and page.at < FIELD_LINES and line.short else None
    if match is None:
        return None
    key, value = match["key"].lower(), match["value"]
    field = _FIELDS.get(key)
    if field == "published":
        found = next(find_dates(value), None)
        if found is None:
            return None
        value = found[2]
    facts = {field: value} if field else {}
    return whole(line, BlockKind.FRONT_MATTER, f"header_field: names the {key}", **facts)


def section_path(line: Line, page: Page) -> Finding | None:
    """The way through the site to the article: "World > Asia > Diplomacy"."""
    if len(line.bare) > 160 or line.text.startswith((">", "<")) or (page.at > page.first_body and not page.tail):
        return None
    if _PATH.fullmatch(line.bare) or _HOME.fullmatch(line.bare):
        return whole(line, BlockKind.SECTION, "section_path: parts of a site joined by arrows")
    return None


def kicker(line: Line, page: Page) -> Finding | None:
    """One or two words above the headline that name its section: "North Asia", "Analysis"."""
    below = page.line(1)
    if not page.head or page.title or below is None or not line.titular or line.bare[-1] in "?!":
        return None
    if below.words < 5 or below.body or not below.titular:
        return None
    listed = line.bare.lower() in words("clean", "kickers")
    if listed or (line.words <= 2 and all(word[0].isupper() for word in line.bare.split())):
        return whole(line, BlockKind.SECTION, "kicker: section name above the headline")
    return None


def headline(line: Line, page: Page) -> Finding | None:
    """The title: what the metadata call it, else the first line formed like a title before the body."""
    if page.title or page.at > page.first_body or line.words > HEADLINE_WORDS:
        return None
    known = page.source.title or page.named
    if known and folded(known) == folded(line.bare):
        return whole(line, BlockKind.HEADLINE, "headline: the article's title", title=line.bare)
    if line.text.startswith("#"):
        return whole(line, BlockKind.HEADLINE, "headline: marked as a heading", title=line.bare)
    if known or page.listed or line.bullet:
        return None  # the title is known: another line than that sums the article up
    if page.head and line.titular and line.words >= 2:
        return whole(line, BlockKind.HEADLINE, "headline: title-like line before the body", title=line.bare)
    if page.head and title_case(line.bare) and line.words <= 25:
        return whole(line, BlockKind.HEADLINE, "headline: in capitals like a title", title=line.bare.rstrip("."))
    return None


def repeated_headline(line: Line, page: Page) -> Finding | None:
    """The headline once more, word for word."""
    if not page.title or line.words > HEADLINE_WORDS or page.at > page.first_body:
        return None
    if folded(page.title) != folded(line.bare):
        return None
    return whole(line, BlockKind.BOILERPLATE, "repeated_headline: says the headline again")


def standfirst(line: Line, page: Page) -> Finding | None:
    """A title-like line between headline and body that sums the article up."""
    known = page.title or page.source.title or page.at > 0
    if page.head and known and line.titular and line.words >= 4:
        return whole(line, BlockKind.HEADING, "standfirst: between headline and body")
    return None


def title_case(text: str) -> bool:
    """Nearly every longer word begins with a capital, in at least five words."""
    long = [word for word in _WORD.findall(text) if len(word) >= 4]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 4 and capitals >= 0.8 * len(long) and len(text.split()) >= 5


def folded(text: str) -> str:
    """Letters and figures only, small: titles are compared so."""
    return _NO_LETTER.sub("", text).lower()
