"""Who said it: from the source as written to the named mention it means.

Order of evidence: the quote's own reporting clause; the same paragraph's; the paragraph before; else nobody.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Layout, Mention
from kimxi_cli.quotes.clause import Clause
from kimxi_cli.quotes.cues import statement_lemma
from kimxi_cli.quotes.direct import Beside, lead_in
from kimxi_cli.quotes.marks import Marked
from kimxi_cli.quotes.naming import is_writing
from kimxi_cli.quotes.subjects import behind_relative
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse, Token


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a statement. start, end: as written, None where unspoken; mention: the name it means.

    rule: what found it; said: the words it went by; meant: how those lead to the mention, "" where they name it;
    carried: why it is taken over from another statement, "" where it is the quote's own.
    rejected: the subject can't speak ("the plan said"); the statement is none.
    """

    start: int | None = None
    end: int | None = None
    mention: Mention | None = None
    joint: tuple[Mention, ...] = ()
    rule: str = "nobody"
    said: str = "no reporting clause near"
    meant: str = ""
    carried: str = ""
    rejected: bool = False

    @property
    def reason(self) -> str:
        """The rule and its evidence: "same_paragraph: the quote before it … has this source: “she” is Berg"."""
        return ": ".join(part for part in (self.rule, self.carried, self.said) if part)


NOBODY = Source()


def source_of(parse: Parse, references: References, clause: Clause) -> Source | None:
    """The source of a reported clause."""
    if clause.subject is None:
        return None
    return named_source(parse, references, clause.subject, clause.cue, clause.rule)


def named_source(parse: Parse, references: References, subject: int, cue: int | None, rule: str) -> Source:
    """The source that the noun phrase with head `subject` names."""
    if references.mention_for(subject) is None:
        subject = behind_relative(parse, subject)
    token = parse.tokens[subject]
    if references.mention_for(subject) is None and is_nobody(parse, token):
        return Source(rejected=True)
    if subject + 1 < len(parse.tokens) and parse.tokens[subject + 1].text == ":" and cue is not None:
        return Source(rejected=True)
    start, end = phrase_span(parse, references, subject)
    written = parse.text[start:end].replace("\n", " ")
    found: tuple[Mention, ...] = ()
    meant = references.why(subject)
    if token.lower in ("they", "them"):
        found, meant = references.speaking_together(subject), ""
    elif token.lower not in ("others", "all"):
        found = () if token.is_pronoun else references.mentions_for(subject)
        if not found and (mention := references.mention_for(subject, speaking=True)) is not None:
            found, meant = (mention,), references.why(subject, speaking=True)
    if not found and token.is_noun:
        body = body_behind(parse, references, subject)
        found, meant = ((body,) if body else ()), "whose it is"
    if is_writing(token):
        return Source(rejected=True)
    if not found:
        return Source(start, end, None, (), rule, f"“{written}” names nobody")
    mention, joint = found[0], tuple(found[1:])
    if references.mention_covering(subject) is not None:
        return Source(start, end, mention, joint, rule, written)
    meant = meant or "named together last"
    return Source(start, end, mention, joint, rule, f"“{written}” is {mention.text}", meant)


def is_nobody(parse: Parse, token: Token) -> bool:
    """ "Nobody said …", "no official said …", "Who said …?"."""
    if token.lower in ("nobody", "none", "neither", "who", "what", "which"):
        return True
    return any(t.lower == "no" for t in parse.children(token.i, "det"))


def body_behind(parse: Parse, references: References, subject: int) -> Mention | None:
    """The institution that a statement or report is of: "a statement by the Senate", "Interpol's report"."""
    token = parse.tokens[subject]
    if token.lower not in (
        "statement",
        "report",
        "campaign",
        "office",
        "remarks",
        "study",
        "letter",
        "commentary",
        "editorial",
        "release",
        "article",
        "tweet",
        "post",
        "memo",
    ):
        return None
    for i in parse.subtree(subject):
        mention = references.mention_covering(i)
        if mention is None and i < subject and parse.tokens[i].tag == "PRP$" and token.lower in ("office", "campaign"):
            mention = references.mention_for(i)
        whose = (
            mention is not None and parse.tokens[i].dep == "pobj" and parse.tokens[parse.tokens[i].head].head == subject
        )
        if mention is not None and (
            mention.type is EntityType.ORGANISATION
            or whose
            or token.lower in ("campaign", "office", "tweet", "post", "letter")
        ):
            return mention
    return None


