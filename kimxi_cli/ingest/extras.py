"""Libraries that only some formats need: imported when such a file is met, and what to install where one is missing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from kimxi_cli.ingest.listing import UnreadableError
from kimxi_cli.model import Problem

EXTRAS = {
    "html": ("trafilatura", "lxml", "feedparser"),
    "office": ("docx", "pypdf", "striprtf"),
    "warc": ("warcio",),
}
"""The extras of kimxi and the packages that they bring."""


class MissingLibraryError(Exception):
    """A file needs a library that is not installed."""

    def __init__(self, library: str) -> None:
        super().__init__(library)
        self.library = library
        self.hint = _hint(next(extra for extra, packages in EXTRAS.items() if library in packages))


def library(module: str) -> Any:
    """The module, what it logs kept from the terminal. Raises MissingLibraryError if it is not there."""
    package = module.partition(".")[0]
    if find_spec(package) is None:
        raise MissingLibraryError(package)
    log = logging.getLogger(package)
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    return import_module(module)


@contextmanager
def reading(kind: str) -> Iterator[None]:
    """For a library at work on a file: whatever it raises on a damaged one means that it is no sound `kind`.

    Such libraries promise no set of exceptions for bytes that break the rules of their format.
    """
    try:
        yield
    except (UnreadableError, MissingLibraryError, OSError, MemoryError):
        raise
    except Exception as error:
        raise UnreadableError(
            f"is no sound {kind}: it is damaged or cut off", "Open it in its own program and save it again."
        ) from error


def has_come(problem: Problem) -> bool:
    """Whether a file was not read for want of a library that is installed now."""
    return any(problem.hint == _hint(extra) and _is_there(extra) for extra in EXTRAS)


def _hint(extra: str) -> str:
    return f"pip install 'kimxi[{extra}]'"


@cache
def _is_there(extra: str) -> bool:
    return all(find_spec(package) for package in EXTRAS[extra])
