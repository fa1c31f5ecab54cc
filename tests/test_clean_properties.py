"""What holds of every layout, whatever the text: nothing lost, nothing twice, no time wasted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.clean import layout
from kimxi_cli.model import Source, Span

LINES = [
    "Two ministers agree on a joint office",
    "By Anna Berg",
    "The Sample Courier",
    "Published: 4 March 2015",
    "World > Asia > Diplomacy",
    "GENEVA, March 4 (Sample Wire) — The ministers met.",
    "The ministers met on Monday and agreed on nothing, as " * 5 + "they said.",
    "“We are glad,” she said. “We are",
    "*A caption. Photo: Sample Wire*",
    "**Bold.** The rest of it.",
    "- an item",
    "READ MORE: Other things",
    "Related stories",
    "Share this page",
    "2 comments",
    "\u200b",
    "\x00\x07",
    "***",
    "# ",
    "| # *",
    "wrapped line that goes on and on and",
    "ends here (Reporting by Anna Berg)",
    "",
]
articles = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=25).map("\n".join)


@given(articles, st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
def test_blocks_lie_in_order_and_cover_all_that_is_not_white_space(text: str, line_end: str) -> None:
    text = text.replace("\n", line_end)
    covered = bytearray(len(text))
    at = 0
    for block in layout(Source("a.txt", text)).blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        covered[block.start : block.end] = b"\x01" * (block.end - block.start)
        at = block.end
    assert not [k for k, char in enumerate(text) if not covered[k] and not char.isspace()]


@given(articles, st.text(max_size=20))
def test_front_matter_moves_nothing(text: str, head: str) -> None:
    plain = layout(Source("a.txt", text)).blocks
    moved = layout(Source("a.txt", head + "\n" + text, front_matter=Span(0, len(head)))).blocks
    shift = len(head) + 1
    after = [(block.start - shift, block.end - shift, block.kind) for block in moved if block.start >= shift]
    assert after == [(block.start, block.end, block.kind) for block in plain]


@given(articles)
def test_the_same_text_gives_the_same_layout(text: str) -> None:
    assert layout(Source("a.txt", text)) == layout(Source("a.txt", text))


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "The minister of trade said that it was so. " * 23_000,
        "a" * MEGABYTE,
        "“" * MEGABYTE,
        '"' * 10_000,
        "\x01\x02" * (MEGABYTE // 2),
        " " * MEGABYTE + "a",
        "*" * MEGABYTE,
        "* " * (MEGABYTE // 2),
        "talksRail " * 100_000,
        ". (AP " * 160_000,
        "A, " * 330_000,
        "June 19, 2015 " * 70_000,
        "a > " * 250_000,
        "By " + "Anna Berg, " * 90_000,
        "Some words here\n" * 60_000,
        "Ministers Meet\n" * 60_000,
        "Leave a comment\n" * 60_000,
        "Related stories\n" + "Ministers Meet In Town Again\n" * 36_000,
        "Items:\n" + "be the one who does it well\n" * 36_000,
        "x" * 60 + " word\n" + ("y" * 60 + " word\n") * 15_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_megabyte_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    layout(Source("a.txt", text))
    assert time.process_time() - start < 3
