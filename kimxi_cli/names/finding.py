"""The names of one article, each claimed by the strongest rule that reads it, then grouped by what they mean there."""

import re

from kimxi_cli.geography import is_demonym
from kimxi_cli.model import BlockKind, Candidate, EntityType, Layout, Mention
from kimxi_cli.names.bodies import claim_bodies
from kimxi_cli.names.cluster import group
from kimxi_cli.names.described import claim_described, claim_pairs, reads_as_person
from kimxi_cli.names.gazetteer import claim_halves, claim_known
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, KOREAN_PLACES, STOP_WORDS, heads, never_names
from kimxi_cli.names.page import POSSESSIVES, TYPES, Page, trimmed
from kimxi_cli.names.parts import is_initial
from kimxi_cli.names.people import claim_people, title_before
from kimxi_cli.names.second_look import claim_initials, second_look
from kimxi_cli.names.short_bodies import claim_short_bodies, country_of_body
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.surroundings import surroundings
from kimxi_cli.names.titles import address_words, leading_offices, portfolio_offices, portfolios, title_words
from kimxi_cli.syntax import Parse

ASIDES = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION})
"""Blocks that name people out of turn: whom a bare name in the text means is decided by the text."""

CONFIDENCE = {
    "known_name": 0.98,
    "model": 0.85,
    "behind_title": 0.9,
    "part_of_full_name": 0.92,
    "organisation_head": 0.9,
    "facility_head": 0.85,
    "landform": 0.95,
    "half_of_korea": 0.85,
    "glued_word": 0.8,
    "defined_in_brackets": 0.95,
    "initials_of_person": 0.9,
    "misspelt": 0.7,
    "part_of_body": 0.8,
    "called_by_noun": 0.8,
    "named_so_elsewhere": 0.7,
}


def find(parse: Parse, layout: Layout) -> tuple[tuple[Mention, ...], tuple[Candidate, ...]]:
    """Mentions in text order with their in-article groups, and capitalised words nobody could label."""
    page = Page(parse)
    asides = {k for k, block in enumerate(layout.blocks) if block.kind in ASIDES}
    if not page.tokens:
        return (), ()
    claim_known(page, several_words=True)
    claim_bodies(page)
    claim_known(page, several_words=False)
    claim_called(page)
    claim_people(page)
    claim_labels(page)
    claim_described(page)
    second_look(page)
    claim_initials(page)
    claim_short_bodies(page)
    claim_pairs(page)
    claim_halves(page)
    named_so_elsewhere(page)
    found = page.found()
    for f in found:
        f.aside = page.tokens[f.first].block in asides
        if f.type is EntityType.ORGANISATION:
            f.title = country_of_body(page, f)
    surroundings(page, found)
    group(page, found)
    mentions = tuple(
        Mention(
            f.start, f.end, parse.text[f.start : f.end], f.type, f.title, f.cluster, CONFIDENCE.get(f.rule, 0.8), f.rule
        )
        for f in found
    )
    return mentions, tuple(candidates(page))


def claim_labels(page: Page) -> None:
    """The model's places and organisations where no rule spoke before, without what does not belong to the name."""
    for label in page.parse.labels:
        kind = TYPES.get(label.label)
        if kind is None or kind is EntityType.PERSON:
            continue
        for first, last in _free(page, label.first, label.last):
            _claim_label(page, first, last, kind)


