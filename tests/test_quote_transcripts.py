"""Interviews and transcripts: turns that begin with who speaks."""

import pytest

from kimxi_cli.annotate import Annotator
from tests.reading import read

INTERVIEW = """Minister speaks on the harbour

Harbour minister Anna Berg talked with the Oslo Post about the new bridge on Friday.

Q: When will the bridge open?

A: We hope to open it in May. The ferries will go on "until further notice".

It will be a good day for all of us.

Q: Who pays for it?

A: The state pays half of it, and the port pays the rest.

The bridge is 400 metres long."""

BRIEFING = """Press conference of the ministry

QUESTION: Does the ministry have any comment on the report?

SPOKESPERSON: We have seen the report. Jan Vries said it was wrong.

MR. BERG: Let me say one thing. You know our position.

Jan Berg is the ministry's head of press."""

DEBATE = """Debate night in Oslo

Anna Berg met Jan Vries in a debate on Monday.

Anna Berg: I will lower taxes. You raised them.

Jan Vries: That is simply not true.

Anna Berg: Then show us the figures.

The debate ended at nine."""

RATINGS = """Player ratings

Jan Vries: Saved a penalty and was safe throughout.

Anna Berg: Ran the midfield with great skill.

Petr Dvorak: Came on late and had little to do."""

FACTS = """The bridge at a glance

Location: Oslo, Norway.

Length: 400 metres.

Note: We were not able to check the figures."""

MARKED = """Two views

Anna Berg: “We will build it.”

Jan Vries: “You will not.”"""


def turns(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """(what is said, named speaker or "") of each direct quote."""
    direct = [quote for quote in read(annotator, text).quotes if quote.kind == "direct"]
    return [(text[q.start : q.end], text[q.source.start : q.source.end] if q.source else "") for q in direct]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INTERVIEW,
            [
                ("When will the bridge open?", ""),
                ('We hope to open it in May. The ferries will go on "until further notice".', "Anna Berg"),
                ("It will be a good day for all of us.", "Anna Berg"),
                ("Who pays for it?", ""),
                ("The state pays half of it, and the port pays the rest.", "Anna Berg"),
            ],
        ),
        (
            BRIEFING,
            [
                ("Does the ministry have any comment on the report?", ""),
                ("We have seen the report. Jan Vries said it was wrong.", ""),
                ("Let me say one thing. You know our position.", "BERG"),
            ],
        ),
        (
            DEBATE,
            [
                ("I will lower taxes. You raised them.", "Anna Berg"),
                ("That is simply not true.", "Jan Vries"),
                ("Then show us the figures.", "Anna Berg"),
            ],
        ),
        (RATINGS, []),
        (FACTS, []),
        (MARKED, [("We will build it.", "Anna Berg"), ("You will not.", "Jan Vries")]),
    ],
    ids=["interview", "briefing", "debate", "ratings", "facts", "marked"],
)
def test_turns(annotator: Annotator, text: str, expected: list[tuple[str, str]]) -> None:
    assert turns(annotator, text) == expected


def test_a_turn_says_why(annotator: Annotator) -> None:
    quotes = read(annotator, INTERVIEW).quotes
    assert quotes[1].reason == "transcript_turn: “A” is Anna Berg"
    assert quotes[2].reason == "transcript_turn: “A” is Anna Berg, whose turn goes on"


def test_nothing_else_is_said_within_a_turn(annotator: Annotator) -> None:
    assert [q.kind for q in read(annotator, BRIEFING).quotes] == ["direct"] * 3
