"""PDF documents: the text layer, read by pypdf, its lines put together to paragraphs again.

Author and date of the file are its maker's, not the article's, and are not taken.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kimxi_cli.ingest import exports
from kimxi_cli.ingest.extras import library, reading
from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import CorpusFile, UnreadableError
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.printed import Line, paragraphs, without_furniture
from kimxi_cli.model import Problem, Source

KIND = "PDF"
LEFT = "page numbers and running heads"
OCR = "Give it a text layer with an OCR program (e.g. ocrmypdf)."


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of a PDF: one, or as many as a database exported; a Problem names pages that are pictures."""
    data = file.data()
    expect(file, data, KIND)
    with reading(KIND):
        document = library("pypdf").PdfReader(BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):  # many have a password for changing them only
            raise UnreadableError("is protected by a password", "Save it without one.")
        pages = [_lines(page) for page in document.pages]
        pictures = [
            number for number, page in enumerate(document.pages, 1) if not pages[number - 1] and _is_picture(page)
        ]
    if not any(pages):
        if pictures:
            raise UnreadableError("is scanned: its pages are pictures, without text", OCR)
        raise UnreadableError("has no text", "Take it out of the corpus.")
    kept, dropped = without_furniture(pages)
    left = ((LEFT, dropped),) if dropped else ()
    yield from exports.articles(file, exports.PARAGRAPH.join(paragraphs(kept)), sidecar, reader="pdf", left=left)
    if pictures:
        several = "pages" if len(pictures) > 1 else "page"
        are = "are scanned pictures" if len(pictures) > 1 else "is a scanned picture"
        which = ", ".join(map(str, pictures[:10])) + (" …" if len(pictures) > 10 else "")
        yield Problem(file.id, f"{file.id}, {several} {which}: {are} without text; the rest was read.", OCR)


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order in which they are printed."""
    lines: list[Line] = []
    whole = True

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        nonlocal whole
        if not text:
            return
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or 1.0
        for k, part in enumerate(text.split("\n")):
            whole = whole or k > 0
            if not part or (whole and part.isspace()):
                continue
            if whole:
                lines.append(Line(part, height, size * scale))
                whole = False
            else:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + part)

    page.extract_text(visitor_text=visit)
    clean = (line._replace(text=" ".join(line.text.split())) for line in lines)
    return [line for line in clean if line.text]


def _is_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    if objects is None:
        return False
    return any(each.get_object().get("/Subtype") == "/Image" for each in objects.get_object().values())
