"""Marked words that nobody says: names, titles, slogans, words of a song or a sign."""

from kimxi_cli.lexicon import words
from kimxi_cli.quotes.cues import forms
from kimxi_cli.quotes.direct import Beside
from kimxi_cli.quotes.marks import Marked
from kimxi_cli.quotes.subjects import behind_relative, subject_of
from kimxi_cli.syntax import Parse, Token

SHORT = 3
"""Letters of a word that titles may leave in lower case ("of", "the")."""
MODIFYING = frozenset({"DT", "JJ", "POS", "PRP$", "TO"})
"""Tags of a word that makes the marked words behind it part of its phrase ("the vast “Green Belt”")."""


def is_label(parse: Parse, marked: Marked, start: int, beside: Beside | None) -> bool:
    """Whether nobody says the marked words. start: where their block begins; beside: the reporting clause found."""
    if beside is not None and beside.subject is not None:
        cue = parse.tokens[beside.cue].lower if beside.cue is not None else ""
        if beside.cue is not None and imagined(parse, parse.tokens[beside.cue]):
            return True
        if is_writing(parse.tokens[beside.subject]) or (cue in forms("chanting") and is_crowd(parse, beside.subject)):
            return True
    before = token_before(parse, marked, start)
    if before is None:
        return False
    if before.lower in words("cues", "works") and is_title(parse.text[marked.start : marked.end]):
        return True
    return before.lower in words("cues", "naming") or _written_or_sung(parse, before, beside)


def imagined(parse: Parse, cue: Token) -> bool:
    """ "“Why bother?” you may ask": nobody did."""
    return any(t.lower in ("may", "might", "could") for t in parse.children(cue.i, "aux"))


def is_nickname(parse: Parse, marked: Marked) -> bool:
    """Whether the marks stand within a name: "Robert “Bob” Vale"."""
    inside = parse.tokens_between(marked.start, marked.end)
    if marked.close is None or not len(inside) or len(inside) > SHORT or inside[0] < 2:
        return False
    after = parse.token_at(marked.close + 1)
    before = parse.tokens[inside[0] - 2]
    return (
        before.is_proper
        and after is not None
        and after.is_proper
        and before.sentence == after.sentence
        and before.text[-1].isalnum()
        and parse.text[before.end : marked.open].isspace()
        and parse.text[marked.close + 1 : after.start].isspace()
    )


def completes_phrase(parse: Parse, marked: Marked, start: int, beside: Beside | None) -> bool:
    """Whether the marked words are a phrase of the sentence around them, a name or a term, and no statement."""
    before = token_before(parse, marked, start)
    if before is not None and (before.tag in MODIFYING or (before.tag == "IN" and before.lower != "that")):
        return True
    told = beside is not None and (beside.rule != "reporting_clause_before" or before is None or before.text in ",:")
    return not told and is_title(parse.text[marked.start : marked.end])


def token_before(parse: Parse, marked: Marked, start: int) -> Token | None:
    """The token before the opening mark, of the same sentence."""
    inside = parse.tokens_between(marked.start, marked.end)
    if not len(inside):
        return None
    i = inside[0] - 1
    while i >= 0 and parse.tokens[i].start >= marked.open:
        i -= 1
    if i < 0 or parse.tokens[i].start < start or parse.tokens[i].sentence != parse.tokens[inside[0]].sentence:
        return None
    return parse.tokens[i]


def is_title(text: str) -> bool:
    """Whether words are written as names and titles are: two or more, every longer one with a capital."""
    longer = [w for w in text.rstrip(",.").split() if len(w) > SHORT and w[0].isalpha()]
    one = len(longer) > 1 and text[0].isupper() and not text.endswith(("?", "!")) and ". " not in text
    return one and all(w[0].isupper() for w in longer)


def is_writing(token: Token) -> bool:
    """Whether a noun means a sign or the like, which shows words and says nothing."""
    return token.lower in words("cues", "documents") or token.lower.removesuffix("s") in words("cues", "documents")


def is_crowd(parse: Parse, subject: int) -> bool:
    """Whether chanting is a crowd's: by a plural noun or a noun of many."""
    token = parse.tokens[subject]
    return token.tag == "NNS" or token.lower in words("cues", "crowds")


def _written_or_sung(parse: Parse, before: Token, beside: Beside | None) -> bool:
    """ "banners reading “…”", "a sign that said “…”", "they sang “…”", "the crowd chanted “…”"."""
    if beside is not None and beside.rule == "reporting_clause_after":
        return False
    for i in range(before.i, parse.sentence_of(before.i).first - 1, -1):
        verb = parse.tokens[i]
        if not verb.is_verb:
            continue
        if verb.lower in forms("singing"):
            return True
        subject = subject_of(parse, verb)
        if subject is not None:
            subject = behind_relative(parse, subject)
        if subject is None:
            return False
        return is_writing(parse.tokens[subject]) or (verb.lower in forms("chanting") and is_crowd(parse, subject))
    return False
