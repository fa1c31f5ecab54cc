"""Entities that look alike: what keeps them apart, or leaves it open, and which of them a person should look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kimxi_cli.model import EntityType
from kimxi_cli.names.namesakes import NAMESAKE
from kimxi_cli.names.overrides import Overrides, key
from kimxi_cli.names.parts import PersonName, parse_name
from kimxi_cli.names.rules import Judgement, Verdict, compare
from kimxi_cli.names.spelling import alike, fold, sound

PERSON = EntityType.PERSON.value

ALIKE = 0.75
"""From which likeness on two differing given names are worth a look: "Anna" and "Anne", not "Anna" and "Jan"."""

CLOSENESS = {"generation_suffix": 0.6, "initials": 0.8, "typo": 0.6, "short_form": 0.3, "none": 0.5}
"""How near the line a decision of a rule is, 0 to 1: what the rule says may as well be otherwise."""

BARE, OTHER_TYPE = 0.7, 0.4
"""The same for a bare name that fits several people, and for one name read as two kinds of thing."""

MOST = 100
"""With at most so many others of its family name and letter a name is compared."""

CANDIDATES = 3
"""Of the people whom a bare name fits, so many are offered."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entity as the store has it. forms: all that is written, the most frequent first."""

    id: str
    name: str
    type: str
    mentions: int
    forms: tuple[str, ...]

    def full(self) -> list[PersonName]:
        return [name for form in self.forms if not (name := parse_name(form)).is_lone]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names that a person should look at. now: joined, apart, or open (a bare name that fits several).

    closeness: how near the line it was decided, 0 to 1. mentions: how many hang on it.
    """

    names: tuple[str, ...]
    entities: tuple[str, ...]
    now: str
    reason: str
    closeness: float
    mentions: int

    @property
    def value(self) -> float:
        return self.closeness * self.mentions


def near_misses(entity: Known, others: Iterable[Known], overrides: Overrides) -> list[tuple[Known, Judgement]]:
    """The entities that look like this one, each with what keeps it out; the most mentioned first."""
    found = [(other, j) for other in others if other.id != entity.id and (j := why_not(entity, other, overrides))]
    return sorted(found, key=lambda row: (row[1].verdict is Verdict.DIFFERENT, -row[0].mentions, row[0].id))


def why_not(a: Known, b: Known, overrides: Overrides) -> Judgement | None:
    """Why two entities that share a part of a name are two; None where they share none."""
    for x in (a.name, *a.forms):
        for y in (b.name, *b.forms):
            if entry := overrides.apart(x, y):
                return Judgement(Verdict.DIFFERENT, "forbidden", f"kept apart in {overrides.where(entry)}")
    if a.type != b.type:
        both = {key(a.name), *map(key, a.forms)} & {key(b.name), *map(key, b.forms)}
        return Judgement(Verdict.UNSURE, "type", f"read as {_a(a.type)} and as {_a(b.type)}") if both else None
    return _two_people(a, b) if a.type == PERSON else _two_things(a, b)


def _a(type: str) -> str:
    return f"{'an' if type[0] == 'o' else 'a'} {type}"


def _two_people(a: Known, b: Known) -> Judgement | None:
    if not _share_a_part(parse_name(a.name), parse_name(b.name)):
        return None
    names, others = a.full(), b.full()
    if not (names and others):
        full, bare = (a, b) if names else (b, a)
        if names or others:
            return Judgement(Verdict.UNSURE, "lone_part", f"{bare.name} alone does not tell whether it is {full.name}")
        return Judgement(Verdict.UNSURE, "lone_part", "neither has a full name")
    judged = [(compare(x, y), x, y) for x in names for y in others]
    # a difference between any two of their names keeps both apart; the one between forms alike in kind tells most
    judgement = min(judged, key=lambda row: _telling(*row))[0]
    return judgement if judgement.verdict is not Verdict.SAME else _two_all_the_same(a, b, judgement)


def _two_all_the_same(a: Known, b: Known, judgement: Judgement) -> Judgement:
    """What parts two people whose names could be one person's: the articles do."""
    if key(a.name) == key(b.name):
        return Judgement(Verdict.DIFFERENT, "namesakes", NAMESAKE)
    return Judgement(Verdict.DIFFERENT, "told_apart", f"{judgement.reason}, but an article tells of both as two people")


def _telling(judgement: Judgement, a: PersonName, b: PersonName) -> tuple[int, bool, bool]:
    """What says most about two people, least first: that they differ, by more than how the names were read."""
    rank = (Verdict.DIFFERENT, Verdict.UNSURE, Verdict.SAME).index(judgement.verdict)
    return rank, judgement.rule == "differing_family_names", not (a.family_first and b.family_first)


def _share_a_part(a: PersonName, b: PersonName) -> bool:
    return any(alike(x, y) in ("same", "spelling", "typo") for x in a.full for y in b.full)


