"""Reading marked-up sentences for tables about visits: [Anna Berg] is a person, {Oslo} a place, <Agency> an
organisation."""

import re

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import ArticleAnalysis, Block, BlockKind, EntityType, Frame, Layout, Mention, Source, Span
from kimxi_cli.reference import References
from kimxi_cli.visits import find

TYPES = {"[": EntityType.PERSON, "{": EntityType.PLACE, "<": EntityType.ORGANISATION}
MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}|<([^>]+)>")


class Corpus:
    """Names of a small corpus: people are one by the last word of their name, places by their words."""

    def __init__(self) -> None:
        self.spans: dict[tuple[str, int, int], str] = {}
        self.names: dict[str, tuple[str, EntityType]] = {}

    def put(self, article: str, mention: Mention) -> None:
        entity = mention.text.lower().split()[-1]
        self.spans[article, mention.start, mention.end] = entity
        if entity not in self.names or len(mention.text) > len(self.names[entity][0]):
            self.names[entity] = (mention.text, mention.type)

    def entity_at(self, article: str, span: Span) -> str | None:
        return self.spans.get((article, span.start, span.end))

    def name_and_type(self, entity: str) -> tuple[str, EntityType]:
        return self.names[entity]


def unmark(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text without marks, and its mentions."""
    text, at, mentions = "", 0, []
    clusters: dict[str, int] = {}
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        name = next(group for group in match.groups() if group)
        cluster = clusters.setdefault(name.lower().split()[-1], len(clusters))
        mentions.append(Mention(len(text), len(text) + len(name), name, TYPES[match.group()[0]], cluster=cluster))
        text += name
        at = match.end()
    return text + marked[at:], tuple(mentions)


def article(
    annotator: Annotator, marked: str, published: str | None = None, name: str = "a.txt", names: Corpus | None = None
) -> ArticleAnalysis:
    """An article's analysis; each line is a block of its own."""
    text, mentions = unmark(marked)
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    layout = Layout(tuple(blocks))
    parse = next(annotator.parses([(text, layout)]))
    frames, times = find(parse, layout, mentions, References(parse, mentions))
    for mention in mentions:
        if names is not None:
            names.put(name, mention)
    sentences = tuple(Span(s.start, s.end) for s in parse.sentences)
    source = Source(name, text, published=published, published_from="sidecar" if published else None)
    return ArticleAnalysis(
        name, text, source, layout, len(text.split()), sentences, mentions, frames=frames, times=times
    )


def shown(analysis: ArticleAnalysis, frame: Frame) -> str:
    """A frame in one line: kind status visitors > hosts @ place | times."""

    def words(spans: tuple[Span, ...]) -> str:
        return " + ".join(analysis.text[s.start : s.end].split()[-1] for s in spans)

    out = f"{frame.kind} {frame.status} {words(frame.visitors)}"
    if frame.hosts:
        out += f" > {words(frame.hosts)}"
    if frame.place:
        out += f" @ {analysis.text[frame.place.start : frame.place.end]}"
    if frame.times:
        out += f" | {', '.join(t.text for t in frame.times)}"
    if frame.ends:
        out += f" | until {', '.join(t.text for t in frame.ends)}"
    return out


def frames(annotator: Annotator, marked: str) -> list[str]:
    """The frames of a text that stand for themselves, in one line each."""
    analysis = article(annotator, marked)
    return [shown(analysis, frame) for frame in analysis.frames if not frame.refers]
