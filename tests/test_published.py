"""The day of publication: out of headers, datelines, file names, or worked out from the text. Articles are made up."""

from datetime import date

import pytest

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Source
from kimxi_cli.visits import Dating, date_articles
from tests.visits_support import Corpus

BODY = "Anna Berg opened the port of Lomé and thanked the workers. She left without a word to reporters."
MORE = "The harbour had been closed for repairs. Jan Vries called the works a success for the whole coast."


def dated(annotator: Annotator, text: str, name: str = "a.txt", published: str | None = None) -> Dating:
    """The article's day, on its own."""
    source = Source(name, text, published=published, published_from="front-matter" if published else None)
    analysis = next(analyse_sources(annotator, [source]))
    return date_articles([analysis], Corpus())[name]


def page(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"


# (header lines, day, from)
HEADERS = [
    (("Berg opens port", "Published: 4 May 1999"), "1999-05-04", "header"),
    (("Berg opens port", "Published: 4 May 1999 01:43 PM BdST Updated: 5 May 1999 08:00 BdST"), "1999-05-04", "header"),
    (("Berg opens port", "Published 3:15 pm IST, 4 May 1999"), "1999-05-04", "header"),
    (("Berg opens port", "Tuesday, May 4, 1999"), "1999-05-04", "header"),
    (("Berg opens port", "04 May 1999 | 15:15"), "1999-05-04", "header"),
    (("Berg opens port", "May 4, 1999 3:15 p.m. ET"), "1999-05-04", "header"),
    (("Berg opens port", "PUBLISHED : Tuesday, 4 May, 1999, 9:45pm", "UPDATED : Wednesday, 5 May, 1999, 1:05am"),
     "1999-05-04", "header"),
    (("Berg opens port", "Posted on 1999-05-04"), "1999-05-04", "header"),
    (("Berg opens port", "13/05/1999"), "1999-05-13", "header"),
    (("Berg opens port", "05/13/1999"), "1999-05-13", "header"),
    (("Berg opens port", "4.5.1999"), "1999-05-04", "header"),
    (("Berg opens port", "Updated 5 May 1999"), "1999-05-05", "header"),
    (("Berg opens port", "Last updated: 5 May 1999", "Published: 4 May 1999"), "1999-05-04", "header"),
    # nobody tells: day or month first, a day that never was, no year, a time of day, how long ago
    (("Berg opens port", "04/05/1999"), None, None),
    (("Berg opens port", "31 February 1999"), None, None),
    (("Berg opens port", "Published 4 May"), None, None),
    (("Berg opens port", "Published 3:15 pm IST"), None, None),
    (("Berg opens port", "2 hours ago"), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "day", "origin"), HEADERS)
def test_header(annotator: Annotator, lines: tuple[str, ...], day: str | None, origin: str | None) -> None:
    found = dated(annotator, page(*lines, BODY, MORE))
    assert (found.published, found.published_from) == (day, origin)
    assert found.reason


DATELINES = [
    ("LOMÉ, May 4, 1999 (Coast Wire) — ", "1999-05-04", "header"),
    ("LOMÉ, 4 May 1999 (Coast Wire) — ", "1999-05-04", "header"),
    # a dateline without a year, its weekday told, and a year that the text names
    (
        "LOMÉ, May 4 (Coast Wire) — On Tuesday, for the first time in 1999, a port was opened here. ",
        "1999-05-04",
        "text",
    ),
    (
        "LOMÉ, May 4 (Coast Wire) — On Monday, for the first time in 1999, a port was opened here. ",
        None,
        None,
    ),
    # no weekday that fits, or no year
    ("LOMÉ, May 4 (Coast Wire) — On Friday, for the first time in 1999, a port was opened here. ", None, None),
    ("LOMÉ, May 4 (Coast Wire) — On Tuesday a port was opened here. ", None, None),
    ("LOMÉ, May 4 (Coast Wire) — ", None, None),
    ("LOMÉ (Coast Wire) — ", None, None),
]


@pytest.mark.parametrize(("dateline", "day", "origin"), DATELINES)
def test_dateline(annotator: Annotator, dateline: str, day: str | None, origin: str | None) -> None:
    found = dated(annotator, page("Berg opens port", dateline + BODY, MORE))
    assert (found.published, found.published_from) == (day, origin), found.reason


NAMES = [
    ("2018-06-19_port.txt", "2018-06-19"),
    ("20180619-port.txt", "2018-06-19"),
    ("port.2018.06.19.txt", "2018-06-19"),
    ("2018/06/19/port.txt", "2018-06-19"),
    ("wire_20180619_2.txt", "2018-06-19"),
    ("19-06-2018-port.txt", "2018-06-19"),
    ("06-07-2018-port.txt", None),
    ("port-2018.txt", None),
    ("2018-06-port.txt", None),
    ("201806191.txt", None),
    ("2018-19-06_port.txt", None),
]


@pytest.mark.parametrize(("name", "day"), NAMES)
def test_file_name(annotator: Annotator, name: str, day: str | None) -> None:
    found = dated(annotator, page("Berg opens port", BODY, MORE), name)
    assert (found.published, found.published_from) == (day, "filename" if day else None)


def test_the_header_outweighs_the_file_name_and_the_text(annotator: Annotator) -> None:
    text = page("Berg opens port", "Published: 4 May 1999", "On Friday, June 15, 2018 she came. " + BODY, MORE)
    assert dated(annotator, text, "2018-06-19_port.txt").published == "1999-05-04"


def test_metadata_outweighs_the_header(annotator: Annotator) -> None:
    text = page("Berg opens port", "Published: 4 May 1999", BODY, MORE)
    found = dated(annotator, text, published="1999-05-03")
    assert (found.published, found.published_from) == ("1999-05-03", "front-matter")


WORKED_OUT = [
    # a day of a month beside its weekday, in a year the text names
    ("On Tuesday, May 4, Berg opened the port, the first of 1999.", "1999-05-04"),
    ("On Tuesday, May 4, Berg opened the port. She took office in 1988 and built it in 1999.", "1999-05-04"),
    ("Berg is in Lomé from June 19 to 20 (Tuesday and Wednesday), the hottest days of 2018.", "2018-06-19"),
    # a year that the weekday does not fit; a day of a month alone; a year alone
    ("On Tuesday, May 4, Berg opened the port, the first since 1988.", None),
    ("On May 4 Berg opened the port, the first of 1999.", None),
    ("Berg opened the port, the first of 1999.", None),
    # another calendar
    ("On Tuesday, May 4, Berg opened the port, in the year 2061 of the Nepali calendar.", None),
    # a resolution is no year
    ("On Tuesday, May 4, Berg opened the port under Resolution 1999.", None),
]


@pytest.mark.parametrize(("sentence", "day"), WORKED_OUT)
def test_worked_out(annotator: Annotator, sentence: str, day: str | None) -> None:
    found = dated(annotator, page("Berg opens port", f"{sentence} {MORE}"))
    assert (found.published, found.published_from) == (day, "text" if day else None), found.reason
    assert found.reason


def test_the_other_articles_tell_the_year_of_a_dateline(annotator: Annotator) -> None:
    texts = {
        "a.txt": page("Berg opens port", "LOMÉ, May 4 (Coast Wire) — On Tuesday a port was opened here. " + BODY, MORE),
        "b.txt": page("Works begin", "Published: 3 March 1999", BODY, MORE),
        "c.txt": page("Works end", "Published: 3 March 2002", BODY, MORE),
    }
    analyses = list(analyse_sources(annotator, [Source(name, text) for name, text in texts.items()]))
    found = date_articles(analyses, Corpus())
    assert (found["a.txt"].published, found["a.txt"].published_from) == ("1999-05-04", "text")
    assert found["a.txt"].reason == "the day of the dateline, which falls on Tuesday only in 1999"
    assert date_articles(analyses[::-1], Corpus()) == found


def test_an_impossible_day_is_none(annotator: Annotator) -> None:
    assert dated(annotator, page("Berg opens port", BODY), published="1999-02-30").published is None


def test_days_are_real(annotator: Annotator) -> None:
    for _, day, _ in HEADERS:
        assert day is None or date.fromisoformat(day).year == 1999
