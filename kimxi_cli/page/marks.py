"""An article's text as HTML: quotes, speakers, names and what speaks of a visit marked in their place."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from kimxi_cli.model import CONTENT, ArticleAnalysis, BlockKind
from kimxi_cli.report.safe import visible

HEADINGS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
HEADERS = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.PUBLISHED})


class Mark(NamedTuple):
    """An element around a stretch of text.

    tag: its name; attributes: as they stand in the tag, escaped. id: only the first part of a mark that others cut
    into parts has it. after: what follows the last part.
    """

    start: int
    end: int
    tag: str
    attributes: Markup
    id: str = ""
    after: Markup = Markup()

    def opening(self, first: bool) -> str:
        id = f' id="{escape(self.id)}"' if self.id and first else ""
        return f"<{self.tag}{id}{self.attributes}>"


class Paragraph(NamedTuple):
    """kind: heading, text, caption, header (byline, date line …) or unread (what was left out, as marked)."""

    kind: str
    html: Markup


def paragraphs(analysis: ArticleAnalysis, marks: Iterable[Mark]) -> tuple[list[Paragraph], set[str]]:
    """The blocks of the text in their order; no metadata. With the ids of the marks that are in one piece."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    found: list[Paragraph] = []
    whole: set[str] = set()
    unclipped = set(ordered)
    for start, end, kind in _blocks(analysis):
        held = [_within(mark, start, end) for mark in ordered if mark.start < end and mark.end > start]
        html, cut = marked(analysis.text, start, end, held)
        html = html.strip()
        if html and (kind != "unread" or any(map(str.isalnum, analysis.text[start:end]))):
            found.append(Paragraph(kind, html))
            whole |= {mark.id for mark in held if mark.id and mark not in cut and mark in unclipped}
    return found, whole


def _within(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark that is in a paragraph: its id goes with its beginning, what follows it with its end."""
    if start <= mark.start and mark.end <= end:
        return mark
    id = mark.id if start <= mark.start else ""
    after = mark.after if mark.end <= end else Markup()
    return mark._replace(start=max(mark.start, start), end=min(mark.end, end), id=id, after=after)


def _blocks(analysis: ArticleAnalysis) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each paragraph; a dateline is one with the text that it begins."""
    text = analysis.text
    blocks = [block for block in analysis.layout.blocks if block.kind is not BlockKind.FRONT_MATTER]
    begun: int | None = None
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        start = block.start if begun is None else begun
        begun = None
        if block.kind is BlockKind.DATELINE and following is not None and following.kind is BlockKind.BODY:
            if "\n" not in text[block.end : following.start]:
                begun = start
                continue
        yield start, block.end, _kind(block.kind)


def _kind(kind: BlockKind) -> str:
    if kind in HEADINGS:
        return "heading"
    if kind is BlockKind.CAPTION:
        return "caption"
    if kind in HEADERS:
        return "header"
    return "text" if kind in CONTENT else "unread"


def marked(text: str, start: int, end: int, marks: list[Mark]) -> tuple[Markup, set[Mark]]:
    """text[start:end], escaped, with marks (sorted by start, the longer first) as elements; with those cut into parts.

    Where two marks cross, the one that began later is closed and opened again: elements are always nested.
    """
    parts: list[str] = []  # each escaped
    opened: list[Mark] = []
    coming = list(reversed(marks))
    cut: set[Mark] = set()
    at = start
    while coming or opened:
        nearest = min((mark.end for mark in opened), default=end)
        if coming and coming[-1].start < nearest:
            mark = coming.pop()
            parts += (_plain(text[at : mark.start]), mark.opening(first=True))
            at = mark.start
            opened.append(mark)
            continue
        if not opened:  # the next one begins where the text ends
            break
        parts.append(_plain(text[at:nearest]))
        at = nearest
        lowest = next(n for n, mark in enumerate(opened) if mark.end == nearest)
        closing, opened = opened[lowest:], opened[:lowest]
        for mark in reversed(closing):
            parts.append(f"</{mark.tag}>")
            if mark.end == nearest:
                parts.append(mark.after)
        for mark in closing:
            if mark.end > nearest:
                parts.append(mark.opening(first=False))
                opened.append(mark)
                cut.add(mark)
    parts.append(_plain(text[at:end]))
    return Markup("".join(parts)), cut


def _plain(text: str) -> Markup:
    shown = visible(text)
    lead = " " if text[:1].isspace() and not shown[:1].isspace() else ""
    return escape(lead + shown)
