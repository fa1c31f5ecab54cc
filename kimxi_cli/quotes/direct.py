"""Which marked words are a statement of their own, and the reporting clause beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kimxi_cli.lexicon import words
from kimxi_cli.model import Block, BlockKind
from kimxi_cli.quotes.cues import statement_lemma
from kimxi_cli.quotes.grammar import negated
from kimxi_cli.quotes.marks import Marked
from kimxi_cli.quotes.subjects import CITING, subject_of
from kimxi_cli.syntax import SUBJECTS, Parse, Token

ENDERS = ".?!…"
INNER = "”’'\""
"""Closing marks of a quote within the quote."""
TURNING = frozenset(
    {"but", "and", "or", "so", "yet", "which", "when", "while", "because", "although", "though", "after"}
)
"""Words that begin a clause of its own behind the marked words: its verb does not report them."""
NEAR = 32
"""Tokens from the closing mark within which its reporting clause begins ("…,” Anna Berg, a … who …, said")."""
HEARD = frozenset({"heard", "overheard", "seen", "as", "recorded", "filmed", "caught"})
QUOTED = 12
"""Tokens within which "as saying" follows "quoted"."""
FEWEST = 3
"""Words that a statement without a reporting clause of its own has at least."""
SIGNED = re.compile(r"\s*[—–―~-]+\s*")


@dataclass(frozen=True, slots=True)
class Beside:
    """A reporting clause beside marked words: cue and subject tokens (None where unspoken), and the rule."""

    cue: int | None
    subject: int | None
    rule: str


def reporting_after(parse: Parse, marked: Marked, stop: int) -> Beside | None:
    """The clause of "…,” said Anna Berg"; stop is the offset of the next opening mark or the block's end."""
    if marked.close is None:
        return None
    text = parse.text
    last = text[marked.start : marked.end].rstrip(INNER)[-1:]
    following = text[marked.close + 1 : marked.close + 2]
    if last not in ",?!…—-." and following != ",":
        return None
    window = [parse.tokens[i] for i in parse.tokens_between(marked.close + 1, stop)][:NEAR]
    window = window[1:] if window and window[0].text in (",", "”", "’", "'", '"', "''") else window
    if window and (window[0].tag == "WDT" or window[0].lower in TURNING):
        return None
    for position, token in enumerate(window):
        if token.text in ENDERS or (token.text in (";", ":") and position > 0):
            return None
        lemma = statement_lemma(token.lower)
        if lemma is None or not token.is_verb or token.tag == "VBG":
            if token.tag == "VBG" and lemma is not None and (position == 0 or window[position - 1].lower in HEARD):
                return Beside(token.i, subject_of(parse, token), "reporting_clause_after")
            if (
                token.tag in ("VBD", "VBZ", "VBP")
                and (window[0].lower != "as" or token.lower == "put")
                and token.dep not in ("aux", "auxpass")
                and not _inside_relative(parse, token, window[0].i)
            ):
                return _plain_verb(parse, window, position, last)
            continue
        if _inside_relative(parse, token, window[0].i) and position > 2:
            continue
        if token.lower in CITING and any(t.lower == "as" for t in window[position : position + QUOTED]):
            continue
        subject = _subject_before(parse, window[:position], token) if position else _subject_behind(parse, token, stop)
        if subject is None:
            subject = _subject_behind(parse, token, stop)
        if subject is None:
            return None
        if last == "." and _goes_on(parse, token, stop):
            return None
        return Beside(token.i, subject, "reporting_clause_after")
    return None


def _plain_verb(parse: Parse, window: Sequence[Token], position: int, last: str) -> Beside | None:
    """ "…,” Anna Berg assessed." and "…,” joked Berg.": any verb with nothing reported behind it, after a comma."""
    verb = window[position]
    if (
        last not in ",?!"
        or position > 8
        or any(t.dep in ("dobj", "attr", "acomp", "ccomp") and t.is_noun and position for t in parse.children(verb.i))
    ):
        return None
    if position:
        subject = _subject_before(parse, window[:position], verb)
        return Beside(verb.i, subject, "reporting_clause_after") if subject is not None else None
    after = window[1:2]
    return (
        Beside(verb.i, _subject_behind(parse, verb, parse.tokens[window[-1].i].end), "reporting_clause_after")
        if after and after[0].tag[0] in "NDP"
        else None
    )


def reporting_before(parse: Parse, marked: Marked, since: int) -> Beside | None:
    """The clause of "Anna Berg said: “…"; since is the offset where the quote before it ended or the block begins."""
    window = [parse.tokens[i] for i in parse.tokens_between(since, marked.open)]
    if not window:
        return None
    link = window[-1]
    sentence = parse.sentences[link.sentence]
    window = [t for t in window if t.sentence == link.sentence or t.start >= sentence.start]
    if link.text in ENDERS:
        return None
    for token in reversed(window):
        if not token.is_verb or (statement_lemma(token.lower) is None and not _reads_out(parse, token)):
            continue
        if token.i == link.i and _is_phrase(parse, marked):
            return None
        if link.text not in (",", ":", "—", "–", "-") and token.i != link.i and not _only_adjuncts(window, token):
            return None
        if negated(parse, token):
            return None
        subject = subject_of(parse, token)
        return (
            Beside(token.i, subject, "reporting_clause_before")
            if subject is not None
            else Beside(token.i, None, "cue_before")
        )
    if link.text == ":":
        return lead_in(parse, window)
    return None


def _reads_out(parse: Parse, verb: Token) -> bool:
    """ "The statement read, “…”": of a piece of writing."""
    subjects = parse.children(verb.i, "nsubj") if verb.lower in ("read", "reads") else []
    return any(t.lower in words("reference", "writings") for t in subjects)


