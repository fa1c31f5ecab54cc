"""When each article was written: by its metadata or header, else by its own text, else by what other articles date.

An article without a date is dated only by days: a date beside its weekday ("April 3 to 4 (Tuesday and Wednesday)") in
a year the text names, or a weekday of a visit whose days another article tells. What is worked out can date further
articles, so the rules run until nothing changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kimxi_cli.model import ArticleAnalysis, BlockKind, TimeExpression
from kimxi_cli.visits.events import COMING, PAST
from kimxi_cli.visits.told import Names, Told, places_by_context, tell

ROUNDS = 6
"""Times the dated articles are held against the others."""
NEWS_DAYS = 45
"""Days after a visit in which an article that tells of it as news was written."""


@dataclass(frozen=True, slots=True)
class Dating:
    """published: ISO date or None; published_from: front-matter, sidecar, header, filename, text, corpus or None."""

    published: str | None
    published_from: str | None
    reason: str


def date_articles(analyses: Sequence[ArticleAnalysis], names: Names) -> dict[str, Dating]:
    """A Dating for every article."""
    analyses = sorted(analyses, key=lambda a: a.id)
    found = {a.id: stated(a) or by_weekday(a) or by_dateline(a, years_named(a.times)[:1]) for a in analyses}
    spanned = {day.year for d in found.values() if d and d.published and (day := as_day(d.published))}
    for a in analyses:
        found[a.id] = found[a.id] or by_weekday_of_corpus(a, spanned) or by_dateline(a, sorted(spanned))
    if len(analyses) > 1 and any(d is None or d.published_from == "text" for d in found.values()):
        _by_corpus(analyses, names, found)
    return {
        a.id: found[a.id] or Dating(None, None, "nothing in the text or the corpus tells the day") for a in analyses
    }


def stated(analysis: ArticleAnalysis) -> Dating | None:
    """The date of the article's metadata, else of its header or file name."""
    source, layout = analysis.source, analysis.layout
    for day, origin in ((source.published, source.published_from), (layout.published, layout.published_from)):
        if day and as_day(day):
            return Dating(day, origin, f"stated in the {origin or 'metadata'}")
    return None


def as_day(day: str) -> date | None:
    """The day, None if the calendar has none such or no newspaper was printed in that year."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    return found if 1500 <= found.year < 2200 else None


# --- from the text ---------------------------------------------------------------------------------


def years_named(times: Sequence[TimeExpression]) -> list[int]:
    """The years an article's times name, the latest first."""
    return sorted(
        {x.year for x in times if x.year and x.kind not in ("decade", "same_year") and 1800 <= x.year <= 2100},
        reverse=True,
    )


def _dated_by_weekday(analysis: ArticleAnalysis) -> list[TimeExpression]:
    """Days of a month with their weekday and without a year."""
    return [
        x
        for x in analysis.times
        if x.month and x.day and x.weekday is not None and x.year is None and x.shift is None and x.offset is None
    ]


def by_weekday(analysis: ArticleAnalysis) -> Dating | None:
    """A day of a month beside its weekday fits only some years: of those the latest that the text names is the
    article's."""
    dated = _dated_by_weekday(analysis)
    years = years_named(analysis.times)
    for year in years:
        if dated and all(_weekday_fits(x, year) for x in dated):
            day = last_day(analysis, year)
            if day is not None:
                return Dating(
                    day.isoformat(),
                    "text",
                    f"{dated[0].text} falls on that weekday in {year}, which the text names; last day told",
                )
    return None


def by_weekday_of_corpus(analysis: ArticleAnalysis, years: set[int]) -> Dating | None:
    """As by_weekday where the text names no year: that of the dated articles' years, if the weekday fits one alone."""
    dated = _dated_by_weekday(analysis)
    if not dated or years_named(analysis.times):
        return None
    fitting = [year for year in sorted(years) if all(_weekday_fits(x, year) for x in dated)]
    if len(fitting) != 1:
        return None
    day = last_day(analysis, fitting[0])
    if day is None:
        return None
    after = [
        x
        for x in analysis.times
        if x.kind == "weekday"
        and x.offset is None
        and x.weekday == (day.weekday() + 1) % 7
        and x.month is None
        and x.tense == "past"
    ]
    day += timedelta(days=1 if after else 0)
    why = f"of the years of the corpus, {dated[0].text} falls on that weekday only in {fitting[0]}; last day told"
    return Dating(day.isoformat(), "text", why)


