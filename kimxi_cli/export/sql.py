"""The tables in SQL, for the databases."""

from kimxi_cli.export.schema import VIEWS, Reference, Table


def quoted(name: str) -> str:
    """A name as SQL takes it though it be a word of its own, such as `end`."""
    return f'"{name}"'


def listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def create(table: Table, types: dict[type, str], *, to_itself: bool = True) -> str:
    """The statement that makes a table. types: of columns; to_itself: whether it may refer to its own rows."""
    lines = [f"{quoted(c.name)} {types[c.type]}{'' if c.optional else ' NOT NULL'}" for c in table.columns]
    lines.append(f"PRIMARY KEY ({listed(table.key)})")
    lines += [_reference(r) for r in table.references if to_itself or r.table != table.name]
    return f"CREATE TABLE {quoted(table.name)} (\n  {',\n  '.join(lines)}\n)"


def _reference(reference: Reference) -> str:
    return f"FOREIGN KEY ({listed(reference.columns)}) REFERENCES {quoted(reference.table)} ({listed(reference.to)})"


def views() -> list[str]:
    """The statements that make the views."""
    return [f"CREATE VIEW {quoted(name)} AS\n{query}" for name, (_, query) in VIEWS.items()]
