"""A time expression held against the publication date: which days, weeks, months or years it means, and why."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kimxi_cli.model import TimeExpression

DAY, WEEK, MONTH, YEAR, DURATION = "day", "week", "month", "year", "duration"
SOON = 3
"""Days ahead up to which a weekday in the present tense is taken as the coming one."""
DAYS = {
    "hour": 0,
    "minute": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
    "century": 36500,
}
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


def resolve(expression: TimeExpression, published: date | None) -> TimeValue | None:
    """The value of an expression; None where only an unknown date would tell."""
    try:
        return _RULES.get(expression.kind, _nothing)(expression, published)
    except (ValueError, OverflowError):
        return None


def _nothing(expression: TimeExpression, published: date | None) -> TimeValue | None:
    return None


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


def _years_around(published: date) -> tuple[int, ...]:
    return (published.year - 1, published.year, published.year + 1)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _pick(days: list[date], published: date, tense: str | None) -> date | None:
    """Of the same day in several years the one that the tense of the clause asks for."""
    if not days:
        return None
    if tense == "past":
        before = [d for d in days if d <= published + timedelta(days=1)]
        return max(before) if before else min(days)
    if tense == "future":
        later = [d for d in days if d >= published - timedelta(days=1)]
        nearest = min(days, key=lambda d: (abs((d - published).days), d))
        return min(later) if later and (min(later) - published).days < 330 else nearest
    return min(days, key=lambda d: (abs((d - published).days), d))


def _date(x: TimeExpression, published: date | None) -> TimeValue | None:
    """A day of a month: the year is stated, told by the weekday beside it, or the one the tense asks for."""
    if x.month is None or x.day is None:
        return None
    year, why = x.year, "as written"
    if year is None and published is None:
        return None
    if year is None and published is not None:
        if x.shift is not None and x.unit == "year":
            year, why = published.year + x.shift, f"year counted from publication {published}"
        else:
            days = [d for y in _years_around(published) if (d := _safe(y, x.month, x.day))]
            if x.weekday is not None:
                days = [d for d in days if d.weekday() == x.weekday] or days
            chosen = _pick(days, published, x.tense)
            if chosen is None:
                return None
            year, why = chosen.year, f"year nearest to publication {published} ({x.tense or 'no'} tense)"
    assert year is not None
    start = date(year, x.month, x.day)
    end = None
    if x.end_day is not None:
        end = date(year, x.end_month or x.month, x.end_day)
        if end < start:
            end = date(year + 1, end.month, end.day)
    return day_value(start, f"{x.text}: {why}", end)


def _nth(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "the 7th": of the month that its paragraph speaks of, else the last (or coming) such day of that weekday."""
    if x.month is not None:
        return _date(x, published)
    if x.day is None or published is None:
        return None
    step = 1 if x.tense == "future" else -1
    months = [_add_months(published, step * k) for k in range(13 if x.weekday is not None else 2)]
    days = [d for year, month in months if (d := _safe(year, month, x.day))]
    fitting = [
        d
        for d in days
        if (x.weekday is None or d.weekday() == x.weekday) and (d - published).days * step >= (0 if step < 0 else -1)
    ]
    return day_value(fitting[0], f"{x.text}: the nearest one to publication {published}") if fitting else None


def _month(x: TimeExpression, published: date | None) -> TimeValue | None:
    if x.month is None:
        return None
    year, why = x.year, "as written"
    if year is None:
        if published is None:
            return None
        if x.unit == "year" and x.shift is not None:
            year = published.year + x.shift
        elif x.unit == "month" and x.shift is not None:
            year = _shifted_month(x.month, x.shift, published)
        else:
            now = (published.year, published.month)
            days = [date(y, x.month, published.day if (y, x.month) == now else 15) for y in _years_around(published)]
            chosen = _pick(days, published, x.tense)
            if chosen is None:
                return None
            year = chosen.year
        why = f"year from publication {published} ({x.tense or 'no'} tense)"
    end = None
    if x.end_month is not None:
        end = (year + (x.end_month < x.month), x.end_month)
    return month_value(year, x.month, f"{x.text}: {why}", end, x.modifier)


def _shifted_month(month: int, shift: int, published: date) -> int:
    """ "last March", "next March", "this March"; a "last" month that has only just gone by is that of the year before.
    "last March", "next March", "this March"; a "last" month that has only just gone by is that of the year before."""
    if shift == 0:
        return published.year
    if shift < 0:
        gone = (published.month - month) % 12
        year = published.year if month < published.month else published.year - 1
        return year - 1 if 0 < gone <= 2 and month < published.month else year
    return published.year if month > published.month else published.year + 1


