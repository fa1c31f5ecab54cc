"""The grammar of reporting: whether a verb really reports, and how far what is reported goes."""

from itertools import pairwise

from kimxi_cli.lexicon import words
from kimxi_cli.quotes.cues import statement_lemma
from kimxi_cli.syntax import SUBJECTS, Parse, Token

SHORTEST = 2
"""Tokens that a reported clause must have."""
QUOTE_CHARS = frozenset("“”\"'‘’«»„`") | {"``", "''"}


# --- what is real and what is not ------------------------------------------------------------


def finite(parse: Parse, token: Token) -> bool:
    return token.tag in ("VBD", "VBZ", "VBP", "VBN") and not unreal(parse, token)


def unreal(parse: Parse, token: Token, planned: bool = False) -> bool:
    """Negated, possible, conditional or asked: "did not say", "could say", "if he says", "to say".

    planned: "will say" counts as real, as it does of words that are quoted from a speech handed out before it.
    """
    if token.tag == "VBG":
        return bool(parse.children(token.i, "neg"))
    verbs = [token]
    if token.dep in ("xcomp", "conj") and token.tag == "VB":
        verbs.append(parse.tokens[token.head])
    for verb in verbs:
        for child in parse.children(verb.i, "aux", "neg", "mark", "advmod"):
            if child.i > verb.i:
                continue
            if planned and child.lower == "will":
                continue
            if child.lower in words("cues", "negators") or child.lower in words("cues", "hypothetical"):
                return True
            if child.dep == "mark" and child.lower in ("if", "unless", "whether"):
                return True
    return (
        token.tag == "VB"
        and not any(
            t.lower in ("did", "does", "do") or (planned and t.lower == "will") for t in parse.children(token.i, "aux")
        )
        and token.dep != "ROOT"
        and not went_on(parse, token)
    )


def adds_to(parse: Parse, token: Token) -> bool:
    """ "The storm added to fears that …" reports nothing."""
    after = parse.tokens[token.i + 1 : token.i + 2]
    return statement_lemma(token.lower) == "add" and bool(after) and after[0].lower == "to"


def passive(parse: Parse, token: Token) -> bool:
    """ "was reported", "is said", "told that …, Berg left": the subject is not the source (unless "by" names one)."""
    reduced = token.tag in ("VBN", "VBD") and token.dep in ("advcl", "acl")
    reduced = reduced and not parse.children(token.i, "aux", "nsubj", "mark", "advmod")
    return (reduced or bool(parse.children(token.i, "auxpass"))) and not parse.children(token.i, "agent")


def can_speak(parse: Parse, i: int) -> bool:
    """Whether an unnamed source is somebody: people, a body, a report (not "according to the plan")."""
    token = parse.tokens[i]
    return (
        token.lower in ("him", "her", "them")
        or token.lower in words("cues", "unnamed")
        or token.lower in words("cues", "media")
        or token.lower.rstrip("s") in words("cues", "speaking_nouns")
    )


def went_on(parse: Parse, token: Token) -> bool:
    """ "went on to say", "was quick to add": an infinitive that happened."""
    head = parse.tokens[token.head]
    if token.dep == "advcl" and head.lower in ("went", "goes"):
        return any(t.lower == "on" for t in parse.children(head.i, "prt"))
    return token.dep == "xcomp" and head.lower in (
        "went",
        "goes",
        "quick",
        "continued",
        "had",
        "used",
        "began",
        "started",
    )


# --- what is reported ------------------------------------------------------------------------


def complement_right(parse: Parse, token: Token, subject: int) -> bool:
    """Whether the cue has its clause on the right ("that …"), so that the words before it are not reported."""
    for t in parse.children(token.i, "ccomp"):
        if t.i > token.i and t.i != subject and not parse.children(t.i, "parataxis"):
            first, last = parse.edges(t.i)
            if first > token.i and last - first >= SHORTEST and parse.tokens[first - 1].text not in (",",):
                return True
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return after is not None and after.lower in ("that", ":", "“")


def interrupts(parse: Parse, first: int, left: int, cue: Token) -> bool:
    """Whether the reporting clause stands within the reported one: "The plant, X said, would close"."""
    after = cue.i + 1 < len(parse.tokens) and parse.tokens[cue.i + 1].text == ","
    subjects = [t for t in parse.tokens[first:left] if t.dep in SUBJECTS and t.head > cue.i]
    return after and bool(subjects) and parse.tokens[subjects[-1].head].sentence == cue.sentence


def starts_clause(parse: Parse, first: int, last: int) -> bool:
    """Whether what stands before the comma is no statement: an adverbial ("In Oslo on Monday, Berg said …")."""
    verbs = [t for t in parse.tokens[first:last] if t.tag in ("VBD", "VBZ", "VBP", "MD")]
    whole = not any(t.text == "," for t in parse.tokens[first:last])
    return all(_in_relative(parse, t) or (whole and _is_of_time(parse, t)) for t in verbs) or (
        parse.tokens[first].lower
        in (
            "as",
            "when",
            "while",
            "after",
            "before",
            "although",
            "though",
            "if",
            "since",
            "asked",
            "speaking",
            "despite",
        )
        and whole
    )


def _in_relative(parse: Parse, verb: Token) -> bool:
    """Whether a verb, or an auxiliary's, is that of a relative clause ("Berg, who <was> first to speak")."""
    return verb.dep == "relcl" or (verb.dep in ("aux", "auxpass") and parse.tokens[verb.head].dep == "relcl")


