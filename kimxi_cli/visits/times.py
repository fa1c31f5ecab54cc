"""Time expressions of a parse: their form understood, not yet held against a publication date.

The grammar is one alternation of named patterns (`time_patterns`); each name is the `kind` of what it reads, the reader
of that kind (`time_readers`) turns the match into a TimeExpression, and what only looks like one is left out
(`not_times`). Order matters: the longer form stands first.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kimxi_cli.model import TimeExpression
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar
from kimxi_cli.visits.not_times import is_no_time
from kimxi_cli.visits.time_patterns import HINTS, KINDS, LONGEST_OPENING, OPENERS, PATTERNS, pattern_of
from kimxi_cli.visits.time_readers import READERS


def find_times(parse: Parse) -> tuple[TimeExpression, ...]:
    """Every time expression of the parse, in text order; where it matters with the tense of the clause it stands in."""
    found: list[TimeExpression] = []
    last_year: int | None = None
    context = _Paragraph()
    end = 0
    for start, last, kinds in _openings(parse):
        match = pattern_of(kinds).match(parse.text, start, last) if start >= end else None
        if match is None:
            continue
        kind = _kind(match)
        end = match.end(kind)
        token = parse.token_at(start)
        if token is None or is_no_time(parse, kind, start, end):
            continue
        context.enter(parse, token)
        for expression in READERS[kind](match, kind):
            if expression.kind in TENSED and (tense := _tense(parse, expression)):
                expression = replace(expression, tense=tense)
            if kind == "same_year":
                expression = replace(expression, year=last_year)
            elif expression.year is not None:
                last_year = expression.year
            found.append(context.read(parse, expression))
    return tuple(found)


def _openings(parse: Parse) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where an expression may begin, where its sentence ends, and which kinds it can be: a word or figure that opens
    one, with figures or a hint soon after."""
    for sentence in parse.sentences:
        tokens = parse.tokens[sentence.first : sentence.last]
        figures = FIGURE_OR_HYPHEN.search(parse.text, sentence.start, sentence.end)
        if figures is None and HINTS.isdisjoint([token.lower for token in tokens]):
            continue
        found: list[tuple[int, int, tuple[str, ...]]] = []
        near = sentence.last + LONGEST_OPENING
        for token in reversed(tokens):
            lower = token.lower
            if lower[0] in FIGURES and (lower[0].isdigit() or _short_year(lower, near == token.i + 1)):
                near = token.i
                found.append((token.start, sentence.end, KINDS[lower[0]]))
            elif lower in HINTS:
                near = token.i
            elif "-" in lower and len(lower) > 1:
                near = token.i
                found += _in_compound(token, sentence.end)
                lower = lower.partition("-")[0]
            if near - token.i <= LONGEST_OPENING and (kinds := KINDS.get(lower)):
                found.append((token.start, sentence.end, kinds))
        yield from reversed(found)


FIGURES = OPENERS["figures"]
FIGURE_OR_HYPHEN = re.compile(r"[\d-]")


def _short_year(lower: str, figures_follow: bool) -> bool:
    """Whether an apostrophe stands for a century: "'90s", one token or two."""
    return lower[1:2].isdigit() or (len(lower) == 1 and figures_follow)


