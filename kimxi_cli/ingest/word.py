"""Word documents (.docx): the paragraphs' text. Author and date of the file are its writer's, not the article's."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from kimxi_cli.ingest import exports
from kimxi_cli.ingest.extras import library, reading
from kimxi_cli.ingest.kinds import DOCX, expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.packed import check_archive
from kimxi_cli.model import Problem, Source

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Beginning of Word 97 files, and of newer ones that a password protects."""


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a Word document: one, or as many as a database exported into it."""
    data = file.data()
    if data.startswith(OLD_OFFICE):
        raise UnreadableError(
            "is protected by a password, or older than Word 2007", "Save it as .docx without a password."
        )
    expect(file, data, DOCX)
    docx = library("docx")
    with reading(DOCX):
        with ZipFile(BytesIO(data)) as package:
            check_archive(package, file)
            if package.testzip():
                raise BadZipFile
        document = docx.Document(BytesIO(data))
        text = exports.PARAGRAPH.join(filter(None, (_text(block) for block in _blocks(document))))
    yield from exports.articles(file, text, sidecar, reader="docx")


def _blocks(document: Any) -> Iterator[Any]:
    """The paragraphs of a document in their order, those in tables with them."""
    table = library("docx.table").Table
    for block in document.iter_inner_content():
        if isinstance(block, table):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)
        else:
            yield block


def _text(paragraph: Any) -> str:
    return "\n".join(line.strip() for line in str(paragraph.text).splitlines() if line.strip())
