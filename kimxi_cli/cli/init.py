"""kimxi init"""

import csv
import os
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from kimxi_cli.cli.options import command, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.errors import KimxiError

app = plain_app()

COLUMNS = ("article", "title", "source", "author", "published", "url")

SETTINGS = """\
# What kimxi should know of these articles. Every line is a comment: take the # off those you want.

# --- Names: what you decide beats every rule, without a new analysis. `kimxi entities --unsure` lists candidates.

# One person, place or organisation, whatever the rules say:
# same = [["Anna Berg", "the Respected Engineer"]]

# Two, whatever the rules say:
# never = [["Mike Vale", "Michael Vale"]]

# The name to show:
# show = { "Anna Berg" = "Anna Berg-Vries" }

# Left out:
# ignore = ["Sample Wire"]

# --- Options you are tired of typing. What you type, and KIMXI_CORPUS and KIMXI_STORE, still count for more.
# --- Paths are relative to this file. Keep this table behind the names.

# [defaults]
# format = "table"
# limit = 20
# jobs = 4
# color = "auto"
# store = "kimxi.db"
# model = "en_core_web_trf"
# names = "names.toml"
# column = ["text=body"]
# max-bytes = 50000000
# with-boilerplate = true
# quiet = true
# verbose = true
"""


@command(app, talk_options)
def init(
    run: Run,
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Folder of articles.", show_default=True)] = Path(),
) -> int:
    """Write a commented kimxi.toml and a metadata.csv for a folder of articles.

    metadata.csv gets a row for each article with what it says of itself: title, outlet, author, day, address. Fill in
    what is missing. A file that is there already is left as it is; with nothing to write, the status is 1.
    """
    if not folder.is_dir():
        raise KimxiError(f"there is no folder {folder}.", "Name the folder with your articles.")
    made = [
        _made(run, folder / "metadata.csv", lambda: _table(_articles(run, folder))),
        _made(run, folder / "kimxi.toml", lambda: SETTINGS),
    ]
    return FOUND if any(made) else NOTHING_FOUND


def _made(run: Run, path: Path, content: Callable[[], str]) -> bool:
    """Write a file that is not there yet; whether that was so."""
    if os.path.lexists(path):
        run.warn(f"{path} is there already; it was left as it is.")
        return False
    text = content()
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise KimxiError(f"can't write {path}: {error.strerror}.", "Check the folder's permissions.") from error
    run.warn(f"{path}: written")
    return True


def _table(rows: Iterable[tuple[str | None, ...]]) -> str:
    """A table of articles; spreadsheets know by the mark at its head that it is UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([" ".join((value or "").split()) for value in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _articles(run: Run, folder: Path) -> list[tuple[str | None, ...]]:
    """What each article says of itself, in the order of COLUMNS; what can't be read is told."""
    from kimxi_cli.clean import layout
    from kimxi_cli.ingest import read, scan, sidecar
    from kimxi_cli.model import Problem

    listing = scan(folder)
    found: list[tuple[str | None, ...]] = []
    problems: list[Problem] = []
    held = sidecar(listing)
    for file in listing.files:
        for source in read(file, held):
            if isinstance(source, Problem):
                problems.append(source)
                continue
            header = layout(source)
            found.append(
                (
                    source.id,
                    source.title or header.title,
                    source.source or header.source,
                    source.byline or header.byline,
                    source.published or header.published,
                    source.url,
                )
            )
    run.tell_problems([(p.message, p.hint) for p in problems if not p.note])
    return found
