"""An SQLite database, as Datasette and most programs open it: keys, indexes on what refers to other rows, views."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kimxi_cli.export import sql
from kimxi_cli.export.relations import Relations
from kimxi_cli.export.schema import tables

TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


def write(path: Path, relations: Relations) -> None:
    """Write the database. Raises OSError where the disk does not take it."""
    try:
        _write(path, relations)
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error


def _write(path: Path, relations: Relations) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")  # the file is only put in its place when it is complete
        db.execute("BEGIN")
        for table in tables():
            db.execute(sql.create(table, TYPES))
            marks = ", ".join("?" * len(table.columns))
            db.executemany(f"INSERT INTO {sql.quoted(table.name)} VALUES ({marks})", relations.content(table))
            for reference in table.references:
                if reference.columns != table.key[: len(reference.columns)]:
                    index = sql.quoted(f"{table.name}_{'_'.join(reference.columns)}")
                    db.execute(f"CREATE INDEX {index} ON {sql.quoted(table.name)} ({sql.listed(reference.columns)})")
        for view in sql.views():
            db.execute(view)
        db.execute("COMMIT")
