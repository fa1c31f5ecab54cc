"""Rows to text: table, jsonl, json, csv, tsv, md. Knows the contract's keys and no linguistics.

A report's rows come as JSON texts, in the contract's keys and order, one at a time; they go out as they come in.
"""

from kimxi_cli.report.formats import Format, write
from kimxi_cli.report.layout import (
    ARTICLES,
    ENTITIES,
    EXPLAINED_QUOTES,
    MENTIONS,
    NAMES,
    QUOTES,
    SENTENCES,
    VISITS,
    Layout,
)
from kimxi_cli.report.safe import visible

__all__ = [
    "ARTICLES",
    "ENTITIES",
    "EXPLAINED_QUOTES",
    "MENTIONS",
    "NAMES",
    "QUOTES",
    "SENTENCES",
    "VISITS",
    "Format",
    "Layout",
    "visible",
    "write",
]
