"""From marks and reporting clauses to quotes.

Order of decision: marked words that are statements of their own are direct; a reported clause that holds marked
words is mixed; the rest of the reported clauses are indirect; marked words that nobody says are no quotes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimxi_cli.model import Attribution, BlockKind, Layout, Mention, Span
from kimxi_cli.quotes.clause import Clause
from kimxi_cli.quotes.clauses import find_clauses
from kimxi_cli.quotes.confidence import Confidence
from kimxi_cli.quotes.cues import judging_lemma
from kimxi_cli.quotes.direct import Beside, dash_signature, reporting_after, reporting_before, stands_alone
from kimxi_cli.quotes.marks import Marked, find_marked
from kimxi_cli.quotes.naming import completes_phrase, is_label, is_nickname
from kimxi_cli.quotes.relay import Beside as BySentence
from kimxi_cli.quotes.relay import Relay, by_sentence, only_relays, relay
from kimxi_cli.quotes.speaker import Source, carry_over, source_of
from kimxi_cli.quotes.transcript import Turn, find_turns
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse


@dataclass(slots=True)
class Direct:
    """Marked words taken as a statement, with the clause beside them if there is one."""

    marked: Marked
    beside: Beside | None


def find(parse: Parse, layout: Layout, mentions: Sequence[Mention], references: References) -> tuple[Attribution, ...]:
    """All quotes of the article, by place in the text."""
    if not parse.tokens:
        return ()
    turns = find_turns(parse, layout, references)
    spoken = {turn.block for turn in turns}
    clauses = [
        c
        for c in find_clauses(parse, references)
        if layout.blocks[parse.tokens[c.cue].block].kind is not BlockKind.HEADING
        and parse.tokens[c.cue].block not in spoken
    ]
    found = [m for m in find_marked(parse.text, layout.blocks) if m.first not in spoken and not is_nickname(parse, m)]
    marked = closed_at_clauses(parse, found, clauses)
    clauses = [
        to_closing_mark(parse, c, marked)
        for c in clauses
        if not _between(marked, parse.tokens[c.cue].start, parse.tokens[c.cue].end)
    ]
    beside = by_sentence(parse, clauses)
    directs, fragments, labels = split_marked(parse, layout, marked, beside)
    sources = carry_over(parse, layout, references, [(d.marked, d.beside) for d in directs], clauses)
    out = [direct_quote(parse, d, source, beside, references) for d, source in zip(directs, sources, strict=True)]
    taken = [Span(d.marked.start, d.marked.end) for d in directs]
    out += reported(parse, references, beside, taken, fragments, labels)
    out += [turn_quote(parse, turn) for turn in turns]
    confidence = Confidence(parse.text, layout, mentions)
    return tuple(replace(q, confidence=confidence(q)) for q in sorted(out, key=lambda q: (q.start, q.end)))


def closed_at_clauses(parse: Parse, marked: Sequence[Marked], clauses: Sequence[Clause]) -> list[Marked]:
    """A mark left open ends where its reporting clause begins: "“The bridge is closed, Berg said."."""
    trailing = [c for c in clauses if c.rule == "trailing_clause"]
    out = []
    for mark in marked:
        end = mark.end
        if mark.close is None and not mark.continued:
            for clause in trailing:
                told = parse.tokens[clause.last - 1].end
                if mark.start < told and parse.tokens[clause.cue].start < mark.end:
                    end = min(end, told)
        out.append(mark if end == mark.end else replace(mark, end=end))
    return out


def to_closing_mark(parse: Parse, clause: Clause, marked: Sequence[Marked]) -> Clause:
    """What is reported does not end within marks that are opened in it."""
    if clause.last <= clause.first:
        return clause
    end = parse.tokens[clause.last - 1].end
    for mark in _between(marked, end - 1, end):
        if parse.tokens[clause.first].start < mark.open and end < mark.end:
            return replace(clause, last=parse.tokens_between(mark.start, mark.end)[-1] + 1)
    return clause


def split_marked(
    parse: Parse, layout: Layout, marked: Sequence[Marked], clauses: BySentence
) -> tuple[list[Direct], list[Marked], list[Marked]]:
    """Marked words that are statements of their own, those that are at most part of one, and those nobody says."""
    directs: list[Direct] = []
    labels: list[Marked] = []
    fragments: list[Marked] = []
    for k, mark in enumerate(marked):
        block = layout.blocks[mark.last]
        after = marked[k + 1] if k + 1 < len(marked) else None
        stop = after.open if after is not None and after.first == mark.last else block.end
        before = marked[k - 1] if k else None
        first = layout.blocks[mark.first]
        since = before.end + 1 if before is not None and before.last == mark.first else first.start
        beside = (
            reporting_after(parse, mark, stop)
            if _closes_statement(parse, mark) and _opens_statement(parse, mark, first.start)
            else None
        )
        early = (
            reporting_before(parse, mark, since)
            if beside is None or _interrupted(directs, before, since, mark)
            else None
        )
        if early is not None and (beside is None or parse.text[mark.end - 1] == "."):
            beside = early
        if beside is None:
            beside = dash_signature(parse, mark, stop) or _closing_clause(parse, mark, clauses)
        if is_label(parse, mark, first.start, beside):
            labels.append(mark)
            continue
        if _reported_around(parse, mark, clauses, beside) or completes_phrase(parse, mark, first.start, beside):
            fragments.append(mark)
        elif (beside is not None and _long_enough(parse, mark, beside, first.kind)) or stands_alone(parse, mark, first):
            directs.append(Direct(mark, beside))
        else:
            fragments.append(mark)
    return directs, fragments, labels


def _closing_clause(parse: Parse, mark: Marked, clauses: BySentence) -> Beside | None:
    """The reporting clause that ends a mark left open."""
    last = parse.token_at(mark.end - 1)
    if mark.close is not None or last is None:
        return None
    for clause in clauses.get(last.sentence, ()):
        if clause.rule == "trailing_clause" and clause.last == last.i + 1:
            return Beside(clause.cue, clause.subject, "reporting_clause_after")
    return None


def _interrupted(directs: Sequence[Direct], before: Marked | None, since: int, mark: Marked) -> bool:
    return bool(directs) and before is not None and directs[-1].marked == before and directs[-1].beside is not None


def _closes_statement(parse: Parse, mark: Marked) -> bool:
    return mark.close is not None and mark.end > mark.start


def _opens_statement(parse: Parse, mark: Marked, start: int) -> bool:
    """Whether a statement can begin here: at the head of a sentence, after comma, colon or dash, or after a cue."""
    before = parse.text[start : mark.open].rstrip()
    return not before or before[-1] in ",:;.?!…—–-”\"’'“)([" or parse.text[mark.start].isupper()


def _long_enough(parse: Parse, mark: Marked, beside: Beside, kind: BlockKind) -> bool:
    """Two words, or one that is a sentence ("No,” he said, said “no”.); in headlines only what is told outright."""
    inner = parse.text[mark.start : mark.end]
    if kind in (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.CAPTION) and mark.single:
        return False
    ended = mark.close is not None and parse.text[mark.close + 1 : mark.close + 2] in (".", ",", "?", "!")
    return len(inner.split()) >= 2 or inner[-1:] in ",.?!…" or (ended and beside.rule == "reporting_clause_before")


def _reported_around(parse: Parse, mark: Marked, clauses: BySentence, beside: Beside | None) -> bool:
    """Whether the marked words are only part of what a clause reports ("said the plan was “dead”")."""
    inside = parse.tokens_between(mark.start, mark.end)
    if not len(inside):
        return False
    first, last = parse.tokens[inside[0]].sentence, parse.tokens[inside[-1]].sentence
    for clause in (c for sentence in range(first, last + 1) for c in clauses.get(sentence, ())):
        if (
            clause.rule in ("trailing_clause", "floating_clause", "according_to")
            and mark.end - mark.start > 60
            and beside is not None
        ):
            continue
        if clause.first <= inside[0] and inside[-1] < clause.last:
            around = [
                t
                for t in parse.tokens[clause.first : clause.last]
                if not (mark.open <= t.start <= (mark.close or mark.end)) and any(c.isalnum() for c in t.text)
            ]
            lead = [t for t in around if t.start < mark.open]
            if clause.rule in ("marked_words",):
                continue
            if lead and not _whole_sentences(parse, mark):
                return True
            if lead and parse.text[: mark.open].rstrip()[-1:] not in ",:.?!—":
                return True
            tail = [t for t in around if t.start > mark.end]
            if tail and not lead and clause.rule in ("that_clause", "judged_as", "asked_to"):
                return True
            if tail and not lead and beside is None:
                return True
    return False


def _whole_sentences(parse: Parse, mark: Marked) -> bool:
    inner = parse.text[mark.start : mark.end]
    return len(inner.split()) >= 4 and inner[:1].isupper() and inner[-1:] in ",.?!…"


def direct_quote(
    parse: Parse, direct: Direct, source: Source, beside: BySentence, references: References
) -> Attribution:
    span = Span(direct.marked.start, direct.marked.end)
    cue = direct.beside.cue if direct.beside is not None else None
    rule = direct.beside.rule if direct.beside is not None else "stands_alone"
    via = relay(parse, references, beside, cue) if cue is not None else None
    return attribution(parse, "direct", rule, span, (span,), source, cue, via)


def attribution(
    parse: Parse,
    kind: str,
    rule: str,
    span: Span,
    quoted: tuple[Span, ...],
    source: Source,
    cue: int | None,
    via: Relay | None,
) -> Attribution:
    """The row of a statement, its source and its relay, with what tells them."""
    return Attribution(
        start=span.start,
        end=span.end,
        kind=kind,
        quoted=quoted,
        speaker_start=source.start,
        speaker_end=source.end,
        source=source.mention.span if source.mention else None,
        joint=tuple(m.span for m in source.joint),
        cue=parse.tokens[cue].lower if cue is not None else None,
        via=via.span if via else None,
        reason=source.reason,
        sentence=_sentence_span(parse, span.start, span.end),
        rule=rule,
        cue_start=parse.tokens[cue].start if cue is not None else None,
        meant=source.meant,
        relayed=via.rule if via else "",
    )


def turn_quote(parse: Parse, turn: Turn) -> Attribution:
    """A paragraph of a transcript."""
    label = parse.text[turn.label_start : turn.label_end]
    who = turn.speaker.text if turn.speaker is not None else "nobody named"
    return Attribution(
        turn.start,
        turn.end,
        "direct",
        (Span(turn.start, turn.end),),
        turn.label_start,
        turn.label_end,
        turn.speaker.span if turn.speaker is not None else None,
        reason=f"transcript_turn: “{label}” is {who}" + (", whose turn goes on" if turn.continued else ""),
        sentence=_sentence_span(parse, turn.start, turn.end),
        rule="transcript_turn",
    )


def reported(
    parse: Parse,
    references: References,
    beside: BySentence,
    taken: Sequence[Span],
    fragments: Sequence[Marked],
    labels: Sequence[Marked],
) -> list[Attribution]:
    """Indirect and mixed quotes: the reported clauses that no direct quote fills, outermost first."""
    out: list[Attribution] = []
    for sentence in sorted(beside):
        out += _reported_in(parse, references, beside, sentence, taken, fragments, labels)
    return out


def _reported_in(
    parse: Parse,
    references: References,
    beside: BySentence,
    sentence: int,
    taken: Sequence[Span],
    fragments: Sequence[Marked],
    labels: Sequence[Marked],
) -> list[Attribution]:
    out: list[Attribution] = []
    kept: list[Clause] = []
    for clause in sorted(beside[sentence], key=lambda c: (c.needs_marks, c.first - c.last, c.cue)):
        if clause.last <= clause.first or only_relays(parse, references, beside, clause):
            continue
        start, end = parse.tokens[clause.first].start, parse.tokens[clause.last - 1].end
        parts = _between(fragments, start, end)
        if parts:
            last = parts[-1]
            start = min(start, parts[0].open)
            end = max(end, last.end if last.close is None else last.close + 1)
        elif clause.needs_marks:
            continue
        if clause.rule == "judged_as" and all(names_a_thing(parse, clause, part) for part in parts):
            continue
        if any(label.open <= start and end <= label.end + 1 for label in _between(labels, start, end)):
            continue
        if _between(taken, start, end) or any(_covers(k, clause) for k in kept):
            continue
        if references.in_quotes(clause.cue) and not parts:
            continue
        source = source_of(parse, references, clause)
        if source is None or source.rejected:
            continue
        kept.append(clause)
        quoted = tuple(Span(m.start, m.end) for m in parts)
        kind, via = "mixed" if parts else "indirect", relay(parse, references, beside, clause.cue)
        out.append(attribution(parse, kind, clause.rule, Span(start, end), quoted, source, clause.cue, via))
    return out


def names_a_thing(parse: Parse, clause: Clause, part: Marked) -> bool:
    """Whether marked words are a name that was given ("calls its programme “Bridges for All”"), not an opinion."""
    words = [w for w in parse.text[part.start : part.end].split() if len(w) > 3]
    naming = judging_lemma(parse.tokens[clause.cue].lower) in ("call", "dub", "label", "brand", "term")
    return naming and bool(words) and all(w[0].isupper() for w in words)


def _between[S: (Span, Marked)](spans: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of the spans (in text order, apart) that overlap [start, end)."""
    first = bisect_right(spans, start, key=lambda s: s.end)
    last = bisect_left(spans, end, key=lambda s: s.start)
    return spans[first:last]


def _covers(outer: Clause, inner: Clause) -> bool:
    return outer.first < inner.last and inner.first < outer.last


def _sentence_span(parse: Parse, start: int, end: int) -> Span | None:
    first, last = parse.token_at(start), parse.token_at(max(start, end - 1))
    if first is None or last is None:
        return None
    return Span(parse.sentences[first.sentence].start, max(end, parse.sentences[last.sentence].end))
