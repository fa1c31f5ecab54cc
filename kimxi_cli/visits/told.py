"""What each article tells of visits, with names and places settled over the corpus and times held against its date."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from kimxi_cli import geography
from kimxi_cli.model import ArticleAnalysis, EntityType, Frame, Mention, Span, TimeExpression
from kimxi_cli.visits.places import town_of_seat
from kimxi_cli.visits.resolve_times import resolve
from kimxi_cli.visits.time_values import DAY, DURATION, MONTH, WEEK, YEAR, TimeValue


class Names(Protocol):
    """What the corpus knows of names: which entity a span of an article means, and what an entity is called."""

    def entity_at(self, article: str, span: Span) -> str | None: ...

    def name_and_type(self, entity: str) -> tuple[str, EntityType]: ...


FINENESS = {DAY: 0, WEEK: 1, MONTH: 2, YEAR: 3}


@dataclass(frozen=True, slots=True)
class When:
    """When something took place: the days between which it lies; start and end as precisely as told."""

    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    earliest: date | None = None
    latest: date | None = None
    reason: str = ""

    @property
    def known(self) -> bool:
        return self.earliest is not None


UNKNOWN = When()


@dataclass(frozen=True, slots=True)
class Told:
    """One frame with its people as entities, its place by its usual name, and its time as days.

    index: position among the article's frames. countries: of its people, as far as known.
    """

    article: str
    index: int
    frame: Frame
    visitors: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    country: str | None
    when: When

    @property
    def party(self) -> frozenset[str]:
        return frozenset((*self.visitors, *self.hosts))


def where(text: str) -> tuple[str, str | None]:
    """(place, country) of a place as written: seats of government stand for their town."""
    place = geography.canonical_place(town_of_seat(text) or text)
    return place, geography.country_of(place)


_SEGMENT = re.compile(
    r",\s+((?:[A-Z][\w.’'-]*|province|state|region|prefecture|county|of|in)(?:\s+(?:[A-Z][\w.’'-]*|province|state|region|of|in))*)|,\s+[a-z]+(?:ern|-eastern|-western)?\s+([A-Z]\w+(?:\s+[A-Z]\w+)?)"
)
_OF = re.compile(r"([A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)?)\s+(?:[a-z-]+\s+){0,4}(?:of|in)\s+$")


def places_by_context(analyses: Iterable[ArticleAnalysis]) -> dict[str, str]:
    """Country of places that the lists don't know, by the words beside them ("the Norwegian port of Moss"; "Moss,
    Norway")."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for analysis in analyses:
        for mention in analysis.mentions:
            if mention.type is not EntityType.PLACE:
                continue
            place, country = where(mention.text)
            if country is None and (found := _land_beside(analysis.text, mention)):
                votes[place][found] += 1
    return {place: min(found, key=lambda c: (-found[c], c)) for place, found in votes.items()}


def _land_beside(text: str, mention: Mention) -> str | None:
    at = mention.end
    for _ in range(3):
        match = _SEGMENT.match(text, at, at + 60)
        if match is None:
            break
        name = re.sub(r"\s+(?:province|state|region|prefecture|county)$", "", match[1] or match[2])
        if country := geography.country_of(name):
            return country
        at = match.end()
    match = _OF.search(text[max(0, mention.start - 70) : mention.start])
    if match is None:
        return None
    bare = re.sub(r"['’]s$", "", match[1])
    for name in (bare, bare.split()[-1]):
        if country := geography.demonym_country(name) or (
            geography.country_of(name) if geography.is_country(name) else None
        ):
            return country
    return None


def tell(
    analysis: ArticleAnalysis, names: Names, published: date | None, lands: Mapping[str, str] | None = None
) -> list[Told]:
    """Every frame of an article; people whom the corpus does not know are left out. lands: places_by_context."""
    out: list[Told] = []
    for index, frame in enumerate(analysis.frames):
        place, country = _place_of(analysis, names, frame)
        if place is not None and country is None:
            country = (lands or {}).get(place)
        visitors = _entities(analysis, names, frame.visitors)
        hosts = tuple(e for e in _entities(analysis, names, frame.hosts) if e not in visitors)
        when = when_of(frame, published)
        if (
            frame.status == "took_place"
            and "news present" in frame.reason
            and published
            and when.earliest
            and when.earliest > published
        ):
            frame = replace(frame, status="planned", reason=f"{frame.reason}, on a coming day")
        out.append(Told(analysis.id, index, frame, visitors, hosts, place, country, when))
    return out


HALVES = frozenset({"north", "south", "east", "west"})


