"""Syndicated copies: articles that share most of their sentences."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kimxi_cli.model import ArticleAnalysis

WORD = re.compile(r"[^\W_]+")
SHARED = 0.6
"""Share of the shorter article's sentences that stand in the other, from which on it is a copy."""
FEWEST_WORDS = 6
"""Shorter sentences prove nothing."""
COMMON = 50
"""A sentence that stands in more articles than this is a formula, not a sign of copying."""


def copies(analyses: Sequence[ArticleAnalysis], published: Mapping[str, str | None]) -> dict[str, str]:
    """For each copy the article it is a copy of: the one published first, by id among equals.

    Sentences are compared by their words in lower case; cost is linear in the sentences of the corpus.
    """
    sentences = {a.id: _sentences(a) for a in analyses}
    holders: dict[str, list[str]] = defaultdict(list)
    for article, found in sorted(sentences.items()):
        for sentence in sorted(found):
            holders[sentence].append(article)
    shared: Counter[tuple[str, str]] = Counter()
    for articles in holders.values():
        if 1 < len(articles) <= COMMON:
            shared.update((a, b) for k, a in enumerate(articles) for b in articles[k + 1 :])
    out: dict[str, str] = {}
    for (a, b), count in sorted(shared.items()):
        if count >= SHARED * min(len(sentences[a]), len(sentences[b])):
            first, copy = sorted((a, b), key=lambda article: (published.get(article) or "9999", article))
            if copy not in out:
                out[copy] = out.get(first, first)
    return out


def _sentences(analysis: ArticleAnalysis) -> set[str]:
    out = set()
    for span in analysis.sentences:
        words = WORD.findall(analysis.text[span.start : span.end].lower())
        if len(words) >= FEWEST_WORDS:
            out.add(" ".join(words))
    return out
