"""Web archives (.warc, .warc.gz): the articles of the HTML pages in them; ids are `path#url`."""

from collections.abc import Iterator
from typing import Any

from kimxi_cli.ingest import webpage
from kimxi_cli.ingest.extras import MissingLibraryError, library
from kimxi_cli.ingest.kinds import SAMPLE, expect
from kimxi_cli.ingest.listing import EMPTY, CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import unique
from kimxi_cli.model import Problem, Source

HTML = ("text/html", "application/xhtml+xml")
KIND = "WARC file"
PIECE = 65_536
GZIP = b"\x1f\x8b"
RECORDS = ("response", "resource")


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The article of each page; pages without one (fronts, searches) are counted in a note."""
    records = library("warcio.archiveiterator").ArchiveIterator
    library("trafilatura")
    taken: set[str] = set()
    pages = bare = 0
    with file.open() as stream:
        head = stream.read(SAMPLE)
        if not head:
            raise UnreadableError("is empty", EMPTY)
        expect(file, head, KIND)
        if not head.startswith((b"WARC/", GZIP)):
            raise UnreadableError(f"is no {KIND}", "Give it the ending of what it is.")
        stream.seek(0)
        found = iter(records(stream))
        while True:
            try:
                record = next(found, None)
                if record is None:
                    break
                content = _content(record, file.options.most_bytes)
            except (MissingLibraryError, MemoryError):
                raise
            except Exception:  # of warcio, zlib and the headers' parser
                if not pages:
                    raise UnreadableError(f"is no sound {KIND}: it is damaged or cut off", "Fetch it again.") from None
                what = f"{file.id} is damaged or cut off behind page {pages:,}; what stands before was read."
                yield Problem(file.id, what, "Fetch it again.")
                break
            if content is None:
                continue
            pages += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or str(pages)
            page = CorpusFile(
                "page.html", unique(f"{file.id}#{url.strip('<>')[:300]}", taken), len(content), 0, file.options, content
            )
            try:
                yield from webpage.read(page, sidecar)
            except UnreadableError:
                bare += 1
    if not pages:
        raise UnreadableError("holds no web page", "Take it out of the corpus.")
    if bare:
        number = "a page" if bare == 1 else f"{bare:,} pages"
        yield Problem(file.id, f"{file.id} holds {number} without an article.", "", note=True)


def _content(record: Any, most: int) -> bytes | None:
    """The bytes of a page that was found (status 200), None for any other record or one that is too large.

    Raises EOFError for one that is cut off.
    """
    if record.rec_type not in RECORDS:
        return None
    headers = record.http_headers
    kind = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    if (headers and headers.get_statuscode() != "200") or not (kind or "").lower().startswith(HTML):
        return None
    stream = record.content_stream()
    content = bytearray()
    while piece := stream.read(PIECE):
        content += piece
        if len(content) > most:
            return None
    while record.raw_stream.read(PIECE):
        pass
    if record.raw_stream.limit > 0:
        raise EOFError
    return bytes(content)
