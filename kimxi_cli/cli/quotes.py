"""kimxi quotes"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kimxi_cli.cli.dates import period
from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.plot import plot as draw
from kimxi_cli.cli.plot import target
from kimxi_cli.cli.run import Run
from kimxi_cli.cli.seek import contains, find_person, find_visits, known_but
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import EXPLAINED_QUOTES, QUOTES
from kimxi_cli.store import Between, Store

if TYPE_CHECKING:
    from kimxi_cli.draw import Picture

app = plain_app()


@command(app, corpus_options, output_options, talk_options)
def quotes(
    run: Run,
    person: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What this person said: any way of writing the name, a family name, a typo."),
    ] = None,
    visit: Annotated[
        str | None,
        typer.Option(
            metavar="WHICH",
            help="About visits: by id or a part of one, by place (oslo, norway), person or date (2021-05).",
        ),
    ] = None,
    kind: Annotated[
        Literal["direct", "mixed", "indirect"] | None, typer.Option(help="Only statements quoted in this way.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only statements with all these words, or words that begin so.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From articles published on this day, month or year, or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="From articles published on this day, month or year, or earlier.")
    ] = None,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Only statements whose source has no name.")] = False,
    min_confidence: Annotated[
        float | None,
        typer.Option(
            metavar="X", min=0, max=1, help="Only where words and speaker are right with at least this chance (0.9)."
        ),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw how many were made when instead: an .svg or .png file.")
    ] = None,
) -> int:
    """Who said what, and about which visit.

    With --since or --until, articles whose day of publication is not known are left out. With --verbose, tables give
    the confidence and what it rests on: rule and evidence of the statement, its speaker and its relay.
    """
    days = period(since, until)
    if person is not None and unnamed:
        raise KimxiError("--person and --unnamed exclude each other.", "Leave one of them out.")
    if min_confidence is not None and isnan(min_confidence):
        raise KimxiError("--min-confidence is no number.", "Give one from 0 to 1.")
    place_of_plot = None if plot is None else target(run, plot)
    title = "Statements over time"
    store = run.store()
    where: dict[str, Any] = {}
    nothing = ""
    if person is not None:
        who = find_person(run, person)
        where["speaker_id"] = who["id"]
        title = f"{who['name']}: statements over time"
        if not store.count("quotes", **where):
            nothing = known_but(who, "no statement is theirs")
    if unnamed:
        where["speaker_id"] = None
    if kind is not None:
        where["kind"] = kind
    if visit is not None:
        where["visit"] = [found["id"] for found in find_visits(run, visit)]
    if days is not None:
        where["published"] = Between(days.first, days.last)
    rows: Iterable[str] = store.rows("quotes", **where)
    if about is not None:
        rows = _about(rows, about)
    if min_confidence is not None:
        rows = (row for row in rows if json.loads(row)["confidence"] >= min_confidence)
    if place_of_plot is not None:
        held = list(islice(rows, run.options.limit))
        return draw(
            run, place_of_plot, held, lambda held: _over_time(store, held, title), nothing or "no quotes found."
        )
    return run.print(rows, EXPLAINED_QUOTES if run.options.verbose else QUOTES, nothing)


def _over_time(store: Store, rows: Iterable[str], title: str) -> "Picture":
    from kimxi_cli.draw import over_time

    published = {row["article"]: row["published"] for row in map(json.loads, store.rows("articles"))}
    return over_time([(published.get(row["article"]), row["kind"]) for row in map(json.loads, rows)], title)


def _about(rows: Iterable[str], words: str) -> Iterator[str]:
    return (row for row in rows if contains(json.loads(row)["text"], words))
