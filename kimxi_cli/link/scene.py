"""What the clues look at: one article with the visits it tells of, and one statement of it."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from kimxi_cli import geography, lexicon
from kimxi_cli.model import ArticleAnalysis, Attribution, EntityType, Frame, Mention, Span
from kimxi_cli.visits import MergedVisit, MergedVisits, Names
from kimxi_cli.visits.dating import Dating, as_day
from kimxi_cli.visits.told import where

LEAD = 1.5
"""What the first two words on a visit count more when an article's main visit is sought."""
PLAIN = 4.5
"""Weight of the sentences on its main visit from which an article is fully about it."""
POINTER = 0.6
"""What words count that only point back to a visit ("the trip")."""
REACH = 700
"""Characters over which a visit spoken of before a quote still counts."""
GAP = 400
"""Characters within which a quote by the same source goes on with the one before."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One article as the clues see it: where it speaks of which visit, whose visits they are, and which it is about.

    told: its words on visits, in text order; untold: those on visits that are no row. countries: of people, by entity.
    parties, sides: of each visit, those who travelled or received, and their countries with the one where it was.
    main: the visit told of most, the first words counting more; weight: how much is told of it (0 to 1); share: of the
    article's sentences, those on it. mentions: with their entities.
    """

    analysis: ArticleAnalysis
    names: Names
    published: date | None
    told: tuple[tuple[Frame, str], ...]
    untold: tuple[Frame, ...]
    visits: Mapping[str, MergedVisit]
    countries: Mapping[str, str]
    parties: Mapping[str, frozenset[str]]
    sides: Mapping[str, frozenset[str]]
    main: str | None
    weight: float
    share: float
    mentions: tuple[tuple[Mention, str], ...]
    starts: tuple[int, ...]
    mention_starts: tuple[int, ...]
    time_starts: tuple[int, ...]
    quote_starts: tuple[int, ...]

    def named(self, low: int, high: int) -> Sequence[tuple[Mention, str]]:
        """What the text names between two offsets, with its entities."""
        return self.mentions[bisect_left(self.mention_starts, low) : bisect_left(self.mention_starts, high)]

    def told_in(self, low: int, high: int) -> Iterator[tuple[Frame, str]]:
        """The words on visits between two offsets."""
        return iter(self.told[bisect_left(self.starts, low) : bisect_left(self.starts, high)])

    def last_before(self, offset: int) -> tuple[Frame, str] | None:
        """The words on a visit that stand last before an offset, near enough to be meant by what follows."""
        k = bisect_left(self.starts, offset) - 1
        return self.told[k] if k >= 0 and offset - self.told[k][0].end <= REACH else None

    def sentence_before(self, offset: int) -> int:
        """Where the sentence before the one at the offset begins."""
        k = bisect_right(self.analysis.sentences, offset, key=lambda s: s.start) - 2
        return self.analysis.sentences[k].start if k >= 0 else 0

    def quotes_beside(self, quote: Attribution, low: int, high: int) -> list[Attribution]:
        """The other quotes that begin or reach between two offsets, in text order."""
        k = max(0, bisect_right(self.quote_starts, low) - 1)
        near = self.analysis.quotes[k : bisect_left(self.quote_starts, high)]
        return [q for q in near if q is not quote and low < q.end]

    def is_quoted(self, offset: int) -> bool:
        """Whether the offset lies in a quote."""
        k = bisect_right(self.quote_starts, offset) - 1
        return k >= 0 and offset < self.analysis.quotes[k].end

    def is_verbatim(self, offset: int) -> bool:
        """Whether the offset lies between the marks of a quote."""
        k = bisect_right(self.quote_starts, offset) - 1
        return k >= 0 and any(part.start <= offset < part.end for part in self.analysis.quotes[k].quoted)

    def country(self, entity: str) -> str | None:
        """The country that a person is of, a place lies in, or a body stands for."""
        if entity in self.countries:
            return self.countries[entity]
        name, type = self.names.name_and_type(entity)
        return None if type is EntityType.PERSON else country_in(name)


