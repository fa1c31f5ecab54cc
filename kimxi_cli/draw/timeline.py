"""Visits on a line of time, a lane for each status."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kimxi_cli.draw.picture import Href, Picture, clipped, nowhere, text_width
from kimxi_cli.draw.scale import Axis, Days, period
from kimxi_cli.report import words

Row = Mapping[str, Any]

STATUSES = ("took_place", "ongoing", "planned", "invited", "rumoured", "cancelled", "denied")
"""The lanes, from above."""

WIDTH, LEFT, RIGHT, TOP, ROW, LANE_GAP, BOTTOM = 960, 96, 8, 8, 21, 12, 30

MOST_LABELLED = 80
"""More visits than this are drawn without their words (which pointing at them, or the list below, gives)."""

DENSE_ROW, LANE_MOST = 10, 420
"""Pixels of a row without words, and of all rows of a lane without words."""

LABEL = 42
"""Characters of a visit's words."""

BAR, LEAST_WIDTH, CONFLICT = 11, 9, 14
"""Pixels: the height of a bar, the width of the shortest, and of the mark beside it where articles disagree."""


class Bar(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    text: str
    text_x: float
    anchor: str
    title: str
    href: str
    status: str
    exact: bool
    disputed: bool


class Lane(NamedTuple):
    status: str
    name: str
    y: float
    height: float


def timeline(visits: Iterable[Row], href: Callable[[str], str | None] = nowhere) -> Picture:
    """visits: rows of the visits report; those without a date are told of below. href: where an id leads."""
    rows = list(visits)
    dated = [(held, row) for row in rows if (held := period(row["start"], row["end"]))]
    axis = Axis((held for held, _ in dated), LEFT, WIDTH - LEFT - RIGHT)
    lanes: list[Lane] = []
    bars: list[Bar] = []
    y = float(TOP)
    for status in STATUSES:
        in_lane = [(days, row) for days, row in dated if row["status"] == status]
        if in_lane:
            placed, high = _lane(in_lane, axis, y + LANE_GAP / 2, href, labelled=len(dated) <= MOST_LABELLED)
            bars += placed
            high = round(max(high, ROW) + LANE_GAP, 1)
            lanes.append(Lane(status, status.replace("_", " "), y, high))
            y += high
    undated = len(rows) - len(dated)
    told = f"{words.count(len(dated), 'visit')} by date and status"
    notes = [f"{words.count(undated, 'visit')} without a date not drawn"] if undated else []
    if any(bar.disputed for bar in bars):
        notes.append("▲ articles disagree")
    if any(not bar.exact for bar in bars):
        notes.append("pale: known by month or year alone")
    return Picture(
        "timeline.svg",
        title="Visits by date and status",
        told=told,
        width=WIDTH,
        height=int(y) + BOTTOM + (18 if notes else 0),
        data={
            "lanes": lanes,
            "bars": bars,
            "ticks": axis.ticks() if dated else [],
            "breaks": axis.breaks if dated else [],
            "left": LEFT,
            "right": WIDTH - RIGHT,
            "bottom": y,
            "notes": " · ".join(notes),
        },
    )


def _lane(
    visits: list[tuple[Days, Row]], axis: Axis, y: float, href: Href, *, labelled: bool
) -> tuple[list[Bar], float]:
    """The bars of a lane, each on the highest level where nothing is in its way; how high they are together."""
    taken: list[float] = []
    placed: list[tuple[int, Bar]] = []
    for days, row in sorted(visits, key=lambda held: (held[0], held[1]["id"])):
        conflict = CONFLICT if row["conflicts"] else 0
        x = min(axis.x(days.first), WIDTH - RIGHT - LEAST_WIDTH - conflict)
        width = max(axis.x(days.last + 1) - x, LEAST_WIDTH)
        text = clipped(_label(row), LABEL) if labelled else ""
        long = text_width(text) + 6
        end = x + width + conflict
        left_of_it = end + long > WIDTH - RIGHT
        low, high = (x - long, end) if left_of_it else (x, end + long)
        level = next((n for n, until in enumerate(taken) if until < low), len(taken))
        taken[level : level + 1] = [high]
        bar = Bar(
            x=round(x, 1),
            y=y,
            width=round(width, 1),
            height=BAR,
            text=text,
            text_x=round(x - 5 if left_of_it else end + 5, 1),
            anchor="end" if left_of_it else "start",
            title=_title(row),
            href=href(row["id"]) or "",
            status=row["status"],
            exact=row["precision"] == "day",
            disputed=bool(conflict),
        )
        placed.append((level, bar))
    step = ROW if labelled else min(DENSE_ROW, LANE_MOST / len(taken))
    height = BAR if labelled else round(step * 0.75, 1)
    bars = [bar._replace(y=round(y + level * step + (step - height) / 2, 1), height=height) for level, bar in placed]
    return bars, len(taken) * step


def _label(row: Row) -> str:
    """Short: who → where (visits), who and who (meetings)."""
    names = [*row["visitors"], *(() if row["kind"] == "visit" else row["hosts"])]
    who = " and ".join(names[:2]) + (" …" if len(names) > 2 else "") or "?"
    where = row["place"] or row["country"]
    if row["kind"] == "visit":
        return f"{who} → {where or words.listed(row['hosts']) or '?'}"
    return f"{who}, {where}" if where and row["kind"] == "meeting" else who


def _title(row: Row) -> str:
    disputed = "".join(f"; articles disagree about {words.conflict(conflict)}" for conflict in row["conflicts"])
    when = words.dates(row["start"], row["end"])
    return f"{words.visit(row)}, {when}: {row['status'].replace('_', ' ')}{disputed}"
