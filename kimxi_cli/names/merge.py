"""People over the whole corpus: full names blocked, compared, and joined where nothing forbids it; then bare names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kimxi_cli.names.parts import PersonName, is_initial, parse_name
from kimxi_cli.names.rules import RULES, Judgement, Rule, Verdict, compare, first_given
from kimxi_cli.names.spelling import TYPO_LENGTHS, fold, given_forms, given_letters, given_names, sound, spelling_rows

DOMINANT = 5
"""A bare name that fits several people of the corpus goes to the one named at least five times as often as the next."""

BLOCK_LIMIT = 400
"""Blocks larger than this are compared only in part: each name with the 400 next in order."""


@dataclass(slots=True)
class People:
    """Sets of names that mean one person, built by joining; each set keeps its names and why they joined."""

    names: list[PersonName]
    rules: Sequence[Rule] = RULES
    parent: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    reasons: dict[int, Judgement] = field(default_factory=dict)
    places: list[dict[str, set[int]]] = field(default_factory=list)
    """For each name the documents it stands in, and the numbers of the people it means there."""

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.names)))
        self.members = {k: [k] for k in range(len(self.names))}

    def root(self, k: int) -> int:
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def compare(self, i: int, j: int) -> Judgement:
        return compare(self.names[i], self.names[j], self.rules)

    def may_join(self, a: int, b: int) -> bool:
        """No name of the one is a different person's than a name of the other."""
        return not any(
            self.compare(i, j).verdict is Verdict.DIFFERENT or self.told_apart(i, j)
            for i in self.members[a]
            for j in self.members[b]
        )

    def told_apart(self, i: int, j: int) -> bool:
        """One document names both, as two people."""
        if not self.places:
            return False
        few, many = sorted((self.places[i], self.places[j]), key=len)
        return any(document in many and not people & many[document] for document, people in few.items())

    def join(self, i: int, j: int, why: Judgement) -> bool:
        a, b = self.root(i), self.root(j)
        if a == b:
            return True
        if not self.may_join(a, b):
            return False
        if (len(self.members[a]), -a) < (len(self.members[b]), -b):
            a, b, i, j = b, a, j, i
        self.parent[b] = a
        self.members[a].extend(self.members.pop(b))
        self.reasons.setdefault(j, why)
        return True


def merge_full_names(
    texts: Sequence[str], together: Iterable[tuple[str, Sequence[str]]], rules: Sequence[Rule] = RULES
) -> tuple[People, dict[str, int]]:
    """People by all full names of a corpus. together: each article with names it gives to one person.

    The result depends on the set of names alone: pairs are taken in order of the rule's strength, then of the names.
    """
    ordered = sorted(set(texts))
    index = {text: k for k, text in enumerate(ordered)}
    people = People([parse_name(text) for text in ordered], rules)
    groups = [(document, tuple(sorted(set(names)))) for document, names in together]
    people.places = [{} for _ in ordered]
    for number, (document, names) in enumerate(groups):
        for name in names:
            people.places[index[name]].setdefault(document, set()).add(number)
    for names in sorted({names for _, names in groups}):
        for other in names[1:]:
            why = people.compare(index[names[0]], index[other])
            people.join(
                index[names[0]],
                index[other],
                Judgement(Verdict.SAME, "same_article", f"one article uses both for one person: {why.reason}"),
            )
    unsure: dict[int, set[int]] = defaultdict(set)
    same: list[tuple[int, int, int, Judgement]] = []
    rank = {"same_parts": 0, "fewer_parts": 1, "transliteration": 2, "short_form": 3, "typo": 4}
    for i, j in sorted(_pairs(people.names)):
        judgement = people.compare(i, j)
        if judgement.verdict is Verdict.SAME:
            same.append((rank.get(judgement.rule, 5), i, j, judgement))
        elif judgement.verdict is Verdict.UNSURE:
            unsure[i].add(j)
            unsure[j].add(i)
    for _, i, j, judgement in sorted(same, key=lambda row: row[:3]):
        people.join(i, j, judgement)
    _join_unsure(people, unsure)
    return people, index


def _join_unsure(people: People, unsure: Mapping[int, set[int]]) -> None:
    """Names that only fit (initials, one-sided suffixes) join where each is all that the other can mean."""

    def fitting(i: int) -> set[int]:
        here = people.root(i)
        others = {people.root(j) for k in people.members[here] for j in unsure.get(k, ())} - {here}
        return {other for other in others if people.may_join(here, other)}

    for i in sorted(unsure):
        mine = fitting(i)
        if len(mine) != 1:
            continue
        (other,) = mine
        if fitting(other) == {people.root(i)}:
            j = min(j for j in people.members[other])
            people.join(i, j, people.compare(i, j))


