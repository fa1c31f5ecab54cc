"""A small corpus already analysed, and `kimxi` run on it in a process of its own (this file is that program).

The rows are written by hand, so that the tests of the command line and the reports depend on no rule of language.
"""

import os
import subprocess
import sys
from pathlib import Path

from kimxi_cli.errors import KimxiError
from kimxi_cli.model import (
    ArticleAnalysis,
    ArticleRow,
    BoilerplateSpan,
    Conflict,
    ConflictValue,
    CorpusRows,
    EntityRow,
    Evidence,
    Layout,
    MentionRow,
    Problem,
    QuotedPart,
    QuoteRow,
    Source,
    Span,
    Variant,
    VisitRow,
)
from kimxi_cli.store import FileRecord, Store
from kimxi_cli.store.payload import encode

REPORTS = ("entities", "mentions", "quotes", "visits", "articles")

SENTENCES = {
    "wires/oslo.md": (
        "Anna Berg visited Oslo on 7 May 2018.",
        "“We hope this visit can help both countries,” she said.",
        "Mr Park said the talks were “frank and open” and would go on.",
    ),
    "bridge.txt": (
        "Berg\x1b[31m arrived in Oslo on 8 May 2018.",
        "A ministry official said nothing had been decided.",
        "Anna Berg and Park Min-ho will meet in Singapore in June 2021.",
    ),
}
TEXTS = {article: "\n".join(sentences) for article, sentences in SENTENCES.items()}


def span(article: str, words: str) -> tuple[int, int]:
    start = TEXTS[article].index(words)
    return start, start + len(words)


def mention(article: str, words: str, line: int, type: str, id: str, name: str) -> MentionRow:
    return MentionRow(article, *span(article, words), line, words, type, id, name, 0.9)


def quote(article: str, words: str, line: int, kind: str, spoken: str, **more: object) -> QuoteRow:
    start, end = span(article, words)
    fields: dict[str, object] = {
        "id": f"{article}:{start}",
        "article": article,
        "start": start,
        "end": end,
        "line": line,
        "text": words,
        "kind": kind,
        "speaker": None,
        "speaker_id": None,
        "speaker_text": spoken,
        "speaker_start": span(article, spoken)[0],
        "speaker_end": span(article, spoken)[1],
        "cue": "said",
        "via": None,
        "visit": None,
        "visit_score": None,
        "visit_reason": None,
        "quoted": (),
        "reason": "subject of said",
        "confidence": 0.8,
    }
    return QuoteRow(**(fields | more))  # type: ignore[arg-type]


def rows() -> CorpusRows:
    """Two people (and a namesake), three quotes, two visits, two articles."""
    oslo, bridge = TEXTS
    visited, arrived = SENTENCES[oslo][0], SENTENCES[bridge][0]
    anna = (
        Variant("Anna Berg", 2),
        Variant("Berg", 1),
        Variant("A. Berg", 1),
        Variant("Ms Berg", 1),
        Variant("BERG", 1),
    )
    return CorpusRows(
        entities=(
            EntityRow("anna-berg", "Anna Berg", "person", 6, 2, "2018-05-09", "2018-05-12", anna, 0.97),
            EntityRow(
                "park-min-ho", "Park Min-ho", "person", 2, 2, "2018-05-09", None, (Variant("Park Min-ho", 2),), 0.9
            ),
            EntityRow("park-jin", "Park Jin", "person", 1, 1, None, None, (Variant("Park Jin", 1),), 0.5),
            EntityRow("oslo", "Oslo", "place", 2, 2, None, None, (Variant("Oslo", 2),), 0.9),
        ),
        mentions=(
            mention(oslo, "Anna Berg", 1, "person", "anna-berg", "Anna Berg"),
            mention(oslo, "Oslo", 1, "place", "oslo", "Oslo"),
            mention(bridge, "Berg\x1b[31m", 1, "person", "anna-berg", "Anna Berg"),
        ),
        quotes=(
            quote(
                *(oslo, "We hope this visit can help both countries,", 2, "direct", "she"),
                speaker="Anna Berg",
                speaker_id="anna-berg",
                visit="anna-berg--oslo--2018-05",
                visit_score=0.8,
                visit_reason="the visit named in the sentence before",
            ),
            quote(
                *(oslo, "the talks were “frank and open” and would go on", 3, "mixed", "Mr Park"),
                speaker="Park Min-ho",
                speaker_id="park-min-ho",
                via="North Agency",
                quoted=(QuotedPart(*span(oslo, "frank and open"), "frank and open"),),
            ),
            quote(bridge, "nothing had been decided", 2, "indirect", "A ministry official"),
        ),
        visits=(
            VisitRow(
                *("anna-berg--oslo--2018-05", "visit", ("Anna Berg",), ("Park Min-ho",), "Oslo", "Norway"),
                *("2018-05-07", "2018-05-08", "day", "took_place", 2, "to talk about a bridge", (bridge, oslo)),
                evidence=(
                    Evidence(bridge, *span(bridge, arrived), 1, arrived, "took_place"),
                    Evidence(oslo, *span(oslo, visited), 1, visited, "took_place"),
                ),
                conflicts=(
                    Conflict(
                        "start",
                        (ConflictValue("2018-05-07", (oslo,)), ConflictValue("2018-05-08", (bridge,))),
                        "2018-05-07",
                        "it was written sooner after",
                    ),
                ),
                quotes=1,
                confidence=0.9,
            ),
            VisitRow(
                *("anna-berg--park-min-ho--2021-06", "meeting", ("Anna Berg", "Park Min-ho"), (), "Singapore"),
                *("Singapore", "2021-06", None, "month", "planned", None, None, (bridge,), (), (), 0, 0.5),
            ),
        ),
        articles=(
            ArticleRow(
                *(bridge, "A bridge", None, None, None, None, "en", 27, (Span(0, 90),), ()),
                duplicate_of=None,
            ),
            ArticleRow(
                *(oslo, "Berg in Oslo", "Sample Wire", "A. Writer", "2018-05-09", "front-matter", "en", 29),
                body=(Span(0, 120),),
                boilerplate=(BoilerplateSpan(120, 130, "share-bar"),),
                duplicate_of=None,
            ),
        ),
        reasons={"anna-berg": ("Berg is the family name of Anna Berg in wires/oslo.md",)},
    )


