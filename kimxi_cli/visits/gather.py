"""From frames to events: first inside each article, then over the corpus. Both are free of the order of files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kimxi_cli.visits.events import AHEAD, COMING, NEIGHBOURS, NEWS, PAST, Event, event_of, fit, place_fit, time_fit
from kimxi_cli.visits.told import FINENESS, Told, when_of

NEAR = 900
"""Characters back to which "the visit" points to the visit spoken of last, not to the article's main one."""
ENOUGH = 2.0
"""Fit from which two events of different articles are one visit."""


def pieces(told: Told, published: date | None) -> list[Told]:
    """ "two summits held in March and May": one piece for each, with its own time; other frames as they are."""
    times = told.frame.times
    if not told.frame.count or len(times) != told.frame.count or not (len(told.party) > 1 or told.place):
        return [told]
    return [replace(told, when=when_of(replace(told.frame, times=(time,)), published)) for time in times]


def align_counted(events: list[Event], published: dict[str, date]) -> list[Event]:
    """Counted visits that joined no other ("in March and April"): where the corpus knows just as many of these people
    before the
    article was written, they are those in order, and a time that differs is a disagreement about that visit."""
    lone = [e for e in events if all(t.frame.count for t in e.told)]
    kept = [e for e in events if e not in lone]
    for event in lone:
        told = event.told[0]
        before = published.get(told.article)
        same = sorted(
            (
                e
                for e in kept
                if told.party <= e.party
                and not (told.country and told.country not in e.countries)
                and e.when.known
                and before
                and _ended(e, before)
                and e.statuses & set(PAST)
            ),
            key=lambda e: (e.when.earliest or date.max, e.told[0].article, e.told[0].index),
        )
        order = sorted(range(len(told.frame.times)), key=lambda k: told.frame.times[k].start)
        place = next(
            (
                k
                for k in order
                if when_of(replace(told.frame, times=(told.frame.times[k],)), before).start == told.when.start
            ),
            None,
        )
        if place is not None and len(same) == told.frame.count:
            same[place].dissent.append(told)
        else:
            kept.append(event)
    return kept


def _ended(event: Event, before: date) -> bool:
    """Whether a visit was over when an article was written (the one that it is news of is not counted)."""
    return event.when.latest is not None and event.when.latest < before - timedelta(days=1)


def within_article(told: Sequence[Told], countries: dict[str, str], published: date | None) -> list[Event]:
    """The visits one article tells of, in the order it comes to them; frames that only point back join the visit they
    mean."""
    events: list[Event] = []
    clear = [piece for t in told if not t.frame.refers for piece in pieces(t, published)]
    for one in clear:
        event = _best(one, events, countries, published)
        if event is None:
            events.append(event_of(one))
        else:
            event.add(one)
    if events:
        main = _main(events)
        main.main = True
    for one in told:
        if one.frame.refers:
            event = _meant(one, events, countries, published)
            if event is not None:
                event.add(one)
    for event in events:
        event.window = _window(event, published)
    return events


def _best(one: Told, events: list[Event], countries: dict[str, str], published: date | None) -> Event | None:
    """The event of the article that a frame fits best; the later told wins a tie."""
    new = event_of(one)
    found: list[tuple[float, int, Event]] = []
    for k, event in enumerate(events):
        if k == 0 and _before_the_news(one, event, published):
            continue
        score = fit(event, new, countries, same_article=True, under_way=_under_way(event, new, published))
        if score is not None and score >= _asked(event, new):
            found.append((score + (0.2 if k == 0 else 0.0), k, event))
    if found:
        return max(found, key=lambda f: f[:2])[2]
    if led_to := [e for e in events if _led_to(one, e, countries)]:
        return led_to[-1]
    last = max((t.index for e in events for t in e.told if t.party & one.party), default=-1)
    return next((e for e in events if _part_of(one, e, countries, last, _under_way(e, new, published))), None)


def _led_to(one: Told, event: Event, countries: dict[str, str]) -> bool:
    """Whether an invitation that tells no place is that to a visit planned or called off where nobody else receives."""
    if one.frame.status != "invited" or one.place or not one.hosts or not event.countries or event.hosts:
        return False
    if not event.statuses <= {"planned", "cancelled", "invited"} or not set(one.visitors) <= event.visitors.keys():
        return False
    return all(countries.get(h) in (None, *event.countries) for h in one.hosts)


