"""Which person of an article a name there means: full names are grouped, then each bare name finds its bearer."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from kimxi_cli.lexicon import words
from kimxi_cli.names.page import Found
from kimxi_cli.names.parts import PersonName, both_ways, is_initial, parse_name
from kimxi_cli.names.rules import RULES, Rule, Verdict, compare
from kimxi_cli.names.spelling import alike, fold, given_names
from kimxi_cli.names.titles import sex_of_title

DOMINANT = 3
"""Full names so many times as often as another's mark the person an article is about."""

NEAR = 600
"""Characters within which the last full name still decides whom a bare one means."""

FAR = 3000
"""Characters after which a person not named any more is no longer meant by a bare name that another bears nearby."""


class Person:
    """A person of the article: the full names that are hers or his, and where they stand.

    full: starts of the full names; body: those outside headlines and captions. latest: start of the name last read.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.names: list[PersonName] = []
        self.full: list[int] = []
        self.body: list[int] = []
        self.latest = 0
        self.beside: dict[int, list[PersonName]] = {}
        self.titles: set[str] = set()
        self.sexes: set[str] = set()
        self.kin = False

    def add(self, name: PersonName, found: Found) -> None:
        if name not in self.names:
            self.names.append(name)
        self.full.append(found.start)
        self.kin = self.kin or found.kin
        if not found.aside:
            self.body.append(found.start)
        self.beside.setdefault(found.sentence, []).append(name)
        if found.office:
            self.titles.add(found.office)
        if found.title:
            self.titles.add(found.title.lower())
            if sex := sex_of_title(found.title):
                self.sexes.add(sex)

    def stands_beside(self, name: PersonName, found: Found) -> bool:
        """Whether one sentence names this person by another full name: then the two are two."""
        return found.sentence >= 0 and any(
            compare(name, other).rule != "same_parts" for other in self.beside.get(found.sentence, ())
        )

    def introduced(self) -> int:
        """Where the text itself first names the person in full; headlines count only where it never does."""
        return self.body[0] if self.body else self.full[0]

    def sex(self) -> str | None:
        if len(self.sexes) == 1:
            return next(iter(self.sexes))
        given = {sex_of_given(name) for name in self.names} - {None}
        return given.pop() if len(given) == 1 and not self.sexes else None


def sex_of_given(name: PersonName) -> str | None:
    if not name.given or name.family_first:
        return None
    first = name.given[0].lower()
    if first in words("gender", "male"):
        return "m"
    return "f" if first in words("gender", "female") else None


def group_people(found: Sequence[Found], texts: Sequence[str], first: int, rules: Sequence[Rule] = RULES) -> int:
    names = [parse_name(text) for text in texts]
    full = [k for k, name in enumerate(names) if not name.is_lone]
    people = group_full_names([names[k] for k in full], [found[k] for k in full], first, rules)
    nxt = first + len(people)
    for person in people:
        person.full.sort()
        person.body.sort()
    by_part: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for key in sorted(
            {key for name in person.names for key in {*map(fold, (*name.full, *_nickname(name))), *family_keys(name)}}
        ):
            by_part[key].append(person)
    loners: dict[tuple[str, str | None], int] = {}
    rest = [k for k, name in enumerate(names) if name.is_lone]
    others = _bearers_without_full_name([(found[k], names[k]) for k in rest], by_part)
    for k in rest:
        f, name = found[k], names[k]
        if name.parts and not (f.title and sex_of_title(f.title)) and fold(name.parts[0]) in others:
            bearer = (fold(name.parts[0]), others[fold(name.parts[0])])
            if bearer not in loners:
                loners[bearer], nxt = nxt, nxt + 1
            f.cluster = loners[bearer]
            continue
        meant = _who(f, name, by_part, people)
        if meant is not None:
            f.cluster = meant.number
            if any(fold(name.parts[0]) in family_keys(full) for full in meant.names):
                meant.latest = f.start
            if f.title and (sex := sex_of_title(f.title)):
                meant.sexes.add(sex)
        elif _fits(f, name, by_part):
            f.cluster = -1
        else:
            sex = sex_of_title(f.title) if f.title else None
            key = fold(name.parts[0]) if name.parts else fold(texts[k])
            known = loners.get((key, sex))
            if known is None and sex is not None:
                known = loners.get((key, None))
            if known is None and sex is None:
                known = next((loners[key, s] for s in ("f", "m") if (key, s) in loners), None)
            if known is None:
                known, nxt = nxt, nxt + 1
            loners.setdefault((key, sex), known)
            f.cluster = known
    return nxt


def _bearers_without_full_name(
    lone: Sequence[tuple[Found, PersonName]], by_part: dict[str, list[Person]]
) -> dict[str, str]:
    """Parts whose main bearer is never named in full, with the sex: "Mr Berg" often, "Anna Berg" once or twice."""
    counts: Counter[tuple[str, str]] = Counter()
    for f, name in lone:
        sex = sex_of_title(f.title) if f.title and name.parts else None
        if sex and by_part.get(fold(name.parts[0])) and not _candidates(f, name, by_part):
            counts[fold(name.parts[0]), sex] += 1
    return {part: sex for (part, sex), n in sorted(counts.items()) if n > sum(len(p.full) for p in by_part[part])}


def _nickname(name: PersonName) -> tuple[str, ...]:
    return (name.nickname,) if name.nickname else ()


def group_full_names(
    names: Sequence[PersonName], found: Sequence[Found], first: int, rules: Sequence[Rule] = RULES
) -> list[Person]:
    """People by their full names: fullest names first, so that short ones find the person they belong to."""
    order = sorted(
        range(len(names)), key=lambda k: (-len(names[k].full), -len(names[k].parts), names[k].suffix is None, k)
    )
    people: list[Person] = []
    by_text: dict[str, Person] = {}
    by_key: dict[str, list[Person]] = defaultdict(list)
    for k in order:
        name, f = names[k], found[k]
        person = by_text.get(name.text)
        if person is not None and name.sex and person.sexes and name.sex not in person.sexes:
            person = None
        if person is None:
            person = _same_person(name, f, by_key, rules)
        if person is None:
            person = Person(first + len(people))
            people.append(person)
        by_text.setdefault(name.text, person)
        if name not in person.names:
            for part in name.full:
                if person not in by_key[fold(part)[:2]]:
                    by_key[fold(part)[:2]].append(person)
        person.add(name, f)
        f.cluster = person.number
    return people


def _same_person(
    name: PersonName, found: Found, by_key: dict[str, list[Person]], rules: Sequence[Rule]
) -> Person | None:
    """The one person whose names allow this one: an equal name beats a compatible one; two of a kind: none."""
    near: list[Person] = []
    for part in name.full:
        near.extend(p for p in by_key.get(fold(part)[:2], ()) if p not in near)
    same: list[Person] = []
    unsure: list[Person] = []
    for person in near:
        judged = [compare(name, other, rules) for other in person.names]
        verdicts = {judgement.verdict for judgement in judged}
        if Verdict.DIFFERENT in verdicts or person.stands_beside(name, found):
            continue
        if (found.kin or person.kin) and any(judgement.rule == "short_form" for judgement in judged):
            continue  # "Babatunde Balogun, his father": Tunde Balogun is his son
        (same if Verdict.SAME in verdicts else unsure).append(person)
    if len(same) == 1:
        return same[0]
    return unsure[0] if not same and len(unsure) == 1 else None


def _fits(f: Found, name: PersonName, by_part: dict[str, list[Person]]) -> bool:
    return bool(_candidates(f, name, by_part))


def _candidates(f: Found, name: PersonName, by_part: dict[str, list[Person]]) -> list[Person]:
    if not name.parts:
        return []
    part = name.parts[0]
    people = by_part.get(fold(part), [])
    if not people and len(fold(part)) > 3:
        near = sorted(key for key in by_part if key[:1] == fold(part)[:1] and alike(key, fold(part)) in _SLIPS)
        people = [person for key in near for person in by_part[key]]
    people = [p for p in people if not all(is_fathers_name(name, full) for full in p.names)]
    sex = sex_of_title(f.title) if f.title else None
    if sex:
        people = [p for p in people if p.sex() in (None, sex)]
    return people


_SLIPS = ("spelling", "typo")


def _who(f: Found, name: PersonName, by_part: dict[str, list[Person]], people: Sequence[Person]) -> Person | None:
    """The person a bare name means: by family name before given name, by title and sex, by how often and how near."""
    fitting = _candidates(f, name, by_part)
    if not fitting:
        return _by_initials(f, name, people)
    if len(fitting) == 1:
        return fitting[0]
    part = fold(name.parts[0])
    family = [p for p in fitting if any(part in family_keys(n) or _stands_first(n, part) for n in p.names)]
    fitting = family or fitting
    if len(fitting) == 1:
        return fitting[0]
    if f.title:
        office = _last_word(f.title)
        titled = [p for p in fitting if any(_last_word(t) == office for t in p.titles)]
        if len(titled) == 1 and sex_of_title(f.title) is None:
            return titled[0]
    if sex := (sex_of_title(f.title) if f.title else f.pronoun):
        told = [p for p in fitting if p.sex() == sex]
        others = [p for p in fitting if p.sex() is None]
        if len(told) == 1 and (sex == "f" or not others):
            return told[0]
    return _bearer(f, fitting)


def family_keys(name: PersonName) -> set[str]:
    """What a bare family name may be written as: each of several, all together, the halves of a double one."""
    keys = {fold(part) for part in name.family} | {fold("".join(name.family))}
    if len(name.given) > 1 and not name.family_first and _may_be_family(name.given[-1]):
        keys.add(fold(name.given[-1]))  # "Quispe" of "Rosa Quispe Mamani"
    if both_ways(name):
        keys |= {fold(part) for part in name.parts}
    if not name.family_first:
        keys |= {fold(half) for part in name.family if "-" in part for half in part.split("-") if half[:1].isupper()}
    return keys


def _may_be_family(part: str) -> bool:
    return len(part) > 2 and not is_initial(part) and fold(part) not in given_names()


def is_fathers_name(bare: PersonName, full: PersonName) -> bool:
    """ "Farid" is not how Omar bin Farid is called; "bin Farid" is."""
    return (
        bool({p.lower() for p in full.particles} & {"bin", "ibn", "bint"})
        and not bare.particles
        and fold(bare.parts[0]) in family_keys(full)
    )


def _stands_first(name: PersonName, part: str) -> bool:
    """ "Kang" of "Kang Min Ho": without a hyphen the order of an East Asian name can't be told from its shape."""
    return len(name.parts) == 3 and fold(name.parts[0]) == part and all(len(p) <= 5 for p in name.parts)


