"""Who met whom, as a graph that Gephi and networkx open.

Nodes are those who travelled or received on visits, meetings and calls that took place or go on; an edge joins each
two who were on one: visitors with each other, and each visitor with each host. Its weight is how many visits those are.
The format is GEXF 1.2, which both read without being told: https://gexf.net/.
"""

import re
from collections import defaultdict
from itertools import combinations, product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kimxi_cli.export.relations import Relations

SPACE = "http://www.gexf.net/1.2draft"

HAPPENED = ("took_place", "ongoing")

_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold, not even escaped."""

NODE_FACTS = {"type": "string", "mentions": "integer", "quotes": "integer"}
EDGE_FACTS = {"visits": "string", "first": "string", "last": "string"}


def write(path: Path, relations: Relations) -> None:
    people, pairs = _met(relations)
    root = ElementTree.Element("gexf", xmlns=SPACE, version="1.2")
    graph = ElementTree.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    _declare(graph, "node", NODE_FACTS)
    _declare(graph, "edge", EDGE_FACTS)
    nodes = ElementTree.SubElement(graph, "nodes")
    for id, (name, facts) in sorted(people.items()):
        node = ElementTree.SubElement(nodes, "node", id=_fit(id), label=_fit(name))
        _tell(node, NODE_FACTS, facts)
    edges = ElementTree.SubElement(graph, "edges")
    for number, ((one, other), visits) in enumerate(sorted(pairs.items())):
        weight = str(len(visits))
        edge = ElementTree.SubElement(
            edges, "edge", id=str(number), source=_fit(one), target=_fit(other), weight=weight
        )
        days = sorted(visit["start"] for visit in visits if visit["start"])
        ids = "; ".join(visit["id"] for visit in visits)
        _tell(edge, EDGE_FACTS, {"visits": ids, "first": days[0] if days else None, "last": days[-1] if days else None})
    tree = ElementTree.ElementTree(root)
    ElementTree.indent(tree)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def _met(
    relations: Relations,
) -> tuple[dict[str, tuple[str, dict[str, Any]]], dict[tuple[str, str], list[dict[str, Any]]]]:
    """Nodes by id, as name and facts; and the visits of each two of them."""
    names: dict[str, str] = {}
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for visit in relations.of("visits"):
        if visit["status"] not in HAPPENED:
            continue
        visitors, hosts = ([relations.entity(n) or n for n in visit[field]] for field in ("visitors", "hosts"))
        names |= zip(visitors + hosts, visit["visitors"] + visit["hosts"], strict=True)
        together = [*combinations(visitors, 2), *product(visitors, hosts)]
        for pair in sorted({(min(pair), max(pair)) for pair in together if pair[0] != pair[1]}):
            pairs[pair].append(visit)
    facts = {row["id"]: {"type": row["type"], "mentions": row["mentions"]} for row in relations.of("entities")}
    said: dict[str, int] = defaultdict(int)
    for quote in relations.of("quotes"):
        said[quote["speaker_id"]] += 1
    return {id: (name, facts.get(id, {}) | {"quotes": said[id]}) for id, name in names.items()}, pairs


def _declare(graph: ElementTree.Element, kind: str, facts: dict[str, str]) -> None:
    held = ElementTree.SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for name, type in facts.items():
        ElementTree.SubElement(held, "attribute", id=name, title=name, type=type)


def _tell(element: ElementTree.Element, facts: dict[str, str], values: dict[str, Any]) -> None:
    held = ElementTree.SubElement(element, "attvalues")
    for name in facts:
        if values.get(name) is not None:
            ElementTree.SubElement(held, "attvalue", {"for": name, "value": _fit(str(values[name]))})


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