def phrase_span(parse: Parse, references: References, subject: int) -> tuple[int, int]:
    """The source as written: from its first modifier to the head, with "for the ministry", "of Oslo" behind it."""
    token = parse.tokens[subject]
    left = [i for i in parse.subtree(subject) if i <= subject]
    first = subject
    for i in reversed(left):
        if (
            parse.tokens[i].text in (",", "”", '"', "“", ";", ":", "’", "''")
            or (parse.tokens[i].dep in ("cc", "punct") and i != first - 1)
            or (i < subject and parse.tokens[i].is_verb and statement_lemma(parse.tokens[i].lower))
        ):
            break
        if i < first - 1:
            break
        first = i
    while first < subject and parse.tokens[first].lower in words("cues", "days"):
        first += 1
    start, end = parse.tokens[first].start, token.end
    mention = references.mention_covering(subject)
    if mention is not None:
        start, end = min(start, mention.start), max(end, mention.end)
    elif token.is_noun:
        for prep in parse.children(subject, "prep"):
            if prep.i == subject + 1 and not _tells_when(parse, prep):
                for i in parse.subtree(prep.i):
                    if parse.tokens[i].text == "," or (parse.tokens[i].is_verb and parse.tokens[i].dep != "pobj"):
                        break
                    end = max(end, parse.tokens[i].end)
    return start, end


def _tells_when(parse: Parse, prep: Token) -> bool:
    """ "On Friday", "over the weekend", behind a source."""
    objects = [parse.tokens[prep.i + 1], *parse.children(prep.i, "pobj")]
    return any(t.lower in words("cues", "days") or t.lower in words("cues", "times") for t in objects)


def carry_over(
    parse: Parse,
    layout: Layout,
    references: References,
    directs: Sequence[tuple[Marked, Beside | None]],
    clauses: Sequence[Clause],
) -> list[Source]:
    """A source for each direct quote, in order: its own clause, else by the paragraph, else by the one before."""
    own: list[Source | None] = []
    for _, beside in directs:
        if beside is None or beside.subject is None:
            own.append(None)
            continue
        source = named_source(parse, references, beside.subject, beside.cue, beside.rule)
        own.append(None if source.rejected else source)
    out: list[Source] = []
    for k, (mark, _) in enumerate(directs):
        out.append(
            own[k]
            or _continued(directs, out, own, k)
            or _same_paragraph(directs, out, own, k)
            or _colon_before(parse, layout, references, mark)
            or _reported_before(parse, layout, references, clauses, mark)
            or _subject_before(parse, layout, references, mark)
            or _paragraph_before(parse, layout, references, clauses, directs, out, k)
            or NOBODY
        )
    return out


def _as(source: Source, rule: str, why: str) -> Source:
    """The source of another statement, taken over by a rule."""
    return replace(source, rule=rule, carried=why)


def _continued(
    directs: Sequence[tuple[Marked, Beside | None]], out: Sequence[Source], own: Sequence[Source | None], k: int
) -> Source | None:
    """A quote that runs over paragraphs has one speaker, named in any of its parts."""
    if k and directs[k - 1][0].continued:  # where nobody is, no later part names one either
        before = out[k - 1]
        return _as(before, "continued_quote", "goes on from the paragraph before") if before is not NOBODY else None
    j = k
    while j + 1 < len(directs) and directs[j][0].continued:
        j += 1
        later = own[j]
        if later is not None:
            return _as(later, "continued_quote", "goes on into the next paragraph, which names the source")
    return None


