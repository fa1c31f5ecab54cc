"""Finding what the user means: a person, a visit, a place, words."""

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from kimxi_cli.cli.dates import Period, earliest, is_date, latest, visit_meets
from kimxi_cli.cli.run import NotFoundError, Run
from kimxi_cli.errors import NameQueryError
from kimxi_cli.report import words

NEAREST_TOLD = 5
"""How many names, visits or places are offered where none fits."""

Found = dict[str, Any]
"""A row, as the store gives it."""


class _Written:
    def __init__(self, variant: Found) -> None:
        self.text: str = variant["text"]
        self.count: int = variant["count"]


class _Named:
    """A stored entity row as `names.search` takes it, without the cost of importing the model."""

    def __init__(self, row: Found) -> None:
        self.id: str = row["id"]
        self.name: str = row["name"]
        self.variants = tuple(_Written(variant) for variant in row["variants"])


class Hits(NamedTuple):
    """The entities that a name fits, and, where it fits none, those whose names are nearest.

    guessed: the name is nobody's; it was taken for a slip of the pen.
    """

    found: list[Found]
    nearest: Sequence[Found] = ()
    guessed: bool = False


def find_person(run: Run, name: str) -> Found:
    """The one person the name fits. Raises NameQueryError where it fits several, NotFoundError where it fits nobody."""
    hits = search(name, entities(run, type="person"))
    if len(hits.found) == 1:
        (person,) = hits.found
        (run.warn if hits.guessed else run.explain)(f"{name!r} is {person['name']} ({person['id']}).")
        return person
    if hits.found:
        listed = "\n".join(f"{e['name']} ({mentioned(e)})  {e['id']}" for e in hits.found)
        raise NameQueryError(
            f"{name!r} fits {len(hits.found)} people; none was taken. Give more of the name, or an id:", listed
        )
    raise NotFoundError(f"nobody is called {name!r}.", _offer([e["name"] for e in hits.nearest]))


def known_but(person: Found, without: str) -> str:
    """What to say of a person who is in the articles, but not in what was asked for."""
    return f"{person['name']} is known ({words.count(person['mentions'], 'mention')}), but {without}."


def entities(run: Run, **where: str) -> list[Found]:
    return [json.loads(row) for row in run.store().rows("entities", **where)]


def search(name: str, rows: list[Found]) -> Hits:
    """The entities that a name fits."""
    by_id = {row["id"]: row for row in rows}
    if name in by_id:
        return Hits([by_id[name]])
    called = [row for row in rows if folded(row["name"]) == folded(name)]
    if len(called) == 1:  # the whole name, letter by letter: nothing to compare
        return Hits(called)
    from kimxi_cli.names.search import search as search_names

    fitting = search_names(name, [_Named(row) for row in rows])
    return Hits(
        [by_id[m.entity.id] for m in fitting.matches],
        [by_id[m.entity.id] for m in fitting.nearest[:NEAREST_TOLD]],
        any(m.how == "like" for m in fitting.matches),
    )


def mentioned(entity: Found) -> str:
    times = entity["mentions"]
    return "named once" if times == 1 else f"named {times:,} times"


def find_visits(run: Run, wanted: str) -> list[Found]:
    """The visits meant by an id, a part of an id, a place, a person or a date; all that fit.

    Raises NotFoundError where there is none.
    """
    rows = [json.loads(row) for row in run.store().rows("visits")]
    found = [row for row in rows if row["id"] == wanted]
    if not found:
        part = folded(wanted).replace(" ", "-")
        days = Period(earliest(wanted), latest(wanted)) if is_date(wanted) else None
        found = [
            row
            for row in rows
            if part in folded(row["id"])
            or is_at(row, wanted)
            or any(contains(name, wanted) for name in (*row["visitors"], *row["hosts"]))
            or (days is not None and visit_meets(row, days))
        ]
    if not found:
        raise NotFoundError(f"no visit fits {wanted!r}.", _offer(nearest_ids(wanted, [row["id"] for row in rows])))
    run.explain(f"{wanted!r} is {', '.join(row['id'] for row in found)}.")
    return found


def nearest_ids(wanted: str, ids: list[str]) -> list[str]:
    """Ids that look like it, or have a part that does."""
    part = folded(wanted).replace(" ", "-")
    scored = {id: max((id, *id.split("--")), key=lambda piece: _alike(part, piece)) for id in ids}
    close = get_close_matches(part, set(scored.values()), NEAREST_TOLD, 0.6)
    return [id for id in ids if scored[id] in close][:NEAREST_TOLD]


def _alike(a: str, b: str) -> float:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, a, b).ratio()


def is_at(visit: Found, place: str) -> bool:
    """Whether a visit's town or country is called so, or has these words in its name."""
    return any(named is not None and contains(named, place) for named in (visit["place"], visit["country"]))


def find_place(run: Run, place: str) -> str:
    """What visits call a place asked for: as given, under its usual name (US), or mended where it has a clear slip.

    Raises NotFoundError, with the nearest names, if no visit went there.
    """
    visits = [json.loads(row) for row in run.store().rows("visits")]
    known = {folded(name): name for visit in visits for name in (visit["place"], visit["country"]) if name}
    if not visits or folded(place) in known:
        return place
    from kimxi_cli.geography import canonical_place

    for written in (place, place.upper()):
        usual = canonical_place(written)
        if folded(usual) != folded(place) and folded(usual) in known:
            run.explain(f"{place!r} is {usual}.")
            return usual
    if any(is_at(visit, place) for visit in visits):
        return place
    hits = search(place, [{"id": name, "name": name, "variants": []} for name in known.values()])
    if len(hits.found) == 1:
        run.warn(f"{place!r} is {hits.found[0]['name']}.")
        return str(hits.found[0]["name"])
    near = [row["name"] for row in hits.found[:NEAREST_TOLD] or hits.nearest]
    raise NotFoundError(f"no visit to {place!r}.", _offer(near))


def contains(text: str, wanted: str) -> bool:
    """Whether each of the words begins a word of the text, in any letter case, with or without accents."""
    text = folded(text)
    return all(re.search(rf"(?<!\w){re.escape(word)}", text) for word in folded(wanted).split())


def folded(text: str) -> str:
    """Lower case, without accents, with plain apostrophes and hyphens."""
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
        text = text.translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    return text.casefold()


def _offer(names: list[str]) -> str:
    return f"Nearest: {'; '.join(names)}." if names else ""
