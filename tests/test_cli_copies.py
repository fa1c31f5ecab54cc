"""Copies of a report count once, unless they are asked for; no row of theirs is lost."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPORT = """LISBON, March 3, 2021 (Sample Wire) — Foreign minister Anna Berg of Norway arrived in Lisbon on
Wednesday for talks.

"The bridge is the beginning of a longer road, and nobody should stop halfway," Anna Berg said after the talks in
Lisbon.

Jan Vries, who had waited for her at the airport, said that the treaty would be signed in Lisbon within a year.
"""
OTHER = """OSLO, March 4, 2021 — Mayor Tom Lund said that the parade would be held whatever the sky had in mind for
the day.

Anna Berg had seen worse weather in Lisbon, he added, and she had worn no hat there on any of the three days.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    (folder / "wire.txt").write_text(f"Anna Berg arrives in Lisbon for talks\n\n{REPORT}", encoding="utf-8")
    (folder / "paper.txt").write_text(f"A minister at the river\n\n{REPORT}", encoding="utf-8")
    (folder / "rain.txt").write_text(f"Rain in Oslo\n\n{OTHER}", encoding="utf-8")
    return folder


def rows(corpus: Path, *arguments: str) -> list[dict[str, Any]]:
    store = corpus.parent / "copies.db"
    command = [sys.executable, "-m", "kimxi_cli", *arguments, "-c", str(corpus), "--store", str(store), "-f", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_copy_is_named(corpus: Path) -> None:
    found = {row["article"]: row["duplicate_of"] for row in rows(corpus, "articles")}
    assert found == {"paper.txt": None, "rain.txt": None, "wire.txt": "paper.txt"}


def test_its_mentions_count_where_asked_for(corpus: Path) -> None:
    once = {row["name"]: row for row in rows(corpus, "entities")}
    all_copies = {row["name"]: row for row in rows(corpus, "entities", "--all-copies")}
    assert (once["Anna Berg"]["articles"], all_copies["Anna Berg"]["articles"]) == (2, 3)
    assert once["Anna Berg"]["mentions"] < all_copies["Anna Berg"]["mentions"]
    assert once["Tom Lund"] == all_copies["Tom Lund"]
    written = sum(variant["count"] for variant in all_copies["Anna Berg"]["variants"])
    assert written == all_copies["Anna Berg"]["mentions"]


def test_its_quotes_count_where_asked_for_and_are_all_printed(corpus: Path) -> None:
    (once,), (every,) = rows(corpus, "visits"), rows(corpus, "visits", "--all-copies")
    assert once["articles"] == every["articles"]
    assert 0 < once["quotes"] < every["quotes"]
    assert {row["article"] for row in rows(corpus, "quotes")} == {"paper.txt", "rain.txt", "wire.txt"}
    (shown,) = rows(corpus, "visits", "--quotes")
    assert {said["article"] for said in shown["said"]} == {"paper.txt"}
    (shown,) = rows(corpus, "visits", "--quotes", "--all-copies")
    assert {said["article"] for said in shown["said"]} == {"paper.txt", "wire.txt"}
