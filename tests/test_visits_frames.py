"""Tables of sentences and the visits that they speak of. Names and sentences are made up.

[Anna Berg] is a person, {Oslo} a place. A frame is shown as: kind status visitors > hosts @ place | times | until end.
"""

import pytest

from kimxi_cli.annotate import Annotator
from tests.visits_support import article, frames

VISITS = [
    ("[Anna Berg] visited {Oslo} on Tuesday.", ["visit took_place Berg @ Oslo | Tuesday"]),
    ("[Anna Berg] will visit {Oslo} next week.", ["visit planned Berg @ Oslo | next week"]),
    ("[Anna Berg] is visiting {Oslo}.", ["visit ongoing Berg @ Oslo"]),
    ("[Anna Berg] visits {Oslo} for talks with [Jan de Vries]", ["visit took_place Berg > Vries @ Oslo"]),
    (
        "[Anna Berg] arrived in {Oslo} on Monday for talks with [Jan de Vries].",
        ["visit took_place Berg > Vries @ Oslo | Monday"],
    ),
    (
        "[Anna Berg] flew to {Oslo} and held talks with [Jan de Vries] over two days before returning home on Friday.",
        ["visit took_place Berg > Vries @ Oslo | until Friday"],
    ),
    ("[Anna Berg] travelled to {Lima} in November.", ["visit took_place Berg @ Lima | November"]),
    ("[Anna Berg] landed in {Lima} late on Thursday.", ["visit took_place Berg @ Lima | Thursday"]),
    ("[Anna Berg] left for {Lima} on Sunday.", ["visit took_place Berg @ Lima | Sunday"]),
    ("[Anna Berg] headed to {Nairobi} for a summit.", ["visit took_place Berg @ Nairobi"]),
    ("[Anna Berg] is in {Nairobi} to brief [Daniel Otieno] on the deal.", ["visit ongoing Berg @ Nairobi"]),
    (
        "[Anna Berg] met [Daniel Otieno] in {Nairobi} on 4 May 2016.",
        ["meeting took_place Berg > Otieno @ Nairobi | 4 May 2016"],
    ),
    ("[Anna Berg] met with [Daniel Otieno] in late April.", ["meeting took_place Berg > Otieno | late April"]),
    (
        "[Anna Berg] and [Daniel Otieno] met in {Vienna} in 1987.",
        ["meeting took_place Berg + Otieno @ Vienna | 1987"],
    ),
    (
        "[Daniel Otieno] received [Anna Berg] at the State House in {Nairobi}.",
        ["meeting took_place Berg > Otieno @ Nairobi"],
    ),
    (
        "[Daniel Otieno] hosted [Anna Berg] in {Nairobi} last month.",
        ["meeting took_place Berg > Otieno @ Nairobi | last month"],
    ),
    ("[Daniel Otieno] welcomed [Anna Berg] to {Nairobi}.", ["meeting took_place Berg > Otieno @ Nairobi"]),
    ("[Anna Berg] was received by [Daniel Otieno] in {Nairobi}.", ["meeting took_place Berg > Otieno @ Nairobi"]),
    ("[Daniel Otieno] has invited [Anna Berg] to {Nairobi} for talks.", ["visit invited Berg > Otieno @ Nairobi"]),
    ("[Anna Berg] was invited to visit {Nairobi}.", ["visit invited Berg @ Nairobi"]),
    (
        "[Daniel Otieno] extended an invitation to [Anna Berg] to visit {Kenya}.",
        ["visit invited Berg > Otieno @ Kenya"],
    ),
    (
        "[Anna Berg] accepted an invitation to meet [Daniel Otieno] in {Nairobi}.",
        ["visit planned Berg > Otieno @ Nairobi"],
    ),
    ("[Anna Berg]'s visit to {Kenya} ended on Friday.", ["visit took_place Berg @ Kenya | until Friday"]),
    ("[Anna Berg]'s {Nairobi} trip was a success.", ["visit took_place Berg @ Nairobi"]),
    ("A visit to {Nairobi} by [Anna Berg] is planned for June.", ["visit planned Berg @ Nairobi | June"]),
    ("The [Berg]-[Otieno] summit in {Geneva} was historic.", ["meeting took_place Berg + Otieno @ Geneva"]),
    (
        "Talks between [Anna Berg] and [Daniel Otieno] in {Geneva} broke down on Monday.",
        ["meeting took_place Berg + Otieno @ Geneva | Monday"],
    ),
    ("[Anna Berg] made a three-day visit to {Chile} in January.", ["visit took_place Berg @ Chile | January"]),
    ("[Anna Berg] paid a visit to {Chile} in 1999.", ["visit took_place Berg @ Chile | 1999"]),
    ("[Anna Berg] began a two-day visit to {Chile} on Monday.", ["visit took_place Berg @ Chile | Monday"]),
    ("[Anna Berg] is on a state visit to {Chile}.", ["visit ongoing Berg @ Chile"]),
    (
        "During a visit to {Chile} last week, [Anna Berg] praised the farmers.",
        ["visit took_place Berg @ Chile | last week"],
    ),
    ("[Anna Berg] has cancelled her trip to {Chile}.", ["visit cancelled Berg @ Chile"]),
    ("[Anna Berg] called off a meeting with [Rosa Quispe] in {Lima}.", ["meeting cancelled Berg > Quispe @ Lima"]),
    ("[Anna Berg] postponed her visit to {Chile}.", ["visit cancelled Berg @ Chile"]),
    ("[Anna Berg] plans to visit {Chile} in May.", ["visit planned Berg @ Chile | May"]),
    ("[Anna Berg] was scheduled to travel to {Chile} on 3 May.", ["visit planned Berg @ Chile | 3 May"]),
    (
        "[Anna Berg] is expected to meet [Rosa Quispe] in {Lima} on Friday.",
        ["meeting planned Berg > Quispe @ Lima | Friday"],
    ),
    ("[Anna Berg] would travel to {Chile} in May, her office said.", ["visit planned Berg @ Chile | May"]),
    ("[Anna Berg]'s planned summit with [Rosa Quispe] worries farmers.", ["meeting planned Berg > Quispe"]),
    ("State media announced on Tuesday that [Anna Berg] had visited {Chile}.", ["visit took_place Berg @ Chile"]),
    ("On Tuesday, state media announced [Anna Berg]'s visit to {Chile}.", ["visit took_place Berg @ Chile"]),
    ("[Anna Berg] held a phone call with [Rosa Quispe] on Monday.", ["call took_place Berg > Quispe | Monday"]),
    ("[Anna Berg] telephoned [Rosa Quispe] on Monday.", ["call took_place Berg > Quispe | Monday"]),
    ("[Anna Berg] attended a summit in {Jakarta} in October.", ["visit took_place Berg @ Jakarta | October"]),
    ("[Anna Berg] toured {Vietnam} in March.", ["visit took_place Berg @ Vietnam | March"]),
    (
        "[Anna Berg] travelled to {Oslo} in March and {Bergen} in May.",
        ["visit took_place Berg @ Oslo | March", "visit took_place Berg @ Bergen | May"],
    ),
    (
        "It was [Anna Berg]'s fourth trip to {Oslo} after a meeting with [Jan de Vries] last year.",
        ["visit took_place Berg @ Oslo", "meeting took_place Berg > Vries | last year"],
    ),
    (
        "Two months after holding a summit with [Jan de Vries], [Anna Berg] met [Rosa Quispe] in {Lima}.",
        ["meeting took_place Berg > Vries", "meeting took_place Berg > Quispe @ Lima | Two months after"],
    ),
    (
        "[Anna Berg]'s visit to {Lima} comes ahead of her talks with [Jan de Vries].",
        ["visit took_place Berg @ Lima", "meeting planned Berg > Vries"],
    ),
    (
        "{Lima} is where [Anna Berg] met with [Rosa Quispe] in 1994.",
        ["meeting took_place Berg > Quispe @ Lima | 1994"],
    ),
    ("[Anna Berg] became the first premier to visit {Kenya}.", ["visit took_place Berg @ Kenya"]),
    ("[Anna Berg] last visited {Lima} in October.", ["visit took_place Berg @ Lima | October"]),
    (
        "[Anna Berg] and [Jan de Vries] saw each other briefly in {Riga} on Friday.",
        ["meeting took_place Berg + Vries @ Riga | Friday"],
    ),
    ("The rumoured visit of [Anna Berg] to {Lima} was in the papers.", ["visit rumoured Berg @ Lima"]),
    ("[Anna Berg] would not meet [Jan de Vries] until June.", ["meeting planned Berg > Vries | until June"]),
    ("[Anna Berg], who flew to {Lima} on Monday, spoke to farmers.", ["visit took_place Berg @ Lima | Monday"]),
    ("[Anna Berg] and [Jan de Vries] in {Riga}.", ["meeting took_place Berg + Vries @ Riga"]),
    (
        "[Anna Berg] joined [Daniel Otieno] for talks in {Accra} on 3 June 2005.",
        ["meeting took_place Berg > Otieno @ Accra | 3 June 2005"],
    ),
    ("[Anna Berg] returned home from {Riga} on Friday.", ["visit took_place Berg @ Riga | until Friday"]),
    ("[Anna Berg] denied visiting {Peru}.", ["visit denied Berg @ Peru"]),
    ("[Anna Berg] scrapped plans to travel to {Peru}.", ["visit cancelled Berg @ Peru"]),
    ("[Anna Berg] hopes that [Jan de Vries] will visit {Riga} soon.", ["visit invited Vries @ Riga"]),
    ("[Anna Berg] wants [Jan de Vries] to visit {Riga}.", ["visit invited Vries @ Riga"]),
    ("Plans were laid out for a visit by [Anna Berg] to {Riga}.", ["visit planned Berg @ Riga"]),
    (
        "[Anna Berg], left, and [Jan de Vries] greet each other before their meeting in {Riga} on Dec. 6, 2011.",
        ["meeting took_place Berg + Vries @ Riga | Dec. 6, 2011"],
    ),
    (
        "[Anna Berg] met [Jan de Vries] on the sidelines of a forum in {Riga}.",
        ["meeting took_place Berg > Vries @ Riga"],
    ),
    ("The meeting is only the second between [Anna Berg] and [Jan de Vries].", ["meeting took_place Berg + Vries"]),
    ("[Anna Berg] will attend the forum in {Davos} next month.", ["visit planned Berg @ Davos | next month"]),
]

