"""Visits whose day is counted from a day told before: in running text, and in the entries of a diary."""

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.visits import date_articles, merge
from tests.visits_support import Corpus, article

DIARY = (
    "April 7, 2014, {Oslo}. [Anna Berg] met [Jan Vries].\n"
    "May 5, 2014, {Riga}. [Anna Berg] met [Olga Kalns]. A day earlier [Berg] had arrived in {Latvia}.\n"
    "June 9, 2014, {Bern}. [Anna Berg] met [Urs Frei]."
)


def days(annotator: Annotator, text: str, published: str | None) -> dict[str, tuple[str | None, str | None]]:
    """Place of each visit -> first and last day."""
    names = Corpus()
    analyses = [article(annotator, text, published, names=names)]
    return {v.place or "": (v.start, v.end) for v in merge(analyses, names, date_articles(analyses, names)).visits}


@pytest.mark.parametrize(
    ("text", "published", "place", "start"),
    [
        ("[Anna Berg] left {Oslo} on Monday. The next day [Berg] flew to {Riga}.", "1999-05-06", "Riga", "1999-05-04"),
        ("[Anna Berg] left {Oslo} on 4 May 1999. Two days later [Berg] arrived in {Riga}.", None, "Riga", "1999-05-06"),
        ("[Anna Berg] spoke on Monday.\n\nThe next day [Berg] flew to {Riga}.", "1999-05-06", "Riga", None),
        ("[Anna Berg] left {Oslo} on Monday. The next day [Berg] flew to {Riga}.", None, "Riga", None),
    ],
)  # fmt: skip
def test_the_next_day(annotator: Annotator, text: str, published: str | None, place: str, start: str | None) -> None:
    assert days(annotator, text, published)[place][0] == start


def test_a_day_before_a_diary_s_entry(annotator: Annotator) -> None:
    found = days(annotator, DIARY, "2015-01-01")
    assert ("2014-05-04" in found["Riga"], found["Oslo"][0], found["Bern"][0]) == (True, "2014-04-07", "2014-06-09")
