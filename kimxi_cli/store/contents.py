"""What stores there are, and what is in them, looked at without changing anything."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kimxi_cli.errors import DamagedStoreError
from kimxi_cli.store.database import APPLICATION_ID, HEADER, SCHEMA, SIDE_FILES, explained, refuse_other_files
from kimxi_cli.store.lock import holder
from kimxi_cli.store.places import cache_folder


def stores(chosen: Path | None) -> list[Path]:
    """The stores in a folder (by default the user's cache folder), or the one file given. Others' files are left out.

    Raises StoreError for a single file that is no store.
    """
    place = cache_folder() if chosen is None else chosen.expanduser()
    if not place.is_dir():
        refuse_other_files(place)
        return [place] if place.exists() else []
    return [path for path in sorted(place.glob("*.db")) if path.is_file() and _is_ours(path)]


def contents(path: Path) -> Iterator[dict[str, Any]]:
    """One row for each corpus of a store: its name, articles and rows, the store's size, version and state.

    state: complete, incomplete (an index was interrupted), writing (by whom), outdated (made by another version; made
    anew by the next run) or damaged.
    """
    size = sum(part.stat().st_size for part in _parts(path) if part.exists())
    row: dict[str, Any] = {"store": str(path), "bytes": size, "corpus": None, "articles": None, "version": None}
    try:
        with explained(path):
            db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                yield from (row | found for found in _corpora(db, holder(path)))
            finally:
                db.close()
    except DamagedStoreError:
        yield row | {"state": "damaged"}


def _corpora(db: sqlite3.Connection, writer: str | None) -> Iterator[dict[str, Any]]:
    ((schema,),) = db.execute("PRAGMA user_version")
    if schema != SCHEMA:
        yield {"state": "outdated"}
        return
    ((version,),) = db.execute("SELECT value FROM meta WHERE name = 'code'")
    for id, name in db.execute("SELECT id, name FROM corpora ORDER BY name").fetchall():
        ((articles,),) = db.execute("SELECT count(*) FROM holdings WHERE corpus = ?", (id,))
        done = db.execute("SELECT 1 FROM notes WHERE corpus = ? AND name = 'rows'", (id,)).fetchone()
        state = f"writing: {writer}" if writer else "complete" if done else "incomplete"
        yield {"corpus": name, "articles": articles, "version": version, "state": state}


def _parts(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + ending) for ending in SIDE_FILES)]


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(100)
    return head.startswith(HEADER) and int.from_bytes(head[68:72]) == APPLICATION_ID
