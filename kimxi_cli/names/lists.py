"""The word lists of `data/` as the finding rules ask for them: known names by first word, head words, stop words."""

import re
from dataclasses import dataclass
from functools import cache

from kimxi_cli.geography import place_names
from kimxi_cli.lexicon import table, words
from kimxi_cli.model import EntityType
from kimxi_cli.names.spelling import fold

FIRST_WORD = re.compile(r"[^\W_]+")

CONNECTORS = frozenset({"of", "for", "on", "against"})
"""Between the words of one organisation's name: "Institute for Policy Studies"."""

STOP_WORDS = words("common_words", "stop")
AMBIGUOUS_PARTS = words("common_words", "also_names")
COLLECTIVES = words("common_words", "collectives")
PAIR_WORDS = words("common_words", "pairs")
KOREAN_PLACES = words("common_words", "korean_places")


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the lists: as written, its type and whether it may also be a person's name or a common word."""

    text: str
    type: EntityType
    ambiguous: bool


@cache
def known_names() -> dict[str, tuple[Known, ...]]:
    """Names of the lists by their first word, longest first; long ones in capitals too (dateline "NEW DELHI")."""
    found: dict[str, dict[str, Known]] = {}

    def add(text: str, kind: EntityType, ambiguous: bool) -> None:
        first = FIRST_WORD.match(text)
        if first:
            found.setdefault(first.group(), {}).setdefault(text, Known(text, kind, ambiguous))

    doubtful = frozenset(table("places")["ambiguous"]["names"])
    for row in table("organisations")["known"]["rows"]:
        for name in row:
            add(name, EntityType.ORGANISATION, False)
    for name in place_names():
        spelled = {name, name.replace("'", "’")}
        if len(fold(name)) > 4:
            spelled.add(name.upper())
        for text in sorted(spelled):
            add(text, EntityType.PLACE, name in doubtful)
    return {
        first: tuple(sorted(rows.values(), key=lambda known: (-len(known.text), known.text)))
        for first, rows in found.items()
    }


@cache
def small_first_words() -> frozenset[str]:
    """First words of known names that are written small ("al-Qaeda", "sub-Saharan Africa")."""
    return frozenset(word for word in known_names() if word[0].islower())


@cache
def organisation_names() -> dict[str, str]:
    """Folded name of a known organisation -> the name shown for it."""
    found: dict[str, str] = {}
    for row in table("organisations")["known"]["rows"]:
        for name in row:
            found.setdefault(fold(name), row[0])
    return found


@cache
def heads(section: str, key: str) -> frozenset[str]:
    return frozenset(table("organisations")[section][key])


@cache
def never_names() -> frozenset[str]:
    return frozenset(name.lower() for name in table("organisations")["never"]["names"])


@cache
def words_needing_article() -> frozenset[str]:
    return frozenset(table("organisations")["article"]["names"])
