"""The first kind of work on a Dask cluster: the same batches, analysed by its workers.

Every worker needs kimxi in this very version and the model; each loads the model once. Batches of workers that are
lost are given to others. The articles' texts travel with the batches, so workers need no access to the corpus, and
what comes back is what the store keeps: the same bytes that a process of this machine would have made.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from itertools import islice
from types import TracebackType
from typing import Any, Self

from kimxi_cli.errors import KimxiError
from kimxi_cli.version import code_version, model_id

LOCAL = "local"
"""In the place of an address: a cluster of this machine's cores, for the time of the run."""

CONNECT_SECONDS = 10
IN_HAND = 2
"""Batches for each thread of the cluster: one in work, one on its way."""

_one_at_a_time = threading.Lock()
"""A worker with several threads analyses with one: a loaded model is for one thread."""


class ClusterAnalyst:
    """Analyses batches on the cluster of a Dask scheduler. Takes the place of `analysis.Analyst`."""

    def __init__(self, model: str | None, address: str) -> None:
        self._model, self._address = model, address
        self._open = ExitStack()
        self._dask: Any = None  # Dask has no types
        self._client: Any = None

    def __enter__(self) -> Self:
        """Connect. Raises KimxiError where Dask is not installed or nobody answers at the address."""
        try:
            self._dask = import_module("distributed")
        except ImportError as error:
            raise KimxiError(
                "--cluster needs dask.distributed, which is not installed.", "Install it: pip install 'kimxi[cluster]'."
            ) from error
        address: Any = self._address
        if address == LOCAL:
            cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
            local = self._dask.LocalCluster(n_workers=cores, threads_per_worker=1, dashboard_address=None)
            address = self._open.enter_context(local)
        try:
            client = self._dask.Client(address, timeout=CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            self._open.close()
            raise KimxiError(
                f"no Dask scheduler answers at {self._address}.",
                "Start one (dask scheduler), give its address (tcp://host:8786), or say --cluster local.",
            ) from error
        self._client = self._open.enter_context(client)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def analyse(self, todo: Iterator[Any]) -> Iterator[Any]:
        """The analyses of each batch, as they become ready; an empty list first, once work begins."""
        yield []
        expected = (code_version(), model_id(self._model))
        running: set[Any] = set()
        while True:
            for batch in islice(todo, max(0, self._places() - len(running))):
                running.add(self._client.submit(analyse_there, self._model, expected, batch, pure=False))
            if not running:
                return
            ready, running = self._dask.wait(running, return_when="FIRST_COMPLETED")
            yield from (each.result() for each in ready)

    def _places(self) -> int:
        """How many batches to have out: workers may come and go."""
        threads: dict[str, int] = self._client.nthreads()
        return IN_HAND * max(1, sum(threads.values()))


def analyse_there(model: str | None, expected: tuple[str, str], batch: Any) -> Any:
    """On a worker: the analyses of a batch. Raises KimxiError where the worker would come to other results."""
    from kimxi_cli.analysis import analyse_batch

    if (code_version(), model_id(model)) != expected:
        raise KimxiError("a worker of the cluster has another version of kimxi or of the model.", "Install the same.")
    with _one_at_a_time:
        return analyse_batch(model, batch)
