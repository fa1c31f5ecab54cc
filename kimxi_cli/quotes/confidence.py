"""The chance that a quote's words and its speaker are both right.

A logistic model of a few yes-or-no features that any English news article has: how the source is written, how far
from its name, which rule took it, and what sort of statement it is. The weights stand in `data/confidence.toml`,
with the articles they were fitted on and how well they do on articles that they were not fitted on;
`bench/confidence.py` fits them and measures. No feature is a word or a name, so that they hold for other articles.

Method: P. McCullagh and J. Nelder, Generalized Linear Models, 2nd ed. (1989), chapter 4, with a ridge penalty.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import exp

from kimxi_cli.lexicon import table
from kimxi_cli.model import Attribution, EntityType, Layout, Mention
from kimxi_cli.reference.resolve import PRONOUNS

CARRIED = {"same_paragraph": "same_paragraph", "continued_quote": "same_paragraph", "paragraph_before": "far_carried"}
"""Rules that take the source over from a statement near by → the feature."""
ONLY_MARKED = frozenset({"judged_as", "asked_to", "marked_words"})
"""Constructions that report nothing but the words in quotation marks."""
FEW = 3
"""Words up to which a statement in marks may as well be a title or a term."""
FAR = 2
"""Paragraphs from which on the name that a pronoun or description means stands far off."""
MOST_BETWEEN = 2


class Confidence:
    """Gives the quotes of one article their confidence: `confidence(quote)`, 0 to 1."""

    def __init__(self, text: str, layout: Layout, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._blocks = [block.start for block in layout.blocks]
        self._named = {mention.span: mention for mention in mentions}
        self._people = [m for m in sorted(mentions, key=lambda m: m.start) if m.type is EntityType.PERSON]
        self._starts = [m.start for m in self._people]
        self._full = {m.cluster for m in self._people if " " in m.text}

    def __call__(self, quote: Attribution) -> float:
        return chance(self.features(quote))

    def features(self, quote: Attribution) -> Iterator[str]:
        """The features that the quote has, by their names in `data/confidence.toml`."""
        if quote.kind != "direct":
            yield "reported"
        if quote.rule in ONLY_MARKED:
            yield "only_marked"
        if quote.rule == "reporting_clause_before":
            yield "clause_before"
        rule = quote.reason.partition(":")[0]
        if rule in CARRIED:
            yield CARRIED[rule]
        if quote.kind == "direct" and len(self._text[quote.start : quote.end].split()) <= FEW:
            yield "few_words"
        yield from self._source_features(quote)

    def _source_features(self, quote: Attribution) -> Iterator[str]:
        source = self._named.get(quote.source) if quote.source is not None else None
        if source is None or quote.speaker_start is None or quote.speaker_end is None:
            yield "nobody" if quote.speaker_start is None else "unnamed"
            return
        if source.type is not EntityType.PERSON:
            yield "no_person"
        elif source.cluster not in self._full:
            yield "no_full_name"
        if quote.speaker_start <= source.start and source.end <= quote.speaker_end:
            return
        written = self._text[quote.speaker_start : quote.speaker_end]
        yield "pronoun" if written.lower() in PRONOUNS else "description"
        between = self._people_between(source, quote.speaker_start)
        for number in range(1, between + 1):
            yield f"named_between_{number}"
        if bisect_right(self._blocks, quote.speaker_start) - bisect_right(self._blocks, source.start) > FAR:
            yield "named_far_off"

    def _people_between(self, source: Mention, end: int) -> int:
        """How many other people are named from a name to an offset, MOST_BETWEEN at most."""
        others = set()
        for k in range(bisect_right(self._starts, source.start), bisect_right(self._starts, end)):
            if self._people[k].cluster != source.cluster:
                others.add(self._people[k].cluster)
                if len(others) == MOST_BETWEEN:
                    break
        return len(others)


def chance(features: Iterable[str]) -> float:
    """The chance that the model gives to a quote with these features; one it was not fitted with weighs nothing."""
    weights = _weights()
    return 1 / (1 + exp(-weights["base"] - sum(weights.get(feature, 0.0) for feature in features)))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in table("confidence")["weights"].items()}