def by_dateline(analysis: ArticleAnalysis, years: Sequence[int]) -> Dating | None:
    """A dateline's day without a year ("LOMÉ, May 4") is that of the one year in which it falls on the weekday that its
    paragraph tells. years: the latest that the text names, or those of the corpus."""
    layout = analysis.layout
    body = next((b for b in layout.blocks if b.kind is BlockKind.BODY), None)
    if layout.dateline_day is None or body is None:
        return None
    told = [
        x
        for x in analysis.times
        if x.kind == "weekday" and body.start <= x.start < body.end and x.shift is None and x.offset is None
        if x.tense != "future"
    ]
    fitting = [
        day
        for year in years
        if (day := as_day(f"{year:04}-{layout.dateline_day}")) and all(x.weekday == day.weekday() for x in told)
    ]
    if not told or len(fitting) != 1:
        return None
    day = fitting[0]
    return Dating(day.isoformat(), "text", f"the day of the dateline, which falls on {told[0].text} only in {day.year}")


def _weekday_fits(x: TimeExpression, year: int) -> bool:
    try:
        return date(year, x.month or 1, x.day or 1).weekday() == x.weekday
    except ValueError:
        return False


def last_day(analysis: ArticleAnalysis, year: int) -> date | None:
    """The last day of that year that the text tells of as past or present: an article is no older than that."""
    days: list[date] = []
    ongoing = {t for f in analysis.frames if f.status in ("ongoing", *COMING) for t in f.times}
    for x in analysis.times:
        if (
            not x.month
            or not x.day
            or x.kind == "weekday"
            or x.tense == "future"
            or x.year not in (None, year)
            or x.shift is not None
            or x.offset is not None
        ):
            continue
        try:
            first = date(year, x.month, x.day)
            last = date(year, x.end_month or x.month, x.end_day) if x.end_day else first
        except ValueError:
            continue
        days.append(first if x in ongoing or x.tense == "present" else max(first, last))
    return max(days) if days else None


# --- from the corpus ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clue:
    """A day on or after which an article was written, with the reason and how telling it is."""

    day: date
    weight: int
    reason: str


def _by_corpus(analyses: Sequence[ArticleAnalysis], names: Names, found: dict[str, Dating | None]) -> None:
    """Date articles by the visits that they share with dated ones, round by round until nothing changes."""
    lands = places_by_context(analyses)
    fixed = {a.id for a in analyses if (d := found[a.id]) and d.published_from != "text"}
    for _ in range(ROUNDS):
        told = {a.id: tell(a, names, _day_of(found[a.id]), lands) for a in analyses}
        known: dict[str, list[Told]] = {}
        for a in analyses:
            for t in told[a.id]:
                if found[a.id] and t.when.known and t.when.precision in ("day", "month") and not t.frame.refers:
                    for person in t.party:
                        known.setdefault(person, []).append(t)
        changed = False
        for a in analyses:
            if a.id in fixed:
                continue
            new = _from_shared_visits(a, told[a.id], known, found[a.id])
            if new is not None and new != found[a.id]:
                found[a.id], changed = new, True
        if not changed:
            return


def _day_of(dating: Dating | None) -> date | None:
    return as_day(dating.published) if dating and dating.published else None


