"""Names the lists know, wherever they stand: countries, capitals, agencies, broadcasters."""

import re

from kimxi_cli.geography import is_country, is_demonym
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import COLLECTIVES, FIRST_WORD, Known, heads, known_names, words_needing_article
from kimxi_cli.names.page import POSSESSIVES, Page
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import title_words

_ADDRESS = re.compile(r"\.[a-z]|@|/[a-z]")
_GLUED_BEFORE = re.compile(r"^(?:to|by|in|of|from|via|with|and|the|[a-z]+[\[(])(?=[A-Z])")
_GLUED_BEHIND = re.compile(r"(?<=[a-z]{3})(?:in|and|to|of|has|is|for|on)$")
_GLUED_ENDS = ("in", "and", "to", "of", "has", "is", "for", "on")
_HALF_POSSESSIVE = re.compile(r"(?:North|South)[`´‘’']s$")
_LANDFORMS = frozenset({"Peninsula", "Strait", "Straits"})


def claim_known(page: Page, several_words: bool) -> None:
    """Claim names of the lists: those of several words before the rules by head word run, single words after them."""
    text = page.parse.text
    for i, rows in page.listed:
        if page.taken[i] is not None:
            continue
        start = page.tokens[i].start
        for known in rows:
            if (" " in known.text) is not several_words and "-" not in known.text:
                continue
            end = start + len(known.text)
            if (
                text.startswith(known.text, start)
                and not (end < len(text) and text[end].isalnum())
                and _claim(page, i, known, end)
            ):
                break
    if several_words:
        _claim_landforms(page)
    else:
        for i, token in enumerate(page.tokens):
            if len(token.text) > 4 and page.taken[i] is None and not token.text.islower() and _may_be_glued(token.text):
                _claim_glued(page, i)


def _claim_landforms(page: Page) -> None:
    for i, token in enumerate(page.tokens):
        if token.text in _LANDFORMS and i > 0 and is_demonym(page.tokens[i - 1].text) and page.close(i):
            page.claim(i - 1, i + 1, EntityType.PLACE, "landform")


def _may_be_glued(word: str) -> bool:
    return word[0].islower() or word.endswith(_GLUED_ENDS)


def _claim(page: Page, i: int, known: Known, end: int) -> bool:
    tokens = page.tokens
    last = i + 1
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    if any(page.taken[j] is not None for j in range(i, last)):
        return False
    if _ADDRESS.match(page.parse.text, end, tokens[last - 1].end):
        return False
    if known.text in words_needing_article() and _is_common_here(page, i):
        return False
    if (
        known.ambiguous
        and i > 0
        and page.close(i)
        and tokens[i - 1].text in title_words()
        and page.taken[i - 1] is None
    ):
        return False
    if known.type is EntityType.ORGANISATION and _in_longer_body(page, i, last, known):
        return False
    if known.type is EntityType.PLACE and last - i == 1 and _family_name_here(page, i):
        return False
    if known.type is EntityType.PLACE and _in_event(page, i, last):
        return False
    if known.type is EntityType.PLACE and (known.ambiguous or last - i == 1) and _in_person(page, i, last, known):
        return False
    if known.type is EntityType.PLACE and _in_longer_name(page, i, last):
        return False
    return page.claim(i, last, known.type, "known_name", end=end) is not None


def _is_common_here(page: Page, i: int) -> bool:
    """ "Times" without "the" that the model labels nothing; "the Hindu community" that it labels a people."""
    label = page.label[i]
    if label is None:
        return not (i > 0 and page.tokens[i - 1].lower == "the")
    after = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    return label.label == "NORP" and not (after and (after.is_verb or after.text in POSSESSIVES))


def _in_longer_body(page: Page, i: int, last: int, known: Known) -> bool:
    """ "African Union Commission", "Supreme National Security Council": the known body is a part of another's name."""
    if " " not in known.text:
        return False
    tokens = page.tokens
    behind = last < len(tokens) and page.close(last) and page.taken[last] is None and tokens[last].text in _BODY_HEADS
    before = (
        i > 0 and page.close(i) and page.taken[i - 1] is None and tokens[i - 1].text in heads("heads", "institutional")
    )
    if known.text.endswith(" Party") and i > 0 and page.close(i) and not page.headline(i):
        apostrophe = tokens[i - 1].text in POSSESSIVES and i > 1 and tokens[i - 2].lower in COLLECTIVES
        named = page.cap[i - 1] and not page.opens(i - 1) and (tokens[i - 1].is_proper or tokens[i - 1].tag == "JJ")
        before = before or apostrophe or named
    return (behind and not page.headline(i)) or before


