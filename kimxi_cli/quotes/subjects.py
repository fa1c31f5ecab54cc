"""Whose verb of saying it is: its own subject, or that of the verb it hangs on, where the parse errs too."""

from kimxi_cli.lexicon import words
from kimxi_cli.quotes.cues import statement_lemma
from kimxi_cli.syntax import Parse, Token

CITING = frozenset({"quoted", "cited", "quoting", "citing", "quotes", "cites", "reported", "heard"})
CLIMBS = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "agent", "parataxis", "dep"})
"""Labels of what shares the subject of the verb above."""
REACH = 14
"""Tokens of a noun phrase before its verb."""


def own_subject(parse: Parse, token: Token) -> int | None:
    subjects = parse.children(token.i, "nsubj", "nsubjpass")
    subjects = [t for t in subjects if t.lower not in words("cues", "days")]
    before = [t for t in subjects if t.i < token.i]
    titled = _behind_comma(parse, token)
    if before and titled == token.i - 1 > before[-1].i and parse.tokens[titled - 1].tag in ("NNP", "HYPH"):
        return titled  # "his cousin, Olav Dahl, palace spokesman <Jan Vries> said"
    if subjects:
        return _in_front_of_phrase(parse, (before or subjects)[-1])
    return titled or _glued_to_date(parse, token)


def _in_front_of_phrase(parse: Parse, subject: Token) -> int:
    """ "<Berg> in a post on X said": what hangs on a preposition is no subject, though the parse may say so."""
    k = parse.edges(subject.i)[0] - 1
    found = subject.i
    first = parse.sentence_of(subject.i).first
    while k > first and parse.tokens[k].tag == "IN" and parse.tokens[k].dep == "prep":
        if parse.children(k, "pobj", "pcomp") and found == subject.i:
            return subject.i
        noun = parse.tokens[k - 1]
        if not noun.is_noun or noun.sentence != subject.sentence:
            return subject.i
        found, k = noun.i, k - 1
        while k > first and parse.tokens[k].tag[:2] in ("NN", "JJ", "DT", "PR", "PO", "CD"):
            k -= 1
    return found


def _glued_to_date(parse: Parse, verb: Token) -> int | None:
    """ "In August <Ms Berg> said", "On Monday, <Berg>, who …, said": the parse may hang the name on the date."""
    if statement_lemma(verb.lower) is None or verb.dep != "ROOT":
        return None
    days = words("cues", "days")
    for token in parse.tokens[parse.sentence_of(verb.i).first : verb.i]:
        above = parse.tokens[token.head]
        if not token.is_proper or token.lower in days or above.i > token.i:
            continue
        if token.dep == "pobj" and above.head == verb.i and above.i + 1 < token.i:
            if parse.tokens[above.i + 1].lower in days:
                return token.i
        if token.dep == "appos":
            who = (t.lower for clause in parse.children(token.i, "relcl") for t in parse.children(clause.i, "nsubj"))
            if above.lower in days or "who" in who:
                return token.i
    return None


def _behind_comma(parse: Parse, verb: Token) -> int | None:
    """ "…, the harbour spokesman <Jan Vries> said": a name between comma and verb, hung elsewhere by the parse."""
    if statement_lemma(verb.lower) is None or verb.tag not in ("VBD", "VBZ") or verb.dep != "ROOT":
        return None
    first = verb.i
    while first > 0 and verb.i - first < REACH and _of_phrase(parse.tokens[first - 1]):
        first -= 1
    phrase = parse.tokens[first : verb.i]
    if first == 0 or parse.tokens[first - 1].text != "," or not any(t.is_proper for t in phrase):
        return None
    stop = next((k for k, t in enumerate(phrase) if t.text in ("of", "(")), len(phrase))
    return phrase[stop - 1].i if stop and phrase[stop - 1].is_noun else None


def _of_phrase(token: Token) -> bool:
    """Whether a token can belong to a noun phrase without a comma: "the Board of Trade (BoT)"."""
    return token.tag in ("NN", "NNP", "NNPS", "NNS", "JJ", "DT", "POS", "HYPH", "-LRB-", "-RRB-") or token.lower == "of"


