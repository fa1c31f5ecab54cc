"""Text files: front matter, line ends, and files that are no articles."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.ingest import CorpusFile, read, scan, sidecar
from kimxi_cli.ingest.frontmatter import front_matter
from kimxi_cli.ingest.source import is_blank
from kimxi_cli.model import Problem, Source

BODY = "The two ministers met in Geneva on Monday."


def only(folder: Path, name: str, data: bytes) -> Source | Problem:
    """What the one article of a corpus reads as."""
    (folder / name).write_bytes(data)
    listing = scan(folder)
    [file] = listing.files
    [article] = read(file, sidecar(listing))
    return article


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("title: Talks resume", {"title": "Talks resume"}),
        ('title: "Talks: a \\"new\\" round"', {"title": 'Talks: a "new" round'}),
        ("title: 'It''s on'", {"title": "It's on"}),
        ("title: Talks # a remark", {"title": "Talks"}),
        ("# a remark\n\ntitle: Talks", {"title": "Talks"}),
        ("authors: [Anna Berg, 'Jan de Vries']", {"authors": ["Anna Berg", "Jan de Vries"]}),
        ("authors:\n  - Anna Berg\n  - Jan de Vries", {"authors": ["Anna Berg", "Jan de Vries"]}),
        ("authors:\n- name: Anna Berg\n  mail: a@example.org", {"authors": ["Anna Berg"]}),
        ("author:\n  name: Anna Berg", {"author": {"name": "Anna Berg"}}),
        ("summary: >\n  Two lines\n  of it\ntitle: T", {"summary": "Two lines of it", "title": "T"}),
        ("title: Talks that\n  go on", {"title": "Talks that go on"}),
        ("title:\ndate: 2015-03-04", {"title": "", "date": "2015-03-04"}),
        ("url: https://example.org/a", {"url": "https://example.org/a"}),
    ],
)
def test_front_matter_values(head: str, expected: dict[str, object]) -> None:
    found = front_matter(f"---\n{head}\n---\n{BODY}")
    assert found is not None
    assert found.values == expected


@pytest.mark.parametrize(
    "text",
    [
        "No dashes at all.",
        "---\nThe envoy spoke. He left.\n---\nMore.",
        "---\ntitle: never closed\n\nText.",
        "---\n---\nText.",
        " ---\ntitle: indented\n---\nText.",
        "---\ntitle: a\nnot a pair\n---\nText.",
    ],
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    assert front_matter(text) is None


def test_front_matter_becomes_metadata(tmp_path: Path) -> None:
    head = (
        "---\r\nHeadline: Talks\r\npublisher: Sample Wire\r\nby: By Anna Berg\r\ndate: 4 March 2015\r\nlink: x\r\n---"
    )
    article = only(tmp_path, "a.md", f"{head}\r\n\r\n{BODY}\r\n".encode())
    assert isinstance(article, Source)
    assert (article.title, article.source, article.byline, article.url) == ("Talks", "Sample Wire", "Anna Berg", "x")
    assert (article.published, article.published_from) == ("2015-03-04", "front-matter")
    assert article.front_matter is not None
    assert article.text[article.front_matter.start : article.front_matter.end] == head


def test_line_ends_stay_and_the_mark_goes(tmp_path: Path) -> None:
    article = only(tmp_path, "a.txt", b"\xef\xbb\xbfOne.\r\n\r\nTwo.\rThree.\n")
    assert isinstance(article, Source)
    assert article.text == "One.\r\n\r\nTwo.\rThree.\n"
    assert (article.id, article.published_from, article.front_matter) == ("a.txt", None, None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty."),
        (b" \r\n\t\n", "a.txt is empty."),
        (b"\xef\xbb\xbf", "a.txt is empty."),
        (b"\xef\xbb\xbf\xef\xbb\xbf \n", "a.txt is empty."),
        ("\u00a0\u2003\u200b\u3000\n".encode(), "a.txt is empty."),
        (b"\xff\xfe", "a.txt is empty."),
        (b"\xa0 \xa0\r\n", "a.txt is empty."),
        (b"---\ntitle: T\n---\n\n", "a.txt has front matter but no text."),
        (b"%PDF-1.4", "a.txt is a binary file (PDF)."),
        (b"\x00\x01\x02\x03" * 99, "a.txt is a binary file (unknown kind)."),
        (b"x" * 400_001, "a.txt holds 400,001 characters; a news article has far fewer."),
    ],
)
def test_what_is_no_article_is_a_problem(tmp_path: Path, data: bytes, message: str) -> None:
    problem = only(tmp_path, "a.txt", data)
    assert isinstance(problem, Problem)
    assert (problem.article, problem.message) == ("a.txt", message)
    assert problem.hint


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        ("Malmö".encode("cp1252"), "is not UTF-8; it was read as Windows-1252."),
        (b"One \x00 two." + b" More." * 20, "has NUL characters in its text (1); they were kept."),
    ],
)
def test_an_article_whose_letters_are_not_certain_is_read_and_noted(tmp_path: Path, data: bytes, doubt: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    article, note = read(scan(tmp_path).files[0])
    assert isinstance(article, Source)
    assert note == Problem("a.txt", f"a.txt {doubt}", "Save it as UTF-8 if letters look wrong.", note=True)


def test_what_can_be_seen() -> None:
    assert [is_blank(text) for text in ("", " \n\u00a0\ufeff\x07", ".", " a", "。")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_file_far_too_large_is_not_opened(tmp_path: Path) -> None:
    file = CorpusFile(str(tmp_path / "not there.txt"), "big.txt", 10**10, 0)
    [problem] = read(file)
    assert isinstance(problem, Problem)
    assert problem.message.startswith("big.txt holds 10,000,000,000 bytes")


def test_a_file_that_went_away_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    [file] = scan(tmp_path).files
    Path(file.path).unlink()
    [problem] = read(file)
    assert isinstance(problem, Problem)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "a.txt").chmod(0)
    [file] = scan(tmp_path).files
    [problem] = read(file)
    assert isinstance(problem, Problem)
    assert "may not be read" in problem.message


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.md", "a.jsonl"]))
def test_read_takes_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / name).write_bytes(data)
    [file] = scan(folder).files
    assert all(isinstance(article, Source | Problem) for article in read(file))


@given(st.text(st.sampled_from("-: \n\t\"'[],#|>ab\\"), max_size=80))
def test_front_matter_takes_any_text(text: str) -> None:
    found = front_matter(f"---\n{text}\n---\n")
    assert found is None or found.span.start == 0
