"""What a person has decided about names: who is one, who never, what is shown, what is left out.

Names are compared as everywhere in this room: letter case, hyphens, spaces, diacritics and a leading "the" count for
nothing. A name stands for all that its `same` lists tie to it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from kimxi_cli.errors import KimxiError
from kimxi_cli.names.decisions import IGNORE, NEVER, SAME, SHOW, Entry
from kimxi_cli.names.parts import PersonName
from kimxi_cli.names.rules import RULES, Judgement, Rule, Verdict
from kimxi_cli.names.spelling import fold

MEND = "Decide for one of the two lines and remove or change the other."
_THE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)


def key(name: str) -> str:
    """What spellings of one name share."""
    return fold(without_the(name))


def without_the(name: str) -> str:
    return _THE.sub("", name.strip())


class Overrides:
    """The decisions of a file. Raises KimxiError, naming both lines, where two of them can't both be followed."""

    def __init__(self, file: str = "", entries: Sequence[Entry] = ()) -> None:
        self.file = file
        self.entries = tuple(entries)
        self._root: dict[str, str] = {}
        self._never: dict[frozenset[str], Entry] = {}
        for entry in self.of(SAME):
            roots = {self.root(name) for name in entry.names}
            first = min(roots)
            for known in [k for k, root in self._root.items() if root in roots] + [key(name) for name in entry.names]:
                self._root[known] = first
        self._check_one_thing_each()
        for entry in self.of(NEVER):
            for a, b in combinations(entry.names, 2):
                self._check_never(entry, a, b)
                self._never.setdefault(frozenset((self.root(a), self.root(b))), entry)
        self._apart = frozenset(root for pair in self._never for root in pair)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def of(self, *kinds: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.kind in kinds)

    def where(self, entry: Entry) -> str:
        """file:line of an entry."""
        return f"{self.file}:{entry.line}"

    def root(self, name: str) -> str:
        """What all names share that `same` ties to this one."""
        folded = key(name)
        return self._root.get(folded, folded)

    def never(self) -> Iterator[tuple[str, str, Entry]]:
        """The pairs that are kept apart, as roots, in the order of the file."""
        for entry in self.of(NEVER):
            for a, b in combinations(entry.names, 2):
                yield self.root(a), self.root(b), entry

    def apart(self, a: str, b: str) -> Entry | None:
        """The entry that keeps two names apart, if there is one."""
        x, y = self.root(a), self.root(b)
        return self._never.get(frozenset((x, y))) if x in self._apart and y in self._apart else None

    def leaves_out(self, name: str) -> bool:
        """Whether `ignore` names it, or what is the same."""
        return any(self.root(name) == self.root(other) for entry in self.of(IGNORE) for other in entry.names)

    def ties(self, a: str, b: str) -> list[Entry]:
        """The `same` entries through which two names are one, the shortest way; none where they are not."""
        ways = [(key(a), list[Entry]())]
        seen = {key(a)}
        for at, way in ways:  # grows while it is gone through
            if at == key(b):
                return way
            for entry in self.of(SAME):
                names = [key(name) for name in entry.names]
                if at in names:
                    ways += [(name, [*way, entry]) for name in names if name not in seen]
                    seen.update(names)
        return []

    def rules(self) -> Sequence[Rule]:
        """The rules of comparing, with what is decided here in front."""
        return (self.forbidden, *RULES) if self._never else RULES

    def forbidden(self, a: PersonName, b: PersonName) -> Judgement | None:
        """Two people, because the names file says so."""
        for x in written(a):
            for y in written(b):
                if entry := self.apart(x, y):
                    return Judgement(Verdict.DIFFERENT, "forbidden", f"kept apart in {self.where(entry)}")
        return None

    # --- contradictions ---------------------------------------------------------------------------

    def _check_never(self, entry: Entry, a: str, b: str) -> None:
        if key(a) == key(b):
            raise KimxiError(f"{self.where(entry)} keeps {a!r} apart from itself.", "Name two different names there.")
        if ties := self.ties(a, b):
            lines = " and ".join(dict.fromkeys(self.where(tie) for tie in ties))
            raise KimxiError(
                f"{self.where(entry)} says that {a!r} and {b!r} are never one, but {lines} makes one of them.", MEND
            )

    def _check_one_thing_each(self) -> None:
        """A name is shown in one way, or left out."""
        said: dict[str, Entry] = {}
        for entry in self.of(SHOW, IGNORE):
            for name in entry.names:
                before = said.setdefault(self.root(name), entry)
                check_one_thing(self, before, entry)


def check_one_thing(overrides: Overrides, a: Entry, b: Entry) -> None:
    """Raise KimxiError where two entries about the same thing want it shown in two ways, or shown and left out."""
    if (a.kind, a.shown) == (b.kind, b.shown):
        return
    first, second = sorted((a, b), key=lambda entry: entry.line)
    raise KimxiError(f"{_does(overrides, first)}, but {_does(overrides, second)}, which is the same.", MEND)


def _does(overrides: Overrides, entry: Entry) -> str:
    name = ", ".join(map(repr, entry.names))
    what = f"shows {name} as {entry.shown!r}" if entry.kind == SHOW else f"leaves {name} out"
    return f"{overrides.where(entry)} {what}"


def written(name: PersonName) -> tuple[str, ...]:
    """A name as written, and without its title."""
    if name.title is None:
        return (name.text,)
    bare = name.text.removeprefix(name.title).strip()
    return (name.text, bare) if bare else (name.text,)


NONE = Overrides()
