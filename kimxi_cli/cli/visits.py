"""kimxi visits"""

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Literal, TextIO

import typer

from kimxi_cli.cli.dates import period, visit_meets
from kimxi_cli.cli.options import command, copies_options, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.plot import plot as draw
from kimxi_cli.cli.plot import target
from kimxi_cli.cli.run import Run
from kimxi_cli.cli.said import with_quotes
from kimxi_cli.cli.seek import find_person, find_place, is_at, known_but
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import VISITS, VISITS_WITH_QUOTES

app = plain_app()

Status = Literal["took_place", "ongoing", "planned", "invited", "cancelled", "denied", "rumoured"]


@command(app, copies_options, corpus_options, output_options, talk_options)
def visits(
    run: Run,
    person: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Visits of or to this person: any way of writing the name, a family name, a typo."
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Visits to a town or country, or a part of its name.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only visits that stand so.")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Visits that may have lasted to this day, month or year, or longer."),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Visits that may have begun by this day, month or year.")
    ] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="With what was said about each, and by whom.")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="Draw the visits over time.")] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw a timeline instead: an .svg or .png file.")
    ] = None,
) -> int:
    """Which visits, meetings and calls there were, and what the articles say of them.

    With --since or --until, visits without any date are left out; one known by its month alone counts for each of
    its days.
    """
    if quotes + timeline + (plot is not None) > 1:
        raise KimxiError("--quotes, --timeline and --plot exclude each other.", "Choose one of them.")
    if timeline:
        run.output.only_for_people("--timeline")
    days = period(since, until)
    place_of_plot = None if plot is None else target(run, plot)
    store = run.store()
    found = None if person is None else find_person(run, person)
    who = found and found["name"]
    if place is not None:
        place = find_place(run, place)

    def involves(visit: dict[str, Any]) -> bool:
        return who is None or who in visit["visitors"] or who in visit["hosts"]

    def wanted(visit: dict[str, Any]) -> bool:
        return involves(visit) and (place is None or is_at(visit, place)) and (days is None or visit_meets(visit, days))

    rows = store.rows("visits", **({} if status is None else {"status": status}))
    if who is not None or place is not None or days is not None:
        rows = (row for row in rows if wanted(json.loads(row)))
    nothing = ""
    if found is not None and not any(involves(json.loads(row)) for row in store.rows("visits")):
        nothing = known_but(found, "no visit is theirs")
    if run.options.all_copies:
        from kimxi_cli.cli.copies import visits_of_all

        rows = visits_of_all(store, rows)
    if place_of_plot is not None:
        from kimxi_cli.draw import timeline as picture

        held = [json.loads(row) for row in islice(rows, run.options.limit)]
        return draw(run, place_of_plot, held, picture, nothing or "no visits found.")
    if quotes:
        said = with_quotes(store, rows, all_copies=run.options.all_copies)
        return run.print(said, VISITS_WITH_QUOTES, nothing)
    return run.print(rows, VISITS, nothing, _drawn if timeline else None)


def _drawn(rows: Iterable[str], out: TextIO, color: bool) -> int:
    from kimxi_cli.report.timeline import write_timeline  # rich takes as long to import as everything else together

    return write_timeline(map(json.loads, rows), out, color=color)
