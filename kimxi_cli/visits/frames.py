"""The visits, meetings and calls that one article's sentences speak of: drafts put together, with their times.

Drafts of one sentence that tell of one event become one frame ("flew to Oslo and held talks with Vale"). Words such as
"after" and "ahead of" between two triggers keep them apart ("his second trip after a meeting with Vale").
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kimxi_cli import geography
from kimxi_cli.model import Frame, Layout, Mention, Span, TimeExpression
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse, Sentence, Token
from kimxi_cli.visits import contacts, places, status, tours
from kimxi_cli.visits.dateline import placed_here
from kimxi_cli.visits.draft import CALL, MEETING, VISIT, Context, Draft
from kimxi_cli.visits.drafts import drafts_in
from kimxi_cli.visits.entries import entries, entry_at, in_entry, protagonist
from kimxi_cli.visits.frame_times import assign_times
from kimxi_cli.visits.purposes import purpose
from kimxi_cli.visits.resolve_times import DAYS
from kimxi_cli.visits.times import find_times
from kimxi_cli.visits.words import listed

MOST = 40
"""Triggers of one sentence that are looked at: more stand only in lists."""
LONGEST_DURATION = 30
"""Days up to which a length of time can be how long a visit lasted."""


def find(
    parse: Parse, layout: Layout, mentions: Sequence[Mention], references: References
) -> tuple[tuple[Frame, ...], tuple[TimeExpression, ...]]:
    """Frames and time expressions of an article, in text order."""
    times = find_times(parse)
    by_sentence: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        token = parse.token_at(time.start)
        if token is not None:
            by_sentence[token.sentence].append(time)
    context = Context(parse, references, mentions, passengers=contacts.passengers)
    diary = entries(parse, times, mentions)
    context.hero = protagonist(layout, mentions, references) if diary else None
    frames: list[Frame] = []
    for number, sentence in enumerate(parse.sentences):
        entry = entry_at(diary, sentence.start)
        context.entry = entry.start if entry else -1
        drafts = _seen_there(context, drafts_in(context, sentence.first, sentence.last)[:MOST])
        drafts = placed_here(drafts, parse, layout, mentions)
        if not drafts:
            drafts = _beside_each_other(context, sentence)
        if not drafts:
            continue
        groups = _events(context, drafts)
        _left_after(context, groups)
        owned = assign_times(parse, groups, by_sentence.get(number, []))
        for group, (own, ends, told) in zip(groups, owned, strict=True):
            frame = _frame(context, sentence, group, own, ends, told)
            if frame is not None and entry is not None:
                frame = in_entry(frame, entry, context.hero)
            if frame is not None:
                frames += tours.stops(parse, frame, group, _of_sentence(mentions, sentence))
            party = _merged(context, [d.party for d in group])
            if len(party) == 2:
                context.pairs.append(tuple(party))
    return tuple(frames), times


def _of_sentence(mentions: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence; those of the article are in text order."""
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    return list(mentions[first : bisect_left(mentions, sentence.end, key=lambda m: m.start)])


def _seen_there(context: Context, drafts: list[Draft]) -> list[Draft]:
    """ "saw" is a meeting only where the sentence tells of a visit of whoever saw ("landed in Oslo and saw Vale")."""
    key = context.references.key
    came = {key(m) for d in drafts if d.kind == VISIT and d.places for m in d.visitors}
    return [d for d in drafts if d.rule != "saw" or any(key(m) in came for m in d.visitors)]


def _beside_each_other(context: Context, sentence: Sentence) -> list[Draft]:
    """A caption without a verb: "Anna Berg and Park Min-ho in Oslo."."""
    parse = context.parse
    if sentence.last - sentence.first > 25 or any(
        t.tag in ("VBD", "VBZ", "VBP", "MD") for t in parse.tokens[sentence.first : sentence.last]
    ):
        return []
    roots = [t for t in parse.tokens[sentence.first : sentence.last] if t.dep == "ROOT"]
    people = context.persons([roots[0].i]) if roots else []
    if len(people) != 2:
        return []
    where = context.places(
        [j for m in people for t in parse.tokens_between(m.start, m.end) for j in context.after(t, "in", "at")]
    )
    if not where:
        return []
    return [
        Draft(
            roots[0].i,
            MEETING,
            status.TOOK_PLACE,
            "shown together",
            visitors=people,
            places=where,
            rule="caption",
            triggers=[roots[0].i],
        )
    ]


