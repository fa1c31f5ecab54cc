"""Short articles, alone and in groups, and the visits and disagreements that they tell of.

tests/visit_articles.txt: "# phenomenon", then each article under "== name published", its rows as "=> visit" and its
disagreements as "!! field: value (articles) | value (articles) => shown: why". People and events are made up.
"""

import re
from pathlib import Path

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Conflict
from tests.visit_rows import shown, visits

TEXT = (Path(__file__).parent / "visit_articles.txt").read_text(encoding="utf-8")
GROUPS = [group.partition("\n")[::2] for group in re.split(r"(?m)^# ", TEXT)[1:]]


def said(conflict: Conflict) -> str:
    sides = " | ".join(f"{side.value} ({' '.join(side.articles)})" for side in conflict.values)
    return f"{conflict.field}: {sides} => {conflict.chosen}: {conflict.why}"


@pytest.mark.parametrize("group", [body for _, body in GROUPS], ids=[name for name, _ in GROUPS])
def test_visits_of_articles(annotator: Annotator, group: str) -> None:
    parts = re.split(r"(?m)^== (\S+) (\S+)\n", group)
    texts = [re.sub(r"(?m)^(?:=>|!!) .*\n?", "", text).strip() + "\n" for text in parts[3::3]]
    articles = list(zip(parts[1::3], parts[2::3], texts, strict=True))
    found = visits(annotator, articles)
    assert sorted(shown(visit) for visit in found) == sorted(re.findall(r"(?m)^=> (.*)$", group))
    assert [said(c) for visit in found for c in visit.conflicts] == re.findall(r"(?m)^!! (.*)$", group)
    assert visits(annotator, articles[::-1]) == found
