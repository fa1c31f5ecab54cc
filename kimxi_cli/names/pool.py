"""Names from a list, without their articles: `resolve_names` gives each an entity and says why."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from kimxi_cli.model import EntityType, Mention, NameRow
from kimxi_cli.names import corrected
from kimxi_cli.names.bearers import group_people
from kimxi_cli.names.overrides import NONE, Overrides
from kimxi_cli.names.page import Found
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.people_over_corpus import Group, resolve_people
from kimxi_cli.names.reasons import of_shown
from kimxi_cli.names.shown import ids, shown_person

PERSON = EntityType.PERSON


def resolve_names(rows: Sequence[tuple[str, str | None]], overrides: Overrides = NONE) -> list[NameRow]:
    """One row out for each (name, document) in, in the order read.

    Names of one document are resolved together first: "Berg" is the Anna Berg of its document. Names without a document
    stand each for itself: full names are compared with all others, a bare "Berg" joins the only Berg there is.
    overrides: what a person decided; who is left out has no entity. Raises KimxiError where decisions contradict each
    other on these names.
    """
    documents: dict[str, list[int]] = defaultdict(list)
    for k, (_, doc) in enumerate(rows):
        documents[f"doc {doc}" if doc is not None else f"row {k}"].append(k)
    groups: list[Group] = []
    group_of: dict[int, Group] = {}
    for doc in sorted(documents):
        here = documents[doc]
        found = [_found(k, rows[k][0]) for k in here]
        group_people(found, [rows[k][0] for k in here], 0, overrides.rules())
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
    resolve_people(groups, overrides.rules())
    if overrides:
        corrected.carry_out(groups, overrides)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        for mention in group.mentions:
            counts[group.key][untitled(mention.text)] += 1
    shown = {key: shown_person(forms) for key, forms in counts.items()}
    ignored: set[tuple[EntityType, str]] = set()
    if overrides:
        at = {(PERSON, key): name for key, name in shown.items()}
        wanted, ignored, _ = corrected.shown_or_left_out(at, {(PERSON, key): n for key, n in counts.items()}, overrides)
        shown |= {key: name for (_, key), name in wanted.items()}
    named = sorted(shown.items(), key=lambda row: (-sum(counts[row[0]].values()), row[1], row[0]))
    id_of = dict(zip((key for key, _ in named), ids([name for _, name in named]), strict=True))

    def row_of(k: int, name: str, doc: str | None) -> NameRow:
        group = group_of[k]
        if (PERSON, group.key) in ignored:
            return NameRow(name, doc, None, None, f"left out by {overrides.file}")
        return NameRow(name, doc, id_of[group.key], shown[group.key], _reason(name, shown[group.key], group))

    return [row_of(k, name, doc) for k, (name, doc) in enumerate(rows)]


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
    """Why a name of the list is who it is said to be."""
    lone = parse_name(name).is_lone
    if lone and group.full():
        return f"a part of {group.full()[0]} in the same document"
    if untitled(name) == shown and not (lone and group.key.startswith("open ")):
        return "the name itself"
    return of_shown(PERSON, name, shown, group.told or group.reasons.get(name, group.reason))
