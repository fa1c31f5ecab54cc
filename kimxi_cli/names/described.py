"""People that the model misses or misreads, told by the words around them: pairs, callings, given names."""

from functools import cache

from kimxi_cli.geography import is_demonym
from kimxi_cli.lexicon import table
from kimxi_cli.names.lists import PAIR_WORDS, STOP_WORDS, heads, never_names
from kimxi_cli.names.page import Page
from kimxi_cli.names.people import PERSON, says_person, title_before
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import title_words


def claim_pairs(page: Page) -> None:
    """ "the Berg-Vries summit": two people nobody knows yet, before a word for what two people do together."""
    tokens = page.tokens
    for i in range(1, len(tokens) - 2):
        if (
            tokens[i].text not in ("-", "–")
            or tokens[i + 2].lower not in PAIR_WORDS
            or not (page.glued(i) and page.glued(i + 1))
        ):
            continue
        whole = all(page.taken[k] is None or page.taken[k] is page.taken[i] for k in (i - 1, i + 1))
        held = page.taken[i]
        if held is not None and whole and (held.first, held.last) == (i - 1, i + 2) and held.rule == "model":
            page.drop(held)
        if page.taken[i] is None and says_person(page, i - 1) and says_person(page, i + 1):
            page.claim(i - 1, i, PERSON, "pair")
            page.claim(i + 1, i + 2, PERSON, "pair")


def claim_described(page: Page) -> None:
    """Unlabelled capitalised words with a calling behind them ("Anna Berg, a director") or a given name first."""
    tokens, n = page.tokens, len(page.tokens)
    callings = occupations()
    i = 0
    while i < n:
        if not _free_word(page, i):
            i += 1
            continue
        last = i + 1
        while (
            last < n
            and page.close(last)
            and (
                _free_word(page, last)
                or (
                    page.glued(last)
                    and tokens[last].text == "-"
                    and last + 1 < n
                    and page.glued(last + 1)
                    and page.taken[last + 1] is None
                )
            )
        ):
            last += 2 if tokens[last].text == "-" else 1
        words = [token.text for token in tokens[i:last] if token.text != "-"]
        if (
            2 <= len(words) <= 4
            and not page.headline(i)
            and not any(
                w in heads("heads", "any") or w in heads("heads", "weak") or w in heads("never", "events")
                for w in words
            )
        ):
            described = (
                tokens[last - 1].is_proper
                and last + 1 < n
                and tokens[last].text == ","
                and (i > 1 and tokens[i - 1].text == "," and tokens[i - 2].lower in callings and not page.cap[i - 2])
            ) or (
                tokens[last - 1].is_proper
                and last + 1 < n
                and tokens[last].text == ","
                and any(tokens[k].lower in callings and not page.cap[k] for k in range(last + 1, min(last + 6, n)))
            )
            if described or (
                fold(words[0]) in given_names()
                and len(words) < 4
                and fold(words[-1]) not in given_names()
                and not any(page.label[k] is not None and page.label_type(k) is None for k in range(i, last))
            ):
                page.claim(i, last, PERSON, "described_person")
        i = last


def reads_as_person(page: Page, first: int, last: int) -> bool:
    """What stands around words that the model took for a place or body: an office before, a calling behind."""
    tokens, n = page.tokens, len(page.tokens)
    callings = occupations()
    if title_before(page, first) < first and tokens[first - 1].text not in ("Republican", "Democratic"):
        return True
    if first > 1 and tokens[first - 1].text == "," and tokens[first - 2].lower in callings and not page.cap[first - 2]:
        return True
    if (
        first > 0
        and tokens[first - 1].lower in callings - {"who", "head", "member", "partner", "associate", "general", "chief"}
        and page.close(first)
    ):
        return True
    if last + 2 < n and tokens[last].text == ",":
        for k in range(last + 1, min(last + 6, n)):
            if tokens[k].text in (",", ".") or page.cap[k] or tokens[k].is_verb:
                return False
            if tokens[k].lower in callings:
                return True
    return False


def _free_word(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return (
        page.taken[i] is None
        and page.cap[i]
        and (token.is_proper or token.tag in ("NN", "NNS"))
        and token.text.replace("’", "").replace("'", "").replace(".", "").isalpha()
        and (token.lower not in STOP_WORDS or _given_before_hyphen(page, i))
        and not token.text.isupper()
        and token.text not in title_words()
        and not is_demonym(token.text)
        and token.lower not in never_names()
        and (
            page.label[i] is None
            or page.label_type(i) is not None
            or _label(page, i) in ("EVENT", "PRODUCT", "WORK_OF_ART")
        )
    )


def _given_before_hyphen(page: Page, i: int) -> bool:
    """ "Jan-Ole" is a given name, no January."""
    n = len(page.tokens)
    hyphen = (
        i + 2 < n and page.tokens[i + 1].text == "-" and page.glued(i + 1) and page.glued(i + 2) and page.cap[i + 2]
    )
    return hyphen and fold(page.tokens[i].text) in given_names()


def _label(page: Page, i: int) -> str:
    label = page.label[i]
    return label.label if label else ""


@cache
def occupations() -> frozenset[str]:
    return frozenset(table("titles")["occupation"]["nouns"])
