"""Names: found in each article, grouped there, then resolved over the corpus into people, places and organisations.

What is asked for is imported then; a report on a stored corpus needs `search` alone, which stands in the module of its
name and so is imported at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kimxi_cli.names.search import Match, Matches, search

if TYPE_CHECKING:
    from kimxi_cli.names.aliases import with_aliases
    from kimxi_cli.names.corpus import resolve
    from kimxi_cli.names.entities import Entity, NameResolution
    from kimxi_cli.names.finding import find
    from kimxi_cli.names.overrides import Overrides
    from kimxi_cli.names.parts import PersonName, parse_name
    from kimxi_cli.names.pool import resolve_names
    from kimxi_cli.names.rules import Judgement, Verdict, compare

__all__ = [
    "Entity",
    "Judgement",
    "Match",
    "Matches",
    "NameResolution",
    "Overrides",
    "PersonName",
    "Verdict",
    "compare",
    "find",
    "parse_name",
    "resolve",
    "resolve_names",
    "search",
    "with_aliases",
]

_HOME = {
    "Entity": "entities",
    "Judgement": "rules",
    "NameResolution": "entities",
    "Overrides": "overrides",
    "PersonName": "parts",
    "Verdict": "rules",
    "compare": "rules",
    "find": "finding",
    "parse_name": "parts",
    "resolve": "corpus",
    "resolve_names": "pool",
    "with_aliases": "aliases",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
