"""RTF documents: their text, by striprtf."""

import re
from collections.abc import Iterator

from kimxi_cli.ingest import exports
from kimxi_cli.ingest.extras import library, reading
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.model import Problem, Source

KIND = "RTF document"


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of an RTF document: one, or as many as a database exported into it."""
    data = file.data()
    expect(file, data, KIND)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError(f"is no {KIND}", "Give it the ending of what it is.")
    convert = library("striprtf.striprtf").rtf_to_text
    with reading(KIND):
        text = convert(data.decode("latin-1"), errors="replace")
    lines = (" ".join(line.split()) for line in text.splitlines())
    yield from exports.articles(file, exports.PARAGRAPH.join(filter(None, lines)), sidecar, reader="rtf")
    if _is_cut(data):
        yield Problem(
            file.id, f"{file.id} ends in the middle of the document; what is there was read.", "Save it again."
        )


def _is_cut(data: bytes) -> bool:
    """Whether more groups are opened than closed."""
    signs = re.findall(rb"\\.|[{}]", data, re.S)
    return signs.count(b"{") > signs.count(b"}")
