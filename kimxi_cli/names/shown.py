"""The name an entity is shown by, and its readable id."""

import re
from collections.abc import Mapping, Sequence

from kimxi_cli.geography import canonical_place, is_demonym, nationality
from kimxi_cli.names.lists import organisation_names
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.spelling import fold
from kimxi_cli.slug import slug

COMMON = 3
"""A fuller form is shown where it is written at least a third as often as the most frequent full form."""


def shown_person(counts: Mapping[str, int]) -> str:
    """The fullest common order of the parts, in its commonest spelling; where two are as common, the family name first.

    "Park Min-Ho" and "Park Min Ho" are one order, "Min Ho Park" is another; the order written most often is shown.
    A middle initial makes no form fuller: the commoner of "Anna B. Berg" and "Anna Berg" is shown, the latter on a tie.
    Capitals are only kept where no other letter case is written ("BERG" is shown as "Berg", "Anna BERG"
    as "Anna Berg").
    """
    full = {text: n for text, n in counts.items() if not parse_name(text).is_lone} or counts
    orders: dict[str, dict[str, int]] = {}
    for text, n in full.items():
        orders.setdefault(fold(text), {})[text] = n
    total = {key: sum(forms.values()) for key, forms in orders.items()}
    common = [key for key, n in total.items() if n * COMMON >= max(total.values())]
    fullness = {key: max(map(_fullness, orders[key])) for key in common}
    native = {key: any(parse_name(text).family_first for text in orders[key]) for key in common}
    initials = {key: min(len(parse_name(text).initials) for text in orders[key]) for key in common}
    forms = orders[min(common, key=lambda key: (-fullness[key], -total[key], not native[key], initials[key], key))]
    spelled = {text: n for text, n in forms.items() if not _shouted(text)}
    if not spelled:
        for text, n in forms.items():
            spelled[titled(text)] = spelled.get(titled(text), 0) + n
    return min(spelled, key=lambda text: (-spelled[text], text))


def _shouted(text: str) -> bool:
    """Whether a part of some length stands in capitals."""
    parts = text.split()
    return any(part.isupper() and len(part) > (3 if len(parts) == 1 else 2) and "." not in part for part in parts)


def _fullness(text: str) -> int:
    """How many parts a form has, syllables between hyphens counted: "Park Min-ho" is as full as "Min Ho Park"."""
    return sum(1 for part in re.split(r"[\s-]+", text) if len(part.strip(".")) > 1)


def titled(text: str) -> str:
    """ "ANNA BERG" as "Anna Berg", "PARK Min-ho" as "Park Min-ho": what stands in capitals gets small letters."""
    if len(text) <= 3:
        return text
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].isupper() else word[0], text)


def shown_place(counts: Mapping[str, int], rule: str = "") -> str:
    names: dict[str, int] = {}
    for text, n in counts.items():
        name = canonical_place(text)
        names[name] = names.get(name, 0) + n
    mixed = {text: n for text, n in names.items() if text != text.upper() or len(text) < 5} or {
        titled(text): n for text, n in names.items()
    }
    if rule == "half_of_korea":
        return f"{next(iter(sorted(counts)))} Korea"
    return min(mixed, key=lambda text: (-mixed[text], -len(text), text))


def shown_body(counts: Mapping[str, int], country: str | None = None) -> str:
    """The lists' name where they have one; else the fullest common form. country: of a body that each country has."""
    name = _body_name(counts)
    people = nationality(country) if country else None
    return f"{people} {name}" if people and not is_demonym(name.split()[0]) else name


def _body_name(counts: Mapping[str, int]) -> str:
    for text in sorted(counts, key=lambda t: (-counts[t], t)):
        known = organisation_names().get(fold(text))
        if known is not None:
            return known
    most = max(counts.values())
    common = [text for text, n in counts.items() if n * COMMON >= most]
    return min(common, key=lambda text: (-len(text.split()), -counts[text], text))


def ids(names: Sequence[str]) -> list[str]:
    """One id a name, in order; a clash gets a number behind the second."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    out = []
    for name in names:
        base = slug(name)
        found = base
        while found in taken:
            seen[base] = seen.get(base, 1) + 1
            found = f"{base}-{seen[base]}"
        taken.add(found)
        out.append(found)
    return out
