"""What a names file decides, in what comes out of resolving: it beats every rule, and touches nothing else."""

import pytest

from kimxi_cli.errors import KimxiError
from kimxi_cli.model import ArticleAnalysis, Attribution, Mention
from kimxi_cli.names import NameResolution, resolve, resolve_names, with_aliases
from kimxi_cli.names.names_file import parse
from kimxi_cli.names.overrides import Overrides
from tests.test_names_resolve import L, O, P, Row, article


def decided(text: str) -> Overrides:
    return parse(text, "kimxi.toml", "kimxi.toml")


def resolved(articles: list[list[Row]], text: str) -> NameResolution:
    return resolve([article(f"{k}.txt", *rows) for k, rows in enumerate(articles)], decided(text))


def forms(found: NameResolution) -> list[list[str]]:
    """All forms of each entity."""
    return sorted(sorted(v.text for v in e.variants) for e in found.entities)


CASES = [
    # (what, articles, names file, entities)
    (
        "two people made one, whatever the given names say, with the bare names of theirs",
        [[("Anna Berg", P, 0), ("Berg", P, 0)], [("Zoe Poe", P, 0), ("Poe", P, 0)]],
        'same = [["Anna Berg", "Zoe Poe"]]',
        {"Anna Berg person": ["Anna Berg", "Berg", "Poe", "Zoe Poe"]},
    ),
    (
        "spelled otherwise in the file",
        [[("Park Min-ho", P, 0)], [("Zoë Olm", P, 0)]],
        'same = [["PARK MIN HO", "zoe olm"]]',
        {"Park Min-ho person": ["Park Min-ho", "Zoë Olm"]},
    ),
    (
        "a chain of three entries",
        [[("Anna Berg", P, 0)], [("Zoe Poe", P, 0)], [("Ida Olm", P, 0)]],
        'same = [["Anna Berg", "Zoe Poe"], ["Ida Olm", "Zoe Poe"]]',
        {"Anna Berg person": ["Anna Berg", "Ida Olm", "Zoe Poe"]},
    ),
    (
        "two types: the first name that the articles have says which it is",
        [[("Harbour Wire", O, 0)], [("Wire", P, 0)], [("Wire", P, 0)]],
        'same = [["Harbour Wire", "Wire"]]',
        {"Harbour Wire organisation": ["Harbour Wire", "Wire"]},
    ),
    (
        "one name read as two things",
        [[("Vale", L, 0)], [("Vale", P, 0)], [("Vale", L, 0)]],
        'same = [["Vale"]]',
        {"Vale place": ["Vale"]},
    ),
    (
        "a bare name alone in its article, though two are called so; that of another's article stays",
        [[("Anna Berg", P, 0)], [("Jan Berg", P, 0), ("Berg", P, 0)], [("Berg", P, 0)]],
        'same = [["Berg", "Anna Berg"]]',
        {"Anna Berg person": ["Anna Berg", "Berg"], "Jan Berg person": ["Berg", "Jan Berg"]},
    ),
    (
        "a place by the name that the lists have for it",
        [[("UK", L, 0)], [("Albion", L, 0)]],
        'same = [["United Kingdom", "Albion"]]',
        {"United Kingdom place": ["Albion", "UK"]},
    ),
    (
        "names that a rule joins over articles",
        [[("Mike Berg", P, 0)], [("Michael Berg", P, 0)]],
        'never = [["Mike Berg", "Michael Berg"]]',
        {"Michael Berg person": ["Michael Berg"], "Mike Berg person": ["Mike Berg"]},
    ),
    (
        "names that one article joins; the bare name after the one named first",
        [[("Mike Berg", P, 0), ("Berg", P, 0), ("Michael Berg", P, 0)]],
        'never = [["Mike Berg", "Michael Berg"]]',
        {"Mike Berg person": ["Berg", "Mike Berg"], "Michael Berg person": ["Michael Berg"]},
    ),
    (
        "a third spelling goes to one side only",
        [[("Mike Berg", P, 0)], [("Michael Berg", P, 0)], [("Michael Johan Berg", P, 0)]],
        'never = [["Mike Berg", "Michael Berg"]]',
        {"Michael Johan Berg person": ["Michael Berg", "Michael Johan Berg"], "Mike Berg person": ["Mike Berg"]},
    ),
    (
        "what is the same as one of the two is kept apart as well",
        [[("Mike Berg", P, 0)], [("Michael Berg", P, 0)], [("Mickey Berg", P, 0)]],
        'same = [["Mike Berg", "Mickey Berg"]]\nnever = [["Mike Berg", "Michael Berg"]]',
        {"Michael Berg person": ["Michael Berg"], "Mickey Berg person": ["Mickey Berg", "Mike Berg"]},
    ),
    (
        "a bare name that is never this person's",
        [[("Anna Berg", P, 0), ("Berg", P, 0)], [("Berg", P, 0)]],
        'never = [["Berg", "Anna Berg"]]',
        {"Anna Berg person": ["Anna Berg"], "Berg person": ["Berg"]},
    ),
    (
        "two places of one name in the lists, an acronym and what its letters fit",
        [[("US", L, 0)], [("America", L, 0)], [("Harbour Pilots Union", O, 0), ("HPU", O, 0)]],
        'never = [["US", "America"], ["HPU", "Harbour Pilots Union"]]',
        {
            "Harbour Pilots Union organisation": ["Harbour Pilots Union"],
            "HPU organisation": ["HPU"],
            "United States place": ["US"],
            "United States place 2": ["America"],
        },
    ),
    (
        "a name to show, asked for by a variant",
        [[("Anna Berg", P, 0), ("A. Berg", P, 0)]],
        'show = {"A. Berg" = "Anna Berg-Vries"}',
        {"Anna Berg-Vries person": ["A. Berg", "Anna Berg"]},
    ),
    (
        "left out, and nobody of a like name with it",
        [[("Anna Berg", P, 0), ("Berg", P, 0)], [("Jan Berg", P, 0)], [("Harbour Wire", O, 0)]],
        'ignore = ["Anna Berg", "HARBOUR WIRE"]',
        {"Jan Berg person": ["Jan Berg"]},
    ),
]


