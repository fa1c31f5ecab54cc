"""A DuckDB database, and how the rows get into DuckDB, which takes them fastest out of a file."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from kimxi_cli.export import sql
from kimxi_cli.export.relations import Relations
from kimxi_cli.export.schema import Table, tables

TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def write(path: Path, relations: Relations) -> None:
    with connected(path) as db:
        for table in tables():
            # an insert sees no rows of its own, so that what refers to its own table can't be declared
            db.execute(sql.create(table, TYPES, to_itself=False))
            db.execute(f"INSERT INTO {sql.quoted(table.name)} {selected(table, relations, path.parent)}")
        for view in sql.views():
            db.execute(view)


@contextmanager
def connected(path: Path | str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that looks for nothing on the network. OSError where the disk does not take what is written."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        with closing(duckdb.connect(str(path), config=settings)) as db:
            yield db
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def selected(table: Table, relations: Relations, folder: Path) -> str:
    """A query that gives the rows of a table, which are written to a file in `folder`."""
    file = folder / f"{table.name}.rows"
    with file.open("w", encoding="utf-8") as out:
        for values in relations.content(table):
            out.write(json.dumps(dict(zip(table.names, values, strict=True))) + "\n")
    if not file.stat().st_size:
        kinds = ", ".join(f"NULL::{TYPES[c.type]} AS {sql.quoted(c.name)}" for c in table.columns)
        return f"SELECT {kinds} WHERE false"
    columns = ", ".join(f"{sql.quoted(c.name)}: '{TYPES[c.type]}'" for c in table.columns)
    where = str(file).replace("'", "''")
    return f"SELECT * FROM read_json('{where}', format = 'newline_delimited', columns = {{{columns}}})"
