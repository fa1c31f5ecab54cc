"""What the rules for visits ask of a parse: subjects, objects, prepositions, tense, negation.

Everything here looks at one sentence only and answers in token positions.
"""

from collections.abc import Iterator

from kimxi_cli.syntax import Parse, Token
from kimxi_cli.visits.words import listed

NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly"})
BE = frozenset({"be", "is", "are", "was", "were", "am", "been", "being", "'s", "’s", "'re", "’re"})
FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
MAYBE = frozenset({"may", "might", "could", "can", "should", "must", "ought"})
PASS_UP = 12
"""Heads climbed at most on the way from a word to its clause."""


def verb_above(parse: Parse, i: int) -> Token | None:
    """The nearest verb at or above token i."""
    token = parse.tokens[i]
    if token.is_verb and token.dep not in ("aux", "auxpass", "amod", "compound"):
        return token
    for step, above in enumerate(parse.ancestors(i)):
        if above.is_verb and above.dep not in ("aux", "auxpass", "amod", "compound"):
            return above
        if step > PASS_UP:
            break
    return None


def auxiliaries(parse: Parse, i: int) -> list[Token]:
    return parse.children(i, "aux", "auxpass")


def is_passive(parse: Parse, i: int) -> bool:
    return bool(parse.children(i, "auxpass", "nsubjpass")) or (
        parse.tokens[i].tag == "VBN" and parse.tokens[i].dep in ("acl", "amod") and not parse.children(i, "aux")
    )


def verb_tense(parse: Parse, i: int) -> str | None:
    """past, present or future of the finite verb i; None for a bare infinitive or participle without a verb above."""
    token, seen = parse.tokens[i], 0
    while seen < PASS_UP:
        seen += 1
        helpers = auxiliaries(parse, token.i)
        lowers = {h.lower for h in helpers}
        if lowers & FUTURE or lowers & MAYBE:
            return "future"
        if "to" in lowers:
            governor = parse.head(token)
            if token.dep in ("xcomp", "advcl", "acl", "ccomp", "relcl", "conj") and governor.i != token.i:
                if token.dep in ("acl", "relcl") or governor.lower in INTENDS or _is_to(parse, token, governor):
                    return "future"
                token = governor
                continue
            return "future"
        if lowers & {"has", "have", "had", "'ve", "’ve", "'d", "’d"}:
            return "past"
        if any(h.tag == "VBD" for h in helpers):
            return "past"
        if any(h.tag in ("VBZ", "VBP") for h in helpers):
            if token.tag == "VBG" and token.lower in GOING:
                return "future"
            return "past" if token.tag == "VBN" and "being" not in lowers and token.lower not in INTENDS else "present"
        if token.tag == "VBD":
            return "past"
        if token.tag in ("VBZ", "VBP"):
            return "future" if token.lower in INTENDS else "present"
        if token.tag == "VBN" and token.dep in ("acl", "amod", "relcl"):
            return "future" if token.lower in FIXED else "past"
        up = next((a for a in parse.ancestors(token.i) if a.is_verb), None)
        if up is None:
            return "past" if token.tag == "VBN" else None
        token = up
    return None


def _is_to(parse: Parse, token: Token, governor: Token) -> bool:
    """ "was to visit Oslo in May": still to come when it was said."""
    return token.dep == "xcomp" and governor.lower in BE and not parse.children(governor.i, "attr", "acomp")


FIXED = listed("words", "fixed")
"""Participles of what a day is set for."""

INTENDS = listed("words", "intends")
"""Words that put the infinitive after them into the future."""

GOING = listed("words", "going")


def tense_at(parse: Parse, i: int) -> str | None:
    """The tense of the clause that token i stands in."""
    noun = parse.tokens[i]
    for step, token in enumerate([noun, *parse.ancestors(i)]):
        if token.is_verb and token.dep not in ("aux", "auxpass", "amod", "compound"):
            return verb_tense(parse, token.i)
        if token.tag == "MD":
            return "future"
        if any(c.lower in COMING for c in parse.children(token.i, "amod")):
            return "future"
        if step > PASS_UP:
            break
    return None