TRAPS = [
    "[Anna Berg] has never visited {Oslo}.",
    "[Anna Berg] did not meet [Jan de Vries] in {Oslo}.",
    "[Anna Berg] visited a steel plant in {Oslo}.",
    "[Anna Berg] visited the Academy of Sciences.",
    "Previous visits by Peruvian leaders have been kept secret.",
    "If [Anna Berg] visited {Oslo}, farmers would protest.",
    "[Anna Berg] could visit {Oslo} one day.",
    "[Anna Berg] often travels to {Oslo}.",
    "[Anna Berg] said at a press briefing in {Oslo} that prices had risen.",
    "[Anna Berg] refused to visit {Oslo}.",
    "[Anna Berg] met demands for higher wages.",
    "[Anna Berg] came to an agreement with [Jan de Vries].",
    "[Anna Berg] went to war.",
    "[Anna Berg] wants to meet [Jan de Vries].",
    "The army held exercises in {Oslo}.",
    "[Anna Berg] sent [Jan de Vries] a letter on Sunday.",
    "[Anna Berg] headed the delegation.",
    "[Anna Berg] received a letter from [Jan de Vries].",
    "[Anna Berg] welcomed the agreement.",
    "Any such meetings would help [Anna Berg].",
    "[Anna Berg] proposed more frequent visits.",
    "[Anna Berg] hosted a dinner.",
    "No meeting between [Anna Berg] and [Jan de Vries] took place.",
    "Without meeting [Jan de Vries], [Anna Berg] went home.",
    "[Anna Berg] was head of the office in {Oslo}.",
    "[Anna Berg] called [Jan de Vries] a liar.",
    "[Anna Berg] opened talks on trade.",
    "[Anna Berg] spoke of the visit.",
    "[Anna Berg] left {Oslo} on Friday.",
    "The premier's tour of {Peru} was denied by [Anna Berg].",
    "[Anna Berg] kept meeting deadlines.",
    "Tourists visited {Riga} in summer.",
    "[Anna Berg] visited her mother.",
]


