"""Names from a list, without their articles: `resolve_names` gives each an entity and says why."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kimxi_cli.model import EntityType, Mention, NameRow
from kimxi_cli.names.bearers import group_people
from kimxi_cli.names.page import Found
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.people_over_corpus import Group, resolve_people
from kimxi_cli.names.shown import ids, shown_person

PERSON = EntityType.PERSON


def resolve_names(rows: Sequence[tuple[str, str | None]]) -> list[NameRow]:
    """One row out for each (name, document) in, in the order read.

    Names of one document are resolved together first: "Berg" is the Anna Berg of its document. Names without a document
    stand each for itself: full names are compared with all others, a bare "Berg" joins the only Berg there is.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for k, (_, doc) in enumerate(rows):
        documents[f"doc {doc}" if doc is not None else f"row {k}"].append(k)
    groups: list[Group] = []
    group_of: dict[int, Group] = {}
    for doc in sorted(documents):
        here = documents[doc]
        found = [_found(k, rows[k][0]) for k in here]
        group_people(found, [rows[k][0] for k in here], 0)
        by_cluster: dict[tuple[int, str], Group] = {}
        for k, f in zip(here, found, strict=True):
            text = rows[k][0]
            key = (f.cluster, "" if f.cluster >= 0 else text.casefold())
            group = by_cluster.setdefault(key, Group(doc, PERSON, [], f.cluster >= 0))
            # before a lone name a title says only what it tells of the sex: "Chairman Berg" may be any Berg
            bare = untitled(text) if parse_name(text).is_lone else text
            group.mentions.append(Mention(k, k + 1, bare, PERSON, f.title, f.cluster))
            group_of[k] = group
        groups.extend(by_cluster.values())
    resolve_people(groups)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for mention in group.mentions:
            counts[group.key][untitled(mention.text)] += 1
    named = sorted(
        ((shown_person(forms), key) for key, forms in counts.items()),
        key=lambda row: (-sum(counts[row[1]].values()), row),
    )
    id_of = dict(zip((key for _, key in named), ids([name for name, _ in named]), strict=True))
    shown = {key: name for name, key in named}
    return [
        NameRow(
            name,
            doc,
            id_of[group_of[k].key],
            shown[group_of[k].key],
            _reason(name, shown[group_of[k].key], group_of[k]),
        )
        for k, (name, doc) in enumerate(rows)
    ]


def _found(k: int, text: str) -> Found:
    title = parse_name(text).title
    return Found(k, k + 1, k, k + 1, PERSON, "list", title)


def untitled(text: str) -> str:
    """The name without its title: "President Anna Berg" -> "Anna Berg"; family name last where a comma turned it."""
    name = parse_name(text)
    if "," in text and name.given and name.family:
        return " ".join((*name.given, *name.particles, *name.family, *((name.suffix,) if name.suffix else ())))
    return (
        text[len(name.title) :].strip()
        if name.title and text.startswith(name.title)
        else " ".join(text.split()) or text
    )


def _reason(name: str, shown: str, group: Group) -> str:
    if parse_name(name).is_lone and group.full():
        return f"a part of {group.full()[0]} in the same document"
    if untitled(name) == shown:
        return "the name itself"
    return group.reason
