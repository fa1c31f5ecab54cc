"""The clues that tie a statement to a visit: what it says, how it was said, who said it, what the article is about.

Each clue is one function: it gives the visits it speaks of, how strongly (0 to 1) and why, in words for people. What it
weighs against the others stands in `weights.py`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kimxi_cli.link.scene import POINTER, REACH, Scene, Statement, pattern
from kimxi_cli.link.spots import place_of, same_place, says_where, spot_of
from kimxi_cli.model import EntityType, Frame
from kimxi_cli.visits.words import listed

Clue = tuple[str, float, str]

ABOUT = 0.25
"""Share of an article's sentences that speak of its main visit from which on it is about little else."""

# --- the statement itself --------------------------------------------------------------------------------

_AHEAD = re.compile(
    r"\b(?:ahead\s+of|before|prior\s+to|in\s+advance\s+of|going\s+into|plans?\s+for|prepar\w+(?:\s+for)?|until)"
    r"\s+(?:[\w’'.-]+\s+){0,4}$",
    re.IGNORECASE,
)
_WINDOW = 60
FAR_BACK = 1400
"""Characters over which the place that the text was in last still counts."""


def own_words(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote names the visit ("this visit", "the second meeting"); what it names first counts most, what lies ahead
    of what it speaks of ("wants support before her talks with Berg") nothing."""
    text, quote = scene.analysis.text, said.quote
    named: dict[str, float] = {}
    for frame, visit in scene.told_in(quote.start, quote.end):
        if visit in named or _lies_ahead(text, frame, quote.start):
            continue
        named[visit] = max(0.25, (POINTER if _is_bare(text, frame) else 1.0) - 0.25 * len(named))
        yield visit, named[visit], f'its own words: "{text[frame.trigger.start : frame.trigger.end]}"'


def _is_bare(text: str, frame: Frame) -> bool:
    """Words that only point ("the trip") and name nobody and no place: which visit they mean is not sure; "this trip"
    is the one at hand."""
    this = text[max(0, frame.trigger.start - 5) : frame.trigger.start].lower() == "this "
    return frame.refers and not (frame.visitors or frame.hosts or frame.place or this)


def points_back(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote only points to a visit ("the meeting"): it may be the one spoken of last before the sentence, of those
    that the speaker took part in, if there are any."""
    text, quote = scene.analysis.text, said.quote
    pointers = [
        f for f, _ in scene.told_in(quote.start, quote.end) if f.refers and not _lies_ahead(text, f, quote.start)
    ]
    if not pointers:
        return
    before = [v for _, v in scene.told_in(said.low - REACH, said.low)]
    took_part = [v for v in before if said.speaker in scene.parties[v]]
    trigger = pointers[0].trigger
    if before:
        yield (took_part or before)[-1], 1.0, f'its own words: "{text[trigger.start : trigger.end]}"'


def speaks_of_visiting(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote has words of visits ("the guest", "the order of the meetings") that name none in particular: it speaks
    of the article's."""
    quote = said.quote
    told = (*scene.untold, *(frame for frame, _ in scene.told_in(quote.start, quote.end)))
    if scene.main is None or any(quote.start <= frame.trigger.start < quote.end for frame in told):
        return
    if words := pattern("visiting").search(scene.analysis.text, quote.start, quote.end):
        yield scene.main, 1.0, f'its words: "{words[0].lower()}"'


def _lies_ahead(text: str, frame: Frame, low: int) -> bool:
    return _AHEAD.search(text, max(low, frame.trigger.start - _WINDOW), frame.trigger.start) is not None


_THIS_ONE = re.compile(r"\bthis (?:one|time)\b", re.IGNORECASE)


def this_one(scene: Scene, said: Statement) -> Iterator[Clue]:
    """ "Her first visit was short, but this one …": another visit is named to compare the main one with it."""
    if scene.main is not None and _THIS_ONE.search(scene.analysis.text, said.quote.start, said.quote.end):
        if any(v != scene.main for v, _, _ in own_words(scene, said)):
            yield scene.main, 1.0, "this one, against another"


def names_its_people(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote names those who travelled or received."""
    named = {entity for _, entity in said.inside}
    for visit, party in scene.parties.items():
        if people := len(named & party):
            yield visit, min(people, 2) / 2, "it names people of the visit"


def speaks_of_both(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote speaks of "the two", "both leaders" or "they": the people of the visit spoken of last."""
    if pattern("both").search(scene.analysis.text, said.quote.start, said.quote.end):
        last = scene.last_before(said.low)
        visit = last[1] if last else scene.main
        if visit is not None:
            yield visit, 1.0, "it speaks of both sides"


def looks_ahead(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote speaks of what is to come, in an article on a visit to come or under way."""
    if scene.main is not None and scene.visits[scene.main].status in ("planned", "ongoing"):
        if pattern("ahead").search(scene.analysis.text, said.quote.start, said.quote.end):
            yield scene.main, 1.0, "it looks ahead"


def its_place_before(scene: Scene, said: Statement) -> Iterator[Clue]:
    """There the text is: the last words before the quote that say where something is ("in Lima") name where some of the
    article's visits went, and not all of them; for who speaks travelled there."""
    travelled = {v for v, row in scene.visits.items() if said.speaker in row.visitor_ids}
    if not travelled or len(scene.visits) < 2 or any(said_at_it(scene, said)):
        return
    for mention, _ in reversed(scene.named(said.quote.start - FAR_BACK, said.quote.start)):
        if mention.type is EntityType.PERSON or not says_where(scene, mention) or (place := place_of(mention)) is None:
            continue
        its = [v for v, row in scene.visits.items() if same_place(row, *place)]
        if 0 < len(its) < len(scene.visits):
            for visit in travelled.intersection(its):
                near = 1 - (said.quote.start - mention.end) / FAR_BACK
                yield visit, near, f"{mention.text} is spoken of before it"
            return


def names_its_place(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The quote names the town or country of the visit."""
    named = [p for mention, _ in said.inside if (p := place_of(mention)) is not None]
    for visit, row in scene.visits.items():
        strength = max((same_place(row, place, country) for place, country in named), default=0.0)
        if strength:
            yield visit, strength, f"it names {row.place}"


# --- how it was said -------------------------------------------------------------------------------------


def same_sentence(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The sentence around the quote speaks of the visit ("…, he said after the talks in Oslo"); the nearest words
    count most."""
    quote = said.quote
    around = [
        (max(quote.start - frame.trigger.end, frame.trigger.start - quote.end), visit)
        for frame, visit in scene.told_in(said.low, said.high)
        if not scene.is_quoted(frame.trigger.start)
    ]
    for place, visit in enumerate(dict.fromkeys(v for _, v in sorted(around))):
        yield visit, 1.0 if place == 0 else 0.5, "its sentence speaks of the visit"


@lru_cache(maxsize=256)
def _at_which(cue: str) -> re.Pattern[str]:
    """ "when she told", "at which the minister claimed"."""
    words = r"(?:at|during|in|after|before|on)\s+which|when|where"
    return re.compile(rf"\b({words})\s+(?:[\w.’'-]+\s+){{1,4}}?{re.escape(cue)}\b", re.IGNORECASE)


def said_at_it(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The saying hangs on the words on a visit before it ("he met Berg in Oslo, when he told her …", "a trip at which
    she claimed …")."""
    if (words := said.find(_at_which(said.quote.cue or "said"))) is None or words.start() > said.quote.start:
        return
    told = [v for frame, v in scene.told_in(said.low, words.start()) if not scene.is_verbatim(frame.trigger.start)]
    if told:
        yield told[-1], 1.0, f'said at it: "{words[1].lower()}"'


def said_there(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Said in the town or country of the visit ("…, she said in Oslo"); half as much, if the words that report it name
    no place, in the sentence before."""
    spot = spot_of(scene, said)
    for visit, row in scene.visits.items() if spot else ():
        if spot and (same := same_place(row, *spot[0])):
            yield visit, spot[1] * same, f"said where {row.place} is spoken of"


def told_to_its_people(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Said to one who travelled or received ("told the president", "told her host")."""
    text = scene.analysis.text
    named, nameless = _told()
    addressed = {e for m, e in said.beside if named.search(text, max(said.low, m.start - 50), m.start)}
    guest = said.find(nameless) is not None
    for visit, party in scene.parties.items():
        if addressed & party:
            yield visit, 1.0, "said to one of its people"
        elif guest and said.speaker in party:
            yield visit, 1.0, "said to host or guest"


@cache
def _told() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of the one spoken to, and the words for one without a name."""
    told, people = pattern("told", "verbs").pattern, pattern("told", "people").pattern
    before = re.compile(rf"{told}\s+(?:[\w’'-]+\s+){{0,4}}$", re.IGNORECASE)
    return before, re.compile(rf"{told}\s+(?:his|her|their|the)\s+(?:[\w’'-]+\s+){{0,2}}{people}", re.IGNORECASE)


def at_its_occasion(scene: Scene, said: Statement) -> Iterator[Clue]:
    """One of its people, said at an occasion such as visits have ("in a toast", "at a joint news conference"); where
    these words themselves tell of a visit ("after the talks in Oslo"), at that one."""
    words = said.find(pattern("setting"))
    if words is None:
        return
    there = {v for v, _, _ in source_was_there(scene, said)} if said.speaker is None else set()
    meant = {v for f, v in scene.told_in(words.start() - 1, words.end()) if f.trigger.end > words.start()}
    for visit, party in scene.parties.items():
        if meant and visit not in meant:
            continue
        if (said.speaker in party or visit in there) and scene.visits[visit].status in ("took_place", "ongoing"):
            yield visit, 1.0, f"said at an occasion of it: {words[0].lower()}"


def spoken_of_before(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The visit spoken of last before the sentence, the nearer the stronger; the one before it half as much."""
    seen: set[str] = set()
    for frame, visit in reversed([*scene.told_in(said.low - REACH, said.low)]):
        if visit in seen:
            continue
        distance = max(0, said.low - frame.end)
        yield visit, (1 - distance / REACH) * (0.5 if seen else 1.0), "spoken of just before"
        seen.add(visit)
        if len(seen) == 2:
            return


def spoken_of_next(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The visit spoken of in the sentence after, where nothing before it speaks of any."""
    after = scene.told_in(said.high, said.high + REACH // 3)
    near = next((visit for frame, visit in after if not scene.is_quoted(frame.trigger.start)), None)
    if near is not None:
        yield near, 1.0, "spoken of just after"


# --- who said it -----------------------------------------------------------------------------------------


def speaker_took_part(scene: Scene, said: Statement) -> Iterator[Clue]:
    """Who speaks travelled or received."""
    for visit, row in scene.visits.items():
        if said.speaker in row.visitor_ids:
            yield visit, 1.0, "the speaker travelled"
        elif said.speaker in row.host_ids:
            yield visit, 1.0, "the speaker received"


def source_was_there(scene: Scene, said: Statement) -> Iterator[Clue]:
    """An unnamed source who was there or speaks for all ("the two leaders", "the king", "a joint statement",
    "an official travelling with Berg")."""
    if scene.main is None:
        return
    start, end = said.quote.speaker_start, said.quote.speaker_end
    if (
        start is not None
        and end is not None
        and (words := pattern("takes_part", "travels").search(scene.analysis.text, start, end + 40))
    ):
        inside = {e for _, e in scene.named(words.end(), words.end() + 60)}
        for visit, party in scene.parties.items():
            if inside & party:
                yield visit, 1.0, "the speaker travelled along"
    elif pattern("takes_part").search(said.source) or (said.speaker is None and _by_office(said.source)):
        last = scene.last_before(said.quote.start)
        yield last[1] if last else scene.main, 1.0, "the source took part"


def _by_office(source: str) -> bool:
    """ "the king", "the foreign minister": in news of a visit, one of its people."""
    the, *words = source.lower().split() or [""]
    return the == "the" and bool(words) and all(word in listed("people", "titles") for word in words)


# --- the article -----------------------------------------------------------------------------------------


def main_visit(scene: Scene, said: Statement) -> Iterator[Clue]:
    """The visit that the article is about; for the words of one who took no part in it and names nobody who did, only
    as far as the article speaks of little else."""
    if scene.main is None:
        return
    party = scene.parties[scene.main]
    its_people = said.speaker in party or any(entity in party for _, entity in said.inside)
    share = 1.0 if its_people else min(1.0, scene.share / ABOUT)
    yield scene.main, scene.weight * share, "the visit that the article is about"
