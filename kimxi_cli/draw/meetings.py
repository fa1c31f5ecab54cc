"""Who met whom, by the visits."""

from collections.abc import Iterable, Mapping
from itertools import combinations, product
from typing import Any, NamedTuple

Row = Mapping[str, Any]

HAPPENED = frozenset({"took_place", "ongoing"})
TO_COME = frozenset({"planned", "invited"})


class Meeting(NamedTuple):
    """Two people (in the order of their names) and the visits at which they met, or are to meet."""

    people: tuple[str, str]
    visits: tuple[Row, ...]

    @property
    def happened(self) -> bool:
        return any(visit["status"] in HAPPENED for visit in self.visits)


def meetings(visits: Iterable[Row], people: Iterable[str]) -> list[Meeting]:
    """Those of `people` who met, those who met most often first.

    On a visit each visitor meets each host; at a meeting or in a call everybody meets everybody. What was called off,
    denied or only rumoured is no meeting.
    """
    known = set(people)
    met: dict[tuple[str, str], list[Row]] = {}
    for visit in visits:
        if visit["status"] not in HAPPENED | TO_COME:
            continue
        visitors, hosts = (
            [name for name in dict.fromkeys(visit[side]) if name in known] for side in ("visitors", "hosts")
        )
        one_room = visit["kind"] != "visit"
        pairs = combinations(dict.fromkeys([*visitors, *hosts]), 2) if one_room else product(visitors, hosts)
        for a, b in pairs:
            if a != b:
                met.setdefault((min(a, b), max(a, b)), []).append(visit)
    found = [Meeting(pair, tuple(held)) for pair, held in met.items()]
    return sorted(found, key=lambda meeting: (-len(meeting.visits), meeting.people))