def _free(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    out, at = [], first
    for i in range(first, last + 1):
        if (
            i == last
            or page.taken[i] is not None
            or page.tokens[i].text in ("/", "|", ";", ":", "(", ")", "[", "]")
            or (page.tokens[i].text == "," and last - first == 3)
            or (i > at and not page.same_block(i - 1, i))
        ):
            if i > at:
                out.append((at, i))
            at = i + 1
    return out


def _claim_label(page: Page, first: int, last: int, kind: EntityType) -> None:
    tokens = page.tokens
    first, last = trimmed(page, first, last)
    if last <= first:
        return
    words = [token.text for token in tokens[first:last]]
    if len(words) == 1 and not _says_a_name(words[0]):
        return
    if len(words) == 1 and _no_name_alone(page, first, words[0]):
        return
    if words[-1] in heads("never", "events") or words[0] in heads("never", "events"):
        return
    if _runs_into_event(page, last):
        return
    if kind is EntityType.ORGANISATION and _is_an_office(page, first, last):
        return
    if any(c.isdigit() for word in words for c in word) or sum(c.isalpha() for c in "".join(words)) < 2:
        return
    if (
        last < len(tokens)
        and tokens[last].text.isdigit()
        and kind is EntityType.ORGANISATION
        and not words[-1].isupper()
    ):
        return  # "Vision 2030"
    if _PARTY_AND_STATE.match(words[0]):
        return
    if all(is_demonym(word) or word in ("-", "–") or word in _DIRECTIONS for word in words):
        return
    if kind is EntityType.PLACE and len(words) > 4:
        return
    if (
        kind is EntityType.PLACE
        and last + 1 < len(tokens)
        and tokens[last].text == "-"
        and page.glued(last)
        and tokens[last + 1].text in KOREAN_PLACES
    ):
        last += 2  # "Berg-ri"
    last = _behind_small_word(page, last)
    kind = _said_by_noun(page, first) or kind
    if len(words) == 1 and kind is EntityType.ORGANISATION and not words[0].isupper() and _stands_in_place(page, first):
        kind = EntityType.PLACE
    if (
        kind is not EntityType.PERSON
        and 2 <= len([word for word in words if word != "-"]) <= 3
        and all(word.replace("'", "").replace("’", "").isalpha() or is_initial(word) or word == "-" for word in words)
        and (reads_as_person(page, first, last) or _begins_with_given_name(words, kind))
    ):
        at = title_before(page, first)
        page.claim(
            first, last, EntityType.PERSON, "described_person", page.parse.slice(at, first) if at < first else None
        )
        return
    page.claim(first, last, kind, "model")


def _no_name_alone(page: Page, i: int, word: str) -> bool:
    """ "Party", "Commission", "Transport" say of what kind something is; alone they name nothing."""
    if word in portfolios() or word in heads("heads", "institutional"):
        return True
    kinds = heads("heads", "any") | heads("heads", "broadcasters")
    return word in kinds and word not in heads("heads", "alone") | heads("heads", "forces")


def _runs_into_event(page: Page, last: int) -> bool:
    """ "African Growth" of the "African Growth and Opportunity Act": the name goes on, and is no body's."""
    tokens, n = page.tokens, len(page.tokens)
    if last + 2 >= n or tokens[last].lower not in ("and", "&") or not page.cap[last + 1]:
        return False
    end = last + 1
    while end < n and end < last + 4 and page.cap[end] and page.close(end) and page.taken[end] is None:
        end += 1
    return end > last + 2 and tokens[end - 1].text in heads("never", "events")


def _is_an_office(page: Page, first: int, last: int) -> bool:
    """ "Leader of Opposition", "Union Home" before "Minister", "Delta Affairs" behind "Minister of", "Iron Lady"."""
    tokens = page.tokens
    words = [token.text for token in tokens[first:last]]
    of = next((k for k, word in enumerate(words) if word in ("of", "for")), None)
    if of and words[of - 1] in leading_offices():
        return True
    if len(words) > 1 and words[-1] in address_words() | leading_offices():
        return True
    parts = portfolios() | {"and", "&", ",", "Cabinet"}
    before_office = last < len(tokens) and page.close(last) and tokens[last].lower in portfolio_offices()
    if before_office and all(word in parts for word in words):
        return True
    led = first > 1 and tokens[first - 1].lower in ("of", "for") and tokens[first - 2].lower in portfolio_offices()
    return led and words[-1] in portfolios()


def _behind_small_word(page: Page, last: int) -> int:
    """ "Folha" + "do Norte": a Romance article or preposition and the capitalised word it leads to."""
    tokens, n = page.tokens, len(page.tokens)
    while (
        last + 1 < n
        and tokens[last].text in _ROMANCE
        and page.close(last)
        and page.close(last + 1)
        and page.cap[last + 1]
        and page.taken[last] is None
        and page.taken[last + 1] is None
    ):
        last += 2
    return last


def _stands_in_place(page: Page, i: int) -> bool:
    """ "grew up in Labasa", "near Labasa": a word of no known body behind a preposition of place."""
    if i < 2 or not page.close(i):
        return False
    before, led = page.tokens[i - 1].lower, page.tokens[i - 2].lower
    return (before == "in" and led not in heads("nouns", "takes_in")) or before in ("near", "outside")


_ROMANCE = frozenset({"do", "da", "dos", "das", "de", "del", "della", "di", "du", "des"})
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][a-z.]+")
_DIRECTIONS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})


def _begins_with_given_name(words: list[str], kind: EntityType) -> bool:
    every = heads("heads", "any") | heads("heads", "weak")
    return (
        kind is EntityType.ORGANISATION
        and fold(words[0]) in given_names()
        and words[1] != "-"
        and not any(word in every for word in words[1:])
    )


