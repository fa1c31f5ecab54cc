"""One article's frames gathered into the visits that it tells of; the same rules then gather visits over articles."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kimxi_cli import geography
from kimxi_cli.visits.places import is_region
from kimxi_cli.visits.told import FINENESS, UNKNOWN, Told, When

NEWS = timedelta(days=21)
"""How far back the visit lies that an article is written about."""
AHEAD = timedelta(days=200)
"""How far ahead a plan reaches whose time nobody tells."""
NEIGHBOURS = 3
"""Days between two dates that can be told of one visit to one town."""
SLACK = timedelta(days=1)
PAST = ("took_place", "ongoing")
COMING = ("planned", "invited", "rumoured")


@dataclass(slots=True)
class Event:
    """A visit as gathered so far."""

    told: list[Told] = field(default_factory=list)
    visitors: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, int] = field(default_factory=dict)
    towns: dict[str, int] = field(default_factory=dict)
    countries: dict[str, int] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    when: When = UNKNOWN
    ordinals: dict[int, int] = field(default_factory=dict)
    statuses: set[str] = field(default_factory=set)
    kind: str = "visit"
    main: bool = False
    window: tuple[date | None, date | None] = (None, None)
    months: set[int] = field(default_factory=set)
    dissent: list[Told] = field(default_factory=list)

    @property
    def party(self) -> set[str]:
        return {*self.visitors, *self.hosts}

    @property
    def articles(self) -> list[str]:
        return sorted({t.article for t in self.told})

    def add(self, told: Told) -> None:
        """Take in one more frame."""
        self.told.append(told)
        tour = told.place is not None and told.country is None and is_region(told.place)
        if told.frame.ordinal and not tour:
            self.ordinals[told.frame.ordinal] = self.ordinals.get(told.frame.ordinal, 0) + 1
        if told.frame.refers and len(self.told) > 1 and not told.place and not told.when.known:
            return
        each_other = told.frame.kind == "meeting" and len(told.visitors) > 1 and not told.hosts
        for e in told.visitors:
            self.visitors[e] = self.visitors.get(e, 0) + (0 if each_other and self.hosts else 1)
        for e in told.hosts:
            self.hosts[e] = self.hosts.get(e, 0) + 1
        if told.place and tour:
            self.regions[told.place] = self.regions.get(told.place, 0) + 1
        elif told.place and told.place != told.country:
            self.towns[told.place] = self.towns.get(told.place, 0) + 1
        if told.country:
            self.countries[told.country] = self.countries.get(told.country, 0) + 1
        self.when = finer(self.when, told.when)
        self.months |= _months(told)
        if not told.frame.refers or len(self.told) == 1:
            self.statuses.add(told.frame.status)
        if told.frame.kind == "visit" and self.kind != "call":
            self.kind = "visit"

    def absorb(self, other: "Event") -> None:
        for told in other.told:
            self.add(told)
        lows = [w[0] for w in (self.window, other.window) if w[0]]
        highs = [w[1] for w in (self.window, other.window) if w[1]]
        self.window = (max(lows) if lows else None, min(highs) if highs else None)
        self.main = self.main or other.main


def _months(told: Told) -> set[int]:
    """The months of the year that a sentence tells, with or without the year."""
    first, last = told.when.earliest, told.when.latest
    if first is None or last is None:
        named = [t for t in told.frame.times if t.month and t.kind not in ("season", "holiday")]
        return {month for t in named for month in (t.month, t.end_month) if month}
    if (last - first).days > 31:
        return set()
    return {day.month for day in (first - SLACK, first, last, last + SLACK)}


def event_of(told: Told) -> Event:
    event = Event(kind=told.frame.kind)
    event.add(told)
    return event


def finer(a: When, b: When) -> When:
    """The more precise of two times; of two spans of days that touch, their union."""
    if not b.known:
        return a
    if not a.known:
        return b
    fa, fb = FINENESS.get(a.precision, 9), FINENESS.get(b.precision, 9)
    if fa != fb:
        return a if fa < fb else b
    if a.precision == "day":
        if ANNOUNCED in a.reason or ANNOUNCED in b.reason:
            exact, told = (b, a) if ANNOUNCED in a.reason else (a, b)
            return exact if ANNOUNCED not in exact.reason and _overlap(exact, told) else a
        if _whole(a) and _whole(b):
            if (b.start or "") <= (a.start or "") and (b.end or "") >= (a.end or ""):
                return b
            return a  # two first and last days, each stated: a disagreement, not one longer visit
        if _whole(a) or _whole(b):
            whole, other = (a, b) if _whole(a) else (b, a)
            if _overlap(whole, other):
                return whole
        return _joined(a, b)
    if a.earliest is not None and b.earliest is not None and a.latest is not None and b.latest is not None:
        return a if (a.latest - a.earliest) <= (b.latest - b.earliest) else b
    return a


ANNOUNCED = "under way then"
"""Reason of a day on which a visit was said to be under way: it began then or soon after."""


def _whole(when: When) -> bool:
    """Whether both the first and the last day are told."""
    return bool(when.start and when.end and when.end > when.start)


def _joined(a: When, b: When) -> When:
    starts = [w.start for w in (a, b) if w.start]
    ends = [w.end for w in (a, b) if w.end]
    days = [*starts, *ends]
    first, last = min(days), max(days)
    if (date.fromisoformat(last) - date.fromisoformat(first)).days > 14:
        return a
    if not starts:
        return a if (a.latest or date.min) >= (b.latest or date.min) else b
    reason = a.reason if a.start == first else b.reason
    low = min(d for d in (a.earliest, b.earliest) if d) if a.start and b.start else date.fromisoformat(first)
    return When(
        first,
        last if last > first or ends else None,
        "day",
        max(low, date.fromisoformat(first)),
        date.fromisoformat(last),
        reason,
    )


# --- can two be one? -------------------------------------------------------------------------------


def place_fit(a: Event, b: Event) -> int | None:
    """2 same town, 1 the same country, 0 one of them tells no place, -1 two towns of a country, -2 two towns of which
    no list knows the country of one, None they lie apart."""
    if a.regions and b.regions and not (a.countries or b.countries):
        return 1 if any(x in y or y in x for x in a.regions for y in b.regions) else None
    if (a.regions and not a.countries and (b.towns or b.countries)) or (
        b.regions and not b.countries and (a.towns or a.countries)
    ):
        there, tour = (b, a) if a.regions else (a, b)
        return 0 if any(geography.lies_in(c, r) for c in there.countries for r in tour.regions) else None
    if a.towns and b.towns:
        if a.towns.keys() & b.towns.keys():
            return 2
        if a.countries and b.countries:
            return -1 if a.countries.keys() & b.countries.keys() else None
        return -2
    if a.countries and b.countries:
        return 1 if a.countries.keys() & b.countries.keys() else None
    return 0  # a town that no list puts in a country may lie in that of the other


def time_fit(a: When, b: When) -> int | None:
    """3 days that touch, 2 a month, 1 a year, 0 one tells no time, None they lie apart."""
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return 0
    slack = SLACK if "day" in (a.precision, b.precision) else timedelta(0)
    if a.earliest > b.latest + slack or b.earliest > a.latest + slack:
        if a.precision == b.precision == "day" and abs((a.earliest - b.earliest).days) <= NEIGHBOURS:
            return 1
        return None
    return {0: 3, 1: 2, 2: 2, 3: 1}.get(max(FINENESS.get(a.precision, 9), FINENESS.get(b.precision, 9)), 1)


def _one_meeting(a: Event, b: Event) -> bool:
    """Two people meet once a day: reports of two towns contradict each other."""
    same = a.when.precision == b.when.precision == "day" and a.when.start == b.when.start
    return same and a.kind == b.kind == "meeting" and a.party == b.party and len(a.party) > 1


def _overlap(a: When, b: When) -> bool:
    return bool(
        a.earliest and b.earliest and a.latest and b.latest and a.earliest <= b.latest and b.earliest <= a.latest
    )


def status_fit(a: set[str], b: set[str]) -> bool:
    """Whether one article can say both of one visit."""
    past_a, past_b = a & set(PAST), b & set(PAST)
    coming_a, coming_b = a & set(COMING), b & set(COMING)
    if (past_a and coming_b and not past_b) or (past_b and coming_a and not past_a):
        return "ongoing" in past_a | past_b and "planned" in coming_a | coming_b
    return not ("cancelled" in a ^ b and (past_a or past_b))


def ordinal_fit(a: Event, b: Event) -> bool:
    """Two ordinals of the same kind that differ are two visits."""
    return not (a.ordinals and b.ordinals and not a.ordinals.keys() & b.ordinals.keys())


def party_fit(a: Event, b: Event, countries: dict[str, str]) -> float | None:
    """How well the people go together; None where they can't be one visit."""
    if not a.party or not b.party:
        return 0.0
    if not a.party & b.party:
        return None
    leads = a.visitors.keys() & b.visitors.keys()
    if not leads and not (a.visitors.keys() & b.hosts.keys() or b.visitors.keys() & a.hosts.keys()):
        return None if a.visitors and b.visitors else 0.5
    came_a, came_b = _travellers(a, b, countries), _travellers(b, a, countries)
    if came_a and came_b and not came_a & b.party and not came_b & a.party:
        return None  # a shared host is no shared visitor
    rest_a, rest_b = a.party - b.party, b.party - a.party
    score = 1.0 * len(a.party & b.party)
    if rest_a and rest_b and not _one_side(rest_a, rest_b, a, b, countries):
        return None
    for rest, other in ((rest_a, b), (rest_b, a)):
        for person in rest:
            land = countries.get(person)
            if land and other.countries:
                if land in other.countries:
                    score += 0.5
                elif len(other.party) == 1 and not place_of_both(a, b) and other.kind != "meeting":
                    return None
            elif other.countries and not place_of_both(a, b):
                score -= 0.6
    return score


