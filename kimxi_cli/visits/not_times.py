"""What looks like a time expression and is none: names, numbers, rates, and weekdays of every week."""

import re
from collections.abc import Callable
from functools import cache

from kimxi_cli import lexicon
from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits.time_patterns import ALT, MONTHS, WEEKDAYS
from kimxi_cli.visits.words import noun_classes


def is_no_time(parse: Parse, kind: str, start: int, end: int) -> bool:
    """Whether the words from start to end, which read as an expression of that kind, are none by what stands around."""
    if not _capitals_fit(parse.text[start:end]):
        return True
    rules = RULES.get(kind, ())
    inside = parse.tokens_between(start, end) if rules else range(0)
    return any(rule(parse, inside, start, end) for rule in rules if inside)


NAMES = re.compile(rf"\b(?:{ALT(MONTHS)}|{ALT(WEEKDAYS)})\b", re.IGNORECASE)


def _capitals_fit(text: str) -> bool:
    """Months and weekdays are written with a capital: "may", "march" and "sat" are other words."""
    return all(m.group()[0].isupper() for m in NAMES.finditer(text))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.table("times")["not_times"][key].split())


def _before(parse: Parse, i: int, back: int = 1) -> Token | None:
    """The token so many places before token i, of the same sentence."""
    if i < back or parse.tokens[i - back].sentence != parse.tokens[i].sentence:
        return None
    return parse.tokens[i - back]


def _after(parse: Parse, i: int) -> Token | None:
    following = parse.tokens[i + 1] if i + 1 < len(parse.tokens) else None
    return following if following is not None and following.sentence == parse.tokens[i].sentence else None


def _is(token: Token | None, words: frozenset[str]) -> bool:
    return token is not None and token.lower in words