@pytest.mark.parametrize(("articles", "text", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_decisions(articles: list[list[Row]], text: str, expected: dict[str, list[str]]) -> None:
    found = resolved(articles, text)
    assert forms(found) == sorted(expected.values())
    assert {e.name for e in found.entities} == {name.removesuffix(" 2").rpartition(" ")[0] for name in expected}
    assert {str(e.type) for e in found.entities} == {name.removesuffix(" 2").rpartition(" ")[2] for name in expected}
    assert found.doubts == ()
    ids = {e.id for e in found.entities}
    assert all(entity in ids for k in range(len(articles)) for _, entity in found.mentions(f"{k}.txt"))
    assert all(m.type is found.entity(e).type for k in range(len(articles)) for m, e in found.mentions(f"{k}.txt"))


@pytest.mark.parametrize(("articles", "expected"), [(c[1], c[3]) for c in CASES], ids=[c[0] for c in CASES])
def test_without_the_decision_it_is_otherwise(articles: list[list[Row]], expected: dict[str, list[str]]) -> None:
    found = resolved(articles, "")
    same_names = {f"{e.name} {e.type}" for e in found.entities} == {name.removesuffix(" 2") for name in expected}
    assert forms(found) != sorted(expected.values()) or not same_names


DOUBTS = [
    ('same = [["Anna Berg", "Ole Olm"]]', ["kimxi.toml:1: no article names 'Ole Olm'."]),
    (
        'never = [["Anna Berg", "Ole Olm"],\n ["Ida Olm", "Jan Berg"]]',
        ["'Ole Olm'", "kimxi.toml:2: no article names 'Ida"],
    ),
    ('\nshow = {"Ole Olm" = "X"}', ["kimxi.toml:2: no article names 'Ole Olm'."]),
    ('ignore = ["Ole Olm", "Anna Berg"]', ["kimxi.toml:1: no article names 'Ole Olm'."]),
    ('ignore = ["Berg"]', ["kimxi.toml:1: 'Berg' may be any of Anna Berg, Jan Berg; give more of the name."]),
    ('same = [["Berg", "the Boss"]]', ["'Berg' is what 2 are called; give more of the name.", "'the Boss'"]),
    ('same = [["Anna Berg"]]\nshow = {"anna berg" = "X"}', []),
]


@pytest.mark.parametrize(("text", "told"), DOUBTS)
def test_what_fits_nothing_or_several_is_told(text: str, told: list[str]) -> None:
    articles: list[list[Row]] = [[("Anna Berg", P, 0), ("Berg", P, 0)], [("Jan Berg", P, 0), ("Berg", P, 0)]]
    found = resolved(articles, text)
    assert len(found.doubts) == len(told)
    assert all(words in doubt for words, doubt in zip(told, found.doubts, strict=True)), found.doubts


AGAINST = [
    # what only the articles show to be a contradiction: (articles, file, lines told)
    (
        [[("Mike Berg", P, 0)], [("Zoe Poe", P, 0)], [("Michael Berg", P, 0)], [("Zoé Poe", P, 0), ("Z. Poe", P, 0)]],
        'same = [["Mike Berg", "Zoe Poe"]]\n\nnever = [["Michael Berg", "Z. Poe"]]',
        ("kimxi.toml:1", "kimxi.toml:3"),
    ),
    (
        [[("Mike Berg", P, 0)], [("Michael Berg", P, 0)]],
        '[show]\n"Mike Berg" = "X"\n"Michael Berg" = "Y"',
        ("kimxi.toml:2", "kimxi.toml:3"),
    ),
    (
        [[("Mike Berg", P, 0)], [("Michael Berg", P, 0)]],
        'ignore = ["Mike Berg"]\n[show]\n"Michael Berg" = "Y"',
        ("kimxi.toml:1", "kimxi.toml:3"),
    ),
]


@pytest.mark.parametrize(("articles", "text", "told"), AGAINST)
def test_contradictions_by_way_of_the_rules(articles: list[list[Row]], text: str, told: tuple[str, str]) -> None:
    with pytest.raises(KimxiError) as caught:
        resolved(articles, text)
    assert all(line in caught.value.message for line in told), caught.value.message


# --- names that the model does not know as such -------------------------------------------------------------


def written(text: str, *names: tuple[str, str]) -> ArticleAnalysis:
    """An article of one block with the mentions given, each where it first stands."""
    made = article("a.txt")
    mentions = tuple(Mention(text.index(n), text.index(n) + len(n), n, t, None, k) for k, (n, t) in enumerate(names))
    block = type(made.layout.blocks)(b.__class__(0, len(text), b.kind) for b in made.layout.blocks)
    layout = type(made.layout)(block)
    return ArticleAnalysis("a.txt", text, made.source, layout, 9, (), mentions)


FINDS = [
    # (text, mentions before, names of the file, what is found besides)
    ("Later the Old Engineer left.", [], ["Anna Berg", "the Old Engineer"], ["Old Engineer"]),
    ("The  Old\nEngineer left.", [], ["Anna Berg", "the Old Engineer"], ["Old\nEngineer"]),
    ("THE OLD ENGINEER LEFT", [], ["Anna Berg", "the Old Engineer"], ["OLD ENGINEER"]),
    ("An old engineer, the old engineer.", [], ["Anna Berg", "the Old Engineer"], []),
    ("Old Engineer leaves", [], ["Anna Berg", "the Old Engineer"], []),
    ("Old Engineer leaves", [], ["Anna Berg", "Old Engineer"], ["Old Engineer"]),
    ("the Old Engineers left", [], ["Anna Berg", "the Old Engineer"], []),
    ("the Old Engineer’s hat", [], ["Anna Berg", "the Old Engineer"], ["Old Engineer"]),
    ("It may rain in May.", [("May", "person")], ["May", "Ida May"], []),
    ("The Boss spoke.", [], ["Boss", "Anna Berg"], ["Boss"]),
    ("The Old Berg spoke.", [("Berg", "person")], ["the Old Berg", "Anna Berg"], ["Old Berg"]),
    ("The Old Berg Wire spoke.", [("Old Berg Wire", "organisation")], ["the Old Berg", "Anna Berg"], []),
    ("Jean‑Luc’s and Jean-Luc's", [], ["Jean-Luc", "Anna Berg"], ["Jean‑Luc", "Jean-Luc"]),
]


@pytest.mark.parametrize(("text", "before", "names", "expected"), FINDS)
def test_names_that_only_the_file_knows(
    text: str, before: list[tuple[str, str]], names: list[str], expected: list[str]
) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    (found,) = with_aliases([written(text, *before)], decided(f"same = [[{listed}]]"))
    assert [m.text for m in found.mentions if m.rule == "names_file"] == expected
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


def test_an_alias_speaks_for_the_person() -> None:
    text = "Anna Berg came. “It is deep,” the Old Engineer said."
    analysis = written(text, ("Anna Berg", "person"))
    start = text.index("the Old")
    said = Attribution(text.index("It"), text.index("”"), "direct", (), start, start + len("the Old Engineer"))
    quoted = type(analysis)(**{f: getattr(analysis, f) for f in analysis.__slots__} | {"quotes": (said,)})
    file = decided('same = [["Anna Berg", "the Old Engineer"]]')
    (found,) = with_aliases([quoted], file)
    (spoken,) = found.quotes
    assert spoken.source is not None
    resolution = resolve([found], file)
    assert resolution.entity_at("a.txt", spoken.source) == "anna-berg"
    assert resolution.entity("anna-berg").name == "Anna Berg"
    assert (spoken.speaker_start, spoken.speaker_end) == (said.speaker_start, said.speaker_end)


def test_lists_of_names_follow_the_file_too() -> None:
    file = decided(
        'same = [["Anna Berg", "Old Engineer"]]\nnever = [["Mike Olm", "Michael Olm"]]\nignore = ["Jan Poe"]'
    )
    names = ["President Anna Berg", "Old Engineer", "Mike Olm", "Michael Olm", "Jan Poe"]
    rows = resolve_names([(name, None) for name in names], file)
    assert [row.entity for row in rows] == ["anna-berg", "anna-berg", "mike-olm", "michael-olm", None]
    assert rows[1].reason == "the same as Anna Berg by kimxi.toml:1"
    assert rows[4].reason == "left out by kimxi.toml"
