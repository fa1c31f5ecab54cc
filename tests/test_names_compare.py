"""Two names, one person or not, and by which rule."""

import re
from pathlib import Path

import pytest

from kimxi_cli.names import Verdict, compare, parse_name
from kimxi_cli.names.near import CLOSENESS
from kimxi_cli.names.rules import RULES

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE

PAIRS = [
    # the same parts in whatever order and dress
    ("Park Min-ho", "PARK Min Ho", SAME, "same_parts"),
    ("Park Min-ho", "Min-ho Park", SAME, "same_parts"),
    ("Park Min Ho", "Park Min-Ho", SAME, "same_parts"),
    ("Wang Xiaoli", "WANG Xiao Li", SAME, "same_parts"),
    ("Berg, Anna", "Anna Berg", SAME, "same_parts"),
    ("BERG, Anna M.", "Anna M. Berg", SAME, "same_parts"),
    ("Anna Berg", "ANNA BERG", SAME, "same_parts"),
    ("President Anna Berg", "Anna Berg", SAME, "same_parts"),
    ("José Peña", "Jose Pena", SAME, "same_parts"),
    ("Seán O’Vries", "Sean O'Vries", SAME, "same_parts"),
    ("Bashir al-Haddad", "Bashir Al Haddad", SAME, "same_parts"),
    ("G.W. Berg", "G. W. Berg", SAME, "same_parts"),
    ("GW Berg", "G. W. Berg", SAME, "same_parts"),
    ("Jan van der Berg", "Jan Van der Berg", SAME, "same_parts"),
    ("Nguyễn Văn Tuấn", "Nguyen Van Tuan", SAME, "same_parts"),
    ("Łukasz Wójcik", "Lukasz Wojcik", SAME, "same_parts"),
    # fewer parts
    ("María Berg Ortega", "Maria Berg", SAME, "fewer_parts"),
    ("Maria Berg Ortega", "Berg Ortega", SAME, "fewer_parts"),
    ("Ana Luisa Ferreira", "Ana Ferreira", SAME, "fewer_parts"),
    ("Daw Thin Mya Hla Win", "Hla Win", SAME, "fewer_parts"),
    ("Recai Tayfun Demir", "Tayfun Demir", SAME, "fewer_parts"),
    # spellings, short forms, slips
    ("Mohammed Haddad", "Muhammad Haddad", SAME, "transliteration"),
    ("Sergei Petrenko", "Sergey Petrenko", SAME, "transliteration"),
    ("Olena Zelinsky", "Olena Zelinskiy", SAME, "transliteration"),
    ("Yusuf Khalil", "Youssef Khalil", SAME, "transliteration"),
    ("Choi Min-ho", "Choe Min-ho", SAME, "transliteration"),
    ("Jurgen Berg", "Juergen Berg", SAME, "transliteration"),
    ("Park Yong-chol", "Pak Young-chul", SAME, "transliteration"),
    ("Mike Berg", "Michael Berg", SAME, "short_form"),
    ("Liz Okafor", "Elizabeth Okafor", SAME, "short_form"),
    ('William "Bud" Vries', "Bud Vries", SAME, "short_form"),
    ("Sasha Orlov", "Alexander Orlov", SAME, "short_form"),
    ("Anna Bergstrom", "Anna Bergstrum", SAME, "typo"),
    ("Ngozi Adichukwu", "Ngozi Adichukwi", SAME, "typo"),
    ("Anna Berg-Vries", "Anna Vries", SAME, "transliteration"),
    ("Berg", "BERG", SAME, "lone_part"),
    # two people
    ("Park Min-ho", "Park Min-ji", DIFFERENT, "differing_given_names"),
    ("Park Min-ho", "Park Ji-ho", DIFFERENT, "differing_given_names"),
    ("Wang Xiaoli", "Wang Dawei", DIFFERENT, "differing_given_names"),
    ("Anna Berg", "Jan Berg", DIFFERENT, "differing_given_names"),
    ("Daniel Berg", "Danielle Berg", DIFFERENT, "differing_given_names"),
    ("Maria Berg", "Mario Berg", DIFFERENT, "differing_given_names"),
    ("J. Berg", "Anna Berg", DIFFERENT, "differing_given_names"),
    ("Ali Haddad", "Omar Haddad", DIFFERENT, "differing_given_names"),
    ("Kwame Mensah", "Kofi Mensah", DIFFERENT, "differing_given_names"),
    ("Tariq Khan", "Imran Khan", DIFFERENT, "differing_given_names"),
    ("Lucia Gomez", "Rosa Gomez", DIFFERENT, "differing_given_names"),
    ("Hans Berg", "Klaus Berg", DIFFERENT, "differing_given_names"),
    ("Nguyen Van Tuan", "Nguyen Thi Lan", DIFFERENT, "differing_given_names"),
    ("Arjun Mehta", "Priya Mehta", DIFFERENT, "differing_given_names"),
    ("Jan Berg Jr.", "Jan Berg Sr.", DIFFERENT, "generation_suffix"),
    ("Henry VIII", "Henry VII", DIFFERENT, "generation_suffix"),
    ("Leo XIII", "Leo XIV", DIFFERENT, "generation_suffix"),
    ("Jan Berg the elder", "Jan Berg the younger", DIFFERENT, "generation_suffix"),
    ("Mr. Berg", "Mrs. Berg", DIFFERENT, "sexes_by_title"),
    ("King Vries", "Queen Vries", DIFFERENT, "sexes_by_title"),
    ("Mr Min Park", "Ms Min Park", DIFFERENT, "sexes_by_title"),
    ("Jan P. Berg", "Jan W. Berg", DIFFERENT, "differing_middle_names"),
    ("Jan Pieter Berg", "Jan Willem Berg", DIFFERENT, "differing_middle_names"),
    ("Anna Berg", "Anna Vries", DIFFERENT, "differing_family_names"),
    ("Li Na", "Li Dawei", DIFFERENT, "differing_given_names"),
    ("Ivan Petrov", "Ivan Sidorov", DIFFERENT, "differing_family_names"),
    ("Chinua Okafor", "Chinua Eze", DIFFERENT, "differing_family_names"),
    ("Elena Ivanov", "Elena Ivanova", DIFFERENT, "differing_family_names"),
    ("Anna Berg", "Vries", DIFFERENT, "lone_part"),
    ("Berg", "Vries", DIFFERENT, "lone_part"),
    ("Henry VIII", "Henry Vries-Berg", DIFFERENT, "differing_family_names"),
    # open
    ("Anna Berg", "Berg", UNSURE, "lone_part"),
    ("Anna Berg", "Anna", UNSURE, "lone_part"),
    ("George Vries", "George W. Vries", UNSURE, "initials"),
    ("J. Berg", "Jan Berg", UNSURE, "initials"),
    ("B. Vries", "William Vries", UNSURE, "initials"),
    ("Jan Berg Jr.", "Jan Berg", UNSURE, "generation_suffix"),
    ("", "Anna Berg", UNSURE, "no_name"),
    ("Mr", "...", UNSURE, "no_name"),
]


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), PAIRS)
def test_compare(a: str, b: str, verdict: Verdict, rule: str) -> None:
    judgement = compare(parse_name(a), parse_name(b))
    assert (judgement.verdict, judgement.rule) == (verdict, rule), judgement.reason
    assert judgement.reason


