"""kimxi names"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kimxi_cli.cli.options import command, names_options, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.cli.talk import standard_input
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import NAMES

if TYPE_CHECKING:
    from kimxi_cli.ingest.decode import Decoded

app = plain_app()

NAMED = "Name a text file with a name on each line, or JSON Lines."
LEFT_OUT = "It was left out; mend or remove that line."


@command(app, names_options, output_options, talk_options)
def names(
    run: Run,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE]", help="Names, one a line, or JSONL with name and doc.", show_default="stdin"),
    ] = "-",
) -> int:
    """Which of the given names mean the same person.

    Reads one name a line, or JSON Lines with `name` and, where known, `doc`: names of one document are resolved
    together first. Prints one row for each name, in the order read.
    """
    from kimxi_cli.names import resolve_names
    from kimxi_cli.serial import dumps, plain

    where = "standard input" if file == "-" else file
    if file != "-":
        run.output.spare(Path(file), "where the names are", "Name another file with --output.")
    decided = run.names_file().overrides()
    text, doubt = _text(file, where)
    rows, problems = read_names(re.split(r"\r\n|\r|\n", text), where)
    run.tell_problems(problems)
    if doubt:
        run.tell_notes([(f"{where} {doubt}", "Save it as UTF-8 if letters look wrong.")])
    return run.print((dumps(plain(row)) for row in resolve_names(rows, decided)), NAMES)


def _text(file: str, where: str) -> "Decoded":
    from kimxi_cli.ingest.decode import binary_kind, decode

    try:
        content = standard_input("names").read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise KimxiError(f"can't read {where}: {error.strerror}.", NAMED) from error
    if kind := binary_kind(content):
        raise KimxiError(f"{where} is a binary file ({kind}), no list of names.", NAMED)
    return decode(content)


def read_names(lines: Sequence[str], where: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str]]]:
    """(name, document) pairs of a list of names or of JSON Lines, and (message, hint) for each line that is neither.

    Blank lines are passed over; lines most of which begin with a brace are taken for JSON Lines.
    """
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if 2 * sum(line.startswith("{") for _, line in numbered) < max(len(numbered), 1):
        return [(line, None) for _, line in numbered], []
    rows: list[tuple[str, str | None]] = []
    problems: list[tuple[str, str]] = []
    for number, line in numbered:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append((f"{where}, line {number}: no JSON ({error}).", LEFT_OUT))
            continue
        if not isinstance(row, dict) or not isinstance(row.get("name"), str):
            problems.append((f"{where}, line {number}: no object with a `name`.", LEFT_OUT))
            continue
        doc = row.get("doc")
        rows.append((row["name"], None if doc is None else str(doc)))
    return rows, problems
