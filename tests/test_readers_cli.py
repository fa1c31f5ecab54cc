"""Readers from the command line: options, messages, exit codes, libraries that are missing, other packages' readers."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimxi_cli import analyse
from kimxi_cli.ingest import extras
from kimxi_cli.ingest.listing import ReadOptions
from kimxi_cli.pipeline import Settings, refresh
from tests.cli_support import env
from tests.ingest_support import TALKS, page, put

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs/readers.md").read_text(encoding="utf-8")


def kimxi(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`kimxi ARGUMENTS` on a folder's `corpus`, with a store of its own, in a process."""
    where = ["-c", str(folder / "corpus"), "--store", str(folder / "store.db"), "-j", "1"]
    command = [sys.executable, "-m", "kimxi_cli", *arguments, *where]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env(**environment))


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_bad_files_are_told_and_the_rest_is_complete(tmp_path: Path) -> None:
    put(tmp_path, "corpus/a.html", page(*TALKS))
    put(tmp_path, "corpus/b.pdf", "%PDF-1.4 and no more")
    put(tmp_path, "corpus/c.docx", page(*TALKS))
    put(tmp_path, "corpus/d.csv", "title\nA\n")
    put(tmp_path, "corpus/e.mp3", "x")
    put(tmp_path, "corpus/f", "x")
    done = kimxi(tmp_path, "quotes", "-f", "jsonl")
    assert done.returncode == 3
    assert {(row["article"], row["speaker"]) for row in rows(done) if row["speaker"]} == {
        ("a.html", "Anna Berg"),
        ("a.html", "Jan Vries"),
    }
    told = [line for line in done.stderr.splitlines() if line.startswith("kimxi:")]
    assert told == [
        "kimxi: b.pdf is no sound PDF: it is damaged or cut off.",
        "kimxi: c.docx is a web page, not what its ending says.",
        "kimxi: d.csv has no column that holds the articles' text (its columns: title).",
        "kimxi: 2 files of other kinds (.mp3, no ending) were not read.",
    ]
    assert "docs/readers.md" in done.stderr
    assert "Traceback" not in done.stderr
    warm = kimxi(tmp_path, "quotes", "-f", "jsonl")
    assert (warm.returncode, warm.stdout) == (3, done.stdout)
    assert "b.pdf is no sound PDF" in warm.stderr
    assert "of other kinds" not in warm.stderr
    assert "2 files of other kinds (.mp3, no ending) were not read." in kimxi(tmp_path, "quotes", "-v").stderr


