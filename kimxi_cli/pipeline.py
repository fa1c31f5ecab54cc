"""The order of the stages: what is new is analysed article by article, then the whole corpus is looked at.

No linguistic rule stands here. What is needed only where an article must be analysed (spaCy, the rooms, the row
types) is imported there, so that a report on an analysed corpus starts at once.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kimxi_cli.errors import DamagedStoreError
from kimxi_cli.ingest.listing import DEFAULTS, CorpusFile, Listing, ReadOptions, scan
from kimxi_cli.names.names_file import NamesFile
from kimxi_cli.store import FileRecord, Store, corpus_name, discard, holder, is_address
from kimxi_cli.version import code_version, model_id

if TYPE_CHECKING:
    from kimxi_cli.analysis import Analysed, Analyst, Batch, Keyed
    from kimxi_cli.cluster import ClusterAnalyst
    from kimxi_cli.ingest.metadata_csv import Sidecar
    from kimxi_cli.model import Problem, Source

STDIN = "-"
FILES_AT_ONCE = 256
"""Files without a new article that are recorded at once."""
DOUBTED_NS = 2_000_000_000
"""A file that changed less than this before it was read may change again with the same size and time."""
MOST_ARTICLES, MOST_LETTERS = 8, 60_000
"""A batch goes through the model, and from process to process, as one. More would fill the model's matrices no
better, spill the processor's caches, and share the end of the work less evenly; a kill loses the batches in work."""

TABLE_PROBLEMS = "table problems"
"""Note in the store: what was wrong with the metadata tables when they were last read; a warm report tells it again."""

NAMES_DOUBTS = "names doubts"
"""Note in the store: what of the names file could not be followed when the rows were made."""

NO_NAMES = NamesFile(None)


class Step(NamedTuple):
    """How far a run is: files done, of how many; articles analysed, words in them; the file read last."""

    done: int
    total: int
    articles: int = 0
    words: int = 0
    file: str = ""


