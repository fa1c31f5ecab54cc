"""Time on a line: days to places, long empty stretches left out, ticks where there is room for their words."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kimxi_cli.report import words

BREAK_WIDTH = 30
"""Pixels that an empty stretch left out is given."""

LEAST_WIDTH = 76
"""Pixels that any stretch is given, however short it is: its tick must be readable."""

TICK_ROOM = 66
"""Pixels from one tick to the next."""

SHORTEST_BREAK = 120
"""Days: no shorter stretch is ever left out."""

BREAK_SHARE = 0.12
"""The part of the whole time that an empty stretch must last to be left out."""

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Days(NamedTuple):
    """A stretch of days by their numbers (`date.toordinal`), both included."""

    first: int
    last: int


class Tick(NamedTuple):
    x: float
    text: str


class Stretch(NamedTuple):
    """Days that are drawn without a break, and where: from x on, so many pixels wide."""

    days: Days
    x: float
    width: float


def days(iso: str | None) -> Days | None:
    """The days that 2018, 2018-05 or 2018-05-07 may mean; None for what is no date."""
    found = _ISO.fullmatch(iso or "")
    if not found:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        end_month = int(month or 12)
        last = date(int(year), end_month, int(day or monthrange(int(year), end_month)[1]))
    except ValueError:
        return None
    return Days(first.toordinal(), last.toordinal())


def period(start: str | None, end: str | None) -> Days | None:
    """From the first day that start may mean to the last that end may; None where neither is a date."""
    first, last = days(start) or days(end), days(end) or days(start)
    return Days(first.first, max(first.first, last.last)) if first and last else None


class Axis:
    """Where days stand between x and x + width. Empty stretches that would take much of it are left out."""

    def __init__(self, spans: Iterable[Days], x: float, width: float) -> None:
        together = _together(sorted(spans))
        room = width - BREAK_WIDTH * (len(together) - 1) - LEAST_WIDTH * len(together)
        total = sum(held.last - held.first + 1 for held in together) or 1
        self.stretches: list[Stretch] = []
        for held in together:
            wide = LEAST_WIDTH + room * (held.last - held.first + 1) / total
            self.stretches.append(Stretch(held, x, wide))
            x += wide + BREAK_WIDTH

    def x(self, day: int) -> float:
        """The place of a day's beginning; days in no stretch stand at the end of the one before."""
        last = self.stretches[0]
        for stretch in self.stretches:
            if stretch.days.first > day:
                break
            last = stretch
        length = last.days.last - last.days.first + 1
        return last.x + last.width * min(max(day - last.days.first, 0), length) / length

    @property
    def breaks(self) -> list[float]:
        """The middle of each stretch left out."""
        return [stretch.x - BREAK_WIDTH / 2 for stretch in self.stretches[1:]]

    def ticks(self) -> list[Tick]:
        """First days of months or years, as many as there is room for; at least one in each stretch."""
        return [tick for stretch in self.stretches for tick in self._ticks(stretch)]

    def _ticks(self, stretch: Stretch) -> list[Tick]:
        for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600):
            ticks = [
                Tick(self.x(day.toordinal()), words.date(day.isoformat()[: 7 if months < 12 else 4]))
                for day in _months(stretch.days, months)
            ]
            if ticks and all(b.x - a.x >= TICK_ROOM for a, b in pairwise(ticks)):
                end = stretch.x + stretch.width - TICK_ROOM
                return [Tick(x, short(text)) for x, text in ticks if x <= end] or [Tick(end, short(ticks[0].text))]
        first = date.fromordinal(stretch.days.first)
        return [Tick(stretch.x, str(first.year))]


def _together(spans: list[Days]) -> list[Days]:
    """The spans joined where no long empty stretch is between them."""
    if not spans:
        return [Days(1, 1)]
    longest = max(SHORTEST_BREAK, BREAK_SHARE * (max(s.last for s in spans) - spans[0].first))
    joined = [spans[0]]
    for span in spans[1:]:
        if span.first - joined[-1].last > longest:
            joined.append(span)
        else:
            joined[-1] = Days(joined[-1].first, max(joined[-1].last, span.last))
    return joined


def _months(held: Days, step: int) -> Iterator[date]:
    """First days of every step-th month, counted from the year 0."""
    first, last = date.fromordinal(held.first), date.fromordinal(held.last)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % step == 0 and (day := date(number // 12, number % 12 + 1, 1)) >= first:
            yield day


def short(text: str) -> str:
    """June 2018: Jun 2018; other dates as they are."""
    month, _, year = text.partition(" ")
    return f"{month[:3]} {year}" if month in words.MONTHS else text
