"""Visits: what each article says of them, when articles were written, and one visit out of all that is said of it."""

from kimxi_cli.visits.dating import Dating, date_articles
from kimxi_cli.visits.frames import find
from kimxi_cli.visits.merge import MergedEvidence, MergedVisit, MergedVisits, merge
from kimxi_cli.visits.resolve_times import resolve
from kimxi_cli.visits.time_values import TimeValue
from kimxi_cli.visits.times import find_times
from kimxi_cli.visits.told import Names

__all__ = [
    "Dating",
    "MergedEvidence",
    "MergedVisit",
    "MergedVisits",
    "Names",
    "TimeValue",
    "date_articles",
    "find",
    "find_times",
    "merge",
    "resolve",
]