def _is_of_time(parse: Parse, verb: Token) -> bool:
    """ "Just hours before Berg <landed>"."""
    return any(t.lower in ("before", "after") for t in parse.children(verb.i, "mark"))


def resumed(parse: Parse, token: Token, subject: int, end: int) -> bool:
    """Whether the sentence goes on after "…, he said, …"."""
    right = max(token.i + 1, parse.edges(subject)[1] if subject > token.i else token.i + 1)
    return any(parse.tokens[k].text == "," and k + 4 < end for k in range(right, min(end, right + 10)))


def to_sentence_end(parse: Parse, token: Token, last: int) -> int:
    """The reported clause runs to the end of the sentence, unless the cue's own adjuncts or a conjoined verb follow."""
    if token.dep in ("relcl", "acl", "advcl"):
        return last
    sentence = parse.sentence_of(token.i)
    stops = [sentence.last]
    for child in parse.children(token.i, "conj", "advcl", "cc", "prep", "parataxis"):
        first, _ = parse.edges(child.i)
        if first >= last and (child.dep != "prep" or parse.tokens[first - 1].text == ","):
            stops.append(first)
    end = min(stops)
    return end if end >= last else last


def clause_end(parse: Parse, cue: Token) -> int:
    """Where the cue's clause ends: with the sentence, or before the main clause ("While X said …, he agreed …")."""
    end = parse.sentence_of(cue.i).last
    if cue.dep == "advcl" and cue.head > cue.i:
        own = min(parse.edges(cue.i)[1], cue.head)
        return own if parse.tokens[own].text in (",", "–", "—", "-") else end
    return end


def reported_end(parse: Parse, cue: Token, first: int, last: int) -> int:
    """Where the reporter's own words begin again: ", as others left", "and (he) added …", ", according to …"."""
    for k in range(first + 2, last - 1):
        token = parse.tokens[k]
        after = parse.tokens[k + 1]
        if token.lower == "according" and after.lower == "to":
            return k
        if (
            token.text == ","
            and after.lower in ("as", "after", "before")
            and after.tag == "IN"
            and parse.tokens[after.head].dep == "advcl"
        ):
            return k
        if token.text == "," and _dates(parse, k + 1, last):
            return k
        if token.text == "," and after.lower in ("citing", "quoting", "referring") and after.dep in ("advcl", "prep"):
            return k
        if token.dep == "cc" and token.lower in ("and", "but"):
            verb = after if after.is_verb else parse.tokens[k + 2] if after.is_pronoun and k + 2 < last else None
            if (
                verb is not None
                and verb.tag in ("VBD", "VBZ", "VBN")
                and (statement_lemma(verb.lower) is not None or verb.lower in ("declined", "refused"))
                and (cue.tag == "VBZ") == (verb.tag == "VBZ")
            ):
                return k
        if (
            token.text in ("”", '"', "’")
            and parse.tokens[k - 1].text == ","
            and after.lower in ("but", "and", "as", "while", "who", "which")
            and not (k + 2 < last and parse.tokens[k + 2].lower == "that")
        ):
            return k + 1
        if token.text in ("”", '"', "’", "''") and after.text in ("-", "–", "—", "--"):
            return k + 1
    return last


def _dates(parse: Parse, first: int, last: int) -> bool:
    """Whether the reporter dates what was said: "…, a day after Berg had left"."""
    window = [t.lower for t in parse.tokens[first : min(last, first + 5)]]
    units = {"day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "hour", "minutes"}
    return any(unit in units and after in ("after", "before") for unit, after in pairwise(window[1:]))


def own_words(parse: Parse, first: int, last: int) -> bool:
    """Whether another clause begins before the first quotation mark: the marked words behind it are not the cue's."""
    for k in range(first, last):
        if parse.tokens[k].text in QUOTE_CHARS:
            return False
        if parse.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def verb_after(parse: Parse, k: int, end: int) -> bool:
    return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in parse.tokens[k:end])


def subject_after(parse: Parse, k: int, end: int) -> bool:
    return any(t.dep in SUBJECTS for t in parse.tokens[k:end])


def said_when(parse: Parse, first: int, last: int) -> int:
    """Past the words that tell when it was said: "said <earlier> he would go", "said <on Monday> talks had begun"."""
    start = first
    if parse.tokens[first].lower == "on":
        start += 1
    if start + 2 >= last or parse.tokens[start + 1].text in (",", "’s", "'s"):
        return first
    if parse.tokens[start].lower in words("cues", "when"):
        return start + 1
    if parse.tokens[start].lower in ("last", "this") and parse.tokens[start + 1].lower in ("week", "month", "year"):
        return start + 2
    return first


def skip_adverbials(parse: Parse, k: int, end: int) -> int:
    """Past "on Monday", "in a statement": to the subject of the reported clause."""
    if parse.tokens[k].tag == "IN" or (parse.tokens[k].tag == "NNP" and parse.tokens[k].lower.endswith("day")):
        for j in range(k, end):
            if parse.tokens[j].dep in SUBJECTS:
                return max(k, parse.edges(j)[0])
    return k


def negated(parse: Parse, token: Token) -> bool:
    return bool([t for t in parse.children(token.i, "neg") if t.i < token.i])
