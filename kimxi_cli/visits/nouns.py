"""Nouns that tell of visits: "Berg's visit to Oslo", "the Berg-Vale summit", "talks between", "an invitation to".

A reader gives a Draft, or None where the words are no visit (several, any, a habit).
"""

from kimxi_cli.model import Mention
from kimxi_cli.syntax import Token
from kimxi_cli.visits import grammar, invitations, noun_parts, places, status
from kimxi_cli.visits.draft import CALL, GENERAL_PLACES, LAST_DAY, MEETING, VISIT, Context, Draft, Reader, where
from kimxi_cli.visits.words import noun_classes, verbs


def _noun_draft(context: Context, token: Token, kind: str, rule: str) -> Draft | None:
    parse = context.parse
    if noun_parts.generic(parse, token) or noun_parts.any_one(parse, token):
        return None
    plural, count = noun_parts.plural_of(parse, token)
    if plural and count is None and not (kind == VISIT and _several_places(context, token)):
        return None
    told, why = status.noun_status(parse, token.i)
    draft = Draft(token.i, kind, told, why, rule=rule, noun=True, count=count)
    draft.ordinal = noun_parts.ordinal(parse, token.i)
    return draft


def _several_places(context: Context, token: Token) -> bool:
    """ "stops in Oslo and Riga": as many visits as places."""
    goals = context.after(token.i, "to", "in")
    return len(context.places(goals or context.after(token.head, "in"))) > 1


def _visit(context: Context, token: Token) -> Draft | None:
    """ "Berg's visit to Oslo", "a visit by Berg", "his Oslo trip", "on a visit to"."""
    draft = _noun_draft(context, token, VISIT, f"{token.lower}")
    if draft is None:
        return None
    parse = context.parse
    owners, owned = noun_parts.owner(context, token)
    people, named = noun_parts.named_before(context, token)
    owners = owners or _promised_by(context, token, draft)
    draft.visitors = (
        owners or context.persons(context.after(token.i, "by", "from")) or context.persons(context.after(token.i, "of"))
    )
    if not draft.visitors and people:
        draft.visitors = people
    own = False
    if not draft.visitors:
        doers, own = noun_parts.doer(context, token)
        draft.visitors = context.persons(doers)
    makers = context.after(token.i, "of", "by", "from")
    goals = context.after(token.i, "to", "in", "around", "across", "through", "of")
    goals += [j for i in makers for j in context.after(i, "to")]
    goals = [g for g in goals if g not in makers or not context.persons([g])]
    goals += [j for c in parse.children(token.i, "relcl") if c.lower in PROMISED for j in context.after(c.i, "to")]
    draft.places = context.places(goals) or [*named, *owned]
    if not draft.places and token.lower == "stop" and not own:
        verb = grammar.verb_above(parse, token.i)  # "spoke in Oslo, the first stop on her tour"
        draft.places = where(context, verb.i, "in") if verb is not None else []
        draft.triggers = [token.i, verb.i] if verb is not None and draft.places else []
        tours = [grammar.possessor(parse, j) for j in context.after(token.i, "on", "of")]
        draft.visitors = draft.visitors or context.persons([j for j in tours if j is not None])
    if not draft.places and parse.head(token).lower in verbs("light", "does"):
        draft.places = where(context, token.head, "to", "in")
    keys = {context.references.key(m) for m in draft.visitors}
    draft.hosts = [
        m
        for m in context.persons(
            context.after(token.i, "with") + [g for g in context.after(token.i, "to") if not context.places([g])]
        )
        if context.references.key(m) not in keys
    ]
    if goals and not draft.places and not draft.hosts and not {parse.tokens[g].lower for g in goals} & GENERAL_PLACES:
        return None
    if token.lower in ("stay", "stays", "tour", "tours", "journey", "journeys") and not draft.places:
        draft.refers = True
    if not draft.places and not draft.hosts:
        draft.refers = True
    if not draft.visitors:
        draft.refers = True
    if parse.children(token.i, "amod", "compound") and any(
        t.lower in ("campaign", "fact-finding", "business", "field", "hospital", "school")
        for t in parse.children(token.i, "amod", "compound")
    ):
        draft.refers = True
    return draft


PROMISED = verbs("words", "promises")


def _promised_by(context: Context, token: Token, draft: Draft) -> list[Mention]:
    """ "the visit that Berg promised": who promised it is to make it."""
    for clause in context.parse.children(token.i, "relcl"):
        if clause.lower in PROMISED and not grammar.is_passive(context.parse, clause.i):
            draft.status, draft.why = status.PLANNED, f"{clause.lower} {token.lower}"
            return context.persons(grammar.subjects(context.parse, clause.i))
    return []


