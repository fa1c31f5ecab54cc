"""One run of a command: the store brought up to date, rows printed, and what is said about both."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from kimxi_cli.cli.output import Output
from kimxi_cli.cli.talk import is_watched, standard_input, tell
from kimxi_cli.errors import DamagedStoreError, KimxiError
from kimxi_cli.report import Layout
from kimxi_cli.report.words import count

if TYPE_CHECKING:
    from kimxi_cli.cli.options import Options
    from kimxi_cli.model import Problem
    from kimxi_cli.names.names_file import NamesFile
    from kimxi_cli.pipeline import RunReport
    from kimxi_cli.store import Store

FOUND, NOTHING_FOUND, INCOMPLETE, INTERRUPTED = 0, 1, 3, 130

JOB_BYTES = 400_000_000
"""Memory to be free for each process, unless a number is asked for: each shares the model, and has its work."""

PROBLEMS_TOLD = 20
"""How many unreadable articles are told one by one, unless --verbose."""


class NotFoundError(KimxiError):
    """What was asked for is not in the corpus."""

    exit_code = NOTHING_FOUND


def execute(command: Callable[["Run"], int], options: "Options") -> int:
    """Run a command with the options the user gave; the exit status."""
    run = Run(options)
    try:
        try:
            code = command(run)
        except DamagedStoreError as error:
            if not run.can_begin_again(error):
                raise
            run = Run(options)
            code = command(run)
    except NotFoundError as error:
        tell(error.message, error.hint)
        code = NOTHING_FOUND
    except KeyboardInterrupt:
        tell("interrupted; what was analysed so far is kept.")
        return INTERRUPTED
    finally:
        run.close()
    return INCOMPLETE if run.incomplete and code in (FOUND, NOTHING_FOUND) else code


class Run:
    """What a command works with. incomplete: whether some of the input could not be read."""

    def __init__(self, options: "Options") -> None:
        self.options = options
        self.output = Output(options.output, options.format, options.color)
        self.output.spare_corpus(options.corpus)
        self.incomplete = False
        self.cluster: str | None = None
        self.patient = False
        self._store: Store | None = None
        self._report: RunReport | None = None
        self._names_file: NamesFile | None = None

    def close(self) -> None:
        if self._store is not None:
            self._store.close()

    def store(self) -> "Store":
        """The store, up to date with the corpus; articles that can't be read are told about."""
        if self._store is None:
            self._store, self._report = self._refresh()
            self._tell_what_was_read(self._store, self._report)
        return self._store

    def _tell_what_was_read(self, store: "Store", report: "RunReport") -> None:
        """Tell of articles that can't be read; of those read with a doubt when they are read, later to --verbose."""
        problems = [p for p in report.problems if not p.note]
        notes = [p for p in report.problems if p.note]
        if notes and not self.options.verbose:
            told = store.files_read_before()
            notes = [p for p in notes if p.article not in told]
        if self.options.verbose and self.options.corpus != "-":
            notes += self._table_notes(report)
        self.tell_problems([(p.message, p.hint) for p in problems])
        self.tell_notes([(p.message, p.hint) for p in notes])
        if report.others and (self.options.verbose or (report.analysed and not self.options.quiet)):
            self._tell_others(report)
        for doubt in report.doubts:
            self.warn(doubt)

    def _table_notes(self, report: "RunReport") -> "list[Problem]":
        """Notes on metadata tables that were read in an earlier run."""
        from kimxi_cli.ingest import sidecar
        from kimxi_cli.pipeline import list_corpus
        from kimxi_cli.store import is_address

        listing = None if is_address(self.options.corpus) else list_corpus(self.options.corpus)
        return [p for p in sidecar(listing).problems if p.note and p not in report.problems] if listing else []

    def _tell_others(self, report: "RunReport") -> None:
        """Say which files are of kinds that no reader is there for."""
        from kimxi_cli.ingest.listing import suffix

        kinds = ", ".join(sorted({suffix(file.id) or "no ending" for file in report.others}))
        were = "of another kind ({}) was" if len(report.others) == 1 else "of other kinds ({}) were"
        hint = "A package can bring a reader for a kind: docs/readers.md says how, in ten lines."
        tell(f"{count(len(report.others), 'file')} {were.format(kinds)} not read.", hint)

    def _refresh(self) -> "tuple[Store, RunReport]":
        from dataclasses import replace

        from kimxi_cli.cli.progress import Progress
        from kimxi_cli.ingest.listing import ReadOptions
        from kimxi_cli.pipeline import Settings, refresh
        from kimxi_cli.store import path_for

        options = self.options
        if options.corpus == "-":
            standard_input("JSON Lines")
        store = path_for(options.corpus, options.store)
        self.output.spare(store, "the store", "Name another file with --output.")
        names = self.names_file()
        if names.path is not None:
            self.output.spare(names.path, "the names file", "Name another file with --output.")
        reading = ReadOptions(columns(options.column or []), options.max_bytes)
        settings = Settings(options.corpus, store, options.model, options.jobs or default_jobs(), names=names)
        settings = replace(settings, cluster=self.cluster, patient=self.patient, reading=reading)
        shown = not options.quiet and is_watched() and not os.environ.get("KIMXI_NO_PROGRESS")
        with Progress(shown=shown, with_file=options.verbose) as bar:
            found = refresh(settings, bar, self.warn)
        if options.verbose:
            tell(f"store: {store}")
        return found

    def names_file(self) -> "NamesFile":
        """What the user decided about names; read once, for it may be a pipe."""
        if self._names_file is None:
            from kimxi_cli.names.names_file import NamesFile, find

            self._names_file = NamesFile(find(self.options.corpus, self.options.names))
        return self._names_file

    def can_begin_again(self, error: KimxiError) -> bool:
        """Throw the store away that was found damaged; whether that has been done, and nothing was printed yet."""
        if self._store is None or self.output.has_written:
            return False
        from kimxi_cli.store import discard

        self.close()
        self.warn(f"{error.message} It is made anew.")
        discard(self._store.path)
        return True

    def warn(self, message: str) -> None:
        if not self.options.quiet:
            tell(message)

    def explain(self, message: str) -> None:
        """Say something only a user who wants to know more hears."""
        if self.options.verbose:
            tell(message)

    def tell_problems(self, problems: list[tuple[str, str]]) -> None:
        """Say what of the input could not be read; the run is incomplete then."""
        self.incomplete = self.incomplete or bool(problems)
        self._tell_some(problems, "more problem")

    def tell_notes(self, notes: list[tuple[str, str]]) -> None:
        """Say what of the input is not certain; the run is none the less complete."""
        self._tell_some(notes, "more note")

    def _tell_some(self, told: list[tuple[str, str]], more: str) -> None:
        if self.options.quiet:
            return
        shown = len(told) if self.options.verbose else PROBLEMS_TOLD
        for message, hint in told[:shown]:
            tell(message, hint)
        if len(told) > shown:
            tell(f"{count(len(told) - shown, more)} like these; -v names all.")

    def print(
        self,
        rows: Iterable[str],
        layout: Layout,
        nothing: str = "",
        drawn: Callable[[Iterable[str], TextIO, bool], int] | None = None,
    ) -> int:
        """Print rows (JSON texts) as the user wants them; FOUND or NOTHING_FOUND.

        nothing: what is said where there is none, if more than that is known. drawn: writes them otherwise than in a
        format, given rows, destination and whether it may use colours; how many that were.
        """
        if self.options.limit is not None:
            rows = islice(rows, self.options.limit)
        output = self.output
        number = output.put(lambda out: drawn(rows, out, output.color)) if drawn else output.write(rows, layout)
        if number is None:  # nobody reads any more
            return FOUND
        self._summarise(number, layout, nothing)
        return FOUND if number else NOTHING_FOUND

    def _summarise(self, number: int, layout: Layout, nothing: str) -> None:
        if self.options.quiet:
            return
        if not number:
            tell(nothing or f"no {layout.noun[1]} found.")
        elif self.options.verbose or (is_watched() and self.output.to_terminal):
            tell(f"{count(number, *layout.noun)}{self.corpus_summary(' from ')}")

    def work_summary(self) -> str:
        """, 2 not read (named above), in 12.3 s (4,915 words a second)."""
        if self._report is None:
            return ""
        report = self._report
        skipped = sum(not problem.note for problem in report.problems)
        told = f", {skipped:,} not read (named above)" if skipped else ""
        if report.words and report.seconds:
            told += f" in {report.seconds:,.1f} s ({report.words / report.seconds:,.0f} words a second)"
        return told

    def corpus_summary(self, before: str = "") -> str:
        """12 articles (2 analysed now, 1 gone)."""
        if self._report is None:
            return ""
        report = self._report
        articles = count(report.analysed + report.reused, "article")
        news = [f"{report.analysed:,} analysed now"] * bool(report.analysed)
        news += [f"{report.removed:,} gone"] * bool(report.removed)
        return f"{before}{articles}{f' ({", ".join(news)})' if news else ''}"


def columns(given: list[str]) -> tuple[tuple[str, str], ...]:
    """The (field, column) pairs of --column. Raises KimxiError for what is none."""
    if not given:
        return ()
    from kimxi_cli.ingest.fields import SYNONYMS

    pairs = [text.partition("=")[::2] for text in given]
    for text, (field, column) in zip(given, pairs, strict=True):
        if field.strip() not in SYNONYMS or not column.strip():
            raise KimxiError(
                f"--column {text!r} names no field and its column.",
                f"Write FIELD=NAME, e.g. text=body; the fields are {', '.join(SYNONYMS)}.",
            )
    return tuple((field.strip(), column.strip()) for field, column in pairs)


def default_jobs() -> int:
    """The cores this process may use, as far as there is memory for as many."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, _free_memory() // JOB_BYTES))


def _free_memory() -> int:
    """Bytes that programs could still take; where the system doesn't say, as if there were enough."""
    with suppress(OSError, ValueError, IndexError), open("/proc/meminfo", encoding="ascii") as lines:
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    return sys.maxsize
