"""The store: what goes in comes out, faults are told, nothing of others is touched."""

import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kimxi_cli.errors import StoreError
from kimxi_cli.model import CorpusRows, Problem
from kimxi_cli.store import Between, FileRecord, Store, corpus_name, default_path, path_for
from kimxi_cli.store.payload import encode
from tests.cli_support import TEXTS, analysis, filled, rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "er" / "store.db"


def test_analyses_come_back_as_they_were(path: Path) -> None:
    with filled(path) as store:
        assert list(store.analyses()) == [analysis(article) for article in sorted(TEXTS)]
        assert store.analysis("bridge.txt") == analysis("bridge.txt")
        assert store.analysis("nowhere.txt") is None


def test_files_come_back_with_their_problems(path: Path) -> None:
    record = FileRecord("bad.jsonl", 10, 12345678901234567, (Problem("bad.jsonl#3", "no JSON", "mend it"),))
    with filled(path) as store:
        store.put_files([(record, [])])
    with Store.open(path, "/sample", code="test") as store:
        assert store.files()["bad.jsonl"] == record
        assert set(store.files()) == {"bad.jsonl", *TEXTS}


@pytest.mark.parametrize(
    ("kind", "where", "ids"),
    [
        ("entities", {}, ["anna-berg", "park-min-ho", "park-jin", "oslo"]),
        ("entities", {"type": "place"}, ["oslo"]),
        ("entities", {"mentions": Between(2, 5)}, ["park-min-ho", "oslo"]),
        ("quotes", {"speaker_id": "anna-berg"}, ["wires/oslo.md:39"]),
        ("quotes", {"speaker_id": None}, ["bridge.txt:66"]),
        ("quotes", {"visit": ["anna-berg--oslo--2018-05", "other"]}, ["wires/oslo.md:39"]),
        ("quotes", {"visit": []}, []),
        ("quotes", {"published": Between("2018-05-09", "2018-05-09")}, ["wires/oslo.md:39", "wires/oslo.md:107"]),
        ("quotes", {"published": Between("2018-05-10", "9999")}, []),
        ("quotes", {"kind": "mixed", "speaker_id": "park-min-ho"}, ["wires/oslo.md:107"]),
    ],
)
def test_rows_by_column(path: Path, kind: str, where: dict[str, object], ids: list[str]) -> None:
    import json

    with filled(path) as store:
        assert [json.loads(row)["id"] for row in store.rows(kind, **where)] == ids  # type: ignore[arg-type]
        assert store.count(kind, **where) == len(ids)  # type: ignore[arg-type]


def test_rows_cannot_be_asked_for_by_any_column(path: Path) -> None:
    with filled(path) as store, pytest.raises(ValueError, match="by id, kind, status"):
        list(store.rows("visits", purpose="x"))


def test_rows_are_stale_once_articles_change(path: Path) -> None:
    with filled(path) as store:
        assert store.rows_stamp() == ""
        assert store.drop_files(["bridge.txt"]) == 1
        assert store.rows_stamp() is None
        store.replace_rows(rows(), "stamp")
        assert store.rows_stamp() == "stamp"


def test_what_nothing_holds_is_dropped_with_the_rows(path: Path) -> None:
    with filled(path) as store:
        store.drop_files(["bridge.txt"])
        assert store.known(TEXTS) == set(TEXTS)
        store.replace_rows(CorpusRows())
        assert store.known(TEXTS) == {"wires/oslo.md"}
        assert list(store.holdings()) == ["wires/oslo.md"]


def test_corpora_in_one_file_do_not_see_each_other_but_share_analyses(path: Path) -> None:
    filled(path).close()
    with Store.open(path, "/other", code="test") as other:
        assert other.files() == {}
        assert other.count("entities") == 0
        assert other.known(["bridge.txt"]) == {"bridge.txt"}
        other.put_files([(FileRecord("b.txt", 1, 1), [("b.txt", "bridge.txt")])])
        other.replace_rows(CorpusRows())
    with Store.open(path, "/sample", code="test") as store:
        assert store.count("entities") == 4
        store.drop_files(list(TEXTS))
        store.replace_rows(CorpusRows())
        assert store.known(TEXTS) == {"bridge.txt"}, "the other corpus holds it still"


