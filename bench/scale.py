"""How the per-corpus stage and the store grow with the corpus: `make scale` writes the table in docs/scale.md.

    python -m bench.scale [ARTICLES …]      prints the figures (1000 2000 4000 8000)
    python -m bench.scale --write           and puts them into docs/scale.md
    python -m bench.scale --profile 1000 4000   prints the functions whose time grows faster than the corpus

Running the language model over 8,000 articles would take an hour and tell nothing new: the per-article stage costs
the same for each article. So 130 articles (the sample corpus in ten renamings) are analysed, and their stored
analyses multiplied: in each copy every part of a person's name is another word of the same length, so that offsets
hold, and years are later. The per-corpus stage sees as many articles, people and visits as in a corpus of that size.
"""

import argparse
import cProfile
import json
import pstats
import random
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from bench.corpus import write_corpus
from bench.speed import machine, put_in

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
BASE = 130
CODE = "scale"
YEAR = re.compile(r"\b20[0-2][0-9]\b")


def base(folder: Path) -> tuple[list[tuple[str, Any]], list[str]]:
    """(article, packed analysis) of each article of a real run, and the parts of the people's names."""
    from kimxi_cli.pipeline import Settings, refresh
    from kimxi_cli.store.payload import encode

    store, _ = refresh(Settings(write_corpus(folder / "base", BASE), folder / "base.db", jobs=2))
    with store:
        analyses = [(a.id, json.loads(zlib.decompress(encode(a)))) for a in store.analyses()]
        people = [json.loads(row)["name"] for row in store.rows("entities", type="person")]
    return analyses, sorted({part for name in people for part in re.findall(r"[A-Z][a-z]{2,}", name)})


def copies(analyses: list[tuple[str, Any]], parts: list[str], number: int) -> Iterator[tuple[str, bytes]]:
    """`number` articles as (id, payload): the analyses again and again, each time with other names and years."""
    pattern = re.compile(r"\b(" + "|".join(sorted(parts, key=len, reverse=True)) + r")\b")
    for k in range(number):
        article, packed = analyses[k % len(analyses)]
        new = {part: word(random.Random(f"{k // len(analyses)} {part}"), len(part)) for part in parts}
        later = k // len(analyses) % 50
        changed = changed_texts(packed, pattern, new, later)
        yield f"{k // len(analyses):04}/{article}", zlib.compress(json.dumps(changed).encode("ascii"), 1)


def changed_texts(value: Any, pattern: re.Pattern[str], new: dict[str, str], later: int) -> Any:
    """The same lists with other texts of the same length."""
    if isinstance(value, str):
        value = pattern.sub(lambda found: new[found[1]], value)
        return YEAR.sub(lambda found: str(2000 + (int(found[0]) - 2000 + later) % 100), value)
    if isinstance(value, list):
        return [changed_texts(each, pattern, new, later) for each in value]
    return value


def word(chance: random.Random, length: int) -> str:
    """A made-up word: Balor, Tivenka."""
    letters = [chance.choice("aeiou" if place % 2 else "bdfgklmnprstvz") for place in range(length)]
    return "".join(letters).capitalize()


def filled(path: Path, analyses: list[tuple[str, Any]], parts: list[str], number: int) -> None:
    from kimxi_cli.store import FileRecord, Store

    with Store.open(path, "/scale", code=CODE) as store:
        todo = list(copies(analyses, parts, number))
        store.put_analyses(todo)
        store.put_files((FileRecord(article, 1, 1), [(article, article)]) for article, _ in todo)


def stage(path: Path, profile: Path | None) -> dict[str, float]:
    """CPU seconds of the parts of the per-corpus stage over a filled store, and what it takes in memory and on disk."""
    from kimxi_cli.analysis import rare_collections
    from kimxi_cli.rows import corpus_rows
    from kimxi_cli.store import Store

    with Store.open(path, "/scale", code=CODE) as store, rare_collections():
        began = process_time()
        analyses = list(store.analyses())
        read = process_time()
        profiler = cProfile.Profile(process_time)
        rows = profiler.runcall(corpus_rows, analyses) if profile else corpus_rows(analyses)
        made = process_time()
        store.replace_rows(rows)
        written = process_time()
    if profile:
        profiler.dump_stats(profile)
    peak = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024
    return {
        "articles": len(analyses),
        "people": sum(entity.type == "person" for entity in rows.entities),
        "quotes": len(rows.quotes),
        "visits": len(rows.visits),
        "reading": read - began,
        "rows": made - read,
        "writing": written - made,
        "peak": peak,
        "store": path.stat().st_size / 1e6,
    }


def in_a_process(path: Path, profile: Path | None) -> dict[str, float]:
    """`stage` in a process of its own, so that one measurement's memory is not another's."""
    told = [] if profile is None else ["--into", str(profile)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.scale", "--stage", str(path), *told], stdout=subprocess.PIPE, check=True
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def table(figures: list[dict[str, float]]) -> list[str]:
    head = "articles | people | quotes | visits | reading s | rows s | … ms an article | writing s | peak MB | store MB"
    lines = [f"| {head} |", "|" + "---:|" * 10]
    for f in figures:
        each = 1000 * f["rows"] / f["articles"]
        counts = [f"{f[key]:,.0f}" for key in ("articles", "people", "quotes", "visits")]
        costs = [f"{f['reading']:.1f}", f"{f['rows']:.1f}", f"{each:.1f}", f"{f['writing']:.1f}"]
        lines.append(f"| {' | '.join((*counts, *costs, f'{f["peak"]:,.0f}', f'{f["store"]:,.0f}'))} |")
    return lines


def growth(small: Path, large: Path, times: float) -> list[str]:
    """Functions whose own time grew by more than the corpus did, the costliest first."""
    (few, many) = (pstats.Stats(str(path)).stats for path in (small, large))  # type: ignore[attr-defined]
    lines = []
    for place, (_, calls, own, whole, _) in sorted(many.items(), key=lambda item: -item[1][2]):
        before = few.get(place, (0, 0, 1e-9, 0, {}))
        if own > 0.05 and own > 1.3 * times * before[2]:
            file = "/".join(Path(place[0]).parts[-2:])
            grew = own / max(before[2], 1e-9)
            lines.append(f"{own:7.2f} s own ({grew:5.1f} times), {whole:7.2f} s, {calls:>9} calls  {file}:{place[2]}")
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", nargs="*", type=int)
    options.add_argument("--write", action="store_true", help="put the figures into docs/scale.md")
    options.add_argument("--profile", action="store_true", help="say which functions grow faster than the corpus")
    options.add_argument("--stage", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.stage:
        json.dump(stage(given.stage, given.into), sys.stdout)
        return
    sizes = given.articles or [1000, 2000, 4000, 8000]
    with tempfile.TemporaryDirectory(prefix="kimxi-scale-") as name:
        folder, figures = Path(name), []
        analyses, parts = base(folder)
        for size in sizes:
            filled(folder / f"{size}.db", analyses, parts, size)
            profile = folder / f"{size}.profile" if given.profile else None
            figures.append(in_a_process(folder / f"{size}.db", profile))
        text = "\n".join((f"{machine()}. CPU seconds, one process.", "", *table(figures)))
        if given.profile:
            first, last = sizes[0], sizes[-1]
            text += "\n\n" + "\n".join(growth(folder / f"{first}.profile", folder / f"{last}.profile", last / first))
    sys.stdout.write(f"{text}\n")
    if given.write and not given.profile:
        put_in(PAGE, "scale", text)


if __name__ == "__main__":
    main()