def _family_name_here(page: Page, i: int) -> bool:
    """ "President Hernán Valdivia": a town's name behind a given name that stands behind a title or is one."""
    if i == 0 or not page.close(i) or page.taken[i - 1] is not None or is_country(page.tokens[i].text):
        return False
    before, label = page.tokens[i - 1], page.label[i - 1]
    if not page.cap[i - 1] or not before.is_proper or is_demonym(before.text) or before.text in title_words():
        return False
    titled = i > 1 and page.close(i - 1) and page.tokens[i - 2].text in title_words()
    person = label is not None and label.label == "PERSON" and label.last == i
    return titled or (person and fold(before.text) in given_names())


_BODY_HEADS = frozenset(
    {"Commission", "Committee", "Council", "Group", "Mission", "Agency", "Bank", "Foundation", "Court"}
)


def _in_event(page: Page, i: int, last: int) -> bool:
    """ "Summit of the Americas", "East Asia Summit" where the model reads one name: an event's name is no place's."""
    events = heads("never", "events")
    k = i - 1
    if k > 0 and page.tokens[k].lower == "the":
        k -= 1
    if (
        k > 0
        and page.tokens[k].lower == "of"
        and page.tokens[k - 1].text in events
        and page.tokens[k - 1].text[0].isupper()
    ):
        return True
    label = page.label[i]
    return (
        label is not None
        and label.label not in ("GPE", "LOC")
        and label.last > last
        and page.tokens[label.last - 1].text in events
    )


def _in_person(page: Page, i: int, last: int, known: Known) -> bool:
    """The place is part of what the model reads as a longer person ("Anna Paris"), or a doubtful name it calls one."""
    label = page.label[i]
    if label is None or label.label != "PERSON":
        return (
            known.ambiguous and label is None and not _placed(page, i) and page.tokens[i].text in page.parts_of_people()
        )
    if label.last - label.first > last - i:
        if not known.ambiguous:
            return (
                i > label.first
                and label.last == last
                and page.cap[i - 1]
                and page.tokens[i - 1].is_proper
                and not _list_or_break(page, label.first, label.last)
            )
        return not _list_or_break(page, label.first, label.last)
    return known.ambiguous


def _list_or_break(page: Page, first: int, last: int) -> bool:
    return any(not page.tokens[j].text[0].isalnum() and page.tokens[j].text != "-" for j in range(first, last))


def _placed(page: Page, i: int) -> bool:
    """An unlabelled doubtful name counts as a place behind a preposition of place or at a dateline."""
    return i > 0 and page.tokens[i - 1].lower in ("in", "at", "from", "to", "near", "outside", "across")


def _in_longer_name(page: Page, i: int, last: int) -> bool:
    """ "London Bridge Partners", "Paris Saint-Germain": the model's label runs on over more capitalised words."""
    label = page.label[i]
    if label is None or label.label not in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"):
        return False
    inside = [j for j in range(label.first, label.last) if page.cap[j] and not i <= j < last]
    if label.label in ("EVENT", "WORK_OF_ART", "PRODUCT", "LAW"):
        return False
    return (
        any(page.taken[j] is None and page.tokens[j].is_proper for j in inside)
        and not _list_or_break(page, label.first, label.last)
        and "-" not in page.parse.slice(label.first, label.last)
    )


def _claim_glued(page: Page, i: int) -> None:
    """ "toReuters", "Francein": a blank lost between a small word and a known name."""
    token = page.tokens[i]
    index = known_names()
    for pattern in (_GLUED_BEFORE, _GLUED_BEHIND):
        cut = pattern.search(token.text)
        if cut is None:
            continue
        start, end = (
            (token.start + cut.end(), token.end) if cut.start() == 0 else (token.start, token.start + cut.start())
        )
        word = page.parse.text[start:end]
        first = FIRST_WORD.match(word)
        for known in index.get(first.group(), ()) if first else ():
            if known.text == word:
                page.claim(i, i + 1, known.type, "glued_word", start=start, end=end)
                return


def claim_halves(page: Page) -> None:
    """ "the North", "the South": the two Koreas, in an article that names one of them."""
    named = {found.text_in(page.parse) for found in page.found() if found.type is EntityType.PLACE}
    if not named & {"North Korea", "South Korea", "DPRK"}:
        return
    for i, token in enumerate(page.tokens):
        if _HALF_POSSESSIVE.match(token.text) and page.taken[i] is None and i > 0 and page.tokens[i - 1].lower == "the":
            page.claim(i, i + 1, EntityType.PLACE, "half_of_korea", end=token.start + 5)
        if token.text in ("North", "South") and page.taken[i] is None and page.label_type(i) is not EntityType.PERSON:
            after = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
            led = i > 0 and page.tokens[i - 1].lower == "the"
            follows = after is not None and (
                page.cap[i + 1]
                or after.text in ("-", "–")
                or after.lower in ("of", "and", "american", "coast", "side", "end")
            )
            if led and not follows:
                page.claim(i, i + 1, EntityType.PLACE, "half_of_korea")