@pytest.mark.parametrize(("a", "b", "verdict", "rule"), PAIRS)
def test_compare_is_symmetric(a: str, b: str, verdict: Verdict, rule: str) -> None:
    assert compare(parse_name(b), parse_name(a)).verdict is verdict


def test_rules_can_be_replaced() -> None:
    assert compare(parse_name("Anna Berg"), parse_name("Anna Berg"), rules=()).rule == "none"


@pytest.mark.parametrize(
    ("text", "given", "family", "rest"),
    [
        ("Dr. Jan M. van der Berg Jr.", ("Jan", "M."), ("Berg",), (("van", "der"), "Jr.", "Dr.")),
        ("Park Min-ho", ("Min-ho",), ("Park",), ((), None, None)),
        ("Min-ho Park", ("Min-ho",), ("Park",), ((), None, None)),
        ("PARK Min Ho", ("Min", "Ho"), ("PARK",), ((), None, None)),
        ("Wang Xiaoli", ("Xiaoli",), ("Wang",), ((), None, None)),
        ("Berg, Anna M.", ("Anna", "M."), ("Berg",), ((), None, None)),
        ("García Lopez, María", ("María",), ("García", "Lopez"), ((), None, None)),
        ("Ali bin Haddad", ("Ali",), ("Haddad",), (("bin",), None, None)),
        ("Anna Berg-Vries", ("Anna",), ("Berg-Vries",), ((), None, None)),
        ("Jean-Luc Berg", ("Jean-Luc",), ("Berg",), ((), None, None)),
        ("Prime Minister Anna Berg", ("Anna",), ("Berg",), ((), None, "Prime Minister")),
        ("Dean Berg", ("Dean",), ("Berg",), ((), None, None)),
        ("The Donal", (), ("Donal",), ((), None, None)),
        ("", (), (), ((), None, None)),
        ("BECKER", (), ("BECKER",), ((), None, None)),
    ],
)
def test_parse_name(
    text: str, given: tuple[str, ...], family: tuple[str, ...], rest: tuple[tuple[str, ...], str | None, str | None]
) -> None:
    name = parse_name(text)
    assert (name.given, name.family) == (given, family)
    assert (name.particles, name.suffix, name.title) == rest


# --- docs/names.md ---------------------------------------------------------------------------------------

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "names.md").read_text(encoding="utf-8")
ON_PAGE = re.findall(r"^\| `(\w+)` \| (.+?) / (.+?) \| (one|two|open) \|", PAGE, re.MULTILINE)


def test_every_rule_is_on_the_page_in_order() -> None:
    assert [rule for rule, *_ in ON_PAGE] == [rule.__name__ for rule in RULES]


@pytest.mark.parametrize(("rule", "one", "other", "verdict"), ON_PAGE)
def test_the_page_says_what_the_rules_say(rule: str, one: str, other: str, verdict: str) -> None:
    judgement = compare(parse_name(one), parse_name(other))
    assert (judgement.rule, judgement.verdict) == (rule, {"one": SAME, "two": DIFFERENT, "open": UNSURE}[verdict])


def test_closeness_is_told_for_rules_that_exist() -> None:
    assert CLOSENESS.keys() - {"none"} <= {rule.__name__ for rule in RULES}