def _is_phrase(parse: Parse, marked: Marked) -> bool:
    """Whether marked words behind a bare verb are its object, and the phrase goes on ("voiced “deep regret” at …")."""
    inner = parse.text[marked.start : marked.end]
    if marked.close is None or not inner[:1].islower() or inner[-1:] in ",.?!…" or " " not in inner:
        return False
    inside = parse.tokens_between(marked.start, marked.end)
    if any(parse.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in inside):
        return False
    after = parse.token_at(marked.close + 1)
    return after is not None and after.tag in ("IN", "TO") and after.start == marked.close + 2


def lead_in(parse: Parse, window: Sequence[Token]) -> Beside | None:
    """ "Berg:" and "Here is what Berg had to say:": the subject of the words before a colon, or the name itself."""
    subjects = [t for t in window if t.dep in SUBJECTS and (t.is_noun or t.is_pronoun)]
    main = [t for t in subjects if parse.tokens[t.head].dep == "ROOT"]
    if subjects:
        return Beside(None, (main or subjects)[-1].i, "lead_in")
    topic = next((k for k, t in enumerate(window) if t.tag == "IN"), len(window))
    ahead = window[:topic] if topic < len(window) else []
    names = [t for t in ahead if t.is_proper or t.text[0].isupper()] or [t for t in window if t.is_proper]
    return Beside(None, names[-1].i, "lead_in") if names and len(window) <= 8 else None


def dash_signature(parse: Parse, marked: Marked, stop: int) -> Beside | None:
    """ "“…” — Anna Berg": a name behind a dash closes the paragraph."""
    if marked.close is None or (dash := SIGNED.match(parse.text, marked.close + 1)) is None:
        return None
    window = [parse.tokens[i] for i in parse.tokens_between(dash.end(), stop)]
    if not window or len(window) > 12 or not window[0].is_proper:
        return None
    k = 0
    while k + 1 < len(window) and window[k + 1].is_proper:
        k += 1
    return Beside(None, window[k].i, "dash_signature")


def stands_alone(parse: Parse, marked: Marked, block: Block) -> bool:
    """Whether the marked words make whole sentences: begun where a sentence begins and closed as one."""
    text = parse.text
    before = text[block.start : marked.open].rstrip()
    if before and before[-1] not in '.?!…”"’:)—–':
        return False
    inner = text[marked.start : marked.end].strip()
    length = len(inner.split())
    closed = (
        marked.close is None
        or inner.rstrip(INNER)[-1:] in ".?!…,—-"
        or text[marked.close + 1 : marked.close + 2] in (".", ",", "?", "!", "")
    )
    if block.kind in (BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.CAPTION):
        return False
    return (
        closed
        and (length >= FEWEST or inner[-1:] in "?!.")
        and (inner[:1].isupper() or length >= 8 or not inner[:1].isalpha())
    )


def _subject_before(parse: Parse, between: Sequence[Token], cue: Token) -> int | None:
    subjects = [t for t in parse.children(cue.i, *SUBJECTS) if t.i < cue.i]
    if subjects and subjects[-1].i >= between[0].i:
        return subjects[-1].i
    for token in between:
        if token.dep in SUBJECTS and (token.is_noun or token.is_pronoun):
            return token.i
    last: int | None = None
    for token in between:
        if token.is_noun or token.is_pronoun:
            last = token.i
        elif last is not None and token.text in (",", "of", "for", "who", "("):
            break
    return last


def _subject_behind(parse: Parse, cue: Token, stop: int) -> int | None:
    """The head of the noun phrase right after an inverted cue."""
    behind = [t for t in parse.children(cue.i, "nsubj", "dobj") if cue.i < t.i <= cue.i + 8 and t.start < stop]
    if behind and (behind[0].is_noun or behind[0].is_pronoun):
        return behind[0].i
    last: int | None = None
    for i in range(cue.i + 1, min(cue.i + 16, len(parse.tokens))):
        token = parse.tokens[i]
        if token.start >= stop:
            break
        if token.is_noun or (token.is_pronoun and last is None):
            last = i
        elif (
            last is not None
            or token.is_verb
            or token.text in (",", ".", ":", "that")
            or (token.tag in ("IN", "TO") and last is None)
        ):
            break
    return last


def _inside_relative(parse: Parse, token: Token, since: int) -> bool:
    for step in (token, *parse.ancestors(token.i)):
        if step.i < since:
            return False
        if step.dep in ("relcl", "acl") or (step.dep == "conj" and step.is_verb and parse.tokens[step.head].is_noun):
            return True
    return False


def _goes_on(parse: Parse, cue: Token, stop: int) -> bool:
    """Whether the cue reports what follows it (“….” Berg said the plan was dead), not what stands before."""
    after = [
        parse.tokens[i] for i in range(cue.i + 1, min(cue.i + 12, len(parse.tokens))) if parse.tokens[i].start < stop
    ]
    if any(t.i > cue.i for t in parse.children(cue.i, "ccomp")):
        return True
    for token in after:
        if token.text in ENDERS:
            return False
        if token.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def _only_adjuncts(window: Sequence[Token], cue: Token) -> bool:
    """Whether nothing but whom and where it was said stands between cue and mark ("told reporters “…")."""
    return (
        all(
            t.is_noun
            or (
                t.tag in ("IN", "DT", "TO", "PRP$", "POS", "RB", "CD", "JJ", "PRP")
                and t.lower not in ("that", "it", "he", "she", "they", "we", "i")
            )
            for t in window
            if t.i > cue.i
        )
        and sum(1 for t in window if t.i > cue.i) <= 3
    )
