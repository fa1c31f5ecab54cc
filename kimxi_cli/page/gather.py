"""Everything the page tells, out of the store: the rows, and who and what belongs together."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kimxi_cli.draw import Meeting, meetings
from kimxi_cli.store import Store

Row = dict[str, Any]

FEWEST_ARTICLES = 2
"""People who neither speak nor travel have a place on the page if so many articles name them."""


class Book(NamedTuple):
    """The rows, and by id what belongs to each.

    people: those with a place on the page, the most named first; others: how many have none.
    ids: a person's name to the id. numbers: an article to its number on the page, from 1.
    quotes_by, about: the statements of a person, and about a visit. visits_of: by a person's id, those who travelled
    or received. met: by a person's name. named_in: by a person's id, the first mention in each article.
    """

    name: str
    version: str
    articles: list[Row]
    people: list[Row]
    others: int
    visits: list[Row]
    quotes: list[Row]
    meetings: list[Meeting]
    ids: dict[str, str]
    numbers: dict[str, int]
    quotes_by: dict[str, list[Row]]
    about: dict[str, list[Row]]
    visits_of: dict[str, list[Row]]
    met: dict[str, list[Meeting]]
    named_in: dict[str, dict[str, Row]]
    quotes_in: dict[str, list[Row]]
    mentions_in: dict[str, list[Row]]
    visits_in: dict[str, list[Row]]
    sources: list[str]

    def source(self, article: str) -> str:
        """The outlet; where none is known, the folder the article is in."""
        return str(self.articles[self.numbers[article] - 1]["outlet"])

    def published(self, article: str) -> str | None:
        found: str | None = self.articles[self.numbers[article] - 1]["published"]
        return found


def gather(store: Store, name: str, version: str) -> Book:
    """name: what the corpus is called; version: of kimxi."""
    articles = sorted(_rows(store, "articles"), key=lambda row: (row["published"] or "9999", row["article"]))
    for row in articles:
        row["outlet"] = row["source"] or _folder(row["article"]) or "unknown source"
    visits, quotes, mentions = (list(_rows(store, kind)) for kind in ("visits", "quotes", "mentions"))
    published = {row["article"]: row["published"] or "9999" for row in articles}
    quotes_in, mentions_in = _by("article", quotes), _by("article", mentions)
    quotes.sort(key=lambda row: (published[row["article"]], row["article"], row["start"]))
    quotes_by, about = _by("speaker_id", quotes), _by("visit", quotes)
    persons = [row for row in _rows(store, "entities") if row["type"] == "person"]
    ids: dict[str, str] = {}
    for row in persons:
        ids.setdefault(row["name"], row["id"])
    visits_of: dict[str, list[Row]] = defaultdict(list)
    visits_in: dict[str, list[Row]] = defaultdict(list)
    for visit in visits:
        for person in dict.fromkeys((*visit["visitors"], *visit["hosts"])):
            if person in ids:
                visits_of[ids[person]].append(visit)
        for article in visit["articles"]:
            visits_in[article].append(visit)
    named_in: dict[str, dict[str, Row]] = defaultdict(dict)
    for mention in sorted(mentions, key=lambda row: (published[row["article"]], row["article"], row["start"])):
        named_in[mention["entity"]].setdefault(mention["article"], mention)
    people = [
        row for row in persons if row["id"] in quotes_by or row["id"] in visits_of or row["articles"] >= FEWEST_ARTICLES
    ]
    held = meetings(visits, ids)
    met: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in held:
        for person in meeting.people:
            met[person].append(meeting)
    return Book(
        name=name,
        version=version,
        articles=articles,
        people=people,
        others=len(persons) - len(people),
        visits=visits,
        quotes=quotes,
        meetings=held,
        ids=ids,
        numbers={row["article"]: number for number, row in enumerate(articles, 1)},
        quotes_by=quotes_by,
        about=about,
        visits_of=visits_of,
        met=met,
        named_in=named_in,
        quotes_in=quotes_in,
        mentions_in=mentions_in,
        visits_in=visits_in,
        sources=sorted({row["outlet"] for row in articles}, key=str.casefold),
    )


def _folder(article: str) -> str:
    folder, _, _ = article.rpartition("/")
    return f"{folder}/" if folder else ""


def _rows(store: Store, kind: str) -> Iterator[Row]:
    return (json.loads(row) for row in store.rows(kind))


def _by(key: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            found[row[key]].append(row)
    return found
