"""How sure a quote is, what it rests on, and asking for the sure ones only."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.lexicon import table
from kimxi_cli.model import Attribution
from kimxi_cli.quotes.confidence import Confidence, chance
from kimxi_cli.rows import corpus_rows
from tests.reading import read

OPENING = "Oslo officials met the press on Friday.\n\nAnna Berg, the minister, opened the session.\n\n"


def kimxi(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "kimxi_cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def only(annotator: Annotator, text: str) -> tuple[Attribution, set[str]]:
    """The text's last quote and its features."""
    analysis = read(annotator, OPENING + text)
    quote = analysis.quotes[-1]
    return quote, set(Confidence(analysis.text, analysis.layout, analysis.mentions).features(quote))


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("“The bridge is closed for good,” said Anna Berg.", set()),
        ("“The bridge is closed for good,” Berg said.", set()),
        ("“The bridge is closed for good,” she said.", {"pronoun"}),
        ("“The bridge is closed for good,” the minister said.", {"description"}),
        ("“The bridge is closed for good,” a police officer said.", {"unnamed"}),
        ("“The bridge is closed for good,” Ferdinand said.", {"no_full_name"}),
        ("“The bridge is closed for good,” the Harbour Institute said.", {"no_person"}),
        ("Anna Berg said: “The bridge is closed for good.”", {"clause_before"}),
        ("“No way,” said Anna Berg.", {"few_words"}),
        ("“The bridge is closed for good,” said Anna Berg. “It stays closed.”", {"same_paragraph", "few_words"}),
        ("Anna Berg said that the bridge would be closed for good.", {"reported"}),
        ("Anna Berg called the bridge a “sad and rusty thing” of the past.", {"reported", "only_marked"}),
        ("Anna Berg thanked Jan Vries for the report. “The bridge is closed for good,” she said.", {"pronoun"}),
    ],
)
def test_features(annotator: Annotator, text: str, features: set[str]) -> None:
    quote, found = only(annotator, text)
    assert found - {"named_between_1"} == features
    assert quote.confidence == chance(found)


def test_a_rival_name_in_between_makes_a_pronoun_less_sure(annotator: Annotator) -> None:
    alone, _ = only(annotator, "“The bridge is closed for good,” she said.")
    _, features = only(annotator, "She met Jan Vries in the harbour.\n\n“The bridge is closed for good,” she said.")
    assert {"pronoun", "named_between_1"} <= features
    assert chance(features) < alone.confidence


def test_every_weight_is_of_a_feature_that_exists() -> None:
    source = (Path(__file__).parent.parent / "kimxi_cli/quotes/confidence.py").read_text(encoding="utf-8")
    weights = table("confidence")["weights"]
    assert [name for name in weights if name != "base" and name.removesuffix("1").removesuffix("2") not in source] == []
    assert chance([]) > 0.9 > chance(["unnamed"])


WHY = [
    (
        "“The bridge is closed for good,” she said.",
        "reporting_clause_after: “she” is Anna Berg, named at line 3: the woman in the foreground",
    ),
    (
        "“The bridge is closed for good,” said the minister.",
        "reporting_clause_after: “the minister” is Anna Berg, named at line 3: the article calls the name so",
    ),
    (
        "“The bridge is closed,” Anna Berg said. “It will stay closed.”",
        "stands_alone; same_paragraph: the quote before it in the paragraph has this source: Anna Berg",
    ),
    (
        "“The bridge is closed for good,” she said, according to Interfax.",
        "reporting_clause_after: “she” is Anna Berg, named at line 3: the woman in the foreground; "
        "via according_to: Interfax at line 5",
    ),
    ("Anna Berg said that the bridge would be closed for good.", "that_clause: Anna Berg"),
    ("“The bridge is closed for good,” a diver said.", "reporting_clause_after: “a diver” names nobody"),
]


@pytest.mark.parametrize(("text", "why"), WHY)
def test_reason(annotator: Annotator, text: str, why: str) -> None:
    assert corpus_rows([read(annotator, OPENING + text)]).quotes[-1].reason == why


@pytest.fixture(scope="module")
def oslo(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The options for a corpus of one article."""
    folder = tmp_path_factory.mktemp("oslo")
    text = f"{OPENING}“The bridge is closed for good,” she said, according to Interfax.\n\nA diver said it was safe.\n"
    (folder / "oslo.txt").write_text(text, encoding="utf-8")
    return ["--corpus", str(folder), "--store", str(folder / "s.db")]


def test_show_says_why_and_where(oslo: list[str]) -> None:
    done = kimxi("show", "oslo.txt:5", *oslo, "--format", "table")
    why = done.stdout.partition("Why\n")[2]
    assert " ".join(why.partition("\n\n")[0].split()) == (
        "- statement: reporting_clause_after: “said” at oslo.txt:5 "
        "- speaker: reporting_clause_after: “she” is Anna Berg, named at oslo.txt:3: the woman in the foreground "
        "- via: according_to: Interfax at oslo.txt:5"
    )
    assert "names the speaker" in why
    assert "[Anna Berg], the minister, opened the session." in why


def test_verbose_tables_say_why(oslo: list[str]) -> None:
    plain, verbose = (kimxi("quotes", *oslo, "--format", "table", *more).stdout for more in ((), ("--verbose",)))
    assert "named at line 3" not in plain
    assert "  0.9" in verbose
    assert "named at line 3" in " ".join(verbose.split())


def test_min_confidence(oslo: list[str]) -> None:
    rows = [json.loads(row) for row in kimxi("quotes", *oslo, "--format", "jsonl").stdout.splitlines()]
    sure = max(row["confidence"] for row in rows)
    assert len(rows) == 2
    assert min(row["confidence"] for row in rows) < sure
    done = kimxi("quotes", *oslo, "--format", "jsonl", "--min-confidence", str(sure))
    assert [json.loads(row) for row in done.stdout.splitlines()] == [r for r in rows if r["confidence"] == sure]
    assert kimxi("quotes", *oslo, "--min-confidence", "1").returncode == 1


@pytest.mark.parametrize("value", ["1.5", "-0.1", "nan", "high", ""])
def test_min_confidence_that_is_none(oslo: list[str], value: str) -> None:
    done = kimxi("quotes", *oslo, "--min-confidence", value)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--min-confidence" in done.stderr


def test_bench_judges_rows() -> None:
    path = Path(__file__).parent.parent / "bench/confidence.py"
    spec = importlib.util.spec_from_file_location("bench_confidence", path)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)

    def row(start: int, text: str, speaker: str | None, **more: object) -> dict[str, object]:
        end = start + len(text)
        fields = {"article": "a.txt", "start": start, "end": end, "text": text, "kind": "direct", "speaker": speaker}
        return fields | more

    gold = [
        row(0, "The bridge is closed.", "Anna Berg"),
        row(50, "It is late.", None),
        row(90, "Who?", "X", optional=True),
    ]
    pred = [
        row(0, "The bridge is closed", "Anna Berg", confidence=0.95),
        row(50, "It is late.", "Jan Vries", confidence=0.5),
        row(90, "Who?", None, confidence=0.5),
        row(200, "Open", None, confidence=0.2),
    ]
    judged = bench.judge(pred, gold)
    assert [(r["start"], right) for r, right in judged] == [(0, True), (50, False), (200, False)]
    told = bench.reliability([(r["confidence"], right) for r, right in judged])
    assert "≥ 0.90         1  0.950  1.000   33% of the rows" in told
