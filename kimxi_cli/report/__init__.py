"""Rows to text: table, jsonl, json, csv, tsv, md. Knows the contract's keys and no linguistics.

A report's rows come as JSON texts, in the contract's keys and order, one at a time; they go out as they come in.
"""

from kimxi_cli.report.formats import Format, write
from kimxi_cli.report.layout import (
    ARTICLES,
    ARTICLES_WHY,
    CHECKS,
    ENTITIES,
    EXPLAINED_QUOTES,
    EXPLANATION,
    MENTIONS,
    NAMES,
    QUOTES,
    SENTENCES,
    UNSURE,
    VISITS,
    VISITS_WITH_QUOTES,
    Layout,
)
from kimxi_cli.report.safe import visible

__all__ = [
    "ARTICLES",
    "ARTICLES_WHY",
    "CHECKS",
    "ENTITIES",
    "EXPLAINED_QUOTES",
    "EXPLANATION",
    "MENTIONS",
    "NAMES",
    "QUOTES",
    "SENTENCES",
    "UNSURE",
    "VISITS",
    "VISITS_WITH_QUOTES",
    "Format",
    "Layout",
    "visible",
    "write",
]
