"""A stream of FollowTheMoney entities, one JSON object a line, as Aleph and `ftm` read them.

    article       Article
    person        Person
    organisation  Organization
    place         Address
    mentions      Mention: an entity in an article, with the forms of its name there
    visit         Trip; a meeting or call is an Event
    quote         Note on its speaker and its visit

Schemata and properties are those of https://followthemoney.tech/explorer/; a test reads the stream with their library.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kimxi_cli.export.relations import Relations
from kimxi_cli.geography import country_code

SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}

LANGUAGES = {"en": "eng"}
"""The schema asks for codes of three letters (ISO 639-3)."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of characters, which FollowTheMoney takes out of every text."""

Entity = dict[str, Any]


def write(path: Path, relations: Relations) -> None:
    with path.open("w", encoding="utf-8") as file:
        for entity in entities(relations):
            file.write(json.dumps(entity) + "\n")


def entities(relations: Relations) -> Iterator[Entity]:
    """All entities of the stream."""
    for row in relations.of("articles"):
        yield _article(row)
    for row in relations.of("entities"):
        yield _named(row)
    yield from _mentions(relations)
    for row in relations.of("visits"):
        yield _visit(row, relations)
    for row in relations.of("quotes"):
        yield _note(row)


def _id(kind: str, id: str) -> str:
    """The id in the stream, where only letters, digits, dots and hyphens may stand."""
    return hashlib.sha1(f"kimxi/{kind}/{id}".encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _entity(id: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity with those of the properties that have a value."""
    held = {
        name: list(dict.fromkeys(UNFIT.sub("", value) for value in ([values] if isinstance(values, str) else values)))
        for name, values in properties.items()
        if values
    }
    return {"id": id, "schema": schema, "properties": held}


def _article(row: dict[str, Any]) -> Entity:
    return _entity(
        _id("article", row["article"]),
        "Article",
        title=row["title"],
        fileName=row["article"],
        author=row["byline"],
        publisher=row["source"],
        publishedAt=row["published"],
        language=LANGUAGES.get(row["language"]),
    )


def _named(row: dict[str, Any]) -> Entity:
    aliases = [variant["text"] for variant in row["variants"] if variant["text"] != row["name"]]
    schema = SCHEMATA[row["type"]]
    full = row["name"] if schema == "Address" else None
    return _entity(_id("entity", row["id"]), schema, name=row["name"], alias=aliases, full=full)


def _mentions(relations: Relations) -> Iterator[Entity]:
    named: dict[tuple[str, str], list[str]] = {}
    for row in relations.of("mentions"):
        named.setdefault((row["article"], row["entity"]), []).append(row["text"])
    for (article, entity), texts in named.items():
        id = _id("mention", f"{article} {entity}")
        yield _entity(id, "Mention", document=_id("article", article), resolved=_id("entity", entity), name=texts)


def _visit(row: dict[str, Any], relations: Relations) -> Entity:
    def those(names: list[str]) -> list[str]:
        return [_id("entity", id) for id in map(relations.entity, names) if id]

    return _entity(
        _id("visit", row["id"]),
        "Trip" if row["kind"] == "visit" else "Event",
        recordId=row["id"],
        name=_title(row),
        involved=those(row["visitors"]),
        organizer=those(row["hosts"]),
        location=row["place"],
        country=(country_code(row["country"] or "") or "").lower(),
        startDate=row["start"],
        endDate=row["end"],
        keywords=[row["kind"], row["status"]],
        summary=row["purpose"],
        description=[evidence["text"] for evidence in row["evidence"]],
        proof=[_id("article", article) for article in row["articles"]],
    )


def _title(row: dict[str, Any]) -> str:
    """What the visit is called: Anna Berg, Jan Vries: visit, Oslo, 2018-05."""
    where = row["place"] or row["country"]
    return f"{', '.join((*row['visitors'], *row['hosts']))}: " + ", ".join(
        part for part in (row["kind"], where, row["start"]) if part
    )


def _note(row: dict[str, Any]) -> Entity:
    about = [_id("entity", row["speaker_id"])] if row["speaker_id"] else []
    about += [_id("visit", row["visit"])] if row["visit"] else []
    who = row["speaker"] or row["speaker_text"]
    return _entity(
        _id("quote", row["id"]),
        "Note",
        name=f"{who}, {row['kind']} quote" if who else f"{row['kind']} quote",
        description=row["text"],
        entity=about,
        proof=_id("article", row["article"]),
    )
