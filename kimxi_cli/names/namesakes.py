"""Namesakes: people of the same full name whom different articles show in worlds that do not touch.

The same full name means the same person unless all of this says otherwise at once: one set of articles knows the person
from sport or the arts only, the other from politics only; both say of which country, and the countries differ; and
nobody named in full stands beside both. One article that knows both callings ("the former striker, now a senator")
keeps them one. Nothing is decided by the order of the articles; the work grows with the number of mentions.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kimxi_cli.geography import country_of, demonym_country, is_country
from kimxi_cli.lexicon import words
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.people_over_corpus import Group

BEFORE, BEHIND = 60, 80
"""Characters before and behind a name that may say who it is."""

LOOKED_AT = 4
"""Mentions of an article that are looked at: who somebody is stands where the name comes first."""

NAMESAKE = "a namesake: another calling, another country and nobody in common with the first"

_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE_END = re.compile(r"[.;!?\n]")


@dataclass(slots=True)
class Portrait:
    """What one article says of a person: the worlds, the countries, the people named in full beside."""

    group: Group
    worlds: frozenset[str]
    countries: frozenset[str]
    others: frozenset[str]


@cache
def _worlds() -> dict[str, str]:
    rows = {"sport": "stage", "arts": "stage", "politics": "politics"}
    return {word: world for kind, world in rows.items() for word in words("roles", kind)}


def part_namesakes(groups: Sequence[Group], texts: Mapping[str, str]) -> None:
    """Give namesakes among the groups of one person a key of their own. groups: resolved people; texts: by article."""
    by_person: dict[str, list[Group]] = defaultdict(list)
    full_names: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if group.key.startswith("full "):
            by_person[group.key].append(group)
            if group.full():
                full_names[group.article].add(group.key)
    for key in sorted(by_person):
        rows = by_person[key]
        if len({group.article for group in rows}) < 2:
            continue
        portraits = [
            _portrait(group, texts.get(group.article, ""), frozenset(full_names[group.article] - {key}))
            for group in rows
        ]
        for group in _of_the_other(portraits):
            group.key = f"{key} namesake"
            group.reason = NAMESAKE


def _portrait(group: Group, text: str, others: frozenset[str]) -> Portrait:
    worlds: set[str] = set()
    countries: set[str] = set()
    known = _worlds()
    full = [m for m in group.mentions if not parse_name(m.text).is_lone] or group.mentions
    for mention in sorted(full, key=lambda m: m.start)[:LOOKED_AT]:
        before = _CLAUSE_END.split(text[max(0, mention.start - BEFORE) : mention.start])[-1]
        behind = _CLAUSE_END.split(text[mention.end : mention.end + BEHIND])[0]
        if not behind.startswith(","):
            behind = ""
        spoken = f"{before.rsplit(',', 1)[-1] if before.count(',') else before} {behind}"
        said = _WORD.findall(spoken)
        worlds |= {known[word.lower()] for word in said if word.lower() in known}
        for word in said:
            country = demonym_country(word) or (country_of(word) if is_country(word) else None)
            if country is not None:
                countries.add(country)
    return Portrait(group, frozenset(worlds), frozenset(countries), others)


def _of_the_other(portraits: Sequence[Portrait]) -> list[Group]:
    """The groups of the less mentioned of two namesakes; none where anything ties the two together."""
    if any(len(portrait.worlds) > 1 for portrait in portraits):
        return []
    sides = [[p for p in portraits if p.worlds == {world}] for world in ("politics", "stage")]
    if not all(sides):
        return []
    countries = [frozenset[str]().union(*(p.countries for p in side)) for side in sides]
    others = [frozenset[str]().union(*(p.others for p in side)) for side in sides]
    if not all(countries) or countries[0] & countries[1] or others[0] & others[1]:
        return []
    size = [sum(len(p.group.mentions) for p in side) for side in sides]
    main = 0 if size[0] >= size[1] else 1
    other = list(sides[1 - main])
    for portrait in portraits:  # articles that say no calling go with those whose country or company they share
        if not portrait.worlds and _closer(portrait, countries[1 - main], others[1 - main]) > _closer(
            portrait, countries[main], others[main]
        ):
            other.append(portrait)
    return [portrait.group for portrait in other]


def _closer(portrait: Portrait, countries: frozenset[str], others: frozenset[str]) -> int:
    return len(portrait.countries & countries) + len(portrait.others & others)