def _half_country(analysis: ArticleAnalysis, half: str) -> str | None:
    """ "the North": the one country of the article whose name begins so."""
    found = {
        geography.canonical_place(m.text)
        for m in analysis.mentions
        if m.text.lower().startswith(half.lower() + " ") and geography.is_country(m.text)
    }
    return found.pop() if len(found) == 1 else None


def _place_of(analysis: ArticleAnalysis, names: Names, frame: Frame) -> tuple[str | None, str | None]:
    """The place as the lists know it; where they don't, as the corpus does ("the North")."""
    if frame.place is None:
        return None, None
    text = analysis.text[frame.place.start : frame.place.end]
    if text.lower() in HALVES:
        whole = _half_country(analysis, text)
        return (whole, whole) if whole else (None, None)
    place, country = where(text)
    if country is None and (entity := names.entity_at(analysis.id, frame.place)) is not None:
        return where(names.name_and_type(entity)[0])
    return place, country


def _entities(analysis: ArticleAnalysis, names: Names, spans: Iterable[Span]) -> tuple[str, ...]:
    found = (names.entity_at(analysis.id, span) for span in spans)
    return tuple(dict.fromkeys(e for e in found if e is not None))


# --- when -------------------------------------------------------------------------------------------


def when_of(frame: Frame, published: date | None) -> When:
    """The time of a frame: its finest own time; the end from its last day, the other end from how long it lasted."""
    status = "" if frame.reason.endswith("its entry") else frame.status
    own = _values(frame.times, published, status)
    ends = [v for v in _values(frame.ends, published, status) if v.precision == DAY]
    days = [v for v in own if v.precision == DAY]
    length = frame.duration_days
    if ends:
        last = max(v.latest or date.min for v in ends)
        first = min((v.earliest for v in days if v.earliest), default=None)
        reason = ends[0].reason
        if first is None and length:
            first = last - timedelta(days=length - 1)
            reason += f", {length} days before"
        if first is not None and first <= last and (last - first).days <= 31:
            return When(first.isoformat(), last.isoformat(), DAY, first, last, reason)
        return When(None, last.isoformat(), DAY, last - timedelta(days=14), last, reason)
    if days:
        first = min(v.earliest or date.max for v in days)
        last = max(v.latest or date.min for v in days)
        if (last - first).days > 21:
            first, last = days[0].earliest or first, days[0].latest or first
        end: date | None = last if last > first else None
        reason = days[0].reason
        if end is None and length and length > 1 and _starts(frame):
            end = first + timedelta(days=length - 1)
            reason += f", lasting {length} days"
        return When(first.isoformat(), end.isoformat() if end else None, DAY, first, end or last, reason)
    if told := _under_way(frame, published):
        return told
    rest = sorted((v for v in own if v.precision != DURATION), key=lambda v: FINENESS.get(v.precision, 9))
    if not rest:
        return UNKNOWN
    best = rest[0]
    if best.precision == WEEK:
        return _week(best)
    return When(best.start, best.end, best.precision, best.earliest, best.latest, best.reason)


def _week(value: TimeValue) -> When:
    """A week gives no start to print but its month or year, and days to compare by."""
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return UNKNOWN
    same_month = (first.year, first.month) == (last.year, last.month)
    start = f"{first:%Y-%m}" if same_month else f"{first:%Y}" if first.year == last.year else None
    return When(start, None, MONTH if same_month else YEAR if start else "unknown", first, last, value.reason)


STARTS = ("travelled", "is in", "visited", "arrival", "begin", "left")
"""What stands in the reason of a frame that tells of the first day."""


def _starts(frame: Frame) -> bool:
    """Whether the words tell of the beginning, so that a length gives the end."""
    return frame.status == "planned" or any(word in frame.reason for word in STARTS)


def _under_way(frame: Frame, published: date | None) -> When | None:
    """A trip under way when it was announced: the announcement's day is its day."""
    if frame.status != "ongoing" or "under way" not in frame.reason:
        return None
    values = [v for v in _values(frame.told, published, frame.status) if v.precision == DAY]
    if not values or values[0].earliest is None:
        return None
    day = values[0].earliest
    return When(day.isoformat(), None, DAY, day, day + timedelta(days=2), f"{values[0].reason}; under way then")


def _values(times: Iterable[TimeExpression], published: date | None, status: str) -> list[TimeValue]:
    out = []
    for time in times:
        if time.kind == "ahead" and time.unit in ("year", "decade", "century"):
            continue  # "the first to visit Oslo in ten years"
        off = status == "cancelled" and time.tense == "past"  # what is called off was still to come
        value = resolve(replace(time, tense="future") if off else time, published)
        if value is not None and (value.earliest is not None):
            out.append(value)
    return out
