"""Corpora as large as one likes, made of the sample corpus: every copy has its own people and its own day.

No two articles are equal, and the number of people and visits grows with the number of articles, as in real corpora.
"""

import json
import random
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus"

GIVEN = "Adan Bela Carin Dovid Elian Farah Gustav Hanne Imre Jovan Kalina Loris Marek Nadia Oskar Petra Quentin".split()
HEADS = "Bar Cor Dal Fen Gar Hol Jar Kel Lor Mar Nor Pel Ros Sel Tor Val Wer Zel Bren Trev".split()
TAILS = "ano berg dini etti kova land mann ovic quist rado sen ski son tura vale witz".split()


def names() -> list[list[str]]:
    """The people of the sample corpus, each name as its parts, from what kimxi finds there."""
    command = [
        sys.executable,
        "-m",
        "kimxi_cli",
        "entities",
        "--type",
        "person",
        "-c",
        str(SAMPLE),
        "-q",
        "-f",
        "jsonl",
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # in a process: this one stays small
    people = [json.loads(line)["name"].split() for line in done.stdout.splitlines()]
    return [parts for parts in people if len(parts) > 1 and all(part[:1].isupper() for part in parts)]


def renaming(people: list[list[str]], number: int) -> dict[str, str]:
    """For a copy: each part of each person's name -> another."""
    chance = random.Random(number)
    new = {}
    for parts in people:
        for place, part in enumerate(parts):
            is_family = place == (0 if len(parts) == 3 or len(parts[0]) <= 4 else len(parts) - 1)
            new[part] = chance.choice(HEADS) + chance.choice(TAILS) if is_family else chance.choice(GIVEN)
    return new


def articles() -> list[str]:
    """The sample's articles."""
    paths = sorted(path for path in SAMPLE.rglob("*") if path.suffix in (".md", ".txt") and path.stem != "README")
    return [path.read_text(encoding="utf-8") for path in paths]


def write_corpus(folder: Path, number: int, first: int = 0) -> Path:
    """`number` articles in a folder, counted from `first`."""
    folder.mkdir(parents=True)
    people, texts = names(), articles()
    parts = sorted({part for name in people for part in name}, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, parts)) + r")(?![\w-])")
    for k in range(first, first + number):
        new = renaming(people, k)
        text = pattern.sub(lambda found, new=new: new[found[1]], texts[k % len(texts)])  # type: ignore[misc]
        later = k // len(texts) % 40
        text = re.sub(r"\b20(1[0-9])\b", lambda found, later=later: str(int(found[0]) + later), text)  # type: ignore[misc]
        (folder / f"{k:06}.txt").write_text(text, encoding="utf-8")
    return folder
