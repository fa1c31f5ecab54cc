"""The contract's rows, made of all articles' analyses: the second kind of work, over the whole corpus.

A pure function of the analyses: the order in which they come changes nothing.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kimxi_cli import link, names, visits
from kimxi_cli.duplicates import copies
from kimxi_cli.evidence import evidence
from kimxi_cli.model import (
    CONTENT,
    ArticleAnalysis,
    ArticleRow,
    Attribution,
    BlockKind,
    BoilerplateSpan,
    CorpusRows,
    EntityRow,
    Evidence,
    JoinRow,
    MentionRow,
    QuotedPart,
    QuoteRow,
    Span,
    Variant,
    VisitRow,
)

ENGLISH = frozenset("the of and to in a is that for on was with as he it at by be said from".split())
ENGLISH_SHARE = 0.15
"""Share of these words from which on a text counts as English; English news has about 0.3."""

_LINE_END = re.compile(r"\r?\n|\r")


class Lines:
    """Line numbers of offsets: 1-based, lines end in LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        self._ends = [found.end() - 1 for found in _LINE_END.finditer(text)]

    def __call__(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1


def corpus_rows(analyses: Sequence[ArticleAnalysis], overrides: names.Overrides | None = None) -> CorpusRows:
    """All rows of a corpus, each kind in a fixed order. overrides: what a names file decides about the names.

    Raises KimxiError where its decisions contradict each other on these articles.
    """
    overrides = overrides or names.Overrides()
    analyses = names.with_aliases(sorted(analyses, key=lambda a: a.id), overrides)
    lines = {a.id: Lines(a.text) for a in analyses}
    resolution = names.resolve(analyses, overrides)
    dates = visits.date_articles(analyses, resolution)
    published = {a.id: dates[a.id].published for a in analyses}
    merged = visits.merge(analyses, resolution, dates)
    links = link.link(analyses, merged, dates, resolution)
    duplicates = copies(analyses, published)
    quotes = tuple(
        quote_row(a, quote, lines[a.id], resolution, links.get((a.id, k)))
        for a in analyses
        for k, quote in enumerate(a.quotes)
    )
    told = Counter(row.visit for row in quotes if row.visit is not None and row.article not in duplicates)
    texts = {a.id: a.text for a in analyses}
    reasons = {entity.id: entity.reasons for entity in resolution.entities}
    reasons |= {visit.id: visit.reasons for visit in merged.visits}
    return CorpusRows(
        entities=tuple(entity_rows(analyses, resolution, published, duplicates)),
        mentions=tuple(mention_rows(analyses, resolution, lines)),
        quotes=quotes,
        visits=tuple(visit_row(visit, texts, lines, told[visit.id]) for visit in merged.visits),
        articles=tuple(article_row(a, dates[a.id], duplicates.get(a.id)) for a in analyses),
        joins=tuple(
            JoinRow(e.id, j.text, j.count, j.reason, j.article, j.start, j.end, lines[j.article](j.start))
            for e in resolution.entities
            for j in e.joins
        ),
        doubts=resolution.doubts,
        reasons=reasons,
    )


@dataclass(slots=True)
class Tally:
    """How an entity is named in some articles. days: of their publication, where known."""

    forms: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    days: set[str] = field(default_factory=set)


def tallies(
    analyses: Iterable[ArticleAnalysis], resolution: names.NameResolution, published: Mapping[str, str | None]
) -> dict[str, Tally]:
    """What the articles tell of each entity they name, by its id."""
    found: dict[str, Tally] = defaultdict(Tally)
    for analysis in analyses:
        mentions = resolution.mentions(analysis.id)
        for mention, entity in mentions:
            found[entity].forms[mention.text] += 1
        for entity in {entity for _, entity in mentions}:
            found[entity].articles += 1
            if (day := published[analysis.id]) is not None:
                found[entity].days.add(day)
    return found


def entity_rows(
    analyses: Sequence[ArticleAnalysis],
    resolution: names.NameResolution,
    published: Mapping[str, str | None],
    duplicates: Mapping[str, str],
) -> list[EntityRow]:
    """Entities, the most mentioned first. Copies of an article don't count, unless the entity stands in them alone."""
    counted = tallies((a for a in analyses if a.id not in duplicates), resolution, published)
    in_copies = tallies((a for a in analyses if a.id in duplicates), resolution, published)
    rows = []
    for entity in resolution.entities:
        tally = counted.get(entity.id) or in_copies[entity.id]
        rows.append(
            EntityRow(
                id=entity.id,
                name=entity.name,
                type=entity.type.value,
                mentions=tally.forms.total(),
                articles=tally.articles,
                first_seen=min(tally.days, default=None),
                last_seen=max(tally.days, default=None),
                variants=tuple(
                    Variant(text, n) for text, n in sorted(tally.forms.items(), key=lambda f: (-f[1], f[0]))
                ),
                confidence=round(entity.confidence, 2),
            )
        )
    return sorted(rows, key=lambda row: (-row.mentions, row.id))


def mention_rows(
    analyses: Sequence[ArticleAnalysis], resolution: names.NameResolution, lines: Mapping[str, Lines]
) -> Iterator[MentionRow]:
    for analysis in analyses:
        line = lines[analysis.id]
        for m, entity in resolution.mentions(analysis.id):
            name, _ = resolution.name_and_type(entity)
            confidence = round(m.confidence, 2)
            yield MentionRow(analysis.id, m.start, m.end, line(m.start), m.text, m.type.value, entity, name, confidence)


def visit_row(visit: visits.MergedVisit, texts: Mapping[str, str], lines: Mapping[str, Lines], quotes: int) -> VisitRow:
    evidence = tuple(
        Evidence(e.article, e.start, e.end, lines[e.article](e.start), texts[e.article][e.start : e.end], e.status)
        for e in visit.evidence
    )
    return VisitRow(
        id=visit.id,
        kind=visit.kind,
        visitors=visit.visitors,
        hosts=visit.hosts,
        place=visit.place,
        country=visit.country,
        start=visit.start,
        end=visit.end,
        precision=visit.precision,
        status=visit.status,
        ordinal=visit.ordinal,
        purpose=visit.purpose,
        articles=visit.articles,
        evidence=evidence,
        conflicts=visit.conflicts,
        quotes=quotes,
        confidence=round(visit.confidence, 2),
    )


def quote_row(
    analysis: ArticleAnalysis,
    quote: Attribution,
    line: Lines,
    resolution: names.NameResolution,
    linked: link.Link | None,
) -> QuoteRow:
    """One quote with its speaker's canonical name, its relay and its visit."""
    text = analysis.text
    entity = resolution.entity_at(analysis.id, quote.source) if quote.source is not None else None
    written = text[quote.speaker_start : quote.speaker_end] if quote.speaker_start is not None else None
    return QuoteRow(
        id=f"{analysis.id}:{quote.start}",
        article=analysis.id,
        start=quote.start,
        end=quote.end,
        line=line(quote.start),
        text=text[quote.start : quote.end],
        kind=quote.kind,
        speaker=resolution.name_and_type(entity)[0] if entity else None,
        speaker_id=entity,
        speaker_text=written,
        speaker_start=quote.speaker_start,
        speaker_end=quote.speaker_end,
        cue=quote.cue,
        via=relay_name(analysis, quote.via, resolution),
        visit=linked[0] if linked else None,
        visit_score=round(linked[1], 2) if linked and linked[0] else None,
        visit_reason=linked[2] if linked else None,
        quoted=tuple(QuotedPart(part.start, part.end, text[part.start : part.end]) for part in quote.quoted),
        reason=evidence(quote, text, lambda offset: f"line {line(offset)}").reason,
        confidence=round(quote.confidence, 2),
    )


def relay_name(analysis: ArticleAnalysis, via: Span | None, resolution: names.NameResolution) -> str | None:
    """Canonical name of who relayed a statement; as written where it is no name ("state media")."""
    if via is None:
        return None
    entity = resolution.entity_at(analysis.id, via)
    if entity is not None:
        return resolution.name_and_type(entity)[0]
    written = " ".join(analysis.text[via.start : via.end].split())
    return written[4:] if written.lower().startswith("the ") else written


def article_row(analysis: ArticleAnalysis, dating: visits.Dating, duplicate_of: str | None) -> ArticleRow:
    source, layout = analysis.source, analysis.layout
    return ArticleRow(
        article=analysis.id,
        title=source.title or layout.title,
        source=source.source or layout.source,
        byline=source.byline or layout.byline,
        published=dating.published,
        published_from=dating.published_from,
        language=language(analysis.text),
        words=analysis.words,
        body=tuple(Span(b.start, b.end) for b in layout.blocks if b.kind is BlockKind.BODY),
        boilerplate=tuple(
            BoilerplateSpan(b.start, b.end, b.why or b.kind.value) for b in layout.blocks if b.kind not in CONTENT
        ),
        duplicate_of=duplicate_of,
    )


def language(text: str) -> str | None:
    """ "en" where the commonest English words make up enough of the text, else None."""
    found = text[:20_000].lower().split()
    if not found:
        return None
    return "en" if sum(word in ENGLISH for word in found) >= ENGLISH_SHARE * len(found) else None