def claim_called(page: Page) -> None:
    """What stands right behind a noun for a body is its name: "broadcaster ARB", "the weekly Der Bote"."""
    tokens, n = page.tokens, len(page.tokens)
    for i in range(1, n):
        if tokens[i - 1].lower not in heads("nouns", "organisation") or tokens[i - 1].tag != "NN" or not page.close(i):
            continue
        last = i
        while (
            last < n
            and page.cap[last]
            and page.taken[last] is None
            and tokens[last].is_proper
            and (last == i or page.close(last))
        ):
            last += 1
        label = page.label[i]
        if last == i or (label is None and not tokens[i].text.isupper()) or fold(tokens[i].text) in given_names():
            continue
        if label is not None and label.label == "PERSON" and not page.headline(i):
            last = min(last, label.last)
        if not any(_says_a_name(token.text) for token in tokens[i:last]) or tokens[i].text in heads("never", "events"):
            continue
        page.claim(i, last, EntityType.ORGANISATION, "called_by_noun")


def _says_a_name(word: str) -> bool:
    return not (
        word.lower() in never_names() or word.lower() in STOP_WORDS or is_demonym(word) or word in title_words()
    )


def _said_by_noun(page: Page, first: int) -> EntityType | None:
    """What a noun right before the name says it is: "investment bank Vries", "the port city of Vries"."""
    if not page.close(first):
        return None
    before = page.tokens[first - 1]
    if before.lower in heads("nouns", "organisation") and before.tag == "NN":
        return EntityType.ORGANISATION
    if before.lower == "of" and first > 1 and page.tokens[first - 2].lower in heads("nouns", "place"):
        return EntityType.PLACE
    return None


def named_so_elsewhere(page: Page) -> None:
    """A word the model labels in one sentence and misses in the next is the same name; mixed labels go by the vote."""
    votes: dict[str, dict[EntityType, float]] = {}
    for found in page.found():
        text = found.text_in(page.parse)
        weight = 1.0 if found.rule == "model" else 3.0
        row = votes.setdefault(text, {})
        row[found.type] = row.get(found.type, 0.0) + weight
    best = {text: max(row, key=lambda kind: (row[kind], kind.value)) for text, row in votes.items()}
    for found in page.found():
        text = found.text_in(page.parse)
        if found.rule == "model" and found.type is not best[text]:
            found.type = best[text]
            found.rule = "named_so_elsewhere"
            if found.type is not EntityType.PERSON:
                found.title = None
    single = {text for text in best if " " not in text and len(text) > 2 and text.lower() not in STOP_WORDS}
    for i, token in enumerate(page.tokens):
        if (
            token.text in single
            and page.taken[i] is None
            and (token.is_proper or (token.is_noun and token.lower not in AMBIGUOUS_PARTS))
            and not _beside_name(page, i)
            and ((label := page.label[i]) is None or label.label != "NORP")
        ):
            page.claim(i, i + 1, best[token.text], "named_so_elsewhere")


def _beside_name(page: Page, i: int) -> bool:
    """Another capitalised free word stands right beside: then this is part of some other name."""
    n = len(page.tokens)
    after = (
        i + 1 < n
        and page.close(i + 1)
        and page.cap[i + 1]
        and page.taken[i + 1] is None
        and page.tokens[i + 1].is_proper
    )
    before = (
        i > 0
        and page.close(i)
        and page.cap[i - 1]
        and page.taken[i - 1] is None
        and page.tokens[i - 1].is_proper
        and page.tokens[i - 1].text not in title_words()
    )
    return bool(after or before)


def candidates(page: Page) -> list[Candidate]:
    """Runs of capitalised words that no rule claimed, for a second look when the whole corpus is known."""
    out: list[Candidate] = []
    i, n = 0, len(page.tokens)
    while i < n:
        if not _free_name(page, i):
            i += 1
            continue
        last = i + 1
        while (
            last < n
            and page.close(last)
            and (
                _free_name(page, last)
                or (
                    page.tokens[last].text == "-"
                    and page.glued(last)
                    and last + 1 < n
                    and page.glued(last + 1)
                    and page.tokens[last + 1].text.isalpha()
                    and page.taken[last + 1] is None
                )
            )
        ):
            last += 2 if page.tokens[last].text == "-" else 1
        first, last = i, min(last, n)
        while first < last and page.tokens[first].text in title_words():
            first += 1
        if last > first:
            start, end = page.tokens[first].start, page.tokens[last - 1].end
            out.append(Candidate(start, end, page.parse.text[start:end]))
        i = last if last > i else i + 1
    return out


def _free_name(page: Page, i: int) -> bool:
    token = page.tokens[i]
    if page.taken[i] is not None or not page.cap[i] or not token.text[0].isalpha() or len(token.text) < 2:
        return False
    if token.lower in STOP_WORDS or token.lower in never_names() or is_demonym(token.text) or token.text in POSSESSIVES:
        return False
    return token.is_noun or (not page.opens(i) and token.text.istitle())
