"""The parse of one article as plain rows: what the rules read instead of a spaCy Doc.

All offsets are code points into the article's text as decoded; all token positions are 0-based
indices into `Parse.tokens`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
"""Dependency labels of a verb's subject."""


class Token(NamedTuple):
    """One token of the parse. (A tuple: an article has a thousand, and tuples are made several times faster.)

    i: own position; head: position of the syntactic head (itself for a root);
    tag: Penn Treebank tag; dep: ClearNLP dependency label; sentence, block: positions in
    `Parse.sentences` and in the layout's blocks.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int
    sentence: int
    block: int

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN")

    @property
    def is_proper(self) -> bool:
        return self.tag in ("NNP", "NNPS")

    @property
    def is_verb(self) -> bool:
        return self.tag.startswith("VB") or self.tag == "MD"

    @property
    def is_pronoun(self) -> bool:
        return self.tag in ("PRP", "PRP$", "WP", "WP$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive); start, end are offsets without surrounding space."""

    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Label:
    """A named entity as the model found it: tokens first..last (exclusive), OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Parse:
    """One article, parsed: tokens without white space, sentences that never cross a block, the model's entities."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    labels: list[Label]
    _children: list[list[int]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._children = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                self._children[token.head].append(token.i)
        self._starts = [token.start for token in self.tokens]

    def children(self, i: int, *deps: str) -> list[Token]:
        """Direct dependants of token i in text order, of the given labels only if any are given."""
        found = (self.tokens[c] for c in self._children[i])
        return [t for t in found if not deps or t.dep in deps]

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads of token i from the nearest to the root."""
        seen = {i}
        while (i := self.tokens[i].head) not in seen:
            seen.add(i)
            yield self.tokens[i]

    def subtree(self, i: int) -> list[int]:
        """Positions of token i and all below it, in text order."""
        out, todo = [], [i]
        while todo:
            j = todo.pop()
            out.append(j)
            todo.extend(self._children[j])
        return sorted(out)

    def edges(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) token position of i's subtree."""
        below = self.subtree(i)
        return below[0], below[-1] + 1

    def sentence_of(self, i: int) -> Sentence:
        return self.sentences[self.tokens[i].sentence]

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the offset, or the next one after it."""
        k = bisect_right(self._starts, offset) - 1
        if k >= 0 and self.tokens[k].end > offset:
            return self.tokens[k]
        return self.tokens[k + 1] if k + 1 < len(self.tokens) else None

    def tokens_between(self, start: int, end: int) -> range:
        """Positions of the tokens that lie inside [start, end) of the text."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        if last > first and self.tokens[last - 1].end > end:
            last -= 1
        return range(first, max(first, last))

    def slice(self, first: int, last: int) -> str:
        """The text from token first to token last (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""
