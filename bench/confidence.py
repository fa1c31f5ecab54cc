#!/usr/bin/env python3
"""How well `confidence` tells the chance that a quote is right, and where its weights come from.

  bench/confidence.py PRED.jsonl GOLD.jsonl [--kinds direct]     a reliability table of printed rows
  bench/confidence.py --fit SET [SET ...]                        fit the weights, write kimxi_cli/data/confidence.toml

PRED is what `kimxi quotes --format jsonl` printed. GOLD has the keys of the same rows (article, start, end, text, kind,
speaker); `reference` in place of `speaker` and `speaker_alt` (other names that are right as well) if it has them;
`optional` rows cost nothing either way. A SET is TEXTS,GOLD[,KIND...]: a corpus, its gold, and the kinds that the
gold has all of (default: all).

A row is right where it matches a gold quote of the article (the two spans, without marks and full stops at their
ends, share at least half of what they cover together; one to one, best first) and its speaker is that quote's, null
where that is null. The fitted table is that of articles that the weights were not fitted on: ten folds by article.
"""

import argparse
import json
import re
import sys
import tempfile
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "kimxi_cli" / "data" / "confidence.toml"
TRIM = " \t\r\n\u00a0\"“”«»„‟'‘’,.;:!?"
KINDS = ("direct", "mixed", "indirect")
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
FOLDS = 10
RIDGE = 1.0
"""Penalty on a weight's square: what keeps a feature of few quotes near nothing."""
SAME = [
    {"united states", "us", "usa", "america"},
    {"north korea", "dprk"},
    {"south korea", "republic of korea"},
    {"xinhua", "xinhua news agency"},
    {"new york times", "nytimes", "ny times"},
    {"chinese foreign ministry", "chinas foreign ministry", "foreign ministry", "ministry of foreign affairs"},
    {"united kingdom", "uk", "britain"},
    {"united nations", "un"},
    {"european union", "eu"},
]
"""Names that mean the same source."""


class Judged(NamedTuple):
    """A row as printed, and whether its span and its speaker are right."""

    row: Row
    right: bool


# --- which rows are right ---------------------------------------------------------------------


def judge(pred: Iterable[Row], gold: Iterable[Row], kinds: Sequence[str] = KINDS) -> list[Judged]:
    """The rows that count, each with whether it is right."""
    by_article: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in gold:
        by_article[_article(row)][0].append(row)
    for row in pred:
        if _article(row) in by_article:
            by_article[_article(row)][1].append(row)
    out: list[Judged] = []
    for wanted, found in by_article.values():
        partner = _match(wanted, found)
        for j, row in enumerate(found):
            if j in partner:
                if _counts(partner[j], kinds):
                    out.append(Judged(row, _right_speaker(partner[j], row)))
            elif row["kind"] in kinds and not any(
                not _counts(g, kinds) and _overlap(_trimmed(g), _trimmed(row)) > 0.1 for g in wanted
            ):
                out.append(Judged(row, False))
    return out


def _article(row: Row) -> str:
    return re.sub(r"\.(txt|html?|md)$", "", str(row["article"]).rsplit("/", 1)[-1])


def _counts(gold: Row, kinds: Sequence[str]) -> bool:
    return not gold.get("optional") and (gold.get("kind") or gold.get("type") or "direct").split("+")[0] in kinds


def _match(wanted: Sequence[Row], found: Sequence[Row]) -> dict[int, Row]:
    """For the numbers of the found rows that match a gold row, that row."""
    spans = [_trimmed(row) for row in found]
    pairs = [
        (share, -i, -j)
        for i, g in enumerate(wanted)
        for j, span in enumerate(spans)
        if (share := _overlap(_trimmed(g), span)) >= 0.5
    ]
    taken: set[int] = set()
    out: dict[int, Row] = {}
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in taken and -j not in out:
            taken.add(-i)
            out[-j] = wanted[-i]
    return out


def _trimmed(row: Row) -> tuple[int, int]:
    start, end, text = row["start"], row["end"], row["text"] or ""
    if len(text) != end - start:
        return start, end
    left = text.lstrip(TRIM)
    return end - len(left), end - len(left) + len(left.rstrip(TRIM))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (a[1] - a[0] + b[1] - b[0] - shared) if shared > 0 else 0.0


def _right_speaker(gold: Row, row: Row) -> bool:
    reference = gold["reference"] if "reference" in gold else gold.get("speaker")
    said = _norm(row["speaker"])
    return any(_norm(name) == said for name in (reference, *(gold.get("speaker_alt") or ())))


def _norm(name: str | None) -> str | None:
    """A name in lower case, without accents, "the" and possessives; names of one source alike."""
    if not name:
        return None
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.lower().replace("’", "'")
    plain = re.sub(r"^the\s+", "", plain if plain.startswith("people") else re.sub(r"'s\b", "", plain))
    plain = re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).strip()
    return next((min(group) for group in SAME if plain in group), plain).replace(" ", "")


# --- the table --------------------------------------------------------------------------------


def reliability(rows: Sequence[tuple[float, bool]]) -> str:
    """For each bin of confidence how many rows it has, their mean confidence and the share that is right."""
    lines = ["confidence      n   mean  right"]
    for low, high in pairwise(BINS):
        held = [(c, right) for c, right in rows if low <= c < high]
        if held:
            lines.append(f"{low:.2f}–{min(high, 1):.2f} {_figures(held)}")
    held = [(c, right) for c, right in rows if c >= 0.9]
    lines.append(f"≥ 0.90    {_figures(held)}   {len(held) / max(1, len(rows)):.0%} of the rows")
    lines.append(f"all       {_figures(rows)}   {_error(rows):.3f} expected calibration error")
    return "\n".join(lines)


