"""Where articles really disagree about a visit: which value is shown, and why. Coarser and finer ("May", "May 7") is no
disagreement."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from itertools import combinations

from kimxi_cli.model import Conflict, ConflictValue
from kimxi_cli.visits.events import ANNOUNCED, PAST, Event
from kimxi_cli.visits.told import FINENESS, Told

ARRIVES = ("travelled", "arrival", "left")
"""Rules whose day is that of the arrival."""


def conflicts_of(
    event: Event, published: Mapping[str, date], status: str, name: Callable[[str], str]
) -> tuple[Conflict, ...]:
    """All disagreements of a visit's sentences, by field. status: that of the visit; name: of an entity."""
    found = (
        date_conflict(event),
        place_conflict(event),
        host_conflict(event, name),
        status_conflict(event, published, status),
        count_conflict(event),
    )
    return tuple(c for c in found if c is not None)


def _values(groups: Mapping[str, set[str]]) -> tuple[ConflictValue, ...]:
    return tuple(ConflictValue(value, tuple(sorted(groups[value]))) for value in sorted(groups))


def date_conflict(event: Event) -> Conflict | None:
    """Two first days, or a month that the other articles' days are not in."""
    firsts: dict[str, set[str]] = defaultdict(set)
    ranged: dict[str, set[str]] = defaultdict(set)
    for told in event.told:
        if told.when.precision == "day" and told.when.start and ANNOUNCED not in told.when.reason:
            group = ranged if _is_first(told) else firsts
            group[told.when.start].add(told.article)
    shown = event.when.start
    groups: dict[str, set[str]] = {}
    articles = {a for group in ranged.values() for a in group}
    if len(ranged) > 1 and len(articles) > 1:
        groups = {day: set(who) for day, who in ranged.items()}
    elif not ranged and len(firsts) > 1 and len({a for g in firsts.values() for a in g}) > 1 and event.kind != "visit":
        groups = {day: set(who) for day, who in firsts.items()}
    for told in event.dissent:
        if told.when.start:
            groups.setdefault(told.when.start, set()).add(told.article)
            if shown:
                fine = [t.article for t in event.told if t.when.start and t.when.precision == event.when.precision]
                groups.setdefault(shown, set()).update(fine)
    if len(groups) < 2 or shown is None:
        return None
    chosen, why = _choice(event, groups)
    return Conflict("date", _values(groups), chosen, why)


def _is_first(told: Told) -> bool:
    """Whether the day told is said to be the first: an arrival, or the beginning of a range."""
    return bool(told.when.end and told.when.end != told.when.start) or any(
        rule in told.frame.reason for rule in ARRIVES
    )


def _choice(event: Event, groups: Mapping[str, set[str]]) -> tuple[str, str]:
    """The value told most exactly, then by most articles, then the earlier one."""
    fineness = {t.when.start: FINENESS.get(t.when.precision, 9) for t in [*event.dissent, *event.told] if t.when.start}
    best = min(groups, key=lambda v: (fineness.get(v, 9), -len(groups[v]), v))
    others = [v for v in groups if v != best]
    if any(fineness.get(v, 9) > fineness.get(best, 9) for v in others):
        return best, "told to the day; the other only by month"
    if len(groups[best]) > max(len(groups[v]) for v in others):
        return best, f"told by {len(groups[best])} articles"
    return best, "the earlier of two told alike"


def place_conflict(event: Event) -> Conflict | None:
    """One meeting that articles put in different towns; a visit can go to several."""
    if event.kind != "meeting":
        return None
    groups: dict[str, set[str]] = defaultdict(set)
    for t in [t for t in event.told if t.frame.status in PAST] or event.told:
        if t.place and t.place != t.country and t.frame.kind == "meeting":
            groups[t.place].add(t.article)
    if len(groups) < 2 or any(a & b for a, b in combinations(groups.values(), 2)):
        return None
    return Conflict("place", _values(groups), *_most_told(groups))


def host_conflict(event: Event, name: Callable[[str], str]) -> Conflict | None:
    """Two articles of which one says that A received B, the other that B received A."""
    groups: dict[str, set[str]] = defaultdict(set)
    for t in event.told:
        if t.frame.reason.startswith(("hosted", "visited")) and len(t.visitors) == len(t.hosts) == 1 and not t.place:
            groups[name(t.hosts[0])].add(t.article)
    guests = {name(t.visitors[0]) for t in event.told if len(t.visitors) == 1}
    if len(groups) < 2 or not groups.keys() <= guests or any(a & b for a, b in combinations(groups.values(), 2)):
        return None
    return Conflict("host", _values(groups), *_most_told(groups))


def status_conflict(event: Event, published: Mapping[str, date], status: str) -> Conflict | None:
    """One article says that the visit took place, another that it did not: denied, or called off by an article written
    when it should have been over."""
    groups: dict[str, set[str]] = defaultdict(set)
    latest = event.when.latest
    for t in event.told:
        written = published.get(t.article)
        if t.frame.status in PAST and not t.frame.refers:
            groups["took_place"].add(t.article)
        elif t.frame.status == "denied" or (
            t.frame.status == "cancelled" and written and latest and event.when.precision == "day" and written > latest
        ):
            groups[t.frame.status].add(t.article)
    if len(groups) < 2 or "took_place" not in groups or all(g <= groups["took_place"] for g in groups.values()):
        return None
    if status in PAST:
        return Conflict("status", _values(groups), "took_place", "what is said to have taken place outweighs a denial")
    return Conflict("status", _values(groups), status, "the later article says so")


def _most_told(groups: Mapping[str, set[str]]) -> tuple[str, str]:
    """The value that most articles give, of two alike the first by name; and why."""
    best = min(groups, key=lambda v: (-len(groups[v]), v))
    if any(len(groups[v]) == len(groups[best]) for v in groups if v != best):
        return best, "told alike; the first by name"
    return best, f"told by {len(groups[best])} articles"


def count_conflict(event: Event) -> Conflict | None:
    """Two articles that number the same visit differently."""
    told = [t for t in event.told if t.frame.ordinal and (t.visitors or t.place) and "since" not in t.frame.reason]
    groups: dict[str, set[str]] = defaultdict(set)
    for t in told:
        if t.frame.kind == "visit" and not t.frame.refers and t.country:
            groups[str(t.frame.ordinal)].add(t.article)
    if len(groups) < 2 or len({a for g in groups.values() for a in g}) < 2:
        return None
    best = min(groups, key=lambda v: (-len(groups[v]), v))
    return Conflict("count", _values(groups), best, f"numbered so by {len(groups[best])} of its articles")
