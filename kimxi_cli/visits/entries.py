"""Diaries and timelines: a paragraph that opens with its date, often its place ("April 27, 2018, Oslo. …").

What stands in such an entry happened then and there, if its words tell no other time or place; and who is meant by a
pronoun without a name in the entry is the one person whom the headline names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimxi_cli.model import BlockKind, EntityType, Frame, Layout, Mention, TimeExpression
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import places
from kimxi_cli.visits.draft import VISIT
from kimxi_cli.visits.times import counted_on, opens_entry

HEADER = 60
"""Characters after the date in which the entry's place stands."""
FEWEST = 3
"""Entries from which a text is a diary."""


@dataclass(frozen=True, slots=True)
class Entry:
    """start, end: of the paragraph. place: named in the header, or None."""

    start: int
    end: int
    time: TimeExpression
    place: Mention | None


def entries(parse: Parse, times: Sequence[TimeExpression], mentions: Sequence[Mention]) -> tuple[Entry, ...]:
    """The entries of a text, in order; none where only one or two paragraphs begin so."""
    found: list[Entry] = []
    text = parse.text
    for time in times:
        if time.day is None or time.month is None:
            continue
        start = text.rfind("\n", 0, time.start) + 1
        if not opens_entry(text, start, time):
            continue
        end = text.find("\n", time.end)
        header = min((text.find(mark, time.end) for mark in ".:–—" if text.find(mark, time.end) >= 0), default=time.end)
        place = next(
            (
                m
                for m in mentions
                if time.end <= m.start < min(header, time.end + HEADER)
                and m.type is EntityType.PLACE
                and places.rank(m)
            ),
            None,
        )
        found.append(Entry(start, end if end >= 0 else len(text), time, place))
    return tuple(found) if len(found) >= FEWEST else ()


def entry_at(found: Sequence[Entry], offset: int) -> Entry | None:
    return next((e for e in found if e.start <= offset < e.end), None)


def protagonist(layout: Layout, mentions: Sequence[Mention], references: References) -> Mention | None:
    """The one person whom the headline names."""
    heads = [b for b in layout.blocks if b.kind is BlockKind.HEADLINE]
    named = [m for m in mentions if m.type is EntityType.PERSON and any(b.start <= m.start < b.end for b in heads)]
    return named[0] if named and len({references.key(m) for m in named}) == 1 else None


def in_entry(frame: Frame, entry: Entry, hero: Mention | None) -> Frame:
    """A frame with the time and place of its entry, where it tells none itself, and its protagonist if it names
    nobody."""
    if frame.status not in ("took_place", "ongoing", "cancelled"):
        return frame
    past = replace(entry.time, tense="past")  # a timeline tells in the present tense
    frame = replace(frame, times=tuple(past if t == entry.time else t for t in frame.times))
    visitors = frame.visitors or ((hero.span,) if hero is not None and not frame.hosts and frame.refers else ())
    counted = any(counted_on(t) for t in frame.times)  # "a day earlier": from the entry's own day
    dated = any(t.kind not in ("anchored", "duration") for t in (*frame.times, *frame.ends))
    if dated and not counted:
        return replace(frame, visitors=visitors, reason=f"{frame.reason}; its entry")
    own_town = frame.place is not None and entry.place is not None and places.rank(entry.place) < 3
    place = frame.place if frame.place is not None and (own_town or entry.place is None) else None
    if place is None and entry.place is not None:
        place = entry.place.span
    times = frame.times if counted else (past, *frame.times)
    kind = frame.kind if frame.hosts or len(visitors) > 1 else VISIT
    refers = frame.refers and not (visitors and place is not None)
    return replace(
        frame,
        visitors=visitors,
        place=place,
        times=times,
        kind=kind,
        refers=refers,
        reason=f"{frame.reason}; its entry",
    )
