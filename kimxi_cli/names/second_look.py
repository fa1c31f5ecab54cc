"""The second look: every bare part of a person's full name, found again in the same article."""

import re
import unicodedata
from collections import Counter

from kimxi_cli.geography import canonical_place, is_country, is_demonym
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, STOP_WORDS, heads
from kimxi_cli.names.mending import MONTHS, WEEKDAYS, inner_words
from kimxi_cli.names.page import Found, Page
from kimxi_cli.names.parts import is_initial
from kimxi_cli.names.people import PERSON, TITLES_LOWER, title_before
from kimxi_cli.names.spelling import fold, given_names, is_typo
from kimxi_cli.names.titles import address_words, title_words

PRONOUNS = frozenset("he she it they we you i his her my him me us an so no".split())
MODALS = frozenset(("will", "may", "can", "might"))


def second_look(page: Page) -> None:
    """Every word that is a part of a person's full name in this article is that person's name, whatever its label.

    Words that are also common are taken only where they can't be the common word; a country stays a country.
    """
    _shrink_headline_names(page)
    parts = _parts_of_full_names(page)
    if not parts:
        return
    tokens, n = page.tokens, len(page.tokens)
    i = 0
    while i < n:
        rows = parts.get(tokens[i].text)
        if rows is None:
            i += 1
            continue
        for words in rows:
            last = i + len(words)
            if (
                last <= n
                and all(tokens[i + k].text == word for k, word in enumerate(words))
                and _is_part_here(page, i, last, parts)
            ):
                at = title_before(page, i)
                title = page.parse.slice(at, i) if at < i else None
                page.claim(i, last, PERSON, "part_of_full_name", title, over=True)
                i = last - 1
                break
        i += 1
    _claim_misspelt(page)


def claim_initials(page: Page) -> None:
    """ "OBS" where the article says "Omar bin Salim (OBS)" or "Omar bin Salim, known as OBS": his name from then on."""
    tokens = page.tokens
    letters: set[str] = set()
    for f in page.found():
        if f.type is PERSON and f.last - f.first > 1:
            name = f.text_in(page.parse)
            letters.add("".join(part[0] for part in re.findall(r"[^\W\d_]+", name)).upper())
    known = {word for word in letters if 2 < len(word) <= 4}
    said = {
        token.text
        for i, token in enumerate(tokens)
        if token.text in known
        and i > 1
        and (
            (tokens[i - 1].text == "(" and _ends_person(page, i - 2))
            or (tokens[i - 1].lower in ("as", "nicknamed", "dubbed", "called") and tokens[i - 2].lower in _KNOWN)
        )
    }
    for i, token in enumerate(tokens):
        held = page.taken[i]
        if token.text in said and (held is None or (held.rule == "model" and held.last - held.first == 1)):
            page.claim(i, i + 1, PERSON, "initials_of_person", over=True)


def _ends_person(page: Page, i: int) -> bool:
    held = page.taken[i]
    return held is not None and held.type is PERSON and held.last == i + 1


_KNOWN = frozenset("known nicknamed popularly widely commonly often is was also".split())


def _claim_misspelt(page: Page) -> None:
    """ "Linqvist" where the article names an Anna Lindqvist and the model saw no person, or one that nobody else is."""
    full = [f for f in page.found() if f.type is PERSON and f.last - f.first > 1]
    families = {fold(page.tokens[f.last - 1].text) for f in full}
    for f in page.found():
        if f.rule != "model" or f.last - f.first > 1 or f.type is PERSON:
            continue
        word = fold(page.tokens[f.first].text)
        if word and word not in families and sum(is_typo(word, name) for name in families if name) == 1:
            f.type, f.rule = PERSON, "misspelt"


def _shrink_headline_names(page: Page) -> None:
    """ "Berg Vows" in a headline is a Berg whom the text names in full: capitals there don't bound a name."""
    people = [f for f in page.found() if f.type is PERSON and f.last - f.first > 1]
    if not any(page.headline(f.first) for f in people):
        return
    known: set[str] = set()
    texts: set[str] = set()
    for f in people:
        if not page.headline(f.first):
            texts.add(fold(f.text_in(page.parse)))
            known |= {page.tokens[f.first].text, page.tokens[f.last - 1].text}
    for f in people:
        if not page.headline(f.first) or fold(f.text_in(page.parse)) in texts:
            continue
        kept = [i for i in range(f.first, f.last) if page.tokens[i].text in known]
        if len(kept) == 1 and kept[0] in (f.first, f.last - 1):
            title = f.title if kept[0] == f.first else None
            page.claim(kept[0], kept[0] + 1, PERSON, "part_of_full_name", title, over=True)


