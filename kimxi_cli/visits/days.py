"""The first and the last day of a visit, out of what its sentences tell."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from kimxi_cli.model import Conflict
from kimxi_cli.visits.events import PAST, Event
from kimxi_cli.visits.told import Told


def first_and_last(
    event: Event, conflicts: Sequence[Conflict], published: Mapping[str, date]
) -> tuple[str | None, str | None]:
    """(start, end) as precisely as told; an end stays open where only the day of the arrival is known."""
    when = event.when
    start, end = when.start, when.end
    chosen = next((c.chosen for c in conflicts if c.field == "date"), None)
    if chosen is not None:
        told_so = [t.when.end for t in event.told if t.when.start == chosen and t.when.end]
        start, end = chosen, told_so[0] if told_so else None
    if when.precision != "day":
        return start, end
    start = _really(event, start, published)
    start, end = _stretched(event, start, end, published)
    if start and end is None and not _arrival_only(event):
        end = start
    return start, end


def _really(event: Event, start: str | None, published: Mapping[str, date]) -> str | None:
    """The first day as it came about, where an earlier one was only planned before."""
    told = [t for t in event.told if t.when.precision == "day" and t.when.start]
    took = [t for t in told if t.frame.status in PAST and t.article in published]
    plans = [t for t in told if t.when.start == start]
    if not took or any(t.frame.status in PAST or t.article not in published for t in plans):
        return start
    first = min(took, key=lambda t: t.when.start or "")
    if not begins(first) and any((t.when.end or "") >= (first.when.start or "") for t in plans):
        return start  # a meeting in the midst of the planned days
    if all(published[t.article] < published[first.article] for t in plans):
        return first.when.start
    return start


def _stretched(
    event: Event, start: str | None, end: str | None, published: Mapping[str, date]
) -> tuple[str | None, str | None]:
    """The other end of a visit by how long it lasted, where its first or last day is told; of two days the one
    told is the last where the visit was over on that day."""
    lengths = [t.frame.duration_days for t in event.told if t.frame.duration_days and t.frame.kind == "visit"]
    if not lengths or min(lengths) < 2:
        return start, end
    days = timedelta(days=min(lengths) - 1)
    if start is None and end is not None:
        return (date.fromisoformat(end) - days).isoformat(), end
    first = any(t.when.start == start and begins(t) for t in event.told)
    if start is not None and first and (end is None or end < (date.fromisoformat(start) + days).isoformat()):
        return start, (date.fromisoformat(start) + days).isoformat()
    if start is not None and end in (None, start) and _over(event, date.fromisoformat(start), published):
        return (date.fromisoformat(start) - days).isoformat(), start
    return start, end


def _over(event: Event, day: date, published: Mapping[str, date]) -> bool:
    """Whether an article of that very day speaks of a two-day visit as past."""
    return "ongoing" not in event.statuses and any(
        t.frame.duration_days == 2 and t.frame.status == "took_place" and published.get(t.article) == day
        for t in event.told
    )


def begins(told: Told) -> bool:
    """Whether the sentence tells of the beginning of the visit."""
    first = ("travelled", "arrival", "begins", "is in", "left")
    return told.frame.status == "planned" or any(word in told.frame.reason for word in first)


def _arrival_only(event: Event) -> bool:
    """Only the day of the arrival is told, which is no end."""
    if any(t.frame.status == "took_place" and t.frame.kind == "meeting" and not t.frame.refers for t in event.told):
        return False
    if any(t.frame.duration_days == 1 for t in event.told):
        return False
    dated = [t for t in event.told if t.when.precision == "day"]
    with_meeting = {
        (t.article, t.frame.start) for t in event.told if t.frame.kind == "meeting" or "+m" in t.frame.reason
    }
    if any((t.article, t.frame.start) in with_meeting for t in dated if t.frame.status in PAST):
        return False
    return all(any(word in t.frame.reason for word in ("travelled", "under way", "arrival", "left")) for t in dated)
