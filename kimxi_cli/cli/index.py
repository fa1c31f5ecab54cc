"""kimxi index"""

from typing import Annotated

import typer

from kimxi_cli.cli.options import command, corpus_options, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.cli.talk import tell
from kimxi_cli.report.words import count

app = plain_app()


@command(app, corpus_options, talk_options)
def index(
    run: Run,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Analyse on a Dask cluster: its scheduler's address, or local."),
    ] = None,
) -> int:
    """Analyse what is new in the corpus, and store it.

    Every report does this first, so it is never needed; it is for large corpora, ahead of time.
    """
    run.cluster, run.patient = cluster, True
    store = run.store()
    kinds = (("entities", "entity", "entities"), ("quotes", "quote", "quotes"), ("visits", "visit", "visits"))
    found = ", ".join(count(store.count(kind), *noun) for kind, *noun in kinds)
    if not run.options.quiet:
        tell(f"{run.corpus_summary()}{run.work_summary()}: {found}")
    return FOUND if store.count("articles") else NOTHING_FOUND
