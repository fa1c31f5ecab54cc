"""Names over a corpus: who is one, what they are called, and that neither order nor chance has a say."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimxi_cli.model import (
    ArticleAnalysis,
    Block,
    BlockKind,
    Candidate,
    EntityType,
    Layout,
    Mention,
    NameRow,
    Source,
    Span,
)
from kimxi_cli.names import Entity, Matches, NameResolution, Verdict, resolve, resolve_names, search
from kimxi_cli.names.near import Known, near_misses
from kimxi_cli.names.overrides import NONE
from kimxi_cli.names.shown import slug

Row = tuple[str, str, int] | tuple[str, str, int, str]


def article(name: str, *rows: Row, free: tuple[str, ...] = ()) -> ArticleAnalysis:
    """An article made of names alone: (text, type, group[, title]) each; `free` are words nobody labelled."""
    text, mentions, candidates = "", [], []
    for row in rows:
        title = row[3] if len(row) > 3 else None
        mentions.append(
            Mention(len(text), len(text) + len(row[0]), row[0], EntityType(row[1]), title, row[2], rule="model")
        )
        text += row[0] + " . "
    for word in free:
        candidates.append(Candidate(len(text), len(text) + len(word), word))
        text += word + " . "
    layout = Layout((Block(0, len(text), BlockKind.BODY),))
    source = Source(name, text)
    return ArticleAnalysis(name, text, source, layout, 0, (), tuple(mentions), tuple(candidates))


P, L, O = "person", "place", "organisation"  # noqa: E741


def ids_of(resolution: NameResolution, name: str) -> list[str]:
    return [entity for _, entity in resolution.mentions(name)]


JOINED = [
    # (articles, whether the first name of the last article is the first name of the first)
    ([[("Anna Berg", P, 0)], [("Anna Berg", P, 0)]], True),
    ([[("Park Min-ho", P, 0)], [("PARK Min Ho", P, 0)]], True),
    ([[("Park Min-ho", P, 0)], [("Min-ho Park", P, 0)]], True),
    ([[("Park Min-ho", P, 0)], [("Park Min-ji", P, 0)]], False),
    ([[("Anna Berg", P, 0)], [("Jan Berg", P, 0)]], False),
    ([[("Anna Berg", P, 0)], [("Berg", P, 0)]], True),
    ([[("Anna Berg", P, 0)], [("Jan Berg", P, 0)], [("Berg", P, 0)]], False),
    ([[("Anna Berg", P, 0)] * 6, [("Jan Berg", P, 0)], [("Berg", P, 0)]], True),
    ([[("Anna Berg", P, 0)] * 6, [("Jan Berg", P, 0)], [("Berg", P, 0, "Mr")]], False),
    ([[("Anna Berg", P, 0)], [("Anna", P, 0)]], False),
    ([[("Mike Berg", P, 0)], [("Michael Berg", P, 0)]], True),
    ([[("Mohammed Haddad", P, 0)], [("Muhammad Haddad", P, 0)]], True),
    ([[("Jan Berg", P, 0)], [("J. Berg", P, 0)]], True),
    ([[("Jan Berg", P, 0)], [("Joris Berg", P, 0)], [("J. Berg", P, 0)]], False),
    ([[("Faisal bin Rashid", P, 0)], [("Rashid", P, 0, "King")]], False),
    ([[("Harald Lund", P, 0, "King")], [("Harald", P, 0, "King")]], True),
    ([[("Harald Lund", P, 0, "King")], [("Harald", P, 0)]], False),
    ([[("Berg", P, -1)], [("Berg", P, -1)]], True),
    ([[("United States", L, 0)], [("US", L, 0)]], True),
    ([[("Burma", L, 0)], [("Myanmar", L, 0)]], True),
    ([[("North Korea", L, 0)], [("South Korea", L, 0)]], False),
    ([[("Baltic Trade Council", O, 0), ("BTC", O, 0)], [("BTC", O, 0)]], True),
    ([[("Baltic Trade Council", O, 0)], [("BTC", O, 0)]], True),
    ([[("Baltic Trade Council", O, 0)], [("Berlin Tram Company", O, 0)], [("BTC", O, 0)]], False),
    ([[("Centre for Peace", O, 0)], [("Center for Peace", O, 0)]], True),
    ([[("Jordan", L, 0)], [("Jordan", P, 0)]], False),
]


@pytest.mark.parametrize(("corpus", "same"), JOINED)
def test_across_articles(corpus: list[list[Row]], same: bool) -> None:
    analyses = [article(f"{k}.txt", *rows) for k, rows in enumerate(corpus)]
    for order in itertools.permutations(analyses):
        resolution = resolve(order)
        first, last = ids_of(resolution, "0.txt")[0], ids_of(resolution, f"{len(corpus) - 1}.txt")[0]
        assert (first == last) is same


def test_single_parts_bridge_nobody() -> None:
    corpus = [article("a", ("Anna Berg", P, 0), ("Berg", P, 0)), article("b", ("Jan Berg", P, 0), ("Berg", P, 0))]
    resolution = resolve(corpus)
    assert ids_of(resolution, "a") == ["anna-berg", "anna-berg"]
    assert ids_of(resolution, "b") == ["jan-berg", "jan-berg"]


def test_second_look_at_unlabelled_words() -> None:
    corpus = [
        article("a", ("Anna Sundqvist", P, 0), ("Sundqvist", P, 0), ("Sundqvist", P, 0)),
        article("b", free=("Sundqvist", "Anna Sundqvist", "Zorbek")),
    ]
    assert ids_of(resolve(corpus), "b") == ["anna-sundqvist", "anna-sundqvist"]


def test_entity_rows() -> None:
    corpus = [
        article("a", ("Anna Berg", P, 0), ("Berg", P, 0), ("US", L, 1)),
        article("b", ("ANNA BERG", P, 0), ("Anna Berg", P, 0), ("U.S.", L, 1)),
    ]
    resolution = resolve(corpus)
    person = resolution.entity("anna-berg")
    assert (person.name, person.type, person.mentions, person.articles) == ("Anna Berg", EntityType.PERSON, 4, 2)
    assert [(v.text, v.count) for v in person.variants] == [("Anna Berg", 2), ("ANNA BERG", 1), ("Berg", 1)]
    assert len(person.reasons) == len(person.variants)
    assert "Berg: a part of Anna Berg in the same article" in person.reasons
    assert resolution.entity("united-states").mentions == 2


def test_a_middle_initial_makes_no_form_fuller() -> None:
    corpus = [article(f"{k}", ("Jan Berg", P, 0)) for k in range(4)]
    assert resolve([*corpus, article("x", ("Jan P. Berg", P, 0))]).entities[0].name == "Jan Berg"
    once = [article("y", ("Jan P. Berg", P, 0)), article("z", ("Jan Berg", P, 0))]
    assert resolve(once).entities[0].name == "Jan Berg"
    often = [article(f"y{k}", ("Jan P. Berg", P, 0)) for k in range(5)]
    assert resolve([*corpus, *often]).entities[0].name == "Jan P. Berg"


def test_ids_are_readable_and_clash_free() -> None:
    corpus = [article("a", ("Łucja Ñandú", P, 0)), article("b", ("Jordan", P, 0)), article("c", ("Jordan", L, 0))]
    assert sorted(e.id for e in resolve(corpus).entities) == ["jordan", "jordan-2", "lucja-nandu"]


def test_entity_at_takes_the_best_overlap() -> None:
    analysis = article("a", ("Anna Berg", P, 0), ("Oslo", L, 1))
    resolution = resolve([analysis])
    assert resolution.entity_at("a", Span(0, 4)) == "anna-berg"
    assert resolution.entity_at("a", Span(5, 16)) == "anna-berg"
    assert resolution.entity_at("a", Span(12, 16)) == "oslo"
    assert resolution.entity_at("a", Span(9, 10)) is None
    assert resolution.entity_at("b", Span(0, 4)) is None


NAMES = [
    "Anna Berg",
    "Berg",
    "Jan Berg",
    "A. Berg",
    "Park Min-ho",
    "PARK Min Ho",
    "Park",
    "Mr Berg",
    "BERG",
    "Min-ho",
    "Berg, Anna",
    "",
    "Jr.",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([None, "a", "b"])), max_size=12), st.randoms())
def test_order_of_documents_changes_nothing(rows: list[tuple[str, str | None]], chance: random.Random) -> None:
    before = resolve_names(rows)
    assert [(row.name, row.doc) for row in before] == rows
    documents = sorted({doc for _, doc in rows}, key=str)
    chance.shuffle(documents)
    moved = [row for doc in documents for row in rows if row[1] == doc]
    after = resolve_names(moved)

    def groups(out: list[NameRow]) -> list[list[tuple[str, str]]]:
        return sorted(sorted((r.name, str(r.doc)) for r in out if r.entity == e) for e in {r.entity for r in out})

    assert groups(before) == groups(after)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(max_size=20), max_size=6))
def test_no_text_raises(names: list[str]) -> None:
    rows = resolve_names([(name, "doc") for name in names] + [(name, None) for name in names])
    assert all(row.entity and row.reason for row in rows)


LISTS = [
    (["Anna Berg", "Berg", "BERG", "Berg, Anna", "President Berg"], 1),
    (["Anna Berg", "Jan Berg", "Berg"], 3),
    (["G. W. Berg", "GW Berg", "George W. Berg"], 1),
    (["Park Min-ho", "Min-ho Park", "PARK Min Ho", "Park Min Ho"], 1),
    (["Mohammed Haddad", "Muhammad Haddad", "Mike Dunne", "Michael Dunne"], 2),
    (["Jan van der Berg", "Van der Berg", "Bashir al-Haddad", "Al-Haddad"], 2),
    (["Anna Bergstrom", "Anna Bergstrum"], 1),
    (["Mr Berg", "Mrs Berg"], 2),
    (["Chairman Berg", "Berg", "President Berg"], 1),  # a title tells nobody apart
    (["Mr Berg", "Chairman Berg"], 1),
    (["Mr Min Park", "Ms Min Park"], 2),
]


@pytest.mark.parametrize(("names", "people"), LISTS)
def test_lists_without_documents(names: list[str], people: int) -> None:
    rows = resolve_names([(name, None) for name in names])
    assert len({row.entity for row in rows}) == people, rows


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        ("Park Min-Ho|Park Min Ho|Min Ho Park", "Park Min Ho"),
        ("Park Min-Ho|Park Min-Ho|Park Min Ho|Min Ho Park", "Park Min-Ho"),
        ("Min Ho Park|Min Ho Park|Park Min-Ho", "Min Ho Park"),
        ("Xiaoli Wang|Wang Xiaoli", "Wang Xiaoli"),
        ("PARK Min-ho|PARK Min-ho|Min-ho Park", "Park Min-ho"),
        ("PARK Min-ho|Park Min Ho", "Park Min Ho"),
        ("Anna Berg|BERG, Anna|Anna BERG", "Anna Berg"),
        ("Anna Maria Berg|Anna Berg|Anna Berg", "Anna Maria Berg"),
    ],
)
def test_canonical_is_the_commonest_order_and_spelling(names: str, canonical: str) -> None:
    assert {row.canonical for row in resolve_names([(name, None) for name in names.split("|")])} == {canonical}


@pytest.mark.parametrize(("name", "id"), [("Łódź", "lodz"), ("łódź", "lodz"), ("Øystein Berg", "oystein-berg")])
def test_slug_keeps_letters_that_have_no_plain_form(name: str, id: str) -> None:
    assert slug(name) == id


def test_documents_are_resolved_first() -> None:
    rows = resolve_names([("Anna Berg", "a"), ("Berg", "a"), ("Jan Berg", "b"), ("Berg", "b"), ("Berg", None)])
    assert [row.entity for row in rows] == ["anna-berg", "anna-berg", "jan-berg", "jan-berg", "berg"]
    assert rows[1].reason == "a part of Anna Berg in the same document"
    assert rows[1].canonical == "Anna Berg"


def entities(*names: str) -> list[Entity]:
    corpus = [article(f"{k}", (name, P, 0)) for k, name in enumerate(names)]
    return list(resolve(corpus).entities)


SEARCHES = [
    # (query, names of the corpus, who matches)
    ("Anna Berg", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("anna BERG", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("anna-berg", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("Berg, Anna", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("President Anna Berg", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("Berg", ["Anna Berg", "Jan Berg", "Ole Vries"], ["Anna Berg", "Jan Berg"]),
    ("vries", ["Anna Berg", "Ole Vries"], ["Ole Vries"]),
    ("park min ho", ["Park Min-ho", "Park Min-ji"], ["Park Min-ho"]),
    ("Park", ["Park Min-ho", "Park Min-ji", "Park Ji-ho"], ["Park Ji-ho", "Park Min-ho", "Park Min-ji"]),
    ("Muhammad Haddad", ["Mohammed Haddad", "Ali Haddad"], ["Mohammed Haddad"]),
    ("Sundqvst", ["Anna Sundqvist", "Ole Vries"], ["Anna Sundqvist"]),
    ("Peña", ["Luis Pena"], ["Luis Pena"]),
    ("president berg", ["Anna Berg", "Jan Berg", "Ole Vries"], ["Anna Berg", "Jan Berg"]),
    ("prime minister anna berg", ["Anna Berg", "Jan Berg"], ["Anna Berg"]),
    ("PRESIDENT VRIES", ["Anna Berg", "Ole Vries"], ["Ole Vries"]),
    ("Min-ho", ["Park Min-ho", "Park Min-ji"], ["Park Min-ho"]),
    ("Min-ho", ["Park Min Ho", "Park Min Ji"], ["Park Min Ho"]),
    ("min ho", ["Park Min-ho", "Park Min-ji"], ["Park Min-ho"]),
    ("minho", ["Park Min Ho", "Choi Min-ho"], ["Choi Min-ho", "Park Min Ho"]),
    ("Min Ho Park", ["Park Min-ho", "Park Min-ji"], ["Park Min-ho"]),
    ("Maria Berg", ["Anna Maria Berg", "Jan Berg"], ["Anna Maria Berg"]),
    ("Vriesu", ["Ole Vriese", "Anna Berg"], ["Ole Vriese"]),
    ("Vriesu", ["Ole Vriese", "Ida Vriesa"], ["Ida Vriesa", "Ole Vriese"]),
    ("berg", ["Ida Berg-Vale", "Ole Vries"], ["Ida Berg-Vale"]),
    ("vale", ["Ida Berg-Vale", "Ole Vries"], ["Ida Berg-Vale"]),
    ("Zzyzx", ["Anna Berg"], []),
    ("", ["Anna Berg"], []),
]


@pytest.mark.parametrize(("query", "names", "matches"), SEARCHES)
def test_search(query: str, names: list[str], matches: list[str]) -> None:
    assert sorted(match.entity.name for match in search(query, entities(*names)).matches) == matches


def test_search_names_the_nearest() -> None:
    found = search("Anna Borgh", entities("Anna Berg", "Ole Vries", "Anna Borkh-Smit"))
    assert not found.matches or found.matches[0].entity.name != "Ole Vries"
    assert search("Zzyzx", entities("Anna Berg", "Ole Vries")).nearest, "somebody always is"
    assert search("???", entities("Anna Berg")).nearest
    assert search("Zzyzx", []) == Matches()
    near = search("Annabel Bergman", entities("Anna Berg", "Ole Vries"))
    assert not near.matches
    assert [match.entity.name for match in near.nearest][:1] == ["Anna Berg"]


def near(resolution: NameResolution, name: str) -> list[tuple[str, Verdict, str]]:
    """What looks like the first entity of that name: (name, verdict, rule)."""
    known = [
        Known(e.id, e.name, e.type.value, e.mentions, tuple(v.text for v in e.variants)) for e in resolution.entities
    ]
    own = next(entity for entity in known if entity.name == name)
    return [(other.name, j.verdict, j.rule) for other, j in near_misses(own, known, NONE)]


APART = [
    # one article tells of both as two people; the names alone would make them one
    (
        [[("Tunde Balogun", P, 0), ("Babatunde Balogun", P, 1)]],
        "Tunde Balogun",
        "Babatunde Balogun",
        "told_apart",
    ),
    ([[("Anna Berg", P, 0)], [("Ida Berg", P, 0)]], "Anna Berg", "Ida Berg", "differing_given_names"),
    # one ministry a country
    (
        [[("Foreign Ministry", O, 0, "Norway")], [("Foreign Ministry", O, 0, "Fiji")]],
        "Norwegian Foreign Ministry",
        "Fijian Foreign Ministry",
        "words",
    ),
]


@pytest.mark.parametrize(("corpus", "name", "other", "rule"), APART)
def test_near_misses_tell_what_parts_two(corpus: list[list[Row]], name: str, other: str, rule: str) -> None:
    resolution = resolve([article(str(k), *rows) for k, rows in enumerate(corpus)])
    assert near(resolution, name) == [(other, Verdict.DIFFERENT, rule)]


def test_namesakes_are_near_misses_for_what_they_are() -> None:
    both = [Known(id, "Jan Berg", "person", 2, ("Jan Berg",)) for id in ("jan-berg", "jan-berg-2")]
    ((other, judgement),) = near_misses(both[0], both, NONE)
    assert (other.id, judgement.verdict, judgement.rule) == ("jan-berg-2", Verdict.DIFFERENT, "namesakes")
    assert "another calling" in judgement.reason


def test_most_of_the_corpus_says_what_a_name_is() -> None:
    rows: list[list[Row]] = [[("UPD", O, 0)], [("UPD", O, 0)], [("UPD", L, 0)], [("Poja", L, 0)]]
    resolution = resolve([article(str(k), *row) for k, row in enumerate(rows)])
    assert [(e.name, e.type, e.mentions) for e in resolution.entities] == [
        ("Poja", EntityType.PLACE, 1),
        ("UPD", EntityType.ORGANISATION, 3),
    ]
