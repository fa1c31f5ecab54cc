"""Whether two names mean one person, and why: an ordered tuple of rules, the first with something to say decides.

Order is part of the meaning: what tells two people apart by a mark (generation, sex) speaks before spelling, and
whatever joins two names has first passed the rules that keep them apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kimxi_cli.names.parts import PersonName, is_initial, words_of
from kimxi_cli.names.spelling import alike, fold, is_short_form, short_form_letters


class Verdict(Enum):
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two names mean one person, and why.

    reason is a sentence for people; rule is the name of the function that decided, as explanations print it.
    """

    verdict: Verdict
    rule: str
    reason: str


type Rule = Callable[[PersonName, PersonName], Judgement | None]


def no_name(a: PersonName, b: PersonName) -> Judgement | None:
    """Nothing to compare: a title alone, punctuation, blanks."""
    if a.parts and b.parts:
        return None
    return Judgement(Verdict.UNSURE, "no_name", "one of the two has no name part")


def generation_suffix(a: PersonName, b: PersonName) -> Judgement | None:
    """Father and son, two popes: both carry a generation and it differs (Jan Berg Jr., Jan Berg Sr.)."""
    if not (a.suffix and b.suffix) or _generation(a.suffix) == _generation(b.suffix):
        return None
    return Judgement(Verdict.DIFFERENT, "generation_suffix", f"{a.suffix} and {b.suffix} are two generations")


def sexes_by_title(a: PersonName, b: PersonName) -> Judgement | None:
    """A man and a woman by the titles (Mr Berg, Mrs Berg)."""
    if not (a.sex and b.sex) or a.sex == b.sex:
        return None
    return Judgement(Verdict.DIFFERENT, "sexes_by_title", f"{a.title} and {b.title} are a man and a woman")


def lone_part(a: PersonName, b: PersonName) -> Judgement | None:
    """One of the two is a single part: equal alone, it never settles who of that name is meant (Berg, Anna Berg)."""
    if not (a.is_lone or b.is_lone):
        return None
    if a.is_lone and b.is_lone:
        kind = alike(a.parts[0], b.parts[0])
        if kind in ("same", "spelling"):
            return Judgement(Verdict.SAME, "lone_part", f"{a.parts[0]} and {b.parts[0]} are the same single part")
        return Judgement(Verdict.DIFFERENT, "lone_part", f"{a.parts[0]} is not {b.parts[0]}")
    lone, full = (a, b) if a.is_lone else (b, a)
    part = lone.parts[0]
    if any(alike(part, other) in ("same", "spelling") for other in full.full) or fold(part) in {
        fold("".join(full.family)),
        *(fold(half) for double in full.family if "-" in double for half in double.split("-")),
    }:
        return Judgement(Verdict.UNSURE, "lone_part", f"{part} is a part of {full.text}, as of others of that name")
    if full.nickname and fold(part) == fold(full.nickname):
        return Judgement(Verdict.SAME, "lone_part", f"{part} is the nickname of {full.text}")
    return Judgement(Verdict.DIFFERENT, "lone_part", f"{part} is no part of {full.text}")


def differing_particles(a: PersonName, b: PersonName) -> Judgement | None:
    """Two family names: both carry particles, of two languages (Jan van Berg, Jan de Berg)."""
    x, y = ({p.lower() for p in name.particles if p.lower() in words_of("western")} for name in (a, b))
    if not x or not y or x & y or all((p in _GERMANIC) is (q in _GERMANIC) for p in x for q in y):
        return None
    return Judgement(Verdict.DIFFERENT, "differing_particles", f"{_family(a)} is not {_family(b)}")


def same_parts(a: PersonName, b: PersonName) -> Judgement | None:
    """The same parts in either order, whatever hyphens, case and accents (Park Min-ho, PARK Min Ho, Min-ho Park)."""
    joined = _joined(a)
    if _joined_forms(a) & _joined_forms(b):
        if bool(a.suffix) != bool(b.suffix):
            return Judgement(Verdict.UNSURE, "generation_suffix", f"only one of them is {a.suffix or b.suffix}")
        return Judgement(Verdict.SAME, "same_parts", f"{a.text} and {b.text} have the same parts")
    keys = [fold(part) for part in b.parts]
    turned = {"".join(keys[k:] + keys[:k]) for k in range(1, len(keys))}
    if joined in turned or (a.family_first != b.family_first and _backward(a, b)):
        return Judgement(Verdict.SAME, "same_parts", f"{a.text} and {b.text} have the same parts in another order")
    return None


