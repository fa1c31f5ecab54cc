"""What a second run reads, and what it leaves alone."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kimxi_cli.ingest.listing import scan
from kimxi_cli.ingest.registry import read
from kimxi_cli.model import Source
from kimxi_cli.pipeline import MOST_ARTICLES, MOST_LETTERS, RunReport, Settings, Step, batches, refresh
from kimxi_cli.version import RESULTS_DEPEND_ON, code_version, model_id
from tests.cli_support import env
from tests.short import article, kimxi, rows, write_corpus


def run(corpus: Path, store: Path) -> RunReport:
    opened, report = refresh(Settings(corpus, store))
    opened.close()
    return report


def test_what_is_analysed_again(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 4), tmp_path / "s.db"
    assert (run(corpus, store).analysed, run(corpus, store).reused) == (4, 4)

    (corpus / "000.txt").rename(corpus / "first.txt")
    report = run(corpus, store)
    assert (report.analysed, report.reused, report.removed) == (0, 4, 1), "a new name is no new article"
    assert "first.txt" in {json.loads(row)["article"] for row in rows(corpus, store)["quotes"]}

    os.utime(corpus / "001.txt")
    assert run(corpus, store).analysed == 0, "touched, but the same"

    (corpus / "001.txt").write_text(article(77))
    (corpus / "002.txt").unlink()
    report = run(corpus, store)
    assert (report.analysed, report.reused, report.removed) == (1, 2, 1)
    found = rows(corpus, store)
    assert "80 papers" in "".join(found["quotes"])
    assert not any('"002.txt"' in row for kind in found.values() for row in kind)


def test_a_name_with_a_date_is_read(tmp_path: Path) -> None:
    corpus, store = tmp_path / "corpus", tmp_path / "s.db"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Anna Berg said nothing had been decided.\n")
    assert json.loads(rows(corpus, store)["articles"][0])["published"] is None
    (corpus / "a.txt").rename(corpus / "2018-05-09-a.txt")
    assert json.loads(rows(corpus, store)["articles"][0])["published"] == "2018-05-09"


def test_the_same_text_twice_is_analysed_once(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", 1)
    shutil.copy(corpus / "000.txt", corpus / "copy.txt")
    assert run(corpus, tmp_path / "s.db").analysed == 1
    assert len(rows(corpus, tmp_path / "s.db")["articles"]) == 2


def test_rows_are_made_again_only_where_an_article_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 2), tmp_path / "s.db"
    before = rows(corpus, store)
    monkeypatch.setattr("kimxi_cli.rows.corpus_rows", None)
    os.utime(corpus / "001.txt")
    assert rows(corpus, store) == before


def test_a_file_that_changed_while_it_was_read_is_looked_at_again(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 1), tmp_path / "s.db"
    path = corpus / "000.txt"
    run(corpus, store)
    opened, _ = refresh(Settings(corpus, store))
    with opened:
        assert opened.files()["000.txt"].mtime_ns == -1, "written a moment ago: size and time prove nothing"
    old = path.stat().st_mtime_ns
    path.write_text(article(1).replace("Lima", "Oslo"))
    os.utime(path, ns=(old, old))
    assert run(corpus, store).analysed == 1


def test_models_of_one_name_are_told_apart_by_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: {"en_some_model": "3.8.0"}[name])
    assert model_id("en_some_model") == "en_some_model 3.8.0"
    (tmp_path / "meta.json").write_text('{"version": "1"}')
    first = model_id(str(tmp_path))
    (tmp_path / "meta.json").write_text('{"version": "2"}')
    assert model_id(str(tmp_path)) != first


def test_batches_are_bounded_in_articles_and_letters() -> None:
    short = [(str(n), Source(str(n), "x" * 10)) for n in range(2 * MOST_ARTICLES + 1)]
    assert [len(batch) for batch in batches(short)] == [MOST_ARTICLES, MOST_ARTICLES, 1]
    long = [(str(n), Source(str(n), "x" * (MOST_LETTERS - 1))) for n in range(3)]
    assert [len(batch) for batch in batches(long)] == [1, 1, 1]


def test_articles_are_read_as_they_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of many articles is never in memory as a whole."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines = [json.dumps({"id": n, "text": f"Anna Berg said on Monday that {n} ships came."}) for n in range(60)]
    (folder / "wire.jsonl").write_text("\n".join(lines))
    given = 0

    def counted(file: object, table: object) -> object:
        nonlocal given
        for each in read(file, table):  # type: ignore[arg-type]
            given += 1
            yield each

    monkeypatch.setattr("kimxi_cli.ingest.registry.read", counted)
    steps: list[tuple[int, Step]] = []
    opened, report = refresh(Settings(folder, tmp_path / "s.db"), lambda step: steps.append((given, step)))
    opened.close()
    assert report.analysed == 60
    assert all(read_by_then <= step.articles + 2 * MOST_ARTICLES for read_by_then, step in steps)
    assert steps[-1][1] == Step(1, 1, 60, report.words, "wire.jsonl")


def test_a_touched_corpus_needs_no_model(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 2), tmp_path / "s.db"
    rows(corpus, store)
    os.utime(corpus / "001.txt")
    script = (
        "import sys; from kimxi_cli.pipeline import Settings, refresh; from pathlib import Path\n"
        f"refresh(Settings(Path({str(corpus)!r}), Path({str(store)!r})))[0].close()\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=env())


def test_the_code_version_follows_the_rules_and_not_the_command_line() -> None:
    assert len(code_version()) == 16
    assert code_version() == code_version()
    assert not {"cli", "store", "pipeline.py"} & set(RESULTS_DEPEND_ON)


# --- kimxi cache --------------------------------------------------------------------------------------


def test_cache_says_what_is_kept_and_clears_it(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 2), tmp_path / "stores" / "s.db"
    rows(corpus, store)
    (store.parent / "notes.db").write_text("not ours")
    done = kimxi("cache", "--store", store.parent, "-f", "jsonl")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["store"], row["corpus"], row["articles"]) == (str(store), str(corpus), 2)
    assert (row["state"], row["version"]) == ("complete", code_version())
    assert row["bytes"] >= store.stat().st_size

    done = kimxi("cache", "clear", "--store", store.parent)
    assert (done.returncode, done.stderr) == (0, f"kimxi: deleted {store}\n")
    assert [path.name for path in store.parent.iterdir()] == ["notes.db"]
    assert len(scan(corpus).files) == 2, "articles are left alone"
    assert kimxi("cache", "--store", store.parent).returncode == 1


def test_cache_tells_damage(tmp_path: Path) -> None:
    corpus, store = write_corpus(tmp_path / "corpus", 1), tmp_path / "s.db"
    rows(corpus, store)
    content = store.read_bytes()
    store.write_bytes(content[:4096] + bytes(len(content) - 4096))
    done = kimxi("cache", "--store", store, "-f", "jsonl")
    assert json.loads(done.stdout)["state"] == "damaged"
