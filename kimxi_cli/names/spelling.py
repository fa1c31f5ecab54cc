"""When two written name parts are one name: letter case, diacritics, transliteration, short forms, slips of the pen."""

import re
import unicodedata
from functools import cache, lru_cache

from kimxi_cli.lexicon import table, words

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ʻ": "", "ʼ": ""}
)

TYPO_LENGTHS = (6, 10)
"""A part of at least 6 letters may differ by one letter, of at least 10 by two."""

_SOUNDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"tsch|tch", "ch"),
        (r"sch|sz", "sh"),
        (r"dzh|dj|zh", "j"),
        (r"kh|q|ck", "k"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ou|oo", "u"),
        (r"ee|iy|yy|ij|ey$|ii|ie$", "i"),
        (r"ue", "u"),
        (r"oe", "o"),
        (r"ae", "a"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?<=.)y", "i"),
        (r"(?<=[aeiou])h(?=$|[^aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def fold(part: str) -> str:
    """Letters and digits alone, small, without diacritics: "Jong-Un" and "jong un" are both "jongun"."""
    if part.isascii():
        return "".join(filter(str.isalnum, part.casefold()))
    plain = unicodedata.normalize("NFKD", part).casefold().translate(_LETTERS)
    return "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def sound(part: str) -> str:
    """A key that the usual transliterations of one name share ("Zelenski", "Zelenskiy", "Zelenskyy")."""
    key = fold(part)
    for pattern, by in _SOUNDS:
        key = pattern.sub(by, key)
    return key


@cache
def _rows(kind: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for k, row in enumerate(table("name_parts")[kind]["rows"]):
        for name in row:
            found.setdefault(fold(name), set()).add(k)
    return {name: frozenset(rows) for name, rows in found.items()}


@cache
def given_names() -> frozenset[str]:
    """Given names the lists know, folded: of both sexes, and all that have short forms."""
    known = {fold(name) for name in words("gender", "male") | words("gender", "female")}
    return frozenset(known | _rows("short").keys())


def share_row(kind: str, a: str, b: str) -> bool:
    rows = _rows(kind)
    return bool(rows.get(a, frozenset()) & rows.get(b, frozenset()))


def is_short_form(a: str, b: str) -> bool:
    """Nickname and name, in either order ("Mike", "Michael")."""
    return share_row("short", fold(a), fold(b))


@cache
def short_form_letters() -> dict[str, frozenset[str]]:
    """Folded given name -> first letters of its own and of its short forms ("william": w, b, l)."""
    rows = [[fold(name) for name in row] for row in table("name_parts")["short"]["rows"]]
    found: dict[str, set[str]] = {}
    for row in rows:
        for name in row:
            found.setdefault(name, set()).update(other[0] for other in row)
    return {name: frozenset(letters) for name, letters in found.items()}


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> str | None:
    """Why two parts are one name: "same", "spelling", "short form", "typo"; None where they are not."""
    x, y = fold(a), fold(b)
    if x == y:
        return "same"
    if not x or not y:
        return None
    if share_row("spellings", x, y) or (len(x) > 2 and len(y) > 2 and sound(a) == sound(b)):
        return "spelling"
    syllables_a, syllables_b = re.split(r"[-\s]", a), re.split(r"[-\s]", b)
    if len(syllables_a) == len(syllables_b) > 1:
        kinds = {alike(s, t) for s, t in zip(syllables_a, syllables_b, strict=True)}
        return "spelling" if kinds <= {"same", "spelling"} else None
    if share_row("short", x, y):
        return "short form"
    return "typo" if is_typo(x, y) else None


def is_typo(x: str, y: str) -> bool:
    """One slip in a longer part; two names that are both well known are no slips of each other (Daniel, Danielle)."""
    if x[0] != y[0] or (x in given_names() and y in given_names()):
        return False
    length = min(len(x), len(y))
    allowed = sum(length >= limit for limit in TYPO_LENGTHS)
    if not allowed or abs(len(x) - len(y)) > allowed:
        return False
    if {x[-1], y[-1]} & {"a"} and x[:-1] in (y[:-1], y):
        return False  # a woman's form of the name: Ivanov, Ivanova
    if {x[-1], y[-1]} & {"a"} and y[:-1] == x:
        return False
    from rapidfuzz.distance import OSA  # a report on a stored corpus rarely gets here

    return bool(OSA.distance(x, y, score_cutoff=allowed) <= allowed)
