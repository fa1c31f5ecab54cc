"""The clues that speak against a visit: said at another time or place, by others, of something else."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from kimxi_cli.link.clues import (
    Clue,
    own_words,
    said_at_it,
    same_sentence,
    source_was_there,
    speaks_of_both,
    speaks_of_visiting,
)
from kimxi_cli.link.scene import Scene, Statement, country_in, pattern
from kimxi_cli.model import EntityType, TimeExpression
from kimxi_cli.visits import resolve

FAR = timedelta(days=30)
"""A statement dated this far from a visit was not made at it."""
TITLE = 30
"""Characters before a name in which the words for an office stand."""

# --- when ------------------------------------------------------------------------------------------------


def said_elsewhen(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Said before the story ("once said", "had called it") or dated far from the visit ("vowed in February"), unless
    its sentence speaks of the visit. A visit without a date is taken to be of the days of the article."""
    earlier, times = _said_earlier(said), [*_times(scene, said)]
    beside = {v for clue in (same_sentence, said_at_it) for v, _, _ in clue(scene, said)}
    today = (scene.published, scene.published) if scene.published else None
    for visit, row in scene.visits.items():
        days = _days(row.start, row.end) or today
        if visit not in beside and (earlier or (times and days and all(_apart(days, time) > FAR for time in times))):
            yield visit, 1.0, "said at another time"


def _said_earlier(said: Statement) -> bool:
    return said.find(pattern("earlier")) is not None or said.find(_told_back(said.quote.cue or "said")) is not None


@lru_cache(maxsize=256)
def _told_back(cue: str) -> re.Pattern[str]:
    """ "had said", "when she said": told of what was said before."""
    return re.compile(
        rf"\b(?:had\s+(?:\w+\s+){{0,2}}?|when\s+(?:[\w.’'-]+\s+){{1,4}}?){re.escape(cue)}\b", re.IGNORECASE
    )


def _times(scene: Scene, said: Statement) -> Iterator[tuple[date, date]]:
    """The days that the words around the quote name."""
    low, high = bisect_left(scene.time_starts, said.low), bisect_left(scene.time_starts, said.high)
    for time in scene.analysis.times[low:high]:
        if said.reported_at(time.start) and not _unsure(time):
            value = resolve(time, scene.published)
            if value is not None and value.earliest is not None and value.latest is not None:
                yield value.earliest, value.latest


def _unsure(time: TimeExpression) -> bool:
    return time.kind in ("duration", "anchored") or time.modifier in ("since", "until", "by")


@lru_cache(maxsize=1024)
def _days(start: str | None, end: str | None) -> tuple[date, date] | None:
    """The first and last day of a visit, as far as its dates tell."""
    if start is None:
        return None
    first = _bounds(start)
    last = _bounds(end) if end else first
    return (first[0], last[1]) if first and last else None


def _bounds(day: str) -> tuple[date, date] | None:
    """The first and last day of "2018-06-19", "2018-06" or "2018"."""
    parts = [int(p) for p in day.split("-")]
    try:
        if len(parts) == 3:
            return date(*parts), date(*parts)
        if len(parts) == 2:
            after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return date(parts[0], parts[1], 1), after - timedelta(days=1)
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    except ValueError:
        return None


def _apart(a: tuple[date, date], b: tuple[date, date]) -> timedelta:
    """The days between two spans of days; none where they meet."""
    return max(a[0] - b[1], b[0] - a[1], timedelta(0))


# --- where, who and what ---------------------------------------------------------------------------------


def speaks_of_others(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote names others only: people and countries that took no part."""
    people = {e for m, e in said.inside if m.type is EntityType.PERSON}
    lands = {
        c for m, e in said.inside if m.type is not EntityType.PERSON and (c := scene.country(e) or country_in(m.text))
    }
    if not people and not lands:
        return
    for visit, party in scene.parties.items():
        if not people & party and not lands & scene.sides[visit]:
            yield visit, 1.0, "the quote names others"


def at_home(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Said by a member of a parliament or of the opposition who took no part: their field is politics at home."""
    start, end = said.quote.speaker_start, said.quote.speaker_end
    if start is None or end is None:
        return
    if pattern("at_home").search(scene.analysis.text, max(said.low, start - TITLE), end) is None:
        return
    for visit, party in scene.parties.items():
        if said.speaker not in party:
            yield visit, 1.0, "politics at home"


def looks_on(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Who speaks is of no country that took part, and neither quote nor sentence names its people."""
    named = {e for _, e in (*said.inside, *said.beside)}
    there = _tells_news(scene, said) or (said.speaker is None and any(source_was_there(scene, said)))
    for visit, party in scene.parties.items():
        if said.speaker in party or said.country in scene.sides[visit] or named & party or there:
            continue
        yield visit, 1.0, "the speaker looks on"


def not_spoken_of_around(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Said by one who took no part, and neither here nor in the sentence before is the visit spoken of or anybody
    named who took part."""
    low = scene.sentence_before(said.low)
    near = {e for _, e in (*scene.named(low, said.high), *said.inside)}
    told = {v for _, v in scene.told_in(low, said.high)}
    told |= {v for clue in (speaks_of_both, speaks_of_visiting) for v, _, _ in clue(scene, said)}
    there = _tells_news(scene, said) or (said.speaker is None and any(source_was_there(scene, said)))
    for visit, party in scene.parties.items():
        if visit not in told and not near & party and not there:
            yield visit, 1.0, "nothing around speaks of it"


def _tells_news(scene: Scene, said: Statement) -> bool:
    """Whether a newspaper or agency speaks: it neither took part nor looks on."""
    name = scene.names.name_and_type(said.speaker)[0] if said.speaker is not None else said.source
    return pattern("press").search(name) is not None


def unnamed_source(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Whoever speaks has no name ("critics say"), and is none of those who took part."""
    if said.speaker is None and not any(source_was_there(scene, said)):
        for visit in scene.visits:
            yield visit, 1.0, "the source has no name"


def did_not_take_place(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Nothing was said at a visit that was called off, or at one still to come that the article only mentions: it must
    be spoken of."""
    spoken_of = {v for clue in (own_words, same_sentence) for v, _, _ in clue(scene, said)}
    named = {e for _, e in said.inside}
    before = {v for _, v in scene.told_in(scene.sentence_before(said.low), said.low)}
    spoken_of |= {v for v in before if named & scene.parties[v]}
    for visit, row in scene.visits.items():
        off, coming = row.status in ("cancelled", "denied"), row.status in ("planned", "invited", "rumoured")
        if visit not in spoken_of and (off or (coming and visit != scene.main)):
            yield visit, 1.0, "it did not take place" if off else "it is still to come"
