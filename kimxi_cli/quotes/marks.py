"""Quotation marks: which of them belong together.

A scan of each paragraph, left to right. Double marks are paired first; single marks count outside double ones
only, told from apostrophes by what stands beside them. A quote may run over paragraphs: reopened at each and
closed once, or opened once and closed later.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimxi_cli.model import CONTENT, Block

OPENING = "“„«"
CLOSING = "”»"
DOUBLES = '“”„«»"'
DOUBLE = re.compile(r"[“”„«»\"]|``|''")
SINGLE = re.compile(r"(?<![\w’'])[‘'`](?=[\w\[(“\"$£€…¡¿])|(?<=[\w.,?!…)\]—–-])[’'](?!\w)")
CARRY = 6
"""Paragraphs that a quote left open may run over before its closing mark counts as a stray one."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks. open, close: offsets of the marks; close is None where it was forgotten.

    first, last: numbers of the blocks it begins and ends in. continued: the quote goes on in the next paragraph.
    """

    start: int
    end: int
    open: int
    close: int | None
    first: int
    last: int
    single: bool = False
    continued: bool = False


def find_marked(text: str, blocks: Sequence[Block]) -> list[Marked]:
    """All quoted spans of the content blocks, in text order, never overlapping."""
    content = [k for k, block in enumerate(blocks) if block.kind in CONTENT]
    doubles = [_outermost(_double_marks(text, blocks[k])) for k in content]
    out: list[Marked] = []
    skip_until = -1
    for n, k in enumerate(content):
        block = blocks[k]
        open_at: int | None = None
        for at, length, side in doubles[n]:
            if at < skip_until:
                continue
            if side == "open":
                if open_at is None:
                    open_at = at + length
            elif open_at is not None:
                if at > open_at:
                    out.append(Marked(open_at, at, open_at - 1, at, k, k))
                open_at = None
        if open_at is None:
            continue
        following = content[n + 1] if n + 1 < len(content) else None
        end = _trimmed(text, open_at, block.end)
        if end > open_at and following is not None and _reopens(text, blocks[following], doubles[n + 1]):
            out.append(Marked(open_at, end, open_at - 1, None, k, k, continued=True))
            continue
        closing = _later_close(content, doubles, n)
        if closing is not None and _starts_quote(text, block, open_at):
            last, at = closing
            out.append(Marked(open_at, at, open_at - 1, at, k, last))
            skip_until = at + 1
        elif _starts_quote(text, block, open_at) and end > open_at:
            out.append(Marked(open_at, end, open_at - 1, None, k, k))
    return _with_singles(text, blocks, content, out)


def _double_marks(text: str, block: Block) -> list[tuple[int, int, str]]:
    """(offset, length, open|close) of each double mark; straight ones by what stands beside them."""
    found = [(m.start(), m.group()) for m in DOUBLE.finditer(text, block.start, block.end)]
    out: list[tuple[int, int, str]] = []
    inside, opened = False, ""
    for at, mark in found:
        before = text[at - 1] if at > block.start else " "
        after = text[at + len(mark)] if at + len(mark) < block.end else " "
        if mark == "''" and not inside:
            continue
        if mark in OPENING or mark == "``" or (mark == "”" and not inside and at == block.start):
            side = "open"
        elif (
            mark in CLOSING
            or mark == "''"
            or inside
            or (not before.isspace() and after.isspace() and before not in "([—–-:")
        ):
            side = "close"
        else:
            side = "open"
        if (
            mark in "“"
            and inside
            and (opened == "„" or (before in ".,?!" and (after.isspace() or at + 1 >= block.end)))
        ):
            side = "close"
        if side == "open" and not inside:
            opened = mark
        inside = side == "open" or (inside and side != "close")
        out.append((at, len(mark), side))
    return out


def _outermost(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The marks without pairs that stand inside another: opened while one is open, and both closed behind it."""
    out: list[tuple[int, int, str]] = []
    k = 0
    while k < len(marks):
        sides = [side for _, _, side in marks[k : k + 3]]
        if out and out[-1][2] == "open" and sides == ["open", "close", "close"]:
            k += 2
            continue
        out.append(marks[k])
        k += 1
    return out


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _reopens(text: str, block: Block, marks: list[tuple[int, int, str]]) -> bool:
    """Whether the paragraph begins with an opening mark, as a quote that runs on does."""
    return bool(marks) and marks[0][2] == "open" and not text[block.start : marks[0][0]].strip()


def _starts_quote(text: str, block: Block, open_at: int) -> bool:
    """Whether an unclosed mark can open a statement: at the head of the paragraph or after a comma or colon."""
    before = text[block.start : open_at - 1].rstrip()
    return not before or before[-1] in ":,"


def _later_close(content: list[int], doubles: list[list[tuple[int, int, str]]], n: int) -> tuple[int, int] | None:
    """The first mark of the following paragraphs, if it is a closing one: (block, offset)."""
    for m in range(n + 1, min(n + 1 + CARRY, len(content))):
        if doubles[m]:
            at, _, side = doubles[m][0]
            return (content[m], at) if side == "close" else None
    return None


def _with_singles(text: str, blocks: Sequence[Block], content: list[int], doubles: list[Marked]) -> list[Marked]:
    """Adds spans between single marks that stand outside the double ones."""
    out = list(doubles)
    d = 0
    for n, k in enumerate(content):
        block = blocks[k]
        open_at: int | None = None
        marks = list(SINGLE.finditer(text, block.start, block.end))
        for position, found in enumerate(marks):
            at = found.start()
            while d < len(doubles) and doubles[d].end < at:
                d += 1
            if d < len(doubles) and doubles[d].open <= at <= doubles[d].end:
                continue
            opening = found.group() in "‘`" or (
                found.group() == "'" and (at == block.start or not (text[at - 1].isalnum() or text[at - 1] in ".,?!…"))
            )
            if opening:
                if open_at is None:
                    open_at = at
            elif open_at is not None:
                if _plural_possessive(text, at, block.end) and any(
                    _closes(text, m.start()) for m in marks[position + 1 :]
                ):
                    continue
                if at > open_at + 1:
                    out.append(Marked(open_at + 1, at, open_at, at, k, k, single=True))
                open_at = None
        following = text[blocks[content[n + 1]].start] if n + 1 < len(content) else ""
        if open_at is not None and following == text[open_at] == "‘":
            out.append(Marked(open_at + 1, _trimmed(text, open_at, block.end), open_at, None, k, k, True, True))
    out.sort(key=lambda m: (m.start, -m.end))
    return _apart([whole for m in out if (whole := _without_marks(text, m)) is not None])


def _without_marks(text: str, marked: Marked) -> Marked | None:
    """The span without further marks at its ends; None where nothing but marks and blanks is left."""
    start, end = marked.start, _trimmed(text, marked.start, marked.end)
    while start < end and (text[start] in DOUBLES or text[start].isspace()):
        start += 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return replace(marked, start=start, end=end)


def _plural_possessive(text: str, at: int, end: int) -> bool:
    """ "the leaders’ talks": s before, a lower-case word after."""
    return text[at - 1] in "sz" and at + 2 < end and text[at + 1] == " " and text[at + 2].islower()


def _closes(text: str, at: int) -> bool:
    return text[at] in "’'" and at > 0 and not text[at - 1].isspace()


def _apart(spans: list[Marked]) -> list[Marked]:
    out: list[Marked] = []
    for span in spans:
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out
