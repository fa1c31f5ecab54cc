"""Tables of time expressions: what each means on a day of publication. Sentences and names are made up."""

from datetime import date

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Block, BlockKind, Layout, TimeExpression
from kimxi_cli.syntax import Parse
from kimxi_cli.visits import find_times, resolve

NOTHING = (None, None, None)


def parse(annotator: Annotator, text: str) -> Parse:
    layout = Layout((Block(0, len(text), BlockKind.BODY),))
    return next(annotator.parses([(text, layout)]))


def the_time(annotator: Annotator, text: str, words: str) -> TimeExpression:
    """The expression that covers the words."""
    start = text.index(words)
    found = [x for x in find_times(parse(annotator, text)) if x.start < start + len(words) and x.end > start]
    assert found, f"no time expression at {words!r}"
    return found[0]


# 2019-03-13 was a Wednesday.
WEDNESDAY = "2019-03-13"

TABLE = [
    # the Nth of a month spoken of, else the last such day
    ("Berg came in January. On Monday the 7th she left.", "the 7th", WEDNESDAY, ("2019-01-07", None, "day")),
    ("Berg arrived in Oslo on the 5th.", "the 5th", WEDNESDAY, ("2019-03-05", None, "day")),
    ("Berg arrived in Oslo on the 25th.", "the 25th", WEDNESDAY, ("2019-02-25", None, "day")),
    ("Berg arrived on Thursday the 24th.", "the 24th", WEDNESDAY, ("2019-01-24", None, "day")),
    # the year of a diary entry
    ("April 7, 2014, Oslo. Berg came. She was back on May 26.", "May 26", WEDNESDAY, ("2014-05-26", None, "day")),
    ("Berg came in April 2014. She is back since March 4.", "March 4", WEDNESDAY, ("2019-03-04", None, "day")),
    # the weekday: by tense, and the day itself
    ("Berg arrived in Oslo on Wednesday.", "Wednesday", WEDNESDAY, ("2019-03-13", None, "day")),
    ("Berg arrived in Oslo on Tuesday.", "Tuesday", WEDNESDAY, ("2019-03-12", None, "day")),
    ("Berg arrived in Oslo on Thursday.", "Thursday", WEDNESDAY, ("2019-03-07", None, "day")),
    ("Berg will arrive in Oslo on Thursday.", "Thursday", WEDNESDAY, ("2019-03-14", None, "day")),
    ("Berg will arrive in Oslo on Tuesday.", "Tuesday", WEDNESDAY, ("2019-03-19", None, "day")),
    ("Berg will meet Vale on Wednesday.", "Wednesday", WEDNESDAY, ("2019-03-13", None, "day")),
    ("Berg is to fly to Riga on Friday.", "Friday", WEDNESDAY, ("2019-03-15", None, "day")),
    ("Berg makes a rare trip to Riga on Thursday.", "Thursday", WEDNESDAY, ("2019-03-14", None, "day")),
    ("Berg visits Riga on Monday.", "Monday", WEDNESDAY, ("2019-03-11", None, "day")),
    ("They met last Wednesday in Riga.", "last Wednesday", WEDNESDAY, ("2019-03-06", None, "day")),
    ("They will meet next Monday in Riga.", "next Monday", WEDNESDAY, ("2019-03-18", None, "day")),
    ("He spoke to reporters on Tuesday morning.", "Tuesday", WEDNESDAY, ("2019-03-12", None, "day")),
    ("The talks ran from Monday to Wednesday.", "Monday", WEDNESDAY, ("2019-03-11", "2019-03-13", "day")),
    # days told from today
    ("Berg left Oslo yesterday.", "yesterday", WEDNESDAY, ("2019-03-12", None, "day")),
    ("Berg met Vale today.", "today", WEDNESDAY, ("2019-03-13", None, "day")),
    ("Berg leaves tomorrow.", "tomorrow", WEDNESDAY, ("2019-03-14", None, "day")),
    ("Berg landed the day before yesterday.", "the day before yesterday", WEDNESDAY, ("2019-03-11", None, "day")),
    ("They dined last night.", "last night", WEDNESDAY, ("2019-03-12", None, "day")),
    # dates
    ("She came on 4 May 2016.", "4 May 2016", WEDNESDAY, ("2016-05-04", None, "day")),
    ("She came on May 4, 2016.", "May 4, 2016", WEDNESDAY, ("2016-05-04", None, "day")),
    ("She came on the 4th of May, 2016.", "4th of May", WEDNESDAY, ("2016-05-04", None, "day")),
    ("She came on Dec. 6, 1971.", "Dec. 6, 1971", WEDNESDAY, ("1971-12-06", None, "day")),
    ("She came on 2016-05-04.", "2016-05-04", WEDNESDAY, ("2016-05-04", None, "day")),
    ("She came on March 2.", "March 2", WEDNESDAY, ("2019-03-02", None, "day")),
    ("She came on November 20.", "November 20", WEDNESDAY, ("2018-11-20", None, "day")),
    ("She will come on November 20.", "November 20", WEDNESDAY, ("2019-11-20", None, "day")),
    ("She will come on January 5.", "January 5", WEDNESDAY, ("2020-01-05", None, "day")),
    ("He spoke on October 9 last year.", "October 9 last year", WEDNESDAY, ("2018-10-09", None, "day")),
    ("He will speak on October 9 next year.", "October 9 next year", WEDNESDAY, ("2020-10-09", None, "day")),
    ("On Friday, March 8, she flew home.", "Friday, March 8", WEDNESDAY, ("2019-03-08", None, "day")),
    # ranges
    ("The tour lasts from April 3 to 6.", "April 3 to 6", WEDNESDAY, ("2019-04-03", "2019-04-06", "day")),
    (
        "The tour lasted from February 27 to March 2.",
        "February 27 to March 2",
        WEDNESDAY,
        ("2019-02-27", "2019-03-02", "day"),
    ),
    (
        "The tour lasted from 30 December to 2 January.",
        "30 December to 2 January",
        WEDNESDAY,
        ("2018-12-30", "2019-01-02", "day"),
    ),
    ("He was there on June 4-6, 2012.", "June 4-6, 2012", WEDNESDAY, ("2012-06-04", "2012-06-06", "day")),
    # months
    ("He travelled to Riga in November.", "November", WEDNESDAY, ("2018-11", None, "month")),
    ("He will travel to Riga in November.", "November", WEDNESDAY, ("2019-11", None, "month")),
    ("He travelled to Riga in March.", "March", WEDNESDAY, ("2019-03", None, "month")),
    ("He travelled to Riga in late February.", "late February", WEDNESDAY, ("2019-02", None, "month")),
    ("They will not meet until late June or July.", "June or July", WEDNESDAY, ("2019-06", "2019-07", "month")),
    ("They met in September 2009.", "September 2009", WEDNESDAY, ("2009-09", None, "month")),
    ("They met in July last year.", "July last year", WEDNESDAY, ("2018-07", None, "month")),
    ("He went there last February.", "last February", WEDNESDAY, ("2018-02", None, "month")),
    ("He went there last October.", "last October", WEDNESDAY, ("2018-10", None, "month")),
    ("He will go there this August.", "this August", WEDNESDAY, ("2019-08", None, "month")),
    ("They met at the end of January.", "the end of January", WEDNESDAY, ("2019-01", None, "month")),
    # weeks, months and years counted from publication
    ("They met last week.", "last week", WEDNESDAY, ("2019-03-04", "2019-03-10", "week")),
    ("They met earlier this week.", "earlier this week", WEDNESDAY, ("2019-03-11", "2019-03-17", "week")),
    ("They met last month.", "last month", WEDNESDAY, ("2019-02", None, "month")),
    ("They will meet next month.", "next month", WEDNESDAY, ("2019-04", None, "month")),
    ("They met last year.", "last year", WEDNESDAY, ("2018", None, "year")),
    ("They will meet later this year.", "later this year", WEDNESDAY, ("2019", None, "year")),
    ("They met last weekend.", "last weekend", WEDNESDAY, ("2019-03-09", "2019-03-10", "week")),
    ("He came three days ago.", "three days ago", WEDNESDAY, ("2019-03-10", None, "day")),
    ("He came two weeks ago.", "two weeks ago", WEDNESDAY, ("2019-02-25", "2019-03-03", "week")),
    ("He came five months ago.", "five months ago", WEDNESDAY, ("2018-10", None, "month")),
    ("He came eight years ago.", "eight years ago", WEDNESDAY, ("2011", None, "year")),
    ("He will return in three weeks.", "in three weeks", WEDNESDAY, ("2019-04-01", "2019-04-07", "week")),
    # years, seasons, feasts
    ("They met in 1978.", "1978", WEDNESDAY, ("1978", None, "year")),
    ("They met in the summer of 1995.", "summer of 1995", WEDNESDAY, ("1995-06", "1995-08", "month")),
    ("They met on Christmas Day 2004.", "Christmas Day 2004", WEDNESDAY, ("2004-12-25", None, "day")),
    ("He took power in 2003 and later that same year saw Vale.", "that same year", WEDNESDAY, ("2003", None, "year")),
]