def _two_things(a: Known, b: Known) -> Judgement | None:
    x, y = _words(a.name), _words(b.name)
    if not x.keys() & y.keys():
        return None
    only_a, only_b = (" ".join(w for k, w in p.items() if k not in q) for p, q in ((x, y), (y, x)))
    if only_a and only_b:
        return Judgement(Verdict.DIFFERENT, "words", f"{only_a} is not {only_b}")
    longer, more = (a, only_a) if only_a else (b, only_b)
    return Judgement(Verdict.DIFFERENT, "words", f"only {longer.name} has {more}" if more else f"two {a.type}s")


def _words(name: str) -> dict[str, str]:
    return {fold(word): word for word in name.split() if fold(word) and not word.islower()}


# --- what a person should look at -----------------------------------------------------------------------


def unsure(entities: Sequence[Known], overrides: Overrides) -> list[Pair]:
    """Pairs of names near the line between one person and two, the most valuable first."""
    people = [entity for entity in entities if entity.type == PERSON]
    found = [*_apart(people), *_joined(people), *_open(people), *_of_two_types(entities)]
    undecided = [p for p in found if len(p.names) == 1 or not (overrides.apart(*p.names) or overrides.ties(*p.names))]
    return sorted(undecided, key=lambda p: (-p.value, p.names))


def _apart(people: Sequence[Known]) -> Iterator[Pair]:
    """Two people whose names nearly are one."""
    full = [person for person in people if not parse_name(person.name).is_lone]
    names = [parse_name(person.name) for person in full]
    for i, j in _pairs(names):
        judgement = compare(names[i], names[j])
        near = CLOSENESS.get(judgement.rule, 0.0)
        if judgement.rule == "differing_given_names":
            near = _likeness(names[i], names[j])
        if near:
            a, b = sorted((full[i], full[j]), key=lambda person: (person.mentions, person.id))
            yield Pair((a.name, b.name), (a.id, b.id), "apart", judgement.reason, near, a.mentions)


def _pairs(names: Sequence[PersonName]) -> list[tuple[int, int]]:
    """Names that share the sound of the family name and the first letter of a given name; of very many, neighbours."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, name in enumerate(names):
        for letter in {fold(given)[:1] for given in name.given[:2]}:
            blocks[sound("".join(name.family)), letter].append(k)
    return sorted({(i, j) for rows in blocks.values() for at, i in enumerate(rows) for j in rows[at + 1 : at + MOST]})


def _likeness(a: PersonName, b: PersonName) -> float:
    """How alike the given names of two people are, 0 to 1; 0 where nobody would take one for the other."""
    from rapidfuzz import fuzz

    x, y = fold("".join(a.given)), fold("".join(b.given))
    likeness = fuzz.ratio(x, y) / 100
    return round(likeness / 2, 3) if likeness >= ALIKE and min(len(x), len(y)) > 2 else 0.0


def _joined(people: Sequence[Known]) -> Iterator[Pair]:
    """Two full names that one person has, by a rule that may err."""
    for person in people:
        names = person.full()
        if len(names) < 2:
            continue
        shown = parse_name(person.name)
        for name in names:
            judgement = compare(name, shown)
            if near := CLOSENESS.get(judgement.rule, 0.0):
                yield Pair((name.text, person.name), (person.id,), "joined", judgement.reason, near, 1)


def _open(people: Sequence[Known]) -> Iterator[Pair]:
    """Bare names that fit several people of the corpus."""
    by_part: dict[str, list[Known]] = defaultdict(list)
    for person in people:
        if not parse_name(person.name).is_lone:
            for part in {fold(part) for part in parse_name(person.name).full}:
                by_part[part].append(person)
    for person in people:
        if not parse_name(person.name).is_lone:
            continue
        fitting = sorted(by_part[fold(person.name)], key=lambda other: (-other.mentions, other.id))
        for other in fitting[:CANDIDATES]:
            share = other.mentions / sum(p.mentions for p in fitting)
            near = round(BARE * share, 3)
            listed = ", ".join(p.name for p in fitting[:CANDIDATES])
            yield Pair(
                (person.name, other.name),
                (person.id, other.id),
                "open",
                f"{person.name} alone may be {listed}" + (" and others" if len(fitting) > CANDIDATES else ""),
                near,
                person.mentions,
            )


def _of_two_types(entities: Sequence[Known]) -> Iterator[Pair]:
    """One name, read as a person here and as a place or an organisation there."""
    by_name: dict[str, list[Known]] = defaultdict(list)
    for entity in entities:
        by_name[key(entity.name)].append(entity)
    for rows in by_name.values():
        if len({entity.type for entity in rows}) > 1:
            reason = "read as " + " and as ".join(_a(type) for type in dict.fromkeys(e.type for e in rows))
            rows.sort(key=lambda entity: (entity.mentions, entity.id))
            yield Pair((rows[0].name,), tuple(e.id for e in rows), "apart", reason, OTHER_TYPE, rows[0].mentions)
