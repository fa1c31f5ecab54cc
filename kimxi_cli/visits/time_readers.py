"""Readers of time expressions: a match of one named pattern as what its words say, not yet held against a date."""

import re
from collections.abc import Callable
from dataclasses import replace

from kimxi_cli.dates import parse_date
from kimxi_cli.model import TimeExpression
from kimxi_cli.visits.time_patterns import (
    DATE_PARTS,
    HOLIDAYS,
    MONTHS,
    NUM,
    NUMBER,
    NUMBERS,
    SEASONS,
    UNIT_WORD,
    UNITS,
    VAGUE,
    WD,
    WEEKDAYS,
    YEAR,
)

Reader = Callable[[re.Match[str], str], tuple[TimeExpression, ...]]


def _make(match: re.Match[str], kind: str, **fields: int | str | None) -> TimeExpression:
    return TimeExpression(match.start(kind), match.end(kind), match.group(kind), kind, **fields)  # type: ignore[arg-type]


def _year_shift(text: str) -> dict[str, int | str | None]:
    """The relative year at the end of a date: "September 3 last year"."""
    low = text.lower()
    if not low.endswith("year"):
        return {}
    for word, shift in (("last", -1), ("previous", -1), ("next", 1), ("following", 1), ("this", 0)):
        if f"{word} year" in low:
            return {"unit": "year", "shift": shift}
    return {}


def _parts(text: str) -> tuple[list[int], list[int], int | None, list[int]]:
    """Months, days, year and weekdays of a date, in order."""
    months, days, weekdays = [], [], []
    year: int | None = None
    for part in DATE_PARTS.finditer(text):
        if part["m"]:
            months.append(MONTHS[part["m"].lower().rstrip(".")])
        elif part["y"]:
            year = int(part["y"])
        elif part["d"]:
            days.append(int(part["d"]))
        elif part["w"]:
            weekdays.append(WEEKDAYS[part["w"].lower()])
    return months, days, year, weekdays


