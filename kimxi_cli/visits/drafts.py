"""Each trigger word of a sentence, verb or noun, read by the reader for its class."""

from kimxi_cli.visits import delegations, grammar, status
from kimxi_cli.visits.draft import VISIT, Context, Draft
from kimxi_cli.visits.nouns import NOUN_READERS
from kimxi_cli.visits.verbs import VERB_READERS
from kimxi_cli.visits.words import noun_classes, verb_classes


def _with_companions(context: Context, draft: Draft) -> None:
    """Those who go along travel too; whose guest one is receives."""
    parse, key = context.parse, context.references.key
    beside = context.persons(delegations.companions(parse, draft.trigger, grammar.subjects(parse, draft.trigger)))
    known = {key(m) for m in draft.party}
    draft.visitors += [m for m in beside if key(m) not in known]
    guest = [j for j in context.after(draft.trigger, "as") if parse.tokens[j].lower in ("guest", "guests")]
    received = context.persons([j for i in guest for j in context.after(i, "of")])
    draft.hosts += [m for m in received if key(m) not in known]


def drafts_in(context: Context, first: int, last: int) -> list[Draft]:
    """The drafts of the tokens first to last (exclusive), in text order."""
    out: list[Draft] = []
    verb_class, noun_class = verb_classes(), noun_classes()
    tokens = context.parse.tokens
    read: set[int] = set()
    for i in range(first, last):
        token = tokens[i]
        low = token.lower
        if (low not in verb_class and low not in noun_class and low not in grammar.BE) or i in read:
            continue
        draft = None
        if token.tag.startswith("VB"):
            name = verb_class.get(low)
            if name is None and low in grammar.BE:
                name = "be"
            if name is not None and token.dep not in ("aux", "auxpass", "amod", "compound"):
                draft = VERB_READERS[name](context, token)
        elif low in noun_class and token.dep != "compound":
            if token.is_noun:
                draft = NOUN_READERS[noun_class[low]](context, token)
        if draft is not None and draft.status != status.NONE:
            draft.triggers = draft.triggers or [i]
            if draft.kind == VISIT and not draft.noun and draft.visitors and draft.status != status.INVITED:
                _with_companions(context, draft)
                draft.count = 2 if any(t.lower == "twice" for t in context.parse.children(i, "advmod")) else None
            if draft.status == status.WISHED:
                draft.refers = True
            out.append(draft)
            read.update(draft.triggers)
            if draft.also is not None:
                out.append(draft.also)
    return out
