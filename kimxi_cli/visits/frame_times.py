"""Which event of a sentence a time belongs to: the visit, its end, or the telling of it."""

from kimxi_cli.model import TimeExpression
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar
from kimxi_cli.visits.draft import LAST_DAY, VISIT, Draft
from kimxi_cli.visits.words import listed, verbs

NOT_ITS_TIME = frozenset({"since", "after", "before", "until", "till", "by", "ahead", "following"})
"""Prepositions after which a time is not that of the event ("his third visit since March")."""

Owned = tuple[list[TimeExpression], list[TimeExpression], list[TimeExpression]]


def assign_times(parse: Parse, groups: list[list[Draft]], times: list[TimeExpression]) -> list[Owned]:
    """For each event its times, the times of its end, and the times at which it was told."""
    owned: list[Owned] = [([], [], []) for _ in groups]
    for time in times:
        inside = parse.tokens_between(time.start, time.end)
        if not len(inside):
            continue
        if time.kind == "duration" and inside[0] and parse.tokens[inside[0] - 1].lower == "by":
            continue  # "delayed by a day": how much later
        head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
        group, role = _owner_of_time(parse, groups, head, time, inside[0])
        if role == "told" or group is None:
            inside_it = _right_after(parse, groups, time, inside[0])
            group, role = (inside_it, "own") if inside_it is not None else (group, role)
        if group is not None:
            if time.kind == "duration" and role == "end":
                role = "own"
            if role == "end" and (meeting := _held_there(parse, groups, group)) is not None:
                group, role = meeting, "own"
            owned[group][("own", "end", "told").index(role)].append(time)
            if role == "own":
                for k in _left_then(parse, groups, group):
                    owned[k][1].append(time)
    return [(_latest_set(parse, own), ends, told) for own, ends, told in owned]


def _latest_set(parse: Parse, own: list[TimeExpression]) -> list[TimeExpression]:
    """ "was scheduled to land on May 3, will now visit on May 5": only the day that is set now."""
    if len(own) < 2:
        return own
    tellers = [(t, grammar.verb_above(parse, token.i)) for t in own if (token := parse.token_at(t.start)) is not None]
    once = [t for t, verb in tellers if verb is not None and _was_set(parse, verb)]
    but = [verb for t, verb in tellers if verb is not None and t not in once and _other_now(parse, verb)]
    return [t for t in own if t not in once] if but else own


def _was_set(parse: Parse, verb: Token) -> bool:
    """ "was scheduled for Monday", "had been due to land on Monday"."""
    for fixed in (verb, parse.head(verb)) if verb.dep == "xcomp" else (verb,):
        if fixed.lower in grammar.FIXED:
            beside = parse.head(fixed) if fixed.dep == "acomp" else fixed
            return any(t.lower in ("was", "were", "had") for t in [beside, *grammar.auxiliaries(parse, beside.i)])
    return False


def _other_now(parse: Parse, verb: Token) -> bool:
    """ "will now visit", "but will arrive"."""
    if any(t.lower in ("now", "instead") for t in parse.children(verb.i, "advmod")):
        return True
    will = {t.lower for t in grammar.auxiliaries(parse, verb.i)} & grammar.FUTURE
    before = parse.tokens[parse.sentence_of(verb.i).first : verb.i]
    return bool(will) and any(t.lower == "but" for t in before)


def _held_there(parse: Parse, groups: list[list[Draft]], group: int) -> int | None:
    """The meeting at which a tour ends: "will wrap up her tour on Friday at a summit in Oslo"."""
    over = {parse.head(parse.tokens[d.trigger]).i for d in groups[group] if d.noun}
    for k, other in enumerate(groups):
        for d in other if k != group else ():
            above = parse.head(parse.tokens[d.trigger])
            if d.noun and d.places and above.lower == "at" and above.head in over:
                return k
    return None


