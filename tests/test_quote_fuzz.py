"""Broken quotation marks in real text: nothing raises, every span is right, and time grows with length alone."""

import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from kimxi_cli import clean, names, quotes
from kimxi_cli.annotate import Annotator
from kimxi_cli.quotes.marks import find_marked
from kimxi_cli.reference import References
from tests.quote_fuzz import broken, check_marked, check_quotes, pieces

CORPUS = Path(__file__).parent.parent / "corpus"


def test_ten_thousand_broken_texts_keep_their_marked_spans() -> None:
    found = 0
    for text in islice(broken(pieces(CORPUS), seed=7), 10_000):
        blocks = clean.paragraphs(text).blocks
        marked = find_marked(text, blocks)
        check_marked(text, blocks, marked)
        found += len(marked)
    assert found > 10_000


def test_broken_texts_keep_their_quotes(annotator: Annotator) -> None:
    assert sum(check_quotes(annotator, text) for text in islice(broken(pieces(CORPUS), seed=11), 150)) > 150


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, the least of three."""
    least = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return least


PATHOLOGICAL = [
    *("“a ", '"a ', "a” ", "'a ", "a’s ", "‘a ", "“a\n\n", "“a ‘b ", '"', "'", "’", "‘", "``a ", "«a„ ", "”“"),
    "“It is,” he said, “a",
]


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_marks_take_time_in_proportion(piece: str) -> None:
    def work(times: int) -> Callable[[], object]:
        text = piece * times
        blocks = clean.paragraphs(text).blocks
        return lambda: find_marked(text, blocks)

    assert seconds(work(16_000)) <= 8 * seconds(work(4_000)) + 0.01  # four times as long; squared it would be 16


SENTENCES = [
    "“The bridge is closed,” said Anna Berg. ",
    "“She said “he said ‘the bridge’s end. ",
    "“We wait,” he said.\n\n",
    "“We wait.\n\n",
    "It’s the boys’ boat, 'tis, he says’. ",
    "Anna Berg said the bridge was closed.\n\n“We wait for it.”\n\n",
    "Anna Berg said the bridge was closed. “We wait for it.” ",
    "The official said it was closed. ",
    "Anna Berg, the minister, wept. “No,” the minister said. ",
]


@pytest.mark.parametrize("piece", SENTENCES)
def test_quotes_take_time_in_proportion(annotator: Annotator, piece: str) -> None:
    def work(times: int) -> Callable[[], object]:
        text = piece * times
        layout = clean.paragraphs(text)
        parse = next(annotator.parses([(text, layout)]))
        mentions, _ = names.find(parse, layout)
        return lambda: quotes.find(parse, layout, mentions, References(parse, mentions))

    assert seconds(work(600)) <= 8 * seconds(work(150)) + 0.01
