"""What there is to show of an entity, a quote or a visit, gathered from the store."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kimxi_cli.report import words
from kimxi_cli.report.detail import Detail, Mark, Sentence
from kimxi_cli.store import Store

if TYPE_CHECKING:
    from kimxi_cli.cli.seek import Found
    from kimxi_cli.model import ArticleAnalysis, Span

RELATED_SHOWN = 8
SHORT = 60
"""How much of a statement is shown where it only serves to recognise it."""


class Articles:
    """The articles of a store, each read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, ArticleAnalysis | None] = {}

    def __getitem__(self, article: str) -> "ArticleAnalysis | None":
        if article not in self._read:
            self._read[article] = self._store.analysis(article)
        return self._read[article]

    def sentence(
        self, article: str, start: int, end: int, marks: Iterable[tuple[int | None, int | None, str]], note: str = ""
    ) -> Sentence:
        """The sentence, or sentences, around a span. marks: (start, end, role); those without offsets are left out."""
        analysis = self[article]
        text = analysis.text if analysis else ""
        begin, finish = _around(analysis, start, end) if analysis else (start, end)
        line = text.count("\n", 0, begin) + 1
        kept = tuple(Mark(b, e, text[b:e], role) for b, e, role in marks if b is not None and e is not None)
        return Sentence(article, line, begin, finish, text[begin:finish], kept, note)