def _last_word(title: str) -> str:
    return title.lower().rstrip(".").split()[-1]


def _bearer(f: Found, fitting: Sequence[Person]) -> Person | None:
    """Who of several is called by the bare name: as a rule the one named first, for others keep their full names.

    Named at length again and again is who must be told apart; named once is a passing mention. Where the first bearer
    too is named at length again, or was left behind long ago, the last one named before this is meant, if close by.
    """
    before = [p for p in fitting if p.full[0] < f.start and (p.introduced() < f.start or f.aside)]
    before = before or [p for p in fitting if p.full[0] < f.start] or list(fitting)  # a headline names nobody before
    if len(before) == 1:
        return before[0]
    order = sorted(before, key=lambda p: p.introduced())
    first, others = order[0], order[1:]
    named = [(p.full[at - 1], p) for p in before if (at := bisect_left(p.full, f.start))]
    if not named:
        return first
    start, last = max(named, key=lambda row: row[0])
    seen = max([first.latest, *(at for at in first.full if at < f.start)])
    if last is not first and f.start - seen > FAR and f.start - start <= NEAR:
        return last
    if last is not first and last.latest > max(seen, start):
        return last  # the bare name has gone over to this one already
    if all(
        len(first.full) <= len(p.full) or len(p.full) == 1 or len(first.full) >= DOMINANT * len(p.full) for p in others
    ):
        return first
    return last if f.start - start <= NEAR else None


def _by_initials(f: Found, name: PersonName, people: Sequence[Person]) -> Person | None:
    """ "MBS" for the one person whose parts begin so."""
    word = name.parts[0] if name.parts else ""
    if not (2 < len(word) <= 4 and word.isupper()):
        return None
    fitting = [
        p
        for p in people
        if any("".join(part[0] for part in re.split(r"[\s-]+", n.text) if part).upper() == word for n in p.names)
    ]
    return fitting[0] if len(fitting) == 1 else None