def _numeric(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    """A date in figures; none where day and month could change places ("04/05/1999")."""
    day = parse_date(match.group(kind))
    if day is None:
        return ()
    year, month, number = (int(part) for part in day.split("-"))
    return (_make(match, kind, year=year, month=month, day=number),)


def _date(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    """A day of a month, or a range of days; weekdays in brackets are kept (they tell the year)."""
    text = match.group(kind)
    months, days, year, weekdays = _parts(text)
    if not months or not days:
        return ()
    fields: dict[str, int | str | None] = {"month": months[0], "day": days[0], "year": year, **_year_shift(text)}
    if kind.endswith("range") and len(days) > 1:
        fields |= {"end_month": months[-1], "end_day": days[1], "end_year": year}
    if weekdays:
        fields["weekday"] = weekdays[0]
        if len(weekdays) > 1:
            fields["end_weekday"] = weekdays[1]
    out = [_make(match, kind, **fields)]
    bracket = text.find("(")
    if bracket >= 0:
        head = text[:bracket].rstrip()
        out = [replace(out[0], end=out[0].start + len(head), text=head)]
        base = out[0].start
        ends = [(months[0], days[0]), (months[-1], days[-1])]
        for (month, day), part in zip(ends, re.finditer(WD, text[bracket:], re.IGNORECASE), strict=False):
            start = base + bracket + part.start()
            out.append(
                TimeExpression(
                    start, start + len(part.group()), part.group(), "weekday", year=year, month=month, day=day,
                    weekday=WEEKDAYS[part.group().lower()],
                )
            )  # fmt: skip
    return tuple(out)


_SPAN_WORDS = {"end": "late", "beginning": "early", "start": "early", "middle": "mid"}


def _month(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    months, _, year, _ = _parts(text)
    part = (match["mpart"] or _SPAN_WORDS.get((match["mspan"] or "").lower(), "") or "").lower()
    fields: dict[str, int | str | None] = {"month": months[0], "year": year, **_year_shift(text)}
    if part in ("last", "next", "this", "earlier this", "later this"):
        fields |= {"unit": "month", "shift": {"last": -1, "next": 1}.get(part, 0)}
    elif part:
        fields["modifier"] = part
    if len(months) > 1:
        fields |= {"end_month": months[1], "end_year": year}
    return (_make(match, kind, **fields),)


def _weekday(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    _, _, _, weekdays = _parts(text)
    first = text.lower().split()[0]
    shift = {"last": -1, "next": 1, "this": 0}.get(first)
    if text.lower().startswith("this past"):
        shift = -1
    fields: dict[str, int | str | None] = {"weekday": weekdays[0], "shift": shift}
    if kind == "weekday_range":
        fields["end_weekday"] = weekdays[-1]
    return (_make(match, kind, **fields),)


def _weekday_of_week(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    _, _, _, weekdays = _parts(match.group(kind))
    shift = WHICH[match["ofwhich"].lower()]
    return (_make(match, kind, weekday=weekdays[0], unit="week", shift=shift),)


def _counted_day(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    """So many units from a day that is told beside them: "Friday week", "a week from Friday", "a year ago today"."""
    text = match.group(kind)
    low = " ".join(text.lower().split())
    _, _, _, weekdays = _parts(text)
    count = 1 if weekdays and low.endswith("week") else _count(low.removeprefix("the "))
    unit = "week" if low.endswith("week") else _unit(low.rpartition(" ")[0])
    if unit is None:
        return ()
    if low.startswith("the "):
        count = 1 if low.split()[1] == unit else None
    if count is None:
        return ()
    day = None if weekdays else next((s for words, s in TODAY if low.endswith(words)), 0)
    fields: dict[str, int | str | None] = {"weekday": weekdays[0] if weekdays else None, "unit": unit, "offset": day}
    return (_make(match, kind, shift=-count if " ago" in low else count, count=count, **fields),)


def _holiday(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    low = text.lower().replace("’", "'")
    name = max((h for h in HOLIDAYS if h in low), key=len)
    month, day = HOLIDAYS[name]
    year = re.search(YEAR, text)
    shift = -1 if low.startswith("last") else 1 if low.startswith("next") else None
    return (_make(match, kind, month=month, day=day, year=int(year.group()) if year else None, shift=shift),)


TODAY = (("before yesterday", -2), ("after tomorrow", 2), ("yesterday", -1), ("last night", -1), ("tomorrow", 1))


def _today(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    low = " ".join(match.group(kind).lower().split())
    return (_make(match, kind, unit="day", shift=next((s for words, s in TODAY if words in low), 0)),)


def _nth(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    _, days, _, weekdays = _parts(match.group(kind))
    return (_make(match, kind, day=days[0], weekday=weekdays[0] if weekdays else None),)


def _last_unit(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    which = match["which"].lower()
    shift = (
        -1 if which in ("last", "this past", "the past") else 1 if which in ("next", "this coming", "the coming") else 0
    )
    within = (match["within"] or "").lower() or None
    return (_make(match, kind, unit=match["unit"].lower(), shift=shift, modifier=within),)


def _weekend(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    return (_make(match, kind, unit="weekend"),)


WHICH = {"last": -1, "this": 0, "next": 1}


def _end_of_unit(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    shift = WHICH.get(match["uwhich"].lower())
    part = _SPAN_WORDS[match["uspan"].lower()]
    return (_make(match, kind, unit=match["uunit"].lower(), shift=shift, modifier=part),)


def _new_year(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    return (_make(match, kind, unit="year", modifier=(match["nypart"] or "").lower() or None),)


def _year_range(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    """From year to year, the second perhaps in two figures ("1914-18"); "2009-10" may be a month: the year alone."""
    first, last = re.findall(r"\d+", match.group(kind))
    if len(last) == 2:
        if int(last) <= 12 and "-" in match.group(kind):
            return (_make(match, kind, year=int(first)),)
        last = first[:2] + last
    if int(last) <= int(first):
        return ()
    return (_make(match, kind, year=int(first), end_year=int(last)),)


def _count(text: str) -> int | None:
    """The number a phrase begins with; None for "a few", "several"."""
    if re.match(rf"(?:just\s+|only\s+|about\s+|in\s+)?(?:{VAGUE})\b", text, re.IGNORECASE):
        return None
    number = NUMBER.search(text)
    if not number:
        return None
    word = number.group().lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def _unit(text: str) -> str | None:
    words = UNIT_WORD.findall(text)
    if not words:
        return None
    unit = words[-1].lower()
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


LASTING = re.compile(r"\b(?:over|for|during|within|lasting)\s+$", re.IGNORECASE)


def _counted(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    """So many units: a duration, a time ago or ahead, or a distance from another event."""
    text = match.group(kind)
    low = text.lower()
    unit, count = _unit(text), _count(text)
    if unit is None:
        return ()
    fields: dict[str, int | str | None] = {"unit": unit, "count": count}
    before = match.string[max(0, match.start(kind) - 12) : match.start(kind)]
    if kind == "anchored" and LASTING.search(before):
        length = re.match(rf"{NUM}\s+{UNITS}", text, re.IGNORECASE)
        if length:
            base = _make(match, kind, **fields)
            return (replace(base, end=base.start + length.end(), text=length.group(), kind="duration"),)
    if kind == "anchored":
        fields["modifier"] = "before" if re.search(r"before|earlier|prior|previous", low) else "after"
    elif kind in ("ago", "ahead"):
        fields["shift"] = None if count is None else (-count if kind == "ago" else count)
        if count is None:
            fields["modifier"] = "about"
        if kind == "ago" and match["agoabout"] and match["agoabout"].lower() != "just":
            fields["modifier"] = "about"
    return (_make(match, kind, **fields),)


def _season(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    low = match.group(kind).lower()
    season = next(s for s in SEASONS if s in low)
    year = re.search(YEAR, low)
    shift = {"last": -1, "next": 1, "this": 0}.get(low.split()[0])
    return (_make(match, kind, month=SEASONS[season], year=int(year.group()) if year else None, shift=shift),)


def _year(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    text = match.group(kind).lower()
    digits = re.search(r"\d{4}|\d0", text)
    if digits is None:
        return ()
    year = int(digits.group()) if len(digits.group()) == 4 else 1900 + int(digits.group())
    part = next((p for p in ("early", "mid", "late") if text.startswith(p)), None)
    return (_make(match, kind, year=year, modifier=part),)


def _same_year(match: re.Match[str], kind: str) -> tuple[TimeExpression, ...]:
    return (_make(match, kind, unit="year"),)


READERS: dict[str, Reader] = {
    "numeric": _numeric,
    "month_day_range": _date,
    "day_month_range": _date,
    "month_day": _date,
    "day_month": _date,
    "month": _month,
    "nth": _nth,
    "weekday_range": _weekday,
    "weekday_of_week": _weekday_of_week,
    "counted_day": _counted_day,
    "weekday": _weekday,
    "holiday": _holiday,
    "today": _today,
    "last_unit": _last_unit,
    "weekend": _weekend,
    "end_of_unit": _end_of_unit,
    "new_year": _new_year,
    "same_year": _same_year,
    "anchored": _counted,
    "ago": _counted,
    "ahead": _counted,
    "duration": _counted,
    "season": _season,
    "decade": _year,
    "year_range": _year_range,
    "year": _year,
}
"""Kind of expression -> its reader; each gives no expression where the words turn out to tell none."""
