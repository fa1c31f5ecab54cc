"""Bodies and states behind a common noun: "the agency", "the Kenyan government", "the North Korean statement"."""

from collections.abc import Iterator

from kimxi_cli.geography import country_of, demonym_country, is_country, is_demonym
from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.page import Page, key
from kimxi_cli.reference.profiles import Profiles, synonyms
from kimxi_cli.syntax import SUBJECTS, Token

NEAR = 4
"""Sentences, its own among them, within which a body was spoken of."""


def varied_body(page: Page, profiles: Profiles, token: Token) -> Mention | None:
    """ "The agency", "the extremist group" for the body that was a subject or a source just before."""
    bodies = words("reference", "bodies")
    if token.tag != "NN" or not (token.lower in bodies or token.lower in words("cues", "media")):
        return None
    before = [t for t in page.parse.children(token.i) if t.i < token.i]
    if not before or before[0].lower != "the" or any(t.tag != "JJ" or is_demonym(t.text) for t in before[1:]):
        return None
    found = _last_source(page, token) or _only_one(page, token)
    if found is None or bodies & profiles[found].descriptions.keys() - synonyms(token.lower):
        return None
    return found


def _named_before(page: Page, token: Token, reach: int) -> Iterator[tuple[Token, Mention]]:
    """The organisations named before a token within some sentences, its own counted, the last first."""
    for earlier in range(token.sentence, max(-1, token.sentence - reach), -1):
        for head, mention in reversed(page.by_sentence.get(earlier, ())):
            if head < token.i and mention.type is EntityType.ORGANISATION and not page.quoted[head]:
                yield page.parse.tokens[head], mention


def _last_source(page: Page, token: Token) -> Mention | None:
    for word, mention in _named_before(page, token, NEAR):
        according = word.dep == "pobj" and page.parse.tokens[word.head - 1].lower == "according"
        if word.dep in SUBJECTS or according:
            return mention
    return None


def _only_one(page: Page, token: Token) -> Mention | None:
    found = {key(mention): mention for _, mention in _named_before(page, token, 2)}
    return next(iter(found.values())) if len(found) == 1 else None


def state_behind(page: Page, token: Token) -> Mention | None:
    """ "The Kenyan government", "Kenya's authorities", "the North Korean statement": the country, if it is named."""
    if token.lower not in words("reference", "states"):
        return None
    before = [t for t in page.parse.children(token.i, "amod", "compound", "poss", "nmod") if t.i < token.i]
    for owner in before:
        mention = page.covering.get(owner.i)
        if mention is not None and mention.type is EntityType.PLACE and country_of(mention.text):
            return mention
    one, two = (" ".join(t.text for t in page.parse.tokens[max(0, token.i - n) : token.i]) for n in (1, 2))
    country = demonym_country(two) or demonym_country(one)
    if country is None:
        return None
    places = [m for m in page.mentions if m.type is EntityType.PLACE and is_country(m.text)]
    named = [m for m in places if country_of(m.text) == country]
    earlier = [m for m in named if m.start < token.start]
    return next(reversed(earlier), named[0] if named else None)
