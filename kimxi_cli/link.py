"""Which visit each quote is about or was made at: the best-founded one of those its article tells of, or none.

Each clue is one function: it says for which visits it speaks, how strongly and why. The visit with the most wins, if it
has enough; the reason given is that of its strongest clue.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kimxi_cli.model import ArticleAnalysis, Attribution, Frame
from kimxi_cli.visits import Dating, MergedVisit, MergedVisits, Names
from kimxi_cli.visits.told import where

ENOUGH = 2.1
"""Score from which a quote is linked; below it stays with no visit."""
FULL = 4.0
"""Score that counts as certain: the printed one is the share of it, 1 at most."""
IN_QUOTE, IN_SENTENCE, NEAR, SPEAKER, MAIN, NAMED, GOES_ON = 3.0, 1.8, 1.2, 0.9, 1.6, 0.5, 0.7
ASIDE, SHORT = 1.4, 60
"""What a plan weighs less that a longer quote only mentions; characters up to which a quote is short."""
AHEAD = 2.2
"""What a visit weighs less that is named only as lying ahead."""
REACH = 700
"""Characters over which a visit spoken of before a quote still counts."""
PLAIN = 4.5
"""Weight of the sentences on its main visit from which an article is fully about it; its first two words on a visit
count LEAD more."""
LEAD = 1.5
ABOUT = 0.2
NOT_MADE = 0.5
"""What a visit that was called off counts: nothing was said on it."""
"""Share of an article's sentences that speak of its main visit from which on it is about little else."""

