"""Names in bylines, credits, datelines and related headlines, which count as mentions only where asked for.

Nothing is parsed there: what the articles themselves name is looked up by its full forms, and bylines name their
authors. See docs/decisions/010.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kimxi_cli.model import CONTENT, ArticleAnalysis, Block, BlockKind, EntityType, Mention
from kimxi_cli.names.near import Known
from kimxi_cli.names.overrides import Overrides
from kimxi_cli.names.parts import parse_name, words_of
from kimxi_cli.names.spelling import fold
from kimxi_cli.slug import slug

PERSON = EntityType.PERSON
LOOKED_UP, AUTHOR = "boilerplate", "byline"
"""What the mentions call the rule that found them."""

SHORTEST = 3
"""Letters from which on the form of a place or organisation is looked up."""

_WORD = re.compile(r"[^\W_]+(?:[-‐‑.’'][^\W_]+)*")
_BETWEEN_AUTHORS = re.compile(r"\s*(?:,|&|\||/|\b(?:and|in|for|of|with|from|at)\b)\s*")

_LAST_WORD = re.compile(r"([^\W_]+)[ \t\xa0-]$")
_NEXT_WORD = re.compile(r"[ \t\xa0-]([^\W_]+)")

Named = tuple[str, Mention, str]
"""Article, mention, id of its entity."""


class Lookup:
    """The full forms of the entities, by their folded words."""

    def __init__(self, entities: Iterable[Known]) -> None:
        self._by_words: dict[tuple[str, ...], Known] = {}
        self._longest = 1
        for entity in sorted(entities, key=lambda e: (-e.mentions, e.id)):
            for form in (entity.name, *entity.forms):
                words = tuple(fold(word) for word in _WORD.findall(form))
                lone = parse_name(form).is_lone if entity.type == PERSON else len("".join(words)) < SHORTEST
                if words and not lone:
                    self._by_words.setdefault(words, entity)
                    self._longest = max(self._longest, len(words))

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Known]]:
        """(start, end, entity) of each form between two offsets, the longest at each place, none across lines."""
        words = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text, start, end)]
        at = 0
        while at < len(words):
            for n in range(min(self._longest, len(words) - at), 0, -1):
                begin, finish = words[at][0], words[at + n - 1][1]
                entity = self._by_words.get(tuple(word for _, _, word in words[at : at + n]))
                if entity is None or not text[begin].isupper() or "\n" in text[begin:finish]:
                    continue
                if n > 1 or not _runs_on(text, begin, finish):
                    yield begin, finish, entity
                    at += n
                    break
            else:
                at += 1


def _runs_on(text: str, begin: int, end: int) -> bool:
    """Whether one word is a part of a longer name: "Berg" of "Berg Wire", "Anna Berg"."""
    before, behind = _LAST_WORD.search(text[max(begin - 40, 0) : begin]), _NEXT_WORD.match(text, end)
    return any(found is not None and found[1][0].isupper() for found in (before, behind))


def named_outside(
    analyses: Iterable[ArticleAnalysis], entities: Sequence[Known], overrides: Overrides
) -> tuple[list[Named], list[Known]]:
    """The names outside what is read of the articles, and the authors whom no article names otherwise."""
    lookup = Lookup(entities)
    ids = {entity.id for entity in entities}
    authors: dict[str, Known] = {}
    found: list[Named] = []
    for analysis in analyses:
        for block in analysis.layout.blocks:
            if block.kind in CONTENT or block.kind is BlockKind.FRONT_MATTER:
                continue
            here = [
                (analysis.id, _mention(analysis, begin, end, EntityType(entity.type), LOOKED_UP), entity.id)
                for begin, end, entity in lookup.find(analysis.text, block.start, block.end)
            ]
            if block.kind is BlockKind.BYLINE:
                for begin, end in _authors(analysis, block):
                    name = analysis.text[begin:end]
                    if overrides.leaves_out(name) or any(m.start < end and begin < m.end for _, m, _ in here):
                        continue
                    author = authors.get(fold(name))
                    if author is None:
                        author = authors[fold(name)] = _author(name, ids)
                        ids.add(author.id)
                    here.append((analysis.id, _mention(analysis, begin, end, PERSON, AUTHOR), author.id))
            found += sorted(here, key=lambda row: row[1].start)
    return found, list(authors.values())


def _mention(analysis: ArticleAnalysis, start: int, end: int, type: EntityType, rule: str) -> Mention:
    return Mention(start, end, analysis.text[start:end], type, None, -1, 0.7, rule)


def _author(name: str, ids: set[str]) -> Known:
    base = found = slug(name)
    number = 1
    while found in ids:
        number += 1
        found = f"{base}-{number}"
    return Known(found, name, PERSON.value, 0, (name,))


def _authors(analysis: ArticleAnalysis, block: Block) -> Iterator[tuple[int, int]]:
    """Where a byline names people: two to four words with capitals, particles between them."""
    at = block.start
    for piece in _BETWEEN_AUTHORS.split(analysis.layout.byline or ""):
        begin = analysis.text.find(piece, at, block.end) if piece else -1
        words = piece.split()
        capital = [word for word in words if word[0].isupper()]
        particles = words_of("western") | words_of("arabic") | words_of("father")
        proper = all(word[0].isupper() or word.lower() in particles for word in words)
        if begin >= 0 and proper and 2 <= len(capital) <= 4 and not parse_name(piece).is_lone:
            yield begin, begin + len(piece)
            at = begin + len(piece)