def test_a_file_cannot_hold_what_was_never_analysed(path: Path) -> None:
    with filled(path) as store:
        with pytest.raises(StoreError, match="went missing"):
            store.put_files([(FileRecord("new.txt", 1, 1), [("new.txt", "no-such-key")])])
        assert "new.txt" not in store.files(), "all or nothing"


def test_a_batch_that_fails_leaves_nothing(path: Path) -> None:
    with Store.open(path, "/sample", code="test") as store:

        def broken() -> object:
            yield FileRecord("one.txt", 1, 1), []
            raise RuntimeError

        with pytest.raises(RuntimeError):
            store.put_files(broken())  # type: ignore[arg-type]
        assert store.files() == {}


def test_names_that_are_no_utf8(path: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    with Store.open(path, "/sample", code="test") as store:
        store.put_analyses([("k", encode(analysis("bridge.txt")))])
        store.put_files([(FileRecord(name, 1, 1), [(name, "k")])])
        assert [found.id for found in store.analyses()] == ["\\udcff.txt"]
        assert store.drop_files([name]) == 1


# --- versions and faults ------------------------------------------------------------------------


def test_another_version_is_rebuilt_and_said(path: Path) -> None:
    filled(path).close()
    said: list[str] = []
    with Store.open(path, "/sample", code="newer", warn=said.append) as store:
        assert store.files() == {}
        assert list(store.analyses()) == []
    assert len(said) == 1
    assert str(path) in said[0]
    assert "another version" in said[0]
    with Store.open(path, "/sample", code="newer", warn=said.append):
        assert len(said) == 1


def test_another_schema_is_rebuilt(path: Path) -> None:
    filled(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.execute("DROP TABLE files")
    db.commit()
    db.close()
    said: list[str] = []
    with Store.open(path, "/sample", code="test", warn=said.append) as store:
        assert store.files() == {}
    assert said


@pytest.mark.parametrize("content", [b"a text", b"PK\x03\x04" + bytes(200), b"x" * 5000])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a kimxi store") as caught:
        Store.open(path, "/sample", code="test")
    assert "--store" in caught.value.hint
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE files (x)")
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's"):
        Store.open(path, "/sample", code="test")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    filled(path).close()


def test_a_damaged_store(path: Path) -> None:
    filled(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught, Store.open(path, "/sample", code="test") as store:
        list(store.analyses())
    assert "Delete it" in caught.value.hint


@pytest.mark.parametrize("payload", [b"", b"\x00" * 9, zlib.compress(b"{"), zlib.compress(b"[1]"), None, "text"])
def test_a_damaged_analysis(path: Path, payload: object) -> None:
    with filled(path) as store:
        store._db.execute("UPDATE analyses SET payload = ?", (payload,))
        with pytest.raises(StoreError, match="is damaged") as caught:
            list(store.analyses())
    assert "Delete it" in caught.value.hint


@pytest.mark.parametrize("row", ["{broken", "", "[1]", "7", None, b"\xff\xfe"])
def test_a_damaged_row_is_told_before_any_row_is_given(path: Path, row: object) -> None:
    with filled(path) as store:
        store._db.execute("UPDATE quotes SET row = ? WHERE seq = 2", (row,))
        with pytest.raises(StoreError, match="is damaged"):
            store.rows("quotes")
        assert store.rows("quotes", kind="direct"), "rows that are sound can still be asked for"


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE reasons SET reasons = '['", lambda store: store.reasons("anna-berg")),
        ("UPDATE reasons SET reasons = 7", lambda store: store.reasons("anna-berg")),
        ("UPDATE files SET problems = '{'", Store.files),
        ("UPDATE files SET problems = '[3]'", Store.files),
        ("UPDATE files SET path = CAST(x'ff' AS TEXT) WHERE path = 'bridge.txt'", Store.files),
    ],
)
def test_other_damage(path: Path, change: str, read: Callable[[Store], object]) -> None:
    with filled(path) as store:
        store._db.execute(change)
        with pytest.raises(StoreError, match="is damaged"):
            read(store)


def test_which_files_were_read_before(path: Path) -> None:
    with filled(path) as store:
        assert store.files_read_before() == set()
    with Store.open(path, "/sample", code="test") as store:
        assert store.files_read_before() == set(TEXTS)
        store.put_files([(FileRecord("bridge.txt", 2, 2), [])])
        assert store.files_read_before() == {"wires/oslo.md"}


def test_a_corpus_that_is_a_link_in_a_circle_has_a_store(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert default_path(tmp_path / "loop").name.startswith("loop-")


def test_no_space_left(path: Path) -> None:
    with filled(path) as store:
        ((pages,),) = store._db.execute("PRAGMA page_count")
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        big = replace(analysis("bridge.txt"), text=os.urandom(200_000).hex())
        with pytest.raises(StoreError, match="no space is left") as caught:
            store.put_analyses([("big", encode(big))])
        assert caught.value.hint
        assert store.known(["big"]) == set()
        assert store.count("entities") == 4


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"can't make the folder|can't read the store"):
        Store.open(tmp_path / "file" / "store.db", "/sample", code="test")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path, "/sample", code="test")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_that_may_not_be_written(path: Path) -> None:
    filled(path).close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="can't be"), Store.open(path, "/new", code="test"):
            pass
    finally:
        path.parent.chmod(0o755)


