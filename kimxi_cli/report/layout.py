"""What each report shows: its keys (the contract), and its columns where people read it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kimxi_cli.report import words

Row = Mapping[str, Any]


class Column(NamedTuple):
    """A column of a table: its heading and the text of a row's cell.

    right: numbers. style: how rich shows it; a function gives a style for the row. wide: only where there is room.
    share: the part of the width it may claim against other columns that fold; None: as wide as its longest cell.
    """

    heading: str
    cell: Callable[[Row], str]
    right: bool = False
    style: str | Callable[[Row], str] = ""
    wide: bool = False
    share: int | None = None
    below: Callable[[Row], list[tuple[str, str]]] | None = None
    """Further lines under the cell, as (text, style)."""


class Layout(NamedTuple):
    """A report's keys in the order of the contract, and its columns for people.

    noun: what one row is called in messages, and what several are.
    cards: rows are shown one below the other (`table.py` says how), not as a table; why: with confidence and reason.
    """

    noun: tuple[str, str]
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    cards: bool = False
    why: bool = False


def _key(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row[name] is None else str(row[name])


def _where(row: Row) -> str:
    return f"{row['article']}:{row['line']}"


TYPE_STYLES = {"person": "cyan", "place": "green", "organisation": "magenta"}
VERDICT_STYLES = {"joined": "green", "kept apart": "red", "open": "yellow"}
CHECK_MARKS = {"ok": "✓", "warning": "⚠", "absent": "–"}
CHECK_STYLES = {"ok": "green", "warning": "bold yellow", "absent": "dim"}
STATUS_STYLES = {
    "took_place": "green",
    "ongoing": "bold green",
    "planned": "yellow",
    "invited": "yellow",
    "cancelled": "red",
    "denied": "red",
    "rumoured": "magenta",
}


def _type_style(row: Row) -> str:
    return TYPE_STYLES.get(row["type"], "")


def _status_style(row: Row) -> str:
    return STATUS_STYLES.get(row["status"], "")


def _below_visit(row: Row) -> list[tuple[str, str]]:
    lines = [(row["id"], "dim")]
    lines += [(f"⚠ {words.conflict(c)}", "yellow") for c in row["conflicts"]]
    return lines


ENTITIES = Layout(
    ("entity", "entities"),
    ("id", "name", "type", "mentions", "articles", "first_seen", "last_seen", "variants", "confidence"),
    (
        Column("Name", _key("name"), style="bold", share=2),
        Column("Type", _key("type"), style=_type_style),
        Column("Mentions", _key("mentions"), right=True),
        Column("Articles", _key("articles"), right=True),
        Column("Also written", lambda row: words.also_written(row["name"], row["variants"]), style="dim", share=3),
        Column("Seen", lambda row: words.period(row["first_seen"], row["last_seen"]), wide=True),
        Column("Id", _key("id"), style="dim", wide=True),
    ),
)

MENTIONS = Layout(
    ("mention", "mentions"),
    ("article", "start", "end", "line", "text", "type", "entity", "name", "confidence"),
    (
        Column("Where", _where, style="dim", share=2),
        Column("Text", _key("text"), style="bold", share=2),
        Column("Type", _key("type"), style=_type_style),
        Column("Name", _key("name"), share=2),
        Column("Offsets", lambda row: f"{row['start']}-{row['end']}", style="dim", wide=True),
    ),
)

QUOTES = Layout(
    ("quote", "quotes"),
    (
        *("id", "article", "start", "end", "line", "text", "kind", "speaker", "speaker_id", "speaker_text"),
        *("speaker_start", "speaker_end", "cue", "via", "visit", "visit_score", "visit_reason", "quoted"),
        *("reason", "confidence"),
    ),
    (
        Column("Speaker", words.speaker, style="bold"),
        Column("Statement", words.statement),
        Column("Kind", _key("kind")),
        Column("Visit", _key("visit")),
        Column("Where", _where),
    ),
    cards=True,
)

EXPLAINED_QUOTES = QUOTES._replace(why=True)
"""The quotes, each with what it rests on."""

VISITS = Layout(
    ("visit", "visits"),
    (
        *("id", "kind", "visitors", "hosts", "place", "country", "start", "end", "precision", "status", "ordinal"),
        *("purpose", "articles", "evidence", "conflicts", "quotes", "confidence"),
    ),
    (
        Column("When", lambda row: words.dates(row["start"], row["end"])),
        Column("Visit", words.visit, style="bold", share=4, below=_below_visit),
        Column("Status", lambda row: row["status"].replace("_", " "), style=_status_style),
        Column("Articles", lambda row: str(len(row["articles"])), right=True),
        Column("Quotes", _key("quotes"), right=True),
        Column("Purpose", _key("purpose"), style="dim", wide=True, share=2),
    ),
)

SAID_KEYS = (
    "id",
    "article",
    "line",
    "text",
    "kind",
    "speaker",
    "speaker_id",
    "speaker_text",
    "visit_score",
    "visit_reason",
)
"""What a visit's row tells of each statement about it."""

