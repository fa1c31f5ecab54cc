"""Which names of one article mean the same person, place or organisation: resolved before articles are compared."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kimxi_cli.geography import canonical_place
from kimxi_cli.model import EntityType
from kimxi_cli.names.bearers import group_people
from kimxi_cli.names.lists import organisation_names
from kimxi_cli.names.page import Found, Page
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.spelling import fold, given_names


def group(page: Page, found: Sequence[Found]) -> None:
    """Give every name its group number; a bare name that fits two people and no rule decides gets -1."""
    text = page.parse.text
    people = [f for f in found if f.type is EntityType.PERSON]
    nxt = group_people(people, _with_shared_family_names(page, people), 0)
    nxt = _group_bodies(page, [f for f in found if f.type is EntityType.ORGANISATION], nxt)
    _group_places([f for f in found if f.type is EntityType.PLACE], text, nxt)


def _with_shared_family_names(page: Page, people: Sequence[Found]) -> list[str]:
    """The names as written; "Anna" of "Anna and Jan Berg" as "Anna Berg"."""
    texts = [f.text_in(page.parse) for f in people]
    for k, (one, other) in enumerate(pairwise(people)):
        if other.first - one.last != 1 or page.tokens[one.last].lower not in ("and", "&") or one.title:
            continue
        name = parse_name(texts[k + 1])
        if one.last - one.first == 1 and fold(texts[k]) in given_names() and name.given and not name.family_first:
            texts[k] = " ".join((texts[k], *name.particles, *name.family))
    return texts


# --- organisations and places ---------------------------------------------------------------


def body_key(text: str) -> str:
    """What two spellings of one organisation share: the list's name for it, "Centre" as "Center", no "the"."""
    key = fold(re.sub(r"^the\s+", "", text, flags=re.IGNORECASE))
    known = organisation_names().get(key)
    if known is not None:
        return fold(known)
    return (
        key.replace("centre", "center")
        .replace("organisation", "organization")
        .replace("defence", "defense")
        .replace("labour", "labor")
    )


def initials_of(text: str) -> str:
    """ "Shanghai Cooperation Organization" -> "SCO"; small words left out."""
    return "".join(
        word[0]
        for word in re.findall(r"[^\W\d_]+", text)
        if word[0].isupper() or word.lower() not in ("of", "the", "and", "for", "on", "in", "s", "to")
    ).upper()


def _group_bodies(page: Page, found: Sequence[Found], first: int) -> int:
    keys: dict[str, int] = {}
    text = page.parse.text
    countries: dict[str, set[str]] = defaultdict(set)
    for f in found:
        if f.title:
            countries[body_key(text[f.start : f.end])].add(f.title)
    long = [text[f.start : f.end] for f in found if len(text[f.start : f.end].split()) > 1]
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(long):
        by_initials[initials_of(name)].append(name)
    for f in found:
        written = text[f.start : f.end]
        key = body_key(page.short_bodies.get(written, written))
        bare = written.replace(".", "")
        if bare.isupper() and 2 <= len(bare) <= 6 and bare in by_initials and fold(written) not in organisation_names():
            fitting = {body_key(name) for name in by_initials[bare]}
            if len(fitting) == 1:
                key = fitting.pop()
        whose = f.title or (next(iter(countries[key])) if len(countries.get(key, ())) == 1 else "")
        f.cluster = keys.setdefault(f"{whose} {key}", first + len(keys))
    return first + len(keys)


def _group_places(found: Sequence[Found], text: str, first: int) -> int:
    keys: dict[str, int] = {}
    for f in found:
        f.cluster = keys.setdefault(place_key(text[f.start : f.end], f.rule), first + len(keys))
    return first + len(keys)


def place_key(text: str, rule: str = "") -> str:
    if rule == "half_of_korea":
        return fold(f"{text} Korea")
    return fold(canonical_place(re.sub(r"^Mt\.?\s", "Mount ", text)))
