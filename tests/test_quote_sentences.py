"""Reported speech, phenomenon by phenomenon: the sentences of quote_sentences.toml and what is found in them."""

import tomllib
from pathlib import Path

import pytest

from kimxi_cli.annotate import Annotator
from tests.reading import read

OPENING = "Officials met the press on Friday.\n\n"
TABLE = tomllib.loads((Path(__file__).parent / "quote_sentences.toml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(case[0], [tuple(quote) for quote in case[1:]], id=f"{phenomenon} {number}")
    for phenomenon, entry in TABLE.items()
    for number, case in enumerate(entry["cases"], 1)
]


def found(annotator: Annotator, sentence: str) -> list[tuple[str, str, str, str]]:
    """(kind, text, named sources, via) of each quote; "" where nobody is named."""
    text = sentence if "\n\n" in sentence else OPENING + sentence
    out = []
    for quote in read(annotator, text).quotes:
        sources = [quote.source, *quote.joint] if quote.source else []
        who = " + ".join(text[span.start : span.end] for span in sources)
        via = text[quote.via.start : quote.via.end] if quote.via else ""
        out.append((quote.kind, text[quote.start : quote.end], who, via))
    return out


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_sentence(annotator: Annotator, sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert found(annotator, sentence) == expected


def test_the_table_is_broad() -> None:
    assert len(CASES) > 400
    assert all(len(entry["cases"]) >= 3 for entry in TABLE.values())
