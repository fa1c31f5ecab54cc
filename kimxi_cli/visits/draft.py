"""A frame in the making, and who and where the words of its sentence mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kimxi_cli import geography
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar, places
from kimxi_cli.visits.affiliations import country_beside
from kimxi_cli.visits.words import listed, noun_classes

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
    arrival: bool = False
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
    pair: tuple[Mention, ...] = ()

    def persons(self, heads: list[int]) -> list[Mention]:
        """The people whom the noun phrases with these heads mean."""
        out: list[Mention] = []
        for i in heads:
            for mention in self._meant(i):
                if mention.type is EntityType.PERSON and all(
                    self.references.key(mention) != self.references.key(m) for m in out
                ):
                    out.append(mention)
        return out

    def _meant(self, i: int) -> tuple[Mention, ...]:
        token = self.parse.tokens[i]
        if token.tag == "NNS" and token.lower not in PAIRS and self.references.mention_covering(i) is None:
            found = self.references.mentions_for(i)
            return found if len(found) == 1 else ()
        if token.tag == "PRP$" and token.lower in HIS_HER and (own := self._of_the_subject(i)) is not None:
            return (own,)
        others = {t.lower for t in self.parse.children(i, "amod", "compound")} - {"two", "both", "top"}
        if token.lower in PAIRS and self.references.mention_covering(i) is None and len(self.pair) == 2 and not others:
            return self.pair
        found = self.references.mentions_for(i)
        if not found and (token.is_proper or token.tag == "JJ") and (person := self._of_country(i)) is not None:
            return (person,)
        return found

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

    def places(self, heads: list[int]) -> list[Mention]:
        out: list[Mention] = []
        for i in heads:
            out += [m for m in places.below(self.parse, self.references, i) if m not in out]
        return out

    def after(self, i: int, *words: str) -> list[int]:
        return grammar.after(self.parse, i, *words)


HIS_HER = frozenset({"his", "her"})
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
