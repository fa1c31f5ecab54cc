"""The town of the dateline as the place of what the text tells as happening here."""

from collections.abc import Sequence
from datetime import date

from kimxi_cli.model import BlockKind, EntityType, Layout, Mention
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import places, status
from kimxi_cli.visits.draft import MEETING, Draft
from kimxi_cli.visits.time_patterns import WEEKDAYS
from kimxi_cli.visits.words import verbs


def placed_here(drafts: list[Draft], parse: Parse, layout: Layout, mentions: Sequence[Mention]) -> list[Draft]:
    """ "arrived here", "met here": the town of the dateline."""
    town = _town(parse, layout)
    if town is None or not drafts:
        return drafts
    for draft in drafts:
        here = draft.here or any(t.lower == "here" for t in parse.children(draft.trigger, "advmod"))
        if here and not draft.places:
            draft.places = [town]
            draft.refers = draft.refers and not draft.visitors
    draft = drafts[0]
    if len(drafts) == 1 and _is_lead(parse, layout, draft, mentions):
        if draft.kind == MEETING and draft.status == status.TOOK_PLACE and not draft.places and len(draft.party) > 1:
            draft.places = [town]
    return drafts


def _town(parse: Parse, layout: Layout) -> Mention | None:
    """The town of the dateline as a mention."""
    line = next((b for b in layout.blocks if b.kind is BlockKind.DATELINE), None)
    name = layout.dateline_place
    if line is None or not name or not parse.text.startswith(name, line.start):
        return None
    return Mention(line.start, line.start + len(name), name, EntityType.PLACE)


def _is_lead(parse: Parse, layout: Layout, draft: Draft, mentions: Sequence[Mention]) -> bool:
    """Whether this is the first sentence after the dateline, of the dateline's own day, told by nobody else and naming
    no other place: a meeting told so took place where the reporter writes."""
    sentence = parse.sentence_of(draft.trigger)
    body = next((b for b in layout.blocks if b.kind is BlockKind.BODY), None)
    if body is None or not layout.published or not body.start <= sentence.start < body.end:
        return False
    if any(s.start < sentence.start for s in parse.sentences if s.start >= body.start):
        return False
    if any(t.lower in verbs("speech", "verbs") for t in parse.tokens[sentence.first : sentence.last] if t.is_verb):
        return False
    if any(places.rank(m) > 1 for m in mentions if sentence.start <= m.start < sentence.end):
        return False
    days = {WEEKDAYS[t.lower] for t in parse.tokens[sentence.first : sentence.last] if t.lower in WEEKDAYS}
    try:
        return days == {date.fromisoformat(layout.published).weekday()}
    except ValueError:
        return False
