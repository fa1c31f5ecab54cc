"""What each reader takes out of its files, on files made by real writers."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from bench import formats
from kimxi_cli.clean import layout
from kimxi_cli.ingest import ReadOptions
from kimxi_cli.ingest.printed import Line, paragraphs, without_furniture
from kimxi_cli.model import Source
from tests.ingest_support import TALKS, found, page, problems, put, sources

TEXT = "\n\n".join(TALKS)
ARTICLE = Source("talks", TEXT, TALKS[0], "Sample Wire", "Anna Writer", "2015-03-04", url="https://news.example/talks")


@pytest.mark.parametrize("format", formats.WRITERS)
def test_every_format_gives_the_text_and_what_is_told_of_it(format: str, tmp_path: Path) -> None:
    formats.WRITERS[format]([ARTICLE], tmp_path)
    [article] = found(tmp_path)
    assert isinstance(article, Source)
    assert article.text.split() == TEXT.split()
    assert [line for line in article.text.splitlines() if line] == list(TALKS)
    assert (article.title, article.source, article.byline) == (TALKS[0], "Sample Wire", "Anna Writer")
    assert (article.published, article.url) == ("2015-03-04", "https://news.example/talks")
    assert article.reading is not None
    assert set(dict(article.reading.origins)) == {"title", "source", "byline", "published", "url"}


def test_three_articles_say_the_same_in_every_format(tmp_path: Path) -> None:
    chosen = ("03-wang-yi-pyongyang", "06-panmunjom-second-meeting", "08-beijing-june-2018")
    articles = [each for each in formats.articles(Path("corpus")) if each.id in chosen]
    for format in formats.WRITERS:
        told = formats.differences(articles, format, tmp_path)
        assert told["quotes"][0] > 20
        for report in ("quotes", "names", "visits"):
            assert told[report][1:] == (0, 0), (format, report)
        if format not in ("html", "mhtml", "warc"):  # of a page, scraps such as "Tweet" are left
            assert told["texts"][1:] == (0, 0), format


# --- web pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ("<title>Ministers resume talks in Geneva | The Sample Times</title>", "title", TALKS[0]),
        ('<meta property="article:published_time" content="2015-03-04T10:00:00Z">', "published", "2015-03-04"),
        ('<meta name="date" content="2015-03-04">', "published", "2015-03-04"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2015-03-04"}</script>',
            "published",
            "2015-03-04",
        ),
        ("", "published", None),
        ("", "byline", None),
        ('<meta name="author" content="Anna Writer">', "byline", "Anna Writer"),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "author":'
            ' [{"@type": "Person", "name": "Anna Writer"}, {"@type": "Person", "name": "Ola Second"}]}</script>',
            "byline",
            "Anna Writer, Ola Second",
        ),
        ('<meta property="og:site_name" content="The Sample Times">', "source", "The Sample Times"),
        ('<link rel="canonical" href="https://news.example/talks">', "url", "https://news.example/talks"),
    ],
)
def test_a_page_tells_its_metadata(head: str, field: str, expected: str | None, tmp_path: Path) -> None:
    put(tmp_path, "talks.html", page(*TALKS, "The two last met on 7 May 2011 in Vienna.", head=head))
    [article] = sources(found(tmp_path))
    assert getattr(article, field) == expected
    assert article.text.startswith(TALKS[0])


def test_scripts_menus_and_forms_stay_behind(tmp_path: Path) -> None:
    menu = "".join(f'<li><a href="/{k}">Section number {k}</a></li>' for k in range(20))
    script = "<script>document.write('“Never,” said Anna Berg.')</script><style>p { color: red }</style>"
    put(tmp_path, "talks.html", page(*TALKS, head=script, body=f"<nav><ul>{menu}</ul></nav>"))
    [article] = sources(found(tmp_path))
    assert article.text == TEXT
    assert article.reading is not None
    [(what, characters)] = article.reading.left
    assert what.startswith("rest of the page")
    assert characters == sum(len(f"Sectionnumber{k}") for k in range(20))


def test_a_line_end_within_a_sentence_ends_no_paragraph(tmp_path: Path) -> None:
    put(tmp_path, "talks.html", page(*TALKS, "They walked to<br>the lake.<br><br>Then they sat on<BR/> a bench."))
    [article] = sources(found(tmp_path))
    assert article.text.split("\n\n")[len(TALKS) :] == ["They walked to the lake.", "Then they sat on a bench."]


@pytest.mark.parametrize(("charset", "told"), [("utf-8", "utf-8"), ("cp1252", "windows-1252"), ("utf-16", "utf-16")])
def test_a_page_in_another_encoding(charset: str, told: str, tmp_path: Path) -> None:
    text = page(*TALKS, "“Malmö,” she said, was a place as good as any other to meet in.").replace("utf-8", told)
    put(tmp_path, "talks.html", text.encode(charset))
    [article] = sources(found(tmp_path))
    assert "“Malmö,” she said" in article.text


def test_the_parts_that_a_browser_saves_beside_a_page_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "talks.html", page(*TALKS))
    put(tmp_path, "talks_files/frame.html", page("Buy this", "Now."))
    put(tmp_path, "other_files/walk.html", page(*TALKS))
    assert [article.id for article in sources(found(tmp_path))] == ["other_files/walk.html", "talks.html"]


# --- tables and lists ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("id,text,headline\n7,Body.,T\n", (), [("t.csv#7", "Body.", "T")]),
        ("text;title\nOne.;A\nTwo.;B\n", (), [("t.csv#1", "One.", "A"), ("t.csv#2", "Two.", "B")]),
        ("nr\tbrödtext\n1\tOne.\n", (("text", "brödtext"), ("id", "NR")), [("t.csv#1", "One.", None)]),
        ("text,body\nTeaser.,Whole.\n", (("text", "body"),), [("t.csv#1", "Whole.", None)]),
        ('text\n"Two\nlines, ""quoted""."\n\n', (), [("t.csv#1", 'Two\nlines, "quoted".', None)]),
        ('text,title\n"Never closed,A\nTwo.,B\n', (), [("t.csv#1", "Never closed", "A"), ("t.csv#2", "Two.", "B")]),
    ],
)
def test_tables(
    table: str, columns: tuple[tuple[str, str], ...], expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    put(tmp_path, "t.csv", table)
    read = sources(found(tmp_path, ReadOptions(columns)))
    assert [(article.id, article.text, article.title) for article in read] == expected


def test_a_row_without_text_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path, "t.csv", "text,title\nOne.,A\n ,B\nThree.,C\n")
    read = found(tmp_path)
    assert [article.title for article in sources(read)] == ["A", "C"]
    assert problems(read) == ["t.csv, line 3, can't be read: its text is empty."]


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ([{"text": "One."}, {"text": "Two.", "id": 9}], ["l.json#1", "l.json#9"]),
        ({"status": "ok", "stories": [{"story_text": "No.", "text": "One.", "guid": "a"}]}, ["l.json#a"]),
        ({"articles": [{"url": "https://news.example", "body": "One.", "seendate": "20150304T101500Z"}]}, ["l.json#1"]),
        ({"title": "T", "text": "One."}, ["l.json#1"]),
    ],
)
def test_story_lists(value: object, ids: list[str], tmp_path: Path) -> None:
    put(tmp_path, "l.json", json.dumps(value))
    read = found(tmp_path)
    assert [article.id for article in sources(read)] == ids
    assert sources(read)[0].text == "One."
    assert problems(read) == []


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Sample Times</title>
<item><title>Talks &amp;amp; walks</title><link>https://news.example/a</link><guid>a</guid>
<dc:creator>Anna Writer</dc:creator>
<pubDate>Wed, 04 Mar 2015 10:00:00 GMT</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>One <b>bold</b> word.</p><script>bad()</script><p>Two.</p>]]></content:encoded></item>
<item><title>Short</title><link>https://news.example/b</link><description>Only a summary.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample Wire</title><entry><title>Talks</title><id>urn:x</id>
<updated>2015-03-04T10:00:00Z</updated><content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content>
</entry></feed>"""


