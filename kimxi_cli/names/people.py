"""People in one article: what the model reads as a person, and whoever stands behind a title."""

from kimxi_cli.geography import is_demonym
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, STOP_WORDS, heads, never_names
from kimxi_cli.names.mending import MONTHS, WEEKDAYS, cut_by_hyphen, inner_words, mended
from kimxi_cli.names.page import Found, Page, trimmed
from kimxi_cli.names.parts import is_initial, words_of
from kimxi_cli.names.regions import reads_as_place, region
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import (
    address_words,
    modifier_words,
    offices_in_capitals,
    offices_or_initials,
    phrases,
    portfolio_offices,
    portfolios,
    title_words,
)

PERSON = EntityType.PERSON
TITLES_LOWER = frozenset(word.lower() for word in title_words())


def title_before(page: Page, first: int) -> int:
    """Where the title in front of token `first` begins; `first` itself where there is none."""
    if first >= len(page.tokens):
        return first
    tokens, at, floor = page.tokens, first, page.parse.sentence_of(first).first
    known = phrases()
    while at > floor and page.close(at):
        word = tokens[at - 1].lower if _may_be_office(page, at - 1) else ""
        matched = 0
        for phrase in known.get(word, ()):
            k = at - len(phrase)
            if k >= floor and all(tokens[k + n].lower == part for n, part in enumerate(phrase)):
                matched = len(phrase)
                break
        if not matched and at < first and tokens[at].lower in portfolio_offices():
            matched = _portfolio(page, at, floor)
        if (not matched and word in TITLES_LOWER and page.taken[at - 1] is None) or (
            not matched and at < first and word in modifier_words()
        ):
            matched = 1
        elif (
            not matched
            and at < first
            and word == "-"
            and at - 1 > floor
            and (tokens[at - 2].lower in modifier_words() or tokens[at - 2].lower in TITLES_LOWER)
        ):
            matched = 2
        if not matched:
            break
        at -= matched
    return at


def _may_be_office(page: Page, i: int) -> bool:
    """ "PM Berg", not "5 pm" and "5 PM"."""
    word = page.tokens[i].text
    if word.upper() not in offices_in_capitals():
        return True
    return word.isupper() and not (i > 0 and page.tokens[i - 1].text[-1].isdigit())


def _portfolio(page: Page, at: int, floor: int) -> int:
    """How many tokens before the office at token `at` say of what: "Transport", "Oil and Gas"."""
    tokens, k = page.tokens, at
    while k > floor and page.close(k) and page.taken[k - 1] is None:
        joins = (
            k < at and tokens[k - 1].text in ("and", "&", ",") and k - 1 > floor and tokens[k - 2].text in portfolios()
        )
        if tokens[k - 1].text not in portfolios() and not joins:
            break
        k -= 1
    return at - k


def claim_people(page: Page) -> None:
    """The model's persons with titles cut off, cut names mended; then whoever stands behind a capitalised title."""
    for start, end in _labelled(page):
        for first, last in _pieces(page, start, end):
            _claim_person(page, first, last, "model")
    tokens = page.tokens
    for i in range(1, len(tokens)):
        if (tokens[i - 1].text in _PLURAL_TITLES or tokens[i - 1].lower in portfolio_offices()) and page.close(i):
            _claim_coordinated(page, i)
        if (
            tokens[i].lower == "era"
            and i > 1
            and tokens[i - 1].text == "-"
            and page.glued(i)
            and says_person(page, i - 2)
        ):
            page.claim(i - 2, i - 1, PERSON, "era_of")  # "Berg-era reforms"
        if page.taken[i] is None and page.cap[i] and page.close(i) and page.taken[i - 1] is None:
            before = tokens[i - 1]
            if before.text in title_words() - _PARTIES_AND_RANKS and _may_be_office(page, i - 1):
                _claim_behind_title(page, i)


_PARTIES_AND_RANKS = frozenset({"Republican", "Democratic", "Democrat", "Private", "Major"})
"""Titles that are words as well: with capitals alone they lead to no name."""

_PLURAL_TITLES = frozenset(
    "Ministers Presidents Senators Secretaries Governors Ambassadors Professors Generals Kings Mayors".split()
)


def _labelled(page: Page) -> list[tuple[int, int]]:
    """The model's persons; two that follow each other with nothing between are the halves of one long name."""
    out: list[tuple[int, int]] = []
    for label in page.parse.labels:
        if label.label != "PERSON":
            continue
        if (
            out
            and out[-1][1] == label.first
            and page.close(label.first)
            and label.last - out[-1][0] <= LONGEST
            and all(page.cap[k] or page.tokens[k].lower in inner_words() for k in range(out[-1][0], label.last))
            and not page.headline(label.first)
            and title_before(page, label.first + 1) == label.first + 1
        ):
            out[-1] = (out[-1][0], label.last)
        else:
            out.append((label.first, label.last))
    return out