def _under_way(event: Event, new: Event, published: date | None) -> bool:
    """Whether a visit told of as past goes on or has just begun: what is planned with its people is part of it."""
    if published is None or not event.statuses & set(PAST):
        return False
    if not event.when.known and _just_arrived(event) and new.statuses == {"planned"} and new.when.earliest is not None:
        return (place_fit(event, new) or 0) > 0 and abs(new.when.earliest - published) <= timedelta(days=NEIGHBOURS)
    if event.when.latest is None:
        return False
    if new.towns or new.countries or new.statuses != {"planned"}:
        return False
    return time_fit(event.when, new.when) == 3 if new.when.known else event.when.latest >= published


def _just_arrived(event: Event) -> bool:
    """Whether the article opens with the arrival."""
    return any(t.index < 2 and t.frame.reason.startswith(("travelled", "arrival")) for t in event.told)


def _before_the_news(one: Told, news: Event, published: date | None) -> bool:
    """What an article opens with as a meeting of today, without a day, is not one of weeks before with the same
    people ("In April the two met for the first time")."""
    opens = news.told[0]
    if published is None or news.when.known or not one.when.known or one.when.latest is None or opens.index > 1:
        return False
    return opens.frame.kind == one.frame.kind == "meeting" and one.when.latest < published - NEWS


def _part_of(one: Told, event: Event, countries: dict[str, str], last: int, going_on: bool) -> bool:
    """A meeting without a place or time of its own, with a person of a visit just told, is part of that visit
    where the others are of the countries of its people, or nobody says of which. last: the frame before it that tells
    of one of its people; with a lone traveller only that one's visit will do. going_on: as of _under_way."""
    if one.frame.kind != "meeting" or one.place or one.when.known or one.frame.ordinal:
        return False
    if one.frame.status not in PAST and not (going_on and one.party & event.visitors.keys()):
        return False
    if not (event.countries or event.towns) or not event.statuses & set(PAST):
        return False
    if len(event.party) < 2 and not any(t.index == last for t in event.told):
        return False
    if not one.party & event.party:
        return False
    lands = {countries.get(e) for e in event.party} | set(event.countries)
    return all(countries.get(e) in lands or countries.get(e) is None for e in one.party)


def _asked(a: Event, b: Event) -> float:
    """The fit asked for: shared people, and a place or a time or a further person in common unless one side tells
    neither."""
    return 2.0


def _main(events: list[Event]) -> Event:
    """What the article is about: the visit told of most and first."""
    return max(
        events,
        key=lambda e: (len(e.told) + (3 if min(t.index for t in e.told) <= 1 else 0), -min(t.index for t in e.told)),
    )


def _meant(one: Told, events: list[Event], countries: dict[str, str], published: date | None) -> Event | None:
    """The visit that "the trip", "their meeting", "his visit" means: a fitting one told just before, else the main."""
    new = event_of(one)
    if one.frame.reason.startswith("ended"):
        new.statuses.clear()
    found: list[tuple[float, Event]] = []
    for event in events:
        close = one.party != frozenset() or one.when.known
        going_on = _under_way(event, new, published)
        score = fit(event, new, countries, same_article=close, under_way=going_on)
        if score is None or (
            not one.party
            and not one.place
            and one.frame.ordinal
            and event.ordinals
            and one.frame.ordinal not in event.ordinals
        ):
            continue
        if one.when.known and not event.when.known and not event.main:
            continue
        if all(t.frame.start == one.frame.start for t in event.told):
            continue
        before = [one.frame.start - t.frame.end for t in event.told if t.frame.start <= one.frame.start]
        if before and min(before) < NEAR:
            score += 1.5 * (1 - max(min(before), 0) / NEAR)
        if event.main:
            score += 1.0
        if one.frame.ordinal and one.frame.ordinal in event.ordinals:
            score += 3.0
        if event.kind == one.frame.kind:
            score += 0.5
        if one.frame.status == "cancelled" and any(t.frame.status == "cancelled" for t in event.told):
            score += 2.0
        if (
            new.statuses
            and one.frame.status in COMING
            and event.statuses & set(PAST)
            and one.frame.reason.count("possible") == 0
        ):
            score -= 1.0
        if one.frame.status in PAST and not event.statuses & set(PAST):
            score -= 1.0
        found.append((score, event))
    return max(found, key=lambda f: (f[0], -f[1].told[0].index))[1] if found else None


