"""People in one article: what the model reads as a person, and whoever stands behind a title."""

from kimxi_cli.geography import is_demonym
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, STOP_WORDS, heads, never_names
from kimxi_cli.names.page import Found, Page, trimmed
from kimxi_cli.names.parts import family_first_names, is_initial, words_of
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import address_words, modifier_words, phrases, title_words

PERSON = EntityType.PERSON
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())
PRONOUN_SYLLABLES = frozenset(("he", "an", "so", "do", "can", "you", "me", "my", "ha", "long"))
TITLES_LOWER = frozenset(word.lower() for word in title_words())


def title_before(page: Page, first: int) -> int:
    """Where the title in front of token `first` begins; `first` itself where there is none."""
    tokens, at, floor = page.tokens, first, page.parse.sentence_of(first).first
    known = phrases()
    while at > floor and page.close(at):
        word = tokens[at - 1].lower
        matched = 0
        for phrase in known.get(word, ()):
            k = at - len(phrase)
            if k >= floor and all(tokens[k + n].lower == part for n, part in enumerate(phrase)):
                matched = len(phrase)
                break
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


def claim_people(page: Page) -> None:
    """The model's persons with titles cut off, cut names mended; then whoever stands behind a capitalised title."""
    for label in page.parse.labels:
        if label.label == "PERSON":
            for first, last in _pieces(page, label.first, label.last):
                _claim_person(page, first, last, "model")
    tokens = page.tokens
    for i in range(1, len(tokens)):
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
            if before.text in title_words() and before.text not in (
                "Republican",
                "Democratic",
                "Democrat",
                "Private",
                "Major",
            ):
                _claim_behind_title(page, i)


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
    first, last = (
        trimmed(page, first, last) if not _cut_by_hyphen(page, last) else (trimmed(page, first, last)[0], last)
    )
    while (
        first < last
        and title_before(page, first + 1) <= first
        and (last - first > 1)
        and not _first_is_given(page, first, last)
    ):
        first += 1
    if last <= first:
        return None
    first, last = _mended(page, first, last)
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
    title = page.parse.slice(at, first) if at < first else None
    if (
        len(words) == 1
        and title is None
        and tokens[first - 1].lower in heads("nouns", "organisation")
        and first > 0
        and tokens[first - 1].tag == "NN"
    ):
        return page.claim(first, last, EntityType.ORGANISATION, rule)  # "investment bank Vries"
    if (
        len(words) == 1
        and first > 1
        and tokens[first - 1].lower == "of"
        and tokens[first - 2].lower in heads("nouns", "place")
    ):
        return page.claim(first, last, EntityType.PLACE, rule)
    return page.claim(first, last, PERSON, rule, title)


def inner_words() -> frozenset[str]:
    return words_of("western") | words_of("arabic") | words_of("father")


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


def _cut_by_hyphen(page: Page, last: int) -> bool:
    """The model cut a name at its hyphen: "Park Min-" + "ho"."""
    return (
        page.tokens[last - 1].text == "-"
        and last < len(page.tokens)
        and page.glued(last)
        and page.tokens[last].text.isalpha()
    )


def _mended(page: Page, first: int, last: int) -> tuple[int, int]:
    """A cut name made whole: behind its hyphen, behind a particle, before an initial."""
    tokens, n = page.tokens, len(page.tokens)
    if _cut_by_hyphen(page, last):
        last += 1
    elif (
        last + 1 < n
        and tokens[last].text == "-"
        and page.glued(last)
        and page.glued(last + 1)
        and tokens[last + 1].text.isalpha()
    ):
        small = tokens[last + 1].text.islower() and len(tokens[last + 1].text) <= 6 and page.taken[last + 1] is None
        if (
            small
            and tokens[last - 1].text.isalpha()
            and tokens[last + 1].lower
            not in ("led", "era", "style", "backed", "like", "born", "linked", "time", "bound", "run", "made", "owned")
        ):
            last += 2
    while (
        last < n
        and page.close(last)
        and page.taken[last] is None
        and page.cap[last]
        and tokens[last].is_proper
        and page.label[last] is None
    ):
        if not (is_initial(tokens[last - 1].text) or tokens[last - 1].lower in inner_words()):
            break
        last += 1
    if (
        last - first == 1
        and last < n
        and page.cap[last]
        and page.close(last)
        and tokens[last].lower in PRONOUN_SYLLABLES
        and tokens[last].text.istitle()
        and fold(tokens[first].text) in family_first_names()
        and not page.headline(last)
    ):
        last += 1  # "Zhou He": a capital there is no pronoun's
    begins_with_initial = is_initial(tokens[first].text)
    lone_given = last - first == 1 and fold(tokens[first].text) in given_names()
    grows = begins_with_initial or last - first == 1
    while (
        grows
        and last < n
        and last - first < 4
        and page.close(last)
        and page.taken[last] is None
        and page.cap[last]
        and tokens[last].text.isalpha()
    ):
        token, label = tokens[last], page.label[last]
        if (
            not token.is_proper
            or page.headline(last)
            or token.text in title_words()
            or is_demonym(token.text)
            or token.lower in WEEKDAYS
        ):
            break
        month = token.lower in MONTHS
        if month and not (lone_given and last + 1 < n and not tokens[last + 1].text[0].isdigit()):
            break
        if (label is not None and not month) or (token.lower in STOP_WORDS and not month):
            break
        last += 1
    while (
        last < n - 1
        and page.close(last)
        and page.close(last + 1)
        and tokens[last].lower in words_of("father") | {"al", "el", "van", "von", "der", "de"}
    ):
        if (
            not page.cap[last + 1]
            or page.taken[last] is not None
            or page.taken[last + 1] is not None
            or tokens[last].text == "De"
        ):
            break
        last += 2
        if last + 1 < n and tokens[last].text == "-" and page.glued(last):
            last += 2
    if last < n and tokens[last].text in ("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV") and page.close(last):
        last += 1
    while (
        first > 0
        and is_initial(tokens[first - 1].text)
        and len(tokens[first - 1].text) <= 4
        and page.close(first)
        and page.taken[first - 1] is None
        and tokens[first - 1].text != "I"
    ):
        first -= 1
    if (
        first > 1
        and tokens[first - 1].text == "-"
        and page.glued(first)
        and page.glued(first - 1)
        and page.label[first - 2] is page.label[first]
    ):
        first -= 2
    return first, last


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
    if i > 0 and page.tokens[i - 1].lower in ("the", "a", "an") and page.close(i):
        return False
    if word in AMBIGUOUS_PARTS and (page.opens(i) or not token.is_proper):
        return title_before(page, i) < i
    return True


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
