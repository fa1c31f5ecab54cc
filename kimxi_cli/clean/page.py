"""What the rules look at: a page of lines, what was found on it so far, and the one line in question."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from kimxi_cli.lexicon import table
from kimxi_cli.model import Block, BlockKind, Source

SHORT = 400
"""Characters. A longer line is no title, label, bar or form; rules with patterns leave it alone."""

BODY_WORDS = 20
"""Words in a sentence or more that make a line the article's body for certain, wherever it stands."""

_FINAL = re.compile(r"""[.!?…:]["'”’»)\]*_]*$""")
_MARKUP = re.compile(r"^(?:#{1,6}\s+|>\s+|[-*+•·▪●–—]\s+|\*{1,3}|_{1,3})+|(?:\*{1,3}|_{1,3}|\s#+)$")
_SIGNS = "#>-*+•·▪●–—_"
MARKUP = "markup: signs of Markdown"
LISTED = "caption_label: label of a list"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a line: the blocks that cover it, and what they tell of the article.

    facts: title, source, byline, published, updated, dateline_place, dateline_day; the first finding wins.
    opens: the kind that all following lines have, up to the next line of certain body (COMMENTS: to the end).
    """

    blocks: tuple[Block, ...]
    facts: dict[str, str] = field(default_factory=dict)
    opens: BlockKind | None = None

    @property
    def kind(self) -> BlockKind:
        """The kind of the line's last block."""
        return self.blocks[-1].kind


@dataclass(slots=True)
class Line:
    """A line of the text, or a paragraph put together from wrapped lines. `bare` is its text without markup."""

    start: int
    end: int
    text: str
    after_blank: bool
    bare: str = ""
    words: int = 0
    final: bool = False
    bullet: bool = False

    def __post_init__(self) -> None:
        self.bare, self.bullet = unmarked(self.text)
        self.words = len(self.bare.split())
        self.final = _FINAL.search(self.bare[-12:]) is not None

    @property
    def short(self) -> bool:
        return len(self.bare) <= SHORT

    @property
    def body(self) -> bool:
        """Certainly running text: long enough, and it ends as a sentence does (a very long line need not)."""
        return self.words >= BODY_WORDS and (self.final or self.words >= 3 * BODY_WORDS)

    @property
    def titular(self) -> bool:
        """Formed like a title: begins with a capital, figure or quote mark, no full stop or colon at the end."""
        return 0 < self.words <= 25 and not ends_as_statement(self.bare) and opens_as_title(self.bare)


@dataclass(slots=True)
class Page:
    """An article as lines, and how far the walk over them has come.

    first_body, last_body: positions of the first and last line of certain body; transcript: turns of speakers;
    punctuated: of its longer lines most end as sentences do.
    at: position of the line in question; words: of the lines before it; previous: the kind of the last of those;
    section: the kind that is open; title: the headline once it is found; named: the title that a field line gives;
    listed: highlights were found; begun: body was found.
    """

    source: Source
    lines: list[Line]
    first_body: int
    last_body: int
    transcript: bool
    punctuated: bool
    at: int = 0
    previous: BlockKind | None = None
    section: BlockKind | None = None
    title: str | None = None
    named: str | None = None
    listed: bool = False
    begun: bool = False
    words: int = 0

    @property
    def head(self) -> bool:
        """Before the body begins."""
        return self.at < self.first_body

    @property
    def tail(self) -> bool:
        """After the body's last line."""
        return self.at > self.last_body

    def line(self, offset: int) -> Line | None:
        """The line that many lines after the one in question (before it, if negative)."""
        k = self.at + offset
        return self.lines[k] if 0 <= k < len(self.lines) else None

    def go_on(self, line: Line, finding: Finding) -> None:
        """Takes in what a line was found to be and goes to the next one."""
        if finding.opens:
            self.section = finding.opens
        elif line.body and self.section is not BlockKind.COMMENTS:
            self.section = None
        self.previous = finding.kind
        if finding.kind is BlockKind.HEADLINE:
            self.title = self.title or finding.facts.get("title")
        else:
            self.named = self.named or finding.facts.get("title")
        self.begun = self.begun or any(block.kind is BlockKind.BODY for block in finding.blocks)
        self.listed = self.listed or finding.blocks[0].why == LISTED
        self.words += line.words
        self.at += 1


