"""The word lists of visits in every inflected form: which word is a trigger, of which class, from which base form."""

from functools import cache

from kimxi_cli import lexicon


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {base: tuple(forms.split()) for base, forms in lexicon.table("visits")["irregular"].items()}


def forms(verb: str) -> tuple[str, ...]:
    """The base form with its inflections: "arrive" -> arrive, arrives, arrived, arriving."""
    if verb in _irregular():
        return _irregular()[verb]
    if "_" in verb:
        head, tail = verb.split("_", 1)
        return tuple(f"{form}_{tail}" for form in forms(head))
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return (verb, verb + "es", verb + "ed", verb + "ing")
    return (verb, verb + "s", verb + "ed", verb + "ing")


@cache
def verbs(section: str, key: str) -> frozenset[str]:
    """Every form of the verbs listed under section.key."""
    return frozenset(form for verb in lexicon.table("visits")[section][key].split() for form in forms(verb))


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """The words under section.key as they stand."""
    return frozenset(lexicon.table("visits")[section][key].split())


@cache
def verb_classes() -> dict[str, str]:
    """Form of a trigger verb -> its class."""
    table = lexicon.table("visits")["verbs"]
    return {form: name for name in table for verb in table[name].split() for form in forms(verb)}


@cache
def noun_classes() -> dict[str, str]:
    """Trigger noun, singular or plural -> its class."""
    table = lexicon.table("visits")["nouns"]
    out: dict[str, str] = {}
    for name in table:
        for noun in table[name].split():
            out[noun] = name
            out[noun + "s"] = name
    return out


@cache
def ordinals() -> dict[str, int]:
    return dict(lexicon.table("visits")["ordinals"])


@cache
def seats() -> dict[str, str]:
    """Seat of government, lower-cased -> its town."""
    return {name.lower(): town for name, town in lexicon.table("visits")["places"]["seats"].items()}


@cache
def buildings() -> frozenset[str]:
    return frozenset(lexicon.table("visits")["places"]["buildings"]["words"].split())
