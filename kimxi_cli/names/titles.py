"""Offices, ranks and forms of address before a name, and what sex they tell."""

import re
from functools import cache

from kimxi_cli.lexicon import table, words


@cache
def title_words() -> frozenset[str]:
    """Single words that stand as a title before a name, as written ("Mr.", "President")."""
    rows = table("titles")
    return frozenset(word for kind in ("address", "office") for names in rows[kind].values() for word in names)


@cache
def address_words() -> frozenset[str]:
    """Forms of address, which always mean a person follows ("Mr", "Dr.")."""
    return frozenset(word for names in table("titles")["address"].values() for word in names)


@cache
def portfolios() -> frozenset[str]:
    """What a minister or secretary may be of, as written before the office ("Transport")."""
    return frozenset(table("titles")["several"]["portfolios"])


@cache
def portfolio_offices() -> frozenset[str]:
    return frozenset(table("titles")["several"]["offices"])


@cache
def offices_in_capitals() -> frozenset[str]:
    """Offices that are one only in capitals: "PM Berg", not "5 pm"."""
    return frozenset(table("titles")["several"]["capitals"])


@cache
def offices_or_initials() -> frozenset[str]:
    """Two capitals before a name that are an office or initials ("CS")."""
    return frozenset(table("titles")["several"]["or_initials"])


@cache
def leading_offices() -> frozenset[str]:
    """Heads of an office's name, one and several: "Leader of …", "Ministers for …"."""
    return frozenset(form for word in table("titles")["several"]["leading"] for form in (word, f"{word}s"))


@cache
def modifier_words() -> frozenset[str]:
    return frozenset(table("titles")["several"]["modifiers"])


@cache
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Titles of several words by their last word in small letters, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("titles")["several"]["phrases"]:
        split = tuple(phrase.lower().split())
        found.setdefault(split[-1], []).append(split)
    return {last: tuple(sorted(rows, key=lambda row: (-len(row), row))) for last, rows in found.items()}


@cache
def _leading() -> re.Pattern[str]:
    rows = table("titles")
    single = [re.escape(word) for word in title_words()]
    several = [re.escape(phrase) for phrase in rows["several"]["phrases"]]
    alternatives = "|".join(sorted(several + single, key=lambda word: (-len(word), word)))
    small = "|".join(
        sorted(
            (re.escape(w) + "|" + re.escape(w.capitalize()) for w in rows["several"]["modifiers"]),
            key=len,
            reverse=True,
        )
    )
    return re.compile(rf"^(?:(?:{small})[\s-]+)*(?:(?:{alternatives})(?=\s)\s+)+(?=\S)")


@cache
def _openings() -> frozenset[str]:
    """What a title begins with, up to a space or hyphen: most names begin otherwise."""
    rows = table("titles")["several"]
    words = (*title_words(), *rows["phrases"], *rows["modifiers"], *(w.capitalize() for w in rows["modifiers"]))
    return frozenset(_OPENING.split(word, maxsplit=1)[0] for word in words)


_OPENING = re.compile(r"[\s-]")


def leading_title(text: str) -> tuple[str | None, str]:
    """The title before a name and the name without it; a lone title word is left as it is."""
    if _OPENING.split(text, maxsplit=1)[0] not in _openings():
        return None, text
    found = _leading().match(text)
    if not found:
        return None, text
    title = found.group(0).strip()
    if title in table("titles")["several"]["also_given"] and " " not in text[found.end() :].strip():
        return None, text
    return found.group(0).strip(), text[found.end() :]


@cache
def _sexes() -> dict[str, str]:
    rows = table("titles")
    found: dict[str, str] = {}
    for kind in ("address", "office"):
        for sex, key in (("m", "man"), ("f", "woman")):
            for word in rows[kind][key]:
                found[word.lower().rstrip(".")] = sex
    for word in words("gender", "male_titles"):
        found.setdefault(word, "m")
    for word in words("gender", "female_titles"):
        found.setdefault(word, "f")
    return found


def sex_of_title(title: str) -> str | None:
    """m, f or None: "Crown Princess" f, "Mr." m, "President" None."""
    known = _sexes()
    sexes = {known[word] for word in re.split(r"[\s-]+", title.lower().replace(".", "")) if word in known}
    return sexes.pop() if len(sexes) == 1 else None
