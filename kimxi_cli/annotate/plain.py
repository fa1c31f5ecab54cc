"""A spaCy Doc as a plain parse.

The columns are taken out of the Doc at once: asking its tokens one by one takes several times as long.
"""

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from kimxi_cli.model import Layout
from kimxi_cli.syntax import Label, Parse, Sentence, Token

INSIDE, BEGINS = 1, 3
"""spaCy's numbers for a token inside an entity, and for its first."""


def parse_of(doc: Doc, text: str, layout: Layout) -> Parse:
    """Tokens, sentences and entities, white space left out (its dependants, if any, hang on its head)."""
    columns = doc.to_array([IDX, LENGTH, TAG, DEP, IS_SPACE, SENT_START])
    starts, lengths, tags, deps, spaces, begins = columns.T.tolist()
    heads = _heads(doc, spaces)
    string = doc.vocab.strings.__getitem__
    names = {key: string(key) for key in {*tags, *deps}}
    written, blocks = doc.text, layout.blocks
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first = block = 0
    for i, start in enumerate(starts):
        if begins[i] == 1 and len(tokens) > first:
            sentences.append(_sentence(tokens, first))
            first = len(tokens)
        if spaces[i]:
            continue
        while block + 1 < len(blocks) and start >= blocks[block].end:
            block += 1
        if len(tokens) > first and tokens[-1].block != block:  # no sentence runs from one paragraph into the next
            sentences.append(_sentence(tokens, first))
            first = len(tokens)
        end = start + lengths[i]
        word = written[start:end]
        tag, dep = names[tags[i]], names[deps[i]]
        tokens.append(Token(len(tokens), start, end, word, word.lower(), tag, dep, heads[i], len(sentences), block))
    if len(tokens) > first:
        sentences.append(_sentence(tokens, first))
    return Parse(text, tokens, sentences, _labels(doc, spaces))


def _heads(doc: Doc, spaces: list[int]) -> list[int]:
    """For each token of the Doc the position of its head among the tokens that are no white space."""
    heads = [i + offset for i, offset in enumerate(doc.to_array([HEAD]).astype("int64").tolist())]
    place, count = [], 0
    for space in spaces:
        place.append(count)
        count += not space
    out = []
    for i, head in enumerate(heads):
        while spaces[head] and heads[head] != head:
            head = heads[head]
        out.append(place[i] if spaces[head] else place[head])
    return out


def _labels(doc: Doc, spaces: list[int]) -> list[Label]:
    """The model's entities, by positions among the tokens that are no white space."""
    states, types = doc.to_array([ENT_IOB, ENT_TYPE]).T.tolist()
    labels: list[Label] = []
    opened: tuple[int, int] | None = None
    count = 0
    for i, state in enumerate(states):
        if opened is not None and state != INSIDE:
            labels.append(Label(opened[0], count, doc.vocab.strings[opened[1]]))
            opened = None
        if not spaces[i]:
            if opened is None and state in (INSIDE, BEGINS):
                opened = (count, types[i])
            count += 1
    if opened is not None:
        labels.append(Label(opened[0], count, doc.vocab.strings[opened[1]]))
    return [label for label in labels if label.last > label.first]


def _sentence(tokens: list[Token], first: int) -> Sentence:
    opening = tokens[first]
    return Sentence(first, len(tokens), opening.start, tokens[-1].end, opening.block)
