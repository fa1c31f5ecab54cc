"""kimxi entities"""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

import typer

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.plot import plot as draw
from kimxi_cli.cli.plot import target
from kimxi_cli.cli.run import Run
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import ENTITIES
from kimxi_cli.store import Between

app = plain_app()
ANY_NUMBER = 2**53


@command(app, corpus_options, output_options, talk_options)
def entities(
    run: Run,
    type: Annotated[
        Literal["person", "place", "organisation"] | None, typer.Option(help="Only entities of this type.")
    ] = None,
    min: Annotated[int, typer.Option(metavar="N", min=1, help="Only entities mentioned at least this often.")] = 1,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw who met whom instead: an .svg or .png file.")
    ] = None,
) -> int:
    """People, places and organisations, under one name each."""
    if plot is not None:
        return _network(run, plot, type, min)
    where = {} if type is None else {"type": type}
    return run.print(run.store().rows("entities", mentions=Between(min, ANY_NUMBER), **where), ENTITIES)


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
