"""Reports for people at a terminal: tables, and cards for rows with much text. The only module that imports rich."""

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kimxi_cli.report import words
from kimxi_cli.report.layout import Column, Layout, Row
from kimxi_cli.report.safe import visible

WIDE = 120
"""From how many columns on there is room for the columns that are only shown where there is room."""

WIDEST_CARD = 100
"""Longer lines of running text are hard to read."""

KIND_STYLES = {"direct": "green", "mixed": "cyan", "indirect": "blue"}


def console(out: TextIO, *, color: bool) -> Console:
    """A console that writes plain text unless colours are wanted, and never makes up markup, emoji or links."""
    return Console(
        file=out,
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        legacy_windows=False,
    )


def write_table(rows: Iterable[Row], layout: Layout, out: TextIO, *, color: bool) -> int:
    """Write rows for people; how many that were."""
    screen = console(out, color=color)
    return _write_cards(rows, layout, screen) if layout.cards else _write_columns(rows, layout, screen)


def _write_columns(rows: Iterable[Row], layout: Layout, screen: Console) -> int:
    columns = [column for column in layout.columns if screen.width >= WIDE or not column.wide]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", show_edge=False)
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            ratio=column.share,
            no_wrap=column.share is None,
            overflow="fold",
        )
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007
        table.add_row(*(_cell(column, row) for column in columns))
    if number:
        screen.print(table)
    return number


def _cell(column: Column, row: Row) -> Text:
    style = column.style(row) if callable(column.style) else column.style
    cell = Text(visible(column.cell(row)), style=style)
    if column.below is None:
        return cell
    lines = [Text(visible(text), style=style) for text, style in column.below(row)]
    return Text("\n").join([line for line in (cell, *lines) if line])


def _write_cards(rows: Iterable[Row], layout: Layout, screen: Console) -> int:
    """Quotes: the speaker and where it stands, the words, what they are about, and why where that is wanted."""
    width = min(screen.width, WIDEST_CARD)
    number = 0
    for number, row in enumerate(rows, 1):
        if number > 1:
            screen.print()
        where = Text(visible(f"{row['article']}:{row['line']}"), style="dim")
        head = Text().append(visible(words.speaker(row)), style="bold" if row["speaker"] else "italic")
        head.append("  ").append(row["kind"], style=KIND_STYLES.get(row["kind"], ""))
        if row["via"]:
            head.append(visible(f"  via {row['via']}"), style="dim")
        print_ends(screen, head, where, width)
        print_indented(screen, _statement(row), width)
        if row["visit"]:
            print_indented(screen, Text(visible(f"about {row['visit']}"), style="dim"), width)
        if layout.why:
            before = Text(f"{row['confidence']:.2f}  ", style="yellow")
            print_indented(screen, Text(visible(row["reason"]), style="dim"), width, before=before)
    return number


def print_ends(screen: Console, left: Text, right: Text, width: int) -> None:
    """Two texts at the two ends of a line; below each other where they don't fit on one."""
    gap = width - left.cell_len - right.cell_len
    if not right:
        print_indented(screen, left, width, indent=0)
    elif gap >= 2:
        screen.print(Text.assemble(left, " " * gap, right), no_wrap=True, crop=False)
    else:
        print_indented(screen, left, width, indent=0)
        print_indented(screen, right, width)


def print_indented(screen: Console, text: Text, width: int, indent: int = 2, before: Text | None = None) -> None:
    """Running text folded to a width, its lines set in; `before` stands before the first, blanks before the others."""
    before = before or Text()
    for line in text.wrap(screen, max(width - indent - before.cell_len, 20)):
        line.rstrip()
        screen.print(Text.assemble(" " * indent, before, line), no_wrap=True, crop=False)
        before = Text(" " * before.cell_len)


def _statement(row: Row) -> Text:
    """The statement, its verbatim parts marked where only parts of it are verbatim."""
    text = Text(visible(words.statement(row)))
    if row["kind"] == "mixed":
        for part in row["quoted"]:
            text.highlight_words([visible(part["text"])], "underline")
    return text