def subject_of(parse: Parse, token: Token) -> int | None:
    """The source of a cue verb: its own subject, or that of the verb it is conjoined or subordinate to.

    Of the verbs above it, one that is a cue itself comes first: in "said the talks were hard and warned of more" the
    parse may hang "warned" on "were".
    """
    agents = [c for t in parse.children(token.i, "agent") for c in parse.children(t.i, "pobj")]
    if agents and token.tag == "VBN":
        return agents[0].i
    own = own_subject(parse, token)
    if own is not None:
        return own
    shown = _shown_saying(parse, token)
    if shown is None:
        shown = _quoted_as(parse, token)
    if shown is None and statement_lemma(token.lower) == "add":
        shown = _added_to(parse, token)
    if shown is not None:
        return shown
    if agents:
        return agents[0].i
    above: list[int] = []
    seen = token
    lemma = statement_lemma(token.lower)
    if token.tag == "VBG" and lemma is not None and statement_lemma(parse.tokens[token.head].lower) == lemma:
        seen = _out_of_relative(parse, parse.tokens[token.head])
    for _ in range(4):
        if seen.dep in ("acl", "relcl") and not parse.tokens[seen.head].is_verb:
            above.append(seen.head)
            break
        if seen.head == seen.i or seen.dep not in CLIMBS:
            break
        seen = parse.tokens[seen.head]
        subject = own_subject(parse, seen)
        if subject is not None and parse.tokens[subject].lower not in ("it", "this", "there"):
            if statement_lemma(seen.lower) is not None:
                return subject
            above.append(subject)
            if token.tag == "VBG" and seen.dep == "conj":
                break  # "A left and B stayed, calling it “…”": B
    return above[0] if above else None


def _out_of_relative(parse: Parse, verb: Token) -> Token:
    """The clause around a relative one: who "said …, saying …" says it once, so that ", saying" belongs further up."""
    if verb.dep != "relcl":
        return verb
    return next((step for step in parse.ancestors(verb.i) if step.is_verb), verb)


def behind_relative(parse: Parse, subject: int) -> int:
    """The noun that a relative pronoun stands for ("a sign <that> said …"), else the subject itself."""
    token = parse.tokens[subject]
    verb = parse.tokens[token.head]
    return verb.head if token.lower in ("who", "which", "that") and verb.dep == "relcl" else subject


def _shown_saying(parse: Parse, token: Token) -> int | None:
    """Who is heard in a recording: "footage of Berg saying …"."""
    before = parse.tokens[token.i - 1]
    if token.tag != "VBG" or before.dep != "pobj" or parse.tokens[before.head].lower != "of":
        return None
    recording = parse.tokens[parse.tokens[before.head].head].lower
    return before.i if recording.removesuffix("s") in words("cues", "recordings") else None


def _quoted_as(parse: Parse, token: Token) -> int | None:
    """Who is quoted, not who quotes: "Interfax cited <Berg> as saying", "<Berg> was quoted by Interfax as saying"."""
    above = parse.tokens[token.head]
    if token.tag != "VBG" or above.lower != "as" or parse.tokens[above.head].lower not in CITING:
        return None
    quoted = parse.children(above.head, "nsubjpass") or parse.children(above.head, "dobj")
    return quoted[-1].i if quoted else None


def _added_to(parse: Parse, token: Token) -> int | None:
    """The subject of the reporting verb before ", adding …", where the parse hangs it on another verb."""
    head = parse.tokens[token.head]
    if token.tag != "VBG" or statement_lemma(head.lower) is not None:
        return None
    for i in range(token.i - 1, parse.sentence_of(token.i).first, -1):
        if statement_lemma(parse.tokens[i].lower) is not None and parse.tokens[i].tag in ("VBD", "VBZ", "VBP"):
            return own_subject(parse, parse.tokens[i])
    return None


def inverted_subject(parse: Parse, token: Token, end: int) -> int | None:
    """The subject behind the cue, after a comma or closing mark ("…,” said Anna Berg, …")."""
    if token.i == 0 or token.i + 1 >= end:
        return None
    before = parse.tokens[token.i - 1]
    if before.text not in (",", "”", '"', "—", "–", "’", "'", "?", "!"):
        return None
    if parse.tokens[token.i + 1].tag in ("IN", "TO", "RB", "RBR") or parse.tokens[token.i + 1].lower in words(
        "cues", "days"
    ):
        return None
    after = [
        t
        for t in parse.children(token.i, "nsubj", "dobj", "npadvmod", "attr", "oprd", "ccomp", "dep")
        if t.i > token.i and (t.is_noun or t.is_pronoun) and t.lower not in words("cues", "days")
    ]
    if after:
        return after[0].i
    k = token.i + 1
    while k < min(end, token.i + 8) and not (
        parse.tokens[k].is_noun and (k + 1 >= end or not parse.tokens[k + 1].is_noun)
    ):
        if parse.tokens[k].is_verb or parse.tokens[k].text in (",", "that", ":"):
            return None
        k += 1
    return k if k < min(end, token.i + 8) else None


def object_after(parse: Parse, to: Token) -> int | None:
    objects = parse.children(to.i, "pobj")
    if objects:
        return objects[0].i
    sentence = parse.sentence_of(to.i)
    k = to.i + 1
    while k < sentence.last and not parse.tokens[k].is_noun:
        k += 1
    while k + 1 < sentence.last and parse.tokens[k + 1].is_noun:
        k += 1
    return k if k < sentence.last else None
