"""Cue verbs: which words report speech, and in what manner."""

from functools import cache

from kimxi_cli.lexicon import table, words

VOWELS = "aeiou"


@cache
def forms(key: str) -> dict[str, str]:
    """Every inflected form of the verbs listed under `key`, with its lemma."""
    irregular: dict[str, list[str]] = table("cues")["irregular"]
    out: dict[str, str] = {}
    for lemma in sorted(words("cues", key)):
        for form in (lemma, *irregular.get(lemma, inflections(lemma))):
            out.setdefault(form, lemma)
    return out


def inflections(lemma: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a regular verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ing"


def statement_lemma(form: str) -> str | None:
    """The lemma of a verb that takes a statement ("said" → "say"), else None. `form` in lower case."""
    return forms("statement").get(form)


def is_guarded(lemma: str) -> bool:
    """Whether the verb reports only with quotation marks or "that"."""
    return lemma in words("cues", "guarded")


def directive_lemma(form: str) -> str | None:
    return forms("directive").get(form)


def judging_lemma(form: str) -> str | None:
    return forms("judging").get(form)