Clue = tuple[str, float, str]
Link = tuple[str | None, float, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the clues see it: where it speaks of which visit, and which visit it is about."""

    analysis: ArticleAnalysis
    frames: tuple[tuple[Frame, str], ...]
    visits: Mapping[str, MergedVisit]
    main: str | None
    weight: float
    names: Names
    starts: tuple[int, ...]
    mention_starts: tuple[int, ...] = ()
    share: float = 1.0


def link(
    analyses: Sequence[ArticleAnalysis], merged: MergedVisits, dates: Mapping[str, Dating], names: Names
) -> dict[tuple[str, int], Link]:
    """(article, position of the quote) -> (visit id or None, score from 0 to 1, reason)."""
    visits = {v.id: v for v in merged.visits}
    out: dict[tuple[str, int], Link] = {}
    for analysis in analyses:
        scene = _scene(analysis, merged, visits, names)
        before: tuple[Attribution, str | None] | None = None
        for k, quote in enumerate(analysis.quotes):
            out[analysis.id, k] = choose(scene, quote, before)
            before = (quote, out[analysis.id, k][0])
    return out


def _scene(analysis: ArticleAnalysis, merged: MergedVisits, visits: Mapping[str, MergedVisit], names: Names) -> Scene:
    frames = tuple(
        (frame, visit)
        for k, frame in enumerate(analysis.frames)
        if (visit := merged.visit_of.get((analysis.id, k))) is not None
    )
    told: dict[str, float] = defaultdict(float)
    for place, (frame, visit) in enumerate(frames):
        told[visit] += (0.7 if frame.refers else 1.0) + (LEAD if place < 2 else 0.0)
    main = min(told, key=lambda v: (-told[v], v)) if told else None
    weight = min(1.0, told[main] / PLAIN) if main else 0.0
    return Scene(
        analysis,
        frames,
        visits,
        main,
        weight,
        names,
        tuple(f.trigger.start for f, _ in frames),
        tuple(m.start for m in analysis.mentions),
        len({f.start for f, v in frames if v == main}) / max(1, len(analysis.sentences)),
    )


def choose(scene: Scene, quote: Attribution, before: tuple[Attribution, str | None] | None = None) -> Link:
    """The visit with the strongest clues together. before: the quote before this one, with its visit."""
    if not scene.frames:
        return None, 0.0, "the article tells of no visit"
    totals: dict[str, float] = defaultdict(float)
    reasons: dict[str, tuple[float, str]] = {}
    for rule in RULES:
        for visit, score, reason in rule(scene, quote):
            totals[visit] += score
            if score > reasons.get(visit, (0.0, ""))[0]:
                reasons[visit] = (score, reason)
    if before is not None and before[1] is not None and goes_on(before[0], quote):
        totals[before[1]] += GOES_ON
        reasons.setdefault(before[1], (GOES_ON, "the speaker goes on from the quote before"))
    if not totals:
        return None, 0.0, "nothing ties it to a visit"
    best = min(totals, key=lambda v: (-totals[v], v))
    score = round(min(1.0, totals[best] / FULL), 2)
    if totals[best] < ENOUGH:
        return None, score, f"too little ties it to {best}: {reasons[best][1]}"
    return best, score, reasons[best][1]


# --- clues -----------------------------------------------------------------------------------------------


def own_words(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """The quote itself names the visit ("this visit", "the second meeting"); the one it names first counts most."""
    seen: set[str] = set()
    for frame, visit in scene.frames:
        if quote.start <= frame.trigger.start < quote.end and visit not in seen:
            words = scene.analysis.text[frame.trigger.start : frame.trigger.end]
            aside = (
                AHEAD
                if "still ahead" in frame.reason and visit != scene.main
                else (
                    ASIDE
                    if visit != scene.main
                    and frame.status in ("planned", "invited", "rumoured")
                    and quote.end - quote.start > SHORT
                    else 0.0
                )
            )
            yield (
                visit,
                IN_QUOTE - aside - 0.8 * len(seen) - (0.3 if frame.refers else 0.0),
                f'its own words: "{words}"',
            )
            seen.add(visit)


_THIS_ONE = re.compile(r"\bthis (?:one|time)\b", re.IGNORECASE)


def this_one(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """ "Her first visit was short, but this one …": another visit is named to compare the main one with it."""
    if scene.main is None or not _THIS_ONE.search(scene.analysis.text, quote.start, quote.end):
        return
    if any(v != scene.main for v, _, _ in own_words(scene, quote)):
        yield scene.main, IN_QUOTE + 1.0, "this one, against another"


def same_sentence(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """The sentence around the quote speaks of the visit ("…, he said after the talks in Oslo")."""
    low = quote.sentence.start if quote.sentence else quote.start
    high = quote.sentence.end if quote.sentence else quote.end
    seen: set[str] = set()
    for frame, visit in scene.frames:
        outside = not quote.start <= frame.trigger.start < quote.end
        if outside and frame.start < max(high, quote.end) and frame.end > min(low, quote.start) and visit not in seen:
            seen.add(visit)
            yield visit, IN_SENTENCE, "its sentence speaks of the visit"


def spoken_of_before(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """The visit spoken of last before the quote, the nearer the stronger."""
    k = bisect_right(scene.starts, quote.start - 1) - 1
    seen: set[str] = set()
    while k >= 0 and len(seen) < 2:
        frame, visit = scene.frames[k]
        distance = max(0, quote.start - frame.end)
        if distance > REACH:
            break
        if visit not in seen:
            yield visit, NEAR * (1 - distance / REACH) * (1.0 if not seen else 0.6), "spoken of just before"
            seen.add(visit)
        k -= 1


def speaker_took_part(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """Who speaks travelled or received."""
    if quote.source is None:
        return
    speaker = scene.names.entity_at(scene.analysis.id, quote.source)
    if speaker is None:
        return
    for visit in sorted({v for _, v in scene.frames}):
        row = scene.visits[visit]
        if speaker in row.visitor_ids:
            yield visit, SPEAKER, "the speaker travelled"
        elif speaker in row.host_ids:
            yield visit, SPEAKER, "the speaker received"


def goes_on(before: Attribution, quote: Attribution) -> bool:
    """Whether the same person speaks on, close to the quote before."""
    return before.source is not None and before.source == quote.source and quote.start - before.end < REACH


def names_of_the_visit(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """The quote or its sentence names those who travelled or received, or the country."""
    low = min(quote.start, quote.sentence.start) if quote.sentence else quote.start
    high = max(quote.end, quote.sentence.end) if quote.sentence else quote.end
    named = {
        entity
        for mention in scene.analysis.mentions[
            bisect_left(scene.mention_starts, low) : bisect_left(scene.mention_starts, high)
        ]
        if (entity := scene.names.entity_at(scene.analysis.id, mention.span)) is not None
        and mention.span != quote.source
    }
    if not named:
        return
    places = {where(scene.names.name_and_type(entity)[0])[1] for entity in named} - {None}
    for visit in sorted({v for _, v in scene.frames}):
        row = scene.visits[visit]
        people = len(named & {*row.visitor_ids, *row.host_ids})
        if people or row.country in places:
            yield (
                visit,
                NAMED * min(people, 2) + (NAMED if row.country in places else 0.0),
                "names of the visit beside it",
            )


def _named(scene: Scene, low: int, high: int) -> set[str]:
    """Whom and what the text names between two offsets."""
    first, last = bisect_left(scene.mention_starts, low), bisect_left(scene.mention_starts, high)
    found = (scene.names.entity_at(scene.analysis.id, m.span) for m in scene.analysis.mentions[first:last])
    return {entity for entity in found if entity is not None}


def main_visit(scene: Scene, quote: Attribution) -> Iterator[Clue]:
    """The visit that the article is about; for the words of somebody who took no part in it, only as far as the
    article speaks of little else."""
    if scene.main is None:
        return
    took_part = any(visit == scene.main for visit, _, _ in speaker_took_part(scene, quote))
    speaks_of = took_part or bool(_named(scene, quote.start, quote.end) & {*scene.visits[scene.main].visitor_ids})
    weight = scene.weight if speaks_of else scene.weight * min(1.0, scene.share / ABOUT)
    if scene.visits[scene.main].status in ("cancelled", "denied"):
        weight *= NOT_MADE
    yield scene.main, MAIN * weight, "the visit that the article is about"


RULES: tuple[Callable[[Scene, Attribution], Iterator[Clue]], ...] = (
    own_words,
    this_one,
    same_sentence,
    spoken_of_before,
    speaker_took_part,
    names_of_the_visit,
    main_visit,
)
