"""Verbs that tell of visits: one reader for each class of data/visits.toml.

A reader gives a Draft with those who came, those who received and where, as named mentions, or None where the words
are no visit (a building, a habit, another sense of the verb).
"""

from kimxi_cli.model import EntityType, Mention
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import contacts, grammar, invitations, places, status
from kimxi_cli.visits.draft import (
    CALL,
    GENERAL_PLACES,
    MEETING,
    NEAR,
    VISIT,
    Context,
    Draft,
    Reader,
    where,
    where_clause,
    where_with,
)
from kimxi_cli.visits.words import noun_classes, verb_classes


def _verb_draft(context: Context, token: Token, kind: str, rule: str) -> Draft:
    told, why = status.verb_status(context.parse, token.i)
    return Draft(token.i, kind, told, why, rule=rule)


def _go_to(context: Context, token: Token) -> Draft | None:
    """ "visited Oslo", "visited the king"; a building or a troop is no visit of its own."""
    draft = _verb_draft(context, token, VISIT, "visited")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    objects = grammar.patients(context.parse, token.i)
    if not objects:
        draft.places = where(context, token.i, "in", "with", "to")
        draft.refers = not draft.places
        return draft if draft.visitors else None
    draft.hosts = [m for m in context.persons(objects) if m not in draft.visitors]
    draft.places = context.places(objects) or where_clause(context, token.i)
    words = {context.parse.tokens[i].lower for i in objects}
    if not draft.places and not draft.hosts:
        if not words & GENERAL_PLACES:
            return None
        draft.refers = True
    elif draft.places and not draft.hosts and not _is_goal(context, objects):
        return None
    return draft


def _is_goal(context: Context, objects: list[int]) -> bool:
    """Whether a visited thing is a town or country, not a building or people there ("the factory in Oslo")."""
    for i in objects:
        mention = context.references.mention_covering(i)
        if mention is not None and places.rank(mention):
            return True
        if mention is None and context.parse.tokens[i].lower in GENERAL_PLACES | {
            "port",
            "town",
            "province",
            "resort",
            "village",
            "area",
            "zone",
        }:
            return True
    return False


def _travel(context: Context, token: Token) -> Draft | None:
    """ "flew to Oslo", "arrived in Oslo": somebody goes somewhere."""
    parse = context.parse
    if any(t.lower in ("back", "home") for t in parse.children(token.i, "advmod", "prt")):
        return _return(context, token)
    if token.lower in ("came", "come", "comes", "coming") and not any(
        t.lower == "to" for t in parse.children(token.i, "prep")
    ):
        return None
    if token.lower.startswith(
        ("go", "came", "come", "stop", "head", "went", "proceed", "rush", "touch")
    ) and parse.children(token.i, "dobj"):
        return None
    draft = _verb_draft(context, token, VISIT, "travelled")
    if token.lower in ("headed", "bound") and status_is_copular(parse, token):
        draft.status, draft.why = status.ONGOING, "was headed: under way"
    draft.visitors = context.persons(grammar.subjects(parse, token.i) or grammar.surface_subjects(parse, token.i))
    words = (
        ("in", "at", "to", "for")
        if token.lower.startswith(("arriv", "land", "touch", "stop", "descend"))
        else ("to", "for", "into")
    )
    if token.lower.startswith(("descend", "touch", "land")):
        words = (*words, "on")
    draft.places = where(context, token.i, *words)
    draft.places += [m for m in _behind_times(context, token.i) if draft.places and m not in draft.places]
    if not draft.places and any(
        t.lower in ("north", "south", "abroad", "here") for t in parse.children(token.i, "advmod")
    ):
        draft.refers = True
    if not draft.places:
        if not draft.visitors or (
            not any(c.lower in words for c in parse.children(token.i, "prep"))
            and not token.lower.startswith(("arriv", "land"))
        ):
            return None
        draft.refers = True
    hosts = context.persons(context.after(token.i, "to")) if not draft.places else []
    if hosts and token.lower in ("came", "come", "comes", "coming"):
        keys = {context.references.key(m) for m in draft.visitors}
        draft.hosts = [m for m in hosts if context.references.key(m) not in keys]
        draft.refers = not draft.hosts
        return draft if draft.visitors else None
    if not _placed_by_goal(context, token.i, words):
        return None
    return draft if draft.visitors else None