def test_another_writer_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimxi_cli.store.database.BUSY_SECONDS", 0.05)
    with filled(path), Store.open(path, "/sample", code="test") as store:
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        assert store.count("entities") == 4, "reading goes on"
        with pytest.raises(StoreError, match="another kimxi"):
            store.set_note("a", "b")
        writer.execute("ROLLBACK")
        store.set_note("a", "b")
        assert store.note("a") == "b"
        writer.close()


# --- where it is ----------------------------------------------------------------------------------


def test_default_path_tells_corpora_of_one_name_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, two = default_path("/a/corpus"), default_path("/b/corpus")
    assert one != two
    assert one.parent == two.parent == tmp_path / "kimxi"
    assert one.name.startswith("corpus-")
    assert one.suffix == ".db"
    assert default_path("-").name.startswith("stdin-")
    assert default_path("corpus") == default_path(Path.cwd() / "x" / ".." / "corpus")


@pytest.mark.parametrize(
    ("platform", "part"), [("darwin", "Library/Caches"), ("linux", ".cache"), ("win32", "AppData")]
)
def test_default_path_by_platform(platform: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    assert part in default_path("/a/corpus").as_posix()


def test_a_folder_of_stores(tmp_path: Path) -> None:
    assert path_for("/a/corpus", tmp_path).parent == tmp_path
    assert path_for("/a/corpus", tmp_path / "s.db") == tmp_path / "s.db"
    assert path_for("/a/corpus", None) == default_path("/a/corpus") == path_for("/a/corpus", "")


def test_corpus_name_is_absolute() -> None:
    assert corpus_name("-") == "-"
    assert corpus_name("x") == str(Path.cwd() / "x")


def test_reading_imports_no_model(path: Path) -> None:
    """A report on an analysed corpus pays for the rows it reads, not for the classes they were made with."""
    filled(path).close()
    script = (
        f"import sys; from kimxi_cli.store import Store; from pathlib import Path\n"
        f"store = Store.open(Path({str(path)!r}), '/sample', code='test'); list(store.rows('quotes')); store.files()\n"
        "assert not {'kimxi_cli.model', 'spacy', 'rich'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
