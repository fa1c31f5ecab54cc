"""`kimxi entities --explain` and `--unsure`: why names are one or two, gathered from the store."""

import json
from typing import TYPE_CHECKING, Any

from kimxi_cli.cli.details import Articles
from kimxi_cli.cli.run import NotFoundError, Run
from kimxi_cli.cli.seek import Found, entities, mentioned, search
from kimxi_cli.errors import NameQueryError
from kimxi_cli.report.words import count
from kimxi_cli.store import Store

if TYPE_CHECKING:
    from kimxi_cli.names.near import Known, Pair

NEAR_MISSES = 12
"""So many entities that look alike are told, the likeliest first."""

WEIGHED = 500
"""Of so many pairs, the most valuable by their mentions, quotes and common articles are looked up."""

SIDE_BY_SIDE = 0.5
"""What is left of a doubt where an article names both in full."""


def known(row: Found) -> "Known":
    from kimxi_cli.names.near import Known

    return Known(row["id"], row["name"], row["type"], row["mentions"], tuple(v["text"] for v in row["variants"]))


def explained(run: Run, name: str) -> list[dict[str, Any]]:
    """Why each form belongs to the entity called so, then what looks like it and was kept out, with the sentences.

    Raises NotFoundError or NameQueryError where no entity, or no single one, is called so.
    """
    from kimxi_cli.names.near import near_misses
    from kimxi_cli.names.rules import Verdict

    rows = entities(run)
    entity = the_one(name, rows, run)
    store, own = run.store(), known(entity)
    articles = Articles(store)
    told = [
        _row(own, "joined", join["text"], None, join["count"], join["reason"], join, articles)
        for join in map(json.loads, store.rows("joins", entity=own.id))
    ]
    near = near_misses(own, map(known, rows), run.names_file().overrides())[:NEAR_MISSES]
    here = _first_in_articles(store, own.id)
    for other, judgement in near:
        there = _first_in_articles(store, other.id)
        both = sorted(here.keys() & there.keys())
        reason = judgement.reason + (f"; {count(len(both), 'article')} named both" if both else "")
        place = there[both[0]] if both else next(iter(there.values()), None)
        verdict = "kept apart" if judgement.verdict is Verdict.DIFFERENT else "open"
        told.append(_row(own, verdict, other.name, other.id, other.mentions, reason, place, articles))
    return told


def the_one(name: str, rows: list[Found], run: Run) -> Found:
    """The one entity called so."""
    hits = search(name, rows)
    if len(hits.found) == 1:
        (entity,) = hits.found
        (run.warn if hits.guessed else run.explain)(f"{name!r} is {entity['name']} ({entity['id']}).")
        return entity
    if hits.found:
        listed = "\n".join(f"{row['id']}  {row['name']}, {row['type']}, {mentioned(row)}" for row in hits.found)
        raise NameQueryError(f"{name!r} fits {len(hits.found)} entities. Give one of these:", listed)
    nearest = "; ".join(row["name"] for row in hits.nearest)
    raise NotFoundError(f"nothing is called {name!r}.", f"Nearest: {nearest}." if nearest else "")


def _first_in_articles(store: Store, id: str) -> dict[str, Found]:
    """The first mention of an entity in each article."""
    found: dict[str, Found] = {}
    for row in map(json.loads, store.rows("mentions", entity=id)):
        found.setdefault(row["article"], row)
    return found


def _row(
    own: "Known",
    verdict: str,
    text: str,
    other: str | None,
    times: int,
    reason: str,
    place: Found | None,
    held: Articles,
) -> dict[str, Any]:
    at = place or {"article": None, "line": None, "start": None, "end": None}
    sentence = held.sentence(at["article"], at["start"], at["end"], ()).text if place else ""
    return {
        "entity": own.id,
        "name": own.name,
        "verdict": verdict,
        "text": text,
        "other": other,
        "count": times,
        "reason": reason,
        **{key: at[key] for key in ("article", "line", "start", "end")},
        "sentence": " ".join(sentence.split()),
    }


def unsure(run: Run) -> list[dict[str, Any]]:
    """The pairs of names that a person should look at, the most valuable first."""
    from kimxi_cli.names.near import unsure as unsure_names

    store = run.store()
    pairs = unsure_names([known(row) for row in entities(run)], run.names_file().overrides())
    first = [_weighed(pair, store) for pair in pairs[:WEIGHED]]
    first.sort(key=lambda row: (-row["value"], row["names"]))
    return first


def _weighed(pair: "Pair", store: Store) -> dict[str, Any]:
    """A pair with all that hangs on it: mentions and quotes of the name that may be another's."""
    smaller = pair.entities[0]
    if pair.now == "joined":
        mentions = sum(json.loads(row)["text"] == pair.names[0] for row in store.rows("mentions", entity=smaller))
        quotes, both = 0, 0
    else:
        mentions, quotes = pair.mentions, store.count("quotes", speaker_id=smaller)
        first = [_first_in_articles(store, id) for id in pair.entities] if pair.now == "apart" else []
        both = len(set.intersection(*map(set, first))) if len(first) > 1 else 0
    doubt = pair.closeness * (SIDE_BY_SIDE if both and len(pair.names) > 1 else 1)
    return {
        "names": list(pair.names),
        "entities": list(pair.entities),
        "now": pair.now,
        "mentions": mentions,
        "quotes": quotes,
        "reason": pair.reason + (f"; {count(both, 'article')} named both" if both else ""),
        "value": round(doubt * (mentions + quotes), 2),
    }