def _behind_times(context: Context, i: int) -> list[Mention]:
    """Places coordinated behind a time: "to Oslo in March and Bergen in May"."""
    parse = context.parse
    heads = [
        c.i
        for prep in parse.children(i, "prep")
        for time in parse.children(prep.i, "pobj")
        for c in parse.children(time.i, "conj")
        if context.references.mention_covering(time.i) is None
    ]
    return context.places(heads)


def _placed_by_goal(context: Context, i: int, words: tuple[str, ...]) -> bool:
    """Whether the goal is a place or event, not an abstract end ("went to war", "came to an agreement")."""
    heads = context.after(i, *words)
    if not heads:
        return True
    for j in heads:
        token = context.parse.tokens[j]
        mention = context.references.mention_covering(j)
        if mention is not None and mention.type is not EntityType.PERSON and places.rank(mention):
            return True
        if token.lower in GENERAL_PLACES | noun_classes().keys() | {
            "port",
            "town",
            "province",
            "resort",
            "village",
            "border",
            "conference",
            "forum",
            "airport",
            "visits",
        }:
            return True
    return False


def status_is_copular(parse: Parse, token: Token) -> bool:
    return any(t.lower in grammar.BE for t in grammar.auxiliaries(parse, token.i))


def _leave(context: Context, token: Token) -> Draft | None:
    """ "left for Oslo" goes there; "left Oslo" only tells when a visit ended."""
    draft = _verb_draft(context, token, VISIT, "left")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    goals = context.places(context.after(token.i, "for") + _to_visit(context, token))
    left = context.places(grammar.patients(context.parse, token.i) + context.after(token.i, "from"))
    if goals and draft.visitors:
        draft.places = goals
        if left:
            draft.also = Draft(
                token.i,
                VISIT,
                draft.status,
                draft.why,
                visitors=draft.visitors,
                places=left,
                refers=True,
                rule="ended",
                triggers=[token.i],
            )
        return draft
    draft.places = left
    draft.refers, draft.rule = True, "ended"
    return draft if draft.visitors and draft.places and draft.status in (status.TOOK_PLACE, status.PLANNED) else None


def _to_visit(context: Context, token: Token) -> list[int]:
    """Where whoever leaves goes: "left Oslo to visit Riga", "left on a visit to Riga"."""
    parse = context.parse
    out = [
        j
        for c in parse.children(token.i, "advcl", "xcomp")
        if c.tag == "VB" and verb_classes().get(c.lower) in ("go_to", "attend", "meet")
        for j in [*grammar.patients(parse, c.i), *context.after(c.i, "in")]
    ]
    visits = [i for i in context.after(token.i, "on", "for") if noun_classes().get(parse.tokens[i].lower) == "visit"]
    return out + [j for i in visits for j in context.after(i, "to", "of", "in")]


def _see(context: Context, token: Token) -> Draft | None:
    """ "saw each other in Oslo", "whom he last saw in Oslo"."""
    parse = context.parse
    objects = grammar.patients(parse, token.i)
    each_other = [t.lower for t in parse.tokens[token.i + 1 : token.i + 3]] in (["each", "other"], ["one", "another"])
    again = any(t.lower in ("last", "first", "again") for t in parse.children(token.i, "advmod"))
    draft = _verb_draft(context, token, MEETING, "met" if each_other or again else "saw")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    keys = {context.references.key(m) for m in draft.visitors}
    draft.hosts = [m for m in context.persons(objects) if context.references.key(m) not in keys]
    draft.places = where(context, token.i, "in", "at")
    if draft.rule == "saw" and (not draft.visitors or not draft.hosts or parse.children(token.i, "xcomp", "ccomp")):
        return None
    return draft if len(draft.party) > 1 else None


