"""What stands around a noun that tells of a visit: whose it is, its number, whether it means one visit at all."""

from kimxi_cli.model import EntityType, Mention
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar, places, status
from kimxi_cli.visits.draft import SIDES, Context
from kimxi_cli.visits.time_patterns import NUMBERS
from kimxi_cli.visits.words import listed, noun_classes, ordinals, verbs

TALKS = frozenset({"talks", "discussions", "consultations"})
"""Plurals that speak of one meeting."""


def ordinal(parse: Parse, i: int) -> int | None:
    for word in parse.children(i, "amod", "advmod", "nummod", "compound", "nmod"):
        if word.lower in ordinals():
            return ordinals()[word.lower]
    return None


def plural_of(parse: Parse, token: Token) -> tuple[bool, int | None]:
    """Whether the noun speaks of several visits, and of how many where a number says so."""
    if token.tag not in ("NNS", "NNPS") or token.lower in TALKS:
        return False, None
    for word in parse.children(token.i, "nummod"):
        number = NUMBERS.get(word.lower) or (int(word.text) if word.text.isascii() and word.text.isdigit() else None)
        return True, number
    return True, None


def generic(parse: Parse, token: Token) -> bool:
    words = {t.lower for t in parse.children(token.i, "amod", "det", "advmod")}
    return bool(words & {"any", "every", "each", "no"}) or (
        token.tag == "NNS" and token.lower not in TALKS and bool(words & listed("status", "adjectives_generic"))
    )


def any_one(parse: Parse, token: Token) -> bool:
    """ "A visit that costs nothing is easy", "the worst you can say of a summit": no one visit is spoken of."""
    if not any(t.lower in ("a", "an") for t in parse.children(token.i, "det")):
        return False
    if any(t.dep in ("prep", "poss", "amod", "compound", "nummod") for t in parse.children(token.i)):
        return False
    if token.dep == "nsubj" and any(t.dep == "relcl" for t in parse.children(token.i)):
        return parse.head(token).tag in ("VBZ", "VBP")
    verb = grammar.verb_above(parse, token.i)
    return (
        token.dep == "pobj"
        and verb is not None
        and any(t.lower in ("can", "could") for t in grammar.auxiliaries(parse, verb.i))
    )


def doer(context: Context, token: Token, depth: int = 0) -> tuple[list[int], bool]:
    """Head of who makes the visit that a noun names without a possessor: the subject of the verb it completes; and
    whether the verb tells of the visit itself ("made a visit") rather than of something on it ("said on a visit")."""
    if depth > 6:
        return [], False
    parse = context.parse
    above = parse.head(token)
    if token.dep == "pobj" and above.lower == "of" and parse.head(above).lower in SIDES:
        token = parse.head(above)
        above = parse.head(token)
    if (
        token.dep == "dobj"
        and above.is_verb
        and (above.lower in verbs("light", "does") or status.called_off(parse, above.i))
    ):
        return grammar.subjects(parse, above.i), True
    if token.dep == "nsubjpass" and above.is_verb and above.lower in verbs("light", "does"):
        return grammar.subjects(parse, above.i), True
    if token.dep == "pobj" and above.lower in listed("light", "prepositions"):
        verb = parse.head(above)
        if verb.is_verb:
            return grammar.subjects(parse, verb.i), verb.lower in verbs("light", "does")
        if verb.is_noun and verb.lower in noun_classes():
            return doer(context, verb, depth + 1)
    if token.dep in ("attr", "appos"):
        return [], False
    if token.dep == "conj" and above.is_noun:
        return doer(context, above, depth + 1)
    return [], False


def owner(context: Context, token: Token) -> tuple[list[Mention], list[Mention]]:
    """(people, places) of the possessor: "Berg's visit", "his visit", "Oslo's summit"."""
    i = grammar.possessor(context.parse, token.i)
    heads = [] if i is None else [i]
    if token.dep == "nsubj" and i is None:
        for attr in context.parse.children(token.head, "attr"):
            owner = grammar.possessor(context.parse, attr.i)
            if owner is not None and (
                attr.lower in ordinals() or attr.lower in noun_classes() or attr.tag.startswith("JJ")
            ):
                heads.append(owner)
    people = context.persons(heads)
    return people, [] if people else context.places(heads)


def named_before(context: Context, token: Token) -> tuple[list[Mention], list[Mention]]:
    """(people, places) of the words before the noun: "the Berg-Vale summit", "his Oslo trip"."""
    people: list[Mention] = []
    around: list[Mention] = []
    todo = [
        t.i for t in context.parse.children(token.i, "compound", "nmod", "amod", "npadvmod", "dep") if t.i < token.i
    ]
    while todo:
        i = todo.pop(0)
        mention = context.references.mention_covering(i)
        if mention is not None:
            group = people if mention.type is EntityType.PERSON else around
            if mention not in group and (
                mention.type is EntityType.PERSON
                or (places.rank(mention) and not places.is_party(context.parse, mention))
            ):
                group.append(mention)
        todo += [
            t.i for t in context.parse.children(i, "compound", "nmod", "conj", "punct", "dep", "appos") if t.i < token.i
        ]
    people.sort(key=lambda m: m.start)
    return people, sorted(around, key=lambda m: m.start)
