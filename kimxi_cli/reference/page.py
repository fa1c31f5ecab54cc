"""One article's names laid over its parse: which token belongs to which name."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kimxi_cli.model import Mention
from kimxi_cli.syntax import Parse

Key = int | tuple[int, int]
"""What tells entities of an article apart: the cluster's number, or the place of an unresolved name."""

REACH = 8
"""Sentences back, those in quotation marks not counted, that a pronoun can look for its antecedent."""


class Page:
    """The mentions of an article by token and by sentence, and which tokens stand between quotation marks."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.parse = parse
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self.covering: dict[int, Mention] = {}
        self.by_sentence: dict[int, list[tuple[int, Mention]]] = defaultdict(list)
        self.heads: dict[Key, list[int]] = defaultdict(list)
        self._head: dict[tuple[int, int], int] = {}
        for mention in self.mentions:
            inside = parse.tokens_between(mention.start, mention.end)
            if not len(inside):
                token = parse.token_at(mention.start)
                if token is None or token.start >= mention.end:
                    continue
                inside = range(token.i, token.i + 1)
            for i in inside:
                self.covering[i] = mention
            head = phrase_head(parse, inside)
            self._head[mention.start, mention.end] = head
            self.heads[key(mention)].append(head)
            self.by_sentence[parse.tokens[head].sentence].append((head, mention))
        self.quoted = inside_marks(parse)
        self._told = self._told_so_far()

    def head_of(self, mention: Mention) -> int | None:
        """The head token of a mention's words; None where the parse does not hold them (boilerplate)."""
        return self._head.get((mention.start, mention.end))

    def distance(self, earlier: int, later: int) -> int:
        """Sentences from one to the other; those that stand wholly in quotation marks don't count."""
        return self._told[later] - self._told[earlier]

    def _told_so_far(self) -> list[int]:
        out, told = [], 0
        for sentence in self.parse.sentences:
            words = [i for i in range(sentence.first, sentence.last) if self.parse.tokens[i].text[0].isalnum()]
            told += not words or not (self.quoted[words[0]] and self.quoted[words[-1]])
            out.append(told)
        return out

    def latest(self, mention: Mention, before: int) -> Mention:
        """The last mention of the same entity whose head stands before a token, else the mention itself."""
        heads = self.heads[key(mention)]
        earlier = bisect_left(heads, before)
        return self.covering[heads[earlier - 1]] if earlier else mention


def key(mention: Mention) -> Key:
    return mention.cluster if mention.cluster >= 0 else (mention.start, mention.end)


def phrase_head(parse: Parse, inside: range) -> int:
    """The token of a span whose head lies outside it (the last such)."""
    outside = [i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    return outside[-1] if outside else inside[-1]


def inside_marks(parse: Parse) -> list[bool]:
    """For each token whether it stands between double quotation marks of its block."""
    out, block, open_ = [], -1, False
    for token in parse.tokens:
        if token.block != block:
            block, open_ = token.block, False
        if token.text in ("“", "``", "«", "„"):
            open_ = True
        elif token.text in ("”", "''", "»"):
            open_ = False
        elif token.text == '"':
            open_ = not open_
        out.append(open_)
    return out
