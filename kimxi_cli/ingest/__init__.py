"""From a folder, a file or standard input to articles: `scan` lists cheaply, `read` reads one file.

    listing = scan(Path("corpus"))          # no file is opened
    table = sidecar(listing)                # metadata.csv files, if there are any
    for file in listing.files:
        for article in read(file, table):   # Source or Problem; one bad file never raises

A format is one small module in this package, found by suffix in `registry.READERS`, or a function that
another distribution offers under the entry point group `kimxi.readers`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kimxi_cli.ingest.listing import CorpusFile, Listing, ReadOptions, files, scan

if TYPE_CHECKING:
    from kimxi_cli.ingest.metadata_csv import Sidecar, sidecar
    from kimxi_cli.ingest.registry import read, read_stdin, reader_for

__all__ = [
    "CorpusFile",
    "Listing",
    "ReadOptions",
    "Sidecar",
    "files",
    "read",
    "read_stdin",
    "reader_for",
    "scan",
    "sidecar",
]

LATER = {
    "read": "registry",
    "read_stdin": "registry",
    "reader_for": "registry",
    "Sidecar": "metadata_csv",
    "sidecar": "metadata_csv",
}
"""What is imported when first asked for: listing a folder, which every report does, needs none of it."""


def __getattr__(name: str) -> Any:
    if name in LATER:
        return getattr(import_module(f"{__name__}.{LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
