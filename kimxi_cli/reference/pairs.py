"""Two spoken of as one: "the two leaders", "both countries", "they"."""

from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.page import REACH, Key, Page, key
from kimxi_cli.syntax import SUBJECTS

THEY = frozenset({"they", "them", "their", "themselves"})
NEAR = 4
"""Sentences, its own among them, within which those were named whom "they" takes up."""


def pair(page: Page, i: int) -> tuple[Mention, ...]:
    """ "The two leaders", "both", "they": the last two persons (or countries) named together before it."""
    token = page.parse.tokens[i]
    modifiers = {t.lower for t in page.parse.children(i)}
    if token.lower not in THEY | {"both"}:
        if token.lower not in words("reference", "pairs") or not modifiers & {"both", "the", "these"}:
            return ()
    wanted = (
        EntityType.PLACE
        if token.lower in ("countries", "nations", "sides", "neighbours", "neighbors")
        else EntityType.PERSON
    )
    for back in range(REACH + 1):
        found: dict[Key, Mention] = {}
        for head, mention in page.by_sentence.get(token.sentence - back, ()):
            if mention.type is wanted and (back or head < i):
                found.setdefault(key(mention), mention)
        if len(found) == 2:
            return tuple(found.values())
        if len(found) > 2 and wanted is EntityType.PERSON:
            subjects = [m for m in found.values() if page.parse.tokens[page.head_of(m) or 0].dep in (*SUBJECTS, "conj")]
            return tuple(subjects) if len(subjects) == 2 else ()
    return ()


def together(page: Page, i: int) -> tuple[Mention, ...]:
    """ "They": those who were the subject of the sentence before together ("Berg and Vries left … they said")."""
    token = page.parse.tokens[i]
    for earlier in range(token.sentence - 1, max(-1, token.sentence - NEAR), -1):
        sentence = page.parse.sentences[earlier]
        subjects = [
            t
            for t in page.parse.tokens[sentence.first : sentence.last]
            if t.dep in SUBJECTS and not page.quoted[t.i] and page.parse.tokens[t.head].dep in ("ROOT", "conj")
        ]
        for subject in subjects:
            joined = [subject, *page.parse.children(subject.i, "conj")]
            named = [m for t in joined if (m := page.covering.get(t.i)) is not None]
            if len(named) > 1 and len(named) == len(joined):
                return tuple(named)
        if any(t.lower not in THEY for t in subjects):
            return ()
    return ()
