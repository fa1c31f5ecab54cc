"""The patterns of time expressions: one alternation of named forms, the longer form first."""

import re
from functools import cache

from kimxi_cli import lexicon

TABLE = lexicon.table("times")
MONTHS: dict[str, int] = {m.lower(): k for k, m in enumerate(TABLE["months"], 1)} | {
    m.lower(): k for m, k in TABLE["short_months"].items()
}
WEEKDAYS: dict[str, int] = {day.lower(): k for k, day in enumerate(TABLE["weekdays"])}
NUMBERS: dict[str, int] = TABLE["numbers"]
SEASONS: dict[str, int] = TABLE["seasons"]
HOLIDAYS: dict[str, tuple[int, int]] = {name.lower(): (m, d) for name, (m, d) in TABLE["holidays"].items()}

ALT = "|".join
HOLIDAY = ALT(re.escape(name).replace("'", "['’]") for name in sorted(TABLE["holidays"], key=len, reverse=True))
MONTH = rf"(?:{ALT(TABLE['months'])}|(?:{ALT(TABLE['short_months'])})\b\.?)"
DAY = (
    r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![\d%]|[:.,]\d|-(?:year|day|week|month|hour|minute|member|point|nation))"
)
YEAR = r"(?:1[5-9]|20)\d\d(?![\d,]*\d|%|-member)"
WD = rf"(?:{ALT(TABLE['weekdays'])})"
NUM = rf"(?:{ALT(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}})"
VAGUE = r"a few|several|some|many|a couple(?: of)?|a handful of|a dozen"
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|century)"
UNITS = rf"(?:{UNIT}s?|centuries)"
TO = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till|and)\s+)"
REL = r"(?:,?\s+(?:last|this|next|the same|the following|the previous|that)\s+year)"
PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night))"

PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "numeric",
        "figures",
        rf"(?:\d{{4}}(?P<isosep>[-/])\d\d(?P=isosep)\d\d|\d\d?(?P<sep>[-/.])\d\d?(?P=sep){YEAR})(?!\d)",
    ),
    (
        "month_day_range",
        "weekday month",
        rf"(?:{WD},?\s+)?{MONTH}\s+{DAY}{TO}(?:{MONTH}\s+)?{DAY}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}{TO}{WD}\))?",
    ),
    (
        "day_month_range",
        "figures the",
        rf"(?:the\s+)?{DAY}(?:\s+{MONTH})?{TO}(?:the\s+)?{DAY}\s+{MONTH}(?:,?\s+{YEAR}|{REL})?",
    ),
    (
        "month_day",
        "weekday month",
        rf"(?:{WD},?\s+(?:the\s+)?)?{MONTH}\s+(?:the\s+(?=\d\d?[a-z]))?{DAY}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}\))?",
    ),
    (
        "day_month",
        "weekday figures the",
        rf"(?:{WD},?\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}\))?",
    ),
    (
        "month",
        "month early mid late last this next earlier later the end beginning start middle",
        r"(?:(?P<mpart>early|mid|late|last|this|next|earlier this|later this)[\s-]+"
        r"|(?:the\s+)?(?P<mspan>end|beginning|start|middle)\s+of\s+)?"
        rf"{MONTH}(?:(?:\s+or\s+|\s+to\s+|\s*[-–—]\s*){MONTH}(?!\s+\d{{1,2}}\b))?(?:,?\s+(?:of\s+)?{YEAR}|{REL})?",
    ),
    ("nth", "weekday the", rf"(?:{WD},?\s+)?the\s+(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"),
    ("weekday_range", "from weekday", rf"(?:from\s+)?{WD}(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+){WD}"),
    ("weekday_of_week", "weekday", rf"{WD}\s+(?:of\s+)?(?P<ofwhich>last|this|next)\s+week(?![\w-])"),
    (
        "counted_day",
        "weekday number the",
        rf"{WD}\s+week(?![\w-])|(?:{NUM}|the)\s+{UNITS}\s+(?:from|ago(?:\s+on)?|after)\s+(?:today|tomorrow|yesterday|next\s+{WD}|{WD})",
    ),
    ("weekday", "last this next weekday", rf"(?:(?:last|this|next|this coming|this past)\s+)?{WD}{PART}?"),
    (
        "holiday",
        "last next holiday",
        rf"(?:last\s+|next\s+)?(?:{HOLIDAY})(?:,?\s+{YEAR})?",
    ),
    (
        "today",
        "the day earlier later today yesterday tomorrow tonight last this",
        r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|(?:earlier\s+|later\s+)?today|yesterday|tomorrow|tonight|last\s+night"
        r"|(?:earlier\s+)?this\s+(?:morning|afternoon|evening)",
    ),
    (
        "last_unit",
        "early earlier late later last this next the",
        r"(?:(?P<within>early|earlier|late|later)\s+)?"
        r"(?P<which>last|this|next|this coming|this past|the past|the coming|the current)\s+"
        r"(?P<unit>weekend|week|month|year|decade|century)(?![\w-])",
    ),
    ("weekend", "the", r"the\s+weekend"),
    (
        "end_of_unit",
        "the end beginning start middle",
        r"(?:the\s+)?(?P<uspan>end|beginning|start|middle)\s+of\s+(?P<uwhich>the|this|last|next)\s+(?P<uunit>week|month|year)"
        r"(?![\w-])",
    ),
    ("new_year", "early late the", r"(?:(?P<nypart>early|late)\s+in\s+)?the\s+new\s+year(?![\w'’-])"),
    (
        "same_year",
        "later earlier that the",
        r"(?:(?:later|earlier)\s+)?(?:that|the)(?:\s+very)?\s+same\s+year|(?:later|earlier)\s+that\s+year",
    ),
    (
        "anchored",
        "the later that just only about number vague hours days weeks months years",
        rf"(?:the\s+(?:next|following|previous|same)\s+(?:day|morning|afternoon|evening|week|month|year)|the\s+day\s+(?:before|after)|(?:later\s+)?that\s+(?:same\s+)?(?:day|morning|afternoon|evening|night)"
        rf"|(?:(?:just|only|about)\s+)?(?:{NUM}|{VAGUE})\s+{UNITS}\s+(?:after|before|later|earlier|prior)"
        rf"|(?:just\s+|only\s+)?(?:hours|days|weeks|months|years)\s+(?:after|before|later|earlier))(?!\w)",
    ),
    (
        "ago",
        "about around nearly almost some over more less at just number vague",
        r"(?:(?P<agoabout>about|around|nearly|almost|some|over|more than|less than|at least|just)\s+)?"
        rf"(?:{NUM}|{VAGUE})\s+{UNITS}\s+ago",
    ),
    ("ahead", "in number", rf"in\s+(?:{NUM}|{VAGUE})\s+{UNITS}['’]?(?:\s+time)?(?!\w)|{NUM}\s+{UNITS}\s+from\s+now"),
    ("duration", "number", rf"{NUM}(?:(?:\s+|-){UNIT}(?:-long)?|\s+{UNITS})(?![\w]|[\s-]old\b)"),
    (
        "season",
        "last this next early late mid season",
        rf"(?:(?:last|this|next|early|late|mid)[\s-]+)?(?:spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{YEAR})|(?:last|this|next)\s+(?:spring|summer|autumn|fall|winter)",
    ),
    (
        "decade",
        "figures early mid late",
        r"(?:(?:early|mid|late)[\s-]+)?(?:1[5-9]|20)\d0['’]?s|(?<=the )['’]\d0s|(?:early|mid|late)[\s-]+['’]\d0s",
    ),
    (
        "year_range",
        "between from figures",
        rf"between\s+{YEAR}\s+and\s+{YEAR}|(?:from\s+)?{YEAR}(?:\s+(?:to|until|through)\s+{YEAR}|\s?[-–—/]\s?(?:{YEAR}|\d\d(?!\d)))",
    ),
    ("year", "figures early mid late", rf"(?:(?:early|mid|late)[\s-]+)?{YEAR}"),
)
"""Kind, the words it can begin with (or classes of them: OPENERS), and pattern; the longer form first."""