COMING = listed("words", "coming")


def told_by(parse: Parse, i: int) -> list[Token]:
    """The verbs that tell what becomes of their subject i: "is to be held", "is due to begin" are two each."""
    token = parse.tokens[i]
    out: list[Token] = []
    todo = [parse.head(token)] if token.dep in ("nsubj", "nsubjpass") else []
    while todo and todo[0] not in out:
        out.append(todo[0])
        beside = [t for t in parse.children(todo[0].i, "acomp") if t.lower in FIXED]
        todo = [t for t in [*beside, *parse.children(todo[0].i, "xcomp")] if t.is_verb or t in beside]
    return [t for t in out if t.is_verb]


def negated(parse: Parse, i: int) -> bool:
    """Whether the verb i, or a verb it completes, is negated ("did not meet", "refused to" is not a negation here)."""
    return any(
        t.lower in NEGATIVE
        for t in parse.children(i, "neg", "advmod", "det", "preconj", "cc")
        if t.i < i or t.dep == "neg"
    )


def conjuncts(parse: Parse, i: int) -> Iterator[int]:
    """Token i and those coordinated with it."""
    todo = [i]
    while todo:
        j = todo.pop(0)
        yield j
        todo += [child.i for child in parse.children(j, "conj")]


def subjects(parse: Parse, i: int, depth: int = 0) -> list[int]:
    """Heads of the logical subject of verb i (the doer: for a passive the phrase after "by")."""
    token = parse.tokens[i]
    if depth > 6:
        return []
    if is_passive(parse, i):
        for agent in parse.children(i, "agent"):
            return [t.i for t in parse.children(agent.i, "pobj")]
        return []
    own = parse.children(i, "nsubj", "csubj")
    if own:
        nearest = [t for t in own if t.i < i][-1:] or own[:1]
        return [_relative(parse, nearest[0])]
    governor = parse.head(token)
    if (
        token.dep in ("ROOT", "conj", "ccomp", "advcl")
        and token.tag in ("VBD", "VBZ", "VBP", "VBN")
        and (before := _just_before(parse, i)) is not None
    ):
        return [before]
    if governor.i == i:
        return []
    if token.dep == "xcomp":
        objects = parse.children(governor.i, "dobj", "dative")
        if objects and governor.lower not in PROMISES:
            return [objects[0].i]
        if is_passive(parse, governor.i) and (patients := parse.children(governor.i, "nsubjpass")):
            return [_relative(parse, patients[0])]
        if not governor.is_verb:  # "was due to meet"
            holder = parse.children(governor.i, "nsubj") or parse.children(governor.head, "nsubj")
            if holder:
                return [_relative(parse, holder[0])]
        return surface_subjects(parse, governor.i, depth + 1)
    if token.dep in ("conj", "advcl", "pcomp", "dep", "ccomp") and (token.dep != "ccomp" or token.tag in ("VB", "VBG")):
        verb = governor if governor.is_verb else verb_above(parse, governor.i)
        if token.dep == "conj" and governor.is_noun:
            return [governor.i]
        if token.dep == "pcomp" and governor.dep == "prep" and parse.head(governor).is_noun:
            owner = possessor(parse, parse.head(governor).i)
            if owner is not None:
                return [owner]
        return surface_subjects(parse, verb.i, depth + 1) if verb is not None and verb.i != i else []
    if token.dep in ("relcl", "acl") and governor.is_noun:
        if token.dep == "acl" and "to" in {t.lower for t in auxiliaries(parse, i)}:
            owner = possessor(parse, governor.i)
            if owner is not None:
                return [owner]
            if predicated := _predicated(parse, governor, depth):
                return predicated
            verb = verb_above(parse, governor.i)
            return surface_subjects(parse, verb.i, depth + 1) if verb is not None else []
        return _predicated(parse, governor, depth) or [governor.i]
    return []


