"""Reporting clauses: cue, subject and what is reported, read off the parse.

Each construction is one function that looks at one cue token; CONSTRUCTIONS gives their order, and the first that
has something to say decides.
"""

from collections.abc import Callable, Sequence

from kimxi_cli.quotes.clause import Clause, clause_of
from kimxi_cli.quotes.coordination import coordinated, within_trailing
from kimxi_cli.quotes.cues import directive_lemma, is_guarded, judging_lemma, statement_lemma
from kimxi_cli.quotes.grammar import (
    QUOTE_CHARS,
    SHORTEST,
    adds_to,
    can_speak,
    clause_end,
    complement_right,
    finite,
    interrupts,
    own_words,
    passive,
    reported_end,
    resumed,
    said_when,
    skip_adverbials,
    starts_clause,
    subject_after,
    to_sentence_end,
    unreal,
    verb_after,
)
from kimxi_cli.quotes.subjects import inverted_subject, object_after, own_subject, subject_of
from kimxi_cli.reference import References
from kimxi_cli.syntax import Parse, Token

REACH = 14
"""Tokens behind the cue within which the "that" of its clause stands."""
NEAR = 12
"""Tokens between "quoted" and "saying" at most."""
LINKERS = frozenset({"that", ",", ":", "—", "–", "-", "and", "but", "whether", "if", "how"})


Construction = Callable[[Parse, References, Token], Clause | None]


def find_clauses(parse: Parse, references: References) -> list[Clause]:
    """Every reporting clause of the article, in text order of the cue."""
    out: list[Clause] = []
    for token in parse.tokens:
        if token.lower == "according" or (token.is_verb and not adds_to(parse, token)):
            for construction in CONSTRUCTIONS:
                if (clause := construction(parse, references, token)) is not None:
                    out.append(clause)
                    break
    return within_trailing(parse, [part for clause in out for part in coordinated(parse, clause)])


# --- constructions ---------------------------------------------------------------------------


