"""Countries, their capitals, peoples and towns: which country a place lies in, and one name for places with several.

The lists are `data/places.toml`; provinces and states that it does not name are looked up in ISO 3166-2 (pycountry),
which is imported only when the list has no answer.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from kimxi_cli.lexicon import table

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)

MEMO = 65_536
"""Names looked up are remembered, this many: a corpus asks for the same few thousand again and again."""


@lru_cache(maxsize=MEMO)
def folded(name: str) -> str:
    """Letter case, diacritics, full stops, hyphens and a leading "the" taken off: the key two spellings share."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace(".", "").replace("-", " ").replace("–", " ")
    return " ".join(_ARTICLE.sub("", plain.strip()).casefold().split())


def is_abbreviation(name: str) -> bool:
    """ "US", "U.K.", "DPRK": such a name counts in this letter case alone ("us" is no country)."""
    bare = name.replace(".", "").replace(" ", "")
    return 1 < len(bare) <= 4 and bare.isalpha() and bare.isupper()


def _key(name: str) -> str:
    return name.replace(".", "").replace(" ", "") if is_abbreviation(name) else folded(name)


@cache
def _countries() -> dict[str, str]:
    """Key of every name of a country -> its name here."""
    found: dict[str, str] = {}
    for country, row in table("places")["countries"].items():
        for name in (country, *row.get("also", ())):
            found[_key(name)] = country
            if is_abbreviation(name) and len(_key(name)) > 3:
                found.setdefault(folded(name), country)
    return found


@cache
def _towns() -> dict[str, tuple[str, str]]:
    """Key of a capital, town or province -> (its name here, its country); the first country to name it keeps it."""
    found: dict[str, tuple[str, str]] = {}
    for country, row in table("places")["countries"].items():
        capitals = row.get("capital", ())
        for name in capitals:
            found.setdefault(_key(name), (name, country))
    for country, row in table("places")["countries"].items():
        for name in row.get("cities", ()):
            found.setdefault(_key(name), (name, country))
    for same in table("places").get("same", {}).get("names", ()):
        shown, country = found[_key(same[0])]
        for name in same[1:]:
            found[_key(name)] = (shown, country)
    return found


@cache
def _regions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in table("places")["regions"]["names"]:
        found.setdefault(_key(name), name)
    return found


@cache
def _peoples() -> dict[str, str]:
    """Key of a nationality -> its country."""
    found: dict[str, str] = {}
    for country, row in table("places")["countries"].items():
        for name in row.get("people", ()):
            found.setdefault(folded(name), country)
    return found


def _keys(name: str) -> tuple[str, ...]:
    """The keys under which a name may stand: "IRAN" may be an abbreviation or a name in capitals."""
    key = _key(name)
    return (key,) if is_abbreviation(name) and len(key) < 4 else (key, folded(name))


def _lookup(names: Mapping[str, str], name: str) -> str | None:
    return next((names[key] for key in _keys(name) if key in names), None)


def _town(name: str) -> tuple[str, str] | None:
    towns = _towns()
    return next((towns[key] for key in _keys(name) if key in towns), None)


@lru_cache(maxsize=MEMO)
def is_country(name: str) -> bool:
    """Whether this is a name of a country ("Britain", "DPRK"); "us" in small letters is not."""
    return _lookup(_countries(), name) is not None


@lru_cache(maxsize=MEMO)
def is_place(name: str) -> bool:
    """Whether the lists know this as a country, town, province or region."""
    return _town(name) is not None or any(_lookup(names, name) for names in (_countries(), _regions()))


@lru_cache(maxsize=MEMO)
def is_demonym(name: str) -> bool:
    """Whether this is a nationality, a people or a creed: no place, and no name of its own."""
    return folded(name) in _peoples() or folded(name) in _creeds()


@cache
def _creeds() -> frozenset[str]:
    return frozenset(folded(name) for name in table("places")["peoples"]["names"])


@lru_cache(maxsize=MEMO)
def demonym_country(word: str) -> str | None:
    """The country of a nationality: "North Korean" -> "North Korea", "Turks" -> "Turkey"."""
    return _peoples().get(folded(word))


@lru_cache(maxsize=MEMO)
def nationality(country: str) -> str | None:
    """The adjective of a country: "Egypt" -> "Egyptian"; None where the lists have none."""
    row = table("places")["countries"].get(country, {})
    return row.get("adjective") or next(iter(row.get("people", ())), None)


@lru_cache(maxsize=MEMO)
def canonical_place(name: str) -> str:
    """One name for a place with several ("U.S." -> "United States"); else as written, without "the"."""
    country = _lookup(_countries(), name)
    if country is not None:
        return country
    town = _town(name)
    if town is not None:
        return town[0]
    region = _lookup(_regions(), name)
    return region if region is not None else _ARTICLE.sub("", name.strip())


@lru_cache(maxsize=MEMO)
def country_of(place: str) -> str | None:
    """The country a place is or lies in ("DPRK" -> "North Korea", "Hanoi" -> "Vietnam"); None where unknown."""
    country = _lookup(_countries(), place)
    if country is not None:
        return country
    town = _town(place)
    if town is not None:
        return town[1]
    return None if _lookup(_regions(), place) is not None else _subdivisions().get(folded(place))


@lru_cache(maxsize=MEMO)
def lies_in(country: str, region: str) -> bool:
    """Whether a country belongs to a part of the world; False for regions that the list does not take apart."""
    return (country_code(country) or "") in table("places")["regions"]["of"].get(canonical_place(region), "").split()


def country_code(country: str) -> str | None:
    """The ISO 3166-1 code of a country by the name `canonical_place` gives it: "Norway" -> "NO"."""
    code: str | None = table("places")["countries"].get(country, {}).get("code")
    return code


@cache
def _subdivisions() -> dict[str, str]:
    """Provinces and states of ISO 3166-2 whose name belongs to one country only."""
    import pycountry

    codes = {row["code"]: country for country, row in table("places")["countries"].items()}
    found: dict[str, str | None] = {}
    for part in pycountry.subdivisions:
        country = codes.get(part.country_code)
        key = folded(re.sub(r"\s*[\[(].*", "", part.name))
        if country is not None and key:
            found[key] = country if found.get(key, country) == country else None
    return {key: country for key, country in found.items() if country is not None}


def place_names() -> dict[str, str]:
    """Every name of a place in the lists, as written there -> "country", "town" or "region"."""
    found: dict[str, str] = {}
    for country, row in table("places")["countries"].items():
        for name in (country, *row.get("also", ())):
            found[name] = "country"
        for name in (*row.get("capital", ()), *row.get("cities", ())):
            found.setdefault(name, "town")
    for name in table("places")["regions"]["names"]:
        found.setdefault(name, "region")
    return found
