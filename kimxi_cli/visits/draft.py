"""A frame in the making, and who and where the words of its sentence mean."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field

from kimxi_cli import geography
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import delegations, grammar, places
from kimxi_cli.visits.affiliations import country_beside
from kimxi_cli.visits.words import listed, noun_classes, verbs

VISIT, MEETING, CALL = "visit", "meeting", "call"
LAST_DAY = "last day"
SIDES = listed("words", "sides")
"""What stands before "of" without changing whose meeting it is ("on the sidelines of", "at the end of")."""


@dataclass(slots=True)
class Draft:
    """What one trigger tells; `events` of a sentence are drafts put together."""

    trigger: int
    kind: str
    status: str
    why: str
    visitors: list[Mention] = field(default_factory=list)
    hosts: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    ordinal: int | None = None
    refers: bool = False
    noun: bool = False
    count: int | None = None
    rule: str = ""
    here: bool = False
    triggers: list[int] = field(default_factory=list)
    also: "Draft | None" = None

    @property
    def party(self) -> list[Mention]:
        return [*self.visitors, *self.hosts]


@dataclass(slots=True)
class Context:
    """What the readers read: the parse and who is meant in it."""

    parse: Parse
    references: References
    mentions: Sequence[Mention] = ()
    pairs: list[tuple[Mention, ...]] = field(default_factory=list)
    hero: Mention | None = None
    entry: int = -1
    riders: tuple[Mention, ...] = ()
    ridden: int = -9
    passengers: "Callable[[Context, int], tuple[Mention, ...]] | None" = None

    def persons(self, heads: list[int]) -> list[Mention]:
        """The people whom the noun phrases with these heads mean; a country stands for its delegation without names."""
        out: list[Mention] = []
        for i in heads:
            led = [m for j in delegations.leaders(self.parse, i) for m in self._meant(j)]
            people = [m for m in led or self._meant(i) if m.type is EntityType.PERSON]
            people = people or list(delegations.country_of(self.parse, self.references, self.mentions, i))
            out += [m for m in people if all(self.references.key(m) != self.references.key(o) for o in out)]
        return out

    def _meant(self, i: int) -> tuple[Mention, ...]:
        token = self.parse.tokens[i]
        if self.hero is not None and token.lower in HE_SHE and self.entry >= 0:
            meant = self.references.mentions_for(i)
            if not meant or meant[0].start < self.entry:
                if token.lower not in OBJECT or token.dep == "poss" or not self._is_subject(self.hero, i):
                    return (self.hero,)
                return self._others_before(i, {self.references.key(self.hero)})
        if token.lower in PAIRS and (words := {t.lower for t in self.parse.children(i)}) & {"two"}:
            if not words & {"the", "these", "both", "his", "her"}:
                return ()
        if token.lower in FIRST_PERSON and (speaker := self._speaker(i)):
            return speaker
        if token.tag == "NNS" and token.lower not in PAIRS and self.references.mention_covering(i) is None:
            found = self.references.mentions_for(i)
            return found if len(found) == 1 else ()
        if token.tag == "PRP$" and token.lower in HIS_HER and (own := self._of_the_subject(i)) is not None:
            return (own,)
        others = {t.lower for t in self.parse.children(i, "amod", "compound")} - {"two", "both", "top"}
        if token.lower in PAIRS and self.references.mention_covering(i) is None and self.pairs and not others:
            return self._pair_called(token.lower)
        if token.lower in OBJECT and (other := self._not_the_subject(i)) is not None:
            return other
        if self.passengers is not None and (riders := self.passengers(self, i)):
            return riders
        found = self.references.mentions_for(i)
        if not found and token.is_noun and (person := self._of_land(i)) is not None:
            return (person,)
        if not found and (token.is_proper or token.tag == "JJ") and (person := self._of_country(i)) is not None:
            return (person,)
        return found

    def _pair_called(self, word: str) -> tuple[Mention, ...]:
        """The two whom the text spoke of last; for "the two presidents" the last two that it calls so."""
        title = word.removesuffix("s")
        if title in listed("people", "titles"):
            for pair in reversed(self.pairs):
                if all(self._titled(m, title) for m in pair):
                    return pair
        return self.pairs[-1]

    def _titled(self, person: Mention, title: str) -> bool:
        key, text = self.references.key, self.parse.text
        return any(
            text[max(0, m.start - TITLE_BEFORE) : m.start].lower().rstrip(" ,").endswith(title)
            for m in self.mentions
            if key(m) == key(person)
        )

    def _speaker(self, i: int) -> tuple[Mention, ...]:
        """Whose "I" it is: the subject of the speech verb above."""
        for above in self.parse.ancestors(i):
            if above.is_verb and above.lower in verbs("speech", "verbs"):
                heads = [j for j in grammar.subjects(self.parse, above.i) if j != i]
                return tuple(m for j in heads for m in self.references.mentions_for(j) if m.type is EntityType.PERSON)
        return ()

    def _of_the_subject(self, i: int) -> Mention | None:
        """ "his" of a visit is that of the person who is the subject of its clause ("Berg spoke during his visit")."""
        parse = self.parse
        noun = parse.tokens[i].head
        verb = grammar.verb_above(parse, noun)
        for _ in range(3):
            if verb is None:
                return None
            if any(
                (m := self.references.mention_covering(t.i)) and m.type is EntityType.PERSON
                for t in parse.children(verb.i, "dobj", "dative")
            ):
                return None
            heads = grammar.surface_subjects(parse, verb.i)
            first = parse.head(parse.tokens[noun])
            opens = first.dep == "prep" and first.head == verb.i and parse.tokens[noun].lower in noun_classes()
            if heads and (heads[0] < i or opens):
                people = [m for m in self.references.mentions_for(heads[0]) if m.type is EntityType.PERSON]
                owner = grammar.possessor(parse, heads[0])
                if not people and owner is not None:
                    people = [m for m in self.references.mentions_for(owner) if m.type is EntityType.PERSON]
                if len(people) == 1:
                    return people[0]
                if people or not parse.tokens[heads[0]].is_noun:
                    return None
            verb = grammar.verb_above(parse, verb.head) if verb.head != verb.i else None
        return None

    def _of_country(self, i: int) -> Mention | None:
        """ "the Norwegian": the person of that country named last."""
        parse = self.parse
        first, _last = parse.edges(i)
        words = parse.slice(max(first, i - 2), i + 1)
        if not words.lower().startswith("the "):
            return None
        country = geography.demonym_country(words[4:])
        if country is None:
            return None
        for mention in reversed(
            [m for m in self.mentions if m.start < parse.tokens[i].start and m.type is EntityType.PERSON]
        ):
            if country_beside(parse.text, mention) == country:
                return mention
        return None

    def _not_the_subject(self, i: int) -> tuple[Mention, ...] | None:
        """ "Berg met Vale and asked him …": "him" is nobody who is the subject of its own clause; None where the usual
        answer will do."""
        parse = self.parse
        token = parse.tokens[i]
        verb = parse.head(token)
        if token.dep not in ("dobj", "dative", "nsubj") or not verb.is_verb:
            return None
        if token.dep == "nsubj":
            verb = parse.head(verb)
        heads = grammar.subjects(parse, verb.i)
        meant = self.references.mentions_for(i)
        mine = {self.references.key(m) for j in heads if j != i for m in self.references.mentions_for(j)}
        if not meant or self.references.key(meant[0]) not in mine:
            return None
        return self._others_before(i, mine)

    def _is_subject(self, person: Mention, i: int) -> bool:
        """Whether the object pronoun i stands in a clause whose subject is that person."""
        verb = grammar.verb_above(self.parse, i)
        heads = [j for j in grammar.subjects(self.parse, verb.i) if j != i] if verb is not None else []
        return any(self.references.key(m) == self.references.key(person) for m in self.persons(heads))

    def _others_before(self, i: int, without: Collection[Hashable]) -> tuple[Mention, ...]:
        """The person named last before token i in its sentence who is none of these."""
        sentence = self.parse.sentence_of(i)
        others = [
            m
            for m in self.mentions
            if sentence.start <= m.start < self.parse.tokens[i].start
            and m.type is EntityType.PERSON
            and self.references.key(m) not in without
        ]
        return tuple(others[-1:])

    def _of_land(self, i: int) -> Mention | None:
        """ "the Norwegian leader": the one person of the sentence whom the text puts in no other country."""
        parse = self.parse
        first, _last = parse.edges(i)
        words = parse.slice(first, i + 1).split()
        if len(words) < 3 or words[0].lower() != "the" or words[-1].lower() not in listed("people", "titles"):
            return None
        country = geography.demonym_country(" ".join(words[1:3])) or geography.demonym_country(words[1])
        if country is None:
            return None
        sentence = parse.sentence_of(i)
        people: dict[object, set[str | None]] = {}
        for m in self.mentions:
            if m.type is EntityType.PERSON:
                lands = people.setdefault(self.references.key(m), set())
                lands.add(country_beside(parse.text, m))
        found = {
            self.references.key(m): m
            for m in self.mentions
            if sentence.start <= m.start < parse.tokens[first].start
            and m.type is EntityType.PERSON
            and people[self.references.key(m)] <= {None, country}
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def places(self, heads: list[int]) -> list[Mention]:
        out: list[Mention] = []
        for i in heads:
            out += [m for m in places.below(self.parse, self.references, i) if m not in out]
        return out

    def after(self, i: int, *words: str) -> list[int]:
        return grammar.after(self.parse, i, *words)


TITLE_BEFORE = 24
"""Characters before a name in which its title stands."""
HE_SHE = frozenset({"he", "she", "his", "her", "him"})
HIS_HER = frozenset({"his", "her"})
FIRST_PERSON = frozenset({"i", "my"})
OBJECT = frozenset({"him", "her", "them"})
PAIRS = listed("words", "pairs")
"""Words for the two people of the meeting spoken of last."""

Reader = Callable[[Context, Token], Draft | None]

GENERAL_PLACES = listed("words", "general_places")


def where(context: Context, i: int, *words: str) -> list[Mention]:
    """Places after the prepositions, and those of a place clause ("Oslo, where they met"; "Oslo is where …")."""
    return context.places(context.after(i, *words) + beside_event(context, i)) or where_clause(context, i)


def beside_event(context: Context, i: int) -> list[int]:
    """ "on the sidelines of a forum in Oslo"."""
    return [j for j in context.after(i, "on", "at") if context.parse.tokens[j].lower in SIDES]


NEAR = ("in", "at", "near", "outside", "aboard", "off")
"""Prepositions before the place of a meeting."""


def where_with(context: Context, i: int, heads: list[int], *words: str) -> list[Mention]:
    """As _where, also after the other people of the clause ("met Vale in Oslo", "was received by Vale in Oslo")."""
    beside = (
        context.after(i, *words)
        + beside_event(context, i)
        + [j for head in heads for j in context.after(head, "in", "at")]
    )
    return context.places(beside) or where_clause(context, i)


def where_clause(context: Context, i: int) -> list[Mention]:
    parse = context.parse
    if not any(t.lower == "where" for t in parse.children(i, "advmod")):
        return []
    token = parse.tokens[i]
    above = parse.head(token)
    if token.dep == "relcl":
        return context.places([above.i])
    if above.lower in grammar.BE:
        return context.places([t.i for t in parse.children(above.i, "nsubj")])
    return []
