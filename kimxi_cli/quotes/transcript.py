"""Transcripts and interviews: turns that begin with who speaks ("Q:", "MR. BERG:", "Anna Berg:") and are all said.

A turn runs to the next one; paragraphs without a label between two turns belong to the turn before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kimxi_cli.lexicon import words
from kimxi_cli.model import Block, BlockKind, EntityType, Layout, Mention
from kimxi_cli.quotes.grammar import QUOTE_CHARS
from kimxi_cli.reference import References
from kimxi_cli.syntax import SUBJECTS, Parse

LABEL = re.compile(r"([A-Z][\w.’' -]{0,60}?)(?::|(?<=^[QA])\.)\s+(?=\S)")
LONGEST = 6
"""Words of a label at most."""
FEWEST = 2
"""Turns that make a transcript."""
TALK = re.compile(r"\?|\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)
"""What talk has and lists of names with a comment don't: a question, a first or second person."""
ANSWER = frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a turn. start, end: what is said; label_start, label_end: the label that names the speaker.

    speaker: the mention that the label means; continued: the paragraph goes on a turn and has no label of its own.
    """

    block: int
    start: int
    end: int
    label_start: int
    label_end: int
    speaker: Mention | None
    continued: bool = False


def find_turns(parse: Parse, layout: Layout, references: References) -> list[Turn]:
    """The turns of an article's transcript, in text order; none where the article is no transcript."""
    labelled = list(_labelled(parse, layout, references))
    talk = [TALK.search(parse.text, at, layout.blocks[number].end) for number, _, _, at in labelled]
    if len(labelled) < FEWEST or sum(map(bool, talk)) * 3 < len(labelled):
        return []
    answering = interviewee(parse, layout, references, labelled[0][0])
    turns: list[Turn] = []
    for position, (number, start, end, said) in enumerate(labelled):
        speaker = label_means(parse, references, start, end)
        if speaker is None and parse.text[start:end].lower() in ANSWER:
            speaker = answering
        block = layout.blocks[number]
        turns.append(Turn(number, said, block.end, start, end, speaker))
        following = labelled[position + 1][0] if position + 1 < len(labelled) else number
        for later in range(number + 1, following):
            block = layout.blocks[later]
            if block.kind is BlockKind.BODY and parse.text[block.start] not in "([":
                turns.append(Turn(later, block.start, block.end, start, end, speaker, continued=True))
    return [t for t in turns if parse.text[t.start] not in QUOTE_CHARS]


def _labelled(parse: Parse, layout: Layout, references: References) -> Iterator[tuple[int, int, int, int]]:
    """(block, label's start, label's end, start of what is said) of each paragraph that begins with a speaker."""
    for number, block in enumerate(layout.blocks):
        if block.kind not in (BlockKind.BODY, BlockKind.HEADING, BlockKind.CAPTION):
            continue
        found = LABEL.match(parse.text, block.start, block.end)
        if found and _names_speaker(parse, references, found.group(1), block, found.end(1)):
            yield number, found.start(1), found.end(1), found.end()


def _names_speaker(parse: Parse, references: References, label: str, block: Block, end: int) -> bool:
    own = label.lower().rstrip(".").split()
    if len(own) > LONGEST or set(own) & words("cues", "not_speakers"):
        return False
    if label.isupper() or own[-1] in words("cues", "turn_labels"):
        return True
    inside = parse.tokens_between(block.start, end)
    mention = references.mention_covering(inside[-1]) if len(inside) else None
    return mention is not None and mention.type is not EntityType.PLACE


def label_means(parse: Parse, references: References, start: int, end: int) -> Mention | None:
    """The mention that a label means: its own words, else who has the name ("MR. BERG") or the office it gives."""
    inside = parse.tokens_between(start, end)
    if not len(inside):
        return None
    last = parse.tokens[inside[-1]]
    named = references.mention_covering(last.i)
    if named is not None and named.type is not EntityType.PLACE:
        return references.surnamed(last.lower) or named
    return references.surnamed(last.lower) or references.described_as(last.lower)


def interviewee(parse: Parse, layout: Layout, references: References, before: int) -> Mention | None:
    """Who answers: the only person named before the first turn, else the only one who is said to speak there."""
    named: dict[object, Mention] = {}
    speaking: dict[object, Mention] = {}
    for token in parse.tokens:
        if token.block >= before:
            break
        mention = references.mention_covering(token.i)
        if mention is None or mention.type is not EntityType.PERSON:
            continue
        named[references.key(mention)] = mention
        verb = parse.tokens[token.head]
        talked_to = token.dep == "pobj" and verb.lower in ("with", "to") and _talks(parse.tokens[verb.head].lower)
        if talked_to or (token.dep in SUBJECTS and _talks(verb.lower)):
            speaking[references.key(mention)] = mention
    found = named if len(named) == 1 else speaking
    return next(iter(found.values())) if len(found) == 1 else None


def _talks(word: str) -> bool:
    return word in words("cues", "interviews")
