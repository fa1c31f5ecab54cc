"""Runs that are killed, stores that are garbled, disks that are full, several kimxis at once: no row is ever wrong."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kimxi_cli.analysis import annotator
from kimxi_cli.errors import StoreError
from kimxi_cli.pipeline import Settings, refresh
from kimxi_cli.store import Store, corpus_name, holder
from kimxi_cli.store.lock import writing
from kimxi_cli.version import code_version
from tests.short import KINDS, command, env, kimxi, rows, stored_analyses, write_corpus

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks as on Unix")

Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("short") / "corpus", 24)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a run that nothing happened to."""
    store = tmp_path_factory.mktemp("undisturbed") / "s.db"
    assert all(rows(corpus, store).values())
    return store


@pytest.fixture(scope="module")
def expected(corpus: Path, undisturbed: Path) -> Rows:
    return rows(corpus, undisturbed)


# --- killed ---------------------------------------------------------------------------------------


def index_in_a_child(corpus: Path, store: Path, jobs: int) -> int:
    """A run in a process that has the model already; its number."""
    annotator(None)
    child = os.fork()
    if child == 0:
        try:
            refresh(Settings(corpus, store, None, jobs))
        finally:
            os._exit(0)
    return child


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment(corpus: Path, undisturbed: Path, expected: Rows, jobs: int, tmp_path: Path) -> None:
    began = time.monotonic()
    os.waitpid(index_in_a_child(corpus, tmp_path / "whole.db", jobs), 0)
    whole = time.monotonic() - began
    chance, store, kept = random.Random(jobs), tmp_path / "s.db", 0
    for _ in range(10):
        child = index_in_a_child(corpus, store, jobs)
        time.sleep(chance.uniform(0, 0.6 * whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if store.exists():
            with Store.open(store, corpus_name(corpus), code=code_version()) as opened:
                assert opened.count_held() >= kept, "what was stored stays"
                kept = opened.count_held()
    assert rows(corpus, store) == expected
    assert stored_analyses(store) == stored_analyses(undisturbed)


# --- several at once --------------------------------------------------------------------------------


def test_readers_see_the_last_complete_state(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 6), tmp_path / "s.db"
    before = rows(corpus, store)
    write_corpus(corpus, 12)
    code, name, ended = code_version(), corpus_name(corpus), threading.Event()
    seen: list[Rows] = []

    def read() -> None:
        while True:
            last = ended.is_set()
            with Store.open(store, name, code=code) as opened:
                opened.hold()
                seen.append({kind: list(opened.rows(kind)) for kind in KINDS})
            if last:
                return

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    after = rows(corpus, store)
    ended.set()
    for reader in readers:
        reader.join()
    assert len(after["articles"]) == 12
    assert all(each in (before, after) for each in seen)
    assert seen[0] == before
    assert seen[-1] == after


def test_the_second_writer_waits_and_says_for_whom(undisturbed: Path, tmp_path: Path) -> None:
    corpus, store, said = write_corpus(tmp_path / "corpus", 2), tmp_path / "s.db", list[str]()
    assert holder(store) is None
    with writing(store):
        who = holder(store)
        assert who is not None
        assert f"process {os.getpid()}, since 20" in who
        waiting = subprocess.Popen(command("index", "-c", corpus, "--store", store), stderr=subprocess.PIPE, env=env())
        assert waiting.stderr is not None
        line = waiting.stderr.readline().decode()
        assert f"waiting for another kimxi (process {os.getpid()}, since" in line
        assert waiting.poll() is None
    _, told = waiting.communicate()
    assert waiting.returncode == 0
    assert b"2 articles (2 analysed now)" in told
    assert holder(store) is None
    assert said == []


def test_a_report_meanwhile_gives_what_stood_there_before(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 2), tmp_path / "s.db"
    before = rows(corpus, store)
    write_corpus(corpus, 3)
    with writing(store):
        done = kimxi("articles", "-f", "jsonl", "-c", corpus, "--store", store)
        assert done.stdout.splitlines() == before["articles"]
        assert f"another kimxi (process {os.getpid()}, since" in done.stderr
    assert len(rows(corpus, store)["articles"]) == 3


# --- damage -------------------------------------------------------------------------------------------


def cut(store: bytes, chance: random.Random) -> bytes:
    return store[: chance.randrange(101, len(store))]


def garbled(store: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(100, len(store) - 64)
    return store[:at] + chance.randbytes(64) + store[at + 64 :]


def one_byte_changed(store: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(100, len(store))
    return store[:at] + bytes([store[at] ^ 1 << chance.randrange(8)]) + store[at + 1 :]


@pytest.mark.parametrize("damage", [cut, garbled, one_byte_changed])
def test_a_damaged_store_is_made_anew(
    damage: Callable[[bytes, random.Random], bytes], corpus: Path, undisturbed: Path, expected: Rows, tmp_path: Path
) -> None:
    sound = undisturbed.read_bytes()
    for seed in range(10):
        store = tmp_path / f"{seed}.db"
        store.write_bytes(damage(sound, random.Random(seed)))
        try:
            found = rows(corpus, store)
        except StoreError:  # told, where it can only be seen while rows are read
            store.unlink()
            found = rows(corpus, store)
        assert found == expected


def test_a_row_that_lacks_keys(corpus: Path, undisturbed: Path, expected: Rows, tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    store.write_bytes(undisturbed.read_bytes())
    db = sqlite3.connect(store)
    db.execute("UPDATE quotes SET row = json_remove(row, '$.text') WHERE seq = 3")
    db.commit()
    db.close()
    done = kimxi("quotes", "-f", "jsonl", "-c", corpus, "--store", store)
    assert done.stdout.splitlines() == expected["quotes"]
    assert done.stderr == f"kimxi: the store {store} is damaged. It is made anew.\n"


# --- no room, no right --------------------------------------------------------------------------------


def test_no_room_on_the_disk(corpus: Path, expected: Rows, tmp_path: Path) -> None:
    """A limit on the size of files in the place of a small disk: writing beyond it fails in the same place."""
    store = tmp_path / "s.db"
    small = write_corpus(tmp_path / "small", 1)
    before = rows(small, store)
    most = store.stat().st_size + 30_000

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        command("index", "-c", corpus, "--store", store), capture_output=True, text=True, env=env(), preexec_fn=limit
    )
    assert done.returncode == 2
    message, hint = done.stderr.splitlines()
    assert str(store) in message
    assert hint.strip()
    assert rows(small, store) == before, "what stood in the store is whole"
    assert rows(corpus, store) == expected, "and goes on with room again"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(corpus: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    done = kimxi("index", "-c", corpus, "--store", tmp_path / "s.db")
    tmp_path.chmod(0o755)
    assert done.returncode == 2
    assert "can't be" in done.stderr


def test_articles_are_untouched(corpus: Path, expected: Rows) -> None:
    assert len(expected["articles"]) == len(list(corpus.iterdir())) == 24
