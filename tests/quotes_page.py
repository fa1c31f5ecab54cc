"""The tables of docs/quotes.md: what each example is said to give, and what kimxi gives for it now.

Rows of a table are `| Text | Kind | Statement | Speaker |`. A row without a text goes on with the text above it; a row
without a kind says that the text has no quote. ¶ ends a paragraph. `python -m tests.quotes_page` prints
the tables' rows as they come out now, section by section.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kimxi_cli.annotate import Annotator
from kimxi_cli.model import QuoteRow
from kimxi_cli.rows import corpus_rows
from tests.reading import read

PAGE = Path(__file__).parent.parent / "docs" / "quotes.md"
OPENING = "The harbour was quiet on Friday, and the ferry lay at its pier.\n\n"
HEAD = "| Text | Kind | Statement | Speaker |"


class Example(NamedTuple):
    """A text of the page. rules: those named in the heading over it; rows: (kind, statement, speaker) of each quote."""

    rules: tuple[str, ...]
    text: str
    rows: tuple[tuple[str, str, str], ...]


def examples(page: str) -> Iterator[Example]:
    """The examples of the page, in order."""
    rules: tuple[str, ...] = ()
    text, rows = "", list[tuple[str, str, str]]()
    for line in [*page.splitlines(), "#"]:
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if text and (not cells or cells[0]):
            yield Example(rules, text, tuple(rows))
            text, rows = "", []
        if line.startswith("#"):
            rules = tuple(re.findall(r"`(\w+)`", line))
        if len(cells) == 4 and line != HEAD:
            text = cells[0] or text
            if cells[1]:
                rows.append((cells[1], cells[2], cells[3]))


def rules_told(page: str) -> set[str]:
    """Every rule that has a heading."""
    return {rule for line in page.splitlines() if line.startswith("#") for rule in re.findall(r"`(\w+)`", line)}


def quotes_of(annotator: Annotator, text: str) -> Sequence[QuoteRow]:
    """The rows of a text of the page."""
    return corpus_rows([read(annotator, OPENING + text.replace(" ¶ ", "\n\n"))]).quotes


def shown(row: QuoteRow) -> tuple[str, str, str]:
    """A row as the page writes it."""
    speaker = row.speaker or "null"
    return row.kind, row.text.replace("\n\n", " ¶ "), f"{speaker} via {row.via}" if row.via else speaker


def rules_of(row: QuoteRow) -> set[str]:
    """The rules that a reason names."""
    return set(re.findall(r"(?:^|; |; via )([a-z_]+)(?=:|;|$)", row.reason))


if __name__ == "__main__":
    annotator = Annotator()
    for example in examples(PAGE.read_text(encoding="utf-8")):
        found = quotes_of(annotator, example.text)
        right = [shown(row) for row in found] == list(example.rows)
        told = set(example.rules) & {rule for row in found for rule in rules_of(row)}
        print(f"\n{'ok' if right and (told or not found) else 'DIFFERS'} {', '.join(example.rules)}")  # noqa: T201
        for k, row in enumerate(found):
            print(f"| {example.text if not k else ''} | {' | '.join(shown(row))} |  <- {row.reason}")  # noqa: T201
        if not found:
            print(f"| {example.text} |  |  |  |")  # noqa: T201
