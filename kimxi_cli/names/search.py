"""Which entity a name asked for means: any variant in any letter case, a part of a name, or a slip of the pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kimxi_cli.geography import canonical_place
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.spelling import alike, fold

NEAR = 75
"""Least likeness, 0 to 100, of a name shown as nearest."""

NEAREST = 5
"""At most so many names are shown as nearest."""


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

    In order: id or name shown; a full variant; a part of a name ("Berg" fits every Berg); a spelling of it; then
    likeness, where a single clear best is a match and the rest are nearest.
    """
    listed = list(entities)
    asked = parse_name(query)
    key = fold(query)
    bare = fold("".join(asked.parts)) if asked.parts else key
    if not key:
        return Matches()
    exact = [Match(e, "name") for e in listed if key in (fold(e.name), fold(e.id))]
    if not exact and asked.title:
        exact = [Match(e, "name") for e in listed if fold(e.name) == bare]
    if len(exact) == 1 and not (asked.is_lone and not parse_name(exact[0].entity.name).is_lone):
        return Matches(tuple(exact))
    if asked.is_lone:
        parts = [Match(e, "part") for e in listed if _has_part(e, bare)]
        return _by_part(query, exact, parts, listed)
    if exact:
        return Matches(tuple(exact))
    variants = [Match(e, "variant") for e in listed if any(fold(v.text) in (key, bare) for v in e.variants)]
    if variants:
        return Matches(tuple(variants))
    spelled = [Match(e, "spelling") for e in listed if _spelled(asked.parts, e)]
    if spelled:
        return Matches(tuple(spelled))
    return _likeness(query, listed)


def _by_part[E: Named](query: str, exact: list[Match[E]], parts: list[Match[E]], listed: list[E]) -> Matches[E]:
    """A query of one word: everybody it may mean, so that nobody is taken silently."""
    both = exact + [match for match in parts if all(match.entity is not e.entity for e in exact)]
    if both:
        return Matches(tuple(both))
    place = fold(canonical_place(query))
    aliased = [Match(e, "variant") for e in listed if fold(e.name) == place]
    if aliased:
        return Matches(tuple(aliased))
    spelled = [Match(e, "spelling") for e in listed if any(alike(query, part) == "spelling" for part in _parts(e))]
    if spelled:
        return Matches(tuple(spelled))
    return _likeness(query, listed)


def _parts(entity: Named) -> tuple[str, ...]:
    return parse_name(entity.name).full


def _has_part(entity: Named, key: str) -> bool:
    """The key is a part of the name shown, or a whole variant."""
    name = parse_name(entity.name)
    if any(fold(part) == key for part in name.full) or fold("".join(name.family)) == key:
        return True
    return any(fold(variant.text) == key for variant in entity.variants)


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

    key = fold(query)
    scored = []
    for entity in listed:
        forms = {fold(entity.name), *(fold(v.text) for v in entity.variants), *(fold(part) for part in _parts(entity))}
        scored.append((max(fuzz.ratio(key, form) for form in sorted(forms)), entity))
    near = sorted(((s, e) for s, e in scored if s >= NEAR), key=lambda row: (-row[0], row[1].name, row[1].id))
    if not near:
        near = sorted(scored, key=lambda row: (-row[0], row[1].name, row[1].id))[:3]
        return Matches((), tuple(Match(e, "like") for s, e in near if s >= 50))
    if near[0][0] >= 85 and (len(near) == 1 or near[0][0] - near[1][0] >= 4):
        return Matches((Match(near[0][1], "like"),), tuple(Match(e, "like") for _, e in near[1:NEAREST]))
    if near[0][0] >= 85:
        best = [Match(e, "like") for s, e in near if near[0][0] - s < 4]
        return Matches(tuple(best))
    return Matches((), tuple(Match(e, "like") for _, e in near[:NEAREST]))