def _meeting(context: Context, token: Token) -> Draft | None:
    """ "Berg's meeting with Vale", "talks between Berg and Vale", "the Berg-Vale summit", "held talks with"."""
    draft = _noun_draft(context, token, MEETING, token.lower)
    if draft is None:
        return None
    parse = context.parse
    owners, owned = noun_parts.owner(context, token)
    people, named = noun_parts.named_before(context, token)
    between = context.persons(context.after(token.i, "between", "of", "among"))
    if not between and token.dep == "nsubj":
        between = context.persons(
            [j for attr in parse.children(token.head, "attr", "acomp") for j in context.after(attr.i, "between")]
        )
    partners = context.persons(context.after(token.i, "with"))
    above = parse.head(token)
    if not partners and token.dep == "dobj" and above.is_verb:
        manner = context.after(above.i, "in")  # "held talks in a friendly atmosphere with Vale"
        partners = context.persons([j for i in [above.i, *manner] for j in context.after(i, "with")])
    if not partners and token.dep == "pobj" and parse.head(above).lower in verbs("verbs", "attend"):
        partners = context.persons(grammar.patients(parse, above.head))
    doers, own = noun_parts.doer(context, token)
    if own and above.is_verb and grammar.verb_above(parse, token.i) is not None and above.lower.startswith("host"):
        draft.hosts = context.persons(doers)
        doers = []
    party = owners or people or between
    if not party and (own or partners):
        party = context.persons(doers)
    if len(party) == 1 and not partners and between and between != party:
        partners = between
    if not party:
        party = _in_its_clause(context, token)
    if not party and partners and above.lower in grammar.BE | {"after", "following", "before"}:
        party = _of_the_predicate(context, token)
    with_whom = [
        g
        for prep in parse.children(token.i, "prep")
        if prep.lower in ("with", "between")
        for g in context.after(token.i, prep.lower)
    ]
    with_whom += [c for g in with_whom for c in grammar.conjuncts(parse, g)]
    held = [
        c.i for child in parse.children(token.i, "acl", "relcl") for c in [child, *parse.children(child.i, "xcomp")]
    ]
    draft.places = (
        context.places(
            context.after(token.i, "in", "at") + [j for i in [*held, *with_whom] for j in context.after(i, "in", "at")]
        )
        or named
        or owned
    )
    if not party and not partners and doers and draft.places:
        party = context.persons(doers)
    keys = {context.references.key(m) for m in party}
    draft.visitors = party
    draft.hosts += [m for m in partners if context.references.key(m) not in keys]
    if (
        token.dep in ("dobj", "nsubjpass", "nsubj")
        and above.is_verb
        and not context.places(context.after(token.i, "in", "at"))
    ):
        told = [above, *grammar.told_by(parse, token.i)[1:]]
        draft.places = next((found for v in told if (found := where(context, v.i, "in", "at"))), draft.places)
    if len(draft.places) > 1 and draft.places == named:
        draft.places = []
    draft.places = [m for m in draft.places if not places.is_region(m.text)]
    if len(draft.party) < 2 and not (draft.visitors and draft.places):
        draft.refers = True
    return draft


def _in_its_clause(context: Context, token: Token) -> list[Mention]:
    """Those of a place clause behind the noun: "a summit in Oslo where he and Vale signed …"."""
    parse = context.parse
    for i in [token.i, *context.after(token.i, "in", "at")]:
        for clause in parse.children(i, "relcl"):
            if any(t.lower == "where" for t in parse.children(clause.i, "advmod")) or any(
                t.lower == "which" for p in parse.children(clause.i, "prep") for t in parse.children(p.i, "pobj")
            ):
                return context.persons([t.i for t in parse.children(clause.i, "nsubj")])
    return []


def _of_the_predicate(context: Context, token: Token) -> list[Mention]:
    """Whose visit the sentence says it is: "It is Berg's second trip after a meeting with Vale"."""
    for above in context.parse.ancestors(token.i):
        if above.lower in noun_classes() and (owner := grammar.possessor(context.parse, above.i)) is not None:
            return context.persons([owner])
        if above.is_verb:
            for attr in context.parse.children(above.i, "attr"):
                if attr.lower in noun_classes() and (owner := grammar.possessor(context.parse, attr.i)) is not None:
                    return context.persons([owner])
    return []


def _call(context: Context, token: Token) -> Draft | None:
    """ "a phone call with X": only where the words say phone or video."""
    words = {t.lower for t in context.parse.children(token.i, "compound", "amod")}
    if not words & {"phone", "telephone", "video", "conference"}:
        return None
    draft = _meeting(context, token)
    if draft is None:
        return None
    draft.kind, draft.places = CALL, []
    if len(draft.party) < 2:
        doers, _ = noun_parts.doer(context, token)
        draft.visitors = draft.visitors or context.persons(doers)
    return draft if len(draft.party) > 1 else None


def _arrival(context: Context, token: Token) -> Draft | None:
    """ "Berg's arrival in Oslo"."""
    draft = _noun_draft(context, token, VISIT, "arrival")
    if draft is None:
        return None
    draft.visitors = noun_parts.owner(context, token)[0] or context.persons(context.after(token.i, "of", "by"))
    draft.places = context.places(context.after(token.i, "in", "at"))
    draft.refers = not draft.places
    return draft if draft.visitors else None


def _place_right_after(context: Context, token: Token) -> list[Mention]:
    """The place in "… in Oslo" right behind a noun, however the parser hung it."""
    tokens = context.parse.tokens
    if token.i + 2 >= len(tokens) or tokens[token.i + 1].lower != "in":
        return []
    mention = context.references.mention_covering(token.i + 2)
    return [mention] if mention is not None and places.rank(mention) else []


def _day(context: Context, token: Token) -> Draft | None:
    """ "on his last day in Oslo": a stay there."""
    parse = context.parse
    which = {t.lower for t in parse.children(token.i, "amod")}
    if not which & {"last", "final", "first", "second", "third", "opening"}:
        return None
    people = noun_parts.owner(context, token)[0]
    where_to = context.places(context.after(token.i, "in")) or _place_right_after(context, token)
    if not people or not where_to:
        return None
    told, why = status.noun_status(parse, token.i)
    return Draft(
        token.i,
        VISIT,
        told,
        why,
        visitors=people,
        places=where_to,
        noun=True,
        rule=LAST_DAY if which & {"last", "final"} else "a day there",
    )


NOUN_READERS: dict[str, Reader] = {
    "visit": _visit,
    "meeting": _meeting,
    "call": _call,
    "invitation": invitations.invitation,
    "arrival": _arrival,
    "day": _day,
}
