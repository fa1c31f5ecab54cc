"""What a reporting clause is."""

from dataclasses import dataclass

from kimxi_cli.lexicon import words
from kimxi_cli.quotes.grammar import SHORTEST
from kimxi_cli.syntax import Parse


@dataclass(frozen=True, slots=True)
class Clause:
    """One reporting clause.

    cue: token of the verb (or preposition "to" of "according to"); subject: head token of the source, None if
    unspoken; first, last (exclusive): tokens of what is reported, equal where nothing but marked words follow;
    rule: the construction's name; needs_marks: a quote only where quotation marks stand in it.
    """

    cue: int
    subject: int | None
    first: int
    last: int
    rule: str
    needs_marks: bool = False


def clause_of(
    parse: Parse, cue: int, subject: int | None, first: int, last: int, rule: str, needs_marks: bool = False
) -> Clause | None:
    """The clause with linking words and closing punctuation taken off the reported part."""
    while first < last and parse.tokens[first].lower in ("that", ",", ":"):
        first += 1
    if (
        first + 1 < last
        and parse.tokens[first].lower in words("cues", "linking")
        and parse.tokens[first + 1].text == ","
    ):
        first += 2
    while last > first and parse.tokens[last - 1].text in (".", ",", ";", ":", "—", "–", "-"):
        last -= 1
    if last - first < SHORTEST and not needs_marks:
        return None
    return Clause(cue, subject, first, last, rule, needs_marks)
