"""The text as lines; wrapped lines of one paragraph are put together."""

import itertools
import re

from kimxi_cli.lexicon import words

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
MOST_LINES = 3_000
"""Lines that are looked at. No article comes near; what is below them in a text of another kind is taken as body."""
WIDEST = 130
"""Longest line of a text that is still taken for wrapped by hand or by a mail program."""
SLACK = 12
"""Characters by which a wrapped line may fall short of the next word's fitting in."""
WRAPPED = 0.8
"""Share of lines with a next line beside them that must be full for a text to count as wrapped."""
_SENTENCE_END = re.compile(r"""[.!?:;]["'”’)\]*_]*$""")


def lines_of(text: str, start: int) -> list[tuple[int, int, bool]]:
    """(start, end, after a blank line) of each line of a text from an offset on, blank ones left out."""
    spans: list[tuple[int, int, bool]] = []
    after = start
    for match in _LINE.finditer(text, start):
        raw = match.group()
        left = raw.lstrip()
        if not left:
            continue
        begin = match.end() - len(left)
        end = begin + len(left.rstrip())
        between = text[after:begin]
        blank = not spans or between.count("\n") > 1 or between.count("\r") > 1 + between.count("\n")
        spans.append((begin, end, blank))
        after = end
    return _join(text, spans)


def _join(text: str, spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Lines of one paragraph as one: those of a wrapped text, and those broken in mid-sentence."""
    width = _wrap_width(text, spans[:MOST_LINES])
    out: list[tuple[int, int, bool]] = []
    last = (0, 0)
    for begin, end, blank in spans[:MOST_LINES]:
        if (
            out
            and not blank
            and ((width and _full(text, last, (begin, end), width)) or _broken(text, out[-1], (begin, end)))
        ):
            out[-1] = (out[-1][0], end, out[-1][2])
        else:
            out.append((begin, end, blank))
        last = (begin, end)
    return out + spans[MOST_LINES:]


def _wrap_width(text: str, spans: list[tuple[int, int, bool]]) -> int:
    """The width a text is wrapped at, 0 if it is not: lines are of one length, and full."""
    if len(spans) < 4 or max(end - begin for begin, end, _ in spans) > WIDEST:
        return 0
    width = max(end - begin for begin, end, _ in spans)
    pairs = [(a[:2], b[:2]) for a, b in itertools.pairwise(spans) if not b[2]]
    full = sum(_full(text, a, b, width) for a, b in pairs)
    return width if width >= 40 and len(pairs) >= 3 and full >= WRAPPED * len(pairs) else 0


def _full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the next line's first word would not have fitted into this one."""
    word = text[following[0] : following[0] + width].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width - SLACK


def _broken(text: str, above: tuple[int, int, bool], line: tuple[int, int]) -> bool:
    """A sentence that stops in the middle and goes on below with a small letter."""
    if not text[line[0]].islower() or above[1] - above[0] < 25:
        return False
    if _SENTENCE_END.search(text[max(above[0], above[1] - 4) : above[1]]):
        return False
    first = text[line[0] : min(line[1], line[0] + 20)].split(None, 1)[0]
    return first not in words("clean", "share_anchors") and not first.startswith(("http", "www."))
