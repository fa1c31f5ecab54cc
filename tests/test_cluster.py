"""`--cluster`: a scheduler and workers as processes of their own, and articles at an address."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimxi_cli.errors import CorpusError, KimxiError
from kimxi_cli.pipeline import Settings, refresh
from kimxi_cli.store import corpus_name, default_path
from tests.cli_support import env
from tests.short import command, kimxi, rows, stored_analyses, write_corpus

pytest.importorskip("distributed")

SCHEDULER = ["-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
WORKER = ["-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def start(started: list[subprocess.Popen[bytes]], arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=env(), stdout=quiet, stderr=quiet)
    started.append(process)
    return process


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_lost(
    started: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    corpus, told = write_corpus(tmp_path / "corpus", 120), tmp_path / "scheduler.json"
    alone, store = tmp_path / "alone.db", tmp_path / "cluster.db"
    start(started, [*SCHEDULER, "--scheduler-file", str(told)], tmp_path)
    workers = [start(started, [*WORKER, "--scheduler-file", str(told)], tmp_path) for _ in range(2)]
    expected = rows(corpus, alone)
    while not (told.exists() and told.read_text()):
        time.sleep(0.05)
    address = json.loads(told.read_text())["address"]

    index = subprocess.Popen(
        command("index", "--cluster", address, "-c", corpus, "--store", store), stderr=subprocess.PIPE, env=env()
    )
    while index.poll() is None and not (store.exists() and some_analysed(store)):
        time.sleep(0.02)
    assert index.poll() is None, "there is work left"
    workers[0].send_signal(signal.SIGKILL)
    _, said = index.communicate(timeout=120)

    assert index.returncode == 0, said
    assert b"120 articles (120 analysed now)" in said
    assert rows(corpus, store) == expected
    assert stored_analyses(store) == stored_analyses(alone)


def some_analysed(store: Path) -> bool:
    try:
        return len(stored_analyses(store)) > 0
    except Exception:  # it is just being made
        return False


def test_nobody_at_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimxi_cli.cluster.CONNECT_SECONDS", 0.2)
    corpus = write_corpus(tmp_path / "corpus", 1)
    with pytest.raises(KimxiError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1\.") as caught:
        refresh(Settings(corpus, tmp_path / "s.db", cluster="tcp://127.0.0.1:1"))
    assert "--cluster local" in caught.value.hint


def test_without_dask_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    corpus = write_corpus(tmp_path / "corpus", 1)
    with pytest.raises(KimxiError, match=r"dask\.distributed, which is not installed") as caught:
        refresh(Settings(corpus, tmp_path / "s.db", cluster="local"))
    assert "kimxi[cluster]" in caught.value.hint


# --- articles at an address -----------------------------------------------------------------------------


def test_a_corpus_at_an_address_gives_the_same_rows(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", 3)
    (corpus / ".hidden.txt").write_text("no article")
    (corpus / "metadata.csv").write_text("article,title,published\n000.txt,A title,2018-05-09\n")
    address = f"file://{corpus}"
    expected = rows(corpus, tmp_path / "path.db")
    assert rows(address, tmp_path / "address.db") == expected
    assert '"A title"' in expected["articles"][0]
    done = kimxi("articles", "-f", "jsonl", "-c", address, "--store", tmp_path / "address.db")
    assert (done.stdout.splitlines(), done.stderr) == (expected["articles"], "")

    (corpus / "001.txt").write_text("Jan Vries said nothing.\n")
    _, report = refresh(Settings(address, tmp_path / "address.db"))
    assert (report.analysed, report.reused) == (1, 2)


def test_a_corpus_in_fsspecs_memory(tmp_path: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe({"/wire/a.txt": b"Anna Berg said on Monday that two ships came.\n", "/wire/b.bin": b"\0"})
    found = rows("memory://wire", tmp_path / "s.db")
    assert [json.loads(row)["article"] for row in found["articles"]] == ["a.txt"]
    memory.rm("/wire", recursive=True)
    with pytest.raises(CorpusError, match=r"memory://wire"):
        refresh(Settings("memory://wire", tmp_path / "s.db"))


def test_an_unknown_kind_of_address(tmp_path: Path) -> None:
    with pytest.raises((CorpusError, KimxiError), match="nosuch://x"):
        refresh(Settings("nosuch://x", tmp_path / "s.db"))


def test_an_address_is_a_corpus_of_its_own() -> None:
    assert corpus_name("s3://bucket/wire/") == "s3://bucket/wire"
    assert default_path("s3://bucket/wire").name.startswith("wire-")
