"""Short names of organisations: those an article defines in brackets, and the first word of a company's name."""

from kimxi_cli.geography import canonical_place, demonym_country, is_country, is_demonym, is_place
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, COLLECTIVES, CONNECTORS, STOP_WORDS, heads, never_names
from kimxi_cli.names.page import POSSESSIVES, Found, Page
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import portfolios

BODY = EntityType.ORGANISATION
SHORTEST = 4
"""Letters that the first word of a company's name has at least, to stand for the company."""


def claim_short_bodies(page: Page) -> None:
    """Claim every place where a short name stands, over the model's guess; `page.short_bodies` says what each means."""
    papers = _last_words(page)
    short = papers | _defined_in_brackets(page) | _first_words(page)
    if not short:
        return
    page.short_bodies = {word: long for word, (long, _) in short.items()}
    for i, token in enumerate(page.tokens):
        row = short.get(token.text)
        if row is None or (token.text in papers and not _meant_by_the(page, i)):
            continue
        held = page.taken[i]
        if held is None and (token.is_noun or page.cap[i]) and not _runs_on(page, i):
            page.claim(i, i + 1, BODY, row[1])
        elif held is not None and held.last - held.first == 1 and held.rule == "model" and held.title is None:
            held.type, held.rule = BODY, row[1]


def _runs_on(page: Page, i: int) -> bool:
    """Another free capitalised word stands right beside: part of some other name."""
    n = len(page.tokens)
    return any(
        page.cap[j] and page.taken[j] is None and page.tokens[j].is_proper
        for j, close in ((i - 1, page.close(i)), (i + 1, i + 1 < n and page.close(i + 1)))
        if close
    )


def _defined_in_brackets(page: Page) -> dict[str, tuple[str, str]]:
    """ "Commission on Elections (Comelec)" and "KPA (Kenya Ports Authority)": short name -> what it stands for."""
    out: dict[str, tuple[str, str]] = {}
    tokens, n = page.tokens, len(page.tokens)
    for found in page.found():
        at = found.last
        if at + 2 >= n or tokens[at].text != "(" or tokens[at + 2].text not in (")", ",", ";"):
            continue
        inside = tokens[at + 1].text
        if (
            found.type is BODY
            and found.last - found.first > 1
            and inside[0].isupper()
            and abbreviates(inside, found.text_in(page.parse))
        ):
            out[inside] = (found.text_in(page.parse), "defined_in_brackets")
    for i in range(n - 3):
        if tokens[i + 1].text == "(" and tokens[i].text.isupper() and 2 <= len(tokens[i].text) <= 6 and page.cap[i + 2]:
            end = i + 2
            while end < n and tokens[end].text != ")" and end < i + 12:
                end += 1
            long = page.parse.slice(i + 2, end) if end < n and tokens[end].text == ")" else ""
            if " " in long and initials_of_words(long) == tokens[i].text:
                for held in {id(f): f for f in page.taken[i + 2 : end] if f}.values():
                    page.drop(held)
                page.claim(i + 2, end, BODY, "defined_in_brackets")
                out[tokens[i].text] = (long, "defined_in_brackets")
    return out


def initials_of_words(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short name stand in the long one in their order, beginning with its first."""
    letters, whole = fold(short), fold(long)
    if len(letters) < 2 or (not short.isupper() and letters[0] != whole[:1]):
        return False
    if short.isupper():
        return len(letters) <= 7 and " " not in short  # the brackets say so, in whatever language the letters are
    rest = iter(whole)
    return len(letters) < len(whole) and all(letter in rest for letter in letters)


def _first_words(page: Page) -> dict[str, tuple[str, str]]:
    """ "Vries" of "Vries Holdings": a word that is nothing else, in an article that gives the company's whole name."""
    people = {
        word for f in page.found() if f.type is EntityType.PERSON and f.last - f.first > 1 for word in _words(page, f)
    }
    out: dict[str, tuple[str, str]] = {}
    for found in page.found():
        words = _words(page, found)
        if found.type is not BODY or not 2 <= len(words) <= 3:
            continue
        first, last = words[0], words[-1]
        named = last if first in heads("heads", "club_before") else first
        if last not in heads("heads", "company") and named is first:
            continue
        if named not in people and _distinctive(named):
            out.setdefault(named, (found.text_in(page.parse), "part_of_body"))
    return out


def _last_words(page: Page) -> dict[str, tuple[str, str]]:
    """ "the Post" behind "The Harbour Post": the last word of a paper that the article names, of one paper alone."""
    out: dict[str, set[str]] = {}
    for found in page.found():
        words = _words(page, found)
        if found.type is BODY and len(words) > 1 and words[-1] in heads("heads", "papers"):
            out.setdefault(words[-1], set()).add(found.text_in(page.parse))
    return {word: (min(names), "part_of_body") for word, names in out.items() if len({fold(n) for n in names}) == 1}


def _meant_by_the(page: Page, i: int) -> bool:
    held = page.taken[i]
    return (
        i > 0
        and page.tokens[i - 1].lower == "the"
        and page.close(i)
        and (held is None or (held.first, held.last) == (i, i + 1))
    )


def _words(page: Page, found: Found) -> list[str]:
    return [token.text for token in page.tokens[found.first : found.last]]


def _distinctive(word: str) -> bool:
    small = word.lower()
    return (
        len(word) >= SHORTEST
        and word.isalpha()
        and word[0].isupper()
        and not (small in STOP_WORDS or small in AMBIGUOUS_PARTS or small in COLLECTIVES or small in never_names())
        and not (is_place(word) or is_demonym(word) or word in portfolios() or fold(word) in given_names())
        and not any(word in heads("heads", kind) for kind in ("any", "weak", "institutional", "papers", "paper_words"))
    )


# --- whose ministry -------------------------------------------------------------------------------


def country_of_body(page: Page, found: Found) -> str | None:
    """The country whose ministry, court or parliament this is: "China's Foreign Ministry", "the Chinese one"."""
    tokens, first = page.tokens, found.first
    if not is_generic(_words(page, found)) or first == 0:
        return None
    own = demonym_country(tokens[first].text)
    if own is not None:
        return own
    at = first - 1
    if tokens[at].text in POSSESSIVES and at > 0:
        at -= 1
        held = page.taken[at]
        name = held.text_in(page.parse) if held else tokens[at].text
        return canonical_place(name) if is_country(name) else None
    for k in (2, 1):
        if at + 1 >= k and (country := demonym_country(page.parse.slice(at + 1 - k, at + 1))):
            return country
    held = page.taken[at]
    name = held.text_in(page.parse) if held else tokens[at].text
    return canonical_place(name) if is_country(name) and page.close(first) else None


def is_generic(words: list[str]) -> bool:
    """ "Foreign Ministry", "Supreme Court": every country has one."""
    known = heads("heads", "any") | heads("heads", "institutional") | heads("heads", "generic") | portfolios()
    return all(word in known or word.lower() in CONNECTORS | {"and", "the"} or is_demonym(word) for word in words)