def _parts_of_full_names(page: Page) -> dict[str, list[tuple[str, ...]]]:
    """Token sequences of the parts of full names, by their first word, longest first."""
    names: Counter[tuple[str, ...]] = Counter()
    tokens = page.tokens
    for found in page.found():
        if found.type is not PERSON:
            continue
        words = tuple(token.text for token in tokens[found.first : found.last])
        if len(words) > 1:
            names[words] += 1
    out: dict[str, set[tuple[str, ...]]] = {}

    def add(words: tuple[str, ...]) -> None:
        if words and len(words) > 1 and words[0] in inner_words() and words[-1][0].isupper():
            out.setdefault(words[0], set()).add(words)  # "al-Haddad", at the head of a sentence "Al-Haddad"
            words = (words[0].capitalize(), *words[1:])
        if words and words[0][0].isupper() and len("".join(words)) > 1 and not is_initial(words[0]):
            for other in {words, *(tuple(dress(word) for word in words) for dress in _DRESSES)}:
                out.setdefault(other[0], set()).add(other)
            upper = tuple(word.upper() for word in words)
            if len(words[0]) > 2:
                out.setdefault(upper[0], set()).add(upper)

    for words in names:
        parts = _by_part(words)
        if len(parts) < 2:
            continue
        for k, part in enumerate(parts):
            if part[0].lower() not in inner_words() or len(part) > 1:
                add(part)
            if k == len(parts) - 1 and len(part) == 3 and part[1] == "-" and part[2][0].isupper():
                add((part[0],))
                add((part[2],))
            if 0 < k < len(parts) - 1:
                add(tuple(word for p in parts[k:] for word in p))
        add(words)
    return {first: sorted(rows, key=lambda row: (-len(row), row)) for first, rows in out.items()}


def _plain(word: str) -> str:
    """Without diacritics, as some writers of the same article leave them out."""
    if word.isascii():
        return word
    bare = unicodedata.normalize("NFKD", word.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in bare if not unicodedata.combining(c))


_DRESSES = (_plain, lambda word: word.replace("'", "’"), lambda word: word.replace("’", "'"))