TRAPS = [
    # lengths of time: no date
    ("Berg began a two-day visit.", "two-day", WEDNESDAY, (None, None, "duration")),
    ("They talked over two days before leaving.", "two days", WEDNESDAY, (None, None, "duration")),
    ("It was the third dinner in about 25 days.", "25 days", WEDNESDAY, (None, None, "duration")),
    ("The ferry takes less than an hour to Riga.", "an hour", WEDNESDAY, (None, None, "duration")),
    ("It was his first trip in five years.", "five years", WEDNESDAY, (None, None, "duration")),
    ("They met for three hours.", "three hours", WEDNESDAY, (None, None, "duration")),
    # told by another event: nothing follows from the publication date
    ("Six days after the vote, Berg flew to Riga.", "Six days after", WEDNESDAY, NOTHING),
    ("Days after the vote, Berg flew to Riga.", "Days after", WEDNESDAY, NOTHING),
    ("Two months later, they met again.", "Two months later", WEDNESDAY, NOTHING),
    ("The next day, he flew home.", "The next day", WEDNESDAY, NOTHING),
    # no publication date: what is relative stays open, what is absolute does not
    ("Berg arrived in Oslo on Tuesday.", "Tuesday", None, NOTHING),
    ("Berg came last month.", "last month", None, NOTHING),
    ("Berg came on March 2.", "March 2", None, NOTHING),
    ("Berg came in November.", "November", None, NOTHING),
    ("Berg came on March 2, 1999.", "March 2, 1999", None, ("1999-03-02", None, "day")),
    ("Berg came in 1999.", "1999", None, ("1999", None, "year")),
    # no such day
    ("Berg came on February 30, 2015.", "February 30, 2015", WEDNESDAY, NOTHING),
    # the end of a leap February, a year's turn
    ("Berg came on February 29.", "February 29", "2016-03-05", ("2016-02-29", None, "day")),
    ("Berg came on December 31.", "December 31", "2019-01-01", ("2018-12-31", None, "day")),
    ("Berg came in December.", "December", "2019-01-03", ("2018-12", None, "month")),
    ("They met last month.", "last month", "2019-01-03", ("2018-12", None, "month")),
    ("They met last week.", "last week", "2019-01-02", ("2018-12-24", "2018-12-30", "week")),
]