# --- one event out of several triggers ----------------------------------------------------------


def _events(context: Context, drafts: list[Draft]) -> list[list[Draft]]:
    """The drafts of a sentence, those of one event together."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        for group in groups:
            if all(_compatible(context, draft, other) for other in group) and any(
                "saw" in (draft.rule, other.rule) or _linked(context.parse, draft, other) for other in group
            ):
                group.append(draft)
                break
        else:
            groups.append([draft])
    return groups


def _left_after(context: Context, groups: list[list[Draft]]) -> None:
    """ "left Oslo after three days of talks with Vale": the talks were there."""
    left = [d for g in groups for d in g if d.rule == "ended" and d.places]
    for draft in (d for g in groups for d in g if d.kind == MEETING and d.noun and not d.places):
        for other in left:
            after = [p for p in context.parse.children(other.trigger, "prep") if p.lower in ("after", "following")]
            if any(draft.trigger in context.parse.subtree(p.i) for p in after):
                draft.places = other.places


def _compatible(context: Context, a: Draft, b: Draft) -> bool:
    """Whether two drafts of a sentence can be one event: shared people, places that lie in each other, no clash of
    status."""
    key = context.references.key
    party_a, party_b = {key(m) for m in a.party}, {key(m) for m in b.party}
    lead_a, lead_b = {key(m) for m in a.visitors}, {key(m) for m in b.visitors}
    if party_a and party_b and not party_a & party_b:
        return False
    if lead_a and lead_b and not lead_a & party_b and not lead_b & party_a:
        return False
    if a.kind != b.kind and CALL in (a.kind, b.kind):
        return False
    if a.count or b.count:
        return False
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal and a.kind == b.kind:
        return False
    if {a.rule, b.rule} == {"ended", "left"} and a.trigger == b.trigger:
        return False
    if any(d.rule == "left" and o.trigger < d.trigger and not o.places for d, o in ((a, b), (b, a))):
        return False  # "met Vale and left for Oslo"
    if {a.rule, b.rule} & {"ended"}:
        return a.rule == b.rule or _same_place(a, b)
    if not _same_place(a, b):
        return False
    if {a.status, b.status} in (
        {status.TOOK_PLACE, status.PLANNED},
        {status.ONGOING, status.TOOK_PLACE},
        {status.TOOK_PLACE, status.WISHED},
    ):
        return {a.status, b.status} == {status.ONGOING, status.TOOK_PLACE}
    if status.CANCELLED in (a.status, b.status) and a.status != b.status:
        return False
    partners_a, partners_b = party_a - lead_a, party_b - lead_b
    if partners_a and partners_b and not party_a & partners_b and not party_b & partners_a:
        return bool(a.places and b.places) or a.trigger == b.trigger or _linked(context.parse, a, b)
    return True


def _same_place(a: Draft, b: Draft) -> bool:
    first, second = places.best(a.places), places.best(b.places)
    if first is None or second is None:
        return True
    one, two = geography.canonical_place(first.text), geography.canonical_place(second.text)
    if one == two:
        return True
    lands = geography.country_of(one), geography.country_of(two)
    return lands[0] == lands[1] and lands[0] is not None and lands[0] in (one, two)


def _linked(parse: Parse, a: Draft, b: Draft) -> bool:
    """Whether the way between two triggers in the tree goes by no word that keeps events apart."""
    path = _path(parse, a.trigger, b.trigger)
    apart = listed("light", "apart")
    for token in path:
        if token.lower in apart and token.i not in (a.trigger, b.trigger) and not _length_of(parse, token, path):
            return False
    for token in path:
        if token.dep in ("advcl", "pcomp") and any(
            c.lower in apart or c.lower in ("as", "when", "while")
            for c in parse.children(token.i, "mark", "prep", "advmod")
            if c.i < token.i
        ):
            return False
        if token.lower in ("comes", "came", "follows", "followed", "precedes", "preceded"):
            return False
        if token.dep in ("ccomp", "parataxis") and token.i not in (a.trigger, b.trigger) and len(path) > 3:
            return False
    return True


def _length_of(parse: Parse, token: Token, path: list[Token]) -> bool:
    """ "two days of talks": a length keeps nothing apart, "two days after talks" does."""
    return token.is_noun and any(t.lower == "of" and t.head == token.i for t in path)


def _path(parse: Parse, i: int, j: int) -> list[Token]:
    """The tokens on the way from i up to the common head and down to j, both included."""
    ups = [parse.tokens[i], *parse.ancestors(i)]
    where = {t.i: n for n, t in enumerate(ups)}
    down: list[Token] = []
    for token in [parse.tokens[j], *parse.ancestors(j)]:
        if token.i in where:
            return [*ups[: where[token.i] + 1], *reversed(down)]
        down.append(token)
    return [*ups, *reversed(down)]


# --- the frame ------------------------------------------------------------------------------------


def _merged(context: Context, lists: list[list[Mention]], without: set[object] | None = None) -> list[Mention]:
    key = context.references.key
    out: list[Mention] = []
    for mentions in lists:
        for mention in mentions:
            if all(key(mention) != key(m) for m in out) and (without is None or key(mention) not in without):
                out.append(mention)
    return out


RANK = {
    status.CANCELLED: 6,
    status.DENIED: 5,
    status.INVITED: 1,
    status.RUMOURED: 2,
    status.WISHED: 0,
    status.PLANNED: 3,
    status.TOOK_PLACE: 4,
    status.ONGOING: 5,
}


def _frame(
    context: Context,
    sentence: Sentence,
    group: list[Draft],
    own: list[TimeExpression],
    ends: list[TimeExpression],
    told: list[TimeExpression],
) -> Frame | None:
    if all(d.rule == "ended" for d in group) and not (own or ends):
        return None
    key = context.references.key
    leads = [d for d in group if d.kind == VISIT and d.visitors] or group
    visitors = _merged(context, [d.visitors for d in leads])
    visitor_keys: set[object] = {key(m) for m in visitors}
    if leads is group or all(d.kind == VISIT for d in group):
        hosts = _merged(context, [d.hosts for d in group], visitor_keys)
    else:
        hosts = _merged(context, [d.party for d in group if d not in leads] + [d.hosts for d in leads], visitor_keys)
    where = places.best(
        [m for d in group for m in d.places if d.rule != "ended"] or [m for d in group for m in d.places]
    )
    real = [d for d in group if not d.refers]
    main = max(real or group, key=lambda d: (RANK[d.status], -d.trigger))
    anew = [d.why for d in group if d.status == main.status and status.ONCE not in d.why]
    why = anew[0] if anew and status.ONCE in main.why else main.why
    told_status = main.status
    durations = [d for t in own if (d := _days(t))]
    dated = tuple(
        t for t in own if (t.kind != "duration" and t.kind != "ahead") or (t.kind == "ahead" and t.tense == "future")
    )
    days = min(durations) if durations and min(durations) <= LONGEST_DURATION else None
    lead = leads[0]
    tokens = context.parse.tokens
    trigger = tokens[main.trigger]
    refers = not real or not (visitors or hosts)
    if refers and told_status == status.WISHED:
        told_status = status.PLANNED
    ordinal = next((d.ordinal for d in group if d.ordinal), None)
    count = next((d.count for d in group if d.count), None)
    if count and not lead.noun and len(dated) != count:
        refers = True  # "went there twice": no one visit
    return Frame(
        sentence.start,
        sentence.end,
        Span(trigger.start, trigger.end),
        lead.kind if lead.kind != MEETING or all(d.kind == MEETING for d in group) else VISIT,
        told_status,
        tuple(m.span for m in visitors),
        tuple(m.span for m in hosts),
        where.span if where else None,
        dated,
        days,
        ordinal,
        purpose(context.parse, group),
        refers,
        f"{'+'.join(dict.fromkeys(d.rule for d in group))}: {why}",
        tuple(ends),
        tuple(told),
        count,
    )


def _days(time: TimeExpression) -> int | None:
    """Length of a duration in days; one of hours is a day."""
    if time.kind not in ("duration", "ahead") or (time.kind == "ahead" and time.tense == "future") or not time.count:
        return None
    return max(1, time.count * DAYS.get(time.unit or "", 1))
