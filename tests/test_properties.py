"""What holds for any input: spans are the file's own text, order and processes change nothing, nothing raises."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kimxi_cli.annotate import Annotator
from kimxi_cli.pipeline import Settings, refresh
from kimxi_cli.rows import Lines, corpus_rows
from kimxi_cli.serial import plain
from tests.reading import read

CORPUS = Path(__file__).parent.parent / "corpus"
KINDS = ("entities", "mentions", "quotes", "visits", "articles")

PIECES = st.sampled_from(
    [
        *(
            "Anna Berg",
            "Mr Berg",
            "Oslo",
            "the minister",
            "she",
            "they",
            "Norway",
            "the Harbour Institute",
            "Berg-Vries",
        ),
        *("said", "told", "visited", "met", "flew to", "according to", "warned", "was quoted as saying", "will host"),
        *("on Tuesday", "last month", "June 19 to 20", "in 2010", "that", "and", "but", "not", ",", ".", ":", "—", "?"),
        *("“", "”", '"', "'", "‘", "’", "\n", "\n\n", "\r\n", "\t", " ", "\x00", "\x1b[31m", "\u202e", "🙂", "é", "ﬁ"),
        *(
            "Related Stories",
            "Share this page",
            "By Anna Berg",
            "PUBLISHED : 28 March, 2018",
            "---",
            "# Title",
            "x" * 50,
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=60), glue=st.sampled_from(["", " "]))
def test_nothing_raises_and_spans_hold(annotator: Annotator, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    if not text.strip():
        return
    analysis = read(annotator, text)
    rows = corpus_rows([analysis])
    for span in (*rows.mentions, *rows.quotes, *(e for visit in rows.visits for e in visit.evidence)):
        assert span.text == text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(text)
        assert span.line == Lines(text)(span.start)
    for quote in rows.quotes:
        assert all(part.text == text[part.start : part.end] for part in quote.quoted)
        if quote.speaker_start is not None:
            assert quote.speaker_text == text[quote.speaker_start : quote.speaker_end]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The sample corpus's rows as one process gives them."""
    return rows_of(CORPUS, tmp_path_factory.mktemp("one") / "s.db", 1)


def rows_of(corpus: Path, store: Path, jobs: int) -> dict[str, list[str]]:
    opened, report = refresh(Settings(corpus, store, None, jobs))
    with opened:
        assert report.problems == ()
        return {kind: list(opened.rows(kind)) for kind in KINDS}


def test_two_processes_give_the_same_rows(stored: dict[str, list[str]], tmp_path: Path) -> None:
    assert rows_of(CORPUS, tmp_path / "s.db", 2) == stored


def test_order_of_articles_changes_nothing(stored: dict[str, list[str]], tmp_path: Path) -> None:
    opened, _ = refresh(Settings(CORPUS, tmp_path / "s.db"))
    with opened:
        analyses = list(opened.analyses())
    for seed in range(5):
        random.Random(seed).shuffle(analyses)
        rows = corpus_rows(analyses)
        for kind in KINDS:
            assert [plain(row) for row in getattr(rows, kind)] == [json.loads(row) for row in stored[kind]]


def test_spans_of_the_sample_are_the_files_text(stored: dict[str, list[str]]) -> None:
    texts = {
        row["article"]: (CORPUS / row["article"]).read_bytes().decode("utf-8")
        for row in map(json.loads, stored["articles"])
    }
    spans = [json.loads(row) for kind in ("mentions", "quotes") for row in stored[kind]]
    spans += [evidence for row in stored["visits"] for evidence in json.loads(row)["evidence"]]
    assert len(spans) > 500
    for span in spans:
        assert texts[span["article"]][span["start"] : span["end"]] == span["text"]
