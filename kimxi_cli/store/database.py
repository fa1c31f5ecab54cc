"""The SQLite file itself: its tables, how it is opened, and what its faults mean to the user."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kimxi_cli.errors import StoreError

SCHEMA = 2
"""Raised whenever a table below changes; a store with another number is rebuilt."""

APPLICATION_ID = 0x6B696D78
"""Stands in the file's header ("kimx"), and so tells our files from other programs' SQLite files."""

BUSY_SECONDS = 30.0
"""How long to wait for another kimxi that writes to the same store."""

_HEADER = b"SQLite format 3\x00"

ROW_COLUMNS = {
    "entities": ("id", "name", "type", "mentions"),
    "mentions": ("article", "entity", "type"),
    "quotes": ("id", "article", "kind", "speaker_id", "visit", "published"),
    "visits": ("id", "kind", "status"),
    "articles": ("id", "published", "duplicate_of"),
    "joins": ("entity", "article"),
}
"""What each kind of row can be asked for by; everything else of a row is in its JSON."""

_TABLES = [
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE corpora (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL)",
    "CREATE TABLE notes (corpus INTEGER, name TEXT, value TEXT, PRIMARY KEY (corpus, name)) WITHOUT ROWID",
    "CREATE TABLE files (corpus INTEGER, path TEXT, size INTEGER, mtime_ns INTEGER, digest TEXT, problems TEXT,"
    " PRIMARY KEY (corpus, path)) WITHOUT ROWID",
    "CREATE TABLE holdings (corpus INTEGER, article TEXT, file TEXT, key TEXT, PRIMARY KEY (corpus, article))"
    " WITHOUT ROWID",
    "CREATE INDEX holdings_key ON holdings (key)",
    "CREATE INDEX holdings_file ON holdings (corpus, file)",
    "CREATE TABLE analyses (key TEXT PRIMARY KEY, corpus INTEGER, payload BLOB)",
    "CREATE TABLE reasons (corpus INTEGER, id TEXT, reasons TEXT, PRIMARY KEY (corpus, id)) WITHOUT ROWID",
    *(
        f"CREATE TABLE {kind} (corpus INTEGER, seq INTEGER, {', '.join(columns)}, row TEXT,"
        " PRIMARY KEY (corpus, seq)) WITHOUT ROWID"
        for kind, columns in ROW_COLUMNS.items()
    ),
    "CREATE INDEX quotes_speaker ON quotes (corpus, speaker_id)",
    "CREATE INDEX mentions_entity ON mentions (corpus, entity)",
    "CREATE INDEX joins_entity ON joins (corpus, entity)",
]


_ELSEWHERE = "Choose another place with --store (or KIMXI_STORE)."


def connect(path: Path, code: str, warn: Callable[[str], None] | None) -> sqlite3.Connection:
    """The file opened, its tables there. Raises StoreError if it is another program's, or can't be used."""
    refuse_other_files(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"can't make the folder {path.parent} for the store: {error.strerror}.", _ELSEWHERE) from error
    with explained(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(db, path, code, warn)
        except BaseException:
            db.close()
            raise
    return db


def refuse_other_files(path: Path) -> None:
    """Raise StoreError unless the file is missing, empty, or says in its header that it is one of ours.

    The header is read by hand, so that SQLite never touches (or makes a side file for) what is not ours.
    """
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder, not a kimxi store.", _ELSEWHERE)
        if not path.exists():
            return
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"can't read the store {path}: {error.strerror}.", _ELSEWHERE) from error
    if not head.strip(b"\0"):
        return
    if not head.startswith(_HEADER):
        raise StoreError(f"{path} is not a kimxi store; it was left as it is.", _ELSEWHERE)
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise StoreError(
            f"{path} is another program's SQLite file, not a kimxi store; it was left as it is.", _ELSEWHERE
        )


def _prepare(db: sqlite3.Connection, path: Path, code: str, warn: Callable[[str], None] | None) -> None:
    """Make the tables where there are none, and again where another version made them."""
    db.execute("PRAGMA synchronous = NORMAL")
    if _ready(db, code):
        return
    with transaction(db):
        if _ready(db, code):  # another process was faster
            return
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if tables and warn is not None:
            warn(f"the store {path} is of another version of kimxi; its articles are analysed anew")
        for name in tables:
            db.execute(f'DROP TABLE "{name}"')
        for sql in _TABLES:
            db.execute(sql)
        db.execute("INSERT INTO meta VALUES ('code', ?)", (code,))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("PRAGMA journal_mode = WAL")


def _ready(db: sqlite3.Connection, code: str) -> bool:
    """Whether the store has been made, by this version."""
    ((schema,),) = db.execute("PRAGMA user_version")
    if schema != SCHEMA:
        return False
    found = db.execute("SELECT value FROM meta WHERE name = 'code'").fetchone()
    return found is not None and found[0] == code


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing; waits for another writer."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


_DAMAGED = ("the store {path} is damaged.", "Delete it: the next run makes it anew from the corpus.")

_FAULTS = {
    sqlite3.SQLITE_FULL: (
        "no space is left to write the store {path}.",
        "Free some space, or choose another place with --store.",
    ),
    sqlite3.SQLITE_READONLY: ("the store {path} can't be written to.", _ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: ("the store {path} can't be opened or made there.", _ELSEWHERE),
    sqlite3.SQLITE_PERM: ("the store {path} can't be opened: permission denied.", _ELSEWHERE),
    sqlite3.SQLITE_BUSY: (
        "another kimxi has been writing to the store {path} for too long.",
        "Try again when it has ended.",
    ),
    sqlite3.SQLITE_NOTADB: ("{path} is not a kimxi store; it was left as it is.", _ELSEWHERE),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: ("the store {path} can't be read or written: the disk reports an error.", _ELSEWHERE),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors as StoreErrors."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # raised by Python, over a text that is no UTF-8
            raise damaged(path) from error
        message, hint = _FAULTS.get(
            code & 0xFF, ("the store {path} failed: {error}.", "Delete it: the next run makes it anew.")
        )
        raise StoreError(message.format(path=path, error=error), hint) from error


def damaged(path: Path) -> StoreError:
    """What to raise where the store holds something that kimxi never put there."""
    message, hint = _DAMAGED
    return StoreError(message.format(path=path), hint)
