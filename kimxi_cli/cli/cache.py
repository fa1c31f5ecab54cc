"""kimxi cache"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kimxi_cli.cli.options import command, output_options, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.report.layout import Column, Layout, Row
from kimxi_cli.serial import dumps

app = plain_app()


def _size(row: Row) -> str:
    return f"{row['bytes'] / 1e6:,.1f} MB"


def _text(key: str) -> Column:
    return Column(key.capitalize(), lambda row: "" if row[key] is None else str(row[key]), share=2)


CACHE = Layout(
    ("store", "stores"),
    ("store", "bytes", "corpus", "articles", "version", "state"),
    (
        _text("corpus"),
        Column("Articles", lambda row: "" if row["articles"] is None else f"{row['articles']:,}", right=True),
        Column("Size", _size, right=True),
        Column("State", lambda row: row["state"]),
        Column("Version", lambda row: row["version"] or "", style="dim"),
        _text("store"),
    ),
)


@command(app, output_options, talk_options)
def cache(
    run: Run,
    action: Annotated[
        Literal["show", "clear"], typer.Argument(metavar="[show|clear]", help="Show what is kept, or throw it away.")
    ] = "show",
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            envvar="KIMXI_STORE",
            show_default="the user's cache folder",
            help="One store, or a folder of them.",
        ),
    ] = None,
) -> int:
    """What is kept of analysed corpora: how much, by which version, and where.

    `kimxi cache clear` deletes it. Articles are never touched; the next report analyses them anew.
    """
    from kimxi_cli.store.contents import contents, stores
    from kimxi_cli.store.database import discard
    from kimxi_cli.store.lock import lock_path, writing

    found = stores(store)
    if action == "show":
        return run.print((dumps(row) for path in found for row in contents(path)), CACHE, "nothing is kept.")
    for path in found:
        with writing(path, run.warn):
            discard(path)
        lock_path(path).unlink(missing_ok=True)
        run.warn(f"deleted {path}")
    return FOUND if found else NOTHING_FOUND
