"""The first kind of work: everything that one article alone tells, in this process or in several."""

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain, islice
from multiprocessing import active_children, get_context
from typing import Any, NamedTuple, Self

from kimxi_cli import clean, names, quotes, visits
from kimxi_cli.annotate import Annotator
from kimxi_cli.errors import KimxiError
from kimxi_cli.garbage import rare_collections
from kimxi_cli.model import ArticleAnalysis, Source, Span
from kimxi_cli.reference import References
from kimxi_cli.store.payload import encode

STOPPING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

Keyed = tuple[str, Source]
"""An article, and the key its analysis is stored under."""

Batch = Sequence[Keyed]


class Analysed(NamedTuple):
    """An article's analysis as the store keeps it."""

    key: str
    payload: bytes
    words: int


def analyse_sources(annotator: Annotator, sources: Sequence[Source]) -> Iterator[ArticleAnalysis]:
    """The analysis of each source, in order."""
    layouts = [clean.layout(source) for source in sources]
    parses = annotator.parses([(source.text, layout) for source, layout in zip(sources, layouts, strict=True)])
    for source, layout, parse in zip(sources, layouts, parses, strict=True):
        mentions, candidates = names.find(parse, layout)
        references = References(parse, mentions)
        frames, times = visits.find(parse, layout, mentions, references)
        yield ArticleAnalysis(
            id=source.id,
            text=source.text,
            source=replace(source, text=""),
            layout=layout,
            words=len(source.text.split()),
            sentences=tuple(Span(s.start, s.end) for s in parse.sentences),
            mentions=mentions,
            candidates=candidates,
            quotes=quotes.find(parse, layout, mentions, references),
            frames=frames,
            times=times,
        )


def analyse_batch(model: str | None, batch: Batch) -> list[Analysed]:
    """The analyses of a batch, by this process's annotator."""
    analyses = analyse_sources(annotator(model), [source for _, source in batch])
    return [Analysed(key, encode(found), found.words) for (key, _), found in zip(batch, analyses, strict=True)]


class Analyst:
    """Analyses batches with `jobs` processes (one: this one).

    The model is loaded once: the other processes are forked from this one with it, where the system can do that.
    """

    def __init__(self, model: str | None, jobs: int) -> None:
        self._model = model
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Until the end of the work, SIGTERM and SIGHUP stop it as Ctrl-C does: orderly, what is done kept."""
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, _interrupt) for number in STOPPING}
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if self._pool is None:
            return
        if kind is not None:  # what is under way would only be thrown away
            for child in active_children():
                child.terminate()
        self._pool.shutdown(cancel_futures=True)

    def analyse(self, todo: Iterator[Batch]) -> Iterator[list[Analysed]]:
        """The analyses of each batch, as they become ready; an empty list first, once work begins.

        `todo` is asked for no more batches than the processes need next.
        """
        first = list(islice(todo, 2 if self._jobs > 1 else 1))
        if not first:
            return
        todo = chain(first, todo)
        with rare_collections():
            if len(first) < 2:
                annotator(self._model)
                yield []
                yield from (analyse_batch(self._model, batch) for batch in todo)
            else:
                self._pool = _pool(self._model, self._jobs)
                yield []
                yield from self._shared_out(self._pool, todo)

    def _shared_out(self, pool: ProcessPoolExecutor, todo: Iterator[Batch]) -> Iterator[list[Analysed]]:
        running: set[Future[list[Analysed]]] = set()
        try:
            while True:
                for batch in islice(todo, 2 * self._jobs - len(running)):  # one in work, one in hand
                    running.add(pool.submit(analyse_batch, self._model, batch))
                if not running:
                    return
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in ready)
        except BrokenProcessPool as error:
            raise KimxiError(
                "a process that analysed articles was ended from outside.",
                "Perhaps memory ran out: try fewer --jobs. What was analysed so far is kept.",
            ) from error


def _pool(model: str | None, jobs: int) -> ProcessPoolExecutor:
    """The processes. Forking is safe only while this process has one thread (a progress bar is started later)."""
    forked = sys.platform == "linux" and threading.active_count() == 1
    if forked:
        annotator(model)
        gc.freeze()  # what is loaded stays shared: collections don't touch it
    method = "fork" if forked else "spawn"
    return ProcessPoolExecutor(jobs, get_context(method), initializer=_start_worker, initargs=(os.getpid(),))


_annotators: dict[str | None, Annotator] = {}


def annotator(model: str | None) -> Annotator:
    """The annotator of this process; it stays loaded for the next call."""
    if model not in _annotators:
        _annotators[model] = Annotator(model)
    return _annotators[model]


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _start_worker(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, and ends when told so or when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    gc.set_threshold(50_000, 20, 50)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
