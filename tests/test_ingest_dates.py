"""Dates as metadata, header lines and file names write them."""

import pytest

from kimxi_cli.dates import date_in_path, find_dates, month_number, parse_date, parse_month_day, parse_timestamp


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015-03-04", "2015-03-04"),
        ("2015-03-04T10:00Z", "2015-03-04"),
        ("2015/03/04 10:00", "2015-03-04"),
        ("20150304", "2015-03-04"),
        ("20150304T101500", "2015-03-04"),
        ("4 March 2015", "2015-03-04"),
        ("4th of March, 2015", "2015-03-04"),
        ("March 4, 2015", "2015-03-04"),
        ("Mar. 4 2015", "2015-03-04"),
        ("Sept 4, 2015", "2015-09-04"),
        ("Wed, 04 Mar 2015 10:00:00 GMT", "2015-03-04"),
        ("Wednesday, 4 March, 2015, 9:45pm", "2015-03-04"),
        ("04-Mar-2015", "2015-03-04"),
        ("19/03/2015", "2015-03-19"),
        ("3/19/2015", "2015-03-19"),
        ("05/05/2015", "2015-05-05"),
        ("04.03.2015", "2015-03-04"),
        ("2015年3月4日", "2015-03-04"),
        # Not certain, or not complete, or no date at all.
        ("03/04/2015", None),
        ("March 2015", None),
        ("Wednesday", None),
        ("31 February 2015", None),
        ("2015-13-01", None),
        ("99999999", None),
        ("", None),
        ("maybe 19, 2015", None),
    ],
)
def test_parse_date(written: str, expected: str | None) -> None:
    assert parse_date(written) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2015-03-04-talks.txt", "2015-03-04"),
        ("wire/talks_20150304.txt", "2015-03-04"),
        ("2015/03/04/talks.txt", "2015-03-04"),
        ("2014-01-01/2015-03-04.txt", "2015-03-04"),
        ("talks-2015.txt", None),
        ("2015-13-04.txt", None),
        ("120150304.txt", None),
        ("talks.txt", None),
    ],
)
def test_date_in_path(path: str, expected: str | None) -> None:
    assert date_in_path(path) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("March 4", (3, 4)), ("4 Sept.", (9, 4)), ("Dec. 24 (Sample Wire)", (12, 24)), ("the March", None), ("4th", None)],
)
def test_parse_month_day(written: str, expected: tuple[int, int] | None) -> None:
    assert parse_month_day(written) == expected


def test_find_dates_gives_each_with_its_place() -> None:
    text = "Posted March 4, 2015, updated 5 March 2015"
    assert [(text[start:end], day) for start, end, day in find_dates(text)] == [
        ("March 4, 2015", "2015-03-04"),
        ("5 March 2015", "2015-03-05"),
    ]


def test_timestamps_in_seconds_and_milliseconds() -> None:
    assert parse_timestamp(1_425_463_200) == "2015-03-04"
    assert parse_timestamp(1_425_463_200_000) == "2015-03-04"
    assert parse_timestamp(1e300) is None


def test_month_number_reads_abbreviations() -> None:
    assert [month_number(name) for name in ("Jan", "sept", "December")] == [1, 9, 12]