def test_columns_and_the_limit_are_options_and_a_change_of_them_reads_again(tmp_path: Path) -> None:
    put(tmp_path, "corpus/a.csv", "id,teaser,long\n1,Short.,They walked along the lake.\n")
    assert kimxi(tmp_path, "articles").returncode == 3
    done = kimxi(tmp_path, "articles", "--column", "text=long", "--column", "title=teaser", "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    assert [(row["article"], row["title"], row["words"]) for row in rows(done)] == [("a.csv#1", "Short.", 5)]
    other = kimxi(tmp_path, "articles", "--column", "text=teaser", "-f", "jsonl")
    assert [row["words"] for row in rows(other)] == [1]
    small = kimxi(tmp_path, "articles", "--column", "text=teaser", "--max-bytes", "10")
    assert small.returncode == 3
    assert "a.csv holds 52 bytes, more than the 10 that are read." in small.stderr


@pytest.mark.parametrize("given", ["text", "text=", "size=x"])
def test_a_column_that_is_none(given: str, tmp_path: Path) -> None:
    put(tmp_path, "corpus/a.csv", "text\nA.\n")
    done = kimxi(tmp_path, "articles", "--column", given)
    assert done.returncode == 2
    assert f"--column {given!r} names no field and its column." in done.stderr


def test_why_says_what_was_taken_and_left(tmp_path: Path) -> None:
    menu = "<nav><ul>" + "".join(f"<li><a href='/{k}'>Section {k}</a></li>" for k in range(9)) + "</ul></nav>"
    head = '<meta name="author" content="Anna Writer">'
    put(tmp_path, "corpus/a.html", page(*TALKS, head=head, body=menu))
    put(tmp_path, "corpus/b.txt", f"{TALKS[0]}\n\nBy Anna Writer\n\n{TALKS[1]}\n")
    plain = rows(kimxi(tmp_path, "articles", "-f", "jsonl"))
    explained = rows(kimxi(tmp_path, "articles", "--why", "-f", "jsonl"))
    added = ["reader", "told", "characters", "left"]
    assert [list(row) for row in explained] == [[*row, *added] for row in plain]
    assert [{key: row[key] for key in before} for row, before in zip(explained, plain, strict=True)] == plain
    web, text = explained
    assert web["reader"] == "html"
    assert web["told"] == {"title": "page's metadata", "byline": "page's metadata", "source": "text"}
    assert web["left"][0] == {"what": "rest of the page (menus, lists of links, forms)", "characters": 72}  # type: ignore[index]
    assert text["reader"] == "text"
    assert text["told"] == {"title": "text", "byline": "text", "source": "text"}
    assert {"what": "byline: begins with By", "characters": 14} in text["left"]  # type: ignore[operator]
    table = kimxi(tmp_path, "articles", "--why", "-f", "table").stdout
    assert "Read as" in table
    assert "byline 14" in table


# --- libraries that are missing -----------------------------------------------------------------


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Packages that seem not to be installed."""
    gone: set[str] = set()
    real = extras.find_spec
    monkeypatch.setattr(extras, "find_spec", lambda package: None if package in gone else real(package))
    extras._is_there.cache_clear()
    yield gone
    extras._is_there.cache_clear()


def test_a_missing_library_is_told_once_a_kind_and_its_files_are_read_when_it_is_there(
    tmp_path: Path, missing: set[str]
) -> None:
    for name in ("a.html", "b.html", "c.htm"):
        put(tmp_path, f"corpus/{name}", page(*TALKS))
    put(tmp_path, "corpus/d.txt", "They walked.")
    missing.add("trafilatura")
    settings = Settings(tmp_path / "corpus", tmp_path / "store.db")
    for _ in range(2):
        store, report = refresh(settings)
        assert [(p.message, p.hint) for p in report.problems] == [
            (".html files can't be read: trafilatura is not installed.", "pip install 'kimxi[html]'"),
            (".htm files can't be read: trafilatura is not installed.", "pip install 'kimxi[html]'"),
        ]
        assert store.count("articles") == 1
        store.close()
    missing.clear()
    extras._is_there.cache_clear()
    store, report = refresh(settings)
    assert report.problems == ()
    assert store.count("articles") == 4
    store.close()


@pytest.mark.parametrize(
    ("ending", "extra"), [("docx", "office"), ("pdf", "office"), ("rtf", "office"), ("warc", "warc")]
)
def test_each_missing_library_names_its_extra(ending: str, extra: str, tmp_path: Path, missing: set[str]) -> None:
    from bench import formats
    from tests.ingest_support import found
    from tests.test_readers import ARTICLE

    formats.WRITERS[ending]([ARTICLE], tmp_path)
    missing |= set(extras.EXTRAS[extra])
    [problem] = found(tmp_path)
    assert getattr(problem, "hint", None) == f"pip install 'kimxi[{extra}]'"


def test_plain_formats_import_no_library(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "One.")
    put(tmp_path, "b.md", "Two.")
    put(tmp_path, "c.jsonl", '{"text": "Three."}')
    put(tmp_path, "d.csv", "text\nFour.\n")
    put(tmp_path, "e.json", '[{"text": "Five."}]')
    script = (
        "import sys; from pathlib import Path; from tests.ingest_support import found;"
        f"print(len(found(Path({str(tmp_path)!r}))));"
        "print({'lxml', 'trafilatura', 'feedparser', 'docx', 'pypdf', 'striprtf', 'warcio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == "5\nset()\n", done.stderr


def test_a_warm_report_imports_no_reader(tmp_path: Path) -> None:
    put(tmp_path, "corpus/a.html", page(*TALKS))
    time.sleep(2.1)  # a file that has just changed would be read once more
    assert kimxi(tmp_path, "quotes").returncode == 0
    script = (
        "import sys; from kimxi_cli.cli.app import main; main(sys.argv[1:]);"
        "print(sorted(name for name in sys.modules if name.startswith(('kimxi_cli.ingest', 'lxml'))), file=sys.stderr)"
    )
    where = ["-c", str(tmp_path / "corpus"), "--store", str(tmp_path / "store.db")]
    command = [sys.executable, "-c", script, "quotes", *where]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env())
    assert done.stderr == "['kimxi_cli.ingest', 'kimxi_cli.ingest.listing', 'kimxi_cli.ingest.registry']\n"


# --- readers of other packages ------------------------------------------------------------------


def install(folder: Path) -> None:
    """The package of docs/readers.md, laid into a folder as pip lays it."""
    [code] = re.findall(r"```python\n(.*?)```", DOCS, re.S)
    [entry] = re.findall(r"```toml\n\[project\.entry-points\.\"(.*?)\"\]\n(.*?)```", DOCS, re.S)
    put(folder, "kimxi_subtitles.py", code)
    info = "kimxi_subtitles-1.0.dist-info"
    put(folder, f"{info}/METADATA", "Metadata-Version: 2.1\nName: kimxi-subtitles\nVersion: 1.0\n")
    put(folder, f"{info}/entry_points.txt", f"[{entry[0]}]\n{entry[1].replace('"', '')}")


def test_the_reader_in_the_docs_reads(tmp_path: Path) -> None:
    install(tmp_path / "site")
    said = "“We took the first step,” Anna Berg said."
    put(tmp_path, "corpus/talks.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{said}\n")
    put(tmp_path, "corpus/mute.vtt", "WEBVTT\n")
    put(tmp_path, "corpus/bad.vtt", b"\xff\xfe\xff")
    put(tmp_path, "corpus/metadata.csv", "article,title\ntalks.vtt,The first step\n")
    path = os.pathsep.join((str(tmp_path / "site"), str(ROOT)))
    done = kimxi(tmp_path, "quotes", "-f", "jsonl", PYTHONPATH=path)
    assert [(row["article"], row["speaker"], row["text"]) for row in rows(done)] == [
        ("talks.vtt", "Anna Berg", "We took the first step,")
    ]
    assert done.returncode == 3
    assert "kimxi: mute.vtt holds no words.\n" in done.stderr
    assert "kimxi: bad.vtt made its reader fail: UnicodeDecodeError" in done.stderr
    explained = rows(kimxi(tmp_path, "articles", "--why", "-f", "jsonl", PYTHONPATH=path))
    assert [(row["article"], row["title"], row["reader"]) for row in explained] == [
        ("talks.vtt", "The first step", "another package's reader")
    ]
    without = kimxi(tmp_path, "quotes")
    assert "No article was found" in without.stderr
    assert len(re.findall(r"```python\n(.*?)```", DOCS, re.S)[0].strip().splitlines()) <= 13


def test_the_python_interface_takes_the_options(tmp_path: Path) -> None:
    put(tmp_path, "corpus/a.csv", "id,long\n1,They walked along the lake.\n")
    with analyse(tmp_path / "corpus", store=tmp_path / "s.db", reading=ReadOptions((("text", "long"),))) as found:
        assert [row.article for row in found.articles()] == ["a.csv#1"]
