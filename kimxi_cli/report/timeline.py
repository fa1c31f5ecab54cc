"""Visits drawn over time: a line a visit, a bar at its place on an axis of months or years, long gaps left out."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TextIO

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from kimxi_cli.report import words
from kimxi_cli.report.layout import STATUS_STYLES, Row
from kimxi_cli.report.safe import visible
from kimxi_cli.report.table import console

SYMBOLS = {
    "took_place": "●",
    "ongoing": "▶",
    "planned": "○",
    "invited": "◇",
    "cancelled": "✗",
    "denied": "⊘",
    "rumoured": "?",
}
BARS = {"day": "█", "month": "▒", "year": "░"}
"""By how exactly the time is known."""
GAP = "┊"
CONFLICT = "⚠"
ASCII = str.maketrans(
    {"●": "*", "▶": ">", "○": "o", "◇": "i", "✗": "x", "⊘": "-", "█": "#", "▒": "=", "░": "-", "┊": ":", "⚠": "!"}
    | {"→": "->", "–": "-", "—": "-", "…": "~", "’": "'", "·": "."}
)
"""What stands for the signs where a terminal has none of them."""
LONG_GAP = 2
"""Months, quarters or years without a visit up to which a gap is drawn as it is."""
WIDEST_UNIT = 6
TITLE_SHARE = 0.42
NARROWEST_TITLE, NARROWEST_CHART = 22, 8
WIDEST = 160


def write_timeline(rows: Iterable[Row], out: TextIO, *, color: bool) -> int:
    """Draw the visits, those without a date at the end; how many they are."""
    visits = list(rows)
    if not visits:
        return 0
    screen = console(out, color=color)
    plain = not _can_show(out.encoding)
    for line in _lines(visits, min(screen.width, WIDEST), plain):
        line.rstrip()
        screen.print(_in_ascii(line) if plain else line, no_wrap=True, crop=False, overflow="ignore")
    return len(visits)


def _can_show(encoding: str | None) -> bool:
    try:
        "".join((*SYMBOLS.values(), *BARS.values(), GAP, CONFLICT)).encode(encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _in_ascii(line: Text) -> Text:
    return Text.assemble(*((part.plain.translate(ASCII), part.style) for part in _pieces(line)))


def _pieces(line: Text) -> list[Text]:
    """The stretches of one style that a line was put together of."""
    cuts = sorted({0, len(line), *(end for span in line.spans for end in (span.start, span.end))})
    return [
        Text(line.plain[a:b], style=next((s.style for s in line.spans if s.start <= a < s.end), ""))
        for a, b in pairwise(cuts)
    ]


def _lines(visits: Sequence[Row], width: int, plain: bool) -> list[Text]:
    dated = sorted((v for v in visits if _days(v)), key=lambda v: (_days(v) or (date.max,), v["id"]))
    undated = [v for v in visits if not _days(v)]
    when = [words.dates(v["start"], v["end"]) for v in dated]
    date_width = max((cell_len(text) for text in when), default=0)
    title_width = max(int(width * TITLE_SHARE), NARROWEST_TITLE)
    chart = max(width - title_width - date_width - 6, NARROWEST_CHART)
    title_width = max(width - chart - date_width - 6, NARROWEST_TITLE)
    out: list[Text] = []
    if dated:
        axis = axis_of([span for v in dated if (span := _days(v))], chart)
        out += [Text("  " + line, style="dim") for line in axis.header()]
        title_width += chart - axis.width
        for visit, text in zip(dated, when, strict=True):
            out.append(_line(visit, axis, text.ljust(date_width), _title(visit, title_width, plain)))
    if undated:
        out += [Text(""), Text("undated", style="bold")] if dated else [Text("undated", style="bold")]
        for visit in undated:
            out.append(Text.assemble(_symbol(visit), " ", _title(visit, width - 2, plain)))
    return [*out, Text(""), *_legend(visits, width)]


def _line(visit: Row, axis: "Axis", when: str, title: Text) -> Text:
    first, last = _days(visit) or (date.min, date.min)
    bar, style = BARS.get(visit["precision"], BARS["year"]), STATUS_STYLES.get(visit["status"], "")
    chart = Text("".join(axis.empty()), style="dim")
    left, right = axis.column(first), axis.column(last)
    drawn = Text.assemble(chart[:left], (bar * (right - left + 1), style), chart[right + 1 :])
    return Text.assemble(_symbol(visit), " ", drawn, "  ", when, "  ", title)


def _symbol(visit: Row) -> Text:
    return Text(SYMBOLS.get(visit["status"], "?"), style=STATUS_STYLES.get(visit["status"], ""))


def _title(visit: Row, width: int, plain: bool) -> Text:
    """Who, to whom, where; before it a mark where the articles disagree. plain: arrows as ASCII has them, which are
    wider."""
    mark = f"{CONFLICT} " if visit["conflicts"] else ""
    text = visible(words.visit(visit)).translate(ASCII if plain else {})
    room = width - cell_len(mark)
    if cell_len(text) > room:
        text = set_cell_size(text, room - 1).rstrip() + "…"
    return Text.assemble((mark, "yellow"), text)


def _legend(visits: Sequence[Row], width: int) -> list[Text]:
    """The signs that were used."""
    used = [status for status in SYMBOLS if any(v["status"] == status for v in visits)]
    parts: list[Text] = [Text(f"{SYMBOLS[s]} {s.replace('_', ' ')}", style=STATUS_STYLES[s]) for s in used]
    if any(v["conflicts"] for v in visits):
        parts.append(Text(f"{CONFLICT} articles disagree", style="yellow"))
    lines = [parts[0]]
    for part in parts[1:]:
        if lines[-1].cell_len + 2 + part.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], "  ", part)
        else:
            lines.append(part)
    return lines


def _days(visit: Row) -> tuple[date, date] | None:
    """First and last day that the visit's times may mean."""
    start, end = visit["start"] or visit["end"], visit["end"] or visit["start"]
    if not start or not end:
        return None
    try:
        return _edge(start, last=False), _edge(end, last=True)
    except ValueError:
        return None


