"""What a file is by its first bytes, for files whose ending says something else."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kimxi_cli.ingest.listing import CorpusFile, UnreadableError

SAMPLE = 4096
DOCX = "Word document"
PAGES = (b"<!doctype html", b"<html")
FEEDS = (b"<rss", b"<feed", b"<rdf:rdf")
ENDINGS = {
    "PDF": ".pdf",
    DOCX: ".docx",
    "RTF document": ".rtf",
    "web page": ".html",
    "news feed": ".xml",
    "ZIP archive": ".zip",
    "WARC file": ".warc",
    "spreadsheet": "",
    "presentation": "",
    "OpenDocument text": "",
    "e-book": "",
    "old or password-protected office document": "",
    "PNG image": "",
    "JPEG image": "",
    "GIF image": "",
}
"""Kinds that are told, and the ending that lets kimxi read them."""

IN_ZIP = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": "spreadsheet",
    "ppt/presentation.xml": "presentation",
    "META-INF/container.xml": "e-book",
    "content.xml": "OpenDocument text",
}
"""A file that an archive of this kind always holds."""


def kind_of(data: bytes) -> str | None:
    """One of ENDINGS, or None where the bytes don't say."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(data)
    for magic, kind in (
        (b"%PDF-", "PDF"),
        (b"{\\rtf", "RTF document"),
        (b"WARC/", "WARC file"),
        (b"\xd0\xcf\x11\xe0", "old or password-protected office document"),
        (b"\x89PNG", "PNG image"),
        (b"\xff\xd8\xff", "JPEG image"),
        (b"GIF8", "GIF image"),
    ):
        if data.startswith(magic):
            return kind
    head = data[:SAMPLE].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(PAGES):
        return "web page"
    if head.startswith((b"<?xml", *FEEDS)):
        if any(start in head for start in FEEDS):
            return "news feed"
        if any(start in head for start in PAGES):
            return "web page"
    return None


def _kind_of_zip(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return DOCX if b"word/" in data[:SAMPLE] else "ZIP archive"
    return next((kind for name, kind in IN_ZIP.items() if name in names), "ZIP archive")


def expect(file: CorpusFile, data: bytes, *wanted: str) -> None:
    """Raises UnreadableError, which says what the bytes are, where they are plainly none of the kinds wanted."""
    kind = kind_of(data)
    if kind is None or kind in wanted:
        return
    ending = ENDINGS[kind]
    hint = f"Give it the ending {ending}." if ending else "Save its text as .txt, or take it out of the corpus."
    a = "an" if kind[0] in "Oaeio" or kind.startswith("RTF") else "a"
    raise UnreadableError(f"is {a} {kind}, not what its ending says", hint)
