"""kimxi entities"""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

import typer

from kimxi_cli.cli.options import (
    boilerplate_options,
    command,
    copies_options,
    corpus_options,
    output_options,
    plain_app,
    talk_options,
)
from kimxi_cli.cli.plot import plot as draw
from kimxi_cli.cli.plot import target
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import ENTITIES, EXPLANATION, UNSURE
from kimxi_cli.store import Between

app = plain_app()
ANY_NUMBER = 2**53

PAIRS_SHOWN = 20
"""How many pairs --unsure prints for a names file unless --limit says otherwise."""


@command(app, boilerplate_options, copies_options, corpus_options, output_options, talk_options)
def entities(
    run: Run,
    type: Annotated[
        Literal["person", "place", "organisation"] | None, typer.Option(help="Only entities of this type.")
    ] = None,
    min: Annotated[int, typer.Option(metavar="N", min=1, help="Only entities mentioned at least this often.")] = 1,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Instead: why each form of a name was joined to it, and what was kept out, and why."
        ),
    ] = None,
    unsure: Annotated[
        bool,
        typer.Option("--unsure", help="Instead: the names a person should look at, to be pasted into kimxi.toml."),
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw who met whom instead: an .svg or .png file.")
    ] = None,
) -> int:
    """People, places and organisations, under one name each."""
    if explain is not None and unsure:
        raise KimxiError("--explain and --unsure exclude each other.", "Leave one of them out.")
    if plot is not None:
        return _network(run, plot, type, min)
    if explain is not None:
        from kimxi_cli.cli.doubts import explained
        from kimxi_cli.serial import dumps

        return run.print(map(dumps, explained(run, explain)), EXPLANATION)
    if unsure:
        return _unsure(run)
    if run.options.with_boilerplate and run.options.all_copies:
        raise KimxiError("--with-boilerplate and --all-copies exclude each other.", "Leave one of them out.")
    if run.options.with_boilerplate:
        from kimxi_cli.cli.boilerplate import WithBoilerplate

        return run.print(WithBoilerplate(run).entities(type, min), ENTITIES)
    if run.options.all_copies:
        from kimxi_cli.cli.copies import entities_of_all

        return run.print(entities_of_all(run.store(), type, min), ENTITIES)
    where = {} if type is None else {"type": type}
    return run.print(run.store().rows("entities", mentions=Between(min, ANY_NUMBER), **where), ENTITIES)


def _unsure(run: Run) -> int:
    """Rows where a format was asked for; else lines for a names file."""
    from kimxi_cli.cli.doubts import unsure
    from kimxi_cli.serial import dumps

    rows = unsure(run)
    if run.options.format is not None or run.output.path is not None:
        return run.print(map(dumps, rows), UNSURE)
    from kimxi_cli.report.toml_block import write_block

    if not rows:
        run.warn("no names to look at.")
        return NOTHING_FOUND
    shown = rows[: run.options.limit or PAIRS_SHOWN]
    held = run.names_file()
    file = None if held.is_blank() else str(held.path)
    run.output.put(lambda out: write_block(shown, out, file=file, more=len(rows) - len(shown)))
    return FOUND


def _network(run: Run, plot: Path, type: str | None, least: int) -> int:
    """Draw who met whom among the people asked for."""
    if type not in (None, "person"):
        raise KimxiError(f"--plot draws who met whom, and no {type} meets anybody.", "Leave --type out.")
    place = target(run, plot)
    store = run.store()
    from kimxi_cli.draw import meetings, network

    people = store.rows("entities", mentions=Between(least, ANY_NUMBER), type="person")
    names = [json.loads(row)["name"] for row in islice(people, run.options.limit)]
    met = meetings(map(json.loads, store.rows("visits")), names)
    return draw(run, place, met, network, "nobody met anybody.")
