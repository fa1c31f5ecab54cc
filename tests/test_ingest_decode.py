"""Bytes to text: encodings, byte order marks, binary files."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.ingest.decode import binary_kind, decode

TEXT = "“Quiet talks”, said the envoy – in Malmö.\r\nNothing more.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_survives_its_encoding(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert binary_kind(data) is None
    assert decode(data) == (TEXT, "is not UTF-8; it was read as Windows-1252." if encoding == "cp1252" else "")


def test_utf16_big_endian_with_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == (TEXT, "")


def test_latin1_where_windows_1252_has_a_hole() -> None:
    assert decode(b"caf\xe9 \x81") == ("caf\xe9 \x81", "is not UTF-8; it was read as Latin-1.")


def test_one_broken_byte_does_not_spoil_the_good_ones() -> None:
    text, doubt = decode("Malmö, Århus, Łódź".encode() + b" \xff")
    assert text == "Malmö, Århus, Łódź \N{REPLACEMENT CHARACTER}"
    assert doubt == "has bytes that are no UTF-8; each is read as \N{REPLACEMENT CHARACTER}."


def test_half_a_character_at_the_end_of_utf16_is_said() -> None:
    text, doubt = decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x")
    assert text.startswith(TEXT)
    assert doubt.startswith("has bytes that are no UTF-16;")


def test_control_characters_and_nuls_stay() -> None:
    assert decode(b"a\x07c") == ("a\x07c", "")
    assert decode(b"a\x00b\x07c") == ("a\x00b\x07c", "has NUL characters in its text (1); they were kept.")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"GIF89a", "GIF image"),
        (b"\x7fELF\x02\x01", "program"),
        (bytes(range(256)) * 20, "unknown kind"),
        (b"\x00" * 100, "unknown kind"),
        (b"The envoy left. " * 50 + b"\x00", None),
        (b"", None),
    ],
)
def test_binary_kind(data: bytes, kind: str | None) -> None:
    assert binary_kind(data) == kind


@given(st.binary())
def test_decode_takes_any_bytes(data: bytes) -> None:
    decode(data)
    binary_kind(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\x00")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, "")
