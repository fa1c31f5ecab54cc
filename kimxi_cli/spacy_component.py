"""kimxi's quotes as a component of a spaCy pipeline.

    import spacy

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("kimxi_quotes")
    for quote in nlp("“The bridge is closed,” said Anna Berg.")._.quotes:
        print(quote.speaker, quote.cue, quote.span)

It works on any English pipeline with a tagger, a parser and named entities (OntoNotes labels). The entry point
`spacy_factories` makes it known to spaCy: nothing of kimxi need be imported before. The whole Doc is read as the body
of one article: headlines, bylines and captions are not told apart, and a paragraph ends where a line ends.
"""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from kimxi_cli import names, quotes
from kimxi_cli.annotate import parse_of
from kimxi_cli.clean import paragraphs
from kimxi_cli.errors import ModelError
from kimxi_cli.evidence import evidence
from kimxi_cli.model import Attribution
from kimxi_cli.model import Span as Offsets
from kimxi_cli.reference import References
from kimxi_cli.serial import pack, unpack
from kimxi_cli.syntax import Parse

NEEDED = {"TAG": "a tagger", "DEP": "a parser", "ENT_IOB": "an entity recogniser (ner)"}
"""What a Doc must be annotated with, and the component that does it."""

KEPT = "kimxi_quotes"
"""Key of `Doc.user_data` under which the quotes are kept, as nested lists: they go through `Doc.to_bytes`, `DocBin`
with user data, and from process to process."""


@dataclass(frozen=True, slots=True)
class DocQuote:
    """A statement in a Doc, its spans widened to whole tokens.

    kind: direct, mixed or indirect. speaker: the named mention that said it, None where the source has no name;
    written: the source as written beside the statement ("she"), None where none is. cue: the reporting verb.
    via: who relayed it. quoted: the verbatim parts. reason, confidence: as in kimxi's rows.
    """

    span: Span
    kind: str
    speaker: Span | None
    written: Span | None
    cue: str | None
    via: Span | None
    quoted: tuple[Span, ...]
    reason: str
    confidence: float


@Language.factory(
    "kimxi_quotes",
    assigns=["doc._.quotes"],
    requires=["token.tag", "token.dep", "token.head", "doc.sents", "doc.ents"],
)
def kimxi_quotes(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component. It has no settings and keeps nothing."""
    return find_quotes


def find_quotes(doc: Doc) -> Doc:
    """Find the quotes of a Doc. Raises ModelError where a pipe that it needs has not run before it."""
    missing = [pipe for attribute, pipe in NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ModelError(
            f"kimxi_quotes needs what {' and '.join(missing)} gives; the Doc has none of it.",
            "Add it to the pipeline before kimxi_quotes, or load an English pipeline that has it.",
        )
    layout = paragraphs(doc.text)
    parse = within_sentences(parse_of(doc, doc.text, layout))
    mentions, _ = names.find(parse, layout)
    found = quotes.find(parse, layout, mentions, References(parse, mentions))
    doc.user_data[KEPT] = [pack(quote) for quote in found]
    return doc


def within_sentences(parse: Parse) -> Parse:
    """The parse without heads in another sentence: the user's parser may run over the end of a paragraph."""
    tokens = [
        token if parse.tokens[token.head].sentence == token.sentence else token._replace(head=token.i, dep="ROOT")
        for token in parse.tokens
    ]
    return Parse(parse.text, tokens, parse.sentences, parse.labels)


def quotes_of(doc: Doc) -> tuple[DocQuote, ...]:
    """The quotes that `kimxi_quotes` found in a Doc, by place in the text; none where it did not run."""
    return tuple(_quote(doc, unpack(Attribution, packed)) for packed in doc.user_data.get(KEPT, ()))


def _quote(doc: Doc, quote: Attribution) -> DocQuote:
    def line(offset: int) -> str:
        return f"line {doc.text.count('\n', 0, offset) + 1}"

    return DocQuote(
        span=_span(doc, Offsets(quote.start, quote.end)),
        kind=quote.kind,
        speaker=_span(doc, quote.source) if quote.source is not None else None,
        written=_written(doc, quote),
        cue=quote.cue,
        via=_span(doc, quote.via) if quote.via is not None else None,
        quoted=tuple(_span(doc, part) for part in quote.quoted),
        reason=evidence(quote, doc.text, line).reason,
        confidence=quote.confidence,
    )


def _written(doc: Doc, quote: Attribution) -> Span | None:
    if quote.speaker_start is None or quote.speaker_end is None:
        return None
    return _span(doc, Offsets(quote.speaker_start, quote.speaker_end))


def _span(doc: Doc, offsets: Offsets) -> Span:
    """The tokens that cover the offsets."""
    span = doc.char_span(offsets.start, offsets.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"The quotes kept in this Doc are of another text: it ends before {offsets.end}.")
    return span


Doc.set_extension("quotes", getter=quotes_of, force=True)
