"""Which of the places in a phrase is the place of a visit: a town rather than a country, never a building."""

from kimxi_cli import geography
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse
from kimxi_cli.visits.words import buildings, noun_classes, seats

SPAN = 14
"""Tokens below a preposition that are looked at for a place."""


def town_of_seat(name: str) -> str | None:
    """The town of a seat of government that news writes for the town ("the White House")."""
    return seats().get(name.lower().removeprefix("the ").strip())


def rank(mention: Mention) -> int:
    """3 a town or province, 2 a country, 1 a region of several countries, 0 a building or no place."""
    if mention.type is EntityType.PERSON:
        return 0
    if town_of_seat(mention.text):
        return 3
    words = mention.text.lower().split()
    if geography.is_country(mention.text):
        return 2
    if geography.country_of(mention.text):
        return 3
    if mention.type is not EntityType.PLACE or any(w in buildings() for w in words):
        return 0
    return 1 if is_region(mention.text) else 3


def is_region(name: str) -> bool:
    """Whether this is a part of the world ("Latin America"), not a town or country."""
    return geography.is_place(name) and geography.country_of(name) is None


def best(mentions: list[Mention]) -> Mention | None:
    """The most exact place: the first that is no country ("Oslo, Viken province, Norway"), else the first country."""
    ranked = [(rank(m), m) for m in mentions]
    return next((m for wanted in (3, 2, 1) for r, m in ranked if r == wanted), None)


def is_party(parse: Parse, mention: Mention) -> bool:
    """Whether a name before a noun is no place: one of a pair ("US-Norway summit") or a nickname in quotation marks."""
    before = parse.text[max(0, mention.start - 1) : mention.start]
    after = parse.text[mention.end : mention.end + 1]
    return before in PAIRING or after in PAIRING or before in NICKNAME


PAIRING = frozenset("-–—/")
NICKNAME = frozenset("\"“‘'")


def _names_building(parse: Parse, j: int) -> bool:
    """ "the Bristol hotel": a name before the word for a building is that building's, no town's."""
    token = parse.tokens[j]
    return token.dep in ("compound", "nmod") and parse.head(token).lower in buildings()


def below(parse: Parse, references: References, i: int, first: bool = False) -> list[Mention]:
    """Places named in the phrase with head i ("the Great Hall in Oslo", "the port city of Oslo"), relative clauses left
    out."""
    out: list[Mention] = []
    todo = [i]
    steps = 0
    while todo and steps < SPAN:
        j = todo.pop(0)
        steps += 1
        mention = references.mention_covering(j)
        if mention is not None and _names_building(parse, j):
            mention = None
        if mention is not None and mention not in out and mention.type is not EntityType.PERSON and rank(mention):
            out.append(mention)
        for child in parse.children(j):
            if child.dep in ("compound", "nmod") and noun_classes().get(parse.tokens[j].lower) == "meeting":
                continue
            if child.dep in ("relcl", "acl", "advcl", "punct", "det", "amod", "nummod", "cc", "pcomp") or child.is_verb:
                continue
            if child.dep == "conj" and first:
                continue
            of_meeting = child.lower == "with" and noun_classes().get(parse.tokens[j].lower) == "meeting"
            if (
                child.dep == "prep"
                and child.lower not in ("of", "in", "near", "at", "outside", "off")
                and not of_meeting
            ):
                continue
            todo.append(child.i)
    return out
