"""What a time expression can mean: a day, a week, months, years or a length of time, each with its reason."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK, MONTH, YEAR, DURATION = "day", "week", "month", "year", "duration"
ORDER = {"early": 1, "mid": 11, "late": 21}


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time expression means.

    start, end: ISO, as precise as known (`2018-06-19`, `2018-03`, `2010`); end is None unless a range is stated (a
    week is one).
    precision: day, week, month, year or duration; a duration has neither start nor end, but days.
    earliest, latest: the days between which it lies, by the words ("late March": 21 to 31).
    """

    start: str | None
    end: str | None
    precision: str
    reason: str
    earliest: date | None = None
    latest: date | None = None
    days: int | None = None


def day_value(day: date, reason: str, end: date | None = None) -> TimeValue:
    return TimeValue(day.isoformat(), end.isoformat() if end else None, DAY, reason, day, end or day)


def month_value(
    year: int, month: int, reason: str, end: tuple[int, int] | None = None, part: str | None = None
) -> TimeValue:
    last = end or (year, month)
    earliest = date(year, month, ORDER.get(part or "", 1))
    end_of = calendar.monthrange(*last)[1]
    latest = date(*last, {"early": 10, "mid": 20}.get(part or "", end_of) if end is None else end_of)
    return TimeValue(
        f"{year:04}-{month:02}", f"{end[0]:04}-{end[1]:02}" if end else None, MONTH, reason, earliest, latest
    )


def year_value(year: int, reason: str, part: str | None = None) -> TimeValue:
    spans = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
    first, last = spans.get(part or "", (1, 12))
    return TimeValue(
        f"{year:04}", None, YEAR, reason, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    )


def week_of(day: date, reason: str) -> TimeValue:
    monday = day - timedelta(days=day.weekday())
    return TimeValue(
        monday.isoformat(), (monday + timedelta(days=6)).isoformat(), WEEK, reason, monday, monday + timedelta(days=6)
    )


def weekend_from(saturday: date, why: str) -> TimeValue:
    sunday = saturday + timedelta(days=1)
    return TimeValue(saturday.isoformat(), sunday.isoformat(), WEEK, why, saturday, sunday)
