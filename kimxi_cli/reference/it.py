"""The body or country that “it” takes up: the subject before, and as a source the one that spoke last."""

from collections.abc import Callable

from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.page import Page
from kimxi_cli.syntax import SUBJECTS, Token

Means = Callable[[int], Mention | None]
"""Gives the mention that the noun phrase with a head token means."""

NEAR = 4
"""Sentences, its own among them, within which "it" has its antecedent."""


def body_before(page: Page, named: Callable[[Token], Mention | None], token: Token) -> Mention | None:
    """ "It": the organisation or country that was subject of the main clause before; nobody if that names none."""
    if page.parse.children(token.head, "expl"):
        return None
    return main_subject(page, named, token, lambda mention: mention.type is not EntityType.PERSON)


def main_subject(
    page: Page, named: Callable[[Token], Mention | None], token: Token, fits: Callable[[Mention], bool]
) -> Mention | None:
    """The subject of the main clause before a token; nobody if it names none, or none that fits."""
    parse = page.parse
    for earlier in range(token.sentence, max(-1, token.sentence - NEAR), -1):
        sentence = parse.sentences[earlier]
        for i in range(min(sentence.last, token.i) - 1, sentence.first - 1, -1):
            word = parse.tokens[i]
            verb = parse.tokens[word.head]
            if (
                word.dep in SUBJECTS
                and not word.is_pronoun
                and not page.quoted[i]
                and verb.dep in ("ROOT", "conj", "ccomp", "advcl")
                and (verb.dep != "ccomp" or verb.head > word.head)
            ):
                mention = page.covering.get(i) or named(word)
                return mention if mention is not None and fits(mention) else None
    return None


def body_that_spoke(page: Page, means: Means, token: Token) -> Mention | None:
    """ "It said": the body or country that spoke last, whatever was spoken of since; nobody if a person spoke.

    "The ferry will sail on Sunday, according to the Harbour Ministry. However, other crossings will go on, it said."
    """
    parse = page.parse
    for earlier in range(token.sentence, -1, -1):
        if page.distance(earlier, token.sentence) >= NEAR:
            break
        sentence = parse.sentences[earlier]
        for i in range(min(sentence.last, token.i) - 1, sentence.first - 1, -1):
            word = parse.tokens[i]
            if not page.quoted[i] and _lacks_source(page, word):
                return None
            if page.quoted[i] or not (is_source(page, word) or _could_be_it(page, word)):
                continue
            mention = means(i)
            return mention if mention is not None and mention.type is not EntityType.PERSON else None
    return None


def _lacks_source(page: Page, verb: Token) -> bool:
    """Whether a sentence reports and the parse does not tell whose words: "it" may be theirs."""
    if verb.dep != "ROOT" or verb.tag not in ("VBD", "VBZ") or verb.lower not in words("reference", "speech"):
        return False
    return not page.parse.children(verb.i, *SUBJECTS)


def is_source(page: Page, word: Token) -> bool:
    """Whether a noun or pronoun is one whom the text has speak: of a verb of saying, or of "according to"."""
    above = page.parse.tokens[word.head]
    if word.dep in SUBJECTS:
        return above.lower in words("reference", "speech")
    return word.dep == "pobj" and page.parse.tokens[above.i - 1].lower == "according"


def _could_be_it(page: Page, word: Token) -> bool:
    """Whether a main clause is about a named body, or about an unnamed one or a writing: "it" may be that."""
    if word.dep not in SUBJECTS or page.parse.tokens[word.head].dep not in ("ROOT", "conj"):
        return False
    mention = page.covering.get(word.i)
    if mention is not None:
        return mention.type is EntityType.ORGANISATION
    noun = word.lower
    return any(noun in words(*where) for where in _SPEAKING)


_SPEAKING = (
    ("reference", "bodies"),
    ("reference", "states"),
    ("reference", "writings"),
    ("cues", "media"),
    ("cues", "documents"),
    ("cues", "speaking_nouns"),
)