def fewer_parts(a: PersonName, b: PersonName) -> Judgement | None:
    """Two or more whole parts of the longer name in its order (Jan Berg Vries, Jan Berg; Ana Maria Berg, Ana Berg)."""
    short, long = (a, b) if len(a.full) < len(b.full) else (b, a)
    if len(short.full) < 2 or len(short.full) == len(long.full) or short.initials:
        return None
    at = 0
    for part in short.full:
        while at < len(long.full) and alike(part, long.full[at]) not in ("same", "spelling"):
            at += 1
        if at == len(long.full):
            return None
        at += 1
    return Judgement(Verdict.SAME, "fewer_parts", f"all parts of {short.text} stand in {long.text}")


def differing_family_names(a: PersonName, b: PersonName) -> Judgement | None:
    """Two people: no family name of one is a spelling of one of the other (Anna Berg, Anna Vries)."""
    if _family_link(a, b) is not None:
        return None
    return Judgement(Verdict.DIFFERENT, "differing_family_names", f"{_family(a)} is not {_family(b)}")


def differing_given_names(a: PersonName, b: PersonName) -> Judgement | None:
    """Two people: same family name, given names that are no spelling of each other (Park Min-ho, Park Min-ji)."""
    given = _given_pair(a, b)
    if given is None:
        return None
    x, y = given
    if is_initial(x) or is_initial(y):
        if fold(x)[:1] == fold(y)[:1] or _initial_of_short_form(x, y):
            return None
        return Judgement(Verdict.DIFFERENT, "differing_given_names", f"{x} is not {y}")
    if alike(x, y) is None and not (a.nickname and alike(a.nickname, y)) and not (b.nickname and alike(b.nickname, x)):
        return Judgement(Verdict.DIFFERENT, "differing_given_names", f"{x} is not a spelling of {y}")
    return None


def differing_middle_names(a: PersonName, b: PersonName) -> Judgement | None:
    """Two people: both carry a middle name or initial and they don't fit (Jan P. Berg, Jan W. Berg)."""
    x, y = a.given[1:], b.given[1:]
    if not x or not y or a.family_first or b.family_first:
        return None
    if is_initial(x[0]) and is_initial(y[0]):
        if fold(x[0])[:1] == fold(y[0])[:1]:
            return None  # "Jan H. W. Berg" is no "Jan W. Berg"
    elif any(fold(p)[:1] == fold(q)[:1] for p in x for q in y):
        return None
    return Judgement(Verdict.DIFFERENT, "differing_middle_names", f"{' '.join(x)} is not {' '.join(y)}")


def initials(a: PersonName, b: PersonName) -> Judgement | None:
    """An initial where the other has a name, or a middle initial that only one has: the same person, or a namesake."""
    if not (a.initials or b.initials):
        return None
    if _initials_of_middle_names(a, b) or _initials_of_middle_names(b, a):
        return Judgement(Verdict.SAME, "initials", "the same given name, and the initials are those of the middle name")
    return Judgement(
        Verdict.UNSURE,
        "initials",
        f"the initials of {a.text if a.initials else b.text} fit {b.text if a.initials else a.text}",
    )


def short_form(a: PersonName, b: PersonName) -> Judgement | None:
    """A short form of the given name, or a nickname in quotes (Mike Berg, Michael Berg)."""
    given = _given_pair(a, b)
    if given is None or _family_link(a, b) == "typo":
        return None
    x, y = given
    if (a.nickname and alike(a.nickname, y)) or (b.nickname and alike(b.nickname, x)):
        return Judgement(Verdict.SAME, "short_form", f"{a.nickname or b.nickname} is the nickname")
    if is_short_form(x, y) and fold(x) != fold(y):
        return Judgement(Verdict.SAME, "short_form", f"{x} and {y} are forms of one name")
    return None


def transliteration(a: PersonName, b: PersonName) -> Judgement | None:
    """Each part is a usual spelling of the other's (Mohammed, Muhammad; -enko, -yenko)."""
    given = _given_pair(a, b)
    kinds = {_family_link(a, b), alike(*given) if given else None}
    if kinds <= {"same", "spelling"}:
        return Judgement(Verdict.SAME, "transliteration", f"{a.text} and {b.text} are spellings of one name")
    return None


def typo(a: PersonName, b: PersonName) -> Judgement | None:
    """A slip in one of the two parts, the other part equal; the allowed distance grows with the length."""
    given = _given_pair(a, b)
    kinds = [_family_link(a, b), alike(*given) if given else None]
    if sorted(str(kind) for kind in kinds) == ["same", "typo"]:
        return Judgement(Verdict.SAME, "typo", f"{a.text} and {b.text} differ by a slip of the pen")
    return None


RULES: Sequence[Rule] = (
    no_name,
    generation_suffix,
    sexes_by_title,
    lone_part,
    differing_particles,
    same_parts,
    differing_middle_names,
    fewer_parts,
    differing_family_names,
    differing_given_names,
    initials,
    short_form,
    transliteration,
    typo,
)

