"""The order of the stages: what is new is analysed article by article, then the whole corpus is looked at.

No linguistic rule stands here. What is needed only where an article must be analysed (spaCy, the rooms, the row
types) is imported there, so that a report on an analysed corpus starts at once.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING

from kimxi_cli.ingest.listing import DEFAULTS, CorpusFile, Listing, ReadOptions, scan
from kimxi_cli.store import FileRecord, Store, corpus_name

if TYPE_CHECKING:
    from kimxi_cli.ingest.metadata_csv import Sidecar
    from kimxi_cli.model import Problem, Source

STDIN = "-"
GROUP = 64
"""Files whose articles are read before they are analysed."""
KEPT = 8
"""Articles stored at once: what an interrupted run may lose."""
RESULTS_DEPEND_ON = (
    *("annotate", "clean", "data", "ingest", "link", "names", "quotes", "reference", "visits"),
    *("analysis.py", "dates.py", "duplicates.py", "geography.py", "lexicon.py", "model.py", "rows.py"),
    *("serial.py", "slug.py", "syntax.py"),
)
"""Files and folders of the package: a change of any of them makes stored results stale."""

TABLE_PROBLEMS = "table problems"
"""Note in the store: what was wrong with the metadata tables when they were last read; a warm report tells it again."""

Progress = Callable[[int, int], None]
Warn = Callable[[str], None]
Entry = tuple[FileRecord, "list[Source]"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What to analyse and how. corpus: a folder, a file, or "-" for JSONL on standard input; jobs: processes."""

    corpus: Path | str
    store: Path
    model: str | None = None
    jobs: int = 1
    reading: ReadOptions = DEFAULTS


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a refresh did, in articles. problems: what could not be read, over the whole corpus.

    others: the corpus's files that no reader is there for.
    """

    analysed: int
    reused: int
    removed: int
    problems: "tuple[Problem, ...]" = ()
    others: tuple[CorpusFile, ...] = ()


def refresh(settings: Settings, progress: Progress | None = None, warn: Warn | None = None) -> tuple[Store, RunReport]:
    """Bring the store up to date with the corpus and give it, with what was done.

    progress(done, all) is called as files are done, warn(message) where the store had to be rebuilt.
    Raises CorpusError, ModelError or StoreError; an article that can't be read is a Problem and raises nothing.
    """
    code = code_version()
    listing = None if str(settings.corpus) == STDIN else scan(Path(settings.corpus), settings.reading)
    store = Store.open(settings.store, corpus_name(settings.corpus), code=code, warn=warn)
    try:
        context = _Context(code, _model_id(settings.model), settings.reading, listing)
        if listing is None:
            report = _refresh_stdin(store, settings, context, progress)
        else:
            report = _refresh_files(store, listing, settings, context, progress)
        if store.rows_stamp() != context.stamp:
            from kimxi_cli.rows import corpus_rows

            store.replace_rows(corpus_rows(list(store.analyses())), context.stamp)
    except BaseException:
        store.close()
        raise
    return store, report


def code_version() -> str:
    """A digest of the code and word lists that the results depend on."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for name in RESULTS_DEPEND_ON:
        place = root / name
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            if path.suffix in (".py", ".toml", ".csv"):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def article_key(source: "Source", context: "_Context") -> str:
    """What an article's analysis depends on, as one digest."""
    told = (source.id, source.title, source.source, source.byline, source.published, source.url, source.text)
    parts = (context.code, context.model, repr(source.reading), *(part or "" for part in told))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Context:
    """What all articles of a run share. stamp: a digest of code, model, metadata tables and how files are read."""

    def __init__(self, code: str, model: str, reading: ReadOptions, listing: Listing | None) -> None:
        self.code, self.model = code, model
        tables = [f"{file.id} {file.size} {file.mtime_ns}" for file in (listing.sidecars if listing else ())]
        self.stamp = hashlib.sha256("\x1f".join((code, model, repr(reading), *tables)).encode()).hexdigest()[:16]


def _model_id(model: str | None) -> str:
    """What tells one model from another without loading it."""
    if model is None:
        return "default"
    meta = Path(model) / "meta.json"
    return f"{model} {meta.stat().st_mtime_ns}" if meta.exists() else model


# --- what is new -----------------------------------------------------------------------------


