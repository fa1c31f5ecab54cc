"""What the text says of a visit: that it took place, goes on, is planned, invited, called off, denied or only wished
for.

`verb_status` and `noun_status` each run a short list of rules, in order; the first that has something to say decides.
"""

from kimxi_cli import lexicon
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar
from kimxi_cli.visits.time_patterns import HINTS
from kimxi_cli.visits.words import listed, verbs

TOOK_PLACE, ONGOING, PLANNED, INVITED = "took_place", "ongoing", "planned", "invited"
CANCELLED, DENIED, RUMOURED = "cancelled", "denied", "rumoured"
WISHED = "wished"
"""A visit that somebody wants, offers or thinks possible: it can point to one that is planned but makes none."""
ONCE = "was at first"
"""Reason of what was planned when it was told of, perhaps otherwise later."""
NONE = "none"
"""Negated, habitual or hypothetical: no visit at all."""

GOVERNING = ("planned", "cancelled", "invited", "wish", "denied", "rumoured")
_STATUS_OF = {
    "planned": PLANNED,
    "cancelled": CANCELLED,
    "invited": INVITED,
    "wish": WISHED,
    "denied": DENIED,
    "rumoured": RUMOURED,
}
CONDITIONAL = frozenset({"if", "unless", "whether", "should"})
TIME_CLAUSE = frozenset({"when", "before", "after", "until", "once"})
PLANS = frozenset("plan plans preparations preparation date venue schedule arrangements".split())
PROSPECTS = frozenset(
    "possibility prospect chance chances hopes hope idea offer proposal speculation rumours rumors talk way".split()
)
WISHES = frozenset(
    "offer desire wish willingness proposal request call hope chance opportunity intention readiness".split()
)
STRIVING = frozenset(
    "call called calling calls forward hopes hoping looking prepare prepares preparing pressing pushing".split()
)
"""Nouns and verbs that tell of a visit as planned, or as only hoped for."""
HABITUAL = listed("words", "habitual")
HEARSAY = listed("words", "hearsay")


def governor_class(token: Token) -> str | None:
    """Which list of data/visits.toml [status] a verb or adjective stands in."""
    return next((name for name in GOVERNING if token.lower in verbs("status", name)), None)


def _lowers(tokens: list[Token]) -> set[str]:
    return {t.lower for t in tokens}


def called_off(parse: Parse, i: int) -> bool:
    """Whether the verb is  "called off", "put off"."""
    return parse.tokens[i].lower in ("called", "put", "call", "calls", "puts") and "off" in _lowers(
        parse.children(i, "prt", "advmod")
    )


def conditional(parse: Parse, i: int) -> bool:
    """Whether the clause of verb i hangs on an "if"."""
    for token in [parse.tokens[i], *parse.ancestors(i)]:
        if token.is_verb and _lowers(parse.children(token.i, "mark", "advmod")) & CONDITIONAL:
            return True
        if token.dep in ("relcl", "ROOT"):
            return False
    return False