def _figures(rows: Sequence[tuple[float, bool]]) -> str:
    n = max(1, len(rows))
    return f"{len(rows):6}  {sum(c for c, _ in rows) / n:.3f}  {sum(right for _, right in rows) / n:.3f}"


def _error(rows: Sequence[tuple[float, bool]]) -> float:
    """How far confidence and share of right rows lie apart in a bin, on average over the rows."""
    apart = 0.0
    for low, high in pairwise(BINS):
        held = [(c, right) for c, right in rows if low <= c < high]
        apart += abs(sum(c for c, _ in held) - sum(right for _, right in held))
    return apart / max(1, len(rows))


# --- the fit ----------------------------------------------------------------------------------


class Example(NamedTuple):
    """A quote by its features."""

    set: str
    article: str
    features: frozenset[str]
    right: bool


def examples(texts: str, gold: str, kinds: Sequence[str]) -> list[Example]:
    """The quotes that kimxi finds in the texts now, and which of them are right."""
    from kimxi_cli.pipeline import Settings, refresh
    from kimxi_cli.quotes.confidence import Confidence

    with tempfile.TemporaryDirectory() as folder:
        store, _ = refresh(Settings(Path(texts), Path(folder) / "fit.db"))
        with store:
            pred = [json.loads(row) for row in store.rows("quotes")]
            analyses = list(store.analyses())
    features: dict[tuple[str, int, int], frozenset[str]] = {}
    for a in analyses:
        confidence = Confidence(a.text, a.layout, a.mentions)
        for quote in a.quotes:
            features[a.id, quote.start, quote.end] = frozenset(confidence.features(quote))
    return [
        Example(texts, row["article"], features[row["article"], row["start"], row["end"]], right)
        for row, right in judge(pred, load(gold), kinds)
    ]


def fitted(rows: Sequence[Example], names: Sequence[str]) -> Callable[[Iterable[str]], float]:
    """The model as a function of features; its weights are its attribute `weights`."""
    import numpy as np

    x = np.array([[1.0, *(float(name in row.features) for name in names)] for row in rows])
    y = np.array([float(row.right) for row in rows])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, x.T @ (y - p) - penalty @ weights)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    held = dict(zip(("base", *names), (float(w) for w in weights), strict=True))

    def chance(features: Iterable[str]) -> float:
        return float(1 / (1 + np.exp(-held["base"] - sum(held.get(name, 0.0) for name in features))))

    chance.weights = held  # type: ignore[attr-defined]
    return chance


def fit(sets: Sequence[str]) -> str:
    """Fit on all sets, write the table, and give what is known of it."""
    rows: list[Example] = []
    for each in sets:
        texts, gold, *kinds = each.split(",")
        rows += examples(texts, gold, kinds or KINDS)
    names = sorted({name for row in rows for name in row.features})
    chances: list[float] = [0.0] * len(rows)
    fold_of = [zlib.crc32(row.article.encode()) % FOLDS for row in rows]
    for fold in range(FOLDS):
        model = fitted([row for row, f in zip(rows, fold_of, strict=True) if f != fold], names)
        for k, row in enumerate(rows):
            if fold_of[k] == fold:
                chances[k] = model(row.features)
    told = []
    for each in dict.fromkeys(row.set for row in rows):
        held = [(c, row.right) for c, row in zip(chances, rows, strict=True) if row.set == each]
        told.append(f"{Path(each).parent.name}/{Path(each).name}\n{reliability(held)}")
    weights = fitted(rows, names).weights  # type: ignore[attr-defined]
    TABLE.write_text(_table(weights, rows, chances), encoding="utf-8")
    return "\n\n".join(told)


def _table(weights: dict[str, float], rows: Sequence[Example], chances: Sequence[float]) -> str:
    articles = len({(row.set, row.article) for row in rows})
    sure = [row.right for row, c in zip(rows, chances, strict=True) if c >= 0.9]
    share = f"{sum(sure) / max(1, len(sure)):.0%}"
    head = f"""\
# Weights of the features of `quotes/confidence.py`, in log odds. Written by `bench/confidence.py --fit`; not by hand.
# Source: fitted on {len(rows)} quotes of {articles} annotated news articles. On articles they were not fitted on
# (ten folds), {len(sure)} of these quotes had a confidence of .9 or more, and {share} of those were right.

[weights]
"""
    counts = {name: sum(name in row.features for row in rows) for name in weights}
    lines = [f"{name} = {weight:.3f}" for name, weight in weights.items()]
    told = [
        f"# {counts[name]} quotes" if name != "base" else "# a named person, in a clause behind" for name in weights
    ]
    width = max(map(len, lines))
    return head + "".join(f"{line:{width}}  {note}\n" for line, note in zip(lines, told, strict=True))


def load(path: str) -> list[Row]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="PRED GOLD | SET")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--kinds", default=",".join(KINDS))
    given = parser.parse_args()
    if given.fit:
        print(fit(given.files))
        return
    if len(given.files) != 2:
        parser.error("give PRED and GOLD")
    pred, gold = map(load, given.files)
    judged = judge(pred, gold, given.kinds.split(","))
    print(reliability([(row["confidence"], right) for row, right in judged]))


if __name__ == "__main__":
    sys.exit(main())