def according_to(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "…, according to X" and "According to X, …"."""
    if token.lower != "according":
        return None
    tos = [t for t in parse.tokens[token.i + 1 : token.i + 2] if t.lower.startswith("to")]
    if not tos:
        return None
    sentence = parse.sentence_of(token.i)
    source = object_after(parse, tos[0])
    source = _who_carried(parse, source) if source is not None else None
    if source is None or (references.mention_for(source) is None and not can_speak(parse, source)):
        return None
    _, right = parse.edges(source)
    right = max(right, source + 1)
    before = [t for t in parse.tokens[sentence.first : token.i] if t.text not in QUOTE_CHARS]
    if len(before) <= 1:
        first = _behind_participle(parse, right, sentence.last)
        while first < sentence.last and parse.tokens[first].lower in LINKERS:
            first += 1
        return clause_of(parse, token.i, source, first, sentence.last, "according_to")
    within = interrupts(parse, sentence.first, token.i, parse.tokens[right - 1])
    return clause_of(parse, token.i, source, sentence.first, sentence.last if within else token.i, "according_to")


def _behind_participle(parse: Parse, first: int, last: int) -> int:
    """Past ", citing officials," between the source and what it says."""
    if first + 1 < last and parse.tokens[first].text == "," and parse.tokens[first + 1].tag == "VBG":
        return next((k for k in range(first + 2, last) if parse.tokens[k].text == ","), first)
    return first


def _who_carried(parse: Parse, source: int) -> int:
    """ "According to remarks carried by <Interfax>": who carried them, else the source itself."""
    for participle in parse.children(source, "acl"):
        if participle.lower in ("reported", "carried", "published", "released", "quoted", "issued", "broadcast"):
            for by in parse.children(participle.i, "agent"):
                for carrier in parse.children(by.i, "pobj"):
                    return carrier.i
    return source


def quoted_as_saying(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X was quoted as saying …", "X is reported to have said …": the subject of the passive is the source."""
    if statement_lemma(token.lower) != "say":
        return None
    passive = next(
        (a for a in parse.ancestors(token.i) if a.lower in ("quoted", "cited", "reported", "heard", "known")), None
    )
    if passive is None or token.i - passive.i > NEAR or not token.i - passive.i > 0:
        return None
    subjects = parse.children(passive.i, "nsubjpass", "nsubj")
    if not subjects:
        return None
    if parse.children(passive.i, "nsubjpass"):
        return _right_of(parse, token, subjects[-1].i, "quoted_as_saying")
    objects = parse.children(passive.i, "dobj")
    return _right_of(parse, token, (objects or subjects)[-1].i, "quoted_as_saying")


def trailing_clause(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "…, X said on Monday." and "…, said X.": all of the sentence before the comma is reported."""
    lemma = statement_lemma(token.lower)
    if lemma is None or not finite(parse, token):
        return None
    sentence = parse.sentence_of(token.i)
    own, left = own_subject(parse, token), token.i
    subject = own if own is not None else inverted_subject(parse, token, sentence.last)
    if subject is None:
        return None
    if subject < token.i:
        left = min(parse.edges(subject)[0], token.i)
        left = min([left, *(t.i for t in parse.children(token.i, "aux", "advmod", "neg") if t.i < token.i)])
    if left - 1 <= sentence.first or _subordinate(parse, token, subject):
        return None
    before = parse.tokens[left - 1]
    if before.text not in (",", "”", '"', "—", "–", "’", "'", "-"):
        return None
    if before.text == "," and interrupts(parse, sentence.first, left - 1, token):
        return clause_of(parse, token.i, subject, sentence.first, sentence.last, "floating_clause")
    if starts_clause(parse, sentence.first, left - 1) or complement_right(parse, token, subject):
        return None
    end = left - 1 if before.text in (",", "—", "–", "-") else left
    first = sentence.first
    for k in range(sentence.first + 1, left - 2):
        if parse.tokens[k].text in (":", ";"):
            first = k + 1
    goes_on = before.text == "," and resumed(parse, token, subject, sentence.last)
    return clause_of(parse, token.i, subject, first, end, "floating_clause" if goes_on else "trailing_clause")


def _subordinate(parse: Parse, cue: Token, subject: int) -> bool:
    """Whether a cue belongs to what is reported, or is added on: "said that in May, Berg agreed", ", which noted"."""
    links = parse.children(cue.i, "mark")
    that = [t for t in links if t.lower == "that" and t.i < cue.i and parse.tokens[t.i + 1].text != ","]
    return parse.tokens[subject].tag == "WDT" or bool(that)


def _equates(parse: Parse, first: int) -> bool:
    """Whether what seems reported is the verb of "The first thing she says is: …"."""
    after = parse.tokens[first + 1 : first + 2]
    return parse.tokens[first].lower in ("is", "was") and bool(after) and after[0].text in {":", ",", *QUOTE_CHARS}


def _adds_relative(parse: Parse, verb: Token, cue: int) -> bool:
    """Whether a clause behind the cue is only added on: ", which is far from Oslo"."""
    first = parse.edges(verb.i)[0]
    return first > cue and any(
        t.tag == "WDT" and parse.tokens[t.i - 1].text == "," for t in parse.tokens[first : first + 2]
    )


def put_so(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "As X put it, “…”" and "…, as X put it": the marked words on the right, else what stands before."""
    if token.lower not in ("put", "puts") or not any(t.lower == "it" for t in parse.children(token.i, "dobj")):
        return None
    subject = own_subject(parse, token)
    if subject is None or unreal(parse, token):
        return None
    sentence = parse.sentence_of(token.i)
    right = range(token.i + 2, sentence.last)
    opening = next((i for i in right if parse.tokens[i].text in QUOTE_CHARS), None)
    if opening is not None and opening + 1 < sentence.last:
        return clause_of(parse, token.i, subject, opening, sentence.last, "put_so", True)
    left = min(parse.edges(subject)[0], token.i)
    return clause_of(parse, token.i, subject, sentence.first, left - (parse.tokens[left - 1].lower == "as"), "put_so")


def that_clause(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X said (that) …", "X told reporters that …", "…, adding that …"."""
    lemma = statement_lemma(token.lower)
    if lemma is None or unreal(parse, token):
        return None
    subject = subject_of(parse, token)
    complements = [
        t for t in parse.children(token.i, "ccomp") if t.i > token.i and not _adds_relative(parse, t, token.i)
    ]
    if lemma in ("say", "deny"):
        complements = complements or [t for t in parse.children(token.i, "xcomp") if t.i > token.i and t.tag == "VBG"]
    if not complements or passive(parse, token):
        return None
    complement = complements[0]
    if trailing_clause(parse, references, complement) is not None:
        return None
    first, last = parse.edges(complement.i)
    first = max(first, token.i + 1)
    if _equates(parse, first):
        return None
    if any(t.text == "." for t in parse.tokens[token.i + 1 : first]):
        return None
    markers = [t.lower for t in parse.children(complement.i, "mark")]
    opening = parse.tokens[first].lower
    if opening in ("whether", "if", "what", "how", "why", "when", "where", "who") and lemma in ("ask", "wonder", "say"):
        return None
    if lemma == "say" and token.lower == "say" and subject is None:
        return None
    needs_marks = (
        is_guarded(lemma)
        and "that" not in markers
        and lemma
        not in ("agree", "believe", "announce", "report", "reveal", "confirm", "note", "recall", "estimate", "conclude")
    )
    if lemma in ("believe", "think"):
        needs_marks = True
    last = reported_end(parse, token, first, to_sentence_end(parse, token, last))
    if parse.tokens[first].tag == "RB" and first + 1 < last and parse.tokens[first + 1].lower == "that":
        first += 1
    if "that" not in markers:
        first = said_when(parse, first, last)
    if last - first <= SHORTEST:
        needs_marks = True
    return clause_of(parse, token.i, subject, first, last, "that_clause", needs_marks)


def that_behind(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X said in a letter to the mayor that …": the clause hangs elsewhere in the parse."""
    if statement_lemma(token.lower) is None or unreal(parse, token, planned=True) or passive(parse, token):
        return None
    subject = subject_of(parse, token)
    if subject is None:
        return None
    end = clause_end(parse, token)
    for k in range(token.i + 1, min(end - SHORTEST, token.i + REACH)):
        that = parse.tokens[k]
        if that.text in QUOTE_CHARS or (that.is_verb and that.tag != "VBN"):
            return None
        links = (that.tag in ("IN", "DT") and that.dep != "det") or that.dep == "mark"
        if that.lower == "that" and links and verb_after(parse, k, end):
            return clause_of(parse, token.i, subject, k + 1, reported_end(parse, token, k + 1, end), "that_clause")
    return None


def bare_right(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X said: …", "X said “…”": no complement in the parse, words in marks or after a colon."""
    lemma = statement_lemma(token.lower)
    if lemma is None or unreal(parse, token, planned=True) or passive(parse, token):
        return None
    subject = subject_of(parse, token)
    if subject is None:
        return None
    end = clause_end(parse, token)
    nxt = parse.tokens[token.i + 1] if token.i + 1 < end else None
    if (
        lemma == "say"
        and nxt is not None
        and nxt.text not in (".", ",", "”", '"', ":", "“")
        and subject < token.i
        and verb_after(parse, token.i + 1, end)
        and subject_after(parse, token.i + 1, end)
    ):
        return clause_of(parse, token.i, subject, skip_adverbials(parse, token.i + 1, end), end, "that_clause")
    if own_words(parse, token.i + 1, end):
        return None
    last = reported_end(parse, token, token.i + 1, end)
    return clause_of(parse, token.i, subject, token.i + 1, last, "marked_words", True)


def asked_to(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X urged Y to …": what Y is to do, where words of it are quoted."""
    if directive_lemma(token.lower) is None or unreal(parse, token, planned=True):
        return None
    subject = subject_of(parse, token)
    if subject is None:
        return None
    for complement in parse.children(token.i, "xcomp", "ccomp"):
        if complement.i > token.i and complement.is_verb:
            first, last = parse.edges(complement.i)
            aux = [t.i for t in parse.children(complement.i, "aux") if t.lower == "to"]
            first = (aux[0] + 1) if aux else first
            return clause_of(parse, token.i, subject, first, reported_end(parse, token, first, last), "asked_to", True)
    return None


def judged_as(parse: Parse, references: References, token: Token) -> Clause | None:
    """ "X called Y “…”", "X warned of “…”", "X praised Y for “…”": the objects, where words of them are quoted."""
    if judging_lemma(token.lower) is None or unreal(parse, token, planned=True) or parse.children(token.i, "prt"):
        return None
    subject = subject_of(parse, token)
    if subject is None:
        return None
    if passive(parse, token):
        return None
    rights = [
        t
        for t in parse.children(
            token.i, "dobj", "prep", "oprd", "attr", "ccomp", "xcomp", "dative", "advcl", "nsubj", "acomp"
        )
        if t.i > token.i and t.i != subject and not (t.dep == "advcl" and statement_lemma(t.lower))
    ]
    if not rights or _equates(parse, parse.edges(rights[0].i)[0]):
        return None
    first = parse.edges(rights[0].i)[0]
    last = reported_end(parse, token, first, max(parse.edges(t.i)[1] for t in rights))
    if parse.tokens[first].tag == "IN" and first + 1 < last:
        first += 1
    return clause_of(parse, token.i, subject, max(first, token.i + 1), last, "judged_as", True)


CONSTRUCTIONS: Sequence[Construction] = (
    according_to,
    quoted_as_saying,
    put_so,
    trailing_clause,
    that_clause,
    that_behind,
    asked_to,
    judged_as,
    bare_right,
)


def _right_of(parse: Parse, token: Token, subject: int, rule: str) -> Clause | None:
    sentence = parse.sentence_of(token.i)
    first = token.i + 1
    if first >= sentence.last or parse.tokens[first].text in (".", ","):
        return clause_of(parse, token.i, subject, token.i + 1, token.i + 1, rule, True)
    return clause_of(parse, token.i, subject, first, sentence.last, rule)
