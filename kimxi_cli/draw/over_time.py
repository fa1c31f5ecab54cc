"""How many statements were printed when: bars by day, month or year."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kimxi_cli.draw.picture import Picture
from kimxi_cli.draw.scale import days, short
from kimxi_cli.report import words

KINDS = ("direct", "mixed", "indirect")

WIDTH, LEFT, RIGHT, TOP, BASE, BOTTOM = 960, 40, 10, 26, 200, 46
MOST_BARS = 62
"""More days than this are drawn as months, more months as years."""

LABEL_ROOM = 84
"""Pixels from the middle of one label to the next."""


class Bar(NamedTuple):
    """A part of a bar: the statements of one kind."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


class Label(NamedTuple):
    x: float
    text: str


def over_time(statements: Iterable[tuple[str | None, str]], title: str) -> Picture:
    """statements: for each the day its article was published (None: not known), and its kind. title: whose they are."""
    rows = list(statements)
    dated = [(day, kind) for day, kind in rows if day and (held := days(day)) and held.first == held.last]
    slots = _slots([day for day, _ in dated])
    counts = Counter((_slot(day, slots), kind) for day, kind in dated)
    highest = max((sum(counts[slot, kind] for kind in KINDS) for slot in slots), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / (len(slots) or 1)
    wide = min(step * 0.8, 44)
    bars, labels = [], []
    free = 0.0
    for number, slot in enumerate(slots):
        x, y = LEFT + step * number + (step - wide) / 2, float(BASE)
        for kind in KINDS:
            if many := counts[slot, kind]:
                tall = (BASE - TOP) * many / highest
                y -= tall
                told = f"{words.date(slot)}: {words.count(many, f'{kind} statement')}"
                bars.append(Bar(round(x, 1), round(y, 1), round(wide, 1), round(tall, 1), kind, told))
        if x + wide / 2 >= free:
            labels.append(Label(round(x + wide / 2, 1), short(words.date(slot))))
            free = x + wide / 2 + LABEL_ROOM
    undated = len(rows) - len(dated)
    return Picture(
        "over_time.svg",
        title=title,
        told=f"{words.count(len(dated), 'statement')}"
        + (f" from {words.date(min(dated)[0])} to {words.date(max(dated)[0])}" if dated else ""),
        width=WIDTH,
        height=BASE + BOTTOM,
        data={
            "bars": bars,
            "labels": labels,
            "highest": highest,
            "top": TOP,
            "base": BASE,
            "left": LEFT,
            "right": WIDTH - RIGHT,
            "kinds": [kind for kind in KINDS if any(held == kind for _, held in dated)],
            "notes": f"{words.count(undated, 'statement')} in articles without a date not drawn" if undated else "",
        },
    )


def _slots(dates: list[str]) -> list[str]:
    """Every day, month or year (as ISO) from the first date to the last."""
    if not dates:
        return []
    first, last = date.fromisoformat(min(dates)), date.fromisoformat(max(dates))
    if last.toordinal() - first.toordinal() < MOST_BARS:
        return [date.fromordinal(day).isoformat() for day in range(first.toordinal(), last.toordinal() + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_BARS:
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [f"{year:04}" for year in range(first.year, last.year + 1)]


def _slot(day: str, slots: list[str]) -> str:
    return day[: len(slots[0])]