@pytest.mark.parametrize(("text", "words", "published", "expected"), [*TABLE, *TRAPS])
def test_value(
    annotator: Annotator,
    text: str,
    words: str,
    published: str | None,
    expected: tuple[str | None, str | None, str | None],
) -> None:
    expression = the_time(annotator, text, words)
    value = resolve(expression, date.fromisoformat(published) if published else None)
    assert ((value.start, value.end, value.precision) if value else NOTHING) == expected
    assert value is None or value.reason


NO_TIMES = [
    "It may rain, and the troops march on.",
    "Mr May met Ms August at the gate.",
    "The 2,018 soldiers saw 1500 people.",
    "He paid $2019 for it.",
    "She scored 12 points.",
    "The sun sat low; he will wed.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(annotator: Annotator, text: str) -> None:
    assert find_times(parse(annotator, text)) == ()


def test_weekdays_in_brackets_are_kept_beside_their_days(annotator: Annotator) -> None:
    text = "Berg is in Riga from April 3 to 4 (Tuesday and Wednesday)."
    whole, tuesday, wednesday = find_times(parse(annotator, text))
    assert (whole.text, whole.weekday, whole.end_weekday) == ("April 3 to 4", 1, 2)
    assert (tuesday.text, tuesday.month, tuesday.day) == ("Tuesday", 4, 3)
    assert (wednesday.text, wednesday.month, wednesday.day) == ("Wednesday", 4, 4)


def test_bounds_of_a_part_of_a_month(annotator: Annotator) -> None:
    value = resolve(the_time(annotator, "He came in late March 2014.", "late March 2014"), None)
    assert value is not None
    assert (value.earliest, value.latest) == (date(2014, 3, 21), date(2014, 3, 31))


def test_text_is_that_of_the_file(annotator: Annotator) -> None:
    text = "On Tuesday Berg said she had met Vale last month, three days before June 12 (Tuesday)."
    for x in find_times(parse(annotator, text)):
        assert x.text == text[x.start : x.end]
