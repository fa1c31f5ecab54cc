"""Which quotation marks belong together."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.model import Block, BlockKind
from kimxi_cli.quotes.marks import find_marked


def marked(text: str) -> list[str]:
    blocks = [Block(m.start(), m.end(), BlockKind.BODY) for m in re.finditer(r"[^\n]+", text)]
    return [text[m.start : m.end] for m in find_marked(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("«One», he said.", ["One"]),
        ("„One“ is closed so, and „Two” too.", ["One", "Two"]),
        ("‘One,’ he said, and it’s ‘two’.", ["One,", "two"]),
        ("'Isn't it,' he said of the 1990s' bridges.", ["Isn't it,"]),
        ("The leaders’ talks and the ministers’ dinner", []),
        ("Back in the ’90s they sang", []),
        ("“He called it ‘a shame’ and left,” she said.", ["He called it ‘a shame’ and left,"]),
        ("“First.\n“Second.”", ["First.", "Second."]),
        ("“First.\nSecond.”", ["First.\nSecond."]),
        ("“Never closed", ["Never closed"]),
        ("Half way “never closed", []),
        ("”Closed both ways” is odd", ["Closed both ways"]),
        ('He is 6\'2" tall and says "no".', ["no"]),
        ("``Old style,'' he said.", ["Old style,"]),
        ("no marks at all", []),
        ("", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„`[]", max_size=200))
def test_any_marks(text: str) -> None:
    blocks = [Block(m.start(), m.end(), BlockKind.BODY) for m in re.finditer(r"[^\n]+", text)]
    spans = find_marked(text, blocks)
    assert all(0 <= m.start < m.end <= len(text) for m in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
