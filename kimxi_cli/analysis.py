"""The first kind of work: everything that one article alone tells, in this process or in several."""

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import batched
from multiprocessing import active_children, get_context
from typing import Any, Self

from kimxi_cli import clean, names, quotes, visits
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis, Source, Span
from kimxi_cli.reference import References

STOPPING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
SHARE = 16
"""Articles handed to a process at a time: small enough to share the end of the work evenly."""


def analyse_sources(annotator: Annotator, sources: Sequence[Source]) -> Iterator[ArticleAnalysis]:
    """The analysis of each source, in order."""
    layouts = [clean.layout(source) for source in sources]
    parses = annotator.parses((source.text, layout) for source, layout in zip(sources, layouts, strict=True))
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


class Analyst:
    """Analyses sources with `jobs` processes (one: this one). The model is loaded with the first of them."""

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

    def analyse(self, sources: Sequence[Source]) -> Iterator[ArticleAnalysis]:
        """The analysis of each source, in order, as it becomes ready."""
        if self._jobs <= 1 or len(sources) < 2:
            yield from analyse_sources(_annotator(self._model), sources)
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(os.getpid(),)
            )
        size = max(1, min(SHARE, -(-len(sources) // self._jobs)))
        shares = [list(share) for share in batched(sources, size)]
        for analyses in self._pool.map(_analyse_share, [self._model] * len(shares), shares):
            yield from analyses


_annotators: dict[str | None, Annotator] = {}


def _annotator(model: str | None) -> Annotator:
    """The annotator of this process; it stays loaded for the next call."""
    if model not in _annotators:
        _annotators[model] = Annotator(model)
    return _annotators[model]


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _start_worker(parent: int) -> None:
    """A worker leaves Ctrl-C to its parent, and ends when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _analyse_share(model: str | None, sources: Sequence[Source]) -> list[ArticleAnalysis]:
    return list(analyse_sources(_annotator(model), sources))