def _return(context: Context, token: Token) -> Draft | None:
    """ "returned home": tells when the visit spoken of before ended; "returned to Oslo for more talks": one more."""
    goal = context.places(context.after(token.i, "to"))
    if goal and any(
        noun_classes().get(context.parse.tokens[j].lower) == "meeting" for j in context.after(token.i, "for")
    ):
        draft = _verb_draft(context, token, VISIT, "travelled: returned")
        draft.visitors, draft.places = context.persons(grammar.subjects(context.parse, token.i)), goal
        return draft if draft.visitors else None
    draft = _verb_draft(context, token, VISIT, "ended")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    draft.places = context.places(context.after(token.i, "from"))
    draft.refers = not draft.places  # whoever is back from Oslo was there
    return draft if draft.visitors else None


def _stay(context: Context, token: Token) -> Draft | None:
    """ "stayed in Oslo"."""
    draft = _verb_draft(context, token, VISIT, "stayed")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    draft.places = where(context, token.i, "in", "at")
    draft.refers = not draft.places
    return draft if draft.visitors else None


def _be(context: Context, token: Token) -> Draft | None:
    """ "Berg is in Oslo for talks": a visit that goes on."""
    parse = context.parse
    preps = [t for t in parse.children(token.i, "prep") if t.lower == "in"]
    if any(t.lower == "home" for t in parse.children(token.i, "advmod", "acomp", "attr")) and not preps:
        return _return(context, token)
    if (goal := contacts.on_the_way(context, token)) is not None:
        draft = _verb_draft(context, token, VISIT, "travelled")
        draft.visitors = context.persons(grammar.subjects(parse, token.i))
        draft.places = goal[0]
        if draft.status == status.TOOK_PLACE:
            draft.status, draft.why = status.ONGOING if goal[1] == "under way" else status.PLANNED, goal[1]
        return draft if draft.visitors else None
    if found := contacts.there(context, token):
        draft = _verb_draft(context, token, VISIT, "is in")
        draft.visitors = context.persons(grammar.subjects(parse, token.i))
        draft.places = found
        partners = [j for i in context.after(token.i, "for") for j in context.after(i, "with")]
        draft.hosts = [m for m in context.persons(partners) if m not in draft.visitors]
        return draft if draft.visitors else None
    if not preps or parse.children(token.i, "attr", "acomp"):
        return None
    heads = [t.i for p in preps for t in parse.children(p.i, "pobj")]
    if not any((m := context.references.mention_covering(i)) is not None and places.rank(m) > 1 for i in heads):
        return None
    draft = _verb_draft(context, token, VISIT, "is in")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    draft.places = context.places(heads)
    if token.tag in ("VBZ", "VBP") and draft.status == status.TOOK_PLACE:
        draft.status, draft.why = status.ONGOING, "is there"
    return draft if draft.visitors else None


def _attend(context: Context, token: Token) -> Draft | None:
    """ "attended the summit in Oslo": whoever attends went there."""
    draft = _verb_draft(context, token, VISIT, "attended")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    objects = grammar.patients(context.parse, token.i)
    if not objects or not draft.visitors:
        return None
    draft.hosts = [m for m in context.persons(objects) if m not in draft.visitors]
    named = [t.i for j in objects for t in context.parse.children(j, "compound", "poss")]
    draft.places = context.places([g for j in objects for g in context.after(j, "in", "at")])
    draft.places = draft.places or where(context, token.i, "in", "at") or context.places(named)
    draft.noun = True
    return draft if draft.places else None


