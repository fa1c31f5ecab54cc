"""What the store knows about one corpus: its files, what was found in its articles, its rows."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from kimxi_cli.errors import StoreError
from kimxi_cli.store import database, lock
from kimxi_cli.store.database import ROW_COLUMNS, seal

if TYPE_CHECKING:
    from kimxi_cli.model import ArticleAnalysis, CorpusRows, Problem


class FileRecord(NamedTuple):
    """A file of the corpus as it was when it was last read.

    path: relative to the corpus root, with "/". problems: what could not be read of it.
    """

    path: str
    size: int
    mtime_ns: int
    problems: "tuple[Problem, ...]" = ()


class Held(NamedTuple):
    """An article of the corpus: the file it is in, and the key of its analysis."""

    file: str
    key: str


class Between(NamedTuple):
    """A condition on a column: lowest <= value <= highest; rows without a value are left out."""

    lowest: str | int
    highest: str | int


ROWS_AT_ONCE = 256

Condition = str | int | None | Sequence[str] | Between


class Store:
    """One corpus's part of a store file. Use `Store.open`, and close it (it is a context manager)."""

    def __init__(self, path: Path, connection: sqlite3.Connection, corpus: int) -> None:
        self.path = path
        self._db = connection
        self._corpus = corpus
        self._put: set[str] = set()
        self._tell: Callable[[str], None] | None = None

    @classmethod
    def open(cls, path: Path, corpus: str, *, code: str, warn: Callable[[str], None] | None = None) -> Self:
        """The store at `path`, made if it is not there, with `corpus` (see `corpus_name`) as the one asked about.

        code: the version of the analysing code; what another version left in the store is thrown away,
        which `warn` is told. Raises StoreError for a file that is no store of ours, and where reading or
        writing is not possible.
        """
        db = database.connect(path, code, warn)
        try:
            with database.explained(path):
                found = db.execute("SELECT id FROM corpora WHERE name = ?", (corpus,)).fetchone()
                if found is None:
                    with database.transaction(db):
                        db.execute("INSERT OR IGNORE INTO corpora (name) VALUES (?)", (corpus,))
                    found = db.execute("SELECT id FROM corpora WHERE name = ?", (corpus,)).fetchone()
        except BaseException:
            db.close()
            raise
        store = cls(path, db, found[0])
        store._tell = warn
        return store

    def writing(self) -> AbstractContextManager[None]:
        """The right to write, waited for; who has it is told where that takes long."""
        return lock.writing(self.path, self._tell)

    def hold(self) -> None:
        """From now on read the state of this moment, whatever others write; no writing any more."""
        with database.explained(self.path):
            self._db.execute("BEGIN")
            self._db.execute("SELECT 1 FROM corpora").fetchone()

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- files and analyses ---------------------------------------------------------------------

    def files(self) -> dict[str, FileRecord]:
        """The corpus's files as last read, by path."""
        records = {}
        for *values, sealed in self._read("SELECT path, size, mtime_ns, problems, seal FROM files WHERE corpus = ?"):
            if seal(*values) != sealed:
                raise database.damaged(self.path)
            path, size, mtime_ns, problems = values
            records[path] = FileRecord(path, size, mtime_ns, self._problems(problems))
        return records

    def files_read_before(self) -> set[str]:
        """The corpus's files that were read before this store was opened, and not since."""
        return {path for (path,) in self._read("SELECT path FROM files WHERE corpus = ?")} - self._put

    def holdings(self) -> dict[str, Held]:
        """The corpus's articles, by id, in the order of their ids."""
        found = self._read("SELECT article, file, key, seal FROM holdings WHERE corpus = ? ORDER BY article")
        held = {}
        for article, file, key, sealed in found:
            if seal(article, file, key) != sealed:
                raise database.damaged(self.path)
            held[article] = Held(file, key)
        return held

    def count_held(self) -> int:
        """How many articles the corpus has."""
        ((number,),) = self._read("SELECT count(*) FROM holdings WHERE corpus = ?")
        return int(number)

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys whose analysis is stored, for whichever corpus it was made."""
        with database.explained(self.path):
            return {key for key in keys if self._db.execute("SELECT 1 FROM analyses WHERE key = ?", (key,)).fetchone()}

    def put_analyses(self, batch: Iterable[tuple[str, bytes]]) -> None:
        """Keep (key, `payload.encode`d analysis) pairs, all of them or, where that fails, none."""
        rows = [(key, self._corpus, payload) for key, payload in batch]
        with database.explained(self.path), database.transaction(self._db):
            self._db.executemany("INSERT OR REPLACE INTO analyses (key, corpus, payload) VALUES (?, ?, ?)", rows)

    def put_files(self, batch: Iterable[tuple[FileRecord, Sequence[tuple[str, str]]]]) -> None:
        """Say what files hold now: for each its record and its articles as (article, key), all analyses stored before.

        Takes the place of what was said of these files; where that is something else, the corpus's rows are stale.
        """
        from kimxi_cli.serial import dumps, pack

        stale = False
        with database.explained(self.path), database.transaction(self._db):
            for record, articles in batch:
                for article, key in articles:
                    if not self._db.execute("SELECT 1 FROM analyses WHERE key = ?", (key,)).fetchone():
                        raise StoreError(
                            f"the analysis of {article} went missing from {self.path}: another kimxi is at work on it",
                            "Run it again when the other one has ended.",
                        )
                path = _bound(record.path)
                now = {_bound(article): key for article, key in articles}
                held = "SELECT article, key FROM holdings WHERE corpus = ? AND file = ?"
                stale = dict(self._db.execute(held, (self._corpus, path))) != now or stale
                self._forget(path)
                self._put.add(path)
                problems = dumps([pack(p) for p in record.problems]) if record.problems else None
                values = (path, record.size, record.mtime_ns, problems)
                self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)", (self._corpus, *values, seal(*values)))
                self._db.executemany(
                    "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?)",
                    ((self._corpus, article, path, key, seal(article, path, key)) for article, key in now.items()),
                )
            if stale:
                self._stale()

    def drop_files(self, paths: Iterable[str]) -> int:
        """Forget files that are gone, and their articles; how many articles that were."""
        with database.explained(self.path), database.transaction(self._db):
            gone = sum(self._forget(_bound(path)) for path in paths)
            self._stale()
        return gone

    def analyses(self) -> Iterator["ArticleAnalysis"]:
        """What was found in each article of the corpus, in the order of their ids, one at a time."""
        return self._analyses("")

    def analysis(self, article: str) -> "ArticleAnalysis | None":
        """What was found in one article."""
        return next(self._analyses(" AND article = ?", _bound(article)), None)

    # --- rows -------------------------------------------------------------------------------------

    def replace_rows(self, rows: "CorpusRows", stamp: str = "") -> None:
        """Put the corpus's rows in the place of the earlier ones, and drop analyses that nothing holds any more.

        stamp: what `rows_stamp` says from then on: whatever else than articles the rows were made of.
        """
        from kimxi_cli.serial import dumps, plain

        published = {article.article: article.published for article in rows.articles}
        values: dict[str, Iterable[tuple[object, ...]]] = {
            "entities": ((r.id, r.name, r.type, r.mentions) for r in rows.entities),
            "mentions": ((r.article, r.entity, r.type) for r in rows.mentions),
            "quotes": ((r.id, r.article, r.kind, r.speaker_id, r.visit, published.get(r.article)) for r in rows.quotes),
            "visits": ((r.id, r.kind, r.status) for r in rows.visits),
            "articles": ((r.article, r.published, r.duplicate_of) for r in rows.articles),
            "joins": ((r.entity, r.article) for r in rows.joins),
        }
        with database.explained(self.path), database.transaction(self._db):
            for kind, columns in values.items():
                self._db.execute(f"DELETE FROM {kind} WHERE corpus = ?", (self._corpus,))
                marks = ", ".join("?" * (len(ROW_COLUMNS[kind]) + 4))
                texts = (dumps(plain(row)) for row in getattr(rows, kind))
                self._db.executemany(
                    f"INSERT INTO {kind} VALUES ({marks})",
                    (
                        (self._corpus, seq, *values, seal(*values))
                        for seq, values in enumerate(
                            (*map(_bound, held), text) for held, text in zip(columns, texts, strict=True)
                        )
                    ),
                )
            self._db.execute("DELETE FROM reasons WHERE corpus = ?", (self._corpus,))
            told = ((id, dumps(list(reasons))) for id, reasons in rows.reasons.items())
            self._db.executemany(
                "INSERT INTO reasons VALUES (?, ?, ?, ?)", ((self._corpus, *each, seal(*each)) for each in told)
            )
            self._db.execute(
                "DELETE FROM analyses WHERE corpus = ? AND key NOT IN (SELECT key FROM holdings)", (self._corpus,)
            )
            self._note("rows", stamp)
            self._note("complete", "")

    def is_complete(self) -> bool:
        """Whether the corpus has had all its rows; they stay, as they were, until the next ones are made."""
        return self.note("complete") is not None

    def rows_stamp(self) -> str | None:
        """The stamp the rows were stored with; None where there are none, or articles changed since."""
        return self.note("rows")

    def rows(self, kind: str, /, **where: Condition) -> Iterator[str]:
        """The corpus's rows of a kind (a key of ROW_COLUMNS) as JSON texts, in their order.

        where: a column of ROW_COLUMNS and what it must be: a value, None for none, one of a sequence, or Between.
        """
        condition, values = _condition(kind, where)
        # looked at before the first is given: a report breaks off nowhere in the middle
        asked = f"FROM {kind} WHERE corpus = ?{condition}"
        sealed = ", ".join((*ROW_COLUMNS[kind], "row"))
        for _ in self._read(f"SELECT 1 {asked} AND seal IS NOT seal({sealed}) LIMIT 1", *values):
            raise database.damaged(self.path)
        return (row for (row,) in self._read(f"SELECT row {asked} ORDER BY seq", *values))

    def count(self, kind: str, /, **where: Condition) -> int:
        """How many rows `rows` gives."""
        condition, values = _condition(kind, where)
        ((number,),) = self._read(f"SELECT count(*) FROM {kind} WHERE corpus = ?{condition}", *values)
        return int(number)

    def ids(self, kind: str) -> list[str]:
        """The ids of the rows of a kind, in their order."""
        return [row[0] for row in self._read(f"SELECT id FROM {kind} WHERE corpus = ? ORDER BY seq")]

    def reasons(self, id: str) -> tuple[str, ...]:
        """Why an entity or visit is what it is, in sentences."""
        for text, sealed in self._read("SELECT reasons, seal FROM reasons WHERE corpus = ? AND id = ?", id):
            if seal(id, text) != sealed:
                raise database.damaged(self.path)
            return tuple(self._parsed(text))
        return ()

    def note(self, name: str) -> str | None:
        """Something the caller wrote down about the corpus with `set_note`."""
        found = self._read("SELECT value FROM notes WHERE corpus = ? AND name = ?", name)
        return next((value for (value,) in found), None)

    def set_note(self, name: str, value: str) -> None:
        with database.explained(self.path), database.transaction(self._db):
            self._note(name, value)

    # --- within -----------------------------------------------------------------------------------

    def _read(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose first value is the corpus, some at a time.

        No fault is watched for while the caller has the rows: it may close the store before it has seen them all.
        """
        with database.explained(self.path):
            cursor = self._db.execute(sql, (self._corpus, *values))
            rows = cursor.fetchmany(ROWS_AT_ONCE)
        while rows:
            yield from rows
            with database.explained(self.path):
                rows = cursor.fetchmany(ROWS_AT_ONCE)

    def _analyses(self, condition: str, *values: object) -> Iterator["ArticleAnalysis"]:
        from kimxi_cli.store.payload import decode

        sql = "SELECT article, file, key, seal, payload FROM holdings LEFT JOIN analyses USING (key)"
        for *held, sealed, payload in self._read(
            f"{sql} WHERE holdings.corpus = ?{condition} ORDER BY article", *values
        ):
            if seal(*held) != sealed:
                raise database.damaged(self.path)
            try:
                analysis = decode(payload, held[0])
            except Exception as error:  # whatever is wrong with it: it is not what `encode` gave
                raise database.damaged(self.path) from error
            yield analysis

    def _problems(self, stored: str | None) -> "tuple[Problem, ...]":
        if not stored:
            return ()
        from kimxi_cli.model import Problem

        try:
            return tuple(Problem(*values) for values in self._parsed(stored))
        except TypeError as error:
            raise database.damaged(self.path) from error

    def _parsed(self, text: str) -> list[Any]:
        """A list kept as JSON."""
        try:
            held = json.loads(text)
        except (ValueError, TypeError) as error:
            raise database.damaged(self.path) from error
        if not isinstance(held, list):
            raise database.damaged(self.path)
        return held

    def _forget(self, path: str) -> int:
        self._db.execute("DELETE FROM files WHERE corpus = ? AND path = ?", (self._corpus, path))
        return self._db.execute("DELETE FROM holdings WHERE corpus = ? AND file = ?", (self._corpus, path)).rowcount

    def _note(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (self._corpus, name, value))

    def _stale(self) -> None:
        self._db.execute("DELETE FROM notes WHERE corpus = ? AND name = 'rows'", (self._corpus,))


def _condition(kind: str, where: dict[str, Condition]) -> tuple[str, list[object]]:
    sql, values = "", list[object]()
    for column, wanted in where.items():
        if column not in ROW_COLUMNS[kind]:
            raise ValueError(f"{kind} can't be asked for by {column}; by {', '.join(ROW_COLUMNS[kind])}")
        match wanted:
            case None:
                sql += f" AND {column} IS NULL"
            case Between(lowest, highest):
                sql += f" AND {column} BETWEEN ? AND ?"
                values += (lowest, highest)
            case str() | int():
                sql += f" AND {column} = ?"
                values.append(_bound(wanted))
            case _:
                sql += f" AND {column} IN ({', '.join('?' * len(wanted))})"
                values += map(_bound, wanted)
    return sql, values


def _bound(value: Any) -> Any:
    """A value as SQLite takes it: halves of surrogate pairs (a file name that is no UTF-8) written out."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "backslashreplace").decode()
    return value
