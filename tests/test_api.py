"""The Python API on the sample corpus."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kimxi_cli import Analysis, analyse
from kimxi_cli.errors import CorpusError, NameQueryError
from kimxi_cli.model import EntityRow, QuoteRow, VisitRow

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analysis]:
    with analyse(CORPUS, store=tmp_path_factory.mktemp("api") / "s.db") as analysis:
        yield analysis


def test_rows_are_dataclasses(found: Analysis) -> None:
    assert all(isinstance(row, EntityRow) for row in found.entities())
    assert all(isinstance(row, VisitRow) for row in found.visits())
    assert {row.type for row in found.entities("person")} == {"person"}
    assert len(found.articles()) == 13
    assert found.problems == ()


def test_quotes_of_a_person(found: Analysis) -> None:
    rows = found.quotes(person="Ms Vale")
    assert rows
    assert {row.speaker for row in rows} == {"Ines Okonjo-Vale"}
    assert rows == found.quotes(person="ines-okonjo-vale")
    for row in rows:
        assert isinstance(row, QuoteRow)
        text = (CORPUS / row.article).read_text(encoding="utf-8")
        assert text[row.start : row.end] == row.text
        assert text[: row.start].count("\n") + 1 == row.line
        assert [text[part.start : part.end] for part in row.quoted] == [part.text for part in row.quoted]


def test_quotes_of_a_visit(found: Analysis) -> None:
    visit = max(found.visits(), key=lambda row: row.quotes)
    rows = found.quotes(visit=visit.id)
    assert len(rows) == visit.quotes > 0
    assert [row for row in rows if row.kind == "direct"] == found.quotes(visit=visit.id, kind="direct")


def test_visits_and_mentions_of_a_person(found: Analysis) -> None:
    person = found.person("Mike Pompeo")
    assert all(person.name in (*row.visitors, *row.hosts) for row in found.visits(person="Mike Pompeo"))
    copies = {row.article for row in found.articles() if row.duplicate_of}
    mentions = [row for row in found.mentions(person="mike-pompeo") if row.article not in copies]
    assert len(mentions) == person.mentions > 0


def test_names_that_fit_nobody_or_many(found: Analysis) -> None:
    with pytest.raises(NameQueryError, match="fits several people"):
        found.quotes(person="Kim")
    with pytest.raises(NameQueryError, match="Nearest"):
        found.quotes(person="Qwxyz")


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        analyse(tmp_path / "nothing", store=tmp_path / "s.db")


def test_readme_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(
        r"```python\n(from kimxi_cli.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_loads_no_spacy() -> None:
    code = "import sys, kimxi_cli; assert not {'spacy', 'rich', 'typer'} & sys.modules.keys()"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