Rule = Callable[[Line, Page], Finding | None]
"""Says what a line is, or None where it has nothing to say."""


def page_of(source: Source, lines: list[Line]) -> Page:
    """The page with its body found; without any certain body, the longest line stands for it."""
    bodies = [k for k, line in enumerate(lines) if line.body]
    if not bodies and lines:
        bodies = [k for k, line in enumerate(lines) if line.final and line.words >= 8] or [
            max(range(len(lines)), key=lambda k: (lines[k].words, -k))
        ]
    first, last = (bodies[0], bodies[-1]) if bodies else (0, 0)
    spoken = sum(1 for line in lines if SPEAKER_LABEL.match(line.bare))
    long = [line for line in lines[first : last + 1] if line.words >= 12]
    punctuated = sum(line.final for line in long) >= 0.6 * len(long)
    return Page(source, lines, first, last, transcript=spoken >= 3, punctuated=punctuated)


SPEAKER_LABEL = re.compile(r"(?:[A-Z][A-Z.'’\- ]{1,40}|Q|A):\s|Q\s{2,}")
"""How a turn begins in a transcript: "MS. BERG: …", "Q: …"."""


def whole(line: Line, kind: BlockKind, why: str, /, **facts: str | None) -> Finding:
    """A finding that the whole line is of one kind."""
    return Finding((Block(line.start, line.end, kind, why),), known(facts))


def opening(line: Line, kind: BlockKind, why: str, opens: BlockKind | None) -> Finding:
    """A finding that the whole line is of one kind, and so are those below it (None: this line only)."""
    return Finding((Block(line.start, line.end, kind, why),), opens=opens)


def cut(line: Line, pieces: list[tuple[int, BlockKind, str]], **facts: str | None) -> Finding:
    """A finding that a line falls into pieces, each given as (where in the line's text it starts, kind, why)."""
    blocks = []
    ends = [at for at, _, _ in pieces[1:]] + [len(line.text)]
    for (at, kind, why), end in zip(pieces, ends, strict=True):
        piece = line.text[at:end]
        start = line.start + at + len(piece) - len(piece.lstrip())
        stop = line.start + at + len(piece.rstrip())
        if start < stop:
            blocks.append(Block(start, stop, kind, why))
    return Finding(tuple(blocks), known(facts))


def known(facts: dict[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in facts.items() if value}


def unmarked(text: str) -> tuple[str, bool]:
    """A line's text without invisible characters and without Markdown around it; whether it is a list item."""
    text = text.strip(INVISIBLE + " \t\u00a0")
    if not text or (text[0] not in _SIGNS and text[-1] not in "*_#"):
        return text, False
    bullet = len(text) > 1 and text[0] in "-*+•·▪●–—" and text[1].isspace()
    inner = _MARKUP.sub("", text).strip(INVISIBLE + " \t\u00a0")
    return inner or text, bullet


def ends_as_statement(text: str) -> bool:
    """A full stop, colon, comma or semicolon at the end (an abbreviation's stop counts as well)."""
    return text.rstrip("\"'”’»)]").endswith((".", ":", ",", ";", "…"))


def opens_as_title(text: str) -> bool:
    first = text.lstrip("\"'“‘«([¿¡")[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


@cache
def patterns(key: str) -> re.Pattern[str]:
    """The patterns under a key of `data/clean.toml` as one, to be matched against a whole line."""
    return re.compile("|".join(f"(?:{each})" for each in table("clean")[key]), re.IGNORECASE | re.DOTALL)


def is_one_of(key: str, line: Line) -> bool:
    """Whether a line, taken whole, is of the form that a list of patterns describes."""
    return len(line.bare) <= 3 * SHORT and patterns(key).fullmatch(line.bare) is not None
