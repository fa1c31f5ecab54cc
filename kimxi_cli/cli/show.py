"""kimxi show"""

import json
from typing import Annotated

import typer

from kimxi_cli.cli import details
from kimxi_cli.cli.options import command, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import FOUND, NotFoundError, Run
from kimxi_cli.cli.seek import Found, entities, folded, mentioned, nearest_ids, search
from kimxi_cli.errors import NameQueryError
from kimxi_cli.report import SENTENCES, Format, words
from kimxi_cli.serial import dumps
from kimxi_cli.store import Store

app = plain_app()

SEVERAL_TOLD = 12
"""How many things are named where what was asked for fits several."""

SENTENCES_SHOWN = 10
"""How many sentences of an entity or visit are shown unless --limit says otherwise."""


@command(app, corpus_options, output_options, talk_options)
def show(
    run: Run,
    id: Annotated[
        str,
        typer.Argument(metavar="ID", help="An id or a part of one, a name, or a quote's article and line (a.txt:7)."),
    ],
) -> int:
    """One entity, quote or visit: its sentences, and the reasons.

    Says where each sentence stands and marks the words; --limit says how many sentences (10). As jsonl or json: one
    object with the row, the reasons and the sentences; as csv, tsv or md: the sentences.
    """
    store = run.store()
    kind, row = find(run, id)
    limit = run.options.limit or SENTENCES_SHOWN
    detail = details.BUILDERS[kind](store, row, limit)
    format = run.options.format or (Format.TABLE if run.output.path is None else run.output.format)
    if format is Format.TABLE:
        from kimxi_cli.report.detail import write_detail

        run.output.put(lambda out: write_detail(detail, out, color=run.output.color))
        return FOUND
    if format in (Format.JSONL, Format.JSON):
        run.output.put(lambda out: out.write(dumps(detail.plain()) + "\n"))
        return FOUND
    return run.print((dumps(sentence.plain()) for sentence in detail.sentences), SENTENCES)


def find(run: Run, wanted: str) -> tuple[str, Found]:
    """What is meant: (entities | visits | quotes, its row), by id, line of a quote, name, then part of an id.

    Raises NameQueryError where it may be several things, NotFoundError where it is none.
    """
    store = run.store()
    for kind in ("entities", "visits", "quotes"):
        for text in store.rows(kind, id=wanted):
            return kind, json.loads(text)
    if on_line := _quotes_on_line(store, wanted):
        return "quotes", _only(wanted, on_line)
    hits = search(wanted, entities(run))
    if hits.found and not hits.guessed:
        return "entities", _only(wanted, hits.found)
    for kind in ("visits", "quotes"):
        fitting = [row for row in map(json.loads, store.rows(kind)) if _as_id(wanted) in folded(row["id"])]
        if fitting:
            return kind, _only(wanted, fitting)
    if hits.guessed:
        entity = _only(wanted, hits.found)
        run.warn(f"{wanted!r} is {entity['name']} ({entity['id']}).")
        return "entities", entity
    close = [entity["id"] for entity in hits.nearest] + nearest_ids(wanted, store.ids("visits"))
    raise NotFoundError(f"nothing is called {wanted!r}.", f"Nearest: {'; '.join(close)}." if close else "")


def _quotes_on_line(store: Store, wanted: str) -> list[Found]:
    """The quotes that begin on a line of an article, asked for as tables show it: article:line."""
    article, colon, line = wanted.rpartition(":")
    if not (colon and line.isdecimal()):
        return []
    return [row for row in map(json.loads, store.rows("quotes", article=article)) if row["line"] == int(line)]


def _only(wanted: str, rows: list[Found]) -> Found:
    """The one thing that fits. Raises NameQueryError if there are more."""
    if len(rows) == 1:
        return rows[0]
    listed = [f"{row['id']}  {_recognisable(row)}" for row in rows[:SEVERAL_TOLD]]
    if len(rows) > SEVERAL_TOLD:
        listed.append(f"… and {len(rows) - SEVERAL_TOLD} more")
    raise NameQueryError(f"{wanted!r} fits {len(rows)} things. Give one of these:", "\n".join(listed))


def _recognisable(row: Found) -> str:
    if "variants" in row:
        return f"{row['name']}, {row['type']}, {mentioned(row)}"
    return words.visit(row) if "visitors" in row else details.short(row["text"])


def _as_id(wanted: str) -> str:
    return folded(wanted).replace(" ", "-")
