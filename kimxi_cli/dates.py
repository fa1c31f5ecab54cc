"""Calendar dates as newspapers, feeds and file names write them, read as ISO dates (YYYY-MM-DD).

Only complete dates: "June 2018" or "Tuesday" is None here. A date whose day and month could be either way
round (06/07/2018) is None as well: better no date than a wrong one.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<y{0}>(?:1[89]|2[01])\d\d)"
_DAY = r"(?P<d{0}>0?[1-9]|[12]\d|3[01])"
_PATTERN = re.compile(
    "|".join(
        (
            rf"(?<![\d.]){_YEAR.format(1)}(?P<sep1>[-/.])(?P<m1>\d\d?)(?P=sep1){_DAY.format(1)}(?!\d)",
            rf"(?<!\w){_DAY.format(2)}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format(2)}(?:,?\s*|-){_YEAR.format(2)}(?!\d)",
            rf"(?<![a-z]){_MONTH.format(3)}\s*{_DAY.format(3)}(?:st|nd|rd|th)?(?:,\s*|\s+){_YEAR.format(3)}(?!\d)",
            rf"(?<![\d/.-])(?P<a>\d\d?)(?P<sep4>[-/.])(?P<b>\d\d?)(?P=sep4){_YEAR.format(4)}(?!\d)",
            rf"(?<!\d){_YEAR.format(5)}年(?P<m5>\d\d?)月(?P<d5>\d\d?)日",
        )
    ),
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?:T\d.*|\d{6})?$")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST_IN_NAME = re.compile(r"(?<!\d)(\d\d?)([-_.])(\d\d?)\2((?:19|20)\d\d)(?!\d)")
_MONTH_DAY = re.compile(
    rf"(?:{_MONTH.format('')}\s*{_DAY.format('')}|{_DAY.format(2)}\s+{_MONTH.format(2)})(?![\w-])", re.IGNORECASE
)


def iso(year: int, month: int, day: int) -> str | None:
    """The date in ISO form, None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, ISO date) of each complete, unambiguous date in a text, in order."""
    for match in _PATTERN.finditer(text):
        if found := _read(match):
            yield match.start(), match.end(), found


def parse_date(text: str) -> str | None:
    """The date of a metadata field such as "Tue, 19 Jun 2018 10:00 GMT", None if it has none that is certain."""
    text = text.strip()[:200]
    if match := _COMPACT.match(text):
        return iso(int(match["y"]), int(match["m"]), int(match["d"]))
    return next((found for _, _, found in find_dates(text)), None)


def parse_timestamp(seconds: float) -> str | None:
    """The UTC date of seconds (or, where it is far too large for those, milliseconds) since 1970."""
    if abs(seconds) > 1e11:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def date_in_path(path: str) -> str | None:
    """The date in a file's path: 2018-06-19-title.txt, x_20180619.txt, 2018/06/19/title.txt (the last one counts), or
    19-06-2018.txt, where day and month cannot change places."""
    found = [iso(int(y), int(m), int(d)) for y, _, m, d in _IN_NAME.findall(path)]
    found = found or [_numeric(int(a), int(b), int(y), sep) for a, sep, b, y in _DAY_FIRST_IN_NAME.findall(path)]
    return next((day for day in reversed(found) if day), None)


def parse_month_day(text: str) -> tuple[int, int] | None:
    """(month, day) of a date without a year: "June 20", "20 June"."""
    match = _MONTH_DAY.search(text)
    if match is None:
        return None
    month, day = match["month"] or match["month2"], match["d"] or match["d2"]
    return month_number(month), int(day)


def month_number(name: str) -> int:
    """1 to 12 for a month's English name or abbreviation."""
    return 1 + next(i for i, month in enumerate(MONTHS) if month.startswith(name[:3].lower()))


def _read(match: re.Match[str]) -> str | None:
    if match["y1"]:
        return iso(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return iso(int(match["y2"]), month_number(match["month2"]), int(match["d2"]))
    if match["y3"]:
        return iso(int(match["y3"]), month_number(match["month3"]), int(match["d3"]))
    if match["y4"]:
        return _numeric(int(match["a"]), int(match["b"]), int(match["y4"]), match["sep4"])
    return iso(int(match["y5"]), int(match["m5"]), int(match["d5"]))


def _numeric(a: int, b: int, year: int, separator: str) -> str | None:
    """Day and month in figures: with full stops the day stands first, else only where one order is possible."""
    if separator == "." or a > 12 or a == b:
        return iso(year, b, a)
    return iso(year, a, b) if b > 12 else None
