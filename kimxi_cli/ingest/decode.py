"""Bytes to text, without guessing more than is needed: byte order marks, UTF-16, UTF-8, Windows-1252.

The byte order mark is removed, line ends and control characters stay: offsets refer to this text.
"""

import codecs
from typing import NamedTuple

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's mark begins with UTF-16's, so it stands first."""

MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\x89PNG", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"7z\xbc\xaf", "7-Zip archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"{\\rtf", "RTF document"),
)

SAMPLE = 65_536
MOST_CONTROL = 0.05
"""Share of control characters above which bytes are no text: of prose it is 0, of random bytes about 0.1."""

LEAST_UTF16 = 4
"""Characters from which on UTF-16 is told by its NULs alone."""

CONTROL = bytes(i for i in range(32) if i not in b"\t\n\v\f\r\x1b") + b"\x7f"


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file the bytes are ("PDF", "unknown kind"), None if they may be text."""
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    sample = data[:SAMPLE]
    if not sample or marked(sample) or utf16_without_mark(sample):
        return None
    control = len(sample) - len(sample.translate(None, CONTROL))
    return "unknown kind" if control / len(sample) > MOST_CONTROL else None


class Decoded(NamedTuple):
    """A text, and what is not certain about it, as a sentence without its subject ("" if nothing is)."""

    text: str
    doubt: str = ""


def decode(data: bytes) -> Decoded:
    """The text of bytes in UTF-8, UTF-16, UTF-32 or Windows-1252; never raises."""
    text, doubt = _decode(data)
    if not doubt and "\0" in text:
        doubt = f"has NUL characters in its text ({text.count('\0'):,}); they were kept."
    return Decoded(text, doubt)


def _decode(data: bytes) -> Decoded:
    if found := marked(data):
        mark, encoding = found
        return _with_gaps(data[len(mark) :], encoding)
    if guess := utf16_without_mark(data[:SAMPLE]):
        return _with_gaps(data, guess)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_quite_utf8(data)


def _with_gaps(data: bytes, encoding: str) -> Decoded:
    """The text; what the encoding does not know becomes replacement characters, which is said."""
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return Decoded(data.decode(encoding, "replace"), _gaps(encoding))


def _gaps(encoding: str) -> str:
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return f"has bytes that are no {name}; each is read as \N{REPLACEMENT CHARACTER}."


def marked(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that the data begin with, and its encoding."""
    return next(((mark, encoding) for mark, encoding in MARKS if data.startswith(mark)), None)


def utf16_without_mark(sample: bytes) -> str | None:
    """UTF-16 of mostly Latin text shows by its NULs: every second byte, all on one side, and letters on the other."""
    half = len(sample) // 2
    if half < LEAST_UTF16 or b"\x00" not in sample:
        return None
    for low, high, encoding in ((sample[0::2], sample[1::2], "utf-16-le"), (sample[1::2], sample[0::2], "utf-16-be")):
        if high.count(0) <= 0.4 * half:
            continue
        latin = bytes(a for a, b in zip(low, high, strict=False) if b == 0)
        if len(latin) - len(latin.translate(None, CONTROL)) < MOST_CONTROL * half:
            return encoding
    return None


def _not_quite_utf8(data: bytes) -> Decoded:
    """UTF-8 with a few broken bytes keeps its good characters; anything else is Windows-1252, or at last Latin-1."""
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\N{REPLACEMENT CHARACTER}")
    good = len(loose) - broken - _ascii(data)
    if good > 2 * broken:
        return Decoded(loose, _gaps("utf-8"))
    try:
        return Decoded(data.decode("cp1252"), "is not UTF-8; it was read as Windows-1252.")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "is not UTF-8; it was read as Latin-1.")


def _ascii(data: bytes) -> int:
    return len(data.translate(None, bytes(range(128, 256))))
