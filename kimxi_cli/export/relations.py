"""The rows of each table, out of the rows of the reports."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kimxi_cli.export.schema import ROOTS, WHO, Table

Rows = Callable[[str], Iterable[str]]
"""The rows of a report by its name ("visits"), as JSON texts."""

Value = str | int | float | None

_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs: in a JSON text they may stand alone, in a database's UTF-8 they can't."""


class Relations:
    """The reports of a corpus as tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._ids: dict[str, str | None] | None = None

    def of(self, report: str) -> Iterator[dict[str, Any]]:
        """The rows of a report as objects."""
        return map(json.loads, self._rows(report))

    def content(self, table: Table) -> Iterator[tuple[Value, ...]]:
        """The rows of a table, their values in the order of its columns."""
        for row in self.of(table.root):
            for values in self._below((), row, table.path, table):
                yield tuple(_HALVES.sub("\ufffd", v) if isinstance(v, str) else v for v in values)

    def entity(self, name: str) -> str | None:
        """The id of the only entity of a name, people before all others; None where there is none or several."""
        if self._ids is None:
            self._ids = {}
            for kinds in (("person",), ("place", "organisation")):
                found: dict[str, list[str]] = {}
                for row in self.of("entities"):
                    if row["type"] in kinds:
                        found.setdefault(row["name"], []).append(row["id"])
                for each, ids in found.items():
                    self._ids.setdefault(each, ids[0] if len(ids) == 1 else None)
        return self._ids.get(name)

    def _below(
        self, owner: tuple[Value, ...], held: Any, path: tuple[str, ...], table: Table
    ) -> Iterator[tuple[Value, ...]]:
        """The rows of the table in one object: itself at the end of the path, else those of the items of its list.

        owner: the key of what the object stands in, with the object's position.
        """
        if not path:
            if isinstance(held, dict):
                yield (*owner, *(held[name] for name in table.names[len(owner) :]))
            else:
                yield (*owner, held, self.entity(held)) if table.name in WHO else (*owner, held)
            return
        field, *rest = path
        whole = owner or _key(held, table.root)
        for position, item in enumerate(held[field], 1):
            yield from self._below((*whole, position), item, tuple(rest), table)


def _key(row: dict[str, Any], root: str) -> tuple[Value, ...]:
    return tuple(row[name] for name in ROOTS[root][1])
