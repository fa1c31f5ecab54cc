"""Visits in one line each, for tables: kind status visitors > hosts @ place start..end (names by their last word)."""

from collections.abc import Iterable

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Source, VisitRow
from kimxi_cli.rows import corpus_rows


def visits(annotator: Annotator, articles: Iterable[tuple[str, str, str]]) -> tuple[VisitRow, ...]:
    """The visits that articles, each (name, day of publication or "", text), tell of."""
    sources = [
        Source(name, text, published=day or None, published_from="front-matter" if day else None)
        for name, day, text in articles
    ]
    return corpus_rows(list(analyse_sources(annotator, sources))).visits


def shown(visit: VisitRow) -> str:
    """The row in one line; a visit of one day shows that day, one whose end nobody tells `start..`."""
    who = " + ".join(name.split()[-1] for name in visit.visitors)
    line = f"{visit.kind} {visit.status} {who}"
    if visit.hosts:
        line += f" > {' + '.join(name.split()[-1] for name in visit.hosts)}"
    if visit.place:
        line += f" @ {visit.place}"
    if visit.start:
        line += f" {visit.start}"
    if visit.precision == "day" and visit.end != visit.start:
        line += f"..{visit.end or ''}"
    return line
