"""Sentences and the visits that they tell of, read as the whole program reads an article.

tests/visit_sentences.tsv: phenomenon, day of publication, text, visits (joined by "; ", "-" for none). The traps tell
of no visit: buildings, briefings, habits, wishes, matches, exhibitions. People and events are made up.
"""

from pathlib import Path

import pytest

from kimxi_cli.annotate import Annotator
from tests.visit_rows import shown, visits

LINES = (Path(__file__).parent / "visit_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [line.split("\t") for line in LINES]


@pytest.mark.parametrize(("published", "text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_visits_of_a_sentence(annotator: Annotator, published: str, text: str, expected: str) -> None:
    found = sorted(shown(visit) for visit in visits(annotator, [("a.txt", published, text)]))
    assert found == ([] if expected == "-" else sorted(expected.split("; ")))


def test_a_third_of_the_sentences_are_traps() -> None:
    assert len(ROWS) >= 120
    assert sum(expected == "-" for *_, expected in ROWS) * 3 >= len(ROWS)