def _same_paragraph(
    directs: Sequence[tuple[Marked, Beside | None]], out: Sequence[Source], own: Sequence[Source | None], k: int
) -> Source | None:
    """The quote before it in the paragraph, else the one behind it, has a source."""
    mark = directs[k][0]
    if k and directs[k - 1][0].last == mark.first and out[k - 1] is not NOBODY:
        return _as(out[k - 1], "same_paragraph", "the quote before it in the paragraph has this source")
    if k + 1 < len(directs) and directs[k + 1][0].first == mark.last:
        later = own[k + 1]
        if later is not None:
            return _as(later, "same_paragraph", "the quote after it in the paragraph has this source")
    return None


def _colon_before(parse: Parse, layout: Layout, references: References, mark: Marked) -> Source | None:
    """The paragraph before ends in a colon: its subject speaks."""
    block = layout.blocks[mark.first]
    if parse.text[block.start : mark.open].strip() or mark.first == 0:
        return None
    before = layout.blocks[mark.first - 1]
    if not parse.text[before.start : before.end].rstrip().endswith(":"):
        return None
    window = [parse.tokens[i] for i in parse.tokens_between(before.start, before.end)]
    if not window:
        return None
    last = [t for t in window if t.sentence == window[-1].sentence]
    beside = lead_in(parse, last)
    if beside is None or beside.subject is None:
        return None
    return _as(
        named_source(parse, references, beside.subject, None, "lead_in"), "lead_in", "the paragraph before announces it"
    )


def _with_cue_in(parse: Parse, clauses: Sequence[Clause], start: int, end: int) -> Sequence[Clause]:
    """Those of the clauses (in text order) whose cue begins in [start, end)."""

    def at(clause: Clause) -> int:
        return parse.tokens[clause.cue].start

    return clauses[bisect_left(clauses, start, key=at) : bisect_left(clauses, end, key=at)]


def _reported_before(
    parse: Parse, layout: Layout, references: References, clauses: Sequence[Clause], mark: Marked
) -> Source | None:
    """The last reporting clause earlier in the same paragraph."""
    earlier = _with_cue_in(parse, clauses, layout.blocks[mark.first].start, mark.open)
    told = (c for c in reversed(earlier) if c.subject is not None and not references.in_quotes(c.cue))
    if (best := next(told, None)) is None:
        return None
    source = source_of(parse, references, best)
    return (
        _as(source, "same_paragraph", "the paragraph's last reporting clause has this source")
        if source and not source.rejected
        else None
    )


def _subject_before(parse: Parse, layout: Layout, references: References, mark: Marked) -> Source | None:
    """The person who is the subject of the sentence before it in the paragraph."""
    window = [parse.tokens[i] for i in parse.tokens_between(layout.blocks[mark.first].start, mark.open)]
    for token in reversed(window):
        if (
            token.dep in ("nsubj", "nsubjpass")
            and not references.in_quotes(token.i)
            and parse.tokens[token.head].dep in ("ROOT", "conj", "ccomp")
        ):
            source = named_source(parse, references, token.i, None, "same_paragraph")
            if source.mention is not None and source.mention.type is EntityType.PERSON:
                return _as(source, "same_paragraph", "subject of the sentence before it")
    return None


def _paragraph_before(
    parse: Parse,
    layout: Layout,
    references: References,
    clauses: Sequence[Clause],
    directs: Sequence[tuple[Marked, Beside | None]],
    out: Sequence[Source],
    k: int,
) -> Source | None:
    """The source of the last quote or reporting clause of the paragraph before, if the quote opens its own."""
    mark = directs[k][0]
    if parse.text[layout.blocks[mark.first].start : mark.open].strip():
        return None
    at, best = -1, None
    if k and out[k - 1] is not NOBODY and mark.first - directs[k - 1][0].last <= 2:
        at, best = directs[k - 1][0].start, out[k - 1]
    since = max(at + 1, layout.blocks[max(0, mark.first - 2)].start)
    for clause in reversed(_with_cue_in(parse, clauses, since, mark.open)):
        if clause.rule != "according_to" and clause.subject is not None and not references.in_quotes(clause.cue):
            source = source_of(parse, references, clause)
            if source is not None and not source.rejected:
                best = source
                break
    return _as(best, "paragraph_before", "nobody else speaks since the paragraph before") if best is not None else None