def test_feeds(tmp_path: Path) -> None:
    put(tmp_path, "a.rss", RSS)
    put(tmp_path, "b.xml", ATOM)
    full, short, atom = sources(found(tmp_path))
    assert (full.id, full.text) == ("a.rss#a", "Talks & walks\n\nOne bold word.\n\nTwo.")
    assert (full.title, full.byline, full.published) == ("Talks & walks", "Anna Writer", "2015-03-04")
    assert (full.source, full.url) == ("The Sample Times", "https://news.example/a")
    assert (short.id, short.text) == ("a.rss#https://news.example/b", "Short\n\nOnly a summary.")
    assert (atom.id, atom.text, atom.published) == ("b.xml#urn:x", "Talks\n\nOne.\n\nTwo.", "2015-03-04")


# --- documents ----------------------------------------------------------------------------------


def test_a_pdf_of_several_pages_is_one_text_without_furniture(tmp_path: Path) -> None:
    long = Source("long", "\n".join([TALKS[0], *TALKS[1:] * 12]), TALKS[0])
    put(tmp_path, "long.pdf", formats.pdf_bytes(long, head="The Sample Times, 4 March 2015"))
    [article] = sources(found(tmp_path))
    assert article.text.split("\n\n") == [TALKS[0], *TALKS[1:] * 12]
    assert article.reading is not None
    assert article.reading.left[0][0] == "page numbers and running heads"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("The two ministers met in\nGeneva on Monday.", ["The two ministers met in Geneva on Monday."]),
        ("They spoke of the diplo-\nmatic ways out of it.", ["They spoke of the diplomatic ways out of it."]),
        ("She met Park Min-\nho in the old town hall.", ["She met Park Min-ho in the old town hall."]),
        (
            "a long-term plan for a long-\nterm question that stays",
            ["a long-term plan for a long-term question that stays"],
        ),
        ("what he had in his mind —\nbefore he left the town", ["what he had in his mind — before he left the town"]),
        ("It was over by noon.\nAnna Berg left for Oslo by the evening train.", None),
    ],
)
def test_printed_lines_become_paragraphs(lines: str, expected: list[str] | None) -> None:
    page = [Line(text, 700.0 - 12 * k, 10.0) for k, text in enumerate(lines.split("\n"))]
    assert paragraphs([page]) == (expected or lines.split("\n"))


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    first = [Line("Page one | 1", 820.0, 8.0), Line("She said that the two", 100.0, 10.0), Line("1", 20.0, 8.0)]
    second = [Line("Page one | 2", 820.0, 8.0), Line("would meet again.", 700.0, 10.0), Line("2", 20.0, 8.0)]
    pages, dropped = without_furniture([first, second])
    assert paragraphs(pages) == ["She said that the two would meet again."]
    assert dropped == 26