def _predicated(parse: Parse, noun: Token, depth: int) -> list[int]:
    """Of whom a noun is told: "Berg became the first premier to …"."""
    if noun.dep not in ("attr", "oprd") or noun.is_proper:
        return []
    return surface_subjects(parse, noun.head, depth + 1)


def _just_before(parse: Parse, i: int) -> int | None:
    """The proper name that ends right before a finite verb and its auxiliaries, a comma between ("…, Anna Berg, has
    met")."""
    first = min([i, *(t.i for t in auxiliaries(parse, i))])
    j = first - 1
    if j < 1 or parse.tokens[j].text != "," or parse.tokens[j - 1].sentence != parse.tokens[i].sentence:
        return None
    token = parse.tokens[j - 1]
    return token.i if token.is_proper else None


PROMISES = frozenset({"promised", "promises", "promise", "use", "used", "take", "took", "taken"})


def surface_subjects(parse: Parse, i: int, depth: int = 0) -> list[int]:
    """As subjects, but the grammatical one of a passive ("was invited to visit": who was invited)."""
    if is_passive(parse, i):
        patients = parse.children(i, "nsubjpass")
        if patients:
            return [_relative(parse, patients[0])]
        token = parse.tokens[i]
        if token.dep in ("acl", "relcl"):
            return [token.head]
        if token.dep in ("conj", "advcl") and parse.head(token).is_verb and depth < 6:
            return surface_subjects(parse, token.head, depth + 1)
        return []
    return subjects(parse, i, depth)


def patients(parse: Parse, i: int) -> list[int]:
    """Heads of what the verb i is done to: its object, or the subject of a passive."""
    if is_passive(parse, i):
        own = parse.children(i, "nsubjpass")
        token = parse.tokens[i]
        if own:
            return [_relative(parse, own[0])]
        return [token.head] if token.dep in ("acl", "relcl") else surface_subjects(parse, i)
    found = [t.i for t in parse.children(i, "dobj", "dative") if t.dep == "dobj" or t.is_noun or t.is_pronoun]
    return [_relative(parse, parse.tokens[j]) for j in found]


def _relative(parse: Parse, token: Token) -> int:
    """For "who" and "which" the noun that they stand for."""
    if token.tag in ("WP", "WDT") and token.lower in ("who", "which", "that", "whom"):
        for above in parse.ancestors(token.i):
            if above.dep in ("relcl", "acl") and above.head < token.i:
                return above.head
    return token.i


def possessor(parse: Parse, i: int) -> int | None:
    """Whose noun i is: "Berg's visit", "his visit"; of coordinated nouns the first tells ("his visit and talks")."""
    for _ in range(PASS_UP):
        for child in parse.children(i, "poss"):
            return child.i
        token = parse.tokens[i]
        if token.dep != "conj" or not parse.head(token).is_noun:
            return None
        i = token.head
    return None


def after(parse: Parse, i: int, *words: str) -> list[int]:
    """Heads of the phrases after the given prepositions below token i, coordinated ones too."""
    out: list[int] = []
    for prep in parse.children(i, "prep", "agent", "dative"):
        if prep.lower in words:
            out += _objects(parse, prep.i)
    return out


def _objects(parse: Parse, prep: int) -> list[int]:
    out = [t.i for t in parse.children(prep, "pobj")]
    for inner in parse.children(prep, "prep"):
        out += [t.i for t in parse.children(inner.i, "pobj")]
    for other in parse.children(prep, "conj"):
        out += [t.i for t in parse.children(other.i, "pobj")]
    return out


def below(parse: Parse, i: int, top: int) -> bool:
    """Whether token i hangs below token top."""
    if i == top:
        return True
    return any(above.i == top for above in parse.ancestors(i))
