"""Tables of sentences that tell of a meeting or stay without those words, of diaries, and of traps beside them.

[Anna Berg] is a person, {Oslo} a place; all names and sentences are made up.
"""

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Block, BlockKind, Layout
from kimxi_cli.reference import References
from kimxi_cli.visits import find
from tests.visits_support import frames, unmark

CONTACTS = [
    (
        "[Anna Berg] and [Daniel Otieno] shook hands in {Vienna} on Tuesday.",
        ["meeting took_place Berg + Otieno @ Vienna | Tuesday"],
    ),
    ("[Anna Berg] shook her head in {Vienna} on Tuesday.", []),
    (
        "[Anna Berg] dined with [Daniel Otieno] at the [Bristol] hotel in {Vienna} on 4 May 2016.".replace(
            "[Bristol]", "{Bristol}"
        ),
        ["meeting took_place Berg > Otieno @ Vienna | 4 May 2016"],
    ),
    ("[Anna Berg] called on President [Daniel Otieno] in {Nairobi}.", ["meeting took_place Berg > Otieno @ Nairobi"]),
    ("[Anna Berg] called on President [Daniel Otieno] to resign.", []),
    ("[Anna Berg] spoke by telephone with [Daniel Otieno].", ["call took_place Berg > Otieno"]),
    ("[Anna Berg] spoke about trade with [Daniel Otieno].", []),
    (
        "[Anna Berg] and [Daniel Otieno] talked for an hour in {Vienna}.",
        ["meeting took_place Berg + Otieno @ Vienna"],
    ),
    ("[Anna Berg] talked about trade.", []),
    (
        "[Anna Berg] spent two hours with [Daniel Otieno] in {Vienna}.",
        ["meeting took_place Berg > Otieno @ Vienna"],
    ),
    ("[Anna Berg] spent a fortune in {Vienna}.", []),
    ("[Anna Berg] crossed into {Sweden} on Monday.", ["visit took_place Berg @ Sweden | Monday"]),
    ("[Anna Berg] crossed a line in {Sweden}.", []),
    ("[Anna Berg] reached {Lima} on Friday.", ["visit took_place Berg @ Lima | Friday"]),
    ("[Anna Berg] reached a deal in {Lima} on Friday.", []),
    ("[Anna Berg] was on her way to {Lima}.", ["visit ongoing Berg @ Lima"]),
    ("[Anna Berg]'s train arrived in {Lima} on Monday.", ["visit took_place Berg @ Lima | Monday"]),
    ("[Anna Berg]'s motorcade crossed into {Sweden}.", ["visit took_place Berg @ Sweden"]),
    (
        "The talks began in {Lima}. [Anna Berg] was there on May 8 for talks with [Rosa Quispe].",
        ["visit took_place Berg > Quispe @ Lima | May 8"],
    ),
    (
        "[Anna Berg] landed in {Lima} on Monday and saw [Rosa Quispe].",
        ["visit took_place Berg > Quispe @ Lima | Monday"],
    ),
    ("[Anna Berg] saw [Rosa Quispe] fall.", []),
    ("[Daniel Otieno] came to [Anna Berg].", ["visit took_place Otieno > Berg"]),
]

STATUSES = [
    ("There have been reports that [Anna Berg] will visit {Lima}.", ["visit rumoured Berg @ Lima"]),
    ("The ministers agreed two weeks ago that [Anna Berg] would go to {Lima}.", ["visit planned Berg @ Lima"]),
    ("No date has been set for [Anna Berg]'s visit to {Lima}.", ["visit planned Berg @ Lima"]),
    ("A visit that costs nothing is easy to repeat.", []),
    ("[Anna Berg]'s trip to {Lima} was meant for a day.", ["visit took_place Berg @ Lima"]),
    (
        "[Anna Berg] flew to {Lima} for two days of talks with [Rosa Quispe].",
        ["visit took_place Berg > Quispe @ Lima"],
    ),
]

DIARY = (
    "March 5, 2014, {Lima}. The talks opened.\n"
    "April 7, 2014, {Quito}. [Anna Berg] met [Rosa Quispe]. They met again on May 26.\n"
    "June 9–10, 2014, {Bogota}. [Rosa Quispe] came to [Anna Berg].\n"
)


@pytest.mark.parametrize(("text", "expected"), CONTACTS)
def test_contacts(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert frames(annotator, text) == expected


@pytest.mark.parametrize(("text", "expected"), STATUSES)
def test_statuses(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert frames(annotator, text) == expected


def test_an_entry_lends_its_day_and_place(annotator: Annotator) -> None:
    found = frames(annotator, DIARY)
    assert "meeting took_place Berg > Quispe @ Quito | April 7, 2014" in found
    assert "visit took_place Quispe > Berg @ Bogota | June 9–10, 2014" in found


def test_two_dated_paragraphs_are_no_diary(annotator: Annotator) -> None:
    text = "April 7, 2014, {Quito}. [Anna Berg] met [Rosa Quispe].\nJune 9, 2014, {Bogota}. Rain fell."
    assert frames(annotator, text) == ["meeting took_place Berg > Quispe"]


DATELINE = [
    ("[Anna Berg] and [Daniel Otieno] shook hands on Tuesday.", ["Vienna"]),
    ("[Anna Berg] and [Daniel Otieno] met on Tuesday, aides said.", [None]),
    ("[Anna Berg] and [Daniel Otieno] met on Monday.", [None]),
    ("[Anna Berg] and [Daniel Otieno] met on Tuesday in {Lima}.", ["Lima"]),
]


@pytest.mark.parametrize(("text", "expected"), DATELINE)
def test_the_town_of_the_dateline(annotator: Annotator, text: str, expected: list[str | None]) -> None:
    """2016-05-10 was a Tuesday."""
    plain, mentions = unmark("{VIENNA}, May 10 - " + text)
    start = plain.index("-") + 2
    blocks = (Block(0, start - 1, BlockKind.DATELINE), Block(start, len(plain), BlockKind.BODY))
    layout = Layout(blocks, published="2016-05-10", published_from="header", dateline_place="VIENNA")
    parse = next(annotator.parses([(plain, layout)]))
    found, _ = find(parse, layout, mentions, References(parse, mentions))
    assert [plain[f.place.start : f.place.end].title() if f.place else None for f in found] == expected