Progress = Callable[[Step], None]
Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What to analyse and how.

    corpus: a folder, a file, the address of one (s3://…), or "-" for JSONL on standard input; jobs: processes;
    cluster: the address of a Dask scheduler that analyses in their place; patient: wait for another kimxi that writes
    to the store, instead of taking the rows as they were before it began; names: the names file; reading: how files are
    read.
    """

    corpus: Path | str
    store: Path
    model: str | None = None
    jobs: int = 1
    cluster: str | None = None
    patient: bool = False
    names: NamesFile = NO_NAMES
    reading: ReadOptions = DEFAULTS


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a refresh did, in articles, and in words and seconds of analysis.

    problems: what could not be read, over the whole corpus; doubts: what of the names file could not be followed;
    others: the corpus's files that no reader is there for.
    """

    analysed: int
    reused: int
    removed: int
    problems: "tuple[Problem, ...]" = ()
    words: int = 0
    seconds: float = 0.0
    doubts: tuple[str, ...] = ()
    others: tuple[CorpusFile, ...] = ()


def refresh(settings: Settings, progress: Progress | None = None, warn: Warn | None = None) -> tuple[Store, RunReport]:
    """Bring the store up to date with the corpus and give it, with what was done.

    progress(step) is called as files are done, warn(message) where the store had to be rebuilt or waited for.
    Raises CorpusError, ModelError, StoreError, or KimxiError for a names file that can't be followed; an article that
    can't be read is a Problem and raises nothing.
    """
    listing = list_corpus(settings.corpus, settings.reading)
    try:
        return _refresh(settings, listing, progress, warn)
    except DamagedStoreError as error:
        if warn is not None:
            warn(f"{error.message} It is made anew.")
        discard(settings.store)
        return _refresh(settings, listing, progress, warn)


def list_corpus(corpus: Path | str, reading: ReadOptions = DEFAULTS) -> Listing | None:
    """What the corpus holds; None for standard input. Raises CorpusError."""
    if str(corpus) == STDIN:
        return None
    if is_address(corpus):
        from kimxi_cli.ingest.remote import scan_address

        return scan_address(str(corpus))
    return scan(Path(corpus), reading)


def _refresh(
    settings: Settings, listing: Listing | None, progress: Progress | None, warn: Warn | None
) -> tuple[Store, RunReport]:
    code = code_version()
    store = Store.open(settings.store, corpus_name(settings.corpus), code=code, warn=warn)
    try:
        run = _Run(store, settings, listing, code, progress or (lambda step: None))
        if run.is_up_to_date():
            report = run.report()
        elif not settings.patient and listing and store.is_complete() and (who := holder(settings.store)):
            report = RunReport(0, store.count("articles"), 0)
            if warn is not None:
                warn(f"{who} is writing to the store; this is what stood in it before.")
        else:
            with store.writing():
                report = run.work()
        store.hold()
    except BaseException:
        store.close()
        raise
    if listing is not None:
        report = replace(report, others=listing.others)
    if settings.names.digest:
        report = replace(report, doubts=tuple(json.loads(store.note(NAMES_DOUBTS) or "[]")))
    return store, report


def article_key(source: "Source", code: str, model: str) -> str:
    """What an article's analysis depends on, as one digest. Of its name that is the date in it: see `clean.layout`."""
    from kimxi_cli.dates import date_in_path  # patterns that a warm report does not need

    dated = None if "#" in source.id else date_in_path(source.id)
    told = (dated, source.title, source.source, source.byline, source.published, source.url, source.text)
    parts = (code, model, repr(source.reading), *(part or "" for part in told))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def batches(articles: "Iterable[Keyed]") -> "Iterator[Batch]":
    """The articles in their order, some at a time; one that is longer than a batch may be stands alone."""
    batch: list[Keyed] = []
    letters = 0
    for article in articles:
        length = len(article[1].text)
        if batch and (len(batch) == MOST_ARTICLES or letters + length > MOST_LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(article)
        letters += length
    if batch:
        yield batch


# --- what is new -----------------------------------------------------------------------------


@dataclass(slots=True)
class _File:
    """A file while its articles are analysed. missing: keys of those that are not stored yet."""

    path: str
    size: int
    mtime_ns: int
    articles: list[tuple[str, str]] = field(default_factory=list)
    problems: "list[Problem]" = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    is_read: bool = False

    def record(self) -> FileRecord:
        return FileRecord(self.path, self.size, self.mtime_ns, tuple(self.problems))


class _Run:
    """One refresh of a store."""

    def __init__(
        self, store: Store, settings: Settings, listing: Listing | None, code: str, progress: Progress
    ) -> None:
        self.store, self.settings, self.listing, self._code, self._progress = store, settings, listing, code, progress
        self._is_remote = is_address(settings.corpus)
        self._model = model_id(settings.model)
        tables = [f"{file.id} {file.size} {file.mtime_ns}" for file in (listing.sidecars if listing else ())]
        self._stamp = hashlib.sha256(
            "\x1f".join((code, self._model, repr(settings.reading), *tables)).encode()
        ).hexdigest()[:16]
        """Code, model, metadata tables and how files are read: what the analyses depend on besides the articles."""
        self._rows_stamp = self._stamp + settings.names.digest
        if store.rows_stamp() != self._rows_stamp:
            settings.names.overrides()  # a fault of the file is told before the articles are analysed
        self._look()

    def _look(self) -> None:
        """Compare the corpus with what the store says of it."""
        self._before = self.store.files()
        self._same = self.store.note("context") == self._stamp
        files = self.listing.files if self.listing else ()
        self._gone = sorted(self._before.keys() - {file.id for file in files}) if self.listing else []
        self._changed = [file for file in files if not (self._same and _unchanged(self._before.get(file.id), file))]

    def is_up_to_date(self) -> bool:
        same_rows = self.store.rows_stamp() == self._rows_stamp
        return bool(self.listing and not self._changed and not self._gone and same_rows)

    def report(self) -> RunReport:
        """What there is to say where nothing was to be done."""
        problems = [problem for record in self._before.values() for problem in record.problems]
        return RunReport(0, self.store.count_held(), 0, _sorted(problems + self._table_problems()))

    def work(self) -> RunReport:
        """Bring the store up to date. The right to write to it is ours."""
        self._look()  # another may have done it while we waited for it
        began, store = time.monotonic(), self.store
        removed = store.drop_files(self._gone) if self._gone else 0
        keeping = self._before.keys() - set(self._gone) - {file.id for file in self._changed}
        problems = [problem for name in sorted(keeping) for problem in self._before[name].problems]
        tally = _Tally(self._progress, len(self._changed) or 1)
        if self.listing is None:
            self._analyse([self._standard_input()], tally)
        elif self._changed:
            table = self._read_tables(self.listing)
            self._analyse((self._articles(file, table) for file in self._changed), tally)
            problems += [problem for problem in table.problems if problem.note]
        problems += tally.problems + self._table_problems()
        if not self._same and self.listing:
            store.set_note("context", self._stamp)
        if store.rows_stamp() != self._rows_stamp:
            from kimxi_cli.garbage import rare_collections
            from kimxi_cli.rows import corpus_rows

            with rare_collections():
                rows = corpus_rows(list(store.analyses()), self.settings.names.overrides())
                store.set_note(NAMES_DOUBTS, json.dumps(rows.doubts))
                store.replace_rows(rows, self._rows_stamp)
        held = store.count_held()
        seconds = time.monotonic() - began
        return RunReport(tally.analysed, held - tally.analysed, removed, _sorted(problems), tally.words, seconds)

    def _read_tables(self, listing: Listing) -> "Sidecar":
        from kimxi_cli.ingest.metadata_csv import sidecar

        if self._is_remote:
            from kimxi_cli.ingest.remote import with_tables

            with with_tables(listing) as local:
                table = sidecar(local)
        else:
            table = sidecar(listing)
        told = [(p.article, p.message, p.hint) for p in table.problems if not p.note]
        self.store.set_note(TABLE_PROBLEMS, json.dumps(told))
        return table

    def _table_problems(self) -> "list[Problem]":
        told = json.loads(self.store.note(TABLE_PROBLEMS) or "[]") if self.listing else []
        if not told:
            return []
        from kimxi_cli.model import Problem

        return [Problem(*each) for each in told]

    def _articles(self, file: CorpusFile, table: "Sidecar") -> "tuple[_File, Iterable[Source | Problem]]":
        from kimxi_cli.ingest.registry import read

        if self._is_remote:
            from kimxi_cli.ingest.remote import read_remote

            return _File(file.id, file.size, file.mtime_ns), read_remote(file, table)
        doubted = time.time_ns() - file.mtime_ns < DOUBTED_NS
        return _File(file.id, file.size, -1 if doubted else file.mtime_ns), read(file, table)

    def _standard_input(self) -> "tuple[_File, Iterable[Source | Problem]]":
        from kimxi_cli.ingest.registry import read_stdin

        return _File(STDIN, 0, 0), read_stdin(sys.stdin.buffer, self.settings.reading.columns)

    def _analyse(self, files: "Iterable[tuple[_File, Iterable[Source | Problem]]]", tally: "_Tally") -> None:
        """Analyse what the store does not hold yet; say of each file what it holds once all of it is stored."""
        desk = _Desk(self.store, tally)
        todo = batches(desk.new_articles(files, self._key))
        first = next(todo, None)
        if first is not None:  # else no model is needed
            with self._analyst() as analyst:
                for analyses in analyst.analyse(chain([first], todo)):
                    desk.take(analyses)
        desk.record()

    def _key(self, source: "Source") -> str:
        return article_key(source, self._code, self._model)

    def _analyst(self) -> "Analyst | ClusterAnalyst":
        if self.settings.cluster is not None:
            from kimxi_cli.cluster import ClusterAnalyst

            return ClusterAnalyst(self.settings.model, self.settings.cluster)
        from kimxi_cli.analysis import Analyst

        return Analyst(self.settings.model, self.settings.jobs)


class _Tally:
    """What a run has done so far, told as progress."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total = progress, total
        self.analysed = self.words = self.done = 0
        self.file = ""
        self.problems: list[Problem] = []

    def tell(self) -> None:
        self._progress(Step(self.done, self._total, self.analysed, self.words, self.file))


class _Desk:
    """Files whose articles are out for analysis, until all of a file's are back."""

    def __init__(self, store: Store, tally: _Tally) -> None:
        self._store, self._tally = store, tally
        self._waiting: dict[str, list[_File]] = {}
        self._ready: list[_File] = []

    def new_articles(
        self, files: "Iterable[tuple[_File, Iterable[Source | Problem]]]", key_of: "Callable[[Source], str]"
    ) -> "Iterator[tuple[str, Source]]":
        """The articles to analyse, each with its key, as they are read."""
        from kimxi_cli.model import Problem

        for file, found in files:
            self._tally.file = file.path
            for each in found:
                if isinstance(each, Problem):
                    file.problems.append(each)
                    continue
                key = key_of(each)
                file.articles.append((each.id, key))
                if key in self._waiting:
                    self._wait(file, key)
                elif not self._store.known([key]):
                    self._wait(file, key)
                    yield key, each
            file.is_read = True
            self._look_at(file)
            if len(self._ready) >= FILES_AT_ONCE:
                self.record()

    def take(self, analyses: "Sequence[Analysed]") -> None:
        """Store analyses that came back, and record the files they complete."""
        if analyses:
            self._store.put_analyses((each.key, each.payload) for each in analyses)
        for each in analyses:
            self._tally.analysed += 1
            self._tally.words += each.words
            for file in self._waiting.pop(each.key, []):
                file.missing.discard(each.key)
                self._look_at(file)
        self.record()
        self._tally.tell()

    def record(self) -> None:
        """Say in the store what the files hold of which all articles are stored."""
        if self._ready:
            self._store.put_files((file.record(), file.articles) for file in self._ready)
        self._ready = []

    def _wait(self, file: _File, key: str) -> None:
        if key not in file.missing:
            file.missing.add(key)
            self._waiting.setdefault(key, []).append(file)

    def _look_at(self, file: _File) -> None:
        if file.is_read and not file.missing:
            self._ready.append(file)
            self._tally.done += 1
            self._tally.problems += file.problems


def _unchanged(record: FileRecord | None, file: CorpusFile) -> bool:
    if record is None or (record.size, record.mtime_ns) != (file.size, file.mtime_ns):
        return False
    if not record.problems:
        return True
    from kimxi_cli.ingest.extras import has_come

    return not any(map(has_come, record.problems))


def _sorted(problems: "Iterable[Problem]") -> "tuple[Problem, ...]":
    once = {problem.message: problem for problem in problems}.values()  # a library is missing for many files
    return tuple(sorted(once, key=lambda p: p.article))