def analysis(article: str) -> ArticleAnalysis:
    """What the store keeps of an article: here its text and sentences."""
    text = TEXTS[article]
    sentences = tuple(Span(*span(article, sentence)) for sentence in SENTENCES[article])
    return ArticleAnalysis(article, text, Source(article, ""), Layout(()), len(text.split()), sentences)


def filled(path: Path, content: CorpusRows | None = None) -> Store:
    """A store with the corpus in it."""
    store = Store.open(path, "/sample", code="test")
    store.put_analyses([(article, encode(analysis(article))) for article in TEXTS])
    store.put_files([(FileRecord(article, 1, 1), [(article, article)]) for article in TEXTS])
    store.replace_rows(rows() if content is None else content)
    return store


def kimxi(*arguments: str, stdin: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """`kimxi ARGUMENTS` on the corpus above, in a process."""
    return subprocess.run(
        command(*arguments), input=stdin, capture_output=True, text=True, encoding="utf-8", env=env(**environment)
    )


def ids(*arguments: str) -> list[str]:
    """The first column of a report as TSV."""
    done = kimxi(*arguments)
    assert done.returncode in (0, 1), done.stderr
    return [line.split("\t")[0] for line in done.stdout.splitlines()[1:]]


def command(*arguments: str) -> list[str]:
    return [sys.executable, str(Path(__file__).resolve()), *arguments]


def env(**more: str) -> dict[str, str]:
    """The environment of the tests, without what would change how kimxi behaves."""
    ours = ("KIMXI_", "COLUMNS", "NO_COLOR", "TERM", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    root = str(Path(__file__).resolve().parents[1])
    return kept | {"PYTHONPATH": root, "TERM": "xterm"} | more


def main() -> int:
    """kimxi, with `refresh` giving the corpus above.

    SAMPLE: "empty", "problem", "note", "old note", "many notes", "damaged row", "damaged analysis", "interrupt",
    "crash", "settings" (told as a fault), "progress", "warn" instead.
    """
    import tempfile

    from kimxi_cli import pipeline
    from kimxi_cli.cli import app

    sample = os.environ.get("SAMPLE", "")

    def refresh(settings: pipeline.Settings, progress: pipeline.Progress, warn: pipeline.Warn) -> object:
        if sample == "interrupt":
            raise KeyboardInterrupt
        if sample == "crash":
            raise ZeroDivisionError("some\x1b[31mthing")
        if sample == "settings":
            raise KimxiError(f"{settings.corpus} {settings.store} {settings.model} {settings.jobs}")
        if sample == "progress":
            progress(pipeline.Step(0, 2))
            progress(pipeline.Step(2, 2))
        if sample == "warn":
            warn("something odd")
        store = filled(Path(tempfile.mkdtemp()) / "store.db", CorpusRows() if sample == "empty" else None)
        problems = (Problem("bad.txt", "bad.txt: not text.", "Remove it."),) if sample == "problem" else ()
        if sample in ("note", "old note", "many notes"):
            number = 23 if sample == "many notes" else 1
            problems = (Problem("bridge.txt", "bridge.txt is odd.", "Save it anew.", note=True),) * number
        if sample == "old note":
            store.close()
            store = Store.open(store.path, "/sample", code="test")
        if sample == "damaged row":
            store._db.execute("UPDATE quotes SET row = '{' WHERE seq = 2")
        if sample == "damaged analysis":
            store._db.execute("UPDATE analyses SET payload = x'00'")
        return store, pipeline.RunReport(1, 1, 0, problems)

    pipeline.refresh = refresh  # type: ignore[assignment]
    return app.main()


if __name__ == "__main__":
    sys.exit(main())