def _around(analysis: "ArticleAnalysis", start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences that hold start and end."""
    sentences = analysis.sentences
    first = bisect_right(sentences, start, key=lambda s: s.start) - 1
    last = bisect_right(sentences, max(end - 1, start), key=lambda s: s.start) - 1
    begin = sentences[first].start if first >= 0 and sentences[first].end > start else start
    finish = max(sentences[last].end, end) if last >= 0 else end
    return begin, finish


def entity(store: Store, row: "Found", limit: int) -> Detail:
    articles = Articles(store)
    mentions = [json.loads(text) for text in store.rows("mentions", entity=row["id"])]
    sentences: dict[tuple[str, int], list[Found]] = {}
    for mention in mentions:
        analysis = articles[mention["article"]]
        begin = _around(analysis, mention["start"], mention["end"])[0] if analysis else mention["start"]
        sentences.setdefault((mention["article"], begin), []).append(mention)
    shown = [
        articles.sentence(article, held[0]["start"], held[-1]["end"], [(m["start"], m["end"], "name") for m in held])
        for (article, _), held in list(sentences.items())[:limit]
    ]
    visits = [
        (visit["id"], words.dates(visit["start"], visit["end"]))
        for visit in map(json.loads, store.rows("visits"))
        if row["name"] in (*visit["visitors"], *visit["hosts"], visit["place"], visit["country"])
    ]
    quotes = [
        (quote["id"], short(quote["text"])) for quote in map(json.loads, store.rows("quotes", speaker_id=row["id"]))
    ]
    return Detail(
        "entity",
        row["type"],
        row["name"],
        row,
        facts=_facts(
            ("id", row["id"]),
            ("named", f"{words.count(row['mentions'], 'time')} in {words.count(row['articles'], 'article')}"),
            ("written", ", ".join(f"{v['text']} ({v['count']})" for v in row["variants"])),
            ("seen", words.period(row["first_seen"], row["last_seen"])),
            ("confidence", str(row["confidence"])),
        ),
        reasons=store.reasons(row["id"]),
        sentences=tuple(shown),
        more=len(sentences) - len(shown),
        related=_related(visits, quotes),
    )


def quote(store: Store, row: "Found", limit: int) -> Detail:
    spoken = "speaker" if row["speaker_start"] is not None else ""
    begin = min(row["start"], row["start"] if row["speaker_start"] is None else row["speaker_start"])
    end = max(row["end"], row["end"] if row["speaker_end"] is None else row["speaker_end"])
    if end - begin > 2 * (row["end"] - row["start"]) + 1000:  # the speaker was named long before: not in between too
        begin, end = row["start"], row["end"]
    marks = [(row["start"], row["end"], "quote"), (row["speaker_start"], row["speaker_end"], spoken)]
    articles = Articles(store)
    analysis = articles[row["article"]]
    why, named = _evidence(analysis, row) if analysis else ((row["reason"],), None)
    sentences = [articles.sentence(row["article"], begin, end, marks)]
    if named is not None and not begin <= named.start < end:
        mark = (named.start, named.end, "speaker")
        sentences.append(articles.sentence(row["article"], named.start, named.end, [mark], "names the speaker"))
    written = f", written “{row['speaker_text']}”" if row["speaker_text"] not in (None, row["speaker"]) else ""
    return Detail(
        "quote",
        f"{row['kind']} quote",
        words.speaker(row),
        row,
        facts=_facts(
            ("id", row["id"]),
            ("speaker", (row["speaker"] or "unnamed") + written),
            ("via", row["via"]),
            ("cue", row["cue"]),
            ("visit", row["visit"]),
            ("confidence", str(row["confidence"])),
        ),
        reasons=(*why, *([f"visit: {row['visit_reason']}"] if row["visit"] else [])),
        sentences=tuple(sentences),
        related=tuple((id, what) for id, what in ((row["speaker_id"], "speaker"), (row["visit"], "visit")) if id),
    )


def _evidence(analysis: "ArticleAnalysis", row: "Found") -> tuple[tuple[str, ...], "Span | None"]:
    """What the quote rests on, a line each for statement, speaker and relay; where else its speaker is named."""
    from kimxi_cli.evidence import evidence

    def where(offset: int) -> str:
        return f"{analysis.id}:{analysis.text.count('\n', 0, offset) + 1}"

    for quote in analysis.quotes:
        if (quote.start, quote.end) == (row["start"], row["end"]):
            told = evidence(quote, analysis.text, where)
            lines = (("statement", told.statement), ("speaker", told.speaker), ("via", told.via))
            return tuple(f"{of}: {line}" for of, line in lines if line), quote.source if quote.meant else None
    return (row["reason"],), None


def visit(store: Store, row: "Found", limit: int) -> Detail:
    articles = Articles(store)
    evidence = row["evidence"]
    shown = [
        articles.sentence(e["article"], e["start"], e["end"], (), e["status"].replace("_", " "))
        for e in evidence[:limit]
    ]
    quotes = [
        (q["id"], f"{words.speaker(q)}: {short(q['text'])}")
        for q in map(json.loads, store.rows("quotes", visit=row["id"]))
    ]
    disputed = [f"{words.conflict(c)}; taken: {words.choice(c)}" for c in row["conflicts"]]
    return Detail(
        "visit",
        row["kind"],
        words.visit(row),
        row,
        facts=_facts(
            ("id", row["id"]),
            ("when", words.dates(row["start"], row["end"])),
            ("status", row["status"].replace("_", " ")),
            ("ordinal", None if row["ordinal"] is None else f"number {row['ordinal']}"),
            ("purpose", row["purpose"]),
            ("articles", ", ".join(row["articles"])),
            *(("⚠ disputed", text) for text in disputed),
            ("confidence", str(row["confidence"])),
        ),
        reasons=store.reasons(row["id"]),
        sentences=tuple(shown),
        more=len(evidence) - len(shown),
        related=_related([], quotes),
    )


BUILDERS: dict[str, Callable[[Store, "Found", int], Detail]] = {"entities": entity, "quotes": quote, "visits": visit}


def _facts(*pairs: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((heading, text) for heading, text in pairs if text)


def _related(*groups: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    related: list[tuple[str, str]] = []
    for group in groups:
        related += group[:RELATED_SHOWN]
        if len(group) > RELATED_SHOWN:
            related.append((f"… and {len(group) - RELATED_SHOWN} more", ""))
    return tuple(related)


def short(text: str) -> str:
    """The beginning of a statement, in quote marks."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + '…'}”"
