"""The name an entity is shown by, and its readable id."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kimxi_cli.geography import canonical_place
from kimxi_cli.names.lists import organisation_names
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.spelling import fold

COMMON = 3
"""A fuller form is shown where it is written at least a third as often as the most frequent full form."""

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae"}
)


def shown_person(counts: Mapping[str, int]) -> str:
    """The fullest common form in the order it is written; ties by count, then alphabet.

    A middle initial makes no form fuller: the commoner of "Anna B. Berg" and "Anna Berg" is shown. Capitals are only
    kept where no other letter case is written ("BERG" is shown as "Berg", "Anna BERG" as "Anna Berg").
    """
    full = {text: n for text, n in counts.items() if not parse_name(text).is_lone} or dict(counts)
    mixed = {text: n for text, n in full.items() if not _shouted(text)} or {titled(text): n for text, n in full.items()}
    most = max(mixed.values())
    common = [text for text, n in mixed.items() if n * COMMON >= most]
    return min(common, key=lambda text: (-_fullness(text), -mixed[text], text))


def _shouted(text: str) -> bool:
    """Whether a part of some length stands in capitals."""
    parts = text.split()
    return any(part.isupper() and len(part) > (3 if len(parts) == 1 else 2) and "." not in part for part in parts)


def _fullness(text: str) -> int:
    return sum(1 for part in text.split() if len(part.strip(".")) > 1)


def titled(text: str) -> str:
    """ "ANNA BERG" as "Anna Berg"."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), text) if len(text) > 3 else text


def shown_place(counts: Mapping[str, int], rule: str = "") -> str:
    names: dict[str, int] = {}
    for text, n in counts.items():
        name = canonical_place(text)
        names[name] = names.get(name, 0) + n
    mixed = {text: n for text, n in names.items() if text != text.upper() or len(text) < 5} or {
        titled(text): n for text, n in names.items()
    }
    if rule == "half_of_korea":
        return f"{next(iter(sorted(counts)))} Korea"
    return min(mixed, key=lambda text: (-mixed[text], -len(text), text))


def shown_body(counts: Mapping[str, int]) -> str:
    """The lists' name where they have one; else the fullest common form."""
    for text in sorted(counts, key=lambda t: (-counts[t], t)):
        known = organisation_names().get(fold(text))
        if known is not None:
            return known
    most = max(counts.values())
    common = [text for text, n in counts.items() if n * COMMON >= most]
    return min(common, key=lambda text: (-len(text.split()), -counts[text], text))


def slug(name: str) -> str:
    """Readable and stable: diacritics folded, small letters, hyphens between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c))
    word = re.sub(r"[^\w]+", "-", plain.replace("’", "").replace("'", "").replace(".", " ")).strip("-_").lower()
    return word or "name"


def ids(names: Sequence[str]) -> list[str]:
    """One id a name, in order; a clash gets a number behind the second."""
    seen: dict[str, int] = {}
    taken: set[str] = set()
    out = []
    for name in names:
        base = slug(name)
        found = base
        while found in taken:
            seen[base] = seen.get(base, 1) + 1
            found = f"{base}-{seen[base]}"
        taken.add(found)
        out.append(found)
    return out