def part_of_a_name(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "the April 25 House", "the October Revolution", "Christmas Island", "the Sunday Herald": it names a thing; not
    "the May Summit" of a headline, nor "On Tuesday President Berg …"."""
    last = parse.tokens[inside[-1]]
    following = _after(parse, last.i)
    if following is None or not following.is_proper or not following.text[0].isupper() or following.start != end + 1:
        return False
    head = next((t for t in map(parse.head, (parse.tokens[i] for i in inside)) if t.i not in inside), last)
    if _is(_before(parse, inside[0]), frozenset({"the"})) and last.lower in WEEKDAYS:
        return head.is_proper and head.i > last.i
    if head.i <= last.i or not head.is_proper or head.lower in noun_classes():
        return False
    before = _before(parse, inside[0])
    return before is None or before.tag != "IN" or (last.lower not in WEEKDAYS and not last.text[-1].isdigit())


def not_one_weekday(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "every Friday", "on a Monday", "Friday prayers", "Good Friday", "the Mail on Sunday"."""
    first, last = parse.tokens[inside[0]], parse.tokens[inside[-1]]
    before = _before(parse, first.i)
    if before is None and not _is(_after(parse, last.i), _words("weekly")):
        return False
    if _is(before, _words("any_weekday")) or _is(_after(parse, last.i), _words("weekly")):
        return True
    if _is(before, frozenset({"a", "one"})) and parse.head(last).i <= last.i:
        return True
    if _is(before, _words("before_weekday")):
        return True
    return _is(before, frozenset({"on"})) and _is(_before(parse, first.i, 2), _words("papers_on"))


def is_no_month(parse: Parse, inside: range, start: int, end: int) -> bool:
    """A bare "May" or "March" may be a name, a verb or a noun: it is a month after a word that goes with times."""
    text, token = parse.text[start:end], parse.tokens[inside[0]]
    if text.lower() not in ("may", "march", "august", "june", "april", "mar", "jan", "jun"):
        return False
    before, after = _before(parse, token.i), _after(parse, token.i)
    if text.lower() == "march" and _is(before, frozenset({"a", "the"})) and _is(after, _words("march_on")):
        return True
    if text.lower() in ("may", "march", "august") or not token.is_proper:
        if token.dep in ("nsubj", "nsubjpass"):
            return True
        return token.tag == "MD" or not _is(before, _BEFORE_MONTH | {"a", "the"})
    if text.lower() in ("jan", "mar", "jun") and after and (after.is_proper or _is(after, _OF_NAMES)):
        return True
    return bool(after and after.is_proper and not _is(before, _BEFORE_MONTH))


_OF_NAMES = frozenset({"de", "van", "von", "der"})
_BEFORE_MONTH = frozenset(
    "in since until till by last this next early late mid from to of during before after and or between for through "
    "throughout ,".split()
)


def is_no_day(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "the 7th" is no day where it names something ("the 7th fleet") or stands after no word that goes with days."""
    first, last = parse.tokens[inside[0]], parse.tokens[inside[-1]]
    following = _after(parse, last.i)
    if last.dep in ("amod", "compound", "nummod") and parse.head(last).i > last.i:
        return True
    if following is not None and following.is_noun:
        return True
    before = parse.tokens[first.i - 1].lower if first.i else ""
    return first.lower not in WEEKDAYS and before not in _BEFORE_DAY


_BEFORE_DAY = frozenset({"on", "by", "until", "till", "since", "of", "from", "before", "after", "and", "to", ","})


@cache
def _before_figures() -> re.Pattern[str]:
    numbered, calendars = ALT(map(re.escape, _words("numbered"))), ALT(map(re.escape, _words("calendars")))
    return re.compile(rf"(?:\d[\s-]|(?<!\w)(?:(?:{numbered})\s?|(?:{calendars})(?:\s+year)?\s+))$", re.IGNORECASE)


@cache
def _after_figures() -> re.Pattern[str]:
    after, calendars = ALT(map(re.escape, _words("after_figures"))), ALT(_words("calendars"))
    return re.compile(rf"[\s-]?\d{{3,}}|\s?(?:{after})(?!\w)|(?i:\s+(?:in|of|by)\s+the\s+(?:{calendars})\s+calendar)")


LOOK_BACK = 24
"""Characters before a number in which what it counts stands."""


def no_year(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "Resolution 1973", "1830 GMT", "2018 passengers", "fiscal 2015", "Hijri year 1540", a telephone number."""
    text = parse.text
    if _before_figures().search(text[max(0, start - LOOK_BACK) : start]) or _after_figures().match(text, end):
        return True
    before = _before(parse, inside[0])
    return _is(_after(parse, inside[-1]), _words("counted")) and (before is None or before.tag != "IN")


def name_of_a_paper(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "USA Today": a capital inside a sentence that is not all capitals."""
    token = parse.tokens[inside[0]]
    sentence = parse.sentence_of(token.i)
    if not token.text[0].isupper() or token.i == sentence.first:
        return False
    if not (previous := parse.tokens[token.i - 1]).text[0].isalpha() or previous.tag == "IN":
        return False
    return any(len(t.text) > 3 and t.text.islower() for t in parse.tokens[sentence.first : sentence.last])


def name_of_an_uprising(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "the Arab Spring"."""
    token = next((parse.tokens[i] for i in inside if parse.tokens[i].text[0].isupper()), None)
    before = _before(parse, token.i) if token else None
    return bool(token and before and token.i == inside[0] and before.text[0].isupper() and before.lower != "the")


def feast_of_another_calendar(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "Lunar New Year's Eve"."""
    return _is(_before(parse, inside[0]), _words("other_feasts"))


def rate(parse: Parse, inside: range, start: int, end: int) -> bool:
    """ "twice a year", "every two years"; and "the Six-Day War"."""
    before, following = _before(parse, inside[0]), _after(parse, inside[-1])
    if _is(following, frozenset({"war"})):
        return True
    if _is(before, frozenset({"every"})):
        return True
    return parse.tokens[inside[0]].lower in ("a", "an") and _is(before, frozenset({"once", "twice", "times"}))


Rule = Callable[[Parse, range, int, int], bool]

RULES: dict[str, tuple[Rule, ...]] = {
    "month_day": (part_of_a_name,),
    "day_month": (part_of_a_name,),
    "month": (is_no_month, part_of_a_name),
    "nth": (is_no_day,),
    "weekday": (not_one_weekday, part_of_a_name),
    "weekday_range": (not_one_weekday,),
    "counted_day": (not_one_weekday,),
    "today": (name_of_a_paper,),
    "holiday": (feast_of_another_calendar, part_of_a_name),
    "new_year": (feast_of_another_calendar,),
    "season": (name_of_an_uprising,),
    "duration": (rate,),
    "year_range": (no_year,),
    "year": (no_year,),
}
"""Kind of expression -> what it may be instead; the first rule that applies decides."""