def _weekday(x: TimeExpression, published: date | None) -> TimeValue | None:
    """A weekday: the day itself if it is the day of publication, else the last or coming one by tense."""
    if x.weekday is None:
        return None
    if x.month is not None and x.day is not None:
        return _date(x, published)
    if published is None:
        return None
    back = (published.weekday() - x.weekday) % 7
    ahead = (x.weekday - published.weekday()) % 7
    if x.shift == -1:
        day, why = published - timedelta(days=back or 7), "the last one before"
    elif x.shift == 1:
        day, why = published + timedelta(days=ahead or 7), "the next one after"
    elif x.tense == "future" or (x.tense == "present" and ahead <= SOON):
        day, why = published + timedelta(days=ahead), "the coming one from"
    else:
        day, why = published - timedelta(days=back), "the last one up to"
    end = day + timedelta(days=(x.end_weekday - x.weekday) % 7) if x.end_weekday is not None else None
    return day_value(day, f"{x.text}: {why} publication {published}", end)


def _today(x: TimeExpression, published: date | None) -> TimeValue | None:
    if published is None or x.shift is None:
        return None
    return day_value(published + timedelta(days=x.shift), f"{x.text}: counted from publication {published}")


def _add_months(day: date, months: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def _last_unit(x: TimeExpression, published: date | None) -> TimeValue | None:
    if published is None or x.shift is None:
        return None
    why = f"{x.text}: counted from publication {published}"
    if x.unit == "weekend":
        saturday = published - timedelta(days=published.weekday()) + timedelta(days=5)
        if published.weekday() < 5 or x.shift >= 0:
            saturday += timedelta(days=7 * x.shift)
        else:
            saturday -= timedelta(days=7)
        return TimeValue(
            saturday.isoformat(),
            (saturday + timedelta(days=1)).isoformat(),
            WEEK,
            why,
            saturday,
            saturday + timedelta(days=1),
        )
    if x.unit == "week":
        return week_of(published + timedelta(days=7 * x.shift), why)
    if x.unit == "month":
        return month_value(*_add_months(published, x.shift), why)
    if x.unit == "year":
        value = year_value(published.year + x.shift, why, x.modifier if x.modifier in ("early", "late") else None)
        if x.shift == 0 and x.modifier == "earlier":
            return TimeValue(value.start, None, YEAR, why, date(published.year, 1, 1), published)
        if x.shift == 0 and x.modifier == "later":
            return TimeValue(value.start, None, YEAR, why, published, date(published.year, 12, 31))
        return value
    return None


def _counted(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "two weeks ago", "in three days": as precise as the unit."""
    if published is None or x.shift is None or x.unit is None:
        return None
    why = f"{x.text}: counted from publication {published}"
    if x.unit in ("hour", "minute"):
        return day_value(published, why) if x.shift <= 0 else None
    if x.unit in ("day", "night"):
        day = published + timedelta(days=x.shift)
        return week_of(day, why) if x.modifier == "about" else day_value(day, why)
    if x.unit in ("week", "fortnight"):
        return week_of(published + timedelta(days=x.shift * DAYS[x.unit]), why)
    if x.unit == "month":
        return month_value(*_add_months(published, x.shift), why)
    if x.unit == "year":
        return year_value(published.year + x.shift, why)
    return None


def _ahead(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "in two weeks" tells a date only of what is to come; else it is a length of time."""
    return _counted(x, published) if x.tense == "future" and x.count is not None else _duration(x, published)


def _duration(x: TimeExpression, published: date | None) -> TimeValue | None:
    days = None if x.count is None else x.count * DAYS.get(x.unit or "day", 1)
    return TimeValue(None, None, DURATION, f"{x.text}: a length of time", days=days)


def _holiday(x: TimeExpression, published: date | None) -> TimeValue | None:
    if x.shift and published is not None and x.month and x.day:
        here = date(published.year, x.month, x.day)
        year = published.year - (here >= published) if x.shift < 0 else published.year + (here <= published)
        return day_value(date(year, x.month, x.day), f"{x.text}: from publication {published}")
    return _date(x, published)


def _season(x: TimeExpression, published: date | None) -> TimeValue | None:
    """A season by the months it has in the north."""
    if x.month is None:
        return None
    year = x.year
    if year is None:
        if published is None:
            return None
        year = published.year
        begins = date(year, x.month, 1)
        if x.shift == -1 and begins > published - timedelta(days=92):
            year -= 1
        elif x.shift == 1 and begins <= published:
            year += 1
    return month_value(year, x.month, f"{x.text}: a season", _add_months(date(year, x.month, 1), 2))


def _year(x: TimeExpression, published: date | None) -> TimeValue | None:
    return year_value(x.year, f"{x.text}: as written", x.modifier) if x.year else None


_RULES = {
    "iso": _date,
    "month_day": _date,
    "day_month": _date,
    "nth": _nth,
    "month_day_range": _date,
    "day_month_range": _date,
    "month": _month,
    "weekday": _weekday,
    "weekday_range": _weekday,
    "holiday": _holiday,
    "today": _today,
    "last_unit": _last_unit,
    "same_year": _year,
    "ago": _counted,
    "ahead": _ahead,
    "duration": _duration,
    "season": _season,
    "year": _year,
}
