"""The tables of an export, worked out of the row types of `model`: a table a report, and one for each list in its rows.

A field that is a list becomes a table of its own, whose rows carry the key of the row they stand in and their position
there, from 1. A column that holds another row's id refers to it. What the columns mean stands in the docstrings of the
row types, so that a new field of a row is exported and documented by being declared.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from kimxi_cli.model import ArticleRow, EntityRow, MentionRow, QuoteRow, VisitRow

ROOTS: dict[str, tuple[type, tuple[str, ...]]] = {
    "articles": (ArticleRow, ("article",)),
    "entities": (EntityRow, ("id",)),
    "visits": (VisitRow, ("id",)),
    "mentions": (MentionRow, ("article", "start", "end", "entity")),
    "quotes": (QuoteRow, ("id",)),
}
"""The reports, in an order in which each refers to earlier ones alone: row type and key."""

NAMES = {
    "visits_visitors": "visitors",
    "visits_hosts": "hosts",
    "visits_articles": "visit_articles",
    "visits_evidence": "evidence",
    "visits_conflicts": "conflicts",
    "conflicts_values": "conflict_values",
    "conflict_values_articles": "conflict_articles",
    "entities_variants": "variants",
    "articles_body": "body",
    "articles_boilerplate": "boilerplate",
    "quotes_quoted": "quoted_parts",
}
"""What tables of lists are called, by table and field; any other is called by these two."""

REFERENCES = {
    "article": "articles",
    "duplicate_of": "articles",
    "entity": "entities",
    "speaker_id": "entities",
    "visit": "visits",
}
"""Columns that hold the key of a row of another table."""

ITEMS = {"visitors": "name", "hosts": "name", "visit_articles": "article", "conflict_articles": "article"}
"""What the column of a list of bare texts is called, else "value"."""

WHO = ("visitors", "hosts")
"""Lists of names, to which the entity of that name is added."""


@dataclass(frozen=True, slots=True)
class Column:
    """type: str, int, float or bool. optional: may be null. about: what it holds, in words."""

    name: str
    type: type
    optional: bool
    about: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that hold the key of a row of `table`, whose columns are `to`."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """root: the report its rows come from. path: the fields that lead from a row of it to the list, if there is one."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    root: str
    path: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


VIEWS = {
    "people": (
        "The people, with how many statements are theirs and on how many visits they were visitors or hosts.",
        """SELECT e.id, e.name, e.mentions, e.articles,
       (SELECT count(*) FROM quotes q WHERE q.speaker_id = e.id) AS quotes,
       (SELECT count(DISTINCT w.visit) FROM
           (SELECT visit, entity FROM visitors UNION SELECT visit, entity FROM hosts) w WHERE w.entity = e.id) AS visits
FROM entities e WHERE e.type = 'person' ORDER BY e.mentions DESC, e.id""",
    ),
    "statements": (
        "The quotes, with when and where they were published and what visit they are about.",
        """SELECT q.id, q.speaker, q.speaker_text, q.kind, q.text, q.article, q.line, a.title, a.source, a.published,
       q.visit, v.place, v.country, v.start AS visit_start, v.status AS visit_status
FROM quotes q JOIN articles a ON a.article = q.article LEFT JOIN visits v ON v.id = q.visit
ORDER BY q.article, q.start""",
    ),
    "who_met_whom": (
        "Each two who were on one visit, meeting or call: visitors with each other and with hosts, if it took place.",
        """SELECT a.visit, a.name AS one, b.name AS other, v.place, v.start
FROM (SELECT visit, name, position AS rank FROM visitors UNION ALL SELECT visit, name, 1000000 FROM hosts) b
JOIN visitors a ON a.visit = b.visit AND a.position < b.rank AND a.name <> b.name
JOIN visits v ON v.id = a.visit WHERE v.status IN ('took_place', 'ongoing')
ORDER BY a.visit, one, other""",
    ),
}
"""Views of the databases: what they show, and the query; in SQL that SQLite and DuckDB both take."""


