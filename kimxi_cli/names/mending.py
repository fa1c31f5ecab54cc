"""A person's name that the model cut short, made whole: each way it does so is a function that moves one end."""

from kimxi_cli.geography import is_demonym, is_place
from kimxi_cli.names.lists import STOP_WORDS
from kimxi_cli.names.page import Page
from kimxi_cli.names.parts import family_first_names, is_initial, words_of
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import title_words
from kimxi_cli.syntax import Label

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset("january february march april may june july august september october november december".split())
PRONOUN_SYLLABLES = frozenset(("he", "an", "so", "do", "can", "you", "me", "my", "ha", "long"))
PARTICLES = frozenset({"al", "el", "van", "von", "der", "de"})
COMPOUND_ENDS = frozenset("led era style backed like born linked time bound run made owned".split())
"""Behind a hyphen these make an adjective of a name ("Berg-led"), no longer name."""
LONGEST_GROWN = 4


def inner_words() -> frozenset[str]:
    return words_of("western") | words_of("arabic") | words_of("father")


def mended(page: Page, first: int, last: int) -> tuple[int, int]:
    """First and last (exclusive) token of the whole name that tokens first..last are a part of."""
    last = _behind_hyphen(page, last)
    last = _behind_nickname(page, last)
    last = _behind_initial(page, last)
    last = _pronoun_syllable(page, first, last)
    last = _unread_rest(page, first, last)
    last = _behind_particle(page, last)
    last = _suffix(page, last)
    first = _before_initial(page, first)
    first = _before_hyphen(page, first)
    if last - first == 1 and _unread_given_name(page, first):
        first -= 1
    return first, last


def cut_by_hyphen(page: Page, last: int) -> bool:
    """The model cut a name at its hyphen: "Park Min-" + "ho"."""
    return (
        page.tokens[last - 1].text == "-"
        and last < len(page.tokens)
        and page.glued(last)
        and page.tokens[last].text.isalpha()
    )


def _behind_hyphen(page: Page, last: int) -> int:
    """ "Park Min" + "-" + "ho": a small syllable glued on."""
    tokens, n = page.tokens, len(page.tokens)
    if cut_by_hyphen(page, last):
        return last + 1
    if last + 1 >= n or tokens[last].text != "-" or not (page.glued(last) and page.glued(last + 1)):
        return last
    rest = tokens[last + 1]
    small = rest.text.isalpha() and rest.text.islower() and len(rest.text) <= 6 and page.taken[last + 1] is None
    return last + 2 if small and tokens[last - 1].text.isalpha() and rest.lower not in COMPOUND_ENDS else last


def _behind_nickname(page: Page, last: int) -> int:
    """ "Anna" + "“Annie” Berg": a nickname in quote marks and the family name behind it."""
    tokens, n = page.tokens, len(page.tokens)
    if (
        last + 3 < n
        and tokens[last].text in _OPENING
        and tokens[last + 2].text in _CLOSING
        and all(page.cap[k] and page.taken[k] is None and page.close(k) for k in (last + 1, last + 3))
        and tokens[last + 3].is_proper
        and tokens[last + 1].text.isalpha()
        and page.close(last)
        and page.glued(last + 1)
        and page.glued(last + 2)
    ):
        return last + 4
    opened = last > 1 and tokens[last - 2].text in _OPENING and page.glued(last - 1)
    if opened and last + 1 < n and tokens[last].text in _CLOSING and page.glued(last):
        named = page.cap[last + 1] and page.taken[last + 1] is None and tokens[last + 1].is_proper
        return last + 2 if named and page.close(last + 1) else last
    return last


_OPENING, _CLOSING = frozenset("\"“‘'`«") | {"``"}, frozenset("\"”’'»") | {"''"}


def _behind_initial(page: Page, last: int) -> int:
    """ "Anna B." + "Berg", "Omar bin" + "Farid": what an initial or an inner word leads up to."""
    tokens, n = page.tokens, len(page.tokens)
    while (
        last < n
        and page.close(last)
        and page.taken[last] is None
        and page.cap[last]
        and tokens[last].is_proper
        and page.label[last] is None
        and (is_initial(tokens[last - 1].text) or tokens[last - 1].lower in inner_words())
    ):
        last += 1
    return last


def _pronoun_syllable(page: Page, first: int, last: int) -> int:
    """ "Zhou" + "He": a capital there is no pronoun's."""
    tokens, n = page.tokens, len(page.tokens)
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
        return last + 1
    return last