def _from_shared_visits(
    analysis: ArticleAnalysis,
    told: Sequence[Told],
    known: Mapping[str, Sequence[Told]],
    now: Dating | None,
) -> Dating | None:
    """The day after which an article was written, by every visit that it shares with dated articles; the best-founded
    one."""
    clues: list[_Clue] = []
    for mine in told:
        if mine.frame.refers or not mine.visitors:
            continue
        for other in {(t.article, t.index): t for person in mine.party for t in known.get(person, ())}.values():
            if other.article != analysis.id and same_visit(mine, other):
                clues += _clues(analysis, mine, other)
    if not clues:
        return now
    today = _day_of(now)
    going_on = any(t.frame.status == "ongoing" for t in told)
    if today is not None and going_on:
        return now
    if today is not None:
        later = [c for c in clues if c.weight > 0 and today < c.day <= today + timedelta(days=3) and c.weight >= 1]
        best = max(later, key=lambda c: (c.day, c.weight, c.reason), default=None)
        return Dating(best.day.isoformat(), now.published_from, f"{now.reason}; {best.reason}") if best and now else now
    strongest = max(c.weight for c in clues)
    if strongest < 2:
        return None
    days = {c.day for c in clues if c.weight == strongest}
    day = max(days)
    if (day - min(days)).days > NEWS_DAYS:
        return None
    clue = max((c for c in clues if c.weight == strongest and c.day == day), key=lambda c: c.reason)
    return Dating(day.isoformat(), "corpus", clue.reason)


def same_visit(a: Told, b: Told) -> bool:
    """Whether two articles tell of one visit, by its people and place alone: a town in common, or a country and a
    further sign."""
    if not set(a.visitors) & b.party or not set(b.visitors) & a.party:
        return False
    if a.frame.ordinal and b.frame.ordinal and a.frame.ordinal != b.frame.ordinal:
        return False
    if (a.frame.status in COMING) != (b.frame.status in COMING):
        return False
    town = a.place if a.place != a.country else None
    other = b.place if b.place != b.country else None
    if town and other:
        return town == other
    if a.country and b.country and a.country == b.country:
        return bool(a.frame.ordinal and a.frame.ordinal == b.frame.ordinal) or len(a.party & b.party) > 1
    return False


def _clues(analysis: ArticleAnalysis, mine: Told, other: Told) -> list[_Clue]:
    """What a visit dated elsewhere says of the day an undated article was written."""
    when = other.when
    if when.earliest is None or when.latest is None:
        return []
    out: list[_Clue] = []
    for x in mine.frame.times:
        if x.month and x.day and x.year is None and x.shift is None and x.offset is None:
            out += _by_month(analysis, x, other)
    if when.precision != "day" or not when.start:
        return out
    start = date.fromisoformat(when.start)
    end = date.fromisoformat(when.end) if when.end else start
    length = mine.frame.duration_days or 0
    if length > 1 and end == start:
        end = start + timedelta(days=length - 1)
    for x in mine.frame.ends:
        if x.weekday is not None and x.day is None and x.offset is None and end.weekday() == x.weekday:
            out.append(_Clue(end, 3, f"{x.text} is the end of the visit that {other.article} dates {when.start}"))
    for x in mine.frame.times:
        if x.weekday is not None and x.day is None and x.offset is None and mine.frame.status in PAST:
            day = next((d for d in (start, end) if d.weekday() == x.weekday), None)
            if day is not None:
                out.append(_Clue(day, 2, f"{x.text} is a day of the visit that {other.article} dates {when.start}"))
    if mine.frame.status == "took_place":
        out.append(_Clue(end, 1, f"tells of the visit that {other.article} dates to {end}"))
    return out


def _by_month(analysis: ArticleAnalysis, x: TimeExpression, other: Told) -> list[_Clue]:
    """A day of a month without a year, of a visit whose month another article tells: the year is that one's."""
    start, when = other.when.earliest, other.when
    if start is None or when.latest is None or (when.reason.startswith(x.text) and other.article == analysis.id):
        return []
    for year in sorted({start.year, when.latest.year}):
        try:
            day = date(year, x.month or 1, x.day or 1)
        except ValueError:
            continue
        if start - timedelta(days=1) <= day <= when.latest + timedelta(days=1) and x.tense != "future":
            last = last_day(analysis, year)
            if last is not None and last >= day:
                return [
                    _Clue(last, 3, f"{x.text} is in the month that {other.article} gives the same visit; last day told")
                ]
    return []
