"""Verbs by which news tells of a meeting or a stay without those words: shook hands, dined, called on, talked, spent
two hours with, crossed into, was off to, was there."""

from kimxi_cli.model import EntityType, Mention
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar, places, status
from kimxi_cli.visits.draft import CALL, GENERAL_PLACES, MEETING, VISIT, Context, Draft, where_clause, where_with
from kimxi_cli.visits.time_patterns import HINTS
from kimxi_cli.visits.words import listed

SPOKEN = frozenset({"telephone", "phone", "videoconference"})
BACK = 3
"""Sentences back in which the place that "there" means was named."""


def _draft(context: Context, token: Token, kind: str, rule: str) -> Draft:
    told, why = status.verb_status(context.parse, token.i)
    return Draft(token.i, kind, told, why, rule=rule)


def _partners(context: Context, draft: Draft, heads: list[int]) -> list[Mention]:
    keys = {context.references.key(m) for m in draft.visitors}
    return [m for m in context.persons(heads) if context.references.key(m) not in keys]


def _together(context: Context, token: Token, rule: str) -> Draft | None:
    """Subject and those after "with", at a place: a meeting of at least two."""
    draft = _draft(context, token, MEETING, rule)
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    draft.hosts = _partners(context, draft, context.after(token.i, "with"))
    draft.places = where_with(context, token.i, context.after(token.i, "with"), "in", "at", "on")
    return draft if len(draft.party) > 1 else None


def dine(context: Context, token: Token) -> Draft | None:
    """ "dined with Vale in Oslo"."""
    return _together(context, token, "dined")


def shake(context: Context, token: Token) -> Draft | None:
    """ "shook hands with Vale", "Berg and Vale shook hands"."""
    if not any(t.lower == "hands" for t in context.parse.children(token.i, "dobj")):
        return None
    return _together(context, token, "shook hands")


def talk(context: Context, token: Token) -> Draft | None:
    """ "talked with Vale for an hour in Oslo"; "spoke with Vale by telephone" is a call; without a place, mere talk."""
    parse = context.parse
    if by_telephone(context, token):
        draft = _draft(context, token, CALL, "spoke by telephone")
        draft.visitors = context.persons(grammar.subjects(parse, token.i))
        draft.hosts = _partners(context, draft, context.after(token.i, "with", "to"))
        return draft if len(draft.party) > 1 else None
    if not token.lower.startswith("talk"):
        return None
    found = _together(context, token, "talked")
    return found if found is not None and found.places else None


def by_telephone(context: Context, token: Token) -> bool:
    """Whether the words say that one spoke by telephone ("called Vale by telephone", "spoke over the phone")."""
    heads = context.after(token.i, "by", "on", "over", "via")
    heads += [j for i in grammar.patients(context.parse, token.i) for j in context.after(i, "by", "on", "over", "via")]
    return any(context.parse.tokens[i].lower in SPOKEN for i in heads)


def call_on(context: Context, token: Token) -> Draft | None:
    """ "called on the premier, Anna Berg": a meeting; "called on her to resign" is none."""
    parse = context.parse
    if token.lower not in ("called", "calls", "call", "calling") or parse.children(token.i, "xcomp", "advcl", "ccomp"):
        return None
    preps = [t for t in parse.children(token.i, "prep", "prt") if t.lower == "on" and t.i == token.i + 1]
    heads = [t.i for p in preps for t in parse.children(p.i, "pobj")] or (
        grammar.patients(parse, token.i) if preps else []
    )
    if any(parse.children(i, "acl", "relcl") for i in heads):
        return None
    draft = _draft(context, token, MEETING, "called on")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    draft.hosts = _partners(context, draft, heads)
    draft.places = where_with(context, token.i, heads, "in", "at")
    return draft if draft.visitors and draft.hosts else None


def spend(context: Context, token: Token) -> Draft | None:
    """ "spent two hours with Vale in Oslo", "the two spent the day in Oslo", "spent three days in Oslo"."""
    parse = context.parse
    objects = grammar.patients(parse, token.i) + [t.i for t in parse.children(token.i, "npadvmod")]
    times = [i for i in objects if parse.tokens[i].lower.rstrip("s") in HINTS | {"time"}]
    if not times:
        return None
    draft = _draft(context, token, VISIT, "spent time")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    beside = [token.i, *times]
    partners = [j for i in beside for j in context.after(i, "with")]
    draft.hosts = _partners(context, draft, partners)
    heads = [j for i in [*beside, *partners] for j in context.after(i, "in", "at", "on")]
    draft.places = context.places(heads) or where_clause(context, token.i)
    if len(draft.party) > 1 and draft.places:
        draft.kind = MEETING
    elif len(draft.party) > 1:
        draft.kind, draft.refers = MEETING, not draft.hosts
    return draft if draft.visitors and (draft.places or len(draft.party) > 1) else None


def cross(context: Context, token: Token) -> Draft | None:
    """ "crossed into Norway", "walked into Norway": only into a country, town or its side of a border."""
    parse = context.parse
    if not parse.children(token.i, "prep"):
        return None
    draft = _draft(context, token, VISIT, "travelled: crossed")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    draft.places = context.places(context.after(token.i, "into", "to", "onto"))
    return draft if draft.visitors and draft.places else None


