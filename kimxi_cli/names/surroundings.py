"""What the words around a person's name say of whom it means: an office behind it, a pronoun, a name beside it."""

from collections.abc import Sequence
from functools import cache

from kimxi_cli.model import EntityType
from kimxi_cli.names.page import Found, Page
from kimxi_cli.names.titles import title_words

OFFICE_WITHIN = 6
"""Words behind a name and its comma within which an office counts as the person's."""

ALIASES = frozenset(
    "born known called alias nicknamed née né aka formerly named signed surnamed wrote pseudonym".split()
)
"""Between two full names these say that both are of one person."""

KIN = frozenset("father son mother daughter brother sister uncle nephew niece aunt cousin grandson grandfather".split())
"""In the sentence of a name these say that somebody of the same family is spoken of."""

_PRONOUNS = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


def surroundings(page: Page, found: Sequence[Found]) -> None:
    """Write down for every person what its sentence says; nothing is decided here."""
    people = [f for f in found if f.type is EntityType.PERSON]
    offices = _offices()
    for k, f in enumerate(people):
        before = people[k - 1] if k else None
        following = people[k + 1].first if k + 1 < len(people) else len(page.tokens)
        f.sentence = page.parse.sentence_of(f.first).first
        if before is not None and any(page.tokens[i].lower in ALIASES for i in range(before.last, f.first)[:12]):
            f.sentence = -1 - f.first
        f.kin = any(token.lower in KIN for token in page.tokens[page.parse.sentence_of(f.first).first : f.last + 6])
        f.office = _office_behind(page, f, offices)
        f.pronoun = _pronoun_behind(page, f, following)


@cache
def _offices() -> frozenset[str]:
    return frozenset(word.lower() for word in title_words())


def _office_behind(page: Page, f: Found, offices: frozenset[str]) -> str | None:
    tokens = page.tokens
    if f.last >= len(tokens) or tokens[f.last].text != ",":
        return None
    for i in range(f.last + 1, min(f.last + 1 + OFFICE_WITHIN, len(tokens))):
        if tokens[i].text in (",", ".", ";") or tokens[i].is_verb or page.taken[i] is f:
            return None
        if tokens[i].lower in offices and tokens[i].lower != "former":
            return tokens[i].lower
    return None


def _pronoun_behind(page: Page, f: Found, following: int) -> str | None:
    """ "Berg said she …": the first pronoun behind a subject, before anybody else is named in the sentence."""
    if page.tokens[f.last - 1].dep != "nsubj":
        return None
    sentence = page.parse.sentence_of(f.first)
    for i in range(f.last, min(sentence.last, following)):
        if page.tokens[i].text in ('"', "“", "”"):
            return None
        if sex := _PRONOUNS.get(page.tokens[i].lower):
            return sex
    return None