@cache
def tables() -> tuple[Table, ...]:
    """All tables, each after those it refers to."""
    return tuple(table for name in ROOTS for table in _tables_of(name))


def _tables_of(root: str) -> Iterator[Table]:
    row, key = ROOTS[root]
    yield from _table(root, row, key, (), (), root, ())


def _table(
    name: str,
    row: type,
    key: tuple[str, ...],
    before: tuple[Column, ...],
    references: tuple[Reference, ...],
    root: str,
    path: tuple[str, ...],
) -> Iterator[Table]:
    """The table of a row type, then those of its lists. before: the columns that come before its own."""
    about, notes = told(row)
    scalars, lists = [], []
    for field, hint in _fields(row):
        if get_origin(hint) is tuple:
            lists.append((field, get_args(hint)[0]))
        else:
            scalars.append(Column(field, *_scalar(hint), notes.get(field, "")))
    found = [Reference((c.name,), REFERENCES[c.name], _key_of(c.name)) for c in scalars if c.name in REFERENCES]
    found = [reference for reference in found if (reference.table, reference.columns) != (name, key)]
    table = Table(name, about, (*before, *scalars), key, (*references, *found), root, path)
    yield table
    for field, held in lists:
        yield from _list(table, field, held, notes.get(field, ""))


def _list(parent: Table, field: str, held: type, about: str) -> Iterator[Table]:
    """The table of a list in the rows of another table."""
    name = NAMES.get(f"{parent.name}_{field}", f"{parent.name}_{field}")
    if parent.path:
        owner = (*parent.key[:-1], _one(parent.name))
    else:
        owner = tuple(_one(parent.name) if part == "id" else part for part in parent.key)
    by_name = {column.name: column for column in parent.columns}
    kept = tuple(
        Column(new, by_name[old].type, False, f"`{old}` of the row of `{parent.name}` it belongs to")
        for new, old in zip(owner, parent.key, strict=True)
    )
    before = (*kept, Column("position", int, False, "its place in the list, from 1"))
    key = (*owner, "position")
    up: tuple[Reference, ...] = (Reference(owner, parent.name, parent.key),)
    path = (*parent.path, field)
    if is_dataclass(held):
        for table in _table(name, held, key, before, up, parent.root, path):
            yield table if table.name != name else _with_about(table, about)
        return
    item = ITEMS.get(name, "value")
    columns = (*before, Column(item, held, False, "as in the report"))
    if item in REFERENCES:
        up = (*up, Reference((item,), REFERENCES[item], _key_of(item)))
    if name in WHO:
        columns = (*columns, Column("entity", str, True, "the entity of that name; null where none or several have it"))
        up = (*up, Reference(("entity",), "entities", _key_of("entity")))
    yield Table(name, about, columns, key, up, parent.root, path)


def _with_about(table: Table, about: str) -> Table:
    return Table(table.name, about, table.columns, table.key, table.references, table.root, table.path)


def _key_of(column: str) -> tuple[str, ...]:
    return ROOTS[REFERENCES[column]][1]


def _one(name: str) -> str:
    return "entity" if name == "entities" else name.removesuffix("s")


def _fields(row: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(row)
    return ((field.name, hints[field.name]) for field in fields(row))


def _scalar(hint: Any) -> tuple[type, bool]:
    held = [argument for argument in get_args(hint) or (hint,) if argument is not NoneType]
    return held[0], NoneType in get_args(hint)


def told(row: type) -> tuple[str, dict[str, str]]:
    """What the docstring of a row type says: its first paragraph, and of each field that has a line "field: …"."""
    known = {field.name for field in fields(row)}
    about: list[str] = []
    notes: dict[str, str] = {}
    current = ""
    for line in (row.__doc__ or "").splitlines():
        name, colon, note = line.strip().partition(": ")
        if colon and name in known:
            current, notes[name] = name, note
        elif current and line.strip():
            notes[current] += f" {line.strip()}"
        elif line.strip():
            about.append(line.strip())
    return " ".join(about), notes
