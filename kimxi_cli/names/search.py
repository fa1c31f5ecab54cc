"""Which entity a name asked for means: any variant in any letter case, a part of a name, or a slip of the pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from kimxi_cli.geography import canonical_place
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.spelling import alike, fold

NEAR = 75
"""Least likeness, 0 to 100, of a name shown as nearest."""

SURE = 85
"""Least likeness of a name that is taken for the one meant, if it is alone."""

SLIP_FROM = 5
"""Letters from which on one slip of the pen still tells the name; two from twice as many."""

NEAREST = 5
"""At most so many names are shown as nearest."""

LEAST_NEAREST = 3
"""Where none is as near as that, so many are shown nonetheless: who asks wants to know what there is."""


class Written(Protocol):
    """A form of a name."""

    @property
    def text(self) -> str: ...

    @property
    def count(self) -> int: ...


class Named(Protocol):
    """What a search looks through: entities as resolved, or their rows as stored."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def variants(self) -> tuple[Written, ...]: ...


@dataclass(frozen=True, slots=True)
class Match[E: Named]:
    """An entity that fits, and how: "name", "variant", "part", "spelling" or "like"."""

    entity: E
    how: str


@dataclass(frozen=True, slots=True)
class Matches[E: Named]:
    """matches: entities that the query names, all equally well (one: take it; several: the query is ambiguous).

    nearest: names like it, best first; filled only where nothing matches.
    """

    matches: tuple[Match[E], ...] = ()
    nearest: tuple[Match[E], ...] = ()


def search[E: Named](query: str, entities: Iterable[E]) -> Matches[E]:
    """The strongest way in which the query names anybody decides; weaker ways are not mixed in.

    In order: id or name shown; a full variant, its parts in whatever order; a part of a name ("Berg" fits every Berg,
    "Min Ho" every Park Min-ho); a spelling of it; then likeness, where a single clear best is a match and the rest are
    nearest. Where nobody fits there is always somebody nearest, unless there is nobody at all.
    """
    listed = list(entities)
    for written in dict.fromkeys((query, capitalised(query))):  # "president berg": titles are known in capitals only
        if written != query and parse_name(written).title is None:
            break
        if found := _named(written, listed):
            return Matches(tuple(found))
    return _likeness(query, listed)


def capitalised(text: str) -> str:
    """Each word with a capital and, if it has no small letter, small ones behind it."""
    return " ".join(word.capitalize() if word.isupper() else word[:1].upper() + word[1:] for word in text.split())


def _named[E: Named](query: str, listed: list[E]) -> list[Match[E]]:
    """Everybody whom the query names in the strongest way in which it names anybody."""
    asked = parse_name(query)
    key = fold(query)
    bare = fold("".join(asked.parts)) if asked.parts else key
    if not key:
        return []
    exact = [Match(e, "name") for e in listed if key in (fold(e.name), fold(e.id))]
    if not exact and asked.title:
        exact = [Match(e, "name") for e in listed if fold(e.name) == bare]
    if len(exact) == 1 and not (asked.is_lone and not parse_name(exact[0].entity.name).is_lone):
        return exact
    if asked.is_lone:
        # a query of one word: everybody it may mean, so that nobody is taken silently
        parts = [Match(e, "part") for e in listed if _has_part(e, bare)]
        if both := exact + [match for match in parts if all(match.entity is not e.entity for e in exact)]:
            return both
        return _aliased(query, listed) or _with_variants_part(bare, listed) or _with_part_spelled(query, listed)
    return (
        exact
        or [Match(e, "variant") for e in listed if any(fold(v.text) in (key, bare) for v in e.variants)]
        or [Match(e, "variant") for e in listed if _is_turned(asked.parts, e)]
        or [Match(e, "part") for e in listed if _has_part(e, bare)]
        or _with_variants_part(bare, listed)
        or [Match(e, "spelling") for e in listed if _spelled(asked.parts, e)]
    )


