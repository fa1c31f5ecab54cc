"""kimxi entities"""

from typing import Annotated, Literal

import typer

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
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
) -> int:
    """People, places and organisations, under one name each."""
    where = {} if type is None else {"type": type}
    return run.print(run.store().rows("entities", mentions=Between(min, ANY_NUMBER), **where), ENTITIES)
