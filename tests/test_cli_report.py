"""kimxi report: where the page goes, and what is refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_support import command, env, kimxi


def test_one_file(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    done = kimxi("report", "-o", str(path))
    assert done.returncode == 0
    assert done.stdout == ""
    assert re.search(r"report\.html: \d+ kB, 2 articles", done.stderr)
    html = path.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "Anna Berg" in html
    assert [held.name for held in tmp_path.iterdir()] == ["report.html"]


def test_to_a_pipe() -> None:
    done = kimxi("report", "-o", "-", "-q")
    assert done.returncode == 0
    assert done.stdout.startswith("<!doctype html>")
    assert done.stderr == ""


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    assert kimxi("report", "--split", "-o", str(folder)).returncode == 0
    names = {"index.html", "visits-1.html", "people-1.html", "articles-1.html"}
    assert {held.name for held in folder.iterdir()} == names
    (folder / "articles-2.html").write_text("of a larger report before")
    (folder / "notes.html").write_text("mine")
    again = kimxi("report", "--split", "-o", str(folder))
    assert again.returncode == 0, again.stderr
    assert {held.name for held in folder.iterdir()} == names | {"notes.html"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name a file: kimxi report -o report.html"),
        (("-o", "{}/report.txt"), "Let it end in .html"),
        (("-o", "{}/report"), "Let it end in .html"),
        (("-o", "{}/none/report.html"), "there is no folder"),
        (("-o", "{}"), "it is a folder"),
        (("--split",), "Name a file"),
        (("--split", "-o", "{}/report.html"), "Name it without .html"),
        (("--split", "-o", "{}/none/report"), "there is no folder"),
        (("--split", "-o", "{}"), "holds other files"),
        (("--split", "-o", "{}/other.txt"), "it is no folder"),
    ],
)
def test_faults(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("mine")
    done = kimxi("report", *(argument.format(tmp_path) for argument in arguments))
    assert done.returncode == 2
    assert told in done.stderr
    assert [held.name for held in tmp_path.iterdir()] == ["other.txt"]
    assert other.read_text() == "mine"


def test_not_to_a_terminal() -> None:
    pty = pytest.importorskip("pty")
    import os

    ours, theirs = pty.openpty()
    done = subprocess.run(
        command("report", "-o", "-"), stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, env=env()
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"not for a terminal" in done.stderr


def test_help_and_reports_import_nothing_of_it() -> None:
    script = (
        "import sys; from kimxi_cli.cli.app import main; main(['report', '--help']); main(['visits', '--help'])\n"
        "print(sorted({'jinja2', 'networkx', 'numpy', 'resvg_py', 'spacy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env())
    assert done.stderr.strip() == "[]"
