"""Whose a piece of writing is that speaks: "The statement read …", after "Berg said in a statement …"."""

from kimxi_cli.lexicon import words
from kimxi_cli.model import Mention
from kimxi_cli.reference.it import Means
from kimxi_cli.reference.page import Page
from kimxi_cli.syntax import SUBJECTS, Token

NEAR = 5
"""Sentences, its own among them, within which the writing was brought in."""
BY = ("by", "from")


def writer(page: Page, means: Means, token: Token) -> Mention | None:
    """ "The statement": of the one who said something in it or issued it, where it was brought in."""
    parse = page.parse
    before = [t.lower for t in parse.children(token.i) if t.i < token.i]
    if token.lower not in words("reference", "writings") or before not in (["the"], ["this"]):
        return None
    for i in range(token.i - 1, -1, -1):
        word = parse.tokens[i]
        if page.distance(word.sentence, token.sentence) >= NEAR:
            return None
        if word.lower != token.lower or page.quoted[i]:
            continue
        if not any(t.lower in ("a", "an") or t.dep == "poss" for t in parse.children(i) if t.i < i):
            continue  # "the statement" again
        return _owner(page, means, word)
    return None


def _owner(page: Page, means: Means, writing: Token) -> Mention | None:
    """Who made a writing: the owner, the subject of the clause that it stands in, or who is named with "by"."""
    parse = page.parse
    for owner in parse.children(writing.i, "poss"):
        if (mention := means(owner.i)) is not None:
            return mention
    verb = next((step for step in parse.ancestors(writing.i) if step.is_verb), None)
    subjects = [] if verb is None else [t for t in parse.children(verb.i, *SUBJECTS) if t.i != writing.i]
    for subject in subjects:
        return means(subject.i)
    phrases = [*parse.children(writing.i, "prep"), *(parse.children(verb.i, "agent", "prep") if verb else ())]
    makers = [t for by in phrases if by.lower in BY for t in parse.children(by.i, "pobj")]
    return means(makers[0].i) if makers else None
