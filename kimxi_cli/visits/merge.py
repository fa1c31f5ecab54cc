"""One visit out of all that the corpus tells of it: who, where, when, with what status, and the words that say so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kimxi_cli.model import ArticleAnalysis, Conflict, EntityType
from kimxi_cli.slug import slug
from kimxi_cli.visits.affiliations import affiliations
from kimxi_cli.visits.conflicts import conflicts_of
from kimxi_cli.visits.dating import Dating, as_day
from kimxi_cli.visits.days import first_and_last
from kimxi_cli.visits.events import COMING, PAST, Event
from kimxi_cli.visits.gather import align_counted, over_corpus, within_article
from kimxi_cli.visits.settle import settle
from kimxi_cli.visits.told import Names, Told, places_by_context, tell


@dataclass(frozen=True, slots=True)
class MergedEvidence:
    """A sentence that speaks of the visit, with the status it gives."""

    article: str
    start: int
    end: int
    status: str
    frame: int


@dataclass(frozen=True, slots=True)
class MergedVisit:
    """A row of `kimxi visits`, but for what other rows tell (its number of quotes); people by entity id and by name.

    reasons: sentences for people, one a decision.
    """

    id: str
    kind: str
    visitor_ids: tuple[str, ...]
    host_ids: tuple[str, ...]
    visitors: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    precision: str
    status: str
    ordinal: int | None
    purpose: str | None
    articles: tuple[str, ...]
    evidence: tuple[MergedEvidence, ...]
    conflicts: tuple[Conflict, ...]
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedVisits:
    """visits: sorted by date and id. visit_of: (article, position of the frame) -> visit id. countries: of people."""

    visits: tuple[MergedVisit, ...]
    visit_of: dict[tuple[str, int], str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


def merge(analyses: Sequence[ArticleAnalysis], names: Names, dates: Mapping[str, Dating]) -> MergedVisits:
    """Frames of all articles -> visits; the order of the articles does not matter."""
    analyses = sorted(analyses, key=lambda a: a.id)
    published = {a.id: day for a in analyses if (d := dates.get(a.id)) and d.published and (day := as_day(d.published))}
    countries = affiliations(analyses, names)
    lands = places_by_context(analyses)
    events: list[Event] = []
    for analysis in analyses:
        day = published.get(analysis.id)
        told = settle(tell(analysis, names, day, lands), names, countries, day)
        events += within_article(told, countries, day)
    gathered = align_counted(over_corpus(events, countries, published), published)
    visits = [v for e in gathered if (v := _visit(e, names, countries, published)) is not None]
    return replace(_named(visits), countries=countries)


# --- a visit from its event ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    event: Event
    visit: MergedVisit
    stem: str


def _visit(event: Event, names: Names, countries: Mapping[str, str], published: Mapping[str, date]) -> _Draft | None:
    if all(t.frame.refers for t in event.told):
        return None
    reasons: list[str] = []
    place, country = _place(event)
    if place is None and country is None and (home := _at_home(event, countries)) is not None:
        country = home
        reasons.append(f"received by those of {home}")
    visitors, hosts = _roles(event, country, countries, reasons)
    if not visitors or not (place or country or hosts or len(visitors) > 1):
        return None
    if country and not hosts and all(countries.get(v) == country for v in visitors):
        return None
    if not (place or country) and all(names.name_and_type(v)[1] is EntityType.PLACE for v in visitors):
        return None  # a delegation without names that is nowhere
    status, why = _status(event, published)
    reasons.append(why)
    when = event.when
    if when.reason:
        reasons.append(f"dated by {when.reason}")
    conflicts = conflicts_of(event, published, status, lambda e: names.name_and_type(e)[0])
    start, end = first_and_last(event, conflicts, published)
    if status == "took_place" and _goes_on(event, end, published):
        status = "ongoing"
        reasons.append(f"its last day {end} is after the last article")
    evidence = tuple(
        MergedEvidence(t.article, t.frame.start, t.frame.end, t.frame.status, t.index)
        for t in sorted(
            [*event.told, *event.dissent], key=lambda t: (published.get(t.article, date.max), t.article, t.frame.start)
        )
    )
    ordinal = min(event.ordinals, key=lambda o: (-event.ordinals[o], o)) if event.ordinals else None
    names_of = {e: names.name_and_type(e)[0] for e in (*visitors, *hosts)}
    stem = "--".join(
        (
            visitors[0],
            slug(place or country or (names_of[hosts[0]] if hosts else names_of[visitors[-1]])),
            *([start[:7]] if start else []),
        )
    )
    visit = MergedVisit(
        stem,
        event.kind if event.kind != "meeting" or hosts or len(visitors) > 1 else "visit",
        tuple(visitors),
        tuple(hosts),
        tuple(names_of[e] for e in visitors),
        tuple(names_of[e] for e in hosts),
        place or country,
        country,
        start or end,
        end,
        when.precision if start or end else "unknown",
        status,
        ordinal,
        _purpose(event),
        tuple(sorted({*event.articles, *(t.article for t in event.dissent)})),
        evidence,
        conflicts,
        _confidence(event, place or country, hosts),
        tuple(reasons),
    )
    return _Draft(event, visit, stem)


def _goes_on(event: Event, end: str | None, published: Mapping[str, date]) -> bool:
    """Whether the last article that tells of a visit as begun was written before its last day."""
    told = [published[t.article] for t in event.told if t.article in published and t.frame.status in PAST]
    return end is not None and len(end) == 10 and bool(told) and max(told) < date.fromisoformat(end)


def _place(event: Event) -> tuple[str | None, str | None]:
    """The town told most often by what took place, else by what was planned; else the country."""
    country = min(event.countries, key=lambda c: (-event.countries[c], c)) if event.countries else None
    past = Counter(t.place for t in event.told if t.place in event.towns and t.frame.status in PAST)
    towns = past or Counter(event.towns)
    town = min(towns, key=lambda p: (-towns[p], p)) if towns else None
    if town is not None:
        own = next((t.country for t in event.told if t.place == town), None)
        country = own or country
    if town is None and country is None and event.regions:
        return min(event.regions, key=lambda r: (-event.regions[r], r)), None
    return town, country


def _at_home(event: Event, countries: Mapping[str, str]) -> str | None:
    """The country of who "hosted" or "received" people of other countries, where no sentence tells a place."""
    if not any(t.frame.reason.startswith("hosted") for t in event.told):
        return None
    lands = {countries.get(e) for e in event.hosts}
    land = lands.pop() if len(lands) == 1 else None
    return land if all(countries.get(e) not in (land, None) for e in event.visitors) else None


def _roles(
    event: Event, country: str | None, countries: Mapping[str, str], reasons: list[str]
) -> tuple[list[str], list[str]]:
    """Who travelled and who received: by the country where it was; else as the sentences put it."""
    visitors: list[str] = []
    hosts: list[str] = []
    first = {e: k for k, e in reversed(list(enumerate(e for t in event.told for e in (*t.visitors, *t.hosts))))}
    for person in sorted(event.party, key=lambda e: (first.get(e, 10**9), e)):
        came, received = event.visitors.get(person, 0), event.hosts.get(person, 0)
        land = countries.get(person)
        if country and land == country:
            (hosts).append(person)
        elif (country and land and land != country) or came >= received:
            visitors.append(person)
        else:
            hosts.append(person)
    if country and not visitors:
        return _as_told(event, first)
    if country and hosts and any(countries.get(h) == country for h in hosts):
        reasons.append(f"received by those of {country}")
    if country and not any(countries.get(h) == country for h in hosts) and len(visitors) > 1:
        reasons.append(f"none of them is known to be of {country}: met on neutral ground")
    if not country and len(visitors) > 1 and not hosts and len(event.party) == 2:
        reasons.append("who travelled is not told")
    return visitors, hosts


def _as_told(event: Event, first: Mapping[str, int]) -> tuple[list[str], list[str]]:
    order = sorted(event.party, key=lambda e: (first.get(e, 10**9), e))
    came = [e for e in order if event.visitors.get(e, 0) >= event.hosts.get(e, 0)]
    return came, [e for e in order if e not in came]


def _status(event: Event, published: Mapping[str, date]) -> tuple[str, str]:
    """As of the last article that says: what took place is no plan any more; what was called off later is off."""
    told = [t for t in event.told if not t.frame.refers] or event.told
    if not event.statuses & set(PAST):
        told = told + [t for t in event.told if t.frame.refers and t.frame.status == "cancelled"]
    ranked = sorted(told, key=lambda t: (published.get(t.article, date.min), t.article, t.frame.start))
    last = ranked[-1]
    lasts = [t for t in ranked if published.get(t.article) == published.get(last.article)]
    statuses = {t.frame.status for t in lasts}
    all_statuses = {t.frame.status for t in ranked}
    if "cancelled" in statuses and not statuses & set(PAST):
        return "cancelled", _called_off(lasts)
    for status in ("took_place", "ongoing"):
        if status in all_statuses:
            if (
                status == "took_place"
                and "ongoing" in statuses
                and not any(t.frame.status == "took_place" for t in lasts)
            ):
                return "ongoing", f"going on in {last.article}"
            return (
                status,
                f"{status.replace('_', ' ')} by {next(t.article for t in ranked if t.frame.status == status)}",
            )
    if "cancelled" in all_statuses and not statuses & set(COMING):
        return "cancelled", _called_off(ranked)
    for status in ("denied", "planned", "invited", "rumoured"):
        if status in statuses:
            return status, f"{status} in {last.article}"
    return last.frame.status, f"{last.frame.status} in {last.article}"


def _called_off(told: Sequence[Told]) -> str:
    """What the last article says of a visit that did not come about: "postponed visit", "called off"."""
    off = [t for t in told if t.frame.status == "cancelled"][-1]
    return f"{off.frame.reason.partition(': ')[2]}, says {off.article}"


def _purpose(event: Event) -> str | None:
    found = Counter(t.frame.purpose for t in event.told if t.frame.purpose)
    return min(found, key=lambda p: (-found[p], len(p), p)) if found else None


def _confidence(event: Event, place: str | None, hosts: Sequence[str]) -> float:
    """How solid: told how often, placed, dated, with partners."""
    score = (
        0.4
        + 0.1 * min(len(event.told) - 1, 3)
        + (0.1 if place else 0)
        + (0.1 if event.when.known else 0)
        + (0.1 if hosts else 0)
    )
    return round(min(score, 0.95), 2)


def _named(drafts: list[_Draft]) -> MergedVisits:
    """Readable ids, a number behind those that would be the same; rows by date."""
    drafts.sort(key=lambda d: (d.visit.start or "9999", d.stem, d.event.told[0].article, d.event.told[0].index))
    used: Counter[str] = Counter()
    visits: list[MergedVisit] = []
    visit_of: dict[tuple[str, int], str] = {}
    for draft in drafts:
        used[draft.stem] += 1
        name = draft.stem if used[draft.stem] == 1 else f"{draft.stem}-{used[draft.stem]}"
        visits.append(replace(draft.visit, id=name))
        for told in draft.event.told:
            visit_of.setdefault((told.article, told.index), name)
    return MergedVisits(tuple(visits), visit_of)


__all__ = ["EntityType", "MergedEvidence", "MergedVisit", "MergedVisits", "Told", "merge"]
