"""Where one reporting clause ends and the next begins: "said that A and that B", "…, he said, and “…”"."""

from dataclasses import replace

from kimxi_cli.quotes.clause import Clause, clause_of
from kimxi_cli.quotes.grammar import QUOTE_CHARS, SHORTEST, reported_end
from kimxi_cli.syntax import Parse


def coordinated(parse: Parse, clause: Clause) -> list[Clause]:
    """ "X said that A and that B" reports two statements: a clause each."""
    if clause.rule in ("trailing_clause", "floating_clause"):
        return [clause, *_resumed(parse, clause)]
    if clause.rule != "that_clause":
        return [clause]
    end = parse.sentence_of(clause.cue).last
    for k in range(clause.first + SHORTEST, min(clause.last + SHORTEST, end - SHORTEST)):
        token = parse.tokens[k]
        if token.lower != "that" or token.dep != "mark" or parse.tokens[k - 1].lower not in ("and", "but"):
            continue
        verb = parse.tokens[token.head]
        if verb.dep == "conj" and (clause.first <= verb.head < k or verb.head == clause.cue):
            last = k - 2 if parse.tokens[k - 2].text == "," else k - 1
            rest = clause.last if clause.last > k else reported_end(parse, parse.tokens[clause.cue], k + 1, end)
            while parse.tokens[rest - 1].text in (".", ","):
                rest -= 1
            second = replace(clause, first=k + 1, last=rest)
            return [replace(clause, last=min(clause.last, last)), *coordinated(parse, second)]
    return [clause]


def _resumed(parse: Parse, clause: Clause) -> list[Clause]:
    """The marked words after "…, he said, and “…”": they are his too."""
    end = parse.sentence_of(clause.cue).last
    for k in range(clause.cue + 1, end - SHORTEST - 1):
        opening = [t.lower for t in parse.tokens[k : k + 3]]
        if opening[0] == "," and opening[1] in ("and", "but") and opening[2] in QUOTE_CHARS:
            rest = clause_of(parse, clause.cue, clause.subject, k + 2, end, "resumed", True)
            return [rest] if rest is not None else []
    return []


def within_trailing(parse: Parse, clauses: list[Clause]) -> list[Clause]:
    """What is reported ends where the sentence's last reporting clause begins ("X revealed that …, Interfax said")."""
    ends = {parse.tokens[c.cue].sentence: c for c in clauses if c.rule == "trailing_clause"}
    out = []
    for clause in clauses:
        end = ends.get(parse.tokens[clause.cue].sentence)
        if end is not None and end is not clause and clause.first < end.last < clause.last and end.cue < clause.last:
            clause = replace(clause, last=end.last)
        out.append(clause)
    return out
