"""What is made from the code: docs/schema.md, docs/reference/, man/kimxi.1. `python -m tests.reference` writes them.

The console blocks of the reference are filled in by `tests.readme`, as those of every page are.
"""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from kimxi_cli import __version__, model
from kimxi_cli.cli.app import COMMANDS, app
from kimxi_cli.cli.options import boilerplate_options, corpus_options, output_options, plain_app, talk_options
from kimxi_cli.export.schema import VIEWS, Table, tables, told
from kimxi_cli.report import ARTICLES, ENTITIES, MENTIONS, NAMES, QUOTES, VISITS

ROOT = Path(__file__).resolve().parents[1]

REPORTS = {
    "entities": (ENTITIES, model.EntityRow),
    "mentions": (MENTIONS, model.MentionRow),
    "quotes": (QUOTES, model.QuoteRow),
    "visits": (VISITS, model.VisitRow),
    "articles": (ARTICLES, model.ArticleRow),
    "names": (NAMES, model.NameRow),
}

HELD = {
    "variants": model.Variant,
    "quoted": model.QuotedPart,
    "evidence": model.Evidence,
    "conflicts": model.Conflict,
    "values": model.ConflictValue,
    "body": model.Span,
    "boilerplate": model.BoilerplateSpan,
}
"""Keys that hold a list of objects."""


ROWS_HEAD = """\
# The rows

What each report prints as JSON Lines or JSON: every key, `null` where unknown. `start` and `end` are offsets in code
points into the file as decoded, `end` exclusive, so that `text` is what stands there. Made from the row types in
`kimxi_cli/model.py`.
"""

SCHEMA_HEAD = """\
# The tables of an export

`kimxi export` writes the reports as tables. Values are those the reports print; a list in a row is a table of its own,
with the key of the row and the position in the list. `start` and `end` are offsets in code points into the article's
file as decoded, `end` exclusive; in SQL `end` is a word of its own, so write `"end"`. Halves of surrogate pairs, which
no database takes, become U+FFFD.

duckdb and sqlite declare the keys (in DuckDB all but that of `duplicate_of`, for there a table can't refer to itself);
parquet and csv-dir have them in `datapackage.json`. In a CSV an empty field is null, and an empty text is `""`.
"""


# --- pages -----------------------------------------------------------------------------------------


def rows_page() -> str:
    parts = [ROWS_HEAD]
    for report, (layout, row) in REPORTS.items():
        about, notes = told(row)
        parts.append(f"\n## {report}\n\n{about}\n\n{_keys(layout.keys, notes)}")
        lists = [key for key in layout.keys if key in HELD]
        for key in lists:
            parts.append(_held(key))
            if key == "conflicts":
                parts.append(_held("values"))
    return "".join(parts)


def _held(key: str) -> str:
    about, notes = told(HELD[key])
    return f"\n`{key}`: {about[0].lower()}{about[1:]}\n\n{_keys(tuple(notes), notes)}"


def _keys(keys: tuple[str, ...], notes: dict[str, str]) -> str:
    lines = [f"| `{key}` | {_cell(notes[key])} |\n" for key in keys]
    return "| key | |\n|---|---|\n" + "".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def schema_page() -> str:
    parts = [SCHEMA_HEAD]
    for table in tables():
        parts.append(f"\n## {table.name}\n\n{table.about}\n\n{_columns(table)}")
    parts.append("\n## Views\n\nIn duckdb and sqlite.\n")
    for name, (about, query) in VIEWS.items():
        parts.append(f"\n### {name}\n\n{about}\n\n```sql\n{query}\n```\n")
    return "".join(parts)


def _columns(table: Table) -> str:
    refers = {column: reference for reference in table.references for column in reference.columns}
    lines = ["| column | type | key | |\n|---|---|---|---|\n"]
    for column in table.columns:
        key = ["primary"] * (column.name in table.key)
        if column.name in refers:
            reference = refers[column.name]
            to = dict(zip(reference.columns, reference.to, strict=True))[column.name]
            key.append(f"→ `{reference.table}.{to}`")
        type = f"{KINDS[column.type]}{', or null' if column.optional else ''}"
        lines.append(f"| `{column.name}` | {type} | {', '.join(key)} | {_cell(column.about)} |\n")
    return "".join(lines)


KINDS = {str: "text", int: "integer", float: "number", bool: "true or false"}


def commands_page() -> str:
    blocks = "\n".join(f"## kimxi {name}\n\n```console\n$ kimxi {name} --help\n```\n" for name in COMMANDS)
    return f"# Every command\n\n```console\n$ kimxi --help\n```\n\n{blocks}"


