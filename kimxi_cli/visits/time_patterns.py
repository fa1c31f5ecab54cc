"""The patterns of time expressions: one alternation of named forms, the longer form first."""

import re

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
HOLIDAY = ALT(re.escape(name) for name in sorted(TABLE["holidays"], key=len, reverse=True))
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

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\d{4}-\d\d-\d\d(?!\d)"),
    (
        "month_day_range",
        rf"(?:{WD},?\s+)?{MONTH}\s+{DAY}{TO}(?:{MONTH}\s+)?{DAY}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}{TO}{WD}\))?",
    ),
    ("day_month_range", rf"(?:the\s+)?{DAY}(?:\s+{MONTH})?{TO}(?:the\s+)?{DAY}\s+{MONTH}(?:,?\s+{YEAR}|{REL})?"),
    ("month_day", rf"(?:{WD},?\s+(?:the\s+)?)?{MONTH}\s+{DAY}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}\))?"),
    ("day_month", rf"(?:{WD},?\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}|{REL})?(?:\s*\({WD}\))?"),
    (
        "month",
        r"(?:(?P<mpart>early|mid|late|last|this|next|earlier this|later this)[\s-]+"
        r"|(?:the\s+)?(?P<mspan>end|beginning|start|middle)\s+of\s+)?"
        rf"{MONTH}(?:(?:\s+or\s+|\s+to\s+|\s*[-–—]\s*){MONTH}(?!\s+\d{{1,2}}\b))?(?:,?\s+(?:of\s+)?{YEAR}|{REL})?",
    ),
    ("nth", rf"(?:{WD},?\s+)?the\s+(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"),
    ("weekday_range", rf"(?:from\s+)?{WD}(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+){WD}"),
    ("weekday", rf"(?:(?:last|this|next|this coming|this past)\s+)?{WD}{PART}?"),
    (
        "holiday",
        rf"(?:last\s+|next\s+)?(?:{HOLIDAY})(?:,?\s+{YEAR})?",
    ),
    (
        "today",
        r"(?:the\s+)?day\s+(?:before\s+yesterday|after\s+tomorrow)|(?:earlier\s+|later\s+)?today|yesterday|tomorrow|tonight|last\s+night"
        r"|(?:earlier\s+)?this\s+(?:morning|afternoon|evening)",
    ),
    (
        "last_unit",
        r"(?:(?P<within>early|earlier|late|later)\s+)?"
        r"(?P<which>last|this|next|this coming|this past|the past|the coming|the current)\s+"
        r"(?P<unit>weekend|week|month|year|decade|century)(?![\w-])",
    ),
    ("same_year", r"(?:(?:later|earlier)\s+)?(?:that|the)(?:\s+very)?\s+same\s+year|(?:later|earlier)\s+that\s+year"),
    (
        "anchored",
        rf"(?:the\s+(?:next|following|previous|same)\s+(?:day|morning|afternoon|evening|week|month|year)|the\s+day\s+(?:before|after)|(?:later\s+)?that\s+(?:same\s+)?(?:day|morning|afternoon|evening|night)"
        rf"|(?:(?:just|only|about)\s+)?(?:{NUM}|{VAGUE})\s+{UNITS}\s+(?:after|before|later|earlier|prior)"
        rf"|(?:just\s+|only\s+)?(?:hours|days|weeks|months|years)\s+(?:after|before|later|earlier))(?!\w)",
    ),
    (
        "ago",
        r"(?:(?P<agoabout>about|around|nearly|almost|some|over|more than|less than|at least|just)\s+)?"
        rf"(?:{NUM}|{VAGUE})\s+{UNITS}\s+ago",
    ),
    ("ahead", rf"in\s+(?:{NUM}|{VAGUE})\s+{UNITS}['’]?(?:\s+time)?(?!\w)|{NUM}\s+{UNITS}\s+from\s+now"),
    ("duration", rf"{NUM}(?:\s+|-){UNIT}(?:-long)?(?![\w])|{NUM}\s+{UNITS}(?![\w])"),
    (
        "season",
        rf"(?:(?:last|this|next|early|late|mid)[\s-]+)?(?:spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?{YEAR})|(?:last|this|next)\s+(?:spring|summer|autumn|fall|winter)",
    ),
    (
        "decade",
        r"(?:(?:early|mid|late)[\s-]+)?(?:1[5-9]|20)\d0['’]?s|(?<=the )['’]\d0s|(?:early|mid|late)[\s-]+['’]\d0s",
    ),
    (
        "year",
        rf"(?:(?:early|mid|late)[\s-]+)?{YEAR}(?!\s*(?:people|troops|soldiers|dollars|euros|miles|kilomet|feet|men|women|jobs|workers|pounds|tons?\b))",
    ),
)
"""Kind and pattern; the longer form first."""

FIRST = (
    rf"\d|['’]\d|{ALT(m[:3] for m in TABLE['months'])}|{ALT(d[:3] for d in TABLE['weekdays'])}"
    rf"|(?:{ALT(NUMBERS)}|{VAGUE}"
    rf"|{ALT(SEASONS)}|early|earlier|later?|mid|last|this|next|the|that|end|beginning|start|middle|from|day|today|yesterday|tomorrow|tonight"
    r"|just|only|about|around|nearly|almost|over|more|less|at|in|hours|days|weeks|months|years)\b|christ|new\s+y|boxing|valentine"
)
"""What an expression can begin with: tried before the patterns, it saves most of the time."""
MASTER = re.compile(
    rf"(?<![\w$€£.])(?={FIRST})(?:" + ALT(rf"(?P<{kind}>{pattern})(?!\w)" for kind, pattern in PATTERNS) + ")",
    re.IGNORECASE,
)
HINTS = frozenset(
    (
        "day today yesterday tomorrow tonight night morning afternoon evening week weeks weekend month months year "
        "years days hour hours minute minutes decade decades century centuries spring summer autumn fall winter"
    ).split()
)
HINTS |= {name.rstrip(".") + stop for name in (*MONTHS, *WEEKDAYS) for stop in ("", ".")}
HINTS |= {holiday.split()[0] for holiday in HOLIDAYS}
"""A sentence without one of these words and without a digit holds no time; looking for them is cheaper than the
patterns."""
DATE_PARTS = re.compile(rf"(?P<m>{MONTH})(?!\w)|(?P<y>{YEAR})|(?P<d>\d{{1,2}})|(?P<w>{WD})", re.IGNORECASE)
NUMBER = re.compile(rf"{NUM}(?!\w)", re.IGNORECASE)
UNIT_WORD = re.compile(UNITS, re.IGNORECASE)
