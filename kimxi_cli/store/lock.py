"""Who writes to a store: one process at a time, known by its number to those who wait.

The lock is a small SQLite file beside the store whose writer's place is kept taken: the system frees it when its
holder ends, however that ends, and others can still read in it who the holder is.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kimxi_cli.store.database import explained

PATIENCE = 1.0
"""Seconds of waiting before the holder is named: most waits are shorter."""

_PAUSE = 0.1


def lock_path(store: Path) -> Path:
    """The file beside the store that is the lock."""
    return store.with_name(f"{store.name}-lock")


@contextmanager
def writing(store: Path, tell: Callable[[str], None] | None = None) -> Iterator[None]:
    """The right to write to the store, waited for; `tell` is told who has it, if that takes more than PATIENCE."""
    with explained(store):
        db = _connect(store)
    try:
        started, told = time.monotonic(), False
        while not _taken(db, store):
            if not told and time.monotonic() - started > PATIENCE:
                told = True
                if tell is not None:
                    tell(f"waiting for {holder(store) or 'another kimxi'}, which writes to the store {store}")
            time.sleep(_PAUSE)
        yield
    finally:
        db.close()


def holder(store: Path) -> str | None:
    """Who is writing to the store now (the process and since when); None where nobody is."""
    if not lock_path(store).exists():
        return None
    with explained(store):
        db = _connect(store)
    try:
        if _begun(db):
            return None
        pid, since = _name(db) or ("unknown", "now")
        return f"another kimxi (process {pid}, since {since})"
    finally:
        db.close()


def _connect(store: Path) -> sqlite3.Connection:
    db = sqlite3.connect(lock_path(store), timeout=_PAUSE, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")  # nothing in it outlives its holder
    return db


def _taken(db: sqlite3.Connection, store: Path) -> bool:
    """Take the writer's place with our name in it. (It has to be let go for a moment for others to read the name.)"""
    mine = (os.getpid(), time.strftime("%Y-%m-%d %H:%M:%S"))
    with explained(store):
        while _begun(db):
            if _name(db) == mine:
                return True
            try:
                db.execute("CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)")
                db.execute("DELETE FROM holder")
                db.execute("INSERT INTO holder VALUES (?, ?)", mine)
                db.execute("COMMIT")
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
                db.execute("ROLLBACK")
    return False


def _begun(db: sqlite3.Connection) -> bool:
    """Whether the writer's place was free, and is now ours."""
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            return False
        raise
    return True


def _name(db: sqlite3.Connection) -> tuple[int, str] | None:
    """What the last one to take the place wrote there."""
    try:
        found: tuple[int, str] | None = db.execute("SELECT pid, since FROM holder").fetchone()
    except sqlite3.OperationalError:  # there is no such table yet
        return None
    return found


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
