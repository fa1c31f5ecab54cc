"""When two written name parts are one name: letter case, diacritics, transliteration, short forms, slips of the pen."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import product

from kimxi_cli.lexicon import table, words

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ʻ": "", "ʼ": ""}
)

TYPO_LENGTHS = (6, 10)
"""A part of at least 6 letters may differ by one letter, of at least 10 by two."""

CONSONANT_LENGTH = 8
"""Below this length another consonant in the same place makes another name (Rajesh, Ramesh), not a slip."""

_SOUNDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"^abd[aeu][dlnrstz]", "abdul"),
        (r"^ye(?=[a-z]{3})", "e"),
        (r"(?<=..)i(?:tsch|tch|ch)$", "ic"),
        (r"(?<=..)[eo](?:ff|v)$", lambda found: found.group()[0] + "v"),
        (r"e?[iy]ev$", "ev"),
        (r"eev$", "ev"),
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
def _short_rows() -> dict[str, frozenset[tuple[int, bool]]]:
    """Folded given name -> the rows it stands in, and whether it is the full form there."""
    found: dict[str, set[tuple[int, bool]]] = {}
    for k, row in enumerate(table("name_parts")["short"]["rows"]):
        for at, name in enumerate(row):
            found.setdefault(fold(name), set()).add((k, at == 0))
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
    """Nickname and name, in either order ("Mike", "Michael"); two short forms only where one is cut from the other.

    Nobody is called "Bill" here and "Will" there, or "Jan" here and "Hans" there; "Bill" and "Billy" are one.
    """
    x, y = fold(a), fold(b)
    rows = _short_rows()
    here, there = dict(rows.get(x, ())), dict(rows.get(y, ()))
    shared = here.keys() & there.keys()
    return any(here[k] or there[k] for k in shared) or bool(shared and x[:3] == y[:3])


@cache
def short_form_letters() -> dict[str, frozenset[str]]:
    """Folded given name -> first letters of its own and of its short forms ("william": w, b, l)."""
    rows = [[fold(name) for name in row] for row in table("name_parts")["short"]["rows"]]
    found: dict[str, set[str]] = {}
    for row in rows:
        for name in row:
            found.setdefault(name, set()).update(other[0] for other in row)
    return {name: frozenset(letters) for name, letters in found.items()}


def spelling_rows(part: str) -> frozenset[int]:
    """The rows of the list of spellings that a part stands in."""
    return _rows("spellings").get(fold(part), frozenset())


@lru_cache(maxsize=65536)
def spelling_key(part: str) -> str:
    """What all spellings of a lone name share: the first name of its row in the list, else its sound."""
    rows = spelling_rows(part)
    if len(rows) == 1:
        return fold(str(table("name_parts")["spellings"]["rows"][min(rows)][0]))
    return sound(part) if len(fold(part)) > 3 else fold(part)


@cache
def _row_letters() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fold(name)[0] for name in row) for row in table("name_parts")["spellings"]["rows"])


@lru_cache(maxsize=65536)
def given_letters(given: str) -> frozenset[str]:
    """First letters that other forms of a given name may have: by sound, short form, list ("Chi-won": c, j)."""
    key = fold(given)
    first = re.split(r"[-\s]", given)[0]
    rows = spelling_rows(given) | spelling_rows(first)
    listed = {letter for row in rows for letter in _row_letters()[row]}
    return frozenset({key[:1], sound(given)[:1]} | listed | short_form_letters().get(key, frozenset())) - {""}


@lru_cache(maxsize=65536)
def given_forms(given: str) -> frozenset[str]:
    """Keys that two forms of one given name share: its sound, its rows in the lists, syllable by syllable too."""
    key = fold(given)
    forms = {sound(given)}
    forms |= {f"short {row}" for row, _ in _short_rows().get(key, ())} | {f"row {row}" for row in spelling_rows(given)}
    syllables = re.split(r"[-\s]", given)
    if len(syllables) > 1:
        spelled = [sorted(f"row {row}" for row in spelling_rows(part)) or [sound(part)] for part in syllables[:2]]
        forms |= {"-".join(choice) for choice in product(*(options[:2] for options in spelled))}
    return frozenset(forms - {""})


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> str | None:
    """Why two parts are one name: "same", "spelling", "short form", "typo"; None where they are not."""
    x, y = fold(a), fold(b)
    if x == y:
        return "same"
    if not x or not y:
        return None
    if share_row("distinct", x, y):
        return None
    if share_row("spellings", x, y) or (len(x) > 2 and len(y) > 2 and sound(a) == sound(b)):
        return "spelling"
    syllables_a, syllables_b = re.split(r"[-\s]", a), re.split(r"[-\s]", b)
    if len(syllables_a) == len(syllables_b) > 1:
        kinds = {alike(s, t) for s, t in zip(syllables_a, syllables_b, strict=True)}
        return "spelling" if kinds <= {"same", "spelling"} else None
    if is_short_form(x, y):
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
    if _other_sex(x, y) or _other_sex(y, x):
        return False
    from rapidfuzz.distance import OSA  # a report on a stored corpus rarely gets here

    if OSA.distance(x, y, score_cutoff=allowed) > allowed:
        return False
    changed = [(p, q) for p, q in zip(x, y, strict=False) if p != q] if len(x) == len(y) else []
    return not (length < CONSONANT_LENGTH and len(changed) == 1 and not set(changed[0]) <= set("aeiouy"))


def _other_sex(x: str, y: str) -> bool:
    """A woman's form of the name: Ivanov, Ivanova; Fernando, Fernanda; Valentin, Valentine."""
    return (x[-1] == "a" and x[:-1] == y[:-1]) or (x[-1] in "ae" and x[:-1] == y)
