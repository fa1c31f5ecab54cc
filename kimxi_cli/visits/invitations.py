"""Invitations, as verb and as noun: who is to come, to whom, whether it is accepted."""

from kimxi_cli.syntax import Token
from kimxi_cli.visits import grammar, noun_parts, status
from kimxi_cli.visits.draft import VISIT, Context, Draft
from kimxi_cli.visits.words import buildings, listed, noun_classes, verb_classes

USES = listed("words", "uses")


def invitation(context: Context, token: Token) -> Draft | None:
    """ "the invitation to Berg to visit Oslo", "accepted an invitation to meet Vale", "Vale's invitation"."""
    parse = context.parse
    if noun_parts.generic(parse, token):
        return None
    draft = Draft(token.i, VISIT, status.INVITED, "an invitation", rule="invitation", noun=True)
    owners, _ = noun_parts.owner(context, token)
    to = context.after(token.i, "to")
    verb = grammar.verb_above(parse, token.i)
    if verb is not None and token.dep in ("dobj", "nsubjpass"):
        to += context.after(verb.i, "to")
    guests = context.persons(to)
    draft.places = context.places(to)
    subjects = context.persons(grammar.subjects(parse, verb.i)) if verb is not None and token.dep == "dobj" else []
    if verb is not None and token.dep == "dobj" and verb.lower in USES and subjects:
        draft.visitors, draft.hosts = subjects, context.persons(context.after(token.i, "from", "by"))
        draft.status, draft.why = status.verb_status(parse, verb.i)
    elif verb is not None and verb.lower.startswith("accept"):
        draft.visitors = subjects
        draft.hosts = context.persons(context.after(token.i, "from", "by")) or owners
        draft.status, draft.why = status.PLANNED, "invitation accepted"
    else:
        draft.visitors = guests
        draft.hosts = owners or subjects or context.persons(context.after(token.i, "from", "by"))
    for child in parse.children(token.i, "acl", "relcl") + (
        parse.children(verb.i, "xcomp", "advcl") if verb is not None and token.dep == "dobj" else []
    ):
        if verb_classes().get(child.lower) in ("go_to", "travel", "meet"):
            draft.places = draft.places or context.places(
                grammar.patients(parse, child.i) + context.after(child.i, "to", "in")
            )
            draft.hosts = draft.hosts or [
                m
                for m in context.persons(grammar.patients(parse, child.i) + context.after(child.i, "with"))
                if m not in draft.visitors
            ]
            draft.triggers = [token.i, child.i]
    keys = {context.references.key(m) for m in draft.visitors}
    draft.hosts = [m for m in draft.hosts if context.references.key(m) not in keys]
    draft.refers = not (draft.visitors and (draft.hosts or draft.places))
    return draft


def invited(context: Context, token: Token) -> Draft | None:
    """ "invited X to Oslo", "X was invited to visit"; not "the visit to which she invited him", told by the noun."""
    parse = context.parse
    if grammar.negated(parse, token.i) or (token.dep == "relcl" and parse.head(token).lower in noun_classes()):
        return None
    guests = context.persons(grammar.patients(parse, token.i))
    draft = Draft(token.i, VISIT, status.INVITED, "invited", visitors=guests, rule="invited")
    draft.hosts = [m for m in context.persons(grammar.subjects(parse, token.i)) if m not in guests]
    guest_heads = grammar.patients(parse, token.i)
    goals = context.after(token.i, "to") + [j for i in guest_heads for j in context.after(i, "to")]
    if not draft.hosts and any(parse.tokens[j].lower in buildings() for j in goals):
        return None  # to a police station
    draft.places = context.places(goals)
    for child in parse.children(token.i, "xcomp", "advcl", "ccomp"):
        if verb_classes().get(child.lower) in ("go_to", "travel", "meet"):
            draft.places = draft.places or context.places(
                grammar.patients(parse, child.i) + context.after(child.i, "to", "in")
            )
    return draft if guests and (draft.hosts or draft.places) else None
