"""What docs/dates.md and docs/visits.md say is what the code does: each example is read, each reason is on the page."""

import ast
from datetime import date
from pathlib import Path

import pytest

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis, EntityType, Frame, Source, Span
from kimxi_cli.names import resolve as resolve_names
from kimxi_cli.visits import date_articles, find_times, merge, resolve
from tests.reading import read
from tests.test_times import parse

ROOT = Path(__file__).resolve().parents[1]
DATES = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
VISITS = (ROOT / "docs" / "visits.md").read_text(encoding="utf-8")
UNKNOWN = "—"


def rows(page: str, first_column: str) -> list[list[str]]:
    """The rows of all tables whose first column has that heading."""
    found, wanted = [], False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            wanted = False
        elif cells[0] == first_column:
            wanted = True
        elif wanted and not set(line) <= set("|- "):
            found.append(cells)
    return found


# --- dates.md --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("marked", "published", "means", "reason"), rows(DATES, "Sentence"))
def test_a_time_means_what_the_page_says(
    annotator: Annotator, marked: str, published: str, means: str, reason: str
) -> None:
    text, words = marked.replace("*", ""), marked.split("*")[1]
    day = None if published == UNKNOWN else date.fromisoformat(published)
    start = text.index(words) if marked.index("*") == text.find(words) else marked.index("*")
    over = [x for x in find_times(parse(annotator, text)) if x.start < start + len(words) and x.end > start]
    value = resolve(over[0], day) if over else None
    if value is None:
        assert (means, reason) == (UNKNOWN, "")
    elif value.start is None:
        assert (means, reason) == (f"{value.days} days", value.reason)
    else:
        assert means == f"{value.start}{f' – {value.end}' if value.end else ''} ({value.precision})"
        assert reason == value.reason


def strings(module: str) -> set[str]:
    """The words that a module puts together into reasons: its texts of two words and more that are no docstrings."""
    tree = ast.parse((ROOT / "kimxi_cli" / "visits" / module).read_text(encoding="utf-8"))
    docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return {
        node.value.strip(" ;:,")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs
        if " " in node.value.strip()
    }


@pytest.mark.parametrize("module", ["resolve_times.py", "dating.py"])
def test_every_reason_is_on_the_page(module: str) -> None:
    page = " ".join(DATES.split())
    found = strings(module)
    assert len(found) > 7
    assert {words for words in found if words not in page} == set()


# --- visits.md -------------------------------------------------------------------------------------------


def named(analysis: ArticleAnalysis, spans: tuple[Span, ...]) -> str:
    return "; ".join(analysis.text[span.start : span.end] for span in spans) or UNKNOWN


def cells(analysis: ArticleAnalysis, frame: Frame) -> list[str]:
    place = named(analysis, (frame.place,) if frame.place else ())
    return [frame.kind, frame.status, named(analysis, frame.visitors), named(analysis, frame.hosts), place]


@pytest.mark.parametrize("row", rows(VISITS, "Sentence"), ids=lambda row: row[0])
def test_a_sentence_tells_what_the_page_says(annotator: Annotator, row: list[str]) -> None:
    sentence, *expected = row
    analysis = read(annotator, sentence)
    found = [cells(analysis, frame) for frame in analysis.frames if not frame.refers]
    assert found == ([] if expected == [UNKNOWN] * 5 else [expected])


def test_the_visit_of_two_articles(annotator: Annotator) -> None:
    sources = [
        Source(name, text, published=day, published_from="sidecar") for name, day, text in rows(VISITS, "Article")
    ]
    analyses = list(analyse_sources(annotator, sources))
    names = resolve_names(analyses)
    assert any(names.name_and_type(e)[1] is EntityType.PERSON for a in analyses for _, e in names.mentions(a.id))
    found = [
        [v.start, v.status, "; ".join(v.visitors), "; ".join(v.hosts), v.place, "; ".join(v.articles)]
        for v in merge(analyses, names, date_articles(analyses, names)).visits
    ]
    assert found == rows(VISITS, "Start")


@pytest.mark.parametrize("module", ["conflicts.py"])
def test_every_reason_of_a_conflict_is_on_the_page(module: str) -> None:
    page = " ".join(VISITS.split())
    assert {words for words in strings(module) if words not in page} == set()
