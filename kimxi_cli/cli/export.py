"""kimxi export"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kimxi_cli.cli.options import command, corpus_options, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, Run
from kimxi_cli.cli.talk import tell
from kimxi_cli.errors import KimxiError
from kimxi_cli.report.words import count

app = plain_app()

To = Literal["duckdb", "parquet", "sqlite", "csv-dir", "gexf", "ftm"]


@command(app, corpus_options, talk_options)
def export(
    run: Run,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File to write; for parquet and csv-dir, the folder of the tables.")
    ],
    to: Annotated[To, typer.Option("--to", help="What to write: a database, tables, a graph or an entity stream.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there already.")] = False,
) -> int:
    """All reports at once, as a database, tables, a graph or FollowTheMoney entities.

    duckdb, sqlite: one database with keys and views. parquet, csv-dir: a folder with a file a table, and
    datapackage.json for the keys. gexf: who met whom, for Gephi. ftm: entities as JSON lines, for Aleph. The tables
    are described in docs/schema.md.
    """
    from kimxi_cli.export import FORMATS, Export

    _spare(run, file, folder=bool(FORMATS[to].folder))
    ready = Export(to, file, force=force)
    store = run.store()
    ready.write(store.rows)
    if not run.options.quiet:
        nouns = {
            "articles": "article",
            "entities": "entity",
            "mentions": "mention",
            "quotes": "quote",
            "visits": "visit",
        }
        held = ", ".join(count(store.count(kind), noun, kind) for kind, noun in nouns.items())
        tell(f"{file}: {held}")
    return FOUND


def _spare(run: Run, file: Path, *, folder: bool) -> None:
    """Raise KimxiError where the export would replace what kimxi works with, or be read as a part of the corpus."""
    from kimxi_cli.ingest.listing import belongs_to
    from kimxi_cli.store import path_for

    corpus = run.options.corpus
    held = {path_for(corpus, run.options.store): "the store"}
    if (names := run.names_file().path) is not None:
        held[names] = "the names file"
    for path, what in held.items():
        if file.resolve() == path.resolve():
            raise KimxiError(f"can't write to {file}: it is {what}.", "Name another place.")
    inside = corpus != "-" and Path(corpus).is_dir() and Path(corpus).resolve() in file.resolve().parents
    if corpus != "-" and (belongs_to(file, Path(corpus)) or (inside and folder)):
        raise KimxiError(
            f"can't write to {file}: kimxi would read it as a part of the corpus {corpus}.",
            "Name a place outside the corpus.",
        )
