"""The walk over an article's lines: each is what the first rule says that has something to say."""

import re
from collections.abc import Sequence

from kimxi_cli.clean import byline, dateline, furniture, header, links, pictures, published
from kimxi_cli.clean.lines import MOST_LINES, lines_of
from kimxi_cli.clean.page import MARKUP, Finding, Line, Page, Rule, page_of
from kimxi_cli.dates import date_in_path
from kimxi_cli.model import CONTENT, Block, BlockKind, Layout, Source

RULES: tuple[Rule, ...] = (
    furniture.separator,
    furniture.share_bar,
    furniture.reaction_bar,
    header.header_field,
    header.section_path,
    published.published_line,
    byline.byline,
    byline.bare_author,
    byline.outlet_line,
    furniture.comment_form,
    links.related_section,
    furniture.advert,
    furniture.newsletter,
    furniture.navigation,
    furniture.rights,
    furniture.contribution,
    furniture.correction_note,
    furniture.author_note,
    furniture.open_section,
    pictures.player,
    links.film_link,
    links.more_link,
    links.read_more,
    pictures.caption_label,
    pictures.photo_credit,
    pictures.caption,
    links.glued_headlines,
    dateline.dateline,
    header.kicker,
    header.headline,
    header.repeated_headline,
    header.standfirst,
    links.capital_link,
    links.subheading,
    links.related_headline,
    furniture.tail_scrap,
    furniture.agency_trailer,
    pictures.inline_credit,
)
"""In the order they are asked. What none of them claims is body: losing a paragraph is worse than keeping a scrap."""

LONGEST_MARKUP = 8


def layout(source: Source, rules: Sequence[Rule] = RULES) -> Layout:
    """The blocks of an article and what its header says of it. Takes time in proportion to the text's length."""
    start = source.front_matter.end if source.front_matter else 0
    spans = lines_of(source.text, start)
    lines = [Line(begin, end, source.text[begin:end], after_blank) for begin, end, after_blank in spans[:MOST_LINES]]
    page = page_of(source, lines)
    blocks: list[Block] = []
    if source.front_matter and source.text[:start].strip():
        span = source.front_matter
        end = span.start + len(source.text[span.start : span.end].rstrip())
        blocks.append(Block(span.start, end, BlockKind.FRONT_MATTER, "front_matter: metadata block"))
    facts: dict[str, str] = {}
    for line in lines:
        finding = verdict(line, page, rules)
        page.go_on(line, finding)
        facts = finding.facts | facts
        for block in finding.blocks:
            blocks.extend(without_markup(source.text, block))
    blocks += [Block(begin, end, BlockKind.BODY) for begin, end, _ in spans[MOST_LINES:]]
    return _layout(source, tuple(blocks), facts)


def paragraphs(text: str) -> Layout:
    """The blocks of a text that is known to be all body: nothing is taken for a headline, a byline or furniture."""
    return Layout(tuple(Block(begin, end, BlockKind.BODY) for begin, end, _ in lines_of(text, 0)))


def verdict(line: Line, page: Page, rules: Sequence[Rule]) -> Finding:
    """What the first rule says that has something to say; body if none has."""
    for rule in rules:
        finding = rule(line, page)
        if finding is not None:
            return finding
    return Finding((Block(line.start, line.end, BlockKind.BODY),))


def without_markup(text: str, block: Block) -> list[Block]:
    """A content block without the Markdown signs before and after it, which become blocks of their own.

    A bold lead that ends as a sentence does ("**Geneva.** The talks …") is a block of its own as well.
    """
    if block.kind not in CONTENT:
        return [block]
    inner = text[block.start : block.end]
    lead = _BOLD_LEAD.match(inner)
    if lead:
        pieces = [(lead.start("bold"), lead.end("bold")), (lead.end(), len(inner))]
    else:
        opening = _OPENING.match(inner)
        start = opening.end() if opening else 0
        closing = _CLOSING.search(inner, max(start, len(inner) - LONGEST_MARKUP))
        pieces = [(start, closing.start() if closing else len(inner))]
    out: list[Block] = []
    at = 0
    for begin, end in pieces:
        out += _signs(inner, at, begin, block.start)
        if begin < end:
            out.append(Block(block.start + begin, block.start + end, block.kind, block.why))
        at = end
    return out + _signs(inner, at, len(inner), block.start)


_OPENING = re.compile(r"(?:#{1,6}\s+|>\s+|[-*+•·▪●–—]\s+)*(?:(?:\*{1,3}|_{1,3})(?=[^*_\s].*(?:\*|_)\W?$))?", re.DOTALL)
_CLOSING = re.compile(r"(?<=\S)(?:\s*\||\s+#{1,6}|(?<=[^\s*])\*{1,3}|(?<=[^\s_])_{1,3})$")
_BOLD_LEAD = re.compile(r"(?:[-*+•]\s+)?(?P<signs>\*\*|__)(?P<bold>[^*_\n]{1,120}[.:!?])(?P=signs)\s+(?=\S)")


def _signs(text: str, start: int, end: int, offset: int) -> list[Block]:
    """What stands between two pieces of a block, as a block of markup; none if that is white space."""
    inner = text[start:end]
    if not inner.strip():
        return []
    left = start + len(inner) - len(inner.lstrip())
    return [Block(offset + left, offset + start + len(inner.rstrip()), BlockKind.BOILERPLATE, MARKUP)]


def _layout(source: Source, blocks: tuple[Block, ...], facts: dict[str, str]) -> Layout:
    day, origin = facts.get("published") or facts.get("updated"), "header"
    path = source.id.rpartition(".zip#")[2]  # a file in an archive has a name of its own
    if day is None and "#" not in path:  # a container's name tells nothing of its articles
        day, origin = date_in_path(path), "filename"
    return Layout(
        blocks,
        title=facts.get("title"),
        source=facts.get("source"),
        byline=facts.get("byline"),
        published=day,
        published_from=origin if day else None,
        dateline_place=facts.get("dateline_place"),
        dateline_day=facts.get("dateline_day"),
    )