OLD_EXPORT = """
                               1 of 2 DOCUMENTS


                              The Sample Times


                         March 4, 2015 Wednesday
                              Late Edition

SECTION: Section A; Column 0; Foreign Desk; Pg. 4

LENGTH: 52 words

HEADLINE: Ministers resume talks
in Geneva

BYLINE: By ANNA WRITER

DATELINE: GENEVA

BODY:


   The two ministers met in a hotel by the lake on
Wednesday, officials said.

   "We took the first step," one of them told
reporters after the meeting.

LOAD-DATE: March 5, 2015

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS


                              The Sample Post

                         March 6, 2015 Friday

HEADLINE: A second look

LENGTH: 9 words

BODY:

   Nothing more was heard of it.

LANGUAGE: ENGLISH
"""
NEW_EXPORT = """Ministers resume talks in Geneva
The Sample Times
March 4, 2015 Wednesday
Late Edition

Copyright 2015 The Sample Company All Rights Reserved

Section: Section A; Column 0; Foreign Desk; Pg. 4
Length: 52 words
Byline: By Anna Writer
Dateline: GENEVA
Body


The two ministers met in a hotel by the lake on Wednesday, officials said.

"We took the first step," one of them told reporters after the meeting.


Classification

Language: ENGLISH

Load-Date: March 5, 2015


End of Document

A second look
The Sample Post
March 6, 2015 Friday 9:12 PM GMT

Length: 9 words
Body

Nothing more was heard of it.

Load-Date: March 7, 2015

End of Document
"""
WHOLE = (
    "Ministers resume talks in Geneva\n\n"
    "The two ministers met in a hotel by the lake on Wednesday, officials said.\n\n"
    '"We took the first step," one of them told reporters after the meeting.'
)


