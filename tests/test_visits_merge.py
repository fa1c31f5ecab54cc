"""One visit out of several articles: tables of small corpora and the visits that they tell of. Names are made up."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis
from kimxi_cli.visits import Dating, MergedVisit, MergedVisits, date_articles, merge
from tests.visits_support import Corpus, article

Texts = Mapping[str, tuple[str | None, str]]


def corpus(annotator: Annotator, texts: Texts) -> tuple[list[ArticleAnalysis], Corpus]:
    names = Corpus()
    return [article(annotator, text, published, name, names) for name, (published, text) in texts.items()], names


def merged(annotator: Annotator, texts: Texts) -> MergedVisits:
    analyses, names = corpus(annotator, texts)
    return merge(analyses, names, date_articles(analyses, names))


def shown(visit: MergedVisit) -> str:
    who = " + ".join(name.split()[-1] for name in visit.visitors)
    hosts = f" > {' + '.join(name.split()[-1] for name in visit.hosts)}" if visit.hosts else ""
    days = f" {visit.start}" if visit.start else ""
    days += f"/{visit.end}" if visit.end and visit.end != visit.start else ""
    return f"{who}{hosts} @ {visit.place}{days} {visit.status}"


CORPORA: list[tuple[str, Texts, list[str]]] = [
    (
        "two reports of one visit",
        {
            "a.txt": ("2016-05-05", "Norwegian premier [Anna Berg] arrived in {Nairobi} on Wednesday."),
            "b.txt": ("2016-05-06", "Kenyan president [Daniel Otieno] received [Anna Berg] in {Nairobi} on Wednesday."),
        },
        ["Berg > Otieno @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "planned, then reported",
        {
            "a.txt": ("2016-03-01", "[Anna Berg] will visit {Nairobi} on May 4."),
            "b.txt": ("2016-05-06", "[Anna Berg] visited {Nairobi} on Wednesday."),
        },
        ["Berg @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "planned, then called off",
        {
            "a.txt": ("2016-03-01", "[Anna Berg] will visit {Nairobi} on May 4."),
            "b.txt": ("2016-04-06", "[Anna Berg] has cancelled her trip to {Nairobi}."),
        },
        ["Berg @ Nairobi 2016-05-04 cancelled"],
    ),
    (
        "two visits to one town",
        {
            "a.txt": ("2016-05-05", "[Anna Berg] visited {Nairobi} on Wednesday."),
            "b.txt": ("2018-09-06", "[Anna Berg] visited {Nairobi} on Tuesday."),
        },
        ["Berg @ Nairobi 2016-05-04 took_place", "Berg @ Nairobi 2018-09-04 took_place"],
    ),
    (
        "the country and a town in it",
        {
            "a.txt": ("2016-05-05", "[Anna Berg] made a visit to {Kenya} in May."),
            "b.txt": ("2016-05-06", "[Anna Berg] visited {Nairobi} on Wednesday."),
        },
        ["Berg @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "two people of one name part, two visits",
        {
            "a.txt": ("2016-05-05", "[Park Min-ho] visited {Nairobi} on Wednesday."),
            "b.txt": ("2016-05-05", "[Park Soo-jin] visited {Nairobi} on Wednesday."),
        },
        ["Min-ho @ Nairobi 2016-05-04 took_place", "Soo-jin @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "neutral ground: both travelled",
        {
            "a.txt": (
                "2016-05-05",
                "Norwegian premier [Anna Berg] and Kenyan president [Daniel Otieno] met in {Geneva} on Wednesday.",
            )
        },
        ["Berg + Otieno @ Geneva 2016-05-04 took_place"],
    ),
    (
        "who received by the country, whatever the order of the words",
        {
            "a.txt": (
                "2016-05-05",
                "Kenyan president [Daniel Otieno] met Norwegian premier [Anna Berg] in {Nairobi} on Wednesday.",
            )
        },
        ["Berg > Otieno @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "a length and the last day give the first",
        {
            "a.txt": (
                "2016-05-07",
                "[Anna Berg] flew to {Lima} and held talks with [Rosa Quispe] over three days "
                "before returning on Friday.",
            )
        },
        ["Berg > Quispe @ Lima 2016-05-04/2016-05-06 took_place"],
    ),
    (
        "the first day and a length told elsewhere give the last",
        {
            "a.txt": (
                "2016-05-04",
                "[Anna Berg] arrived in {Lima} on Wednesday.\nDuring her two-day visit, [Anna Berg] saw farmers.",
            )
        },
        ["Berg @ Lima 2016-05-04/2016-05-05 ongoing"],
    ),
    (
        "a meeting and a trip of one sentence are two",
        {
            "a.txt": (
                "2016-05-04",
                "It was [Anna Berg]'s fourth trip to {Lima} after a meeting with [Rosa Quispe] last month.",
            )
        },
        ["Berg > Quispe @ None 2016-04 took_place", "Berg @ Lima took_place"],
    ),
    (
        "no visit at home",
        {
            "a.txt": (
                "2016-05-05",
                "Norwegian premier [Anna Berg] travelled to {Bergen} on Wednesday.",
            )
        },
        [],
    ),
    (
        "no publication date, no day",
        {"a.txt": (None, "[Anna Berg] visited {Lima} on Wednesday.")},
        ["Berg @ Lima took_place"],
    ),
    (
        "a plan told after the visit is another one",
        {
            "a.txt": ("2016-05-05", "[Anna Berg] visited {Nairobi} on Wednesday."),
            "b.txt": ("2017-05-05", "[Anna Berg] plans to visit {Nairobi}."),
        },
        ["Berg @ Nairobi 2016-05-04 took_place", "Berg @ Nairobi planned"],
    ),
    (
        "the trip, their talks, this visit: all the one spoken of",
        {
            "a.txt": (
                "2016-05-05",
                "[Anna Berg] visited {Nairobi} on Wednesday for talks with [Daniel Otieno].\nThe trip was short.\n"
                "[Anna Berg]'s visit pleased farmers. Their talks were long.",
            )
        },
        ["Berg > Otieno @ Nairobi 2016-05-04 took_place"],
    ),
    (
        "under way when announced, the day told elsewhere",
        {
            "a.txt": ("2016-05-04", "The premier said on Wednesday that [Anna Berg] was on her way to {Nairobi}."),
            "b.txt": ("2016-05-06", "[Anna Berg] landed in {Nairobi} on Thursday."),
        },
        ["Berg @ Nairobi 2016-05-05 took_place"],
    ),
    (
        "a trip called off by words that only point back",
        {"a.txt": ("2016-05-04", "[Anna Berg] is off to {Nairobi} next week.\nOn Tuesday the trip was called off.")},
        ["Berg @ Nairobi 2016-05 cancelled"],
    ),
    (
        "an invitation elsewhere is no meeting that is planned",
        {
            "a.txt": ("2016-05-04", "[Daniel Otieno] has invited [Anna Berg] to {Nairobi}."),
            "b.txt": ("2016-05-06", "[Anna Berg] and [Daniel Otieno] will meet in {Vienna} on 12 May."),
            "c.txt": ("2016-05-07", "[Anna Berg]'s planned meeting with [Daniel Otieno] is near."),
        },
        ["Berg + Otieno @ Vienna 2016-05-12 planned", "Berg > Otieno @ Nairobi invited"],
    ),
]


@pytest.mark.parametrize(("texts", "expected"), [c[1:] for c in CORPORA], ids=[c[0] for c in CORPORA])
def test_visits(annotator: Annotator, texts: Texts, expected: list[str]) -> None:
    assert [shown(v) for v in merged(annotator, texts).visits] == expected


def test_the_order_of_the_articles_changes_nothing(annotator: Annotator) -> None:
    texts = {f"{n}-{name}": text for n, (_, group, _) in enumerate(CORPORA) for name, text in group.items()}
    analyses, names = corpus(annotator, texts)
    expected = merge(analyses, names, date_articles(analyses, names))
    for seed in range(3):
        random.Random(seed).shuffle(analyses)
        assert merge(analyses, names, date_articles(analyses, names)) == expected


def test_evidence_keeps_each_articles_status_and_reasons_say_why(annotator: Annotator) -> None:
    (visit,) = merged(annotator, CORPORA[1][1]).visits
    assert [(e.article, e.status) for e in visit.evidence] == [("a.txt", "planned"), ("b.txt", "took_place")]
    assert visit.id == "berg--nairobi--2016-05"
    assert any("publication 2016" in reason for reason in visit.reasons)


def test_ids_that_would_be_the_same_get_a_number(annotator: Annotator) -> None:
    found = merged(annotator, {
        "a.txt": ("2016-05-03", "[Anna Berg] visited {Nairobi} on May 2."),
        "b.txt": ("2016-05-29", "[Anna Berg] visited {Nairobi} on May 27."),
    })  # fmt: skip
    assert [v.id for v in found.visits] == ["berg--nairobi--2016-05", "berg--nairobi--2016-05-2"]


def test_articles_that_disagree_on_the_first_day(annotator: Annotator) -> None:
    found = merged(annotator, {
        "a.txt": ("2016-05-10", "[Anna Berg] arrived in {Nairobi} on May 4."),
        "b.txt": ("2016-05-10", "[Anna Berg] arrived in {Nairobi} on May 5."),
        "c.txt": ("2016-05-10", "[Anna Berg] arrived in {Nairobi} on May 4."),
    })  # fmt: skip
    (visit,) = found.visits
    (conflict,) = visit.conflicts
    assert (conflict.field, conflict.chosen) == ("date", "2016-05-04")
    assert {v.value: v.articles for v in conflict.values} == {
        "2016-05-04": ("a.txt", "c.txt"),
        "2016-05-05": ("b.txt",),
    }
    assert "2 articles" in conflict.why


def test_coarse_and_fine_is_no_disagreement(annotator: Annotator) -> None:
    found = merged(annotator, {
        "a.txt": ("2016-05-10", "[Anna Berg] arrived in {Nairobi} on May 4."),
        "b.txt": ("2016-06-10", "[Anna Berg] visited {Nairobi} in May."),
    })  # fmt: skip
    assert [v.conflicts for v in found.visits] == [()]


BOTH = "Norwegian premier [Anna Berg] and Peruvian president [Rosa Quispe]"


def test_counted_visits_are_those_known_in_order(annotator: Annotator) -> None:
    found = merged(annotator, {
        "a.txt": ("2016-03-20", f"{BOTH} met in {{Lima}} on March 15."),
        "b.txt": ("2016-05-20", f"{BOTH} met in {{Lima}} on May 15."),
        "c.txt": ("2016-08-20", "Grain fell at two meetings of [Anna Berg] and [Rosa Quispe] held in March and April."),
    })  # fmt: skip
    first, second = found.visits
    assert first.articles == ("a.txt", "c.txt")
    assert not first.conflicts
    (conflict,) = second.conflicts
    assert {v.value for v in conflict.values} == {"2016-05-15", "2016-04"}
    assert conflict.chosen == "2016-05-15"


DATINGS: list[tuple[str, Texts, dict[str, tuple[str | None, str | None]]]] = [
    (
        "a day of the month beside its weekday, in a year the text names",
        {
            "a.txt": (
                None,
                "[Anna Berg] is in {Lima} from April 3 to 4 (Tuesday and Wednesday). "
                "Trade fell in 2011 and rose in 2018.",
            )
        },
        {"a.txt": ("2018-04-03", "text")},
    ),
    (
        "no year fits",
        {"a.txt": (None, "[Anna Berg] is in {Lima} from April 3 to 4 (Tuesday and Wednesday). Trade fell in 2011.")},
        {"a.txt": (None, None)},
    ),
    ("nothing tells", {"a.txt": (None, "[Anna Berg] visited {Lima} on Tuesday.")}, {"a.txt": (None, None)}),
    (
        "the weekday of a visit that another article dates",
        {
            "a.txt": ("2018-06-20", "[Anna Berg] visited {Lima} on June 19."),
            "b.txt": (None, "[Anna Berg] visited {Lima} on Tuesday for talks with [Rosa Quispe]."),
        },
        {"b.txt": ("2018-06-19", "corpus")},
    ),
    (
        "another weekday does not fit",
        {
            "a.txt": ("2018-06-20", "[Anna Berg] visited {Lima} on June 19."),
            "b.txt": (None, "[Anna Berg] visited {Lima} on Friday for talks with [Rosa Quispe]."),
        },
        {"b.txt": (None, None)},
    ),
    (
        "another traveller does not help",
        {
            "a.txt": ("2018-06-20", "[Anna Berg] visited {Lima} on June 19."),
            "b.txt": (None, "[Rosa Quispe] visited {Lima} on Tuesday."),
        },
        {"b.txt": (None, None)},
    ),
    (
        "a day without a year in the month that another article gives, then a weekday from that day",
        {
            "a.txt": ("2018-06-20", "[Anna Berg] travelled to {Oslo} in March and {Lima} in May."),
            "b.txt": (None, "[Anna Berg] arrived in {Lima} on May 7 to meet with [Rosa Quispe]."),
            "c.txt": (
                None,
                "[Anna Berg] flew to {Lima} and held talks with [Rosa Quispe] over three days "
                "before returning on Wednesday.",
            ),
        },
        {"b.txt": ("2018-05-09", "corpus"), "c.txt": ("2018-05-09", "corpus")},
    ),
]


@pytest.mark.parametrize(("texts", "expected"), [d[1:] for d in DATINGS], ids=[d[0] for d in DATINGS])
def test_publication_dates(
    annotator: Annotator, texts: Texts, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    dates = date_articles(*corpus(annotator, texts))
    assert {name: (dates[name].published, dates[name].published_from) for name in expected} == expected
    assert all(d.reason for d in dates.values())


def test_metadata_goes_before_header(annotator: Annotator) -> None:
    (analysis,), names = corpus(annotator, {"a.txt": ("2018-06-20", "[Anna Berg] visited {Lima}.")})
    layout = replace(analysis.layout, published="2017-01-01", published_from="header")
    assert date_articles([replace(analysis, layout=layout)], names)["a.txt"] == Dating(
        "2018-06-20", "sidecar", "stated in the sidecar"
    )
    headed = replace(analysis, layout=layout, source=replace(analysis.source, published=None, published_from=None))
    assert date_articles([headed], names)["a.txt"].published_from == "header"


def test_an_impossible_date_is_no_date(annotator: Annotator) -> None:
    (analysis,), names = corpus(annotator, {"a.txt": ("2018-13-45", "[Anna Berg] visited {Lima}.")})
    assert date_articles([analysis], names)["a.txt"].published is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2018-02-30", "soon"])
def test_odd_publication_dates_raise_nothing(annotator: Annotator, day: str) -> None:
    text = "[Anna Berg] visited {Lima} on Tuesday. She will see {Oslo} in May. [Rosa Quispe] met [Anna Berg] last week."
    found = merged(annotator, {"a.txt": (day, text), "b.txt": ("2018-05-09", text)})
    assert all(v.start is None or v.start >= "2018" for v in found.visits)


def test_no_articles() -> None:
    assert merge([], Corpus(), {}) == MergedVisits((), {})
    assert date_articles([], Corpus()) == {}


def test_two_stated_ranges_disagree(annotator: Annotator) -> None:
    """Neither range holds the other: a conflict, and what is shown is one of them, not their union."""
    texts = {
        "a.txt": ("2016-05-12", "[Anna Berg] visited {Nairobi} on May 7 and 8."),
        "b.txt": ("2016-05-14", "[Anna Berg] visited {Nairobi} on May 8-9."),
        "c.txt": ("2016-05-15", "[Anna Berg] visited {Nairobi} from May 7 to 8."),
    }
    (visit,) = merged(annotator, texts).visits
    assert (visit.start, visit.end) == ("2016-05-07", "2016-05-08")
    assert [(c.field, c.chosen) for c in visit.conflicts] == [("date", "2016-05-07")]


def test_a_day_inside_a_stated_range_is_no_conflict(annotator: Annotator) -> None:
    texts = {
        "a.txt": ("2016-05-12", "[Anna Berg] visited {Nairobi} from May 7 to 10."),
        "b.txt": ("2016-05-14", "[Anna Berg] was in {Nairobi} on May 8."),
    }
    (visit,) = merged(annotator, texts).visits
    assert (visit.start, visit.end, visit.conflicts) == ("2016-05-07", "2016-05-10", ())


def test_a_weekday_dates_an_article_among_the_years_of_the_corpus(annotator: Annotator) -> None:
    """7 May is a Saturday in 2016 alone of the years of the others."""
    texts = {
        "a.txt": (None, "[Anna Berg] visited {Nairobi} on Saturday, May 7. On Sunday she spoke."),
        "b.txt": ("2016-07-14", "[Daniel Otieno] stayed at home."),
        "c.txt": ("2017-07-14", "[Daniel Otieno] stayed at home."),
    }
    analyses, names = corpus(annotator, texts)
    dating = date_articles(analyses, names)["a.txt"]
    assert (dating.published, dating.published_from) == ("2016-05-08", "text")
