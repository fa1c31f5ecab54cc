"""`--all-copies`: counts to which each copy of an article adds its own."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kimxi_cli.serial import dumps
from kimxi_cli.store import Between, Store

ANY = Between("", "\U0010ffff")


def copies(store: Store) -> set[str]:
    """The articles that are copies of others."""
    return {json.loads(row)["article"] for row in store.rows("articles", duplicate_of=ANY)}


def entities_of_all(store: Store, type: str | None, least: int) -> Iterator[str]:
    """The rows of entities, of a type and mentioned at least so often, with the mentions in copies; the most
    mentioned first."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    for mention in map(json.loads, store.rows("mentions")):
        forms[mention["entity"]][mention["text"]] += 1
        articles[mention["entity"]].add(mention["article"])
    published = {row["article"]: row["published"] for row in map(json.loads, store.rows("articles"))}
    rows = []
    for row in map(json.loads, store.rows("entities", **({} if type is None else {"type": type}))):
        counts, days = forms[row["id"]], {published[article] for article in articles[row["id"]]} - {None}
        ordered = sorted(counts.items(), key=lambda form: (-form[1], form[0]))
        row |= {
            "mentions": counts.total(),
            "articles": len(articles[row["id"]]),
            "first_seen": min(days, default=None),
            "last_seen": max(days, default=None),
            "variants": [{"text": text, "count": number} for text, number in ordered],
        }
        if row["mentions"] >= least:
            rows.append(row)
    return map(dumps, sorted(rows, key=lambda row: (-row["mentions"], row["id"])))


def visits_of_all(store: Store, visits: Iterable[str]) -> Iterator[str]:
    """The rows of visits, each with the number of all quotes about it."""
    for visit in map(json.loads, visits):
        yield dumps(visit | {"quotes": store.count("quotes", visit=visit["id"])})
