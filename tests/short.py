"""A corpus of short articles, quick to analyse, and what the store holds of it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from kimxi_cli.pipeline import Settings, refresh
from tests.cli_support import env

TOWNS = ("Oslo", "Lima", "Nairobi", "Hanoi", "Quito", "Accra", "Riga", "Doha", "Lusaka", "Suva")
KINDS = ("entities", "mentions", "quotes", "visits", "articles")


def article(number: int) -> str:
    town = TOWNS[number % len(TOWNS)]
    return (
        f"{town}, May {number + 2}, 2018. Anna Berg arrived in {town} on Monday for talks with Jan Vries.\n\n"
        f"“We hope that this visit can help both countries,” Berg said. Mr Vries said {number + 3} papers were ready.\n"
    )


def write_corpus(folder: Path, articles: int = len(TOWNS)) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(articles):
        (folder / f"{number:03}.txt").write_text(article(number), encoding="utf-8")
    return folder


def rows(corpus: Path | str, store: Path, **settings: object) -> dict[str, list[str]]:
    """All rows of the corpus, brought up to date first."""
    opened, _ = refresh(Settings(corpus, store, **settings))  # type: ignore[arg-type]
    with opened:
        return {kind: list(opened.rows(kind)) for kind in KINDS}


def stored_analyses(store: Path) -> dict[str, bytes]:
    """What the store holds of each article, byte for byte."""
    db = sqlite3.connect(store)
    try:
        return dict(db.execute("SELECT article, payload FROM holdings JOIN analyses USING (key)"))
    finally:
        db.close()


def kimxi(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=env(**environment), check=False)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "kimxi_cli", *map(str, arguments)]