def scene_of(
    analysis: ArticleAnalysis,
    merged: MergedVisits,
    visits: Mapping[str, MergedVisit],
    dating: Dating | None,
    names: Names,
) -> Scene:
    told = tuple(
        sorted(
            (
                (frame, visit)
                for k, frame in enumerate(analysis.frames)
                if (visit := merged.visit_of.get((analysis.id, k))) is not None
            ),
            key=lambda pair: pair[0].trigger.start,
        )
    )
    found = ((m, names.entity_at(analysis.id, m.span)) for m in analysis.mentions) if told else ()
    mentions = tuple((m, entity) for m, entity in found if entity is not None)
    amount: dict[str, float] = defaultdict(float)
    for place, (frame, visit) in enumerate(told):
        amount[visit] += (POINTER if frame.refers else 1.0) + (LEAD if place < 2 else 0.0)
    main = min(amount, key=lambda v: (-amount[v], v)) if amount else None
    parties = {v: frozenset((*visits[v].visitor_ids, *visits[v].host_ids)) for v in amount}
    return Scene(
        analysis,
        names,
        as_day(dating.published) if dating and dating.published else None,
        told,
        tuple(f for k, f in enumerate(analysis.frames) if (analysis.id, k) not in merged.visit_of),
        {v: visits[v] for v in sorted(amount)},
        merged.countries,
        parties,
        {v: _sides(visits[v], parties[v], merged.countries) for v in amount},
        main,
        min(1.0, amount[main] / PLAIN) if main else 0.0,
        len({f.start for f, v in told if v == main}) / max(1, len(analysis.sentences)),
        mentions,
        tuple(f.trigger.start for f, _ in told),
        tuple(m.start for m, _ in mentions),
        tuple(t.start for t in analysis.times),
        tuple(q.start for q in analysis.quotes),
    )


def _sides(visit: MergedVisit, party: Iterable[str], countries: Mapping[str, str]) -> frozenset[str]:
    found = {countries[e] for e in party if e in countries}
    return frozenset(found | ({visit.country} if visit.country else set()))