def _by_part(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Token words joined at hyphens: ("Park", "Min", "-", "ho") is [("Park",), ("Min", "-", "ho")]."""
    out: list[tuple[str, ...]] = []
    for k, word in enumerate(words):
        if (word in ("-", "’", "'") or (k > 0 and words[k - 1] == "-")) and out:
            out[-1] = (*out[-1], word)
        else:
            out.append((word,))
    return out


def _pair(page: Page, holder: Found, parts: dict[str, list[tuple[str, ...]]]) -> bool:
    """ "Berg-Vries" as the model's one person, where the article knows a Berg and a Vries."""
    words = [token.text for token in page.tokens[holder.first : holder.last]]
    return (
        len(words) == 3
        and words[1] in ("-", "–")
        and (words[0],) in parts.get(words[0], ())
        and (words[2],) in parts.get(words[2], ())
    )


def _gives_way(page: Page, holder: Found, i: int, last: int, parts: dict[str, list[tuple[str, ...]]]) -> bool:
    """Whether a name claimed before yields to the person: the model's guess does, a rule's reading does not."""
    if holder.type is PERSON:
        return _pair(page, holder, parts)
    if holder.rule in ("organisation_head", "facility_head", "landform"):
        return False
    if holder.rule == "known_name":
        if holder.last != last:
            return False
        if title_before(page, i) < i and page.tokens[i - 1].text in address_words():
            return True
        return holder.first == i and holder.type is not PERSON and _family_name_of_a_town(page, i)
    inside = page.tokens[holder.first : holder.last]
    whole = holder.first >= i and holder.last <= last
    return whole or any(token.text in ("-", "–", "and") for token in inside)


def _family_name_of_a_town(page: Page, i: int) -> bool:
    """ "Valdivia's cabinet" where the article knows a Hernán Valdivia: nothing says the town is meant."""
    word = page.tokens[i].text
    if is_country(word) and canonical_place(word) == word:
        return False  # but "Holland" is a family name sooner than it is the Netherlands
    if word not in page.parts_of_people() | _behind_titles(page):
        return False
    led = i > 0 and page.tokens[i - 1].lower in _PLACING
    listed = i + 1 < len(page.tokens) and page.tokens[i + 1].text == "," and page.cap[i + 2 : i + 3] == [True]
    return not led and not listed


_PLACING = frozenset("in at to from near of outside across around for the inside toward towards into".split())


def _behind_titles(page: Page) -> frozenset[str]:
    """Last words of the full names that stand behind a title."""
    return frozenset(
        page.tokens[f.last - 1].text for f in page.found() if f.type is PERSON and f.title and f.last - f.first > 1
    )


def _is_part_here(page: Page, i: int, last: int, parts: dict[str, list[tuple[str, ...]]]) -> bool:
    tokens = page.tokens
    token = tokens[i]
    holder = page.taken[i]
    if holder is None:
        if any(page.taken[j] is not None for j in range(i, last)):
            return False
    elif not _gives_way(page, holder, i, last, parts):
        return False
    if last - i > 1:
        return True
    word = token.lower
    if word in WEEKDAYS or is_demonym(token.text):
        return False
    if word in AMBIGUOUS_PARTS or word in STOP_WORDS or word in TITLES_LOWER:
        return _not_the_common_word(page, i)
    if (
        i > 0
        and tokens[i - 1].lower in ("the", "a", "an")
        and page.close(i)
        and last < len(tokens)
        and tokens[last].is_noun
        and page.close(last)
    ):
        return token.is_proper  # "the Berg administration"
    if (
        page.label[i] is not None
        and page.label_type(i) is EntityType.ORGANISATION
        and _inside_longer_body(page, i, last)
    ):
        return False
    return not _beside_capital(page, i, last)


def _inside_longer_body(page: Page, i: int, last: int) -> bool:
    """ "Berg Motors" is no Mr Berg: the model's organisation runs on over other capitalised words."""
    label = page.label[i]
    if label is None:
        return False
    others = [
        j
        for j in range(label.first, label.last)
        if not i <= j < last and page.cap[j] and page.tokens[j].lower not in STOP_WORDS
    ]
    joined = any(page.tokens[j].text in ("-", "–", "/", "and", "'s", "’s") for j in range(label.first, label.last))
    return bool(others) and not joined


def _beside_capital(page: Page, i: int, last: int) -> bool:
    """The word runs on into another capitalised word that nobody claimed: part of another name ("Berg Street")."""
    tokens = page.tokens
    if (
        last < len(tokens)
        and page.cap[last]
        and page.close(last)
        and page.taken[last] is None
        and tokens[last].is_proper
        and tokens[i].is_proper
    ):
        word = tokens[last].text
        if (
            fold(tokens[i].text) in given_names()
            and not page.headline(i)
            and word not in title_words()
            and tokens[last].lower not in STOP_WORDS
        ):
            return True
        if word in heads("facilities", "any") | heads("facilities", "weak") | heads("heads", "any") | heads(
            "heads", "weak"
        ):
            return True
    return False


def _not_the_common_word(page: Page, i: int) -> bool:
    """ "Will", "May", "Brown" as a name: read as a proper noun, with a verb, possessive or title beside it."""
    tokens = page.tokens
    token = tokens[i]
    if title_before(page, i) < i and tokens[i - 1].text in title_words():
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.text[0].isdigit():
        return False
    if token.lower in PRONOUNS:
        return False
    if after.tag in ("VBD", "VBZ") and token.lower in MODALS:
        return True  # a modal is followed by no such verb: "Will said"
    if not token.is_proper or (
        i > 0
        and tokens[i - 1].lower
        in ("the", "a", "an", "in", "on", "since", "until", "last", "next", "by", "of", "this", "early", "late", "mid")
    ):
        return False
    if token.lower in MONTHS or token.lower in STOP_WORDS:
        return token.dep in ("nsubj", "nsubjpass", "poss") and (after.is_verb or after.text in ("'s", "’s", ","))
    if page.cap[i + 1] and after.is_proper and page.close(i + 1) and page.taken[i + 1] is None:
        return False
    if page.opens(i):
        return after.is_verb or after.text in ("'s", "’s", ",", "also", "then") or after.tag in ("RB", "POS")
    return True
