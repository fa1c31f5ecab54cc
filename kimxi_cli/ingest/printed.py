"""Paragraphs out of printed lines: where one ends is told by the space between lines, their length and their size."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Line(NamedTuple):
    """A printed line: height is that of its base above the page's foot, size the font's, both in points."""

    text: str
    height: float
    size: float


EDGE = 2
"""Lines at the top and at the foot of a page that may be furniture."""
PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W*", re.I)
DIGITS = re.compile(r"\d+")
WIDER = 1.25
"""Space between two lines, as a multiple of the usual one, from which on a paragraph ends."""
SHORT = 0.8
"""Share of the longest line's characters, below which a line that ends a sentence ends its paragraph."""
STUMP = 0.6
"""The same for a line that ends no sentence, such as a heading."""
ENDS = tuple(".!?:”\"’'…)")
GLUE = "-\N{EM DASH}/"
"""Signs that no space follows, unless one stands before them."""
HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}"


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without page numbers and running heads, and how many characters these have.

    A running head stands at the edge of most pages, in the same words but for its digits.
    """
    edges = [set(_edges(page)) for page in pages]
    seen = Counter(shape for page, edge in zip(pages, edges, strict=True) for shape in {_shape(page[k]) for k in edge})
    often = max(2, (len(pages) + 1) // 2)
    kept: list[list[Line]] = []
    dropped = 0
    for page, edge in zip(pages, edges, strict=True):
        numbers = {k for k in edge if PAGE_NUMBER.fullmatch(page[k].text)}
        gone = numbers | {k for k in edge if seen[_shape(page[k])] >= often}
        if len(gone) == len(page):  # nothing else is on the page
            gone = numbers
        kept.append([line for k, line in enumerate(page) if k not in gone])
        dropped += sum(len(page[k].text) for k in gone)
    return kept, dropped


def _edges(page: Sequence[Line]) -> list[int]:
    order = sorted(range(len(page)), key=lambda k: page[k].height)
    return order[:EDGE] + order[-EDGE:]


def _shape(line: Line) -> str:
    return DIGITS.sub("#", line.text.lower())


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages; one that goes on over the end of a page or column is one."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    starts = set(accumulate(map(len, pages)))
    usual = _usual_space(lines)
    widths = _widths(lines)
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines)))
    found = [lines[0].text]
    for k, (before, line) in enumerate(pairwise(lines), 1):
        size = round(before.size)
        if _ends(before, line, usual.get(size, 0.0), widths[size], turned=k in starts):
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text, words)
    return found


def _usual_space(lines: Sequence[Line]) -> dict[int, float]:
    """For each size of font, the space between lines that is met most."""
    spaces: dict[int, Counter[float]] = {}
    for before, line in pairwise(lines):
        space = before.height - line.height
        if 0 < space < 4 * before.size and round(before.size) == round(line.size):
            spaces.setdefault(round(line.size), Counter())[round(space, 1)] += 1
    return {size: max(held.items(), key=lambda item: (item[1], -item[0]))[0] for size, held in spaces.items()}


def _widths(lines: Sequence[Line]) -> dict[int, int]:
    """For each size of font, the length that one line in ten reaches: the width of the column, in characters."""
    lengths: dict[int, list[int]] = {}
    for line in lines:
        lengths.setdefault(round(line.size), []).append(len(line.text))
    return {size: sorted(held)[-1 - len(held) // 10] for size, held in lengths.items()}


def _ends(before: Line, line: Line, usual: float, width: int, turned: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    ends_sentence = before.text.endswith(ENDS)
    goes_on = line.text[:1].islower()
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return not (goes_on and not ends_sentence)
    space = before.height - line.height
    if not turned and usual and space > WIDER * usual:
        return True
    if goes_on:
        return False
    if turned or space < 0:  # over to the next page or column
        return ends_sentence or len(before.text) < STUMP * width
    return len(before.text) < (SHORT if ends_sentence else STUMP) * width


def _joined(text: str, line: str, words: Counter[str]) -> str:
    """A text and its next line; a word divided between them becomes one where it is written so elsewhere, or likely."""
    head, tail = re.search(r"[\w-]*$", text), re.match(r"\w+", line)
    if text[-1] not in HYPHENS or not head or not tail or not line[0].islower() or len(head[0]) < 2:
        glued = text[-1] in GLUE and text[-2:-1] != " " and tail
        return text + line if glued else f"{text} {line}"
    divided, undivided = words[head[0] + tail[0]], words[head[0][:-1] + tail[0]]
    likely = "-" in head[0][:-1] or head[0][0].isupper()  # Min-ho, North-east
    if text[-1] == "-" and (divided > undivided or (divided == undivided and likely)):
        return text + line
    return text[:-1] + line
