"""One article's frames held against each other before they are gathered: what a sentence alone leaves open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kimxi_cli.model import EntityType
from kimxi_cli.visits.events import PAST
from kimxi_cli.visits.status import ONCE
from kimxi_cli.visits.told import Names, Told, when_of

NEAR = 400
"""Characters back in which a meeting stands whose partners are named later."""


def settle(told: Sequence[Told], names: Names, countries: Mapping[str, str], published: date | None) -> list[Told]:
    """The frames of an article, in order, with their gaps closed."""
    out: list[Told] = []
    for one in told:
        one = _of_its_people(one, told, names, countries)
        one = _partners_named_later(one, out)
        one = _back_home(one, countries, published)
        one = _headline_of_coming(one, told)
        one = _when_invited(one, published)
        one = _planned_anew(one, told)
        out.append(_tomorrow(one, told, published))
    return out


def _of_its_people(one: Told, told: Sequence[Told], names: Names, countries: Mapping[str, str]) -> Told:
    """A country's delegation is that of the person of this country whose visit the article tells of."""
    lands = {countries.get(e) for e in one.visitors if names.name_and_type(e)[1] is EntityType.PLACE}
    if len(one.visitors) != 1 or not lands:
        return one
    people = Counter(
        e
        for t in told
        if t.frame.status in PAST and not t.frame.refers
        for e in t.visitors
        if countries.get(e) in lands and names.name_and_type(e)[1] is EntityType.PERSON
    )
    if not people:
        return one
    person = min(people, key=lambda e: (-people[e], e))
    place = one.place if one.country else None
    hosts = tuple(e for e in one.hosts if e != person)
    frame = replace(one.frame, reason=f"{one.frame.reason}; the delegation")
    return replace(one, frame=frame, visitors=(person,), hosts=hosts, place=place)


def _partners_named_later(one: Told, before: Sequence[Told]) -> Told:
    """ "Berg held talks with two officials. The meeting with Otieno and Mwangi …": hers."""
    if one.frame.kind != "meeting" or one.visitors or not one.hosts or not before or one.frame.reason.startswith("met"):
        return one
    last = before[-1]
    if last.frame.kind != "meeting" or len(last.party) != 1 or last.party & one.party:
        return one
    return replace(one, visitors=last.visitors) if one.frame.start - last.frame.end < NEAR else one


def _tomorrow(one: Told, told: Sequence[Told], published: date | None) -> Told:
    """A weekday that is the next day where it is written: "arrived on Monday" in a Sunday's article that has the rest
    of the visit still to come was told from east of the paper."""
    times = one.frame.times
    if published is None or one.frame.status not in PAST or len(times) != 1 or times[0].kind != "weekday":
        return one
    next_day = published + timedelta(days=1)
    if one.when.earliest != next_day - timedelta(days=7) or one.when.precision != "day":
        return one
    if not any(t.frame.status == "planned" and not t.when.known and set(t.visitors) & set(one.visitors) for t in told):
        return one
    times = (replace(times[0], tense="future"),)
    when = when_of(replace(one.frame, times=times), published)
    return replace(one, when=replace(when, reason=f"{when.reason}; the rest of the visit is to come"))


def _back_home(one: Told, countries: Mapping[str, str], published: date | None) -> Told:
    """Who leaves for their own country ends a visit."""
    own = {countries.get(e) for e in one.visitors}
    if not one.frame.reason.startswith(("left", "travelled")) or one.hosts or own != {one.country} or None in own:
        return one
    frame = replace(
        one.frame,
        refers=True,
        place=None,
        times=(),
        ends=one.frame.ends or one.frame.times,
        reason=f"ended: home; {one.frame.reason}",
    )
    return replace(one, frame=frame, place=None, country=None, when=when_of(frame, published))


def _planned_anew(one: Told, told: Sequence[Told]) -> Told:
    """ "was scheduled to land on May 3": not then, where another sentence sets another day."""
    if ONCE not in one.frame.reason or one.when.precision != "day":
        return one
    plans = [t for t in told if t.frame.status == "planned" and ONCE not in t.frame.reason and t.country == one.country]
    if not any(t.when.precision == "day" and set(t.visitors) & set(one.visitors) for t in plans):
        return one
    frame = replace(one.frame, times=(), told=(*one.frame.told, *one.frame.times))
    return replace(one, frame=frame, when=when_of(frame, None))


def _when_invited(one: Told, published: date | None) -> Told:
    """ "was invited in March by Vale": a time gone by is that of the invitation."""
    if one.frame.status != "invited" or published is None or one.when.latest is None or one.when.latest >= published:
        return one
    frame = replace(one.frame, times=(), told=(*one.frame.told, *one.frame.times))
    return replace(one, frame=frame, when=when_of(frame, published))


def _headline_of_coming(one: Told, told: Sequence[Told]) -> Told:
    """A headline's present tense ("Berg visits Oslo") tells what the article has still to come."""
    if "news present" not in one.frame.reason or one.when.known or one.frame.status not in PAST:
        return one
    same = [t for t in told if t.country == one.country and set(t.visitors) & set(one.visitors) and t is not one]
    if not same or any(t.frame.status in PAST and "news present" not in t.frame.reason for t in same):
        return one
    if not any(t.frame.status == "planned" for t in same):
        return one
    return replace(one, frame=replace(one.frame, status="planned", reason=f"{one.frame.reason}, still to come"))
