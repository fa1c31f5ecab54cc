"""Cells of the tables: what a row's values read like to a person."""

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
VARIANTS_SHOWN = 3
SAID = 120
"""Characters of a statement that are shown under its visit."""
SENTENCE_SHOWN = 400
"""How much of a sentence a table shows."""


def told(row: Row) -> str:
    """Where the facts about an article were told: title, byline: front matter; published: header."""
    fields: dict[str, list[str]] = {}
    for field, where in row["told"].items():
        fields.setdefault(where, []).append(field)
    return "; ".join(f"{', '.join(held)}: {where}" for where, held in fields.items())


def left(row: Row) -> str:
    """What of a file is not read as the article, with its characters: byline 17, share bar 24."""
    names = (each["what"].partition(":")[0].replace("_", " ") for each in row["left"])
    return ", ".join(f"{name} {each['characters']:,}" for name, each in zip(names, row["left"], strict=True))


def date(iso: str) -> str:
    """2018-06-19: 19 Jun 2018; 2018-06: June 2018; 2018: 2018."""
    year, month, day = _parts(iso)
    if day:
        return f"{day} {_month(month)[:3]} {year}"
    return f"{_month(month)} {year}" if month else year


def dates(start: str | None, end: str | None, unknown: str = "undated") -> str:
    """A period as short as it can be read: 19–20 Jun 2018; 28 Feb – 2 Mar 2019; June 2018."""
    if not start:
        return f"until {date(end)}" if end else unknown
    if not end or end == start:
        return date(start)
    (year, month, day), (end_year, end_month, end_day) = _parts(start), _parts(end)
    if not (day and end_day) or year != end_year:
        return f"{date(start)} – {date(end)}"
    if month == end_month:
        return f"{day}–{end_day} {_month(month)[:3]} {year}"
    return f"{day} {_month(month)[:3]} – {date(end)}"


def period(first: str | None, last: str | None) -> str:
    """First and last day something was seen."""
    return dates(first, last, unknown="")


def also_written(name: str, variants: Sequence[Row]) -> str:
    """The other ways a name is written, the most frequent ones with their numbers."""
    others = [v for v in variants if v["text"] != name]
    shown = [f"{v['text']} {v['count']}" for v in others[:VARIANTS_SHOWN]]
    if len(others) > VARIANTS_SHOWN:
        shown.append(f"+{len(others) - VARIANTS_SHOWN}")
    return ", ".join(shown)


def listed(names: Sequence[str]) -> str:
    """Anna, Bert and Carla."""
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else str(last)


def visit(row: Row) -> str:
    """Who goes where, and to whom; for meetings and calls, between whom."""
    where = place(row)
    if row["kind"] == "visit":
        hosts = listed(row["hosts"])
        received = f", received by {hosts}" if where and hosts else ""
        return f"{listed(row['visitors']) or '?'} → {where or hosts or '?'}{received}"
    everyone = listed([*row["visitors"], *row["hosts"]]) or "?"
    return f"{everyone}: {row['kind']}" + (f" in {where}" if where and row["kind"] != "call" else "")


def place(row: Row) -> str:
    """Town and country, or the one that is known."""
    parts = [part for part in (row["place"], row["country"]) if part]
    return ", ".join(dict.fromkeys(parts))


def conflict(row: Row) -> str:
    """What the articles disagree about: "start: 7 May 2018 (2 articles) or 8 May 2018 (1 article)"."""
    said = [f"{_value(row['field'], v['value'])} ({count(len(v['articles']), 'article')})" for v in row["values"]]
    return f"{row['field']}: {' or '.join(said)}"


def choice(row: Row) -> str:
    """What was taken of a conflict, and why."""
    return f"{_value(row['field'], row['chosen'])} ({row['why']})"


def copy_of(article: str | None) -> list[tuple[str, str]]:
    return [(f"copy of {article}", "yellow")] if article else []


def where_told(row: Row) -> list[tuple[str, str]]:
    """Under a reason: the sentence, and where it stands."""
    if row["article"] is None:
        return []
    sentence = str(row["sentence"])
    short = sentence if len(sentence) <= SENTENCE_SHOWN else f"{sentence[: SENTENCE_SHOWN - 1].rstrip()}…"
    return [(f"{row['article']}:{row['line']}  {short}", "dim")]


def count(number: int, one: str, many: str | None = None) -> str:
    """1 article, 2 articles."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def speaker(row: Row) -> str:
    """The speaker's name, or the source as the article puts it, or that none is named."""
    return str(row["speaker"] or row["speaker_text"] or "unnamed")


def statement(row: Row) -> str:
    """The words; those of a direct quote in quote marks."""
    return f"“{row['text']}”" if row["kind"] == "direct" else str(row["text"])


def said(row: Row) -> str:
    """Who said it, the beginning of it, and where: Anna Berg: “We agree …” (oslo.md:3)."""
    text = " ".join(row["text"].split())
    text = text if len(text) <= SAID else text[: SAID - 1].rstrip() + "…"
    return f"{speaker(row)}: {statement({**row, 'text': text})} ({row['article']}:{row['line']})"


def _parts(iso: str) -> tuple[str, int, int]:
    year, month, day, *_ = [*iso.split("-"), "", ""]
    return year, int(month) if month.isdigit() else 0, int(day[:2]) if day[:2].isdigit() else 0


def _month(number: int) -> str:
    return MONTHS[number - 1] if 1 <= number <= 12 else str(number)


def _value(field: str, value: str) -> str:
    return date(value) if field in ("start", "end") and value[:4].isdigit() else value
