"""Which reader reads which suffix, and the reading of one file without ever raising."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from kimxi_cli.ingest.listing import CorpusFile
    from kimxi_cli.ingest.metadata_csv import Sidecar
    from kimxi_cli.model import Problem, Source

    type Articles = Iterator[Source | Problem]
    type Reader = Callable[[CorpusFile, Sidecar], Articles]
    """Reads a file's articles. What it can't read it gives as Problem; UnreadableError and OSError it may raise."""

READERS = {
    ".txt": "kimxi_cli.ingest.text",
    ".text": "kimxi_cli.ingest.text",
    ".md": "kimxi_cli.ingest.text",
    ".markdown": "kimxi_cli.ingest.text",
    ".jsonl": "kimxi_cli.ingest.jsonl",
    ".ndjson": "kimxi_cli.ingest.jsonl",
    ".json": "kimxi_cli.ingest.json_list",
    ".csv": "kimxi_cli.ingest.table",
    ".tsv": "kimxi_cli.ingest.table",
    ".html": "kimxi_cli.ingest.webpage",
    ".htm": "kimxi_cli.ingest.webpage",
    ".xhtml": "kimxi_cli.ingest.webpage",
    ".mhtml": "kimxi_cli.ingest.webpage",
    ".mht": "kimxi_cli.ingest.webpage",
    ".rss": "kimxi_cli.ingest.feed",
    ".atom": "kimxi_cli.ingest.feed",
    ".xml": "kimxi_cli.ingest.feed",
    ".docx": "kimxi_cli.ingest.word",
    ".pdf": "kimxi_cli.ingest.pdf",
    ".rtf": "kimxi_cli.ingest.rtf",
    ".warc": "kimxi_cli.ingest.warc",
    ".warc.gz": "kimxi_cli.ingest.warc",
    ".zip": "kimxi_cli.ingest.zipped",
}
"""Suffix to the module whose `read(file, sidecar)` reads it; a module is imported when its first file is read."""

GROUP = "kimxi.readers"
"""Entry point group of readers from other distributions: name = suffix (".html"), value = a Reader."""


def supported() -> frozenset[str]:
    """The suffixes kimxi reads by itself."""
    return frozenset(READERS)


@cache
def third_party() -> "dict[str, Callable[[], Reader]]":
    """Loaders of the readers of other distributions. Slow (it looks through them all): only for unknown suffixes."""
    from importlib.metadata import entry_points

    return {f".{point.name.lstrip('.').lower()}": point.load for point in entry_points(group=GROUP)}


def reader_for(suffix: str) -> "Reader | None":
    """The reader of a suffix such as ".txt", None if there is none."""
    suffix = suffix.lower()
    if suffix in READERS:
        reader: Reader = import_module(READERS[suffix]).read
        return reader
    load = third_party().get(suffix)
    return load() if load else None


def read(file: "CorpusFile", sidecar: "Sidecar | None" = None) -> "Articles":
    """The articles of one file in their order, a Problem for each that can't be read. Never raises for a bad file."""
    from kimxi_cli.ingest.extras import MissingLibraryError
    from kimxi_cli.ingest.listing import UnreadableError, shown_name, suffix
    from kimxi_cli.ingest.metadata_csv import Sidecar
    from kimxi_cli.model import Problem

    kind = suffix(file.path)
    try:
        if file.size < 0:  # the listing met an OSError here: what it was is said below
            (os.listdir if file.id.endswith("/") else os.stat)(file.path)
        reader = reader_for(kind)
        if reader is None:
            yield Problem(file.id, f"{file.id} is of a kind that can't be read ({kind or 'no suffix'}).")
            return
        yield from reader(file, sidecar or Sidecar())
    except UnreadableError as error:
        yield Problem(file.id, f"{file.id} {error.what}.", error.hint)
    except MissingLibraryError as error:  # one sentence for all files of the kind: it is told once
        yield Problem(file.id, f"{kind} files can't be read: {error.library} is not installed.", error.hint)
    except PermissionError:
        yield Problem(file.id, f"{file.id} may not be read.", "Give yourself the right to read it (chmod u+r).")
    except OSError as error:
        if os.path.islink(file.path) and not os.path.exists(file.path):
            yield Problem(
                file.id,
                f"{file.id} is a link that leads nowhere (to {shown_name(os.readlink(file.path))}).",
                "Mend the link, or take it out of the corpus.",
            )
            return
        yield Problem(
            file.id,
            f"{file.id} can't be read: {error.strerror or error}.",
            "Try to open it in another program; if that fails too, put a sound copy in its place or take it out.",
        )
    except MemoryError:
        yield Problem(file.id, f"{file.id} does not fit into memory.", "Split it into articles.")
    except Exception as error:
        if kind in READERS:
            raise
        # A reader from elsewhere: its faults are one article's, not the run's.
        yield Problem(file.id, f"{file.id} made its reader fail: {type(error).__name__}: {error}.")


def read_stdin(stream: BinaryIO, columns: "tuple[tuple[str, str], ...]" = ()) -> "Articles":
    """The articles of JSON Lines on standard input; their ids are `-#id`. columns: see `ReadOptions`."""
    from kimxi_cli.ingest.jsonl import records

    yield from records("-", stream, columns=columns)