def _claim_coordinated(page: Page, i: int) -> None:
    """ "Ministers Anna Berg and Jan Vries", "Minister for Oil and Gas Anna Berg": the name that the model runs over."""
    tokens, n = page.tokens, len(page.tokens)
    of_what = tokens[i].lower in ("of", "for")
    first = i + 1 if of_what else i
    while of_what and first < n and page.close(first):
        word = tokens[first].text
        if word not in portfolios() and word not in ("and", "&", ",", "the"):
            break
        first += 1
    if (first == i + 1 and of_what) or (not of_what and tokens[i - 1].text not in _PLURAL_TITLES):
        return
    last = first
    while last < n and last < first + 4 and (last == first or page.close(last)) and says_person(page, last):
        last += 1
    joined = last < n and (of_what or tokens[last].lower in ("and", ","))
    if joined and last - first > 1 and tokens[last - 1].text not in heads("heads", "any"):
        page.claim(first, last, PERSON, "behind_title", page.parse.slice(i - 1, first))


LONGEST = 6
"""Words that a name has at most where the model cut it in two."""


def _pieces(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """The free stretches of a label that may each be one person: cut at "and", commas, slashes and claimed words."""
    out, at = [], first
    for i in range(first, last + 1):
        token = page.tokens[i] if i < last else None
        if (
            token is None
            or page.taken[i] is not None
            or token.lower in ("and", ",", "/", "&", "|", ";", ":", "or", "with", "over", "meets")
            or (i > at and not page.same_block(i - 1, i))
        ):
            if i > at:
                out.append((at, i))
            at = i + 1
    return out


def _claim_person(page: Page, first: int, last: int, rule: str) -> Found | None:
    tokens = page.tokens
    first, last = trimmed(page, first, last) if not cut_by_hyphen(page, last) else (trimmed(page, first, last)[0], last)
    while (
        first < last
        and title_before(page, first + 1) <= first
        and (last - first > 1)
        and not _first_is_given(page, first, last)
    ):
        first += 1
    if last <= first:
        return None
    first, last = mended(page, first, last)
    before = page.label[first - 1] if first > 0 else None
    if (
        before is not None
        and before.label in ("GPE", "ORG", "LOC")
        and page.close(first)
        and all(page.taken[k] is None and page.cap[k] and tokens[k].is_proper for k in range(before.first, before.last))
    ):
        if (
            before.last == first
            and title_before(page, first) == first
            and not page.headline(first)
            and not any(tokens[k].text in heads("heads", "any") for k in range(before.first, before.last))
        ):
            first = before.first  # "Aung San" read as a place before "Suu Kyi"
    words = [token.text for token in tokens[first:last]]
    for k, word in enumerate(words):  # a lower-case word that is no particle ends the name
        if (
            word[0].isalpha()
            and not page.cap[first + k]
            and word.lower() not in inner_words()
            and not (k > 0 and words[k - 1] == "-")
        ):
            first, last = trimmed(page, first, first + k)
            words = [token.text for token in tokens[first:last]]
            break
    if last <= first or not any(c.isalpha() for c in words[0]):
        return None
    if words[0].lower() in words_of("father") and first > 1 and tokens[first - 1].text == ")":
        return None  # "Omar bin Salim (OBS) bin Rashid": the rest of a name that brackets cut
    for k, word in enumerate(words[1:], 1):  # a headline's verb: "Anna Berg Is Right"
        if (
            words[k - 1] != "-"
            and word.lower() in STOP_WORDS
            and word.lower() not in inner_words()
            and word.lower()
            not in MONTHS
            | {"will", "an", "so", "do", "no", "he", "me", "she", "you", "yet", "just", "good", "long", "sun"}
            and word != word.upper()
        ):
            last, words = first + k, words[:k]
            break
    if all(is_initial(word) for word in words) and len("".join(words)) < 3:
        return None
    while len(words) > 1 and words[-1].lower() in WEEKDAYS:
        last, words = last - 1, words[:-1]
    if len(words) == 1 and not _may_stand_alone(page, first):
        return None
    if any(any(c.isdigit() for c in word) for word in words):
        return None
    if len(words) > 4 and sum(word.lower() in STOP_WORDS for word in words) > 1:
        return None
    at = title_before(page, first)
    if words[0] in offices_or_initials() and len(words) > 1 and _known_otherwise(page, first, last):
        at, first, words = first, first + 1, words[1:]
    title = page.parse.slice(at, first) if at < first else None
    if title is None and len(words) > 1 and (kept := region(page, first, last)):
        return page.claim(first, kept, EntityType.PLACE, rule)
    if (
        len(words) == 1
        and title is None
        and tokens[first - 1].lower in heads("nouns", "organisation")
        and first > 0
        and tokens[first - 1].tag == "NN"
    ):
        return page.claim(first, last, EntityType.ORGANISATION, rule)  # "investment bank Vries"
    if len(words) == 1 and title is None and reads_as_place(page, first):
        return page.claim(first, last, EntityType.PLACE, rule)
    return page.claim(first, last, PERSON, rule, title)


def _known_otherwise(page: Page, first: int, last: int) -> bool:
    """Whether the article gives the family name another given name than these two letters begin."""
    tokens = page.tokens
    return any(
        label.last - label.first > 1
        and tokens[label.last - 1].text == tokens[last - 1].text
        and tokens[label.first].text[0] != tokens[first].text[0]
        for label in page.parse.labels
        if label.label == "PERSON"
    )


def _first_is_given(page: Page, first: int, last: int) -> bool:
    """ "Dean Berg", "Grant Vries": a given name that is also a title, with nothing else before the family name."""
    text = page.tokens[first].text
    return (
        last - first == 2
        and fold(text) in given_names()
        and text not in address_words()
        and page.opens(first) is False
        and text in ("Dean", "Duke", "Earl", "Prince", "Justice", "Major", "Marshal", "Don")
    )


def _may_stand_alone(page: Page, i: int) -> bool:
    """One word the model calls a person: no title, demonym, common word or thing with an article."""
    token = page.tokens[i]
    word = token.lower
    if not page.cap[i] or len(token.text) < 2 or word in never_names() or is_demonym(token.text):
        return False
    if token.text in title_words() or word in TITLES_LOWER or word in WEEKDAYS:
        return False
    if word in STOP_WORDS:
        return False
    before = page.tokens[i - 1].lower if i > 0 and page.close(i) else ""
    if before in ("the", "a", "an"):
        return False
    if before in _SEVERAL and i + 1 < len(page.tokens) and page.tokens[i + 1].tag == "NNS":
        return False  # "some Nisei veterans"
    if word in AMBIGUOUS_PARTS and (page.opens(i) or not token.is_proper):
        return title_before(page, i) < i
    return True


_SEVERAL = frozenset("some many most several few these those all other both".split())


def says_person(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return (
        page.cap[i]
        and page.taken[i] is None
        and token.is_proper
        and token.text.isalpha()
        and token.lower not in STOP_WORDS | never_names()
        and not is_demonym(token.text)
    )


def _claim_behind_title(page: Page, i: int) -> None:
    """ "Mr Berg", "President Berg": the words behind a capitalised title that nothing else has claimed."""
    tokens, n = page.tokens, len(page.tokens)
    before = tokens[i - 1].text
    if page.headline(i) and before not in address_words():
        return
    if before in modifier_words() or (tokens[i].lower in STOP_WORDS and before not in address_words()):
        return
    if not tokens[i].is_proper and before not in address_words():
        return
    if (
        is_demonym(tokens[i].text)
        or tokens[i].text in title_words()
        or tokens[i].lower in TITLES_LOWER
        or tokens[i].lower in never_names()
    ):
        return
    if tokens[i].text in heads("heads", "any") or tokens[i].lower in MONTHS - {"may"} or tokens[i].lower in WEEKDAYS:
        return
    if not any(c.islower() for c in tokens[i].text) and len(tokens[i].text) > 4 and not tokens[i - 1].text.isupper():
        return
    last = i + 1
    while last < n and last < i + 4 and page.taken[last] is None and page.close(last):
        token = tokens[last]
        if (
            page.cap[last]
            and token.is_proper
            and token.lower not in STOP_WORDS
            and page.label_type(last) is not EntityType.PLACE
            and token.text not in title_words()
        ):
            last += 1
        elif (token.text == "-" and page.glued(last) and last + 1 < n and page.glued(last + 1)) or (
            token.lower in words_of("father") and last + 1 < n and page.cap[last + 1]
        ):
            last += 2
        else:
            break
    if (
        last < n
        and page.close(last)
        and (tokens[last].text in title_words() or tokens[last].text in heads("heads", "any"))
    ):
        return
    at = title_before(page, i)
    page.claim(i, min(last, n), PERSON, "behind_title", page.parse.slice(at, i) if at < i else None)