def set_foot(context: Context, token: Token) -> Draft | None:
    """ "set foot in Kenya"."""
    if not any(t.lower in ("foot", "down") for t in context.parse.children(token.i, "dobj", "prt")):
        return None
    draft = _draft(context, token, VISIT, "arrival: set foot")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    draft.places = context.places(context.after(token.i, "in", "on"))
    return draft if draft.visitors and draft.places else None


def send(context: Context, token: Token) -> Draft | None:
    """ "sent Vale to Oslo", "Vale was dispatched to Oslo": who is sent travels."""
    draft = _draft(context, token, VISIT, "travelled: sent")
    draft.visitors = context.persons(grammar.patients(context.parse, token.i))
    draft.places = context.places(context.after(token.i, "to"))
    return draft if draft.visitors and draft.places else None


def expect(context: Context, token: Token) -> Draft | None:
    """ "is expected in Oslo on Friday"."""
    parse = context.parse
    if not grammar.is_passive(parse, token.i) or parse.children(token.i, "xcomp", "ccomp"):
        return None
    draft = Draft(token.i, VISIT, status.PLANNED, "expected there", rule="travelled: expected")
    draft.visitors = context.persons(grammar.patients(parse, token.i))
    draft.places = context.places(context.after(token.i, "in", "at"))
    return draft if draft.visitors and draft.places and not grammar.negated(parse, token.i) else None


def ride(context: Context, token: Token) -> Draft | None:
    """ "took a plane to Oslo", "boarded a train for Riga"."""
    parse = context.parse
    objects = [i for i in grammar.patients(parse, token.i) if parse.tokens[i].lower in VEHICLES | {"flight"}]
    if not objects:
        return None
    draft = _draft(context, token, VISIT, "travelled: by plane or train")
    draft.visitors = context.persons(grammar.subjects(parse, token.i))
    draft.places = context.places([j for i in [token.i, *objects] for j in context.after(i, "to", "for")])
    return draft if draft.visitors and draft.places else None


def reach(context: Context, token: Token) -> Draft | None:
    """ "reached Oslo", "reached the city"."""
    objects = grammar.patients(context.parse, token.i)
    draft = _draft(context, token, VISIT, "arrival: reached")
    draft.visitors = context.persons(grammar.subjects(context.parse, token.i))
    own = [context.references.mention_covering(i) for i in objects]
    draft.places = [m for m in own if m is not None and m.type is not EntityType.PERSON and places.rank(m) > 1]
    if not draft.places:
        if not {context.parse.tokens[i].lower for i in objects} & GENERAL_PLACES:
            return None
        draft.refers = draft.here = True
    return draft if draft.visitors else None


def on_the_way(context: Context, token: Token) -> tuple[list[Mention], str] | None:
    """Goal and status of "was on his way to Oslo" and "is off to Oslo" (under way), "is due in Oslo" (planned)."""
    parse = context.parse
    for prep in parse.children(token.i, "prep"):
        for noun in parse.children(prep.i, "pobj"):
            if noun.lower in ("way", "route") and (goal := context.places(context.after(noun.i, "to"))):
                return goal, "under way"
        if prep.lower == "off" and (goal := context.places(_below(parse, prep.i))):
            return goal, "off to it"
    for due in parse.children(token.i, "acomp"):
        if due.lower == "due" and (goal := context.places(context.after(due.i, "in", "at"))):
            return goal, "due there"
    for off in parse.children(token.i, "advmod", "acomp", "prt"):
        if off.lower == "off" and (
            goal := context.places([*context.after(off.i, "to"), *context.after(token.i, "to")])
        ):
            return goal, "off to it"
    return None


def _below(parse: Parse, i: int) -> list[int]:
    return [t.i for prep in parse.children(i, "prep") if prep.lower == "to" for t in parse.children(prep.i, "pobj")]


def there(context: Context, token: Token) -> list[Mention]:
    """The place that "there" means: the town named last, in this sentence or just before."""
    parse = context.parse
    if not any(t.lower == "there" for t in parse.children(token.i, "advmod", "acomp")):
        return []
    first = max(0, token.sentence - BACK)
    start = parse.sentences[first].start
    before = [
        m
        for m in context.mentions
        if start <= m.start < token.start and m.type is EntityType.PLACE and places.rank(m) == 3
    ]
    return before[-1:]


VEHICLES = listed("words", "vehicles")


def passengers(context: Context, i: int) -> tuple[Mention, ...]:
    """Who travels in the train, motorcade or plane that is the subject: its owner, those with it, else those named
    last."""
    parse = context.parse
    token = parse.tokens[i]
    if token.lower == "it" and token.dep in ("nsubj", "nsubjpass") and 0 <= token.sentence - context.ridden <= 1:
        context.ridden = token.sentence
        return context.riders
    if token.lower not in VEHICLES or token.dep not in ("nsubj", "nsubjpass"):
        return ()
    owner = grammar.possessor(parse, i)
    heads = [owner] if owner is not None else context.after(token.head, "with")
    heads += [j for c in parse.children(i, "acl") if c.lower == "carrying" for j in grammar.patients(parse, c.i)]
    people = tuple(context.persons(heads))
    if people:
        context.riders = people[:1]
    if context.riders:
        context.ridden = token.sentence
    return context.riders