def _edge(iso: str, *, last: bool) -> date:
    """The first or last day of a day, month or year."""
    year, *rest = [int(part) for part in iso.split("-")]
    month = rest[0] if rest else (12 if last else 1)
    day = rest[1] if len(rest) > 1 else (calendar.monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


# --- the axis ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Axis:
    """Columns of time. units: the months, quarters or years that are drawn, each as the number of months from year 0 to
    its first; None for a gap left out.

    size: columns of each unit; months: months of a unit (1, 3 or 12); most: columns at most, where units are more.
    """

    units: tuple[int | None, ...]
    size: int
    months: int
    most: int

    @property
    def width(self) -> int:
        return min(sum(1 if unit is None else self.size for unit in self.units), self.most)

    def column(self, day: date) -> int:
        """The column of a day; a day in a gap stands at the gap."""
        month = day.year * 12 + day.month - 1
        at = 0
        for unit in self.units:
            if unit is not None and month < unit + self.months:
                if month >= unit:
                    gone = month - unit + (day.day - 1) / calendar.monthrange(day.year, day.month)[1]
                    at += int(gone * self.size / self.months)
                break
            at += 1 if unit is None else self.size
        return min(self._squeezed(at), self.width - 1)

    def empty(self) -> list[str]:
        """A line without a visit: blank but for the gaps."""
        cells = [" "] * self.width
        at = 0
        for unit in self.units:
            if unit is None:
                cells[min(self._squeezed(at), self.width - 1)] = GAP
            at += 1 if unit is None else self.size
        return cells

    def header(self) -> list[str]:
        """Years, and below them months where there is a column for each."""
        years, months = [*self.empty(), *"    "], self.empty()
        at, year, free = 0, None, 0
        for unit in self.units:
            column = self._squeezed(at)
            if unit is not None:
                if unit // 12 != year and column >= free:
                    year = unit // 12
                    years[column : column + 4] = f"{year:04}"
                    free = column + 5
                name = words.MONTHS[unit % 12][:3]
                label = name if self.size > len(name) else name[0]
                months[column : column + len(label)] = label
            at += 1 if unit is None else self.size
        lines = [years, months] if self.months == 1 else [years]
        return ["".join(line).rstrip() for line in lines]

    def _squeezed(self, at: int) -> int:
        whole = sum(1 if unit is None else self.size for unit in self.units)
        return at if whole <= self.most else at * self.most // whole


def axis_of(spans: Sequence[tuple[date, date]], width: int) -> Axis:
    """The finest axis that fits: months, quarters or years, each of as many columns as there is room for."""
    for months in (1, 3, 12):
        units = _units(spans, months)
        gaps = units.count(None)
        size = min((width - gaps) // max(len(units) - gaps, 1), WIDEST_UNIT)
        if size >= 1:
            break
    return Axis(units, max(size, 1), months, width)


def _units(spans: Sequence[tuple[date, date]], months: int) -> tuple[int | None, ...]:
    """The units in which there is a visit, and short gaps between; a visit known by its year alone claims its ends."""
    used = {(day.year * 12 + day.month - 1) // months * months for span in spans for day in span}
    out: list[int | None] = []
    for a, b in pairwise([*sorted(used), None]):
        out.append(a)
        if a is None or b is None:
            continue
        between = (b - a) // months - 1
        out += [None] if between > LONG_GAP else [a + months * k for k in range(1, between + 1)]
    return tuple(out)
