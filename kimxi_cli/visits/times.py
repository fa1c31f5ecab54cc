"""Time expressions of a parse: their form understood, not yet held against a publication date.

The grammar is one alternation of named patterns; each name is the `kind` of what it reads, and the reader of that
kind turns the match into a TimeExpression. Order matters: the longer form stands first.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from kimxi_cli.model import TimeExpression
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits import grammar
from kimxi_cli.visits.time_patterns import (
    ALT,
    DATE_PARTS,
    HINTS,
    HOLIDAYS,
    MASTER,
    MONTHS,
    NUM,
    NUMBER,
    NUMBERS,
    PATTERNS,
    SEASONS,
    UNIT_WORD,
    UNITS,
    VAGUE,
    WD,
    WEEKDAYS,
    YEAR,
)


def find_times(parse: Parse) -> tuple[TimeExpression, ...]:
    """Every time expression of the parse, in text order, with the tense of the clause it stands in."""
    found: list[TimeExpression] = []
    last_year: int | None = None
    context = _Paragraph()
    for sentence in parse.sentences:
        if not any(
            t.lower in HINTS or t.text[0] in "0123456789'’" or "-" in t.text
            for t in parse.tokens[sentence.first : sentence.last]
        ):
            continue
        text = parse.text[sentence.start : sentence.end]
        for match in MASTER.finditer(text):
            kind = match.lastgroup or ""
            while kind and kind not in READERS:
                kind = next((k for k, _ in PATTERNS if match.group(k)), "")
            if not kind or not _capitals_fit(match.group(kind), kind):
                continue
            start = sentence.start + match.start(kind)
            token = parse.token_at(start)
            if token is None or (kind == "month" and not _is_month(parse, token, match.group(kind))):
                continue
            if kind == "nth" and not _is_day(parse, start, sentence.start + match.end(kind)):
                continue
            context.enter(parse, token)
            for expression in READERS[kind](match, kind, sentence.start):
                expression = replace(expression, tense=_tense(parse, expression))
                if kind == "same_year":
                    expression = replace(expression, year=last_year)
                elif expression.year is not None:
                    last_year = expression.year
                found.append(context.read(parse, expression))
    return tuple(found)


class _Paragraph:
    """What the words of a paragraph so far tell of its dates: the month spoken of, and the year that a diary entry
    ("April 27, 2018, Oslo. …") opens with."""

    def __init__(self) -> None:
        self.block = -1
        self.start = self.last = 0
        self.month: int | None = None
        self.year: int | None = None

    def enter(self, parse: Parse, token: Token) -> None:
        """A paragraph is a block, or several in one line ("**April 27, 2018, Oslo.** He …")."""
        if token.block != self.block and (self.block < 0 or "\n" in parse.text[self.last : token.start]):
            self.month = self.year = None
            first = parse.sentences[token.sentence]
            self.start = parse.text.rfind("\n", 0, first.start) + 1
        self.block, self.last = token.block, token.start

    def read(self, parse: Parse, x: TimeExpression) -> TimeExpression:
        """The expression with the month or year that the paragraph lends it."""
        if x.kind == "nth":
            return replace(x, month=self.month)
        if x.month is not None and x.kind not in ("holiday", "season"):
            self.month = x.month
            if x.year is not None and x.day is not None and opens_entry(parse.text, self.start, x):
                self.year = x.year
            elif x.year is None and x.shift is None and x.weekday is None:
                return replace(x, year=self.year, end_year=self.year if x.end_month or x.end_day else None)
        return x


ENTRY = re.compile(r"[ ,]{0,2}(?:[A-Z][\w'’-]*[ ,]{0,2}){0,4}[*_]*(?:[.:]|\s[-–—])[*_]*\s")


def opens_entry(text: str, start: int, x: TimeExpression) -> bool:
    """Whether a date opens a paragraph as that of a diary or timeline: "April 27, 2018, Oslo. …"."""
    return not any(c.isalnum() for c in text[start : x.start]) and ENTRY.match(text, x.end) is not None


def _is_day(parse: Parse, start: int, end: int) -> bool:
    """Whether "the 7th" is a day: it names nothing ("the 7th fleet") and stands after a word that goes with days."""
    inside = parse.tokens_between(start, end)
    if not inside:
        return False
    last = parse.tokens[inside[-1]]
    following = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
    if last.dep in ("amod", "compound", "nummod") and parse.head(last).i > last.i:
        return False
    if following is not None and following.is_noun and following.i == last.i + 1:
        return False
    before = parse.tokens[inside[0] - 1].lower if inside[0] else ""
    weekday = parse.tokens[inside[0]].lower in WEEKDAYS
    return weekday or before in _BEFORE_DAY


_BEFORE_DAY = frozenset({"on", "by", "until", "till", "since", "of", "from", "before", "after", "and", "to", ","})


NAMES = re.compile(rf"\b(?:{ALT(MONTHS)}|{ALT(WEEKDAYS)})\b", re.IGNORECASE)


def _capitals_fit(text: str, kind: str) -> bool:
    """Months and weekdays are written with a capital: "may", "march" and "sat" are other words."""
    return all(m.group()[0].isupper() for m in NAMES.finditer(text))


_BEFORE_MONTH = frozenset(
    "in since until till by last this next early late mid from to of during before after and or between for through "
    "throughout ,".split()
)


def _is_month(parse: Parse, token: Token, text: str) -> bool:
    """A bare "May" or "March" may be a name, a verb or a noun: it is a month after a word that goes with times."""
    if text.lower() not in ("may", "march", "august", "june", "april", "mar", "jan", "jun"):
        return True
    before = parse.tokens[token.i - 1] if token.i and parse.tokens[token.i - 1].sentence == token.sentence else None
    if text.lower() in ("may", "march", "august") or not token.is_proper:
        return token.tag != "MD" and before is not None and before.lower in _BEFORE_MONTH | {"a", "the"}
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if (
        text.lower() in ("jan", "mar", "jun")
        and after is not None
        and (after.is_proper or after.lower in ("de", "van", "von", "der"))
    ):
        return False
    return not (
        after
        and after.is_proper
        and after.sentence == token.sentence
        and (before is None or before.lower not in _BEFORE_MONTH)
    )


def _tense(parse: Parse, expression: TimeExpression) -> str | None:
    token = parse.token_at(expression.start)
    return grammar.tense_at(parse, token.i) if token else None


# --- readers: a match of one kind as time expressions -----------------------------------------

Reader = Callable[[re.Match[str], str, int], tuple[TimeExpression, ...]]


def _make(match: re.Match[str], kind: str, at: int, **fields: int | str | None) -> TimeExpression:
    base = TimeExpression(at + match.start(kind), at + match.end(kind), match.group(kind), kind)
    return replace(base, **fields)  # type: ignore[arg-type]


def _year_shift(text: str) -> dict[str, int | str | None]:
    """The relative year at the end of a date: "September 3 last year"."""
    low = text.lower()
    if not low.endswith("year"):
        return {}
    for word, shift in (("last", -1), ("previous", -1), ("next", 1), ("following", 1), ("this", 0)):
        if f"{word} year" in low:
            return {"unit": "year", "shift": shift}
    return {}


def _parts(text: str) -> tuple[list[int], list[int], int | None, list[int]]:
    """Months, days, year and weekdays of a date, in order."""
    months, days, weekdays = [], [], []
    year: int | None = None
    for part in DATE_PARTS.finditer(text):
        if part["m"]:
            months.append(MONTHS[part["m"].lower().rstrip(".")])
        elif part["y"]:
            year = int(part["y"])
        elif part["d"]:
            days.append(int(part["d"]))
        elif part["w"]:
            weekdays.append(WEEKDAYS[part["w"].lower()])
    return months, days, year, weekdays


def _iso(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    year, month, day = (int(part) for part in match.group(kind).split("-"))
    if not (1500 <= year < 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return ()
    return (_make(match, kind, at, year=year, month=month, day=day),)


def _date(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    """A day of a month, or a range of days; weekdays in brackets are kept (they tell the year)."""
    text = match.group(kind)
    months, days, year, weekdays = _parts(text)
    if not months or not days:
        return ()
    fields: dict[str, int | str | None] = {"month": months[0], "day": days[0], "year": year, **_year_shift(text)}
    if kind.endswith("range") and len(days) > 1:
        fields |= {"end_month": months[-1], "end_day": days[1], "end_year": year}
    if weekdays:
        fields["weekday"] = weekdays[0]
        if len(weekdays) > 1:
            fields["end_weekday"] = weekdays[1]
    out = [_make(match, kind, at, **fields)]
    bracket = text.find("(")
    if bracket >= 0:
        head = text[:bracket].rstrip()
        out = [replace(out[0], end=out[0].start + len(head), text=head)]
        base = out[0].start
        ends = [(months[0], days[0]), (months[-1], days[-1])]
        for (month, day), part in zip(ends, re.finditer(WD, text[bracket:], re.IGNORECASE), strict=False):
            start = base + bracket + part.start()
            out.append(
                TimeExpression(
                    start, start + len(part.group()), part.group(), "weekday", year=year, month=month, day=day,
                    weekday=WEEKDAYS[part.group().lower()],
                )
            )  # fmt: skip
    return tuple(out)


_SPAN_WORDS = {"end": "late", "beginning": "early", "start": "early", "middle": "mid"}


def _month(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    months, _, year, _ = _parts(text)
    part = (match["mpart"] or _SPAN_WORDS.get((match["mspan"] or "").lower(), "") or "").lower()
    fields: dict[str, int | str | None] = {"month": months[0], "year": year, **_year_shift(text)}
    if part in ("last", "next", "this", "earlier this", "later this"):
        fields |= {"unit": "month", "shift": {"last": -1, "next": 1}.get(part, 0)}
    elif part:
        fields["modifier"] = part
    if len(months) > 1:
        fields |= {"end_month": months[1], "end_year": year}
    return (_make(match, kind, at, **fields),)


def _weekday(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    _, _, _, weekdays = _parts(text)
    first = text.lower().split()[0]
    shift = {"last": -1, "next": 1, "this": 0}.get(first)
    if text.lower().startswith("this past"):
        shift = -1
    fields: dict[str, int | str | None] = {"weekday": weekdays[0], "shift": shift}
    if kind == "weekday_range":
        fields["end_weekday"] = weekdays[-1]
    return (_make(match, kind, at, **fields),)


def _holiday(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    text = match.group(kind)
    low = text.lower()
    name = max((h for h in HOLIDAYS if h in low), key=len)
    month, day = HOLIDAYS[name]
    year = re.search(YEAR, text)
    shift = -1 if low.startswith("last") else 1 if low.startswith("next") else None
    return (_make(match, kind, at, month=month, day=day, year=int(year.group()) if year else None, shift=shift),)


TODAY = (("before yesterday", -2), ("after tomorrow", 2), ("yesterday", -1), ("last night", -1), ("tomorrow", 1))


def _today(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    low = " ".join(match.group(kind).lower().split())
    return (_make(match, kind, at, unit="day", shift=next((s for words, s in TODAY if words in low), 0)),)


def _nth(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    _, days, _, weekdays = _parts(match.group(kind))
    return (_make(match, kind, at, day=days[0], weekday=weekdays[0] if weekdays else None),)


def _last_unit(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    which = match["which"].lower()
    shift = (
        -1 if which in ("last", "this past", "the past") else 1 if which in ("next", "this coming", "the coming") else 0
    )
    within = (match["within"] or "").lower() or None
    return (_make(match, kind, at, unit=match["unit"].lower(), shift=shift, modifier=within),)


def _count(text: str) -> int | None:
    """The number a phrase begins with; None for "a few", "several"."""
    if re.match(rf"(?:just\s+|only\s+|about\s+|in\s+)?(?:{VAGUE})\b", text, re.IGNORECASE):
        return None
    number = NUMBER.search(text)
    if not number:
        return None
    word = number.group().lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def _unit(text: str) -> str | None:
    words = UNIT_WORD.findall(text)
    if not words:
        return None
    unit = words[-1].lower()
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


def _counted(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    """So many units: a duration, a time ago or ahead, or a distance from another event."""
    text = match.group(kind)
    low = text.lower()
    unit, count = _unit(text), _count(text)
    if unit is None:
        return ()
    fields: dict[str, int | str | None] = {"unit": unit, "count": count}
    if kind == "anchored" and re.search(
        r"\b(?:over|for|during|within|lasting)\s+$", match.string[: match.start(kind)], re.IGNORECASE
    ):
        length = re.match(rf"{NUM}\s+{UNITS}", text, re.IGNORECASE)
        if length:
            base = _make(match, kind, at, **fields)
            return (replace(base, end=base.start + length.end(), text=length.group(), kind="duration"),)
    if kind == "anchored":
        fields["modifier"] = "before" if re.search(r"before|earlier|prior|previous", low) else "after"
    elif kind in ("ago", "ahead"):
        fields["shift"] = None if count is None else (-count if kind == "ago" else count)
        if count is None:
            fields["modifier"] = "about"
        if kind == "ago" and match["agoabout"] and match["agoabout"].lower() != "just":
            fields["modifier"] = "about"
    return (_make(match, kind, at, **fields),)


def _season(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    low = match.group(kind).lower()
    season = next(s for s in SEASONS if s in low)
    year = re.search(YEAR, low)
    shift = {"last": -1, "next": 1, "this": 0}.get(low.split()[0])
    return (_make(match, kind, at, month=SEASONS[season], year=int(year.group()) if year else None, shift=shift),)


def _year(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    text = match.group(kind).lower()
    digits = re.search(r"\d{4}|\d0", text)
    if digits is None:
        return ()
    year = int(digits.group()) if len(digits.group()) == 4 else 1900 + int(digits.group())
    part = next((p for p in ("early", "mid", "late") if text.startswith(p)), None)
    return (_make(match, kind, at, year=year, modifier=part),)


def _same_year(match: re.Match[str], kind: str, at: int) -> tuple[TimeExpression, ...]:
    return (_make(match, kind, at, unit="year"),)


READERS: dict[str, Reader] = {
    "iso": _iso,
    "month_day_range": _date,
    "day_month_range": _date,
    "month_day": _date,
    "day_month": _date,
    "month": _month,
    "nth": _nth,
    "weekday_range": _weekday,
    "weekday": _weekday,
    "holiday": _holiday,
    "today": _today,
    "last_unit": _last_unit,
    "same_year": _same_year,
    "anchored": _counted,
    "ago": _counted,
    "ahead": _counted,
    "duration": _counted,
    "season": _season,
    "decade": _year,
    "year": _year,
}