def _travellers(event: Event, other: Event, countries: dict[str, str]) -> set[str]:
    """Its visitors who are not of the country where one of the two events was, nor hosts of the other."""
    lands = {**event.countries, **other.countries}
    return {e for e in event.visitors if countries.get(e) not in lands and e not in other.hosts}


def place_of_both(a: Event, b: Event) -> bool:
    return bool(a.countries or a.towns) and bool(b.countries or b.towns)


def _one_side(rest_a: set[str], rest_b: set[str], a: Event, b: Event, countries: dict[str, str]) -> bool:
    """Two sets of other people can both have been there: at the same place, or all of one country."""
    if place_of_both(a, b):
        return True
    lands = {countries.get(e) for e in rest_a | rest_b}
    return len(lands) == 1 and None not in lands


def fit(a: Event, b: Event, countries: dict[str, str], same_article: bool, under_way: bool = False) -> float | None:
    """How well two events go together as one visit; None: they can't. under_way: it goes on as the article is written,
    so that parts of it are still to come."""
    if "call" in (a.kind, b.kind) and a.kind != b.kind:
        return None
    people = party_fit(a, b, countries)
    when = time_fit(a.when, b.when)
    where = 0 if not same_article and _one_meeting(a, b) else place_fit(a, b)
    if people is None or where is None or when is None:
        return None
    if where < 0 and (when < 2 or (when == 3 and not _overlap(a.when, b.when))):
        return None
    if where == -2 and len(a.party & b.party) < 2:
        return None
    if a.when.known and b.when.known and bool(a.regions) != bool(b.regions):
        return None  # a tour and one of its stops
    if a.months and b.months and not a.months & b.months:
        return None
    if when == 1 and where < 2 and a.when.precision == b.when.precision == "day":
        return None
    if (
        same_article
        and not (under_way or status_fit(a.statuses, b.statuses))
        and (when < 3 or a.when.start != b.when.start)
    ):
        return None
    if not ordinal_fit(a, b) and when < 3:
        return None
    return 2.0 * people + 1.5 * max(where, 0) + 1.0 * when
