"""The dateline: "GENEVA, June 4 (Sample Wire) —" at the head of a paragraph."""

import re

from kimxi_cli.clean.page import Finding, Line, Page, cut
from kimxi_cli.dates import find_dates, parse_month_day
from kimxi_cli.geography import is_country, is_place
from kimxi_cli.lexicon import words
from kimxi_cli.model import BlockKind

LONGEST = 140
_DASH = r"(?:\s*(?:—|–|―|--|_)\s*|\s+-\s+|(?<=\))-)"
_UPPER = r"[A-Z][A-Z.'’-]*(?:[ /][A-Z][A-Z.'’-]*){0,3}"
_MIXED = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,3}"
_REGION = r"(?:,\s*(?!\d)(?P<region>[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}?)|\s\([A-Z][a-z]+\)(?=,)|\s\[[A-Z]{2,4}\])?"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?"
_DATE = rf"(?:(?:,?\s+|\s*[—–-]\s*)(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{_DAY}))?"
_AGENCY = r"(?:[,.]?\s*(?:\((?P<agency>[^()\n]{2,60})\)|/(?P<slashed>[A-Z][\w -]{1,30})/))?"
_CLOSE = rf"(?P<close>{_DASH}|(?<=\))-(?=[A-Z])|\s?:\s+(?=[A-Z“\"‘'])|\.\s+(?=[A-Z“\"‘'])|\s+(?=[A-Z“\"‘']))"
_CAPITALS = re.compile(rf"(?P<place>{_UPPER}){_REGION}{_DATE}{_AGENCY}{_CLOSE}")
_ANY_CASE = re.compile(rf"(?P<place>{_MIXED}){_REGION}{_DATE}{_AGENCY}{_CLOSE}")
_AGENCY_ALONE = re.compile(
    rf"(?:\((?P<bracketed>[A-Z][\w./ -]{{1,40}})\)|(?P<agency>[A-Z][\w./ -]{{1,40}}?))(?P<close>{_DASH})"
)
_LEAST_AFTER = 4
"""Words that must follow a dateline for it to be one."""


def dateline(line: Line, page: Page) -> Finding | None:
    """Place, perhaps date and agency, and a dash before a paragraph: its own block, the paragraph the next.

    Without date or agency it is taken for a dateline only before the first paragraph, and in capitals or if the list of
    towns has it.
    """
    head = line.bare[:LONGEST]
    late = page.at > page.first_body + 1
    if line.words < _LEAST_AFTER + 2 or (late and "(" not in head and "," not in head):
        return None
    match = _CAPITALS.match(head) or _ANY_CASE.match(head)
    if match is None or not _plausible(match, page):
        return _agency_alone(line, page)
    day = match["date"] or match["agency"] or ""
    parsed = parse_month_day(day)
    return _cut(
        line,
        match,
        "dateline: place before the first words",
        dateline_place=match["place"],
        dateline_day=f"{parsed[0]:02}-{parsed[1]:02}" if parsed else None,
        source=_agency(match["agency"] or match["slashed"]),
        published=next((found for _, _, found in find_dates(day)), None),
    )


def _plausible(match: re.Match[str], page: Page) -> bool:
    """Whether place, date and agency as matched can be a dateline here."""
    place, agency, close = match["place"], match["agency"] or match["slashed"], match["close"].strip()
    first_word = place.split()[0].lower().strip(".:")
    if first_word in words("clean", "not_a_place") or place.lower() in words("clean", "agencies"):
        return False
    dated = match["date"] is not None and parse_month_day(match["date"]) is not None
    sourced = _agency(agency) is not None
    if dated and sourced:
        return True
    if dated or sourced:
        return close not in ("", ".") or (sourced and place.isupper())
    if agency is not None or match["date"] is not None or close in ("", ".") or page.transcript:
        return False
    if page.begun and page.at > page.first_body:
        return False
    after = match.string[match.end() : match.end() + 1]
    if not (after.isupper() or after in "“\"‘'"):
        return False
    short = len(place) > 2 and len(place.split()) <= 3 and "." not in place.replace("ST.", "")
    return (place.isupper() and short) or (is_place(place) and not is_country(place))


def _agency_alone(line: Line, page: Page) -> Finding | None:
    """An agency where the dateline stands: "(CNN) — …", "CNN — …"."""
    match = _AGENCY_ALONE.match(line.bare[:LONGEST]) if page.at <= page.first_body else None
    if match is None:
        return None
    agency = _agency(match["bracketed"]) or match["agency"]
    if agency is None or (match["agency"] and agency.lower() not in words("clean", "agencies")):
        return None
    return _cut(line, match, "dateline: agency before the first words", source=agency)


def _cut(line: Line, match: re.Match[str], why: str, **facts: str | None) -> Finding | None:
    """The dateline and the paragraph after it; None if too little follows for a paragraph."""
    if len(line.bare[match.end() :].split(None, _LEAST_AFTER)) < _LEAST_AFTER:
        return None
    offset = max(line.text.find(line.bare[:20]), 0)
    return cut(line, [(0, BlockKind.DATELINE, why), (offset + match.end(), BlockKind.BODY, "")], **facts)


def _agency(text: str | None) -> str | None:
    """The agency in a dateline's brackets, without a date beside it; None if it is no such name."""
    if text is None:
        return None
    name = re.split(r",\s*(?=[A-Z][a-z]+\.? \d|\d)", text, maxsplit=1)[0].strip()
    parts = name.replace("/", " ").split()
    fine = bool(parts) and len(parts) <= 5 and all(part[0].isupper() or part in ("of", "the", "and") for part in parts)
    return name if fine else None
