"""Whether a store file is sound, without changing it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kimxi_cli.store import database


class Soundness(NamedTuple):
    """articles: how many are kept, of all corpora. current: made by the code asked about."""

    articles: int
    current: bool


def soundness(path: Path, code: str) -> Soundness | None:
    """What a store holds, None where it is not there or nothing stands in it yet. Raises StoreError unless it is sound.

    code: the version of the analysing code.
    """
    database.refuse_other_files(path)
    if not path.exists() or not path.stat().st_size:
        return None
    with database.explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise database.damaged(path)
        made = db.execute("SELECT value FROM meta WHERE name = 'code'").fetchone()
        ((articles,),) = db.execute("SELECT count(*) FROM analyses")
    return Soundness(articles, made == (code,))