def _refresh_files(
    store: Store, listing: Listing, settings: Settings, context: _Context, progress: Progress | None
) -> RunReport:
    before = store.files()
    same = store.note("context") == context.stamp
    gone = sorted(before.keys() - {file.id for file in listing.files})
    changed = [file for file in listing.files if not (same and _unchanged(before.get(file.id), file))]
    problems = [p for file in listing.files for p in (before[file.id].problems if file.id in before else ())]
    removed = store.drop_files(gone) if gone else 0
    kept, analysed = len(store.holdings()), 0
    if changed:
        from kimxi_cli.ingest.metadata_csv import sidecar

        table = sidecar(listing)
        fresh = {file.id for file in changed}
        problems = [
            p for name, record in before.items() if name not in fresh and name not in gone for p in record.problems
        ]
        problems += table.problems
        store.set_note(
            TABLE_PROBLEMS, json.dumps([(p.article, p.message, p.hint) for p in table.problems if not p.note])
        )
        kept -= sum(held.file in fresh for held in store.holdings().values())
        analysed, reused, found = _analyse(store, _read(changed, table), len(changed), settings, context, progress)
        kept += reused
        problems += found
    elif told := json.loads(store.note(TABLE_PROBLEMS) or "[]"):
        from kimxi_cli.model import Problem

        problems += [Problem(*each) for each in told]
    if not same:
        store.set_note("context", context.stamp)
    once = {problem.message: problem for problem in problems}.values()  # a library is missing for many files
    return RunReport(analysed, kept, removed, tuple(sorted(once, key=lambda p: p.article)), listing.others)


def _refresh_stdin(store: Store, settings: Settings, context: _Context, progress: Progress | None) -> RunReport:
    from kimxi_cli.ingest.registry import read_stdin

    sources, problems = _split(read_stdin(sys.stdin.buffer, settings.reading.columns))
    entry = (FileRecord(STDIN, 0, 0, "", tuple(problems)), sources)
    analysed, reused, found = _analyse(store, iter([entry]), 1, settings, context, progress)
    return RunReport(analysed, reused, 0, tuple(found))


def _unchanged(record: FileRecord | None, file: CorpusFile) -> bool:
    if record is None or (record.size, record.mtime_ns) != (file.size, file.mtime_ns):
        return False
    if not record.problems:
        return True
    from kimxi_cli.ingest.extras import has_come

    return not any(map(has_come, record.problems))


def _read(changed: Sequence[CorpusFile], table: "Sidecar") -> Iterator[Entry]:
    """Each changed file with its articles; what can't be read goes into the file's record."""
    from kimxi_cli.ingest.registry import read

    for file in changed:
        sources, problems = _split(read(file, table))
        yield FileRecord(file.id, file.size, file.mtime_ns, "", tuple(problems)), sources


def _split(found: "Iterable[Source | Problem]") -> "tuple[list[Source], list[Problem]]":
    from kimxi_cli.model import Problem

    sources: list[Source] = []
    problems: list[Problem] = []
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
        else:
            sources.append(each)
    return sources, problems


def _analyse(
    store: Store, entries: Iterator[Entry], files: int, settings: Settings, context: _Context, progress: Progress | None
) -> "tuple[int, int, list[Problem]]":
    """Analyse what the store does not hold yet; (articles analysed, articles reused, problems)."""
    from kimxi_cli.analysis import Analyst

    analysed = reused = done = 0
    problems: list[Problem] = []
    tell = progress or (lambda done, files: None)
    tell(0, files)
    with Analyst(settings.model, settings.jobs) as analyst:
        for group in batched(entries, GROUP):
            keyed = [(record, [(s, article_key(s, context)) for s in sources]) for record, sources in group]
            wanted = {key: source for _, sources in keyed for source, key in sources}
            known = store.known(wanted)
            fresh = {key: source for key, source in wanted.items() if key not in known}
            results = zip(fresh, analyst.analyse(list(fresh.values())), strict=True)
            for n, pairs in enumerate(batched(results, KEPT), 1):
                store.put_analyses(pairs)
                tell(done + min(len(keyed), n * KEPT * len(keyed) // len(fresh)), files)
            store.put_files((record, [(source.id, key) for source, key in sources]) for record, sources in keyed)
            analysed += len(fresh)
            reused += len(wanted) - len(fresh)
            problems += [problem for record, _ in keyed for problem in record.problems]
            done += len(keyed)
            tell(done, files)
    return analysed, reused, problems