HINTS = frozenset(
    (
        "day today yesterday tomorrow tonight night morning afternoon evening week weeks weekend month months year "
        "years days fortnight fortnights hour hours minute minutes decade decades century centuries "
        "spring summer autumn fall winter"
    ).split()
)
HINTS |= {name.rstrip(".") + stop for name in (*MONTHS, *WEEKDAYS) for stop in ("", ".")}
HINTS |= {holiday.split()[0] for holiday in HOLIDAYS}
"""Every expression holds one of these words or a number in figures."""
OPENERS: dict[str, frozenset[str]] = {
    "figures": frozenset("0123456789'’"),
    "month": frozenset(name + stop for name in MONTHS for stop in ("", ".")),
    "weekday": frozenset(WEEKDAYS),
    "number": frozenset({*NUMBERS, *"0123456789"}),
    "vague": frozenset(words.split()[0] for words in VAGUE.split("|")),
    "season": frozenset(SEASONS),
    "holiday": frozenset(re.split(r"[ ']", name)[0] for name in HOLIDAYS),
}
"""Classes of words that an expression can begin with; of figures the first character."""


def _kinds_by_opener() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for kind, openers, _ in PATTERNS:
        for opener in sorted({word for name in openers.split() for word in OPENERS.get(name, {name})}):
            kinds.setdefault(opener, []).append(kind)
    return {opener: tuple(found) for opener, found in kinds.items()}


KINDS = _kinds_by_opener()
"""First word (or figure) of an expression -> the kinds that it can be: to try no others saves most of the time."""


@cache
def pattern_of(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of several kinds, each a group of its name, tried in the order of PATTERNS."""
    of = {kind: pattern for kind, _, pattern in PATTERNS}
    return re.compile(
        r"(?<![\w$€£.])(?:" + ALT(rf"(?P<{kind}>{of[kind]})(?!\w)" for kind in kinds) + ")", re.IGNORECASE
    )


LONGEST_OPENING = 8
"""Tokens from the first word of an expression to one of its HINTS ("at least a couple of years ago")."""
DATE_PARTS = re.compile(rf"(?P<m>{MONTH})(?!\w)|(?P<y>{YEAR})|(?P<d>\d{{1,2}})|(?P<w>{WD})", re.IGNORECASE)
NUMBER = re.compile(rf"{NUM}(?!\w)", re.IGNORECASE)
UNIT_WORD = re.compile(UNITS, re.IGNORECASE)