def _left_then(parse: Parse, groups: list[list[Draft]], group: int) -> list[int]:
    """The visits that end where this one begins: "left Oslo for Riga on Friday", "during his visit …, before leaving
    for Riga on Friday"."""
    triggers = {d.trigger for d in groups[group] if d.rule == "left"}
    if not triggers:
        return []
    return [
        k
        for k, other in enumerate(groups)
        if k != group
        and any(
            d.trigger in triggers if d.rule == "ended" else d.noun and d.kind == "visit" and d.trigger < min(triggers)
            for d in other
        )
    ]


def _on_last_day(parse: Parse, group: list[Draft]) -> bool:
    """Whether the last day of a visit is told: "on his last day in Oslo", "on the final day of a visit"."""
    for draft in group:
        above = parse.head(parse.tokens[draft.trigger])
        day = parse.head(above)
        if draft.rule == LAST_DAY:
            return True
        if draft.kind == VISIT and above.lower == "of" and day.lower in ("day", "leg", "end"):
            return day.lower == "end" or any(t.lower in ("last", "final") for t in parse.children(day.i, "amod"))
    return False


def _set_for(parse: Parse, clause: Token) -> bool:
    """ "a visit that was planned for Thursday"."""
    return clause.lower in verbs("status", "planned") and clause.tag == "VBN"


OWN_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis"})
"""A time inside such a clause is that of its verb, not of what stands above."""


def _owner_of_time(
    parse: Parse, groups: list[list[Draft]], head: int, time: TimeExpression, first: int
) -> tuple[int | None, str]:
    """Which event a time belongs to: the trigger it hangs on, else the event told by the verb it hangs on."""
    where = {i: (k, draft) for k, group in reversed(list(enumerate(groups))) for draft in group for i in draft.triggers}
    token = parse.tokens[head]
    before = parse.tokens[first - 1].lower if first else ""
    skip = before in NOT_ITS_TIME and time.kind != "duration"
    ends = verbs("light", "ends")
    on_last = False
    verb: Token | None = None
    for above in [token, *parse.ancestors(head)]:
        if above.lower in ("until", "till") and not _is_what(parse, above):
            on_last, skip = True, False
        if (
            above.lower in NOT_ITS_TIME
            and above.dep in ("prep", "mark")
            and time.kind != "duration"
            and above.i != head
            and not on_last
        ):
            skip = True
        if above.i in where:
            k, draft = where[above.i]
            if skip and not (before == "by" and draft.rule == "ended"):
                return None, "own"
            if draft.rule == "ended":
                other = _nearest(parse, groups, above.i, exclude=k)
                if other is not None and _goes_on_to(draft, groups[other]):
                    return None, "own"
                return (other, "end") if other is not None else (k, "end")
            return k, "end" if on_last or _on_last_day(parse, groups[k]) else "own"
        if above.is_verb and above.dep not in ("aux", "auxpass", "amod", "compound", "prep") and verb is None:
            verb = above
            if skip:
                return None, "own"
            k2 = _governed_by(parse, groups, verb)
            if verb.lower in verbs("speech", "verbs") or (k2 is not None and _agreed_to(parse, groups[k2], verb)):
                return (k2, "told") if k2 is not None else (None, "own")
            if verb.lower in ends:
                k2 = k2 if k2 is not None else _nearest(parse, groups, verb.i)
                return k2, "end"
            if k2 is not None:
                return k2, "end" if _on_last_day(parse, groups[k2]) else "own"
            if above.dep in OWN_CLAUSE and not (_set_for(parse, above) and verb.i == above.i):
                return None, "own"
    return None, "own"


def _right_after(parse: Parse, groups: list[list[Draft]], time: TimeExpression, first: int) -> int | None:
    """The event whose trigger a date follows with only its place between ("their meeting in Oslo on May 6, 2021")."""
    if parse.tokens[first - 1].lower in NOT_ITS_TIME | {","} or time.kind in ("duration", "anchored"):
        return None
    dated = time.kind in ("month_day", "day_month", "month", "year", "numeric")
    for k, group in enumerate(groups):
        for draft in group:
            between = parse.tokens[draft.trigger + 1 : first]
            noun = parse.tokens[draft.trigger]
            if not draft.noun or not between or len(between) > 9 or noun.dep not in ("pobj", "ROOT", "conj"):
                continue
            if not dated and (parse.head(noun).lower not in ("during", "on") or any(t.text == "," for t in between)):
                continue
            if not any(t.is_verb or t.text in ";:–—()" or t.lower in NOT_ITS_TIME for t in between):
                return k
    return None


