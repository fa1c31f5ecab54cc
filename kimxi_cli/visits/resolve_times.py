"""A time expression held against the publication date: which days, weeks, months or years it means, and why."""

from dataclasses import replace
from datetime import date, timedelta

from kimxi_cli.model import TimeExpression
from kimxi_cli.visits.time_values import (
    DURATION,
    ORDER,
    YEAR,
    TimeValue,
    day_value,
    month_value,
    week_of,
    weekend_from,
    year_value,
)

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


def resolve(expression: TimeExpression, published: date | None) -> TimeValue | None:
    """The value of an expression; None where only an unknown date would tell."""
    try:
        value = _RULES.get(expression.kind, _nothing)(expression, published)
        if expression.offset is None or expression.kind == "counted_day" or value is None or value.earliest is None:
            return value
        return _counted_on(value, expression.offset)
    except (ValueError, OverflowError):
        return None


def _counted_on(value: TimeValue, offset: int) -> TimeValue:
    """A day counted from one told before: that is the value, which the offset is added to."""
    days = f"{abs(offset)} day{'s' if abs(offset) > 1 else ''}"
    where = f"{days} after" if offset > 0 else f"{days} before" if offset else "the same as"
    day = (value.earliest or date.min) + timedelta(days=offset)
    return day_value(day, f"{value.reason}; {where} the day told before it")


def _nothing(expression: TimeExpression, published: date | None) -> TimeValue | None:
    return None


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


def _weekday_of_week(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "Thursday of last week"."""
    if published is None or x.weekday is None or x.shift is None:
        return None
    day = published + timedelta(days=7 * x.shift - published.weekday() + x.weekday)
    return day_value(day, f"{x.text}: counted from publication {published}")


def _counted_day(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "Friday week", "a week from Friday", "a year ago today": from that day so many units."""
    if published is None or x.shift is None or x.unit is None:
        return None
    if x.weekday is not None:
        ahead = (x.weekday - published.weekday()) % 7
        coming = x.shift > 0 and x.tense != "past"
        base = published + timedelta(days=ahead if coming or not ahead else ahead - 7)
    else:
        base = published + timedelta(days=x.offset or 0)
    why = f"{x.text}: counted from publication {published}"
    if x.unit == "year":
        return day_value(base.replace(year=base.year + x.shift), why)
    if x.unit == "month":
        return day_value(date(*_add_months(base, x.shift), base.day), why)
    if x.unit not in ("day", "week", "fortnight"):
        return None
    return day_value(base + timedelta(days=x.shift * DAYS[x.unit]), why)


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
        return weekend_from(
            saturday + timedelta(days=7 * x.shift if published.weekday() < 5 or x.shift >= 0 else -7), why
        )
    if x.unit == "week":
        return week_of(published + timedelta(days=7 * x.shift), why)
    if x.unit == "month":
        return month_value(*_add_months(published, x.shift), why, part=x.modifier if x.modifier in ORDER else None)
    if x.unit == "year":
        value = year_value(published.year + x.shift, why, x.modifier if x.modifier in ("early", "late") else None)
        if x.shift == 0 and x.modifier == "earlier":
            return TimeValue(value.start, None, YEAR, why, date(published.year, 1, 1), published)
        if x.shift == 0 and x.modifier == "later":
            return TimeValue(value.start, None, YEAR, why, published, date(published.year, 12, 31))
        return value
    return None


def _weekend(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "the weekend": the coming one or the last one by tense; on a Saturday or Sunday the one that goes on."""
    if published is None:
        return None
    saturday = published + timedelta(days=5 - published.weekday())
    if published.weekday() < 5 and x.tense not in ("future", "present"):
        saturday -= timedelta(days=7)
    return weekend_from(saturday, f"{x.text}: the one that the tense asks for, from publication {published}")


def _end_of_unit(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "the end of the month": that of publication, unless it is a month or year told of as past."""
    if x.shift is None and x.tense == "past":
        return None
    return _last_unit(replace(x, shift=x.shift or 0), published)


def _new_year(x: TimeExpression, published: date | None) -> TimeValue | None:
    """ "the new year": the coming one; the one that has begun where it is told as past, or in the first half of it."""
    if published is None:
        return None
    begun = x.tense == "past" or (x.tense != "future" and published.month <= 6)
    part = x.modifier or "early"
    return year_value(published.year + (not begun), f"{x.text}: counted from publication {published}", part)


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


THIS_SEASON = 100
"""Days after its end up to which a season told of as past is "this" one: later it is the south that is spoken of."""


def _season(x: TimeExpression, published: date | None) -> TimeValue | None:
    """A season by the months it has in the north; none where those do not fit the day of publication."""
    if x.month is None:
        return None
    if x.year is not None:
        return _season_of(x.year, x.month, x.text)
    if published is None:
        return None
    around = [_season_of(year, x.month, x.text) for year in range(published.year - 2, published.year + 2)]
    now = [s for s in around if _bounds(s)[0] <= published <= _bounds(s)[1]]
    gone = [s for s in around if _bounds(s)[1] < published]
    coming = [s for s in around if _bounds(s)[0] > published]
    if x.shift == -1:
        return gone[-1]
    if x.shift == 1:
        return coming[0]
    if now:
        return now[0]
    if x.tense == "past" or (x.tense == "present" and published.month > x.month):
        return gone[-1] if (published - _bounds(gone[-1])[1]).days <= THIS_SEASON else None
    return coming[0] if _bounds(coming[0])[0].year == published.year else None


def _season_of(year: int, month: int, text: str) -> TimeValue:
    why = f"{text}: a season, by its months in the north"
    return month_value(year, month, why, _add_months(date(year, month, 1), 2))


def _bounds(value: TimeValue) -> tuple[date, date]:
    return value.earliest or date.min, value.latest or date.max


def _year(x: TimeExpression, published: date | None) -> TimeValue | None:
    return year_value(x.year, f"{x.text}: as written", x.modifier) if x.year else None


def _year_range(x: TimeExpression, published: date | None) -> TimeValue | None:
    if x.year is None or x.end_year is None:
        return _year(x, published)
    first, last = date(x.year, 1, 1), date(x.end_year, 12, 31)
    return TimeValue(f"{x.year:04}", f"{x.end_year:04}", YEAR, f"{x.text}: as written", first, last)


_RULES = {
    "numeric": _date,
    "month_day": _date,
    "day_month": _date,
    "nth": _nth,
    "month_day_range": _date,
    "day_month_range": _date,
    "month": _month,
    "weekday": _weekday,
    "weekday_range": _weekday,
    "weekday_of_week": _weekday_of_week,
    "counted_day": _counted_day,
    "weekend": _weekend,
    "end_of_unit": _end_of_unit,
    "new_year": _new_year,
    "holiday": _holiday,
    "today": _today,
    "last_unit": _last_unit,
    "same_year": _year,
    "ago": _counted,
    "ahead": _ahead,
    "duration": _duration,
    "season": _season,
    "year_range": _year_range,
    "year": _year,
}
