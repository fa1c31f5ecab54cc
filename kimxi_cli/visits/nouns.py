"""Nouns that tell of visits: "Berg's visit to Oslo", "the Berg-Vale summit", "talks between", "an invitation to".

A reader gives a Draft, or None where the words are no visit (several, any, a habit).
"""

from kimxi_cli.model import EntityType, Mention
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar, places, status
from kimxi_cli.visits.draft import CALL, GENERAL_PLACES, LAST_DAY, MEETING, SIDES, VISIT, Context, Draft, Reader, where
from kimxi_cli.visits.time_patterns import NUMBERS
from kimxi_cli.visits.words import listed, noun_classes, ordinals, verb_classes, verbs


def _ordinal(parse: Parse, i: int) -> int | None:
    for word in parse.children(i, "amod", "advmod", "nummod", "compound", "nmod"):
        if word.lower in ordinals():
            return ordinals()[word.lower]
    return None


def _plural(parse: Parse, token: Token) -> tuple[bool, int | None]:
    """Whether the noun speaks of several visits, and of how many where a number says so."""
    if token.tag not in ("NNS", "NNPS") or token.lower == "talks":
        return False, None
    for word in parse.children(token.i, "nummod"):
        number = NUMBERS.get(word.lower) or (int(word.text) if word.text.isascii() and word.text.isdigit() else None)
        return True, number
    return True, None


def _generic(parse: Parse, token: Token) -> bool:
    words = {t.lower for t in parse.children(token.i, "amod", "det", "advmod")}
    return bool(words & {"any", "every", "each", "no"}) or (
        token.tag == "NNS" and token.lower != "talks" and bool(words & listed("status", "adjectives_generic"))
    )


def _any_one(parse: Parse, token: Token) -> bool:
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


def _doer(context: Context, token: Token, depth: int = 0) -> tuple[list[int], bool]:
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
            return _doer(context, verb, depth + 1)
    if token.dep in ("attr", "appos"):
        return [], False
    if token.dep == "conj" and above.is_noun:
        return _doer(context, above, depth + 1)
    return [], False


def _owner(context: Context, token: Token) -> tuple[list[Mention], list[Mention]]:
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


def _named_before(context: Context, token: Token) -> tuple[list[Mention], list[Mention]]:
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


def _noun_draft(context: Context, token: Token, kind: str, rule: str) -> Draft | None:
    parse = context.parse
    if _generic(parse, token) or _any_one(parse, token):
        return None
    plural, count = _plural(parse, token)
    if plural and count is None:
        return None
    told, why = status.noun_status(parse, token.i)
    draft = Draft(token.i, kind, told, why, rule=rule, noun=True, count=count)
    draft.ordinal = _ordinal(parse, token.i)
    return draft


def _visit(context: Context, token: Token) -> Draft | None:
    """ "Berg's visit to Oslo", "a visit by Berg", "his Oslo trip", "on a visit to"."""
    draft = _noun_draft(context, token, VISIT, f"{token.lower}")
    if draft is None:
        return None
    parse = context.parse
    owners, owned = _owner(context, token)
    people, named = _named_before(context, token)
    owners = owners or _promised_by(context, token, draft)
    draft.visitors = (
        owners or context.persons(context.after(token.i, "by", "from")) or context.persons(context.after(token.i, "of"))
    )
    if not draft.visitors and people:
        draft.visitors = people
    if not draft.visitors:
        doers, _ = _doer(context, token)
        draft.visitors = context.persons(doers)
    goals = context.after(token.i, "to", "in", "around", "across", "through", "of")
    goals += [j for c in parse.children(token.i, "relcl") if c.lower in PROMISED for j in context.after(c.i, "to")]
    draft.places = context.places(goals) or [*named, *owned]
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
        if clause.lower in PROMISED:
            draft.status, draft.why = status.PLANNED, f"{clause.lower} {token.lower}"
            return context.persons(grammar.subjects(context.parse, clause.i))
    return []


def _meeting(context: Context, token: Token) -> Draft | None:
    """ "Berg's meeting with Vale", "talks between Berg and Vale", "the Berg-Vale summit", "held talks with"."""
    draft = _noun_draft(context, token, MEETING, token.lower)
    if draft is None:
        return None
    parse = context.parse
    owners, owned = _owner(context, token)
    people, named = _named_before(context, token)
    between = context.persons(context.after(token.i, "between", "of", "among"))
    if not between and token.dep == "nsubj":
        between = context.persons(
            [j for attr in parse.children(token.head, "attr", "acomp") for j in context.after(attr.i, "between")]
        )
    partners = context.persons(context.after(token.i, "with"))
    above = parse.head(token)
    if not partners and token.dep == "dobj" and above.is_verb:
        partners = context.persons(context.after(above.i, "with"))
    if not partners and token.dep == "pobj" and parse.head(above).lower in verbs("verbs", "attend"):
        partners = context.persons(grammar.patients(parse, above.head))
    doers, own = _doer(context, token)
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
        draft.places = where(context, above.i, "in", "at") or draft.places
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
        doers, _ = _doer(context, token)
        draft.visitors = draft.visitors or context.persons(doers)
    return draft if len(draft.party) > 1 else None


USES = listed("words", "uses")


def _invitation(context: Context, token: Token) -> Draft | None:
    """ "the invitation to Berg to visit Oslo", "accepted an invitation to meet Vale", "Vale's invitation"."""
    parse = context.parse
    if _generic(parse, token):
        return None
    draft = Draft(token.i, VISIT, status.INVITED, "an invitation", rule="invitation", noun=True)
    owners, _ = _owner(context, token)
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


def _arrival(context: Context, token: Token) -> Draft | None:
    """ "Berg's arrival in Oslo"."""
    draft = _noun_draft(context, token, VISIT, "arrival")
    if draft is None:
        return None
    draft.visitors = _owner(context, token)[0] or context.persons(context.after(token.i, "of", "by"))
    draft.places = context.places(context.after(token.i, "in", "at"))
    draft.refers, draft.arrival = not draft.places, True
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
    people = _owner(context, token)[0]
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
    "invitation": _invitation,
    "arrival": _arrival,
    "day": _day,
}
