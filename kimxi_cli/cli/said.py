"""Visits with what was said about each, and by whom."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kimxi_cli.cli.copies import copies
from kimxi_cli.report.layout import SAID_KEYS
from kimxi_cli.serial import dumps
from kimxi_cli.store import Store


def with_quotes(store: Store, visits: Iterable[str], *, all_copies: bool = False) -> Iterator[str]:
    """Each visit's row with one more key, `said`: the statements linked to it, by article and place in it.

    all_copies: those in copies of an article as well.
    """
    left_out = set() if all_copies else copies(store)
    said: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for quote in map(json.loads, store.rows("quotes")):
        if quote["visit"] is not None and quote["article"] not in left_out:
            said[quote["visit"]].append({key: quote[key] for key in SAID_KEYS})
    for visit in map(json.loads, visits):
        yield dumps(visit | {"said": said.get(visit["id"], [])})
