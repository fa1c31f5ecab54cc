"""kimxi articles"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.report import ARTICLES, ARTICLES_WHY

if TYPE_CHECKING:
    from kimxi_cli.model import ArticleAnalysis

app = plain_app()

OWN = ("front-matter", "sidecar")
"""Values of published_from that mean the file's or the table's metadata; the others say where themselves."""


@command(app, corpus_options, output_options, talk_options)
def articles(
    run: Run,
    why: Annotated[
        bool, typer.Option("--why", help="With what the reader of each file took, from where, and what it left.")
    ] = False,
) -> int:
    """The articles: title, source, date, and what of each was read."""
    if not why:
        return run.print(run.store().rows("articles"), ARTICLES)
    return run.print(_explained(run), ARTICLES_WHY)


def _explained(run: Run) -> Iterator[str]:
    from kimxi_cli.serial import dumps

    store = run.store()
    for text in store.rows("articles"):
        row = json.loads(text)
        analysis = store.analysis(row["article"])
        if analysis is not None:
            yield dumps(row | explanation(row, analysis))


def explanation(row: dict[str, Any], analysis: "ArticleAnalysis") -> dict[str, Any]:
    """What `--why` adds to an article's row: how it was read, where each field was told, and what was left."""
    from kimxi_cli.model import CONTENT, Reading

    reading = analysis.source.reading or Reading("another package's reader")
    told = {field: dict(reading.origins).get(field, "text") for field in ("title", "source", "byline") if row[field]}
    if row["published"] is not None:
        origin = row["published_from"]
        told["published"] = dict(reading.origins).get("published", origin) if origin in OWN else origin
    left = Counter(dict(reading.left))
    for block in analysis.layout.blocks:
        if block.kind not in CONTENT:
            left[block.why or block.kind.value] += block.end - block.start
    return {
        "reader": reading.reader,
        "told": told,
        "characters": len(analysis.text),
        "left": [{"what": what, "characters": number} for what, number in left.items()],
    }