def _governed_by(parse: Parse, groups: list[list[Draft]], verb: Token) -> int | None:
    """The event whose trigger hangs nearest below a verb and that the verb tells of, with no other clause between."""
    best: tuple[int, int] | None = None
    for k, group in enumerate(groups):
        for draft in group:
            steps = _steps_up(parse, draft, verb)
            if steps is not None and (best is None or steps < best[0]):
                best = (steps, k)
    return best[1] if best else None


def _steps_up(parse: Parse, draft: Draft, verb: Token) -> int | None:
    """How far below a verb a trigger hangs; None if the verb's time is not that of the event."""
    token = parse.tokens[draft.trigger]
    if draft.noun and verb.lower in HELD and verb in grammar.told_by(parse, token.i)[1:]:
        return 0
    if draft.noun and parse.head(token).i == verb.i and not _tells_of(parse, token, verb):
        return None
    below = token
    for steps, above in enumerate(parse.ancestors(draft.trigger)):
        if above.i == verb.i:
            return steps
        if above.lower in listed("light", "apart") or above.dep == "relcl" or steps > 5:
            return None
        if above.is_verb and above.lower in verbs("speech", "verbs"):
            return None
        if above.dep == "advcl" and any(
            c.lower in ("as", "when", "while", "because", "although", "though")
            for c in parse.children(above.i, "mark", "advmod")
        ):
            return None
        if draft.noun and above.is_noun and below.dep == "poss":
            return None
        below = above
    return None


def _agreed_to(parse: Parse, group: list[Draft], verb: Token) -> bool:
    """ "agreed two weeks ago that Berg would visit": the time is that of the agreement."""
    if verb.lower not in verbs("status", "planned"):
        return False
    return any(
        t.dep == "ccomp" and t.head == verb.i and parse.children(t.i, "nsubj", "nsubjpass")
        for d in group
        for t in (parse.tokens[d.trigger], *parse.ancestors(d.trigger))
    )


def _goes_on_to(left: Draft, group: list[Draft]) -> bool:
    """ "left Oslo on Saturday and on the 26th reached Riga": the day of leaving is not the end of what comes next."""
    return all(d.trigger > left.trigger for d in group) and any(
        d.places and m.text.lower() not in {p.text.lower() for p in d.places} for d in group for m in left.places
    )


def _is_what(parse: Parse, prep: Token) -> bool:
    """ "Until Thursday the summit was a promise": an end of what was, not of the visit."""
    verb = parse.head(prep)
    return verb.is_verb and bool(parse.children(verb.i, "attr", "acomp"))


HELD = listed("words", "happens") | verbs("light", "does")


def _tells_of(parse: Parse, noun: Token, verb: Token) -> bool:
    """Whether a verb tells of the visit's taking place, so that its time is the visit's ("made a visit", not "praised
    the visit")."""
    if verb.lower in verbs("status", "cancelled"):
        return False
    if noun.dep in ("nsubj", "attr", "csubj"):
        return verb.lower in HELD
    if noun.dep == "nsubjpass" and verb.lower in grammar.FIXED:
        return True
    return any(
        verb.lower in group
        for group in (verbs("light", "does"), verbs("light", "shows"), verbs("verbs", "host"), verbs("verbs", "attend"))
    )


def _nearest(parse: Parse, groups: list[list[Draft]], i: int, exclude: int = -1) -> int | None:
    """The event that tells of a stay, nearest before token i."""
    found = [(abs(d.trigger - i), k) for k, g in enumerate(groups) if k != exclude for d in g if d.rule != "ended"]
    return min(found)[1] if found else None