def _unread_rest(page: Page, first: int, last: int) -> int:
    """ "Anna" + "Berg" where the model reads only "Anna": proper nouns behind a lone part, no title, day or demonym."""
    tokens, n = page.tokens, len(page.tokens)
    lone_given = last - first == 1 and fold(tokens[first].text) in given_names()
    if not (is_initial(tokens[first].text) or last - first == 1):
        return last
    titled = first > 0 and page.close(first) and tokens[first - 1].text in title_words()
    while (
        last < n
        and last - first < LONGEST_GROWN
        and page.close(last)
        and page.taken[last] is None
        and page.cap[last]
        and tokens[last].text.isalpha()
        and tokens[last].is_proper
        and not page.headline(last)
    ):
        token, label = tokens[last], page.label[last]
        if token.text in title_words() or is_demonym(token.text) or token.lower in WEEKDAYS:
            break
        month = token.lower in MONTHS
        if month and not (lone_given and last + 1 < n and not tokens[last + 1].text[0].isdigit()):
            break
        if not month and ((label is not None and not (titled and _one_word(label))) or token.lower in STOP_WORDS):
            break
        last += 1
    return last


def _one_word(label: Label) -> bool:
    """A town or body of one word right behind "President Hernán" is the family name."""
    return label.label in ("GPE", "ORG", "LOC") and label.last - label.first == 1


def _behind_particle(page: Page, last: int) -> int:
    """ "Jan" + "van Vries": a particle and what it belongs to."""
    tokens, n = page.tokens, len(page.tokens)
    while (
        last < n - 1
        and page.close(last)
        and page.close(last + 1)
        and tokens[last].lower in words_of("father") | PARTICLES
        and tokens[last].text != "De"
        and page.cap[last + 1]
        and page.taken[last] is None
        and page.taken[last + 1] is None
    ):
        last += 2
        if last + 1 < n and tokens[last].text == "-" and page.glued(last):
            last += 2
    return last


def _suffix(page: Page, last: int) -> int:
    tokens, n = page.tokens, len(page.tokens)
    if last < n and tokens[last].text in ("Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV") and page.close(last):
        last += 1
    stopped = last + 1 < n and tokens[last].text == "." and page.glued(last) and tokens[last - 1].text in ("Jr", "Sr")
    return last + 1 if stopped and page.parse.sentence_of(last).last > last + 1 else last


def _before_initial(page: Page, first: int) -> int:
    tokens = page.tokens
    while (
        first > 0
        and is_initial(tokens[first - 1].text)
        and len(tokens[first - 1].text) <= 4
        and page.close(first)
        and page.taken[first - 1] is None
        and tokens[first - 1].text != "I"
    ):
        first -= 1
    led = (
        first > 0
        and is_initial(tokens[first].text)
        and page.close(first)
        and fold(tokens[first - 1].text) in given_names()
    )
    if led and page.taken[first - 1] is None and page.label[first - 1] is None and tokens[first - 1].is_proper:
        return first - 1  # "Anna" before "B Berg"
    return first


def _before_hyphen(page: Page, first: int) -> int:
    glued = first > 1 and page.tokens[first - 1].text == "-" and page.glued(first) and page.glued(first - 1)
    if not glued:
        return first
    before = page.tokens[first - 2]
    free = page.label[first - 2] is None and page.taken[first - 2] is None and page.cap[first - 2] and before.is_proper
    named = (
        free
        and page.cap[first]
        and not is_demonym(before.text)
        and before.text not in title_words() | {"Anti", "Pro", "Ex", "Non"}
    )
    return first - 2 if page.label[first - 2] is page.label[first] or named else first


def _unread_given_name(page: Page, first: int) -> bool:
    """ "Amalis Berg" where the model reads only "Berg": the proper noun that hangs on a lone family name."""
    if first == 0 or not page.close(first) or page.headline(first - 1):
        return False
    token = page.tokens[first - 1]
    return (
        token.is_proper
        and page.cap[first - 1]
        and token.text.istitle()
        and len(token.text) > 2
        and (token.dep, token.head) == ("compound", first)
        and page.label[first - 1] is None
        and page.taken[first - 1] is None
        and token.text not in title_words()
        and not is_demonym(token.text)
        and not is_place(token.text)
        and token.lower not in STOP_WORDS | WEEKDAYS | MONTHS
    )