def _window(event: Event, published: date | None) -> tuple[date | None, date | None]:
    """The days in which a visit without a time of its own must lie, by when the article was written and whether it is
    news."""
    if event.when.known:
        return event.when.earliest, event.when.latest
    if published is None:
        return None, None
    if event.statuses & set(PAST):
        return (published - NEWS if event.main or "ongoing" in event.statuses else None), published + timedelta(days=2)
    if event.statuses & set(COMING):
        return published - timedelta(days=3), published + AHEAD
    return None, None


# --- over the corpus ----------------------------------------------------------------------------------


def specificity(event: Event) -> tuple[int, int, int, int, str, str, int]:
    """Sort key: the most exactly dated and placed events gather the others."""
    return (
        FINENESS.get(event.when.precision, 9),
        0 if event.towns else 1 if event.countries else 2,
        -len(event.party),
        -len(event.told),
        event.when.start or "",
        event.told[0].article,
        event.told[0].index,
    )


def over_corpus(events: Iterable[Event], countries: dict[str, str], published: dict[str, date]) -> list[Event]:
    """One event a visit: each joins the best-fitting one that shares a person with it."""
    gathered: list[Event] = []
    by_person: dict[str, list[int]] = defaultdict(list)
    for event in sorted(events, key=specificity):
        if not event.party:
            continue
        near = sorted({k for person in event.party for k in by_person[person]})
        found = [
            (score, -k)
            for k in near
            if (score := _joins(gathered[k], event, countries, published)) is not None and score >= ENOUGH
        ]
        if found:
            k = -max(found)[1]
            gathered[k].absorb(event)
        else:
            k = len(gathered)
            gathered.append(event)
        for person in event.party:
            if k not in by_person[person]:
                by_person[person].append(k)
    return gathered


def _joins(a: Event, b: Event, countries: dict[str, str], published: dict[str, date]) -> float | None:
    """How well an event of one article and a visit gathered so far go together."""
    score = fit(a, b, countries, same_article=False)
    if score is None:
        return None
    if set(a.articles) & set(b.articles) and not _same_words(a, b):
        return None
    if not _windows_meet(a, b):
        return None
    if not _progress(a, b, published):
        return None
    known = a.when.known and b.when.known
    shared = len(a.party & b.party)
    placed = any(x and y for x, y in ((a.towns, b.towns), (a.countries, b.countries), (a.regions, b.regions)))
    if not placed and ({"invited"} in (a.statuses, b.statuses)) and a.statuses != b.statuses and not known:
        return None
    if shared < 2 and not placed and not _received_there(a, b, countries) and not _received_there(b, a, countries):
        return None
    if not known:
        score -= 1.0
        score -= 0.002 * _days_apart(a, b)
    return score


def _received_there(a: Event, b: Event, countries: dict[str, str]) -> bool:
    """Whether one tells the country and the other, without a place, who of that country received."""
    return bool(a.countries) and not (b.countries or b.towns) and any(countries.get(h) in a.countries for h in b.hosts)


def _same_words(a: Event, b: Event) -> bool:
    """Two events of one article that it kept apart stay apart, unless both are told with the same day."""
    return a.when.precision == b.when.precision == "day" and time_fit(a.when, b.when) == 3


def _windows_meet(a: Event, b: Event) -> bool:
    if a.when.known and b.when.known:
        return True
    (low_a, high_a), (low_b, high_b) = a.window, b.window
    return not (
        (low_a and high_b and high_b < low_a - timedelta(days=3))
        or (low_b and high_a and high_a < low_b - timedelta(days=3))
    )


def _days_apart(a: Event, b: Event) -> int:
    """Distance between the middles of the windows, 0 where one is open."""
    ends = [*a.window, *b.window]
    if any(e is None for e in ends):
        return 0
    low_a, high_a, low_b, high_b = (e for e in ends if e is not None)
    return abs((low_a - low_b).days + (high_a - high_b).days) // 2


def _progress(a: Event, b: Event, published: dict[str, date]) -> bool:
    """A plan told after the visit took place is another visit."""
    for plan, done in ((a, b), (b, a)):
        if plan.statuses & set(COMING) and not plan.statuses & set(PAST) and done.statuses & set(PAST):
            told = [published[t.article] for t in plan.told if t.article in published]
            took = [published[t.article] for t in done.told if t.article in published and t.frame.status in PAST]
            if told and took and not plan.when.known and min(told) > min(took) + timedelta(days=1):
                return False
    return True
