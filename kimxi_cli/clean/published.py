"""When the article was published, as a line of it says."""

import re
from functools import cache

from kimxi_cli.clean.page import Finding, Line, Page, whole
from kimxi_cli.dates import find_dates
from kimxi_cli.lexicon import table
from kimxi_cli.model import BlockKind

LONGEST = 160
MOST_WORDS = 24
_AGO = re.compile(
    r"(?:(?:published|updated|posted)\W+)?(?:\d+|an?)\s+(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\s+ago",
    re.I,
)
_PLACE = re.compile(
    r"(?P<place>(?-i:[A-Z])[\w.'’ -]{1,40}?)(?:,\s*[A-Z][\w. ]{1,30})?(?:,\s*|\s+[-–—]\s+)"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.I,
)
_DATED = re.compile(r"\d|\bago$", re.I)
_CLOCK = re.compile(r"\d[:.]\d\d|\d\s*[ap]\.?m", re.I)
_NO_LETTER = re.compile(r"[\W_]+")


def published_line(line: Line, page: Page) -> Finding | None:
    """Nothing but date and time, with or without a word for it: "Published: Wednesday, 4 March, 2015, 9:45pm"."""
    if line.words > MOST_WORDS or len(line.bare) > LONGEST or not _DATED.search(line.bare):
        return None
    if _AGO.fullmatch(line.bare):
        return whole(line, BlockKind.PUBLISHED, "published_line: how long ago")
    dates = list(find_dates(line.bare))
    if not dates:
        return time_alone(line, page)
    before = line.bare[: dates[0][0]]
    rest, at = [], dates[0][1]
    for start, end, _ in dates[1:]:
        rest.append(line.bare[at:start])
        at = end
    rest.append(line.bare[at:])
    word = _published_word().match(before)
    if left_beside_time(" ".join([before[word.end() :] if word else before, *rest])):
        return place_and_date(line, page, before, " ".join(rest), dates[0][2])
    if not word and not (page.head or page.tail or line.after_blank):
        return None
    key = "updated" if word and word["word"].lower().startswith(("upd", "mod", "last")) else "published"
    return whole(line, BlockKind.PUBLISHED, "published_line: nothing but a date", **{key: dates[0][2]})


def time_alone(line: Line, page: Page) -> Finding | None:
    """A time of day without a date, above the body or after a word for publication: "Published 9:00 AM EDT"."""
    word = _published_word().match(line.bare)
    rest = line.bare[word.end() :] if word else line.bare
    if not (word or page.head) or not _CLOCK.search(rest) or left_beside_time(rest):
        return None
    return whole(line, BlockKind.PUBLISHED, "published_line: nothing but a time of day")


def place_and_date(line: Line, page: Page, before: str, after: str, day: str) -> Finding | None:
    """Place and date alone on a line, as above speeches and communiqués: "Geneva, June 4, 2015"."""
    place = _PLACE.fullmatch(before) if page.head else None
    if place is None or left_beside_time(after) or not all(word[0].isupper() for word in place["place"].split()):
        return None
    why = "place_and_date: place and date alone"
    return whole(line, BlockKind.DATELINE, why, dateline_place=place["place"], published=day)


def is_date_line(text: str) -> bool:
    """Whether a line gives a date of publication, as far as its first words and its dates tell."""
    if len(text) > LONGEST:
        return False
    return bool(_published_word().match(text) or _AGO.match(text)) or next(find_dates(text), None) is not None


def left_beside_time(text: str) -> str:
    """The letters of a text that remain when times of day, weekdays, zones and the words around them are taken out."""
    return _NO_LETTER.sub("", _time_words().sub("", text))


@cache
def _published_word() -> re.Pattern[str]:
    listed = "|".join(table("clean")["published_words"])
    return re.compile(
        rf"\W*(?:(?:first|last|originally)\s+)?(?P<word>{listed})\b(?:\s+(?:on|at|date|time))?(?:\W+|$)", re.I
    )


@cache
def _time_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(table('clean')['time_words'])})(?![^\W_])", re.I)
