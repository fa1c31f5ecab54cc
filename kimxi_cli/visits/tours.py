"""Several places told with one trigger: "to Oslo in March and Bergen in May", "stops in Oslo, Riga and Rome"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kimxi_cli import geography
from kimxi_cli.model import Frame, Mention
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import places
from kimxi_cli.visits.draft import VISIT, Draft

_ON = re.compile(r"\s*,?\s*(?:on|in|from)?\s*")
_THEN = re.compile(r"\s*,?\s*(?:and|then|and then)?\s*(?:to|for)?\s*")


def stops(parse: Parse, frame: Frame, group: Sequence[Draft], mentions: Sequence[Mention]) -> list[Frame]:
    """One frame for each place of a tour; each takes the time behind its place, a common time is that of all."""
    found: list[Mention] = []
    named = {m for d in group if d.kind == VISIT for m in d.places} | set(_legs(parse, frame, mentions))
    for mention in sorted(named, key=lambda m: m.start):
        if not places.is_region(mention.text) and not any(_lies_in(parse, mention, other) for other in found):
            found.append(mention)
    if len(found) < 2 or frame.kind != VISIT or sum(bool(d.places or d.kind != VISIT) for d in group) > 1:
        return [frame]
    out = []
    for k, stop in enumerate(found):
        until = found[k + 1].start if k + 1 < len(found) else frame.end
        own = tuple(t for t in frame.times if stop.start <= t.start < until) if len(frame.times) > 1 else frame.times
        reason = f"{frame.reason}; one of {len(found)} places"
        out.append(replace(frame, place=stop.span, times=own, ends=(), reason=reason))
    return out


def _legs(parse: Parse, frame: Frame, mentions: Sequence[Mention]) -> list[Mention]:
    """Places that alternate with their times, however the parser hung them: "Oslo on June 24, Riga on June 26 and Rome
    on June 28"."""
    legs: list[Mention] = []
    text = parse.text
    before: int | None = None
    for time in frame.times:
        place = next((m for m in mentions if m.end <= time.start and _ON.fullmatch(text, m.end, time.start)), None)
        if place is None or not places.rank(place):
            return []
        if before is not None and not _THEN.fullmatch(text, before, place.start):
            return []
        legs.append(place)
        before = time.end
    return legs if len(legs) > 1 else []


def _lies_in(parse: Parse, a: Mention, b: Mention) -> bool:
    """Whether one place holds or explains the other ("Oslo, Viken province, Norway"; "Oslo in Norway")."""
    one, two = geography.canonical_place(a.text), geography.canonical_place(b.text)
    lands = geography.country_of(one), geography.country_of(two)
    between = parse.text[min(a.end, b.end) : max(a.start, b.start)].lower()
    explains = between.strip() in (",", "in", "in the", ", in", "of", "'s", "’s", "(", "")
    if None in lands:
        return explains
    return lands[0] == lands[1] and (one == two or geography.is_country(one) or geography.is_country(two) or explains)