def verb_status(parse: Parse, i: int, depth: int = 0) -> tuple[str, str]:
    """Status of what the verb i says, and the reason."""
    token = parse.tokens[i]
    helpers = _lowers(grammar.auxiliaries(parse, i))
    if depth > 6:
        return TOOK_PLACE, "no verb above decides"
    if grammar.negated(parse, i):
        if "until" in _lowers(parse.children(i, "prep", "mark")) and helpers & grammar.FUTURE:
            return PLANNED, f"not {token.lower} until then"
        return NONE, f"{token.lower} is negated"
    if depth == 0 and conditional(parse, i):
        return NONE, "hangs on a condition"
    if (_lowers(parse.children(i, "advmod")) & HABITUAL and token.tag not in ("VBD", "VBN")) or _every(parse, i):
        return NONE, "habit, not one event"
    if called_off(parse, i):
        return CANCELLED, "called off"
    if _lowers(parse.children(i, "advmod")) & HEARSAY:
        return RUMOURED, "on hearsay"
    above = parse.head(token)
    if token.dep == "ccomp" and above.lower in verbs("status", "denied") and not grammar.negated(parse, above.i):
        return DENIED, f"{above.lower} that it did"
    if helpers & grammar.MAYBE:
        if "have" in helpers:
            return RUMOURED, "may have taken place"
        return WISHED, "only possible"
    if helpers & grammar.FUTURE:
        if (
            above.is_verb
            and token.dep == "ccomp"
            and above.lower.startswith(("hope", "want", "wish"))
            and parse.children(i, "nsubj")
        ):
            return INVITED, f"{above.lower} somebody would {token.lower}"
        if "would" in helpers and "have" not in helpers and above.lower in verbs("status", "planned"):
            return PLANNED, f"{above.lower} that somebody would {token.lower}"
        if "would" in helpers and "have" not in helpers and token.dep == "ROOT" and _has_day(parse, i):
            return PLANNED, "would, on a stated day"
        if "would" in helpers and not _reported(parse, i):
            return (WISHED, "only imagined") if "have" not in helpers else (NONE, "did not come about")
        return (RUMOURED, "only heard of") if _only_heard(parse, i) else (PLANNED, "future tense")
    if token.tag == "VBG" and not helpers and parse.head(token).lower in HAS and parse.children(i, "nsubj"):
        return PLANNED, "something has them coming"
    if (
        "to" in helpers
        or token.dep in ("xcomp", "pcomp")
        or (token.tag in ("VB", "VBG") and token.dep in ("advcl", "conj", "acl", "ccomp"))
    ):
        return _governed(parse, i, depth)
    if token.tag == "VBG" or "being" in helpers:
        if helpers & grammar.BE and not helpers & {"been"}:
            if token.lower in grammar.GOING and token.lower in (
                "heading",
                "going",
                "flying",
                "travelling",
                "traveling",
            ):
                return ONGOING, "under way"
            return (
                (ONGOING, "progressive") if not _future_time(parse, i) else (PLANNED, "progressive with a coming time")
            )
    if token.dep == "conj" and token.tag in ("VB", "VBN", "VBG") and not helpers:
        return verb_status(parse, token.head, depth + 1) if parse.head(token).is_verb else (TOOK_PLACE, "past")
    if token.tag in ("VBZ", "VBP") and not helpers:
        if token.dep == "advcl" and _lowers(parse.children(i, "advmod", "mark")) & TIME_CLAUSE:
            if parse.head(token).is_verb and grammar.verb_tense(parse, token.head) == "future":
                return PLANNED, "when something comes that is still to come"
        if _future_time(parse, i):
            return PLANNED, "present tense with a coming time"
        return TOOK_PLACE, "news present"
    if token.tag == "VBN" and token.dep in ("acl", "amod") and depth == 0:
        return TOOK_PLACE, "participle"
    return TOOK_PLACE, "past tense"


def _every(parse: Parse, i: int) -> bool:
    """ "visits Oslo every year", "flies there twice a week"."""
    times = parse.children(i, "npadvmod", "dobj")
    return any(
        _lowers(parse.children(t.i, "det")) & {"every", "each"}
        or (t.dep == "npadvmod" and _lowers(parse.children(t.i, "advmod", "predet", "quantmod")) & {"once", "twice"})
        for t in times
        if t.lower in HINTS
    )


HAS = frozenset({"has", "have", "had"})
HEARD = frozenset({"reports", "speculation", "rumours", "rumors", "rumour", "rumor"})


def _has_day(parse: Parse, i: int) -> bool:
    """Whether a date with its month hangs on the verb."""
    below = [j for prep in parse.children(i, "prep") if prep.lower == "on" for j in parse.subtree(prep.i)]
    return any(parse.tokens[j].text in MONTH_NAMES for j in below)


MONTH_NAMES = frozenset(lexicon.table("times")["months"])


def _only_heard(parse: Parse, i: int) -> bool:
    """ "there have been reports that Berg will visit": heard of, not announced."""
    token = parse.tokens[i]
    return token.dep in ("acl", "ccomp", "relcl") and parse.head(token).lower in HEARD


def _future_time(parse: Parse, i: int) -> bool:
    return bool(_lowers(parse.children(i, "npadvmod", "advmod")) & {"tomorrow", "next", "soon", "later"}) or any(
        t.lower in ("next", "tomorrow")
        for child in parse.children(i, "npadvmod", "prep")
        for t in [child, *parse.children(child.i)]
    )


def _reported(parse: Parse, i: int) -> bool:
    """Whether the clause is what somebody said ("he said he would meet her")."""
    token = parse.tokens[i]
    above = parse.head(token)
    return token.dep in ("ccomp", "conj", "relcl") and (
        above.lower in verbs("speech", "verbs") or any(a.lower in verbs("speech", "verbs") for a in parse.ancestors(i))
    )


