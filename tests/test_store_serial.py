"""Rows to JSON and back."""

import json
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.model import ArticleAnalysis, CorpusRows, EntityType, Mention, Span
from kimxi_cli.serial import dumps, pack, plain, unpack
from tests.cli_support import rows


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Leaf:
    number: int
    name: str | None = None


@dataclass(frozen=True)
class Tree:
    leaf: Leaf
    colour: Colour
    maybe: Leaf | None
    leaves: tuple[Leaf, ...]
    pair: tuple[int, Leaf]
    words: tuple[str, ...]
    by_name: dict[str, tuple[str, ...]]


TREE = Tree(Leaf(1), Colour.RED, None, (Leaf(2, "b"),), (3, Leaf(4)), ("x", "y"), {"k": ("v",)})


def test_pack_and_unpack() -> None:
    packed = json.loads(json.dumps(pack(TREE)))
    assert packed == [[1, None], "red", None, [[2, "b"]], [3, [4, None]], ["x", "y"], {"k": ["v"]}]
    assert unpack(Tree, packed) == TREE
    assert unpack(Tree, packed).colour is Colour.RED


def test_plain() -> None:
    assert plain(TREE) == {
        "leaf": {"number": 1, "name": None},
        "colour": "red",
        "maybe": None,
        "leaves": [{"number": 2, "name": "b"}],
        "pair": [3, {"number": 4, "name": None}],
        "words": ["x", "y"],
        "by_name": {"k": ["v"]},
    }


def test_every_field_of_an_analysis_has_a_form() -> None:
    """A field of a type that JSON can't hold is found here, and not by a user."""
    from kimxi_cli.serial import _packer, _plainer, _unpacker

    for converter in (_packer, _plainer, _unpacker):
        assert converter(ArticleAnalysis)
    assert _plainer(CorpusRows)


def test_types_without_a_form() -> None:
    with pytest.raises(TypeError, match="no form in JSON"):
        pack(object())


def test_an_entity_type_stays_one() -> None:
    mention = Mention(0, 4, "Oslo", EntityType.PLACE)
    assert unpack(Mention, json.loads(json.dumps(pack(mention)))).type is EntityType.PLACE


def test_rows_have_the_keys_of_their_class_in_order() -> None:
    assert list(plain(rows().entities[0])) == [
        *("id", "name", "type", "mentions", "articles", "first_seen", "last_seen", "variants", "confidence")
    ]


@given(st.text())
def test_dumps_is_lossless_and_harmless(text: str) -> None:
    written = dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert "\n" not in written
    assert "\x1b" not in written
    assert "\x9b" not in written
    assert "\u202e" not in written
    written.encode("utf-8")


def test_dumps_of_halves_of_pairs() -> None:
    assert dumps("\ud800") == '"\\ud800"'
    assert dumps("é\x9b\u2028\U0001f600") == '"é\\u009b\\u2028\U0001f600"'


@given(st.integers(0, 9), st.integers(0, 9))
def test_spans(start: int, end: int) -> None:
    assert unpack(Span, pack(Span(start, end))) == Span(start, end)
