"""The form of a name that ids are made of."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae"}
)


def slug(name: str) -> str:
    """Readable and stable: diacritics folded, small letters, hyphens between words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c))
    word = re.sub(r"[^\w]+", "-", plain.replace("’", "").replace("'", "").replace(".", " ")).strip("-_").lower()
    return word or "name"