@pytest.mark.parametrize(("sentence", "expected"), VISITS)
def test_frames(annotator: Annotator, sentence: str, expected: list[str]) -> None:
    assert frames(annotator, sentence) == expected


@pytest.mark.parametrize("sentence", TRAPS)
def test_no_visit_of_its_own(annotator: Annotator, sentence: str) -> None:
    """Buildings, briefings, habits, wishes, conditions, negations: at most words that point back to another visit."""
    assert frames(annotator, sentence) == []


ORDINALS = [
    ("It was [Anna Berg]'s third visit to {Oslo} since March.", 3),
    ("[Anna Berg] made her second trip to {Oslo}.", 2),
    ("[Anna Berg] met [Rosa Quispe] in {Lima} on her maiden visit.", 1),
    ("[Anna Berg] visited {Oslo}.", None),
]


@pytest.mark.parametrize(("sentence", "ordinal"), ORDINALS)
def test_ordinal(annotator: Annotator, sentence: str, ordinal: int | None) -> None:
    assert next((f.ordinal for f in article(annotator, sentence).frames if f.ordinal), None) == ordinal


LENGTHS = [
    ("[Anna Berg] began a two-day visit to {Oslo} on Monday.", 2),
    ("[Anna Berg] flew to {Oslo} and held talks with [Jan de Vries] over three days before returning on Friday.", 3),
    ("[Anna Berg] made a six-hour visit to {Oslo}.", 1),
    ("[Anna Berg] visited {Oslo} for the first time in 40 years.", None),
]


@pytest.mark.parametrize(("sentence", "days"), LENGTHS)
def test_length(annotator: Annotator, sentence: str, days: int | None) -> None:
    assert next((f.duration_days for f in article(annotator, sentence).frames if f.duration_days), None) == days


def test_the_telling_is_not_the_visit(annotator: Annotator) -> None:
    """An announcement's day is kept apart; it counts only for what is under way then."""
    frame = article(annotator, "[Rosa Quispe] announced on Tuesday that [Anna Berg] was headed to {Oslo}.").frames[0]
    assert (frame.status, frame.times, [t.text for t in frame.told]) == ("ongoing", (), ["Tuesday"])


@pytest.mark.parametrize(
    "text", ["", " ", "?", "visit", "to to to", "Visit! Visit? Visit.", "(((", "A" * 500, "meeting with with in at"]
)
def test_odd_input_raises_nothing(annotator: Annotator, text: str) -> None:
    article(annotator, text)


def test_purpose(annotator: Annotator) -> None:
    frame = article(annotator, "[Anna Berg] flew to {Oslo} to prepare the summit.").frames[0]
    assert frame.purpose == "to prepare the summit"
