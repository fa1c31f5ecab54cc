"""What a visit is for: "to prepare the summit", "for talks on trade"."""

from collections.abc import Sequence

from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar
from kimxi_cli.visits.draft import Draft
from kimxi_cli.visits.time_patterns import HINTS
from kimxi_cli.visits.words import listed, noun_classes, verbs

WORDS = 14
"""Words of a purpose at most."""
NO_PURPOSE = listed("words", "no_purpose")
"""Words after "to" and "for" that tell no aim ("went to plan", "for unknown reasons", "invited him to visit")."""


def purpose(parse: Parse, group: Sequence[Draft]) -> str | None:
    """The words after the trigger that say what the visit is for; not how long or the how-manieth it was."""
    for draft in group:
        token = parse.tokens[draft.trigger]
        for i in (token.i, token.head) if draft.noun else (token.i,):
            for child in parse.children(i, "advcl", "xcomp", "acl"):
                if child.i > token.i and child.i not in draft.triggers and _is_aim(parse, child):
                    return _clipped(parse, child.i)
            for prep in parse.children(i, "prep"):
                if prep.lower == "for" and prep.i > token.i and _is_event(parse, prep.i):
                    return _clipped(parse, prep.i)
    return None


def _is_aim(parse: Parse, verb: Token) -> bool:
    """ "to prepare the summit"."""
    helpers = {t.lower for t in grammar.auxiliaries(parse, verb.i)}
    if "to" not in helpers or helpers & (grammar.FUTURE | grammar.MAYBE):
        return False
    return verb.lower not in NO_PURPOSE | verbs("light", "ends")


def _is_event(parse: Parse, prep: int) -> bool:
    """ "for talks on trade"; not "for a day", "for the fifth time", "for a state visit", "for Thursday's meeting"."""
    heads = [t for t in parse.children(prep, "pobj") if t.is_noun and not t.is_proper]
    for head in heads:
        below = [parse.tokens[j] for j in parse.subtree(head.i)]
        if (
            head.lower in NO_PURPOSE
            or noun_classes().get(head.lower) == "visit"
            or any(_is_time(t) for t in [head, *parse.children(head.i, "poss")])
        ):
            return False
        if any(_is_time(t) and parse.head(t).lower == "of" for t in below):
            return False
    return bool(heads)


def _is_time(token: Token) -> bool:
    return token.lower in HINTS or token.lower in ("time", "times", "while", "moment", "moments", "seconds")


def _clipped(parse: Parse, i: int) -> str | None:
    """The phrase of token i, cut to a few words, never behind a word that asks for more."""
    first, last = parse.edges(i)
    if last - first > WORDS:
        last = first + WORDS
        while last > first and parse.tokens[last - 1].tag in ("CC", "IN", "TO", "DT", "PRP$", ",", "JJ", "POS", "WDT"):
            last -= 1
    text = " ".join(parse.slice(first, last).split()).strip(' ,.;:"“”')
    return text or None
