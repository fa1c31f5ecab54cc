"""What resolving gives: entities over the corpus, and for each article its mentions with the entity they mean."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kimxi_cli.model import EntityType, Mention, Span, Variant


@dataclass(frozen=True, slots=True)
class Join:
    """Why a form belongs to an entity: how often for this reason, and where for the first time."""

    text: str
    reason: str
    count: int
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or organisation of the corpus.

    variants: every form written, most frequent first. joins: how each came to be part of it; reasons: the same, one
    sentence each form. confidence: 0 to 1. mentions, articles: counts.
    """

    id: str
    name: str
    type: EntityType
    variants: tuple[Variant, ...] = ()
    reasons: tuple[str, ...] = ()
    confidence: float = 1.0
    mentions: int = 0
    articles: int = 0
    joins: tuple[Join, ...] = ()


@dataclass(slots=True)
class NameResolution:
    """The names of a corpus, resolved. `entities` stand in a fixed order: by type, then most mentioned first.

    doubts: what of the names file could not be followed, in sentences that begin with file and line.
    """

    entities: tuple[Entity, ...]
    rows: Mapping[str, Sequence[tuple[Mention, str]]]
    doubts: tuple[str, ...] = ()
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _by_id: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {entity.id: entity for entity in self.entities}

    def entity(self, entity_id: str) -> Entity:
        return self._by_id[entity_id]

    def name_and_type(self, entity_id: str) -> tuple[str, EntityType]:
        entity = self._by_id[entity_id]
        return entity.name, entity.type

    def mentions(self, article_id: str) -> list[tuple[Mention, str]]:
        """Mentions of an article in text order, each with its entity's id; those of the second look too."""
        return list(self.rows.get(article_id, ()))

    def entity_at(self, article_id: str, span: Span) -> str | None:
        """The entity of the mention that overlaps the span most; None where none does."""
        rows = self.rows.get(article_id, ())
        starts = self._starts.get(article_id)
        if starts is None:
            starts = self._starts[article_id] = [mention.start for mention, _ in rows]
        best: tuple[int, str] | None = None
        for mention, entity_id in reversed(rows[: bisect_right(starts, max(span.start, span.end - 1))]):
            if mention.end <= span.start:
                break
            shared = min(mention.end, span.end) - max(mention.start, span.start)
            if best is None or shared >= best[0]:
                best = (shared, entity_id)
        return best[1] if best else None
