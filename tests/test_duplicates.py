"""Copies of one report are found; different reports on one event are left apart."""

from itertools import combinations

import pytest

from kimxi_cli.duplicates import copies
from kimxi_cli.model import ArticleAnalysis, Layout, Source, Span
from tests.event_reports import copy_of, reports


def analysis(name: str, text: str) -> ArticleAnalysis:
    """An article whose paragraphs are its sentences."""
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return ArticleAnalysis(name, text, Source(name, ""), Layout(()), len(text.split()), sentences=tuple(spans))


def found(texts: dict[str, str], published: dict[str, str] | None = None) -> dict[str, str]:
    return copies([analysis(name, text) for name, text in texts.items()], published or {})


def test_thirty_copies_are_found_and_three_hundred_pairs_of_other_reports_are_left_apart() -> None:
    originals = reports(25)
    assert len(list(combinations(originals, 2))) == 300
    texts = {f"a{k:02}": text for k, text in enumerate(originals)}
    edited = {f"b{k:02}": copy_of(originals[k % 25], k) for k in range(30)}
    pairs = found(texts | edited)
    right = {copy: f"a{int(copy[1:]) % 25:02}" for copy in edited}
    hits = sum(pairs.get(copy) == original for copy, original in right.items())
    assert hits / len(right) >= 0.97, {c: (o, pairs.get(c)) for c, o in right.items() if pairs.get(c) != o}
    assert hits / len(pairs) >= 0.99, {c: o for c, o in pairs.items() if right.get(c) != o}


ONE, OTHER, *_ = reports(2)
BRIEF = "\n\n".join(ONE.split("\n\n")[:4])


@pytest.mark.parametrize(
    ("texts", "published", "expected"),
    [
        ({"x": ONE, "y": ONE}, {}, {"y": "x"}),
        ({"x": ONE, "y": ONE}, {"x": "2018-05-02", "y": "2018-05-01"}, {"x": "y"}),
        ({"x": ONE, "y": ONE}, {"y": "2018-05-01"}, {"x": "y"}),
        ({"x": ONE, "y": ONE, "z": ONE}, {"z": "2018-05-01"}, {"x": "z", "y": "z"}),
        ({"brief": BRIEF, "whole": ONE}, {"brief": "2018-05-01", "whole": "2018-05-02"}, {"brief": "whole"}),
        ({"x": ONE, "y": OTHER}, {}, {}),
        ({"x": "Too short to prove anything.", "y": "Too short to prove anything."}, {}, {}),
        ({}, {}, {}),
        ({"x": ""}, {}, {}),
    ],
)
def test_which_of_two_is_the_copy(texts: dict[str, str], published: dict[str, str], expected: dict[str, str]) -> None:
    assert found(texts, published) == expected
    assert found(dict(reversed(texts.items())), published) == expected


def test_a_brief_does_not_make_one_report_of_two_that_hold_it() -> None:
    longer = [f"{BRIEF}\n\n" + "\n\n".join(report.split("\n\n")[1:]) * 3 for report in reports(3, seed=11)[1:]]
    assert found({"brief": BRIEF, "x": longer[0], "y": longer[1]}).keys() == {"brief"}
