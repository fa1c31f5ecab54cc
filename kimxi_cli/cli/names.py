"""kimxi names"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kimxi_cli.cli.options import command, output_options, plain_app, talk_options
from kimxi_cli.cli.run import Run
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import NAMES

app = plain_app()


@command(app, output_options, talk_options)
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

    rows, problems = read_names(_lines(file), "standard input" if file == "-" else file)
    run.tell_problems(problems)
    return run.print((dumps(plain(row)) for row in resolve_names(rows)), NAMES)


def _lines(file: str) -> list[str]:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise KimxiError(f"can't read {file}: {error.strerror}.", "Name a file with a name on each line.") from error
    return content.decode("utf-8-sig", "replace").splitlines()


def read_names(lines: Iterable[str], where: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str]]]:
    """(name, document) pairs of a list of names or of JSON Lines, and (message, hint) for each line that is neither.

    Blank lines are passed over; a file whose first line begins with a brace is taken for JSON Lines.
    """
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered or not numbered[0][1].startswith("{"):
        return [(line, None) for _, line in numbered], []
    rows: list[tuple[str, str | None]] = []
    problems: list[tuple[str, str]] = []
    for number, line in numbered:
        try:
            row = json.loads(line)
        except ValueError as error:
            problems.append((f"{where}, line {number}: no JSON ({error}).", "It was left out."))
            continue
        if not isinstance(row, dict) or not isinstance(row.get("name"), str):
            problems.append((f"{where}, line {number}: no object with a `name`.", "It was left out."))
            continue
        doc = row.get("doc")
        rows.append((row["name"], None if doc is None else str(doc)))
    return rows, problems