SAID_SHOWN = 8
"""How many statements a table shows under a visit."""


def _below_visit_said(row: Row) -> list[tuple[str, str]]:
    lines = [(words.said(quote), "green") for quote in row["said"][:SAID_SHOWN]]
    if len(row["said"]) > SAID_SHOWN:
        lines.append((f"… and {len(row['said']) - SAID_SHOWN} more: kimxi quotes --visit {row['id']}", "dim"))
    return _below_visit(row) + lines


VISITS_WITH_QUOTES = VISITS._replace(
    keys=(*VISITS.keys, "said"),
    columns=tuple(c._replace(below=_below_visit_said) if c.below else c for c in VISITS.columns),
)

ARTICLES = Layout(
    ("article", "articles"),
    (
        *("article", "title", "source", "byline", "published", "published_from", "language", "words"),
        *("body", "boilerplate", "duplicate_of"),
    ),
    (
        Column("Article", _key("article"), style="bold", share=2),
        Column("Published", lambda row: words.dates(row["published"], None, unknown="?")),
        Column("Title", _key("title"), share=3, below=lambda row: words.copy_of(row["duplicate_of"])),
        Column("Words", _key("words"), right=True),
        Column("Dated by", _key("published_from"), style="dim", wide=True),
        Column("Source", _key("source"), wide=True, share=1),
    ),
)

ARTICLES_WHY = ARTICLES._replace(
    keys=(*ARTICLES.keys, "reader", "told", "characters", "left"),
    columns=(
        Column("Article", _key("article"), style="bold", share=2),
        Column("Read as", _key("reader"), share=1),
        Column("Told by", words.told, share=2),
        Column("Characters", _key("characters"), right=True),
        Column("Left", words.left, style="dim", share=3),
    ),
)

NAMES = Layout(
    ("name", "names"),
    ("name", "doc", "entity", "canonical", "reason"),
    (
        Column("Name", _key("name"), style="bold", share=2),
        Column("Is", _key("canonical"), share=2),
        Column("Because", _key("reason"), style="dim", share=3),
        Column("Id", _key("entity"), style="dim", wide=True),
        Column("Doc", _key("doc"), style="dim", wide=True),
    ),
)

EXPLANATION = Layout(
    ("reason", "reasons"),
    (
        *("entity", "name", "verdict", "text", "other", "count", "reason", "article", "line", "start", "end"),
        "sentence",
    ),
    (
        Column("", _key("verdict"), style=lambda row: VERDICT_STYLES.get(row["verdict"], "")),
        Column("Name", _key("text"), style="bold", share=2),
        Column("Times", _key("count"), right=True),
        Column("Because", _key("reason"), share=5, below=words.where_told),
        Column("Id", _key("other"), style="dim", wide=True),
    ),
)

UNSURE = Layout(
    ("pair", "pairs"),
    ("names", "entities", "now", "mentions", "quotes", "reason", "value"),
    (
        Column("Names", lambda row: " / ".join(row["names"]), style="bold", share=3),
        Column("Now", _key("now")),
        Column("Mentions", _key("mentions"), right=True),
        Column("Quotes", _key("quotes"), right=True),
        Column("Because", _key("reason"), style="dim", share=4),
    ),
)

SENTENCES = Layout(
    ("sentence", "sentences"),
    ("article", "line", "start", "end", "text", "marks", "note"),
    (
        Column("Where", _where, style="dim"),
        Column("Sentence", _key("text")),
        Column("Note", _key("note")),
    ),
)
"""What `kimxi show` prints in formats made of rows."""


CHECKS = Layout(
    ("check", "checks"),
    ("check", "state", "found", "hint"),
    (
        Column("", lambda row: CHECK_MARKS[row["state"]], style=lambda row: CHECK_STYLES[row["state"]]),
        Column("Check", _key("check"), style="bold"),
        Column("Found", _key("found"), share=3, below=lambda row: [(row["hint"], "yellow")] if row["hint"] else []),
    ),
)
"""What `kimxi doctor` prints."""
