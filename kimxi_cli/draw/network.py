"""Who met whom, as a network: people are points, meetings are lines between them."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import sqrt
from typing import Any, NamedTuple

from kimxi_cli.draw.meetings import Meeting
from kimxi_cli.draw.picture import Picture, clipped, nowhere, text_width
from kimxi_cli.report import words

WIDTH = 960
MOST_PEOPLE = 40
"""More people than this are not drawn: those who met others most often are."""

NAME = 26
"""Characters of a name."""

LINE_HEIGHT = 13


class Point(NamedTuple):
    x: float
    y: float
    r: float
    name: str
    title: str
    href: str


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    happened: bool
    title: str


Places = dict[str, tuple[float, float]]


def network(held: Iterable[Meeting], href: Callable[[str], str | None] = nowhere) -> Picture:
    """held: as `meetings` gives them. href: where a person's name leads."""
    all_met = list(held)
    often = Counter(name for meeting in all_met for name in meeting.people for _ in meeting.visits)
    shown = {name for name, _ in sorted(often.items(), key=lambda item: (-item[1], item[0]))[:MOST_PEOPLE]}
    met = [meeting for meeting in all_met if shown.issuperset(meeting.people)]
    shown = {name for meeting in met for name in meeting.people}
    places, height = _laid_out(met)
    lines = [
        Line(
            *(*places[meeting.people[0]], *places[meeting.people[1]]),
            width=1 + min(len(meeting.visits), 8) * 0.8,
            happened=meeting.happened,
            title=f"{' and '.join(meeting.people)}: met {words.count(len(meeting.visits), 'time')}",
        )
        for meeting in met
    ]
    points = [
        Point(
            *places[name],
            r=round(4 + 1.6 * sqrt(often[name]), 1),
            name=clipped(name, NAME),
            title=f"{name}: {words.count(often[name], 'meeting')}",
            href=href(name) or "",
        )
        for name in sorted(shown)
    ]
    left_out = len(often) - len(shown)
    notes = ["dashed: planned or invited"] if not all(line.happened for line in lines) else []
    notes += [f"{words.count(left_out, 'person', 'people')} with fewer meetings not drawn"] if left_out else []
    return Picture(
        "network.svg",
        title="Who met whom",
        told=f"{words.count(len(points), 'person', 'people')} and {words.count(len(lines), 'pair')} who met",
        width=WIDTH,
        height=height + (24 if notes else 6),
        data={"lines": lines, "points": points, "notes": " · ".join(notes)},
    )


def _laid_out(met: list[Meeting]) -> tuple[Places, int]:
    """A place for each person, and how high the picture is: each group of people who met in a box of its own."""
    import networkx as nx

    graph = nx.Graph()
    for meeting in sorted(met, key=lambda meeting: meeting.people):
        graph.add_edge(*meeting.people, weight=1 + sqrt(len(meeting.visits)))
    groups = [sorted(group) for group in nx.connected_components(graph)]
    places: Places = {}
    x = y = deepest = 0.0
    for group in sorted(groups, key=lambda group: (-len(group), group)):
        wide, high = _box(len(group))
        if x and x + wide > WIDTH:
            x, y, deepest = 0.0, y + deepest, 0.0
        for name, (right, down) in _group(graph.subgraph(group), wide, high).items():
            places[name] = (round(x + right, 1), round(y + down, 1))
        x, deepest = x + wide, max(deepest, high)
    return places, round(y + deepest)


def _box(people: int) -> tuple[float, float]:
    """Width and height for so many people and their names."""
    if people == 2:
        return WIDTH / 3, 64.0
    return WIDTH if people > 8 else WIDTH / 2, 40 + (82 if people < 20 else 120) * sqrt(people)


def _group(graph: Any, wide: float, high: float) -> Places:
    import networkx as nx

    names = sorted(graph)
    margin, down = 70.0, 24.0
    if len(names) == 2:
        return {names[0]: (margin, high / 2 - 8), names[1]: (wide - margin, high / 2 - 8)}
    ordered = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted((*sorted(edge[:2]), edge[2]) for edge in graph.edges(data=True)))
    found = nx.spring_layout(ordered, k=2.2 / sqrt(len(names)), iterations=300, seed=7, weight=None)
    xs, ys = ([float(found[name][side]) for name in names] for side in (0, 1))
    places = {
        name: (
            margin + (px - min(xs)) / ((max(xs) - min(xs)) or 1) * (wide - 2 * margin),
            down + (py - min(ys)) / ((max(ys) - min(ys)) or 1) * (high - 3 * down),
        )
        for name, px, py in zip(names, xs, ys, strict=True)
    }
    return _apart(places, wide, high)


def _apart(places: Places, wide: float, high: float) -> Places:
    """The same places, moved as little as keeps names from lying on one another."""
    names = sorted(places)
    at = {name: list(place) for name, place in places.items()}
    half = {name: max(text_width(clipped(name, NAME)) / 2, 10) for name in names}
    for _ in range(200):
        moved = False
        for index, a in enumerate(names):
            for b in names[index + 1 :]:
                across = half[a] + half[b] + 6 - abs(at[a][0] - at[b][0])
                down = 2 * LINE_HEIGHT + 12 - abs(at[a][1] - at[b][1])
                if across > 0 and down > 0:
                    moved = True
                    side, by = (1, down) if down <= across else (0, across)
                    before, after = (a, b) if (at[a][side], a) <= (at[b][side], b) else (b, a)
                    at[before][side] -= by / 2
                    at[after][side] += by / 2
        for name in names:
            at[name][0] = min(max(at[name][0], half[name] + 4), wide - half[name] - 4)
            at[name][1] = min(max(at[name][1], 16), high - 2 * LINE_HEIGHT)
        if not moved:
            break
    return {name: (x, y) for name, (x, y) in at.items()}
