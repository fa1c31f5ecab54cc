"""The formats, exactly as they are printed."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli import report
from kimxi_cli.model import ArticleRow, EntityRow, MentionRow, NameRow, QuoteRow, VisitRow
from kimxi_cli.report import Format, Layout, visible, words, write
from kimxi_cli.report.layout import Column
from kimxi_cli.serial import dumps, plain
from tests.cli_support import rows

THINGS = Layout(
    ("thing", "things"),
    ("id", "number", "names", "deep", "text"),
    (
        Column("Id", lambda row: row["id"]),
        Column("Number", lambda row: str(row["number"]), right=True),
        Column("Text", lambda row: row["text"], below=lambda row: [("below|it", "dim")] if row["number"] else []),
    ),
)
ROWS = [
    {"id": "a", "number": 1, "names": ["x", "y; z"], "deep": [{"k": 1}], "text": 'one\ttwo\n"three", four\x1b[31m'},
    {"id": "b", "number": None, "names": [], "deep": [], "text": "<b> & *é*"},
]


def printed(format: Format, layout: Layout = THINGS, given: list[dict[str, Any]] = ROWS) -> str:
    out = io.StringIO()
    assert write(map(dumps, given), layout, format, out) == len(given)
    return out.getvalue()


def test_jsonl() -> None:
    assert printed(Format.JSONL) == (
        '{"id": "a", "number": 1, "names": ["x", "y; z"], "deep": [{"k": 1}],'
        ' "text": "one\\ttwo\\n\\"three\\", four\\u001b[31m"}\n'
        '{"id": "b", "number": null, "names": [], "deep": [], "text": "<b> & *é*"}\n'
    )


def test_json() -> None:
    assert printed(Format.JSON).splitlines()[0] == "["
    assert json.loads(printed(Format.JSON)) == ROWS


def test_csv() -> None:
    assert printed(Format.CSV) == (
        'id,number,names,deep,text\na,1,x; y; z,"[{""k"":1}]","one\ttwo\n""three"", four"\nb,,,,<b> & *é*\n'
    )


def test_tsv() -> None:
    assert printed(Format.TSV) == (
        "id\tnumber\tnames\tdeep\ttext\n"
        'a\t1\tx; y; z\t[{"k":1}]\tone two "three", four\n'
        "b\t\t\t\t<b> & *é*\n"
    )  # fmt: skip


def test_md() -> None:
    assert printed(Format.MD) == (
        "| Id | Number | Text |\n"
        "| --- | ---: | --- |\n"
        '| a | 1 | one two "three", four<br>below\\|it |\n'
        "| b | None | \\<b\\> & \\*é\\* |\n"
    )


@pytest.mark.parametrize(
    ("format", "nothing"),
    [
        (Format.JSONL, ""),
        (Format.JSON, "[]\n"),
        (Format.CSV, "id,number,names,deep,text\n"),
        (Format.TSV, "id\tnumber\tnames\tdeep\ttext\n"),
        (Format.MD, ""),
        (Format.TABLE, ""),
    ],
)
def test_no_rows(format: Format, nothing: str) -> None:
    assert printed(format, given=[]) == nothing


@pytest.mark.parametrize(
    ("layout", "row"),
    [
        (report.ENTITIES, EntityRow),
        (report.MENTIONS, MentionRow),
        (report.QUOTES, QuoteRow),
        (report.VISITS, VisitRow),
        (report.ARTICLES, ArticleRow),
        (report.NAMES, NameRow),
    ],
)
def test_keys_are_those_of_the_contract(layout: Layout, row: type) -> None:
    assert layout.keys == tuple(row.__dataclass_fields__)  # type: ignore[attr-defined]


# --- tables -----------------------------------------------------------------------------------


def table(kind: str, monkeypatch: pytest.MonkeyPatch, width: int = 80, color: bool = False) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    out = io.StringIO()
    held = [dumps(plain(row)) for row in getattr(rows(), kind)]
    write(held, getattr(report, kind.upper()), Format.TABLE, out, color=color)
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_table_of_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    assert table("entities", monkeypatch) == [
        "Name         Type    Mentions  Articles  Also written",
        "─────────────────────────────────────────────────────────────────────────",
        "Anna Berg    person         6         2  Berg 1, A. Berg 1, Ms Berg 1, +1",
        "Park Min-ho  person         2         2",
        "Park Jin     person         1         1",
        "Oslo         place          2         2",
    ]


def test_cards_of_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert table("quotes", monkeypatch, width=60) == [
        "Anna Berg  direct                            wires/oslo.md:2",
        "  “We hope this visit can help both countries,”",
        "  about anna-berg--oslo--2018-05",
        "",
        "Park Min-ho  mixed  via North Agency         wires/oslo.md:3",
        "  the talks were “frank and open” and would go on",
        "",
        "A ministry official  indirect                   bridge.txt:2",
        "  nothing had been decided",
    ]


def test_table_of_visits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert table("visits", monkeypatch) == [
        "When          Visit                                 Status      Articles  Quotes",
        "────────────────────────────────────────────────────────────────────────────────",
        "7–8 May 2018  Anna Berg → Oslo, Norway, received    took place         2       1",
        "              by Park Min-ho",
        "              anna-berg--oslo--2018-05",
        "              ⚠ start: 7 May 2018 (1 article) or 8",
        "              May 2018 (1 article)",
        "June 2021     Anna Berg and Park Min-ho: meeting    planned            1       0",
        "              in Singapore",
        "              anna-berg--park-min-ho--2021-06",
    ]


@pytest.mark.parametrize("kind", ["entities", "mentions", "quotes", "visits", "articles"])
@pytest.mark.parametrize("width", [30, 80, 140])
def test_no_line_is_wider_than_the_terminal(kind: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = table(kind, monkeypatch, width)
    assert lines
    assert max(map(len, lines)) <= max(width, 54)


@pytest.mark.parametrize("kind", ["entities", "mentions", "quotes", "visits", "articles"])
def test_colours_only_where_wanted(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in "".join(table(kind, monkeypatch))
    colourful = "".join(table(kind, monkeypatch, color=True))
    assert "\x1b[" in colourful
    assert "\x1b[31m arrived" not in colourful


def test_markup_in_articles_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    write([dumps({"id": "[red]x[/red]", "number": 1, "text": ":smile: [link=x]y[/link]"})], THINGS, Format.TABLE, out)
    assert "[red]x[/red]" in out.getvalue()
    assert ":smile: [link=x]y[/link]" in out.getvalue()


# --- text and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\tb\r\nc\u2028d", "a b c d"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x1b]never ended", "]never ended"),
        ("\x9b31mx", "31mx"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("\u202eright\u202c \u2066left\u2069", "right left"),
        ("half \ud800 pair", "half  pair"),
        ("naïve — “é” 中 \U0001f600", "naïve — “é” 中 \U0001f600"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_acts_on_a_terminal(text: str) -> None:
    held = {"id": text, "number": 1, "names": [text], "deep": [{"k": text}], "text": text}
    for format in Format:
        out = io.StringIO()
        write([dumps(held)], THINGS, format, out)
        shown = out.getvalue()
        allowed = "\n\t\r" if format is Format.CSV else "\n\t"
        assert not [c for c in shown if (c < " " and c not in allowed) or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066"]
        shown.encode("utf-8")
        if format is Format.TSV:
            assert len(shown.splitlines()) == shown.count("\n") == 2
        if format is Format.CSV:
            assert len(list(csv.reader(io.StringIO(shown)))) == 2


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2018-06-19", None, "19 Jun 2018"),
        ("2018-06-19", "2018-06-19", "19 Jun 2018"),
        ("2018-06-19", "2018-06-20", "19–20 Jun 2018"),
        ("2018-05-30", "2018-06-02", "30 May – 2 Jun 2018"),
        ("2018-12-30", "2019-01-02", "30 Dec 2018 – 2 Jan 2019"),
        ("2018-06", None, "June 2018"),
        ("2018-06", "2018-07", "June 2018 – July 2018"),
        ("2018-06", "2018-07-02", "June 2018 – 2 Jul 2018"),
        ("2010", None, "2010"),
        (None, None, "undated"),
        (None, "2018-06-20", "until 20 Jun 2018"),
        ("2018-99-99", None, "99 99 2018"),
        ("soon", None, "soon"),
    ],
)
def test_dates(start: str | None, end: str | None, shown: str) -> None:
    assert words.dates(start, end) == shown


@pytest.mark.parametrize(
    ("kind", "visitors", "hosts", "place", "country", "shown"),
    [
        ("visit", ["Anna Berg"], [], "Oslo", "Norway", "Anna Berg → Oslo, Norway"),
        ("visit", ["Anna Berg"], ["Jan de Vries"], "Oslo", None, "Anna Berg → Oslo, received by Jan de Vries"),
        ("visit", ["Anna Berg"], ["Jan de Vries"], None, None, "Anna Berg → Jan de Vries"),
        ("visit", ["Anna Berg"], [], None, None, "Anna Berg → ?"),
        ("visit", ["A", "B", "C"], [], "Singapore", "Singapore", "A, B and C → Singapore"),
        ("meeting", ["A", "B"], [], "Oslo", None, "A and B: meeting in Oslo"),
        ("meeting", ["A"], ["B"], None, None, "A and B: meeting"),
        ("call", ["A"], ["B"], "Oslo", None, "A and B: call"),
        ("call", [], [], None, None, "?: call"),
    ],
)
def test_visit(kind: str, visitors: list[str], hosts: list[str], place: str, country: str, shown: str) -> None:
    row = {"kind": kind, "visitors": visitors, "hosts": hosts, "place": place, "country": country}
    assert words.visit(row) == shown