def _in_compound(token: Token, last: int) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Openings after a hyphen inside one token ("post-1945")."""
    for at in range(len(token.lower) - 2, 0, -1):
        if token.lower[at] == "-":
            word = token.lower[at + 1 :].partition("-")[0]
            if kinds := KINDS.get(word[:1] if word[:1] in FIGURES else word):
                yield token.start + at + 1, last, kinds


def _kind(match: re.Match[str]) -> str:
    """The pattern that matched: the last group is that, or one inside it."""
    kind = match.lastgroup or ""
    return kind if kind in READERS else next(k for k, _, _ in PATTERNS if match.groupdict().get(k))


class _Paragraph:
    """What the words of a paragraph so far tell of its dates: the month spoken of, the year that a diary entry
    ("April 27, 2018, Oslo. …") opens with, and the last single day."""

    def __init__(self) -> None:
        self.block = -1
        self.start = self.last = 0
        self.month: int | None = None
        self.year: int | None = None
        self.day: TimeExpression | None = None

    def enter(self, parse: Parse, token: Token) -> None:
        """A paragraph is a block, or several in one line ("**April 27, 2018, Oslo.** He …")."""
        if token.block != self.block and (self.block < 0 or "\n" in parse.text[self.last : token.start]):
            self.month = self.year = self.day = None
            first = parse.sentences[token.sentence]
            self.start = parse.text.rfind("\n", 0, first.start) + 1
        self.block, self.last = token.block, token.start

    def read(self, parse: Parse, x: TimeExpression) -> TimeExpression:
        """The expression with the month, year or day that the paragraph lends it."""
        if x.kind == "anchored":
            return self._counted_on(parse, x)
        x = self._in_its_month(parse, x)
        if x.kind in ONE_DAY:
            self.day = x
        elif x.end_day is not None or x.end_weekday is not None:
            self.day = None
        return x

    def _counted_on(self, parse: Parse, x: TimeExpression) -> TimeExpression:
        """ "The next day", "two days later": counted from the day that the paragraph told last."""
        offset = days_on(x, parse.text[x.end : x.end + 1])
        if self.day is None or offset is None:
            return x
        self.day = replace(self.day, start=x.start, end=x.end, text=x.text, offset=(self.day.offset or 0) + offset)
        return self.day

    def _in_its_month(self, parse: Parse, x: TimeExpression) -> TimeExpression:
        if x.kind == "nth":
            return replace(x, month=self.month)
        if x.month is not None and x.kind not in ("holiday", "season"):
            self.month = x.month
            if x.year is not None and x.day is not None and opens_entry(parse.text, self.start, x):
                self.year = x.year
            elif x.year is None and x.shift is None and x.weekday is None:
                return replace(x, year=self.year, end_year=self.year if x.end_month or x.end_day else None)
        return x


ONE_DAY = frozenset({"numeric", "month_day", "day_month", "nth", "weekday", "weekday_of_week", "holiday"})
"""Kinds that tell a day from which others are counted."""


def days_on(x: TimeExpression, following: str) -> int | None:
    """Days from the day told before to that of an expression which counts from it; None where it counts from an event
    ("two days after the vote"), or in units that give no day."""
    low = " ".join(x.text.lower().split())
    if re.match(r"(?:later )?that (?:same )?\w+$|the same \w+$", low):
        return 0 if x.unit in ("day", "night", None) else None
    if low.startswith(("the day before", "the day after")):
        return (-1 if "before" in low else 1) if following in ("", ",", ".", ";") else None
    if low.startswith("the "):
        step = {"next": 1, "following": 1, "previous": -1}.get(low.split()[1])
        return step if x.unit in ("day", None) else None
    if x.count is None or not low.endswith(("later", "earlier")):
        return None
    length = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(x.unit or "")
    if x.unit == "hour" and x.count % 24 == 0:
        length, hours = 1, x.count // 24
        return -hours if low.endswith("earlier") else hours
    if length is None:
        return None
    return (-1 if low.endswith("earlier") else 1) * x.count * length


def counted_on(x: TimeExpression) -> bool:
    """Whether an expression counts from a day told before it."""
    return x.offset is not None and x.kind != "counted_day"


ENTRY = re.compile(r"[ ,]{0,2}(?:[A-Z][\w'’-]*[ ,]{0,2}){0,4}[*_]*(?:[.:]|\s[-–—])[*_]*\s")


def opens_entry(text: str, start: int, x: TimeExpression) -> bool:
    """Whether a date opens a paragraph as that of a diary or timeline: "April 27, 2018, Oslo. …"."""
    return not any(c.isalnum() for c in text[start : x.start]) and ENTRY.match(text, x.end) is not None


TENSED = frozenset(
    (
        "numeric month_day_range day_month_range month_day day_month month nth weekday_range weekday counted_day "
        "holiday ahead weekend end_of_unit new_year season"
    ).split()
)
"""Kinds whose value or use depends on the tense they are told in."""


def _tense(parse: Parse, expression: TimeExpression) -> str | None:
    """The tense that the expression is told in: that of its clause, but what starts or is expected then is to come."""
    token = parse.token_at(expression.start)
    if token is None:
        return None
    if expression.weekday is not None and token.i and parse.tokens[token.i - 1].lower in ("starting", "beginning"):
        return "future"
    tense = grammar.tense_at(parse, token.i)
    verb = grammar.verb_above(parse, token.i)
    if tense == "past" and expression.month is not None and verb is not None and verb.lower in grammar.FIXED:
        return None  # "was scheduled for May 4": before or after that day
    if tense != "present":
        return tense
    if verb is not None and verb.tag == "VBN" and verb.lower in grammar.INTENDS:
        return "future"
    lasting = token.i and parse.tokens[token.i - 1].lower in ("until", "till", "through")
    return "future" if lasting else tense