@dataclass(frozen=True, slots=True)
class Statement:
    """One quote with what stands around it.

    speaker: entity; source: what the text calls it. reporting: the spans of its sentence that tell of the saying: what
    opens the sentence, and the clause of the cue.
    inside, beside: whom and what the quote names, or means by "he" or "she", and its sentence outside it, the speaker
    left out.
    continues: the quote before it is of the same source and close.
    """

    quote: Attribution
    speaker: str | None
    source: str
    country: str | None
    low: int
    high: int
    text: str
    reporting: tuple[Span, ...]
    inside: tuple[tuple[Mention, str], ...] = ()
    beside: tuple[tuple[Mention, str], ...] = ()
    continues: bool = False

    def reported_at(self, offset: int) -> bool:
        """Whether the offset lies in the words that tell of the saying."""
        return any(span.start <= offset < span.end for span in self.reporting)

    def find(self, words: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in the words that tell of the saying."""
        return next((m for span in self.reporting if (m := words.search(self.text, span.start, span.end))), None)


_ONE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)


def _meant(scene: Scene, quote: Attribution, speaker: str | None) -> tuple[tuple[Mention, str], ...]:
    """Whom "he" or "she" means in a direct quote, or in the words of a body: the person, not the speaker, whom the text
    named last before it."""
    pronoun = _ONE.search(scene.analysis.text, quote.start, quote.end)
    if pronoun is None or (quote.kind != "direct" and not _is_body(scene, speaker)):
        return ()
    before = scene.named(quote.start - REACH, pronoun.start())
    others = (n for n in reversed(before) if n[0].type is EntityType.PERSON and n[1] != speaker)
    return tuple(n for n in (next(others, None),) if n is not None and n[0].start < quote.start)


def _is_body(scene: Scene, speaker: str | None) -> bool:
    return speaker is not None and scene.names.name_and_type(speaker)[1] is not EntityType.PERSON


_CLAUSES = re.compile(r"[,;:–—]\s|\s[–—-]\s")


def _between(quotes: Iterable[Attribution], low: int, high: int) -> list[tuple[int, int]]:
    """The stretches between two offsets that lie in none of the quotes."""
    found = []
    for quote in quotes:
        if low < quote.end and quote.start < high:
            found.append((low, max(low, quote.start)))
            low = quote.end
    return [(a, b) for a, b in [*found, (low, high)] if a < b]


def _reporting(text: str, quote: Attribution, others: Iterable[Attribution], low: int, high: int) -> tuple[Span, ...]:
    """Of the words around a quote, those up to the first comma and the clause that holds the cue; not those of other
    quotes."""
    cue = quote.cue or ""
    found: list[Span] = []
    for start, end in _between(others, low, quote.start) + _between(others, quote.end, high):
        at = start
        for stop in [*(m.start() for m in _CLAUSES.finditer(text, start, end)), end]:
            if stop > at and (at == low or cue in text[at:stop]):
                found.append(Span(at, stop))
            at = stop
    return tuple(found)


def statements(scene: Scene) -> Iterator[Statement]:
    """The quotes of an article. A quote that goes on with the one before was said as that was: its words count, too."""
    last: Statement | None = None
    for quote in scene.analysis.quotes:
        last = _statement(scene, quote, last)
        yield last


def _statement(scene: Scene, quote: Attribution, last: Statement | None) -> Statement:
    text = scene.analysis.text
    low = min(quote.start, quote.sentence.start) if quote.sentence else quote.start
    high = max(quote.end, quote.sentence.end) if quote.sentence else quote.end
    speaker = scene.names.entity_at(scene.analysis.id, quote.source) if quote.source is not None else None
    source = text[quote.speaker_start : quote.speaker_end] if quote.speaker_start is not None else ""
    country = (scene.country(speaker) if speaker is not None else None) or country_in(source)
    continues = last is not None and _goes_on(quote, source, last)
    if continues and last is not None and quote.source is None:
        speaker, source, country = last.speaker, last.source, last.country
    return Statement(
        quote,
        speaker,
        source,
        country,
        low,
        high,
        text,
        _reporting(text, quote, scene.quotes_beside(quote, low, high), low, high),
        tuple(n for n in scene.named(quote.start, quote.end) if n[1] != speaker) + _meant(scene, quote, speaker),
        tuple((m, e) for m, e in scene.named(low, high) if not quote.start <= m.start < quote.end and e != speaker),
        continues,
    )


def _goes_on(quote: Attribution, source: str, last: Statement) -> bool:
    """Whether a quote has the source of the one before and stands near it; so has one of "the statement", or of "it"
    where no name is meant."""
    if quote.speaker_start is None or not 0 <= quote.start - last.quote.end < GAP:
        return False
    if quote.source is not None:
        return last.quote.source == quote.source or last.quote.speaker_start == quote.speaker_start
    return last.quote.speaker_start == quote.speaker_start or pattern("again").fullmatch(source) is not None


@lru_cache(maxsize=4096)
def country_in(words: str) -> str | None:
    """The country that the name of a body or an unnamed source names ("the Kenyan foreign ministry", "the Kremlin",
    "University of Lima")."""
    if country := where(words)[1]:
        return country
    found = re.findall(r"[A-Z][\w.]*", words)
    for size in (2, 1):
        for k in range(len(found) - size + 1):
            name = " ".join(found[k : k + size])
            if country := geography.demonym_country(name) or where(name)[1]:
                return country
    return None


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """The words under section.key of `data/links.toml`, as whole words."""
    listed = (re.escape(w).replace("_", r"\s+") for w in lexicon.table("links")[section][key].split())
    return re.compile(rf"\b(?:{'|'.join(sorted(listed, key=len, reverse=True))})\b", re.IGNORECASE)