UNDECIDED = Judgement(Verdict.UNSURE, "none", "no rule decides")


def compare(a: PersonName, b: PersonName, rules: Sequence[Rule] = RULES) -> Judgement:
    """The first rule that has something to say decides; none: unsure."""
    return next((judgement for rule in rules if (judgement := rule(a, b))), UNDECIDED)


_GERMANIC = frozenset(
    {"van", "von", "vom", "zu", "zum", "zur", "der", "den", "ter", "ten", "te", "af", "av", "'t", "op"}
)


def _joined(name: PersonName) -> str:
    return "".join(fold(part) for part in name.parts)


def _joined_forms(name: PersonName) -> set[str]:
    """Without and with its particles: "Anna de Vries" may be written "Anna Devries"."""
    if not name.particles or name.family_first:
        return {_joined(name)}
    return {_joined(name), "".join(map(fold, (*name.given, *name.particles, *name.family)))}


def _backward(a: PersonName, b: PersonName) -> bool:
    """ "Nguyen Van Tuan", "Tuan Van Nguyen": every part in turn, with a middle name that looks like a particle."""
    return "".join(fold(part) for part in reversed(a.parts)) in _joined_forms(b) or "".join(
        fold(part) for part in reversed(b.parts)
    ) in _joined_forms(a)


def _initials_of_middle_names(short: PersonName, long: PersonName) -> bool:
    """ "Jan P. Berg" of "Jan Pieter Berg": the given names alike, each initial stands for a name."""
    middle, names = short.given[1:], long.given[1:]
    return (
        0 < len(middle) == len(names)
        and not long.initials
        and alike(short.given[0], long.given[0]) in ("same", "spelling")
        and all(is_initial(x) and fold(x) == fold(y)[:1] for x, y in zip(middle, names, strict=True))
        and _family_link(short, long) in ("same", "spelling")
    )


def _family(name: PersonName) -> str:
    return " ".join((*name.particles, *name.family))


def _generation(suffix: str) -> str:
    word = suffix.lower().rstrip(".")
    return {"junior": "jr", "younger": "jr", "ii": "jr", "senior": "sr", "elder": "sr", "i": "sr"}.get(word, word)


def _family_link(a: PersonName, b: PersonName) -> str | None:
    """How the family names of two names agree: the best kind of `alike`, or None."""
    if fold("".join(a.family)) == fold("".join(b.family)):
        return "same"
    kinds = {alike(x, y) for x in a.family for y in b.family} - {None, "short form"}
    halves = [(x, y) for x, y in ((a, b), (b, a)) if any("-" in part for part in x.family)]
    for double, other in halves:
        pieces = {fold(piece) for part in double.family for piece in part.split("-")}
        if pieces & {fold(part) for part in other.family} - {""}:
            kinds.add("same")
    if not kinds and a.family_first != b.family_first and a.given and b.given:
        kinds = {alike(a.family[0], b.given[0])} & {alike(a.given[-1], b.family[-1])} - {None}
    return next((kind for kind in ("same", "spelling", "typo") if kind in kinds), None)


def _given_pair(a: PersonName, b: PersonName) -> tuple[str, str] | None:
    """The given names that stand for each other: all of an East Asian one, the first of a Western one."""
    if not a.given or not b.given:
        return None
    if a.family_first or b.family_first:
        x, y = "-".join(a.given), "-".join(b.given)
        if fold(x) == fold(y) or (a.family_first and b.family_first):
            return x, y
    x, y = first_given(a), first_given(b)
    if is_initial(x) and not is_initial(y) and len(a.given) > 1 and not is_initial(a.given[1]) and len(b.given) == 1:
        return a.given[1], y  # "J. Edgar Berg" called "Edgar Berg"
    if is_initial(y) and not is_initial(x) and len(b.given) > 1 and not is_initial(b.given[1]) and len(a.given) == 1:
        return x, b.given[1]
    return x, y


def first_given(name: PersonName) -> str:
    """The first given name; "Abdul" and "Abu" are half a name (Abdul Rahman, Abu Bakr)."""
    if len(name.given) > 1 and fold(name.given[0]) in _HALF_NAMES:
        return name.given[0] + name.given[1].lower()
    return name.given[0]


_HALF_NAMES = frozenset({"abdul", "abdel", "abdal", "abdur", "abd", "abu"})


def _initial_of_short_form(x: str, y: str) -> bool:
    """ "B. Berg" may be William, who is called Bill: one of the two is an initial."""
    letter, name = (fold(x)[:1], y) if is_initial(x) else (fold(y)[:1], x)
    return letter in short_form_letters().get(fold(name), ())
