"""JSON Lines: keys and their synonyms, ids, broken lines."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from kimxi_cli.ingest import read, read_stdin, scan
from kimxi_cli.model import Problem, Source

BODY = "The two ministers met in Geneva on Monday."


def records(*lines: bytes | str | Mapping[str, object]) -> list[Source | Problem]:
    """What these lines read as, on standard input."""
    raw = [
        json.dumps(line).encode() if isinstance(line, Mapping) else line.encode() if isinstance(line, str) else line
        for line in lines
    ]
    return list(read_stdin(io.BytesIO(b"\n".join(raw))))


@pytest.mark.parametrize(
    ("record", "field", "expected"),
    [
        ({"text": BODY}, "text", BODY),
        ({"body": BODY}, "text", BODY),
        ({"content": BODY, "title": "T"}, "title", "T"),
        ({"Article Body": BODY}, "text", BODY),
        ({"text": ["One.", "Two."]}, "text", "One.\n\nTwo."),
        ({"text": "\ufeff" + BODY}, "text", BODY),
        ({"text": "a\ud800b"}, "text", "a\N{REPLACEMENT CHARACTER}b"),
        ({"text": BODY, "headline": " Talks \n resume "}, "title", "Talks resume"),
        ({"text": BODY, "outlet": "Sample Wire"}, "source", "Sample Wire"),
        ({"text": BODY, "publisher": {"name": "Sample Wire"}}, "source", "Sample Wire"),
        ({"text": BODY, "authors": ["Anna Berg", {"name": "Jan de Vries"}]}, "byline", "Anna Berg, Jan de Vries"),
        ({"text": BODY, "byline": "By Anna Berg"}, "byline", "Anna Berg"),
        ({"text": BODY, "date": "2015-03-04T01:02:03Z"}, "published", "2015-03-04"),
        ({"text": BODY, "published_at": 1425463200}, "published", "2015-03-04"),
        ({"text": BODY, "publication-date": "20150304"}, "published", "2015-03-04"),
        ({"text": BODY, "published": 20150304}, "published", "2015-03-04"),
        ({"text": BODY, "published": "03/04/2015"}, "published", None),
        ({"text": BODY, "published": True}, "published", None),
        ({"text": BODY, "title": None, "headline": "T"}, "title", "T"),
        ({"text": BODY, "permalink": "https://example.org"}, "url", "https://example.org"),
        ({"text": BODY, "id": 17}, "id", "-#17"),
        ({"text": BODY, "uid": "a/b"}, "id", "-#a/b"),
        ({"text": BODY}, "id", "-#1"),
        ({"text": BODY, "id": "a\x1b\nb"}, "id", "-#a b"),
        ({"text": BODY, "id": True}, "id", "-#1"),
    ],
)
def test_fields(record: dict[str, object], field: str, expected: str | None) -> None:
    article, *notes = records(record)
    assert isinstance(article, Source)
    assert getattr(article, field) == expected
    assert [note.note for note in notes if isinstance(note, Problem)] == [True] * (
        field == "published" and not expected
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "never closed', "-, line 2, is not valid JSON"),
        ("[1, 2]", "-, line 2, is no JSON object."),
        ('{"title": "T", "words": 3}', "-, line 2, has no text (its keys: title, words)."),
        ("{}", "-, line 2, has no text (its keys: none)."),
        ('{"text": "  "}', "-, line 2, can't be read: its text is empty."),
        ('{"text": "\u00a0\ufeff"}', "-, line 2, can't be read: its text is empty."),
        ('{"text": "", "title": "T"}', "-, line 2, can't be read: its text is empty."),
        ('{"text": [], "title": "T"}', "-, line 2, can't be read: its text is empty."),
        ('{"body": null}', "-, line 2, can't be read: its text is empty."),
        ('{"text": 3}', "-, line 2, can't be read: its text is not a text but a number."),
        ('{"text": {"a": 1}}', "-, line 2, can't be read: its text is not a text but an object."),
        ('{"text": ["a", 1]}', "-, line 2, can't be read: its text is not a text but a list of more than texts."),
        ("[" * 100_000, "-, line 2, is not"),
        ('{"text": "' + "x" * 400_001 + '"}', "-, line 2, holds 400,001 characters"),
        (b"\xff\xfe{", "-, line 2, is not valid JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(line: str | bytes, message: str) -> None:
    before, broken, after = records({"text": BODY}, line, {"text": "Another."})
    assert isinstance(before, Source)
    assert isinstance(broken, Problem)
    assert broken.message.startswith(message)
    assert isinstance(after, Source)
    assert after.id == "-#3"


def test_ids_that_clash_get_a_number() -> None:
    found = records(*[{"text": BODY, "id": name} for name in ("a", "a", "a-2", "a")])
    assert [article.id for article in found if isinstance(article, Source)] == ["-#a", "-#a-2", "-#a-2-2", "-#a-3"]


def test_blank_lines_and_carriage_returns_are_passed_over() -> None:
    found = records("", json.dumps({"text": "One."}) + "\r", "", json.dumps({"text": "Two."}), "")
    assert [(article.id, article.text) for article in found if isinstance(article, Source)] == [
        ("-#2", "One."),
        ("-#4", "Two."),
    ]


def test_one_line_in_another_encoding_spoils_no_other() -> None:
    line = '{"text": "Malmö"}'
    found = records(line, line.encode("cp1252"))
    assert [article.text for article in found if isinstance(article, Source)] == ["Malmö", "Malmö"]
    assert notes(found) == ["-, line 2, is not UTF-8; it was read as Windows-1252."]
    found = records(line, line.encode("cp1252"), line.encode("cp1252"))
    assert notes(found) == ["- has 2 doubtful lines; the first, line 2, is not UTF-8; it was read as Windows-1252."]


def notes(found: list[Source | Problem]) -> list[str]:
    return [each.message for each in found if isinstance(each, Problem) and each.note]


def test_utf16_with_mark() -> None:
    data = '{"text": "One."}\n{"text": "Malmö"}\n'.encode("utf-16")
    assert [article.text for article in read_stdin(io.BytesIO(data)) if isinstance(article, Source)] == [
        "One.",
        "Malmö",
    ]


def test_no_line_at_all_is_a_problem() -> None:
    [problem] = records("", " ")
    assert isinstance(problem, Problem)
    assert problem.message == "- is empty."


def test_a_file_of_lines_longer_than_the_sample(tmp_path: Path) -> None:
    texts = [f"{k} " + "word " * 3000 for k in range(5)]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    [file] = scan(tmp_path).files
    found = [article for article in read(file) if isinstance(article, Source)]
    assert [article.text for article in found] == texts
    assert found[4].id == "wire.jsonl#5"


def test_a_binary_file_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "wire.jsonl").write_bytes(b"\x1f\x8b\x08rest")
    [file] = scan(tmp_path).files
    [problem] = read(file)
    assert isinstance(problem, Problem)
    assert problem.message == "wire.jsonl is a binary file (gzip archive)."
