"""One article while its names are looked for: its tokens, what the model said of each, and what is already claimed."""

from dataclasses import dataclass

from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import FIRST_WORD, known_names, small_first_words
from kimxi_cli.syntax import Label, Parse, Token

TYPES = {
    "PERSON": EntityType.PERSON,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "ORG": EntityType.ORGANISATION,
}
"""The model's labels that are names of ours; nationalities, dates, works and events are not."""


@dataclass(slots=True)
class Found:
    """A name found: tokens first..last (exclusive); start and end may cut a glued word shorter than its token.

    aside: stands in a headline, heading or caption. title: before a person the office or form of address, before a
    body that every country has the country. office: what is said behind a person's name ("Anna Berg, the mayor").
    pronoun: m or f, by the "he" or "she" that takes up a subject. sentence: where its sentence begins; people named
    in full in one sentence are two, unless the words between say that both are names of one. kin: its sentence, up to a
    few words behind it, has a word for a relative.
    """

    first: int
    last: int
    start: int
    end: int
    type: EntityType
    rule: str
    title: str | None = None
    cluster: int = -1
    aside: bool = False
    office: str | None = None
    pronoun: str | None = None
    sentence: int = -1
    kin: bool = False

    def text_in(self, parse: Parse) -> str:
        return parse.text[self.start : self.end]


class Page:
    """The state of the search: each rule claims tokens that no stronger rule has claimed before it."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.taken: list[Found | None] = [None] * len(parse.tokens)
        self.label: list[Label | None] = [None] * len(parse.tokens)
        self.cap = [token.text[0].isupper() for token in parse.tokens]
        index, small = known_names(), small_first_words()
        self.listed = [
            (i, rows)
            for i, token in enumerate(parse.tokens)
            if (self.cap[i] or token.text in small or not token.text[0].isalpha())
            and (first := FIRST_WORD.match(token.text))
            and (rows := index.get(first.group()))
        ]
        """Tokens that begin a name of the lists, with the names that begin so."""
        self._headlines: dict[int, bool] = {}
        self.short_bodies: dict[str, str] = {}
        """Short name of an organisation in this article -> its whole name, once `short_bodies` has run."""
        self._parts: frozenset[str] | None = None
        for label in parse.labels:
            for i in range(label.first, label.last):
                self.label[i] = label

    def label_type(self, i: int) -> EntityType | None:
        label = self.label[i]
        return TYPES.get(label.label) if label else None

    def glued(self, i: int) -> bool:
        """Token i follows the one before it without a blank."""
        return i > 0 and self.tokens[i].start == self.tokens[i - 1].end

    def same_block(self, i: int, j: int) -> bool:
        return self.tokens[i].block == self.tokens[j].block

    def close(self, i: int) -> bool:
        """Token i stands in the same block as the one before, with at most a few characters between."""
        return (
            i > 0
            and self.tokens[i].block == self.tokens[i - 1].block
            and self.tokens[i].start - self.tokens[i - 1].end <= 1
        )

    def opens(self, i: int) -> bool:
        """Token i is the first word of its sentence, not counting quote marks and brackets."""
        first = self.parse.sentence_of(i).first
        while first < i and not self.tokens[first].text[0].isalnum():
            first += 1
        return first == i or (i > 0 and self.tokens[i - 1].text in "\"“”‘'«„:–—•|(")

    def parts_of_people(self) -> frozenset[str]:
        """Words of the names of several words that the model reads as people, wherever they stand."""
        if self._parts is None:
            self._parts = frozenset(
                self.tokens[i].text
                for label in self.parse.labels
                if label.label == "PERSON" and label.last - label.first > 1
                for i in range(label.first, label.last)
                if self.cap[i]
            )
        return self._parts

    def headline(self, i: int) -> bool:
        """Token i stands in a sentence that capitalises nearly every word, where a capital letter says nothing."""
        sentence = self.parse.sentence_of(i)
        known = self._headlines.get(sentence.first)
        if known is None:
            words = [
                self.tokens[k]
                for k in range(sentence.first, sentence.last)
                if self.tokens[k].text.isalpha() and len(self.tokens[k].text) > 3
            ]
            small = [token for token in words if token.text.islower() and token.tag not in ("IN", "TO", "CC", "RP")]
            verbs = any(
                token.text.islower() and len(token.text) > 2 and token.tag in ("VBD", "VBZ", "VBP")
                for token in self.tokens[sentence.first : sentence.last]
            )
            known = len(words) > 2 and len(small) * 10 <= len(words) and not verbs
            self._headlines[sentence.first] = known
        return known

    def claim(
        self,
        first: int,
        last: int,
        kind: EntityType,
        rule: str,
        title: str | None = None,
        start: int | None = None,
        end: int | None = None,
        over: bool = False,
    ) -> Found | None:
        """Take tokens first..last for a name; None where one of them is taken. over: drop what stood there."""
        if last <= first:
            return None
        here = {id(f): f for f in self.taken[first:last] if f}
        if here and not over:
            return None
        for other in here.values():
            self.drop(other)
        found = Found(
            first,
            last,
            self.tokens[first].start if start is None else start,
            self.tokens[last - 1].end if end is None else end,
            kind,
            rule,
            title,
        )
        self.taken[first:last] = [found] * (last - first)
        return found

    def drop(self, found: Found) -> None:
        for i in range(found.first, found.last):
            if self.taken[i] is found:
                self.taken[i] = None

    def found(self) -> list[Found]:
        """All names claimed, in text order."""
        out: list[Found] = []
        for found in self.taken:
            if found is not None and (not out or out[-1] is not found):
                out.append(found)
        return out


POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s", "‘s", "´s"})


def trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    """The token range without quote marks, determiners, possessives and other words around the name itself."""
    tokens = page.tokens
    while first < last and not _may_begin(tokens[first], page.cap[first]):
        first += 1
    while last > first and not _may_end(tokens[last - 1], page.cap[last - 1]):
        last -= 1
    return first, last


def _may_begin(token: Token, cap: bool) -> bool:
    if cap:
        return token.lower not in ("the", "a", "an") and token.text not in ("The", "A", "An")
    return token.lower in ("al", "el", "bin", "von", "van", "de", "di", "da", "sub")


def _may_end(token: Token, cap: bool) -> bool:
    return cap and token.text not in POSSESSIVES