def _meet(context: Context, token: Token) -> Draft | None:
    """ "met X", "met with X", "the two leaders met"."""
    parse = context.parse
    if token.lower.startswith(("sit", "sat", "huddle")) and not context.after(token.i, "with"):
        return None
    draft = _verb_draft(context, token, MEETING, "met")
    subject = grammar.subjects(parse, token.i)
    objects = [] if grammar.is_passive(parse, token.i) else grammar.patients(parse, token.i)
    partners = context.persons(objects + context.after(token.i, "with"))
    met_before = {context.references.key(m) for m in _of_his_meeting(context, token)}
    draft.visitors = [m for m in context.persons(subject) if context.references.key(m) not in met_before]
    keys = {context.references.key(m) for m in draft.visitors}
    draft.hosts = [m for m in partners if context.references.key(m) not in keys]
    draft.places = where_with(context, token.i, [*objects, *context.after(token.i, "with")], *NEAR)
    if (
        objects
        and not partners
        and not any(parse.tokens[i].tag in ("NNS", "PRP") or _official(parse, i) for i in objects)
    ):
        return None
    if not draft.party or (not draft.hosts and len(draft.visitors) < 2 and not draft.places):
        return None
    return draft


def _of_his_meeting(context: Context, token: Token) -> list[Mention]:
    """Whom the subject of a verb has met: "after his meeting with Vale, the president will meet Park"."""
    parse = context.parse
    verbs = [token, parse.head(token)] if token.dep == "xcomp" else [token]
    nouns = [j for v in verbs for j in context.after(v.i, "after", "before", "following") if parse.children(j, "poss")]
    return context.persons([i for j in nouns for i in context.after(j, "with")])


def _official(parse: Parse, i: int) -> bool:
    return parse.tokens[i].lower in (
        "counterpart",
        "president",
        "leader",
        "minister",
        "premier",
        "chancellor",
        "king",
        "officials",
        "leaders",
        "ministers",
        "delegation",
    )


def _host(context: Context, token: Token) -> Draft | None:
    """ "hosted X", "received X in Oslo", "was received by"."""
    parse = context.parse
    draft = _verb_draft(context, token, MEETING, "hosted")
    draft.hosts = context.persons(grammar.subjects(parse, token.i))
    guests = grammar.patients(parse, token.i)
    if any(parse.tokens[i].lower in noun_classes() for i in guests):
        return None
    draft.visitors = [m for m in context.persons(guests) if m not in draft.hosts]
    agents = grammar.subjects(parse, token.i) if grammar.is_passive(parse, token.i) else []
    draft.places = where_with(context, token.i, [*guests, *agents], "in", "at", "to")
    if not draft.visitors or not (draft.hosts or draft.places):
        return None
    return draft


def _greet(context: Context, token: Token) -> Draft | None:
    """ "greeted X in Oslo"; without a place at most a part of a visit that other words tell of."""
    draft = _host(context, token)
    if draft is not None:
        draft.refers, draft.rule = not draft.places, "greeted"
    return draft


def _phone(context: Context, token: Token) -> Draft | None:
    """ "telephoned X", "called X by telephone"; "called on X" is a meeting."""
    if not token.lower.startswith(("phon", "telephon")) and not contacts.by_telephone(context, token):
        return contacts.call_on(context, token)
    draft = _verb_draft(context, token, CALL, "telephoned")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    draft.hosts = [m for m in context.persons(grammar.patients(context.parse, token.i)) if m not in draft.visitors]
    return draft if draft.visitors and draft.hosts else None


VERB_READERS: dict[str, Reader] = {
    "go_to": _go_to,
    "travel": _travel,
    "leave": _leave,
    "see": _see,
    "return": _return,
    "stay": _stay,
    "be": _be,
    "attend": _attend,
    "meet": _meet,
    "host": _host,
    "greet": _greet,
    "invite": invitations.invited,
    "call": _phone,
    "dine": contacts.dine,
    "shake": contacts.shake,
    "talk": contacts.talk,
    "spend": contacts.spend,
    "cross": contacts.cross,
    "reach": contacts.reach,
    "foot": contacts.set_foot,
    "ride": contacts.ride,
    "send": contacts.send,
    "expect": contacts.expect,
}
