"""The sex of a named person, as far as titles and given names tell it: for pronouns only."""

from kimxi_cli.lexicon import words
from kimxi_cli.model import Mention


def sex_by_title(mention: Mention) -> str | None:
    """m or f as "Mr", "Queen", "spokeswoman" tell it; None where no title tells."""
    for word in (mention.title or "").lower().replace(".", "").split():
        if word in words("gender", "female_titles"):
            return "f"
        if word in words("gender", "male_titles"):
            return "m"
    return None


def sex_by_noun(noun: str) -> str | None:
    """m or f as a noun of kin or trade tells it ("widow", "businessman"); None where it fits both."""
    if noun in words("gender", "female_nouns") or noun.endswith("woman"):
        return "f"
    if noun in words("gender", "male_nouns") or (noun.endswith("man") and noun not in words("gender", "not_men")):
        return "m"
    return None


def sex_by_name(mention: Mention, single: bool = False) -> str | None:
    """m or f by the given name; None for names of both sexes, and for single names unless they are asked for."""
    first, *rest = mention.text.lower().split()
    if not rest and not single:
        return None
    male, female = first in words("gender", "male"), first in words("gender", "female")
    return None if male == female else "m" if male else "f"
