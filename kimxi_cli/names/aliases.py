"""Other names that the names file gives somebody ("the Old Man of the Sea"): found in the texts, made names of theirs.

The model takes most of them for no names at all. They are looked for in the stored texts, as they are written in the
file, "the" included, or in capitals, so that no article has to be analysed anew.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kimxi_cli.model import CONTENT, ArticleAnalysis, Attribution, EntityType, Mention, Span
from kimxi_cli.names.decisions import SAME
from kimxi_cli.names.overrides import Overrides, key

RULE = "names_file"
"""What the mentions that were found so call the rule that found them."""

_DASHES = "[-‐‑–]"
_QUOTES = "['’‘]"


def with_aliases(analyses: Sequence[ArticleAnalysis], overrides: Overrides) -> list[ArticleAnalysis]:
    """The articles with every name of the `same` lists as a mention, and as the speaker of what it says."""
    names = sorted({name for entry in overrides.of(SAME) for name in entry.names}, key=lambda n: (-len(n), n))
    known = {key(mention.text) for analysis in analyses for mention in analysis.mentions}
    # a single word that is found as a name is looked for no further: "May" and "Brown" are words as well
    sought = [name for name in names if len(name.split()) > 1 or key(name) not in known]
    if not sought:
        return list(analyses)
    pattern = re.compile("|".join(_pattern(form) for name in sought for form in dict.fromkeys((name, name.upper()))))
    return [_with_aliases(analysis, pattern, overrides) for analysis in analyses]


def _pattern(name: str) -> str:
    """The name with any white space, dash and apostrophe in it; a leading "the" is read but no part of it."""
    words = name.split()
    the = r"\b[Tt][Hh][Ee]\s+" if words[0].lower() == "the" and len(words) > 1 else r"(?<!\w)"
    rest = words[1:] if the.startswith(r"\b") else words
    body = r"\s+".join(
        re.sub(r"[-‐‑–]", _DASHES, re.sub(r"['’‘]", _QUOTES, re.escape(word).replace(r"\-", "-"))) for word in rest
    )
    return rf"{the}(?:{body})(?!\w)"


def _with_aliases(analysis: ArticleAnalysis, pattern: re.Pattern[str], overrides: Overrides) -> ArticleAnalysis:
    found = [_span(match) for match in pattern.finditer(analysis.text)]
    blocks = [block for block in analysis.layout.blocks if block.kind in CONTENT]
    starts = [block.start for block in blocks]
    fresh: list[Span] = []
    mentions = list(analysis.mentions)
    for span in found:
        at = bisect_right(starts, span.start) - 1
        if at < 0 or span.end > blocks[at].end:
            continue
        touched = [m for m in mentions if m.start < span.end and span.start < m.end]
        if any(key(m.text) == key(analysis.text[span.start : span.end]) for m in touched):
            continue  # found as a name already
        if all(span.contains(m.span) for m in touched):
            mentions = [m for m in mentions if m not in touched]
            fresh.append(span)
    if not fresh:
        return analysis
    mentions += [
        Mention(s.start, s.end, analysis.text[s.start : s.end], EntityType.PERSON, None, -1, 1.0, RULE) for s in fresh
    ]
    mentions.sort(key=lambda m: (m.start, m.end))
    quotes = tuple(_spoken_by(quote, fresh, overrides) for quote in analysis.quotes)
    return replace(analysis, mentions=tuple(mentions), quotes=quotes)


def _span(match: re.Match[str]) -> Span:
    the = re.match(r"the\s+", match.group(), re.IGNORECASE)
    return Span(match.start() + (the.end() if the else 0), match.end())


def _spoken_by(quote: Attribution, names: Sequence[Span], overrides: Overrides) -> Attribution:
    """A quote whose source is written with one of the names has it as its source."""
    if quote.speaker_start is None or quote.speaker_end is None:
        return quote
    at = bisect_left(names, Span(quote.speaker_start, 0))
    if at == len(names) or names[at].end > quote.speaker_end or names[at] == quote.source:
        return quote
    return replace(quote, source=names[at], reason=f"{quote.reason}; who that is stands in {overrides.file}")