def write_export(text: str, ending: str, folder: Path) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    if ending == ".docx":
        import docx

        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(folder / "export.docx"))
    elif ending == ".rtf":
        put(folder, "export.rtf", formats.rtf_of(lines))
    elif ending == ".html":
        put(folder, "export.html", page("", *lines))
    else:
        put(folder, f"export{ending}", text)


@pytest.mark.parametrize(
    ("text", "ending"), [(OLD_EXPORT, ".txt"), *((NEW_EXPORT, ending) for ending in (".txt", ".docx", ".rtf", ".html"))]
)
def test_press_database_exports(text: str, ending: str, tmp_path: Path) -> None:
    write_export(text, ending, tmp_path)
    read = found(tmp_path)
    assert problems(read) == []
    first, second = sources(read)
    assert (first.id, second.id) == (f"export{ending}#1", f"export{ending}#2")
    assert first.text == WHOLE
    assert second.text == "A second look\n\nNothing more was heard of it."
    assert (first.title, first.source, first.published) == (
        "Ministers resume talks in Geneva",
        "The Sample Times",
        "2015-03-04",
    )
    assert (first.byline or "").lower() == "anna writer"
    assert (second.source, second.published, second.byline) == ("The Sample Post", "2015-03-06", None)


def test_a_text_that_speaks_of_documents_is_no_export(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "The court saw 3 of 40 DOCUMENTS.\n\nBody\n\nShe read to the End of Document nine.")
    [article] = sources(found(tmp_path))
    assert article.id == "a.txt"


# --- archives -----------------------------------------------------------------------------------


def warc(*pages: tuple[str, str, str, str]) -> bytes:
    """A web archive of (url, status, type, content)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
    for url, status, kind, content in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(content.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": datetime(2015, 3, 4, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
        writer.write_record(record)
    return out.getvalue()


def test_a_web_archive_gives_the_pages_that_are_articles(tmp_path: Path) -> None:
    content = warc(
        ("https://news.example/talks", "200 OK", "text/html", page(*TALKS)),
        ("https://news.example/gone", "404 Not Found", "text/html", page(*TALKS)),
        ("https://news.example/style.css", "200 OK", "text/css", "p { color: red }"),
        ("https://news.example/", "200 OK", "text/html", "<!doctype html><html><body></body></html>"),
        ("https://news.example/talks", "200 OK", "text/html", page(*TALKS)),
    )
    put(tmp_path, "crawl.warc", content)
    read = found(tmp_path)
    assert [article.id for article in sources(read)] == [
        "crawl.warc#https://news.example/talks",
        "crawl.warc#https://news.example/talks-2",
    ]
    assert sources(read)[0].text == TEXT
    assert problems(read) == ["crawl.warc holds a page without an article."]


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_an_archive_of_several_kinds_with_its_own_table(tmp_path: Path) -> None:
    members: dict[str, str | bytes] = {
        "week/talks.html": page(*TALKS),
        "week/walk.txt": "They walked.",
        "week/metadata.csv": "article,title\nwalk.txt,A walk\n",
        "wire.csv": "id,text\n7,Row.\n",
        "photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/week/._walk.txt": b"\0\0",
        ".hidden.txt": "x",
    }
    put(tmp_path, "news.zip", zipped(members))
    put(tmp_path, "metadata.csv", "article,source\nnews.zip#week/walk.txt,Sample Wire\n")
    read = found(tmp_path)
    ids = ["news.zip#week/talks.html", "news.zip#week/walk.txt", "news.zip#wire.csv#7"]
    assert [article.id for article in sources(read)] == ids
    walk = sources(read)[1]
    assert (walk.title, walk.source) == ("A walk", "Sample Wire")
    assert problems(read) == ["news.zip holds 1 file of another kind (.jpg); not read."]


def test_a_file_in_an_archive_is_dated_by_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, "2011-01-01.zip", zipped({"2015-03-04-talks.txt": "They talked.", "walk.txt": "They walked."}))
    put(tmp_path, "2011-01-02.csv", "text\nThey sat.\n")
    dated = {article.id: layout(article).published for article in sources(found(tmp_path))}
    assert dated == {
        "2011-01-01.zip#2015-03-04-talks.txt": "2015-03-04",
        "2011-01-01.zip#walk.txt": None,
        "2011-01-02.csv#1": None,
    }
