"""Who relayed a statement: "state television said that Berg said …", "…, Berg said, according to Interfax"."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Span
from kimxi_cli.quotes.clause import Clause
from kimxi_cli.quotes.cues import is_guarded, statement_lemma
from kimxi_cli.quotes.grammar import QUOTE_CHARS
from kimxi_cli.quotes.speaker import phrase_span
from kimxi_cli.quotes.subjects import CITING, subject_of
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse

Beside = Mapping[int, Sequence[Clause]]
"""Sentence number → its reporting clauses."""

NEAR = 4
"""Tokens from the beginning of what is reported within which the inner source stands."""
NEAR_AFTER_ACCORDING = 8
QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})


@dataclass(frozen=True, slots=True)
class Relay:
    """Who relayed a statement: span of the name (of the words, if it is no name), and the rule that found it."""

    span: Span
    rule: str


def by_sentence(parse: Parse, clauses: Sequence[Clause]) -> Beside:
    out: dict[int, list[Clause]] = defaultdict(list)
    for clause in clauses:
        out[parse.tokens[clause.cue].sentence].append(clause)
    return out


def only_relays(parse: Parse, references: References, beside: Beside, clause: Clause) -> bool:
    """Whether all that the clause reports is another reporting clause: its source relays, the inner one speaks."""
    return any(_relays(parse, references, clause, inner) for inner in beside.get(parse.tokens[clause.cue].sentence, ()))


def relay(parse: Parse, references: References, beside: Beside, cue: int) -> Relay | None:
    """Who relayed the statement of this cue; None where nobody did."""
    here = beside.get(parse.tokens[cue].sentence, ())
    own = next((clause for clause in here if clause.cue == cue), None)
    for clause in here:
        if clause.cue == cue or clause.subject is None:
            continue
        if clause.rule == "according_to":
            return Relay(_name(parse, references, clause.subject), "according_to")
        if own is not None and _relays(parse, references, clause, own):
            return Relay(_name(parse, references, clause.subject), "outer_clause")
    for step in parse.ancestors(cue):
        if step.lower in CITING:
            agents = [t.i for by in parse.children(step.i, "agent") for t in parse.children(by.i, "pobj")]
            subject = agents[0] if agents else subject_of(parse, step)
            quotes = step.lower in QUOTING and not parse.children(step.i, "nsubjpass")
            if subject is not None and (quotes or is_medium(parse, references, subject)):
                return Relay(_name(parse, references, subject), "citing_medium")
    return None


def is_medium(parse: Parse, references: References, subject: int) -> bool:
    """Whether the source is one that relays others: an agency, a paper, a broadcaster, "state media"."""
    if parse.tokens[subject].lower in words("cues", "media"):
        return True
    mention = references.mention_covering(subject)
    if mention is None or mention.type is not EntityType.ORGANISATION:
        return False
    near = set(mention.text.lower().split()) | set(references.profile(mention).descriptions)
    return bool(near & words("cues", "media")) or mention.text.isupper()


def _relays(parse: Parse, references: References, outer: Clause, inner: Clause) -> bool:
    """Whether `inner` is what `outer` reports, from its first words on."""
    if inner is outer or inner.subject is None or outer.subject is None:
        return False
    if inner.needs_marks and not (outer.rule == "according_to" and _holds_marks(parse, inner)):
        return False
    if not outer.first <= inner.subject < outer.last or not outer.first <= inner.cue < outer.last:
        return False
    if outer.rule == "according_to" and inner.rule in ("trailing_clause", "floating_clause"):
        return True
    if outer.rule == "according_to":
        near = min(inner.subject, inner.cue) - outer.first <= NEAR_AFTER_ACCORDING
        return near and not is_guarded(statement_lemma(parse.tokens[inner.cue].lower) or "")
    first = inner.subject - outer.first <= NEAR or parse.tokens[inner.cue].head == outer.cue
    if outer.rule in ("trailing_clause", "floating_clause"):
        main = parse.tokens[inner.cue].dep == "ROOT" and is_medium(parse, references, outer.subject)
        verb = parse.tokens[inner.cue].dep in ("ccomp", "ROOT", "parataxis")
        return inner.rule == "that_clause" and (main or (first and verb))
    return first and is_medium(parse, references, outer.subject)


def _holds_marks(parse: Parse, clause: Clause) -> bool:
    """Whether words of an act of speech are quoted ("Berg praised Vries for “…”, according to Interfax")."""
    inside = parse.tokens[clause.first : clause.last + 1]
    return clause.rule in ("judged_as", "asked_to") and any(t.text in QUOTE_CHARS for t in inside)


def _name(parse: Parse, references: References, subject: int) -> Span:
    mention = references.mention_covering(subject)
    if mention is None:
        inside = (references.mention_covering(i) for i in parse.subtree(subject))
        mention = next((m for m in inside if m is not None and m.type is EntityType.ORGANISATION), None)
    return mention.span if mention is not None else Span(*phrase_span(parse, references, subject))