def _governed(parse: Parse, i: int, depth: int) -> tuple[str, str]:
    """An infinitive or gerund has the status that the words above it give."""
    token = parse.tokens[i]
    above = parse.head(token)
    if token.dep == "ROOT":
        return (
            (PLANNED, "headline infinitive")
            if "to" in _lowers(grammar.auxiliaries(parse, i))
            else (TOOK_PLACE, "headline participle")
        )
    if above.lower == "to" and "forward" in _lowers(parse.children(above.head, "advmod", "prt")):
        return PLANNED, "looked forward to"
    if any(t.lower in ("invitation", "invite") for t in parse.children(above.i, "dobj", "nsubjpass")):
        return INVITED, "an invitation to come"
    if token.dep == "pcomp" or above.dep == "prep" or above.tag == "IN":
        if above.lower in ("without", "instead", "rather"):
            return NONE, f"{above.lower}"
        verb = grammar.verb_above(parse, above.i)
        if above.lower in ("of", "about", "for") and verb is not None and governor_class(parse.head(above)) == "wish":
            return WISHED, "wished for"
        if (
            above.lower in ("of", "about")
            and above.dep == "prep"
            and parse.head(above).lower in ("chance", "possibility", "prospect", "idea", "hope", "hopes")
        ):
            return WISHED, "only a prospect"
        return (
            verb_status(parse, verb.i, depth + 1) if verb is not None and verb.i != i else (TOOK_PLACE, "no verb above")
        )
    name = governor_class(above) if not above.is_noun else None
    if name == "wish" and called_off(parse, above.i):
        return TOOK_PLACE, "beside what was called off"
    if name == "wish" and parse.children(i, "nsubj") and above.is_verb:
        return INVITED, f"{above.lower} somebody to {token.lower}"
    if name is not None:
        if grammar.negated(parse, above.i):
            return NONE, f"not {above.lower}"
        if name == "wish" and token.dep in ("advcl",):
            return verb_status(parse, above.i, depth + 1)
        status = _STATUS_OF[name]
        if name == "planned" and above.lower.startswith(("confirm", "announc")):
            return verb_status(parse, above.i, depth + 1)
        if name == "planned" and _lowers(grammar.auxiliaries(parse, above.i)) & {"was", "were", "had"}:
            return status, f"{ONCE} {above.lower} to {token.lower}"
        return status, f"{above.lower} {token.lower}"
    if above.is_noun and token.dep in ("acl", "relcl"):
        noun = above.lower
        if noun in ("invitation", "invite"):
            return INVITED, "an invitation to come"
        if noun in ("plan", "plans", "agreement", "decision", "schedule", "deal"):
            if governor_class(parse.head(above)) == "cancelled":
                return CANCELLED, f"{parse.head(above).lower} {noun}"
            if any(t.lower in grammar.NEGATIVE for t in parse.children(above.i, "det")):
                return DENIED, f"no {noun}"
            return PLANNED, f"{noun} to {token.lower}"
        if noun in WISHES:
            return WISHED, f"{noun} to {token.lower}"
        if any(t.lower in ordinals_or_last() for t in parse.children(above.i, "amod")):
            return TOOK_PLACE, "the first to do so"
        verb = grammar.verb_above(parse, above.i)
        return verb_status(parse, verb.i, depth + 1) if verb is not None else (TOOK_PLACE, "no verb above")
    if above.is_verb:
        if above.lower in grammar.BE:
            return (
                (PLANNED, "is to")
                if token.dep == "xcomp" and not parse.children(above.i, "attr", "acomp")
                else verb_status(parse, above.i, depth + 1)
            )
        return verb_status(parse, above.i, depth + 1)
    verb = grammar.verb_above(parse, above.i)
    return verb_status(parse, verb.i, depth + 1) if verb is not None and verb.i != i else (TOOK_PLACE, "no verb above")


def ordinals_or_last() -> frozenset[str]:
    return frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "next"})


def _told_of(parse: Parse, noun: Token) -> list[Token]:
    """Participles that say what became of a noun: "a visit delayed by a day", "the visit was deferred"."""
    beside = parse.children(noun.head, "acomp") if noun.dep == "nsubj" else []
    return parse.children(noun.i, "acl") + [t for t in beside if t.tag == "VBN"]


def _delayed(parse: Parse, verb: Token) -> bool:
    """ "delayed by a day": still to come, only later."""
    by = [t for p in parse.children(verb.i, "prep", "agent") if p.lower == "by" for t in parse.children(p.i, "pobj")]
    return verb.lower in DELAYS and any(t.lower in HINTS for t in by)


DELAYS = frozenset({"delay", "delays", "delayed"})


