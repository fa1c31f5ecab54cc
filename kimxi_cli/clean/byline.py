"""Who wrote the article, and the outlet beside the name."""

import re

from kimxi_cli.clean.page import Finding, Line, Page, whole
from kimxi_cli.clean.published import is_date_line, left_beside_time
from kimxi_cli.dates import find_dates
from kimxi_cli.lexicon import table, words
from kimxi_cli.model import BlockKind

LONGEST = 200
_NAME = r"(?:[A-Z][\w.'’-]*|al-[A-Z]\w*)"
_PARTICLE = rf"(?:{'|'.join(table('clean')['name_particles'])})"
_PERSON = rf"{_NAME}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME}){{1,3}}"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*){_PERSON}){{0,5}}")
_BY = re.compile(
    r"(?:written|reported|words|text|story|posted|analysis|opinion|report)?\s*\bby:?\s+(?P<who>\S.{1,160})"
    r"|from\s+(?P<from>(?-i:[A-Z]).{1,80}?\s+in\s+(?-i:[A-Z]).{1,40})",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTS = re.compile(r"\s*[|•·/–—]\s*|\s+-\s+|,\s+(?=(?:[A-Z][\w&.]*(?:\s+|$))+$)")
_SPECIAL_FOR = re.compile(r"^special (?:for|to)(?: the)? ", re.I)


def byline(line: Line, page: Page) -> Finding | None:
    """ "By Anna Berg", "By Anna Berg and Jan de Vries, Sample Wire", "By the Sample Wire newsroom"."""
    if line.words > 20 or len(line.bare) > LONGEST or (line.bare.startswith("by") and not page.head):
        return None
    match = _BY.fullmatch(line.bare)
    if match is None or (line.bare.endswith(".") and not page.head and line.words > 6):
        return None
    who = (match["who"] or match["from"]).strip()
    parts = [part for part in _PARTS.split(who) if part]
    beside = [part for part in parts[1:] if not is_time(part)]
    if not parts or not all(named(part) for part in parts[:1] + beside):
        return None
    outlet = next((part for part in beside if is_outlet(part)), None)
    published = next((found for _, _, found in find_dates(who)), None)
    name = parts[0].rstrip(" .,")
    return whole(line, BlockKind.BYLINE, "byline: begins with By", byline=name, source=outlet, published=published)


def bare_author(line: Line, page: Page) -> Finding | None:
    """Names alone where a byline stands: outlet, date or headline beside them, above or below the body."""
    if not (page.head or page.tail) or line.words > 16 or len(line.bare) > LONGEST or line.text.startswith("#"):
        return None
    parts = _PARTS.split(line.bare)
    if is_outlet(parts[0]) or not _PEOPLE.fullmatch(parts[0]) or line.bare.startswith(("The ", "For ", "In ")):
        return None
    if line.bare.isupper() and line.words > 4:
        return None
    outlet = next((part for part in parts[1:] if is_outlet(part)), None)
    below = page.line(1)
    beside = below is not None and not below.body and (is_outlet_line(below.bare) or is_date_line(below.bare))
    headed = page.head and page.previous in (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.PUBLISHED)
    several = "," in line.bare or " and " in line.bare
    if outlet or beside or (headed and (several or (below is not None and below.body and line.words <= 4))):
        why = "bare_author: names with outlet, date or headline beside them"
        return whole(line, BlockKind.BYLINE, why, byline=parts[0], source=outlet)
    return None


def outlet_line(line: Line, page: Page) -> Finding | None:
    """The outlet by itself: under the byline, above the date, or with it ("Sample Courier | March 4, 2015")."""
    if line.words > 16 or not (page.head or page.tail):
        return None
    parts = _PARTS.split(line.bare)
    if len(parts) > 1 and is_outlet(parts[0]) and all(is_time(part) for part in parts[1:]):
        published = next((found for _, _, found in find_dates(line.bare)), None)
        why = "outlet_line: outlet and date"
        return whole(line, BlockKind.BYLINE, why, source=parts[0], published=published)
    if line.words > 7:
        return None
    below = page.line(1)
    dated = page.head and is_outlet(line.bare) and below is not None and not below.body and is_date_line(below.bare)
    under = page.previous is BlockKind.BYLINE and (
        is_outlet_line(line.bare) or (page.tail and line.titular and capitalised(line.bare))
    )
    if not (dated or under):
        return None
    role = all(word.lower() in words("clean", "byline_words") for word in line.bare.split())
    source = None if role else _SPECIAL_FOR.sub("", line.bare)
    return whole(line, BlockKind.BYLINE, "outlet_line: outlet beside byline or date", source=source)


def is_outlet_line(text: str) -> bool:
    """Whether a line is an outlet's name, or says for which one the author wrote."""
    if len(text.split()) > 7 or text.endswith((".", "!", "?", ":")):
        return False
    return _SPECIAL_FOR.match(text) is not None or is_outlet(text)


def is_outlet(text: str) -> bool:
    """An agency, or capitalised words one of which names outlets, or which are all in capitals."""
    if text.lower().strip(" .") in words("clean", "agencies"):
        return True
    parts = text.split()
    if not parts or len(parts) > 6 or not capitalised(text):
        return False
    return (text.isupper() and len(text) > 3) or any(part.lower() in words("clean", "outlet_words") for part in parts)


def named(text: str) -> bool:
    """Whether a text is of names and roles: capitalised words, but for the small words of bylines."""
    found = _WORD.findall(text)
    if not found or re.search(r"[!?;]|\.\s+[a-z]", text):
        return False
    small = [word for word in found if not word[0].isupper() and word.lower() not in words("clean", "byline_words")]
    if found[0].lower() == "the":
        roles = words("clean", "outlet_words") | {"authors", "team"}
        return len(small) <= 1 and any(word.lower() in roles for word in found)
    role = found[0].lower() in ("our", "staff")
    return not small and (role or found[0][0].isupper())


def capitalised(text: str) -> bool:
    """Whether all words but the smallest begin with a capital."""
    found = _WORD.findall(text)
    return bool(found) and all(
        word[0].isupper() or word.lower() in ("of", "the", "and", "for", "in", "de", "al") for word in found
    )


def is_time(text: str) -> bool:
    return is_date_line(text) or not left_beside_time(text)
