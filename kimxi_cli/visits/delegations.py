"""Who travels besides those named as the subject: a delegation without names, and companions."""

from collections.abc import Sequence

from kimxi_cli import geography
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import grammar, places
from kimxi_cli.visits.words import listed

DELEGATIONS = listed("words", "delegations")
LED = frozenset({"led", "headed"})
BESIDE = frozenset({"accompanied", "joined", "flanked", "followed"})


def leaders(parse: Parse, i: int) -> list[int]:
    """Heads of who leads the delegation i: "a Kenyan delegation led by Daniel Otieno"."""
    if parse.tokens[i].lower not in DELEGATIONS:
        return []
    clauses = [c for c in parse.children(i, "acl", "relcl") if c.lower in LED]
    return [t.i for c in clauses for by in parse.children(c.i, "agent") for t in parse.children(by.i, "pobj")]


def country_of(parse: Parse, references: References, mentions: Sequence[Mention], i: int) -> tuple[Mention, ...]:
    """The country that a delegation without names stands for: "a delegation from Kenya", "the Kenyan delegation" where
    the article names Kenya."""
    if parse.tokens[i].lower not in DELEGATIONS or leaders(parse, i):
        return ()
    near = [t.i for prep in parse.children(i, "prep") if prep.lower in ("from", "of") for t in parse.children(prep.i)]
    near += [t.i for t in parse.children(i, "poss", "compound", "nmod")]
    for j in near:
        mention = references.mention_covering(j)
        if mention is not None and mention.type is EntityType.PLACE and places.rank(mention) == 2:
            return (mention,)
    first, _ = parse.edges(i)
    words = [t for t in parse.tokens[first:i] if t.text[:1].isupper()]
    country = geography.demonym_country(" ".join(t.text for t in words[:2])) or (
        geography.demonym_country(words[0].text) if words else None
    )
    if country is None:
        return ()
    same = [m for m in mentions if m.type is EntityType.PLACE and geography.canonical_place(m.text) == country]
    return tuple(same[:1])


def companions(parse: Parse, verb: int, subjects: Sequence[int]) -> list[int]:
    """Heads of those who go along: "Berg, accompanied by Otieno, flew to …", "flew to Oslo with Otieno"."""
    clauses = [c for i in (*subjects, verb) for c in parse.children(i, "acl", "relcl", "advcl") if c.lower in BESIDE]
    heads = [t.i for c in clauses for by in parse.children(c.i, "agent") for t in parse.children(by.i, "pobj")]
    beside = [p for p in parse.children(verb, "prep") if p.lower in ("with", "alongside")]
    heads += [t.i for p in beside for t in parse.children(p.i, "pobj")]
    return [j for head in heads for j in grammar.conjuncts(parse, head)]
