"""Which visit a quote is about: tables of articles with one quote. Names and sentences are made up."""

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.link import link
from kimxi_cli.model import ArticleAnalysis, Attribution, Span
from kimxi_cli.names import resolve
from kimxi_cli.visits import date_articles, merge
from tests.link_articles import ARTICLES
from tests.link_articles_on_tour import ARTICLES as ON_TOUR
from tests.reading import read
from tests.visits_support import Corpus, article, unmark

BERG = (
    "Norwegian premier [Anna Berg] visited {Nairobi} on 4 May 2016 for talks with Kenyan president [Daniel Otieno].\n"
)
TWO = BERG + "Peruvian president [Rosa Quispe] met [Anna Berg] in {Lima} on 9 May 2016.\n"


def with_quote(annotator: Annotator, marked: str, names: Corpus, speaker: str | None) -> ArticleAnalysis:
    """An article whose quote stands between double quotation marks, said by the last mention of the speaker."""
    analysis = article(annotator, marked, "2016-05-12", names=names)
    text, mentions = unmark(marked)
    start = text.index('"') + 1
    end = text.index('"', start)
    source = next((m.span for m in reversed(mentions) if speaker and m.text.endswith(speaker)), None)
    sentence = next((s for s in analysis.sentences if s.start <= start < s.end), Span(start, end))
    quotes = (Attribution(start, end, "direct", source=source, sentence=sentence),)
    return ArticleAnalysis(
        analysis.id, analysis.text, analysis.source, analysis.layout, analysis.words, analysis.sentences,
        analysis.mentions,
        quotes=quotes, frames=analysis.frames, times=analysis.times,
    )  # fmt: skip


TABLE = [
    (
        "its own words",
        TWO + '"This trip to {Lima} was long," [Anna Berg] said.',
        "Berg",
        "berg--lima--2016-05",
        "own words",
    ),
    (
        "the sentence",
        TWO + '"It was long," [Anna Berg] said after her talks with [Rosa Quispe] in {Lima}.',
        "Berg",
        "berg--lima--2016-05",
        "occasion of it: talks",
    ),
    ("the article's visit", BERG + '"We agree on grain," [Anna Berg] said.', "Berg", "berg--nairobi--2016-05", ""),
    ("a host speaks", BERG + '"We agree on grain," [Daniel Otieno] said.', "Otieno", "berg--nairobi--2016-05", ""),
    ("no visit in the article", 'Grain is dear. "We agree on grain," [Anna Berg] said.', "Berg", None, "no visit"),
    (
        "far away, another speaker, a visit only touched on",
        BERG + "Grain is dear. " * 80 + '\n"Wheat is short this year," [Omar Sy] said.',
        "Sy",
        None,
        "nothing around",
    ),
    (
        "this one, against a visit named to compare",
        TWO.replace("met [Anna Berg] in {Lima}", "received [Anna Berg] in {Lima}")
        + "The {Lima} visit was long. [Anna Berg] toured {Lima} with [Rosa Quispe].\n"
        + '"The {Nairobi} visit was short, but this one was long," [Omar Sy] said.',
        "Sy",
        "berg--lima--2016-05",
        "this one",
    ),
    (
        "a bystander, in an article that mostly speaks of something else",
        BERG + "Grain is dear. " * 12 + '\n"Wheat is short this year," [Omar Sy] said.',
        "Sy",
        None,
        "nothing around",
    ),
    (
        "called off: nothing was said on it",
        "Norwegian premier [Anna Berg] has cancelled her trip to {Nairobi}. "
        + "Grain is dear. " * 12
        + '\n"Wheat is short this year," [Omar Sy] said.',
        "Sy",
        None,
        "did not take place",
    ),
]


@pytest.mark.parametrize(("marked", "speaker", "visit", "why"), [t[1:] for t in TABLE], ids=[t[0] for t in TABLE])
def test_link(annotator: Annotator, marked: str, speaker: str, visit: str | None, why: str) -> None:
    names = Corpus()
    analyses = [with_quote(annotator, marked, names, speaker)]
    dates = date_articles(analyses, names)
    merged = merge(analyses, names, dates)
    found, score, reason = link(analyses, merged, dates, names)["a.txt", 0]
    assert found == visit
    assert 0.0 <= score <= 1.0
    assert why in reason


@pytest.mark.parametrize(
    ("name", "published", "text", "rows"), [*ARTICLES, *ON_TOUR], ids=[a[0] for a in (*ARTICLES, *ON_TOUR)]
)
def test_links_of_an_article(
    annotator: Annotator, name: str, published: str, text: str, rows: list[tuple[str, str | None, str]]
) -> None:
    """Each quote of an article, as it is read, gets the right visit or none, for a reason that says why."""
    analysis = read(annotator, text, published)
    names = resolve([analysis])
    dates = date_articles([analysis], names)
    links = link([analysis], merge([analysis], names, dates), dates, names)
    found = {analysis.text[q.start : q.end]: links[analysis.id, k] for k, q in enumerate(analysis.quotes)}
    for words, place, why in rows:
        visit, score, reason = next(at for quote, at in found.items() if quote.startswith(words))
        assert (visit is None) == (place is None), f"{words}: {visit} {reason}"
        assert place is None or place.lower() in (visit or ""), f"{words}: {visit} {reason}"
        assert why in reason, f"{words}: {reason}"
        assert 0.0 <= score <= 1.0


def test_no_articles() -> None:
    assert link([], merge([], Corpus(), {}), {}, Corpus()) == {}