def _pairs(names: Sequence[PersonName]) -> set[tuple[int, int]]:
    """Pairs worth comparing: those that share a key of one kind; an initial and all it may stand for."""
    pairs: set[tuple[int, int]] = set()
    for keys in (_part_keys, _given_keys, _family_slips, _given_slips):
        blocks: dict[str, list[int]] = defaultdict(list)
        for k, name in enumerate(names):
            for key in keys(name):
                blocks[key].append(k)
        for rows in blocks.values():
            for at, i in enumerate(rows):
                pairs.update((i, j) for j in rows[at + 1 : at + 1 + BLOCK_LIMIT])
    return pairs | _initial_pairs(names)


def _initial_pairs(names: Sequence[PersonName]) -> set[tuple[int, int]]:
    by_letter: dict[str, list[int]] = defaultdict(list)
    open_names: list[tuple[int, str]] = []
    for k, name in enumerate(names):
        for family in _family_sounds(name):
            for given in name.given[:2]:
                for letter in given_letters(given):
                    by_letter[f"{family} {letter}"].append(k)
                if is_initial(given):
                    open_names.append((k, f"{family} {fold(given)[:1]}"))
    return {(min(k, j), max(k, j)) for k, key in open_names for j in by_letter[key][:BLOCK_LIMIT] if j != k}


def _part_keys(name: PersonName) -> set[str]:
    """Two parts in either order; the same letters in whatever order of parts."""
    parts = [sound(part) for part in name.parts]
    joined = "".join(fold(part) for part in name.parts)
    forms = {joined, joined + "".join(map(fold, name.particles))}
    keys = {"letters " + "".join(sorted(form)) for form in forms}
    keys |= {f"two {min(a, b)} {max(a, b)}" for a, b in pairwise(parts)}
    return keys | {f"two {min(parts[0], part)} {max(parts[0], part)}" for part in parts[2:]}


def _given_keys(name: PersonName) -> set[str]:
    """Family and given name, each by its sound and by the rows of the lists that it stands in."""
    given = {form for part in name.given[:2] for form in given_forms(part)}
    if len(name.given) > 1:
        given |= given_forms("-".join(name.given[:2]))
    if name.nickname:
        given |= given_forms(name.nickname)
    return {f"{family} {form}" for family in _family_sounds(name) for form in given}


def _family_slips(name: PersonName) -> set[str]:
    """Two forms one slip apart share a form with one letter left out."""
    written = fold("".join(name.family))
    if not name.given or is_initial(name.given[0]) or len(written) < TYPO_LENGTHS[0]:
        return set()
    given = fold(name.given[0])
    return {f"{given} {form}" for form in _one_letter_out(written)}


def _given_slips(name: PersonName) -> set[str]:
    """The same for the given name, beside an equal family name."""
    if not name.given or len(written := fold(first_given(name))) < TYPO_LENGTHS[0]:
        return set()
    family = sound("".join(name.family))
    return {f"{family} {form}" for form in _one_letter_out(written)}


def _one_letter_out(written: str) -> set[str]:
    return {written} | {written[:k] + written[k + 1 :] for k in range(len(written))}


def _family_sounds(name: PersonName) -> set[str]:
    """Under what a family name is looked up: as a whole, with its particles, by halves, by its other spellings."""
    sounds = {sound("".join(name.family)), sound("".join((*name.particles, *name.family)))}
    sounds |= {sound(half) for part in name.family if "-" in part for half in part.split("-")}
    if len(name.family) > 1:
        sounds |= {sound(part) for part in name.family}
    return sounds | {f"row {row}" for part in name.family for row in spelling_rows(part)}


@dataclass(frozen=True, slots=True)
class Bare:
    """What a bare name of an article without its full name comes to mean in the corpus."""

    root: int | None
    reason: str


def place_bare_name(
    text: str,
    sex: str | None,
    by_part: Mapping[str, Sequence[tuple[int, int, str | None, bool]]],
    by_given_name: bool = False,
) -> Bare:
    """The one person of the corpus with that family name, or one named at least DOMINANT times as often as the next.

    by_part: folded part -> (person, mentions by full name and in articles with it, sex, whether it is the family name).
    by_given_name: the title is one that goes with a given name ("King Harald").
    """
    name = parse_name(text)
    part = name.parts[0] if name.parts else text
    rows = [row for row in by_part.get(fold(part), ()) if not (sex and row[2] and row[2] != sex)]
    family = [row for row in rows if row[3]]
    rows = family or ([] if fold(part) in given_names() and not by_given_name else rows)
    if not rows:
        return Bare(None, "")
    rows = sorted(rows, key=lambda row: (-row[1], row[0]))
    if len(rows) == 1:
        return Bare(rows[0][0], f"the only person of the corpus called {part}")
    if rows[0][1] >= DOMINANT * rows[1][1]:
        return Bare(rows[0][0], f"by far the most mentioned person called {part}")
    return Bare(None, f"fits {len(rows)} people called {part}")