def noun_status(parse: Parse, i: int) -> tuple[str, str]:
    """Status of the visit that the noun i names: called off, then by its adjectives, by what is done with it, by the
    tense."""
    token = parse.tokens[i]
    for word in [parse.head(token)] * (token.dep in ("dobj", "nsubjpass")) + _told_of(parse, token):
        if _delayed(parse, word):
            return PLANNED, f"{word.lower} {token.lower}"
        if called_off(parse, word.i) or governor_class(word) == "cancelled":
            return CANCELLED, f"{word.lower} {token.lower}"
        if word.dep == "acl" and word.tag == "VBN" and word.lower in grammar.FIXED:
            return PLANNED, f"{word.lower} {token.lower}"
    for word in parse.children(i, "amod", "det", "advmod", "nmod", "compound", "acl"):
        if word.lower in listed("status", "adjectives_planned"):
            return PLANNED, f"{word.lower} {token.lower}"
        if word.lower in listed("status", "adjectives_cancelled"):
            return CANCELLED, f"{word.lower} {token.lower}"
        if word.lower in listed("status", "adjectives_rumoured"):
            return RUMOURED if word.lower.startswith("rumo") else WISHED, f"{word.lower} {token.lower}"
        if word.lower in ("no", "any"):
            return NONE, f"{word.lower} {token.lower}"
    above = parse.head(token)
    if token.dep == "pobj":
        holder = parse.head(above)
        if above.lower == "ahead" or (above.lower == "of" and holder.lower in ("ahead", "advance")):
            return PLANNED, "still ahead"
        if above.lower in ("of", "for", "about", "on") and holder.is_noun:
            if holder.lower in PLANS:
                return PLANNED, f"{holder.lower} {above.lower} it"
            if holder.lower in PROSPECTS:
                return WISHED, f"{holder.lower} {above.lower} it"
            if holder.lower in ("cancellation", "postponement"):
                return CANCELLED, f"{holder.lower} of it"
        if above.lower == "for" and holder.lower in ("set", "fixed") and holder.is_verb:
            return PLANNED, f"a date {holder.lower} for it"
        if above.lower in ("for", "to") and holder.is_verb and holder.lower in STRIVING:
            return PLANNED if holder.lower.startswith("prepar") else WISHED, f"{holder.lower} {above.lower} it"
    verb = grammar.verb_above(parse, i)
    if verb is None:
        return TOOK_PLACE, "no verb"
    if told := grammar.told_by(parse, i)[1:]:
        return verb_status(parse, told[-1].i)
    if any(
        t.lower in ("plans", "plan", "preparations", "arrangements")
        for t in parse.children(verb.i, "nsubjpass", "nsubj", "dobj")
    ):
        return PLANNED, "plans for it"
    if verb.lower in BEGINS and token.head == verb.i:
        return verb_status(parse, verb.i)[0], "begins"
    if token.dep in ("dobj", "nsubjpass", "conj", "dep") or (token.dep == "nsubj" and parse.head(token).lower in FALLS):
        if called_off(parse, verb.i):
            return CANCELLED, "called off"
        name = governor_class(verb)
        if name == "planned" and token.dep == "nsubjpass" and parse.children(verb.i, "xcomp"):
            name = None  # "the visit was intended to reassure": what it was for
        if name is not None and not (name == "planned" and verb.lower.startswith(("confirm", "announc", "accept"))):
            if grammar.negated(parse, verb.i):
                return NONE, f"not {verb.lower}"
            return _STATUS_OF[name], f"{verb.lower} {token.lower}"
    status, why = verb_status(parse, verb.i)
    if token.dep == "pobj" and above.lower == "on" and verb.lower in ("is", "are", "'s", "’s") and status == TOOK_PLACE:
        return ONGOING, f"is on a {token.lower}"
    if token.dep == "pobj" and above.lower in ("after", "following", "since") and status in (PLANNED, WISHED, NONE):
        return (TOOK_PLACE, f"{above.lower} it") if status == NONE else (status, why)
    if status == WISHED and why == "only imagined" and token.dep == "nsubj":
        return status, why
    if status in (WISHED, NONE) and not _makes_it(parse, token, verb):
        return TOOK_PLACE, "spoken of"
    return status, why


def _makes_it(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether the verb tells of the making of the visit, so that its "might" or "not" is that of the visit."""
    if token.head == verb.i and token.dep in ("dobj", "nsubjpass"):
        return verb.lower in verbs("light", "does")
    if token.head == verb.i and token.dep in ("nsubj", "attr"):
        return verb.lower in grammar.BE | {"take", "happen", "occur", "come", "go"} and not parse.children(
            token.i, "poss"
        )
    return token.dep == "pobj" and verb.lower in verbs("verbs", "travel") | verbs("light", "does")


BEGINS = frozenset({"begin", "begins", "began", "begun", "beginning", "start", "starts", "started", "starting"})
FALLS = frozenset({"cancelled", "canceled", "collapsed", "failed"})
