"""The table of name pairs: what the rules say of each pair, and whether a corpus of the two merges them."""

import tomllib
from pathlib import Path

import pytest

from kimxi_cli.names import Verdict, compare, parse_name, resolve_names

TABLE: dict[str, list[tuple[str, str, str, str]]] = tomllib.loads(
    Path(__file__).with_name("name_pairs.toml").read_text(encoding="utf-8")
)
PAIRS = [tuple(row) for rows in TABLE.values() for row in rows]


def test_the_table_is_balanced() -> None:
    verdicts = [verdict for _, _, verdict, _ in PAIRS]
    assert len(PAIRS) >= 250
    assert len({frozenset(pair[:2]) for pair in PAIRS}) == len(PAIRS)
    assert 0.8 < verdicts.count("same") / verdicts.count("different") < 1.25


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), PAIRS)
def test_pair(a: str, b: str, verdict: str, rule: str) -> None:
    judgement, turned = compare(parse_name(a), parse_name(b)), compare(parse_name(b), parse_name(a))
    assert (judgement.verdict, judgement.rule) == (Verdict(verdict), rule), judgement.reason
    assert turned.verdict is judgement.verdict


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), [row for row in PAIRS if row[2] != "unsure"])
def test_pair_in_a_corpus(a: str, b: str, verdict: str, rule: str) -> None:
    """Blocking brings together whatever the rules would join; nothing joins what they keep apart."""
    first, second = resolve_names([(a, None), (b, None)])
    assert (first.entity == second.entity) is (verdict == "same"), (rule, first.reason, second.reason)
