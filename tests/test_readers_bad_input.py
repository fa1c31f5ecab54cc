"""What is wrong with a file is told in one message; nothing raises, nothing leads out, nothing grows without bound."""

import json
import os
import random
import stat
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import formats
from kimxi_cli.ingest import ReadOptions
from kimxi_cli.ingest.registry import READERS
from kimxi_cli.model import Source
from tests.ingest_support import TALKS, found, page, problems, put, sources
from tests.test_readers import ATOM, RSS, warc, zipped

ARTICLE = Source("talks", "\n\n".join(TALKS), TALKS[0])


def written(format: str, folder: Path) -> bytes:
    """The file that a format's writer makes of one article."""
    place = folder / "written"
    place.mkdir()
    formats.WRITERS[format]([ARTICLE], place)
    [path] = [each for each in place.iterdir() if each.name != "metadata.csv"]
    return path.read_bytes()


# --- empty, cut in half, of another kind --------------------------------------------------------


@pytest.mark.parametrize("ending", READERS)
def test_an_empty_file(ending: str, tmp_path: Path) -> None:
    put(tmp_path, f"a{ending}", "")
    assert problems(found(tmp_path)) == [f"a{ending} is empty."]


@pytest.mark.parametrize(
    ("ending", "format", "message", "read"),
    [
        (".html", "html", "a.html ends in the middle of the page; what is there was read.", 1),
        (".docx", "docx", "a.docx is no sound Word document: it is damaged or cut off.", 0),
        (".pdf", "pdf", "a.pdf is no sound PDF: it is damaged or cut off.", 0),
        (".rtf", "rtf", "a.rtf ends in the middle of the document; what is there was read.", 1),
        (".json", "json", "a.json is not valid JSON: Unterminated string", 0),
        (".warc.gz", "warc", "a.warc.gz is no sound WARC file: it is damaged or cut off.", 0),
        (".zip", "zip", "a.zip is no sound archive: it is damaged or cut off.", 0),
    ],
)
def test_a_file_cut_in_half(ending: str, format: str, message: str, read: int, tmp_path: Path) -> None:
    data = written(format, tmp_path)
    put(tmp_path / "corpus", f"a{ending}", data[: len(data) * 6 // 10])
    given = found(tmp_path / "corpus")
    assert len(sources(given)) == read
    [problem] = problems(given)
    assert problem.startswith(message)


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_a_feed_cut_in_half(feed: str, tmp_path: Path) -> None:
    put(tmp_path, "a.rss", feed[: len(feed) * 3 // 4])
    given = found(tmp_path)
    assert problems(given) == ["a.rss ends in the middle of the feed; what is there was read."]
    assert sources(given)


def test_a_web_archive_cut_behind_a_page(tmp_path: Path) -> None:
    whole = warc(("https://news.example/a", "200 OK", "text/html", page(*TALKS)))
    put(tmp_path, "a.warc", whole + whole[: len(whole) // 2])
    given = found(tmp_path)
    assert len(sources(given)) == 1
    put(tmp_path, "a.warc", whole + b"no record at all\r\n\r\n")
    given = found(tmp_path)
    assert problems(given) == ["a.warc is damaged or cut off behind page 1; what stands before was read."]


@pytest.mark.parametrize(
    ("name", "format", "message", "hint"),
    [
        ("a.txt", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.txt", "pdf", "is a binary file (PDF).", "Give it the ending .pdf, or take it out of the corpus."),
        ("a.txt", "docx", "is a binary file (", "Give it the ending .docx, or take it out of the corpus."),
        ("a.txt", "rtf", "is a binary file (RTF document).", "Give it the ending .rtf, or take it out of the corpus."),
        ("a.docx", "pdf", "is a PDF, not what its ending says.", "Give it the ending .pdf."),
        ("a.docx", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.docx", "zip", "is a ZIP archive, not what its ending says.", "Give it the ending .zip."),
        ("a.docx", "csv", "is no sound Word document: it is damaged or cut off.", "Open it in its own program"),
        ("a.pdf", "docx", "is a Word document, not what its ending says.", "Give it the ending .docx."),
        ("a.pdf", "csv", "is no sound PDF: it is damaged or cut off.", "Open it in its own program"),
        ("a.rtf", "docx", "is a Word document, not what its ending says.", "Give it the ending .docx."),
        ("a.rtf", "csv", "is no RTF document.", "Give it the ending of what it is."),
        ("a.html", "pdf", "is a PDF, not what its ending says.", "Give it the ending .pdf."),
        ("a.html", "csv", "has no article that could be told", "Save the article's text as .txt instead."),
        ("a.csv", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.json", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.jsonl", "pdf", "is a binary file (PDF).", "Give JSON Lines: one JSON object a line."),
        ("a.xml", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.xml", "csv", "is no news feed (RSS or Atom).", "Save its articles as text or web pages."),
        ("a.warc", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.warc", "csv", "is no WARC file.", "Give it the ending of what it is."),
        ("a.zip", "docx", "is a Word document, not what its ending says.", "Give it the ending .docx."),
        ("a.zip", "html", "is a web page, not what its ending says.", "Give it the ending .html."),
        ("a.zip", "csv", "is no sound archive: it is damaged or cut off.", "Pack it again, or fetch it again."),
    ],
)
def test_a_file_that_is_not_what_its_ending_says(
    name: str, format: str, message: str, hint: str, tmp_path: Path
) -> None:
    put(tmp_path / "corpus", name, written(format, tmp_path))
    put(tmp_path / "corpus", "b.txt", "They walked.")
    problem, rest = found(tmp_path / "corpus")
    assert isinstance(rest, Source)
    assert not isinstance(problem, Source)
    assert problem.message.startswith(f"{name} {message}")
    assert problem.hint.startswith(hint)


def test_json_lines_named_json(tmp_path: Path) -> None:
    put(tmp_path, "a.json", '{"text": "One."}\n{"text": "Two."}\n')
    [problem] = found(tmp_path)
    assert not isinstance(problem, Source)
    assert problem.message == "a.json is not valid JSON: Extra data at line 2, column 1."
    assert problem.hint == "Name it .jsonl if it has one article a line."


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "title,words\nA,3\n",
            "a.csv has no column that holds the articles' text (its columns: title, words).",
        ),
        ("a.csv", "text,title\n", "a.csv has no row below its head."),
        ("a.csv", b"\x00\x01\x02\x03" * 99, "a.csv is a binary file (unknown kind)."),
        ("a.json", '{"a": 1}', "a.json holds no list of articles."),
        ("a.json", "[]", "a.json holds no list of articles."),
        ("a.json", "[" * 100_000, "a.json is not JSON that can be read"),
        ("a.json", '[{"title": "T"}]', "a.json, record 1, has no text (its keys: title)."),
        ("a.html", "<!doctype html><html><body><script>x</script></body></html>", "a.html has no article that could"),
        ("a.html", "<!-- nothing -->", "a.html has no article that could"),
        (
            "a.mhtml",
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
            "a.mhtml holds no page.",
        ),
        ("a.rss", "<rss version='2.0'><channel></channel></rss>", "a.rss is a news feed without any entry."),
        (
            "a.rss",
            "<rss version='2.0'><channel><item><guid>x</guid></item></channel></rss>",
            "a.rss, entry 1, has no text.",
        ),
        ("a.rtf", "{\\rtf1 }", "a.rtf has no text."),
        ("a.zip", zipped({}), "a.zip holds no file that can be read."),
        ("a.zip", zipped({"a.jpg": "x", "b.zip": "x"}), "a.zip holds only files of other kinds (.jpg, .zip)."),
        ("a.zip", zipped({"a.txt": ""}), "a.zip#a.txt is empty."),
        ("a.zip", zipped({"a.txt": "", "b.html": "%PDF-1.4"}), "a.zip#a.txt is empty."),
        ("a.html", page("T", "x" * 400_001), "a.html holds 400,"),
        ("a.warc", warc(("u:1", "200 OK", "text/plain", "x")), "a.warc holds no web page."),
    ],
)
def test_a_file_without_an_article(name: str, content: str | bytes, message: str, tmp_path: Path) -> None:
    put(tmp_path, name, content)
    given = found(tmp_path)
    assert not sources(given)
    assert problems(given)[0].startswith(message)


# --- passwords and pictures ---------------------------------------------------------------------


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    for name, user in (("closed.pdf", "secret"), ("open.pdf", "")):
        writer = PdfWriter(PdfReader(BytesIO(formats.pdf_bytes(ARTICLE))))
        writer.encrypt(user, owner_password="owner", algorithm="AES-256")
        with (tmp_path / name).open("wb") as file:
            writer.write(file)
    given = found(tmp_path)
    assert problems(given) == ["closed.pdf is protected by a password."]
    assert [article.text.split() for article in sources(given)] == [ARTICLE.text.split()]


def test_a_word_file_with_a_password(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert problems(found(tmp_path)) == ["a.docx is protected by a password, or older than Word 2007."]


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "They walked."}))
    for start, flags in ((data.index(b"PK\x03\x04"), 6), (data.index(b"PK\x01\x02"), 8)):
        data[start + flags] |= 1
    put(tmp_path, "a.zip", bytes(data))
    assert problems(found(tmp_path))[0] == "a.zip holds a file protected by a password (a.txt); not read."


def scanned(*pages: bool) -> bytes:
    """A PDF with a page for each: a picture (True) or text (False)."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for picture in pages:
        if picture:
            canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 0, 0, 500, 700)
        else:
            canvas.drawString(60, 700, "The two ministers met in Geneva on Monday.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_scanned_pages_are_named(tmp_path: Path) -> None:
    put(tmp_path, "all.pdf", scanned(True, True))
    put(tmp_path, "some.pdf", scanned(False, True, False, True))
    given = found(tmp_path)
    assert problems(given) == [
        "all.pdf is scanned: its pages are pictures, without text.",
        "some.pdf, pages 2, 4: are scanned pictures without text; the rest was read.",
    ]
    assert len(sources(given)) == 1


# --- too much -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", READERS)
def test_a_file_of_a_gigabyte_is_refused_by_its_size(ending: str, tmp_path: Path) -> None:
    path = put(tmp_path, f"a{ending}", "")
    os.truncate(path, 1_000_000_000)
    begin = time.monotonic()
    [problem] = problems(found(tmp_path))
    assert time.monotonic() - begin < 2
    if ending not in (".jsonl", ".ndjson", ".warc", ".warc.gz", ".zip"):  # read piece by piece: told by the first one
        assert problem.startswith(f"a{ending} holds 1,000,000,000 bytes")


def test_the_limit_is_the_users(tmp_path: Path) -> None:
    put(tmp_path, "a.html", page(*TALKS))
    put(tmp_path, "b.zip", zipped({"a.txt": "x" * 300}))
    given = found(tmp_path, ReadOptions(most_bytes=200))
    size = (tmp_path / "a.html").stat().st_size
    assert problems(given) == [
        f"a.html holds {size} bytes, more than the 200 that are read.",
        "b.zip#a.txt holds 300 bytes, more than the 200 that are read.",
    ]
    assert [getattr(each, "hint", "")[-len(f"--max-bytes {size}.") :] for each in given[:1]] == [f"--max-bytes {size}."]


@pytest.mark.parametrize("name", ["a.zip", "a.docx"])
def test_a_zip_bomb_is_not_unpacked(name: str, tmp_path: Path) -> None:
    with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml" if name == "a.docx" else "a.txt", b"\0" * 50_000_000)
    [problem] = problems(found(tmp_path))
    assert problem.startswith(f"{name} unpacks to ")
    assert problem.endswith(" times its size, as a zip bomb does; it was not unpacked.")


def test_a_size_that_is_a_lie_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "They walked." * 9}))
    for start, at in ((data.index(b"PK\x03\x04"), 22), (data.index(b"PK\x01\x02"), 24)):
        data[start + at : start + at + 4] = (5).to_bytes(4, "little")
    put(tmp_path, "a.zip", bytes(data))
    assert problems(found(tmp_path)) == ["a.zip#a.txt can't be unpacked: the archive is damaged there."]


def test_a_page_that_unpacks_to_too_much_in_a_web_archive(tmp_path: Path) -> None:
    put(tmp_path, "a.warc", warc(("u:1", "200 OK", "text/html", page(*TALKS, "x" * 5000))))
    assert problems(found(tmp_path, ReadOptions(most_bytes=3000))) == ["a.warc holds no web page."]


# --- what leads out -----------------------------------------------------------------------------


def test_links_and_paths_that_lead_out_of_an_archive(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret.txt", "Not for the corpus.")
    (tmp_path / "corpus").mkdir()
    with ZipFile(tmp_path / "corpus/a.zip", "w") as archive:
        link = ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
        archive.writestr("../../out.txt", "Out.")
        archive.writestr("/etc/out.txt", "Out.")
        archive.writestr("in.txt", "They walked.")
    given = found(tmp_path / "corpus")
    assert [article.text for article in sources(given)] == ["They walked."]
    assert problems(given) == [
        "a.zip holds a file that is a link (link.txt); not read.",
        "a.zip holds 2 files with paths that lead out of it (../../out.txt); not read.",
    ]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "corpus", "secret.txt"]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE])
def test_xml_entities_are_not_resolved(entities: str, tmp_path: Path) -> None:
    put(tmp_path, "a.xml", f'<?xml version="1.0"?>{entities}]><rss version="2.0"><channel>&i;</channel></rss>')
    put(tmp_path, "b.html", f"{entities}]><html><body><p>{TALKS[1]} &i;</p><p>{TALKS[2]}</p></body></html>")
    document = docx_with(f"{entities}]>", "&i;")
    put(tmp_path, "c.docx", document)
    begin = time.monotonic()
    given = found(tmp_path)
    assert time.monotonic() - begin < 5
    assert problems(given)[0] == "a.xml defines XML entities, as no feed does; it was not read."
    for article in sources(given):
        assert "haha" not in article.text
        assert "root:" not in article.text
        assert len(article.text) < 2000


def docx_with(head: str, text: str) -> bytes:
    """A Word document with a document type and a reference put into it."""
    import docx

    made = BytesIO()
    document = docx.Document()
    document.add_paragraph("They walked. PLACE")
    document.save(made)
    out = BytesIO()
    with ZipFile(made) as before, ZipFile(out, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename == "word/document.xml":
                start = content.index(b"?>") + 2
                content = content[:start] + head.replace("DOCTYPE x", "DOCTYPE w:document").encode() + content[start:]
                content = content.replace(b"PLACE", text.encode())
            after.writestr(member.filename, content)
    return out.getvalue()


# --- whatever else ------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["html", "mhtml", "docx", "pdf", "rtf", "csv", "json", "warc", "zip"])
def test_damage_anywhere_raises_nothing(format: str, tmp_path: Path) -> None:
    data = written(format, tmp_path)
    ending = {"warc": ".warc.gz"}.get(format, f".{format}")
    dice = random.Random(7)
    for _ in range(25):
        broken = bytearray(data)
        for _ in range(dice.randrange(1, 20)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        start = dice.randrange(len(broken))
        put(tmp_path / "corpus", f"a{ending}", bytes(broken[: len(broken) if dice.random() < 0.5 else start + 1]))
        for each in found(tmp_path / "corpus"):
            if isinstance(each, Source):
                assert each.text.strip()
            else:
                assert each.message.startswith("a.")


@given(data=st.binary(max_size=300), ending=st.sampled_from(sorted(READERS)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_raise_nothing(data: bytes, ending: str, tmp_path: Path) -> None:
    put(tmp_path, f"a{ending}", data)
    try:
        assert found(tmp_path)
    finally:
        (tmp_path / f"a{ending}").unlink()


def test_deflated_junk_in_an_archive(tmp_path: Path) -> None:
    data = zipped({"a.txt": "They walked.", "b.txt": "They talked."})
    broken = data.replace(b"They walked.", b"They wa!ked.", 1)
    put(tmp_path, "a.zip", broken)
    given = found(tmp_path)
    assert problems(given) == ["a.zip#a.txt can't be unpacked: the archive is damaged there."]
    assert [article.text for article in sources(given)] == ["They talked."]


def test_one_broken_record_of_a_story_list(tmp_path: Path) -> None:
    put(tmp_path, "a.json", json.dumps([{"text": "One."}, {"text": 3}, {"text": "Three."}]))
    given = found(tmp_path)
    assert len(sources(given)) == 2
    assert problems(given) == ["a.json, record 2, can't be read: its text is not a text but a number."]
