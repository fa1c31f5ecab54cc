"""Where statements are made: places named in the text, held against those of visits."""

import re

from kimxi_cli.link.scene import Scene, Statement
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.visits import MergedVisit
from kimxi_cli.visits.told import where

Place = tuple[str, str | None]
"""A place and its country, None where unknown."""

_THERE = re.compile(r"\bthere\b")
_WHERE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|through|throughout)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)


def spot_of(scene: Scene, said: Statement) -> tuple[Place, float] | None:
    """Where a quote was said, and how surely: a place among the words that report it (1), else the last of the
    sentence before (0.5; 1 after "said there")."""
    here = [m for m, _ in said.beside if said.reported_at(m.start) or in_source(said, m.start)]
    for strength, mentions in (
        (1.0, here),
        (0.5, [m for m, _ in scene.named(scene.sentence_before(said.low), said.low)][::-1]),
    ):
        if found := next((p for m in mentions if says_where(scene, m) and (p := place_of(m))), None):
            return found, 1.0 if said.find(_THERE) else strength
    return None


def says_where(scene: Scene, mention: Mention) -> bool:
    """Whether a name says where something is ("in Oslo"), outside the quotes; not "warned Oslo"."""
    before = max(0, mention.start - 40)
    return not scene.is_quoted(mention.start) and bool(_WHERE.search(scene.analysis.text, before, mention.start))


def in_source(said: Statement, offset: int) -> bool:
    start, end = said.quote.speaker_start, said.quote.speaker_end
    return start is not None and end is not None and start <= offset < end


def place_of(mention: Mention) -> Place | None:
    """(place, country) of a place named, or of the town that a body's name holds; the country None where unknown."""
    if mention.type is EntityType.PERSON:
        return None
    place, country = where(mention.text)
    if country is None and mention.type is EntityType.ORGANISATION:
        place, country = where(re.split(r"\b(?:of|in)\s+", mention.text)[-1])
    return (place, country) if country is not None or mention.type is EntityType.PLACE else None


def same_place(row: MergedVisit, place: str, country: str | None) -> float:
    """1 where a place named is the visit's, less where only the country is the same."""
    if place == row.place:
        return 1.0
    if country is None or country != row.country:
        return 0.0
    return 1.0 if row.place == row.country or place == country else 0.6
