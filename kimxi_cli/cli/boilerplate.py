"""`--with-boilerplate`: mentions and entities with the names in bylines, credits, datelines and the like."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from kimxi_cli.cli.doubts import known
from kimxi_cli.cli.run import Run
from kimxi_cli.cli.seek import Found, entities
from kimxi_cli.model import MentionRow, Variant
from kimxi_cli.names.boilerplate import named_outside
from kimxi_cli.rows import Lines
from kimxi_cli.serial import dumps, plain


class WithBoilerplate:
    """The rows of a store's mentions and entities as they are with the names of the boilerplate."""

    def __init__(self, run: Run) -> None:
        self._store = run.store()
        self._entities = entities(run)
        overrides = run.names_file().overrides()
        held = [known(row) for row in self._entities]
        found, authors = named_outside(self._store.analyses(), held, overrides)
        self._entities += [_unnamed(a.id, a.name) for a in authors]
        names = {row["id"]: row["name"] for row in self._entities}
        lines = {
            article: Lines(a.text) for article in {row[0] for row in found} if (a := self._store.analysis(article))
        }
        self._added = [
            MentionRow(
                article, m.start, m.end, lines[article](m.start), m.text, m.type.value, id, names[id], m.confidence
            )
            for article, m, id in found
        ]

    def mentions(self) -> Iterator[str]:
        """By article and offset."""
        rows = [json.loads(row) for row in self._store.rows("mentions")] + [plain(row) for row in self._added]
        return map(dumps, sorted(rows, key=lambda row: (row["article"], row["start"], row["end"])))

    def entities(self, type: str | None, least: int) -> Iterator[str]:
        """The most mentioned first; of a type, mentioned at least so often."""
        added: dict[str, list[MentionRow]] = defaultdict(list)
        for mention in self._added:
            added[mention.entity].append(mention)
        published = {row["article"]: row["published"] for row in map(json.loads, self._store.rows("articles"))}
        for row in self._entities:
            if more := added[row["id"]]:
                self._count(row, more, published)
        rows = [row for row in self._entities if row["mentions"] >= least and type in (None, row["type"])]
        return map(dumps, sorted(rows, key=lambda row: (-row["mentions"], row["id"])))

    def _count(self, row: Found, more: list[MentionRow], published: dict[str, str | None]) -> None:
        """Add mentions to the row of their entity."""
        before = {json.loads(text)["article"] for text in self._store.rows("mentions", entity=row["id"])}
        counts = Counter({variant["text"]: variant["count"] for variant in row["variants"]})
        counts.update(mention.text for mention in more)
        days = [row["first_seen"], row["last_seen"], *(published.get(mention.article) for mention in more)]
        row["mentions"] += len(more)
        row["articles"] = len(before | {mention.article for mention in more})
        row["first_seen"] = min((day for day in days if day), default=None)
        row["last_seen"] = max((day for day in days if day), default=None)
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        row["variants"] = [plain(Variant(text, n)) for text, n in ordered]


def _unnamed(id: str, name: str) -> Found:
    """The row of an author whom no article names, before the bylines are counted."""
    return {
        "id": id,
        "name": name,
        "type": "person",
        "mentions": 0,
        "articles": 0,
        "first_seen": None,
        "last_seen": None,
        "variants": [],
        "confidence": 0.7,
    }
