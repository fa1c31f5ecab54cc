"""Scores time expressions against a gold file, and measures how many are found and resolved in a second.

    python bench/dates.py GOLD.jsonl ARTICLES [--errors]

GOLD has a line for each expression: {"article", "dct" (day of publication), "start", "end", "text", "type" (DATE or
DURATION), "value" (TIMEX3: 2018-06-19, 2018-03, 2018, 2018-W24, P2D, or two days with a slash)}; ARTICLES is the folder
of the texts. An expression is right if one that overlaps it has its value; of a week any day is its week.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Block, BlockKind, Layout, TimeExpression
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import TimeValue, find_times, resolve

ROUNDS = 20
"""Times the expressions are found and resolved over again for the clock."""
LETTERS = {"minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M", "year": "Y"}


def timex(expression: TimeExpression, value: TimeValue | None) -> str | None:
    """The value as TIMEX3 writes it."""
    if value is None:
        return None
    if value.precision == "duration":
        clock = "T" if expression.unit in ("minute", "hour") else ""
        return f"P{clock}{expression.count}{LETTERS.get(expression.unit or '', '?')}"
    if value.precision == "week" and value.start:
        year, week, _ = date.fromisoformat(value.start).isocalendar()
        return f"{year}-W{week:02}"
    if value.precision == "day" and value.end:
        return f"{value.start}/{value.end}"
    return value.start


def parses(folder: Path, names: Sequence[str]) -> dict[str, Parse]:
    """The articles, every paragraph read as text."""
    texts = {name: (folder / name).read_bytes().decode("utf-8") for name in names}
    layouts = {}
    for name, text in texts.items():
        blocks, at = [], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                blocks.append(Block(at, at + len(line.rstrip()), BlockKind.BODY))
            at += len(line)
        layouts[name] = Layout(tuple(blocks))
    found = Annotator().parses([(texts[name], layouts[name]) for name in names])
    return dict(zip(names, found, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--errors", action="store_true", help="List the expressions that are not right.")
    given = parser.parse_args()
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in given.gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold[row["article"]].append(row)
    read = parses(given.articles, sorted(gold))

    right = total = 0
    for name, rows in sorted(gold.items()):
        found = find_times(read[name])
        for row in rows:
            over = [x for x in found if x.start < row["end"] and x.end > row["start"]]
            values = [timex(x, resolve(x, date.fromisoformat(row["dct"]))) for x in over]
            total += 1
            right += row["value"] in values
            if given.errors and row["value"] not in values:
                say(f"{name}:{row['start']}  {row['text']!r}  {row['value']}  found {values}")

    published = {name: date.fromisoformat(rows[0]["dct"]) for name, rows in gold.items()}
    number, begin = 0, time.process_time()
    for _ in range(ROUNDS):
        for name, parse in read.items():
            for x in find_times(parse):
                resolve(x, published[name])
                number += 1
    seconds = time.process_time() - begin
    words = ROUNDS * sum(len(parse.tokens) for parse in read.values())
    speed = f"{number / seconds:,.0f} expressions/s, {words / seconds:,.0f} words/s (CPU time, finding and resolving)"
    say(f"right {right} of {total}; {speed}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