def _is_turned(parts: tuple[str, ...], entity: Named) -> bool:
    """The parts are the entity's with the family name at the other end: "Min Ho Park"."""
    turned = {fold("".join(parts[k:] + parts[:k])) for k in range(1, len(parts))}
    return fold(entity.name) in turned or any(fold(variant.text) in turned for variant in entity.variants)


def _aliased[E: Named](query: str, listed: list[E]) -> list[Match[E]]:
    """Another name of a place: "U.S."."""
    place = fold(canonical_place(query))
    return [Match(e, "variant") for e in listed if fold(e.name) == place]


def _with_variants_part[E: Named](key: str, listed: list[E]) -> list[Match[E]]:
    """A part of a name somebody is also called by: "William" for Bill Berg, where "William Berg" is written too."""
    return [Match(e, "part") for e in listed if any(key in _runs(variant.text) for variant in e.variants)]


def _with_part_spelled[E: Named](query: str, listed: list[E]) -> list[Match[E]]:
    return [Match(e, "spelling") for e in listed if any(alike(query, part) == "spelling" for part in _parts(e))]


def _parts(entity: Named) -> tuple[str, ...]:
    return parse_name(entity.name).full


def _has_part(entity: Named, key: str) -> bool:
    """The key is a part of the name shown, or several that stand together, or a whole variant."""
    return key in _runs(entity.name) or any(fold(variant.text) == key for variant in entity.variants)


@lru_cache(maxsize=65536)
def _runs(name: str) -> frozenset[str]:
    """The folded parts of a name, each run of parts, and each half of a double family name.

    "Park Min Ho" gives park, min, ho, parkmin, minho; "Ida Berg-Vale" also berg and vale.
    """
    parsed = parse_name(name)
    parts = [fold(part) for part in parsed.full]
    runs = {"".join(parts[k:end]) for k in range(len(parts)) for end in range(k + 1, len(parts) + 1)}
    barrels = {fold(piece) for part in parsed.family for piece in part.split("-") if len(piece) > 2}
    return frozenset(runs | barrels | {fold("".join(parsed.family))}) - {""}


def _spelled(parts: tuple[str, ...], entity: Named) -> bool:
    theirs = _parts(entity)
    if not parts or len(parts) != len(theirs):
        return False
    return all(alike(a, b) is not None for a, b in zip(parts, theirs, strict=True)) or all(
        alike(a, b) is not None for a, b in zip(parts, reversed(theirs), strict=True)
    )


def _likeness[E: Named](query: str, listed: list[E]) -> Matches[E]:
    """Typing errors: the likeness of the folded forms; a single one far ahead of the rest is what was meant."""
    from rapidfuzz import fuzz  # only where nothing matched
    from rapidfuzz.distance import OSA

    def score(form: str) -> float:
        slips = OSA.distance(key, form, score_cutoff=2)
        one_slip = slips == 1 and len(key) >= SLIP_FROM
        return max(fuzz.ratio(key, form), SURE if one_slip or (slips == 2 and len(key) >= 2 * SLIP_FROM) else 0)

    key = fold(query)
    scored = []
    for entity in listed:
        forms = {fold(entity.name), *(fold(v.text) for v in entity.variants), *(fold(part) for part in _parts(entity))}
        scored.append((max(score(form) for form in sorted(forms)), entity))
    near = sorted(((s, e) for s, e in scored if s >= NEAR), key=lambda row: (-row[0], row[1].name, row[1].id))
    if not near:
        near = sorted(scored, key=lambda row: (-row[0], row[1].name, row[1].id))[:LEAST_NEAREST]
        return Matches((), tuple(Match(e, "like") for _, e in near))
    if near[0][0] >= SURE and (len(near) == 1 or near[0][0] - near[1][0] >= 4):
        return Matches((Match(near[0][1], "like"),), tuple(Match(e, "like") for _, e in near[1:NEAREST]))
    if near[0][0] >= SURE:
        best = [Match(e, "like") for s, e in near if near[0][0] - s < 4]
        return Matches(tuple(best))
    return Matches((), tuple(Match(e, "like") for _, e in near[:NEAREST]))
