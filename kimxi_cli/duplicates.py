"""Copies of one report: agency copies, cut, re-headed, a few words changed.

Candidates come from MinHash signatures over shingles (Broder 1997, "On the resemblance and containment of documents"),
found by locality-sensitive hashing with the library rensa; each is then checked exactly by how much of the shorter
text stands in the longer.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import chain

from rensa import RMinHash, RMinHashLSH

from kimxi_cli.model import ArticleAnalysis

WORD = re.compile(r"[^\W_]+")
SHINGLE = 4
"""Words in a row that are compared as one."""
SHARED = 0.6
"""Share of the shorter text's shingles that stand in the other, from which on it is a copy."""
FEWEST = 12
"""Texts of fewer shingles prove nothing."""
LEAD = 60
"""Shingles of the beginning that are also looked up by themselves: editors cut from the end."""
PERMUTATIONS, BANDS, SEED = 128, 64, 1
"""Bands of two: texts that share a fifth of their shingles are looked at with a chance of .93, a third: .999."""
LIKELIEST = 8
"""Candidates that are checked for an article; formulaic reports (weather, markets) have hundreds."""


def copies(analyses: Sequence[ArticleAnalysis], published: Mapping[str, str | None]) -> dict[str, str]:
    """For each copy the article it is a copy of: the whole report of one that is cut, else the first published.

    published: ISO days by article id, None where unknown; unknown days come last, ids decide among equals. Only what
    clean takes for the article's own sentences is compared. Cost is near linear in the words of the corpus.
    """
    analyses = sorted(analyses, key=lambda a: (published.get(a.id) or "9999", a.id))
    shingles = lru_cache(maxsize=1024)(lambda k: Shingles(analyses[k]))
    indexes = Index(), Index()
    original: dict[int, int] = {}
    for later in range(len(analyses)):
        this = shingles(later)
        if len(this.all) < FEWEST:
            continue
        signatures = sign(this.all), sign(this.lead)
        likely = {k for index, signature in zip(indexes, signatures, strict=True) for k in index.likeliest(signature)}
        for first in sorted(likely):
            if shared(this.all, shingles(first).all) >= SHARED:
                if len(shingles(first).all) < SHARED * len(this.all):
                    original.setdefault(first, later)
                else:
                    original.setdefault(later, first)
        if later not in original:  # what is like a copy is like its original, too
            for index, signature in zip(indexes, signatures, strict=True):
                index.add(later, signature)
    return {analyses[copy].id: analyses[_last(original, copy)].id for copy in sorted(original)}


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set that stands in the other (containment), 0 to 1."""
    return len(one & other) / max(1, min(len(one), len(other)))


class Shingles:
    """The runs of SHINGLE words of an article's sentences: all of them, and those of its beginning."""

    def __init__(self, analysis: ArticleAnalysis) -> None:
        text = analysis.text
        words = list(chain.from_iterable(WORD.findall(text[s.start : s.end].lower()) for s in analysis.sentences))
        runs = [" ".join(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)]
        self.all, self.lead = frozenset(runs), frozenset(runs[:LEAD])


def sign(shingles: frozenset[str]) -> RMinHash:
    """The MinHash signature of a set of shingles."""
    (signature,) = RMinHash.from_token_sets([sorted(shingles)], num_perm=PERMUTATIONS, seed=SEED)
    return signature


class Index:
    """Signatures of articles, looked up by likeness."""

    def __init__(self) -> None:
        self._buckets = RMinHashLSH(threshold=0.1, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._signatures: dict[int, RMinHash] = {}

    def add(self, article: int, signature: RMinHash) -> None:
        self._buckets.insert(article, signature)
        self._signatures[article] = signature

    def likeliest(self, signature: RMinHash) -> list[int]:
        """The articles most like a signature, LIKELIEST at most; the first among equals."""
        found = ((-signature.jaccard(self._signatures[k]), k) for k in self._buckets.query(signature))
        return [k for _, k in nsmallest(LIKELIEST, found)]


def _last(original: Mapping[int, int], copy: int) -> int:
    """The end of the way from copy to copy; a way in a circle ends where it began."""
    way = [copy]
    while (step := original.get(way[-1])) is not None and step not in way:
        way.append(step)
    return way[-1]
