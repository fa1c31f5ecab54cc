"""The best-founded visit for each quote, of those its article tells of, or none.

The clues to each visit are added up; the visit with the largest sum is the quote's, if that is enough.
"""

from collections.abc import Mapping, Sequence
from math import exp

from kimxi_cli.link.scene import Scene, Statement, scene_of, statements
from kimxi_cli.link.weights import ENOUGH, GOES_ON, GOES_ON_WITHOUT, WEIGHTS
from kimxi_cli.model import ArticleAnalysis
from kimxi_cli.visits import Dating, MergedVisits, Names

TOLD = 2
"""How many reasons are given for a link."""

Link = tuple[str | None, float, str]
"""A visit's id, or None; the score; the reason."""
NO_VISIT: Link = (None, 0.0, "the article tells of no visit")


def link(
    analyses: Sequence[ArticleAnalysis], merged: MergedVisits, dates: Mapping[str, Dating], names: Names
) -> dict[tuple[str, int], Link]:
    """(article, position of the quote) -> (visit id or None, score, reason).

    score: the chance that the quote is of this visit (or of the likeliest, where it is None), 0 to 1.
    """
    visits = {v.id: v for v in merged.visits}
    out: dict[tuple[str, int], Link] = {}
    for analysis in analyses:
        scene = scene_of(analysis, merged, visits, dates.get(analysis.id), names)
        last: Link | None = None
        for k, said in enumerate(statements(scene) if scene.told else ()):
            last = out[analysis.id, k] = choose(scene, said, last if said.continues else None)
        for k in range(0 if scene.told else len(analysis.quotes)):
            out[analysis.id, k] = NO_VISIT
    return out


def choose(scene: Scene, said: Statement, last: Link | None = None) -> Link:
    """The visit with the strongest clues together. last: the link of the quote that this one goes on with."""
    totals = dict.fromkeys(scene.visits, 0.0)
    reasons: dict[str, list[tuple[float, str]]] = {visit: [] for visit in scene.visits}

    def add(visit: str, value: float, reason: str) -> None:
        totals[visit] += value
        reasons[visit].append((value, reason))

    for clue, weight in WEIGHTS.items():
        for visit, strength, reason in clue(scene, said):
            add(visit, weight * strength, reason)
    if last is not None and last[0] is not None:
        add(last[0], GOES_ON * last[1], "the statement goes on")
    elif last is not None:
        for visit in totals:
            add(visit, GOES_ON_WITHOUT, "the statement goes on, of no visit before")
    best = min(totals, key=lambda v: (-totals[v], v))
    score = round(exp(totals[best]) / (exp(ENOUGH) + sum(map(exp, totals.values()))), 2)
    if totals[best] < ENOUGH:
        return None, score, _too_little(best, reasons[best])
    return best, score, _because(reasons[best])


def _because(reasons: list[tuple[float, str]]) -> str:
    """The two strongest reasons, in the order of the clues."""
    strongest = sorted((r for r in reasons if r[0] > 0), key=lambda r: -r[0])[:TOLD]
    return "; ".join(dict.fromkeys(reason for value, reason in reasons if (value, reason) in strongest))


def _too_little(visit: str, reasons: list[tuple[float, str]]) -> str:
    """Why a quote has no visit: what speaks most against the nearest one, else that too little ties it to it."""
    against = min(reasons, default=(0.0, ""))
    return f"not {visit}: {against[1]}" if against[0] < 0 else f"too little ties it to {visit}"
