"""Which country a place lies in, and one name for places with several."""

import pycountry
import pytest

from kimxi_cli.geography import canonical_place, country_of, demonym_country, is_country, is_demonym, is_place
from kimxi_cli.lexicon import table

COUNTRIES = [
    ("United States", "United States"),
    ("US", "United States"),
    ("U.S.", "United States"),
    ("America", "United States"),
    ("us", None),
    ("UK", "United Kingdom"),
    ("Britain", "United Kingdom"),
    ("the Netherlands", "Netherlands"),
    ("DPRK", "North Korea"),
    ("Republic of Korea", "South Korea"),
    ("Hanoi", "Vietnam"),
    ("HANOI", "Vietnam"),
    ("IRAN", "Iran"),
    ("Côte d’Ivoire", "Ivory Coast"),
    ("São Paulo", "Brazil"),
    ("Okayama", "Japan"),
    ("Texas", "United States"),
    ("Vladivostok", "Russia"),
    ("Middle East", None),
    ("Atlantis", None),
    ("", None),
]


@pytest.mark.parametrize(("place", "country"), COUNTRIES)
def test_country_of(place: str, country: str | None) -> None:
    assert country_of(place) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("North Korean", "North Korea"),
        ("Turkish", "Turkey"),
        ("turks", "Turkey"),
        ("Dutch", "Netherlands"),
        ("Berg", None),
    ],
)
def test_demonym_country(word: str, country: str | None) -> None:
    assert demonym_country(word) == country


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("U.S.", "United States"),
        ("Burma", "Myanmar"),
        ("Peking", "Beijing"),
        ("Korean peninsula", "Korean Peninsula"),
        ("the Vries", "Vries"),
    ],
)
def test_canonical_place(name: str, shown: str) -> None:
    assert canonical_place(name) == shown


def test_kinds() -> None:
    assert [is_country(name) for name in ("France", "Paris")] == [True, False]
    assert [is_place(name) for name in ("Paris", "Anna")] == [True, False]
    assert [is_demonym(name) for name in ("Kurdish", "France")] == [True, False]


def test_countries_are_those_of_the_standard() -> None:
    """Codes as in ISO 3166 (with Kosovo and the Soviet Union, which are not in it), and no member state left out."""
    codes = {row["code"] for row in table("places")["countries"].values()}
    known = {country.alpha_2 for country in pycountry.countries}
    assert codes - known == {"XK", "SU"}
    missing = {country.alpha_2 for country in pycountry.countries if hasattr(country, "official_name")} - codes
    territories = set(
        "BM AX AI TC VG VI KY FK GI MP AS GU CK NU TK FO SX BQ CW AW RE YT GP MQ GF PF NC PM WF BL MF".split()
    )
    assert missing <= territories
