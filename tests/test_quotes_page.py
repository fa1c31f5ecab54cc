"""docs/quotes.md says what the code does: every rule has a heading, every example gives what it says."""

import ast
import re
from pathlib import Path

import pytest

from kimxi_cli.annotate import Annotator
from tests.quotes_page import PAGE, Example, examples, quotes_of, rules_of, rules_told, shown

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = list(examples(TEXT))
ROOM = PAGE.parent.parent / "kimxi_cli" / "quotes"
RULE = re.compile(r"[a-z]+(_[a-z]+)+")
LISTS = {"words", "table", "forms"}
"""Functions whose arguments are keys of word lists, not names of rules."""


def rules_in(path: Path) -> set[str]:
    """The names of rules in a module: its string constants of words_like_these, keys of word lists left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    keys = {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in LISTS
        for argument in call.args
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys
        if RULE.fullmatch(node.value)
    }


def test_every_rule_is_on_the_page() -> None:
    named = set().union(*(rules_in(path) for path in ROOM.glob("*.py") if path.name != "confidence.py"))
    assert len(named) > 10
    assert sorted(named - rules_told(TEXT)) == [], "docs/quotes.md needs a heading and an example for these"
    assert sorted(rules_told(TEXT) - named - {"nobody"}) == [], "docs/quotes.md tells of rules that are gone"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rules[0]}: {example.text[:40]}")
def test_example(annotator: Annotator, example: Example) -> None:
    """`python -m tests.quotes_page` prints all rows as they come out now."""
    assert [shown(row) for row in quotes_of(annotator, example.text)] == list(example.rows)


def test_every_rule_has_an_example_that_it_decides(annotator: Annotator) -> None:
    seen = {
        (rule, by) for e in EXAMPLES for row in quotes_of(annotator, e.text) for by in rules_of(row) for rule in e.rules
    }
    assert sorted(rule for rule in rules_told(TEXT) if (rule, rule) not in seen) == []


def test_every_rule_of_a_reason_is_on_the_page(annotator: Annotator) -> None:
    found = {rule for example in EXAMPLES for row in quotes_of(annotator, example.text) for rule in rules_of(row)}
    assert sorted(found - rules_told(TEXT)) == []