# --- man page --------------------------------------------------------------------------------------

SHARED = {
    "The corpus": corpus_options,
    "What counts": boilerplate_options,
    "Output": output_options,
    "Messages": talk_options,
}


def man_page() -> str:
    """kimxi(1), in the man macros."""
    return "\n".join(_man()) + "\n"


def _man() -> Iterator[str]:
    group: Any = get_command(app)
    yield f'.TH KIMXI 1 "" "kimxi {__version__}" "User Commands"'
    yield from (".SH NAME", r"kimxi \- who said what about which visit, out of a folder of news articles")
    yield from (".SH SYNOPSIS", ".B kimxi", r"\fICOMMAND\fR [\fIOPTION\fR]...")
    yield ".SH DESCRIPTION"
    yield from _paragraphs(group.help)
    yield ".SH COMMANDS"
    shared = {name for options in SHARED.values() for name in _parameters(options)}
    for name in COMMANDS:
        command = group.commands[name]
        yield f'.SS "kimxi {name}{_arguments(command)}"'
        yield from _paragraphs(command.help)
        for parameter in command.params:
            if parameter.name not in shared and parameter.name != "help":
                yield from _option(parameter)
    yield from (".SH OPTIONS", "Most commands take these; \\fBkimxi\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR says which.")
    for title, options in SHARED.items():
        yield f'.SS "{title}"'
        for parameter in _parameters(options).values():
            yield from _option(parameter)
    yield ".SH FILES"
    yield from (".TP", ".I kimxi.toml", _roff("Beside the articles or in the current folder: names and defaults."))
    yield from (".TP", ".I metadata.csv", _roff("Beside the articles: title, source, author, day of publication."))
    yield ".SH ENVIRONMENT"
    for name, about in (
        ("KIMXI_CORPUS", "What --corpus is unless it is given."),
        ("KIMXI_STORE", "What --store is unless it is given."),
        ("NO_COLOR", "No colours in tables."),
        ("KIMXI_NO_PROGRESS", "No progress bar."),
        ("KIMXI_DEBUG", "Faults of kimxi end with a traceback."),
    ):
        yield from (".TP", f".B {name}", _roff(about))
    yield ".SH EXIT STATUS"
    for code, about in (
        ("0", "Rows were printed, or all is well."),
        ("1", "Nothing was found; doctor: something needs mending."),
        ("2", "Wrong usage or input."),
        ("3", "Some articles could not be read; the rest is complete."),
        ("130", "Interrupted."),
    ):
        yield from (".TP", f".B {code}", _roff(about))


def _parameters(options: Any) -> dict[str, Any]:
    """The parameters of a group of options, as the command line has them."""
    holder = plain_app()
    holder.command()(options)
    command: Any = get_command(holder)
    return {parameter.name: parameter for parameter in command.params if parameter.name != "help"}


def _arguments(command: Any) -> str:
    return "".join(f" {_roff(p.metavar.strip('{}'))}" for p in command.params if p.param_type_name == "argument")


def _option(parameter: Any) -> Iterator[str]:
    if parameter.param_type_name == "argument":
        names = rf"\fI{_roff(parameter.metavar.strip('{}[]'))}\fR"
    else:
        names = ", ".join(rf"\fB{_roff(name)}\fR" for name in sorted(parameter.opts, key=len))
        if not parameter.is_flag:
            choices = getattr(parameter.type, "choices", None)
            shown = "|".join(str(choice) for choice in choices) if choices else parameter.metavar or "VALUE"
            names += rf" \fI{_roff(shown)}\fR"
    yield from (".TP", names, *_lines(parameter.help))


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        yield from ([".PP"] * (number > 0)) + _lines(paragraph)


def _lines(text: str) -> list[str]:
    return [_roff(line) for line in textwrap.wrap(" ".join(text.split()), 72)]


def _roff(text: str) -> str:
    """Text as roff reads it: its signs escaped, nothing at the head of a line that is a request."""
    shown = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "").replace("…", "...")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


def reports_page() -> str:
    """docs/reports.md with the README's figures in it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = readme.partition(f"\n{LIMITS}\n")[2].partition("\n## ")[0].strip()
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    return f"{page.partition(f'{LIMITS}\n')[0]}{LIMITS}\n\n{told}\n"


LIMITS = "## What it gets wrong"
"""The README's section of measured figures, with which docs/reports.md ends."""

PAGES = {
    "docs/reports.md": reports_page,
    "docs/schema.md": schema_page,
    "docs/reference/rows.md": rows_page,
    "docs/reference/commands.md": commands_page,
    "man/kimxi.1": man_page,
}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
