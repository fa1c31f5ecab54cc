"""Organisations and buildings by the word that heads their name: "Institute for Policy Studies", "Vries Hall"."""

from kimxi_cli.geography import is_demonym, is_place
from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import COLLECTIVES, CONNECTORS, STOP_WORDS, heads
from kimxi_cli.names.page import POSSESSIVES, Page, trimmed
from kimxi_cli.names.titles import phrases, portfolios, title_words


def claim_bodies(page: Page) -> None:
    """Names by their head word: bodies first ("Ministry"), then buildings and landscapes ("Airport", "Sea")."""
    bodies, weak = heads("heads", "any"), heads("heads", "weak")
    places, weak_places = heads("facilities", "any"), heads("facilities", "weak")
    clubs = heads("heads", "club_before") | heads("heads", "club_behind")
    media = heads("heads", "broadcasters") | heads("heads", "papers")
    before, small = heads("facilities", "before"), heads("facilities", "small")
    for i, token in enumerate(page.tokens):
        if page.taken[i] is not None:
            continue
        word = token.text
        if not page.cap[i]:
            if word in small:
                _claim_small(page, i)
            continue
        if word in clubs and _claim_club(page, i):
            continue
        if word in media:
            _claim_medium(page, i)
        if page.taken[i] is not None:
            continue
        if word == "Base" and i > 0 and page.tokens[i - 1].text == "Joint" and page.close(i):
            end = min(_capital_run(page, i + 1), i + 2)
            page.claim(i - 1, end, EntityType.PLACE, "facility_head")
        elif word in bodies or (word in weak and page.label_type(i) is EntityType.ORGANISATION):
            _claim_body(page, i, EntityType.ORGANISATION, "organisation_head")
        elif word in places or (
            word in weak_places and page.label_type(i) is not None and page.label_type(i) is not EntityType.PERSON
        ):
            _claim_body(page, i, EntityType.PLACE, "facility_head")
        elif (
            word in before
            and i + 1 < len(page.tokens)
            and page.cap[i + 1]
            and page.close(i + 1)
            and page.label_type(i) is not EntityType.PERSON
            and page.tokens[i + 1].text not in bodies
        ):
            end = i + 2
            while (
                end < len(page.tokens)
                and page.cap[end]
                and page.close(end)
                and page.tokens[end].is_proper
                and page.label[end] is page.label[i + 1]
            ):
                end += 1
            page.claim(i, end, EntityType.PLACE, "facility_head")


def _claim_medium(page: Page, i: int) -> None:
    """ "Haber TV", "Radio Pwani", "Fiji Times": a broadcaster's word beside a name, a paper's behind a place."""
    tokens, n = page.tokens, len(page.tokens)
    word = tokens[i].text
    if page.headline(i):
        return
    if word == "Radio" and i + 1 < n and page.close(i + 1) and _names_something(page, i + 1):
        page.claim(i, i + 2, EntityType.ORGANISATION, "organisation_head")
        return
    if i == 0 or not page.close(i) or not _names_something(page, i - 1):
        return
    before = tokens[i - 1].text
    place = is_place(before) or (before in heads("heads", "paper_words") and i > 1 and is_place(tokens[i - 2].text))
    if word in heads("heads", "broadcasters") or place:
        first = _left(page, i)
        while first < i and tokens[first].text in title_words():
            first += 1
        if first < i and not (is_demonym(tokens[first].text) and first == i - 1):
            page.claim(first, i + 1, EntityType.ORGANISATION, "organisation_head")


def _claim_club(page: Page, i: int) -> bool:
    """ "Sporting Vries", "Vries Rovers": a club where the model reads both words as one name of whatever kind."""
    label = page.label[i]
    if label is None or not 2 <= label.last - label.first <= 4 or page.headline(i):
        return False
    if page.tokens[label.first].text not in heads("heads", "club_before") and (
        page.tokens[label.last - 1].text not in heads("heads", "club_behind")
    ):
        return False
    first, last = trimmed(page, label.first, label.last)
    if not first <= i < last or last - first < 2:
        return False
    return page.claim(first, last, EntityType.ORGANISATION, "organisation_head") is not None


def _names_something(page: Page, i: int) -> bool:
    token = page.tokens[i]
    return page.cap[i] and page.taken[i] is None and token.is_proper and token.lower not in STOP_WORDS


def _left(page: Page, i: int) -> int:
    """First token of the capitalised run that ends in token i."""
    first = i
    while first > 0 and page.taken[first - 1] is None and page.same_block(first - 1, first):
        j = first - 1
        token = page.tokens[j]
        if page.close(first) and _joins(page, j):
            first = j
        elif (
            (token.text == "-" and page.glued(first) and page.glued(j) and j > 0 and page.cap[j - 1])
            or (token.text in POSSESSIVES and j > 0 and page.tokens[j - 1].lower in COLLECTIVES and page.cap[j - 1])
            or (token.lower == "and" and j > 0 and _adjective_before_and(page, j))
            or (token.text == "&" and j > 0 and page.cap[j - 1] and page.close(first) and page.close(j))
        ):
            first = j - 1
        else:
            break
    return first


def _adjective_before_and(page: Page, j: int) -> bool:
    """ "the Economic and Financial Crimes Commission": a capitalised adjective or subject before the "and"."""
    token = page.tokens[j - 1]
    if not page.cap[j - 1] or page.taken[j - 1] is not None or is_demonym(token.text):
        return False
    led = j > 1 and page.tokens[j - 2].lower in ("the", "of", "'s", "’s")
    adjective = token.tag == "JJ" or token.text in portfolios() or token.text.endswith(_ADJECTIVE_ENDS)
    return led and adjective and not page.opens(j - 1)


_ADJECTIVE_ENDS = ("ic", "al", "ive", "ary", "ian")


def _joins(page: Page, j: int) -> bool:
    token = page.tokens[j]
    if not page.cap[j] or not (token.text[0].isalpha()):
        return False
    if j > 1 and page.tokens[j - 1].text == "-" and page.glued(j) and not page.cap[j - 2]:
        return False  # "the pro-Kurdish Democratic Party"
    if token.lower in _FIRST_WORDS and page.cap[j] and not page.opens(j) and not page.headline(j):
        return True
    if token.lower in STOP_WORDS and token.lower not in (
        "new",
        "first",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "great",
    ):
        return False
    return not (page.opens(j) and not token.is_proper and token.tag not in ("JJ", "NN", "NNS"))


_FIRST_WORDS = frozenset({"all", "our", "just", "one"})
"""Small words that, capitalised inside a sentence, begin a name: "the All Peoples Party"."""


def _right(page: Page, last: int, kind: EntityType) -> int:
    """Past the phrases that belong to the name behind its head: "… of Foreign Affairs and Trade"."""
    n = len(page.tokens)
    while last < n and page.close(last) and page.taken[last] is None:
        word = page.tokens[last].lower
        k = last + 1
        if word in CONNECTORS and (kind is EntityType.ORGANISATION or word == "of"):
            if word == "on" and page.tokens[last - 1].text not in heads("heads", "on"):
                break
            if k < n and page.tokens[k].lower == "the":
                k += 1
        elif not (word in ("and", "&") and page.tokens[last - 1].lower not in CONNECTORS and _and_belongs(page, last)):
            break
        end = _capital_run(page, k)
        if end == k:
            break
        last = end
    return last


def _and_belongs(page: Page, at: int) -> bool:
    """ "Strategic and International Studies": one label spans the "and", or no other name begins behind it."""
    if at + 1 >= len(page.tokens) or not page.cap[at + 1]:
        return False
    if page.tokens[at].text == "&":
        return page.cap[at - 1] and page.taken[at + 1] is None
    label = page.label[at]
    end = _capital_run(page, at + 1)
    if label is None or label.last < end:
        if any(page.tokens[k].text in heads("heads", "any") for k in range(at + 2, end)):
            return False  # "the Council of Europe and Human Rights Association": the second has a head of its own
    elif page.tokens[end - 1].text in heads("heads", "any") and page.tokens[at - 2].lower == "of":
        return False
    if label is not None and label.last > at + 1:
        return True
    after = page.tokens[at + 1]
    return page.label[at + 1] is None and after.text not in title_words() and page.label[at - 1] is not None


def _capital_run(page: Page, k: int) -> int:
    """The end of the capitalised words from token k on, possessives and commas of a list inside one name included."""
    n, start = len(page.tokens), k
    while k < n and (page.taken[k] is None or _place_inside(page, k, start)) and (k == start or page.close(k)):
        token = page.tokens[k]
        if k > start and page.taken[k - 1] is not None and is_demonym(token.text):
            break  # "the University of Fiji American studies chair"
        if (page.cap[k] and token.text[0].isalpha()) or page.taken[k] is not None:
            k += 1
        elif token.text == "-" and k > start and page.glued(k) and k + 1 < n and page.glued(k + 1) and page.cap[k + 1]:
            k += 2
        elif (
            token.text in POSSESSIVES
            and k > start
            and k + 1 < n
            and page.cap[k + 1]
            and page.label[k] is not None
            and page.close(k + 1)
            and page.tokens[k + 1].text not in title_words()
        ) or (token.text == "," and k > start and _list_inside(page, k)):
            k += 1
        else:
            break
    while k > start and not page.cap[k - 1]:
        k -= 1
    return k


def _place_inside(page: Page, k: int, start: int) -> bool:
    """A country of several words behind "of" belongs to the name: "Commission of the Republic of Vries"."""
    held = page.taken[k]
    return (
        held is not None
        and held.type is EntityType.PLACE
        and held.rule == "known_name"
        and held.first >= start
        and page.tokens[start - 1].lower in ("of", "the", "for")
    )


def _list_inside(page: Page, comma: int) -> bool:
    """ "Center for Russia, Europe, Asia Studies": the list ends in a word for a subject."""
    for j in range(comma + 1, min(comma + 8, len(page.tokens))):
        token = page.tokens[j]
        if token.text in ("Studies", "Affairs", "Relations", "Research", "Sciences"):
            return True
        if not (page.cap[j] or token.text == "," or token.lower == "and"):
            return False
    return False


def _claim_body(page: Page, i: int, kind: EntityType, rule: str) -> None:
    first = _left(page, i)
    run = _capital_run(page, i)
    every = heads("heads", "any") | heads("facilities", "any") | heads("heads", "weak")
    last = i + 1
    for j in range(i + 1, run):  # "Politburo Standing Committee": the last head of the run
        if page.tokens[j].text in every:
            last = j + 1
            word = page.tokens[j].text
            if rule == "facility_head" and (word in heads("heads", "any") or word == "Forum"):
                kind = EntityType.ORGANISATION
    if last < run and page.tokens[last].text == "Base" and page.tokens[last - 1].text in heads("heads", "weak"):
        last, kind = last + 1, EntityType.PLACE  # "Vries Air Force Base"
    events = heads("never", "events")
    if any(page.tokens[j].text in events for j in range(last, min(run, last + 2))):
        return
    last = _right(page, last, kind)
    if page.tokens[i].text in heads("heads", "government"):
        while (
            first < i - 1
            and not _initials_behind(page, first, last)
            and (is_demonym(page.tokens[first].text) or page.tokens[first].text in ("US", "U.S.", "UK", "U.K."))
            and page.tokens[first + 1].text != "-"
        ):
            first += 1
    while (
        first < i
        and page.tokens[first].text in title_words()
        and first + 1 < i
        and page.tokens[first].text not in ("Democratic", "Republican", "Justice", "General")
    ):
        first += 1
    alone = last - first == 1
    if alone and page.tokens[i].text not in heads("heads", "alone"):
        return
    if alone and page.opens(i) and page.label_type(i) is None and page.tokens[i].text not in ("Congress", "Senate"):
        return
    label = page.label[i]
    if label is not None and label.label == "PERSON" and label.first < i and rule == "facility_head" and last == i + 1:
        return
    if last == i + 1 and first == i - 1 and page.tokens[first].lower in STOP_WORDS:
        return
    if last < len(page.tokens) and _is_title_phrase(page, last):
        return
    page.claim(first, last, kind, rule, over=any(page.taken[j] is not None for j in range(i, last)))


def _initials_behind(page: Page, first: int, last: int) -> bool:
    """ "Norwegian National Congress (NNC)": the short name in brackets counts every word."""
    if last + 1 >= len(page.tokens) or page.tokens[last].text != "(":
        return False
    return page.tokens[last + 1].text == "".join(t.text[0] for t in page.tokens[first:last] if t.text[0].isupper())


def _is_title_phrase(page: Page, last: int) -> bool:
    """ "Treasury Secretary", "Press Secretary": the head word begins an office."""
    word = page.tokens[last].lower
    return any(phrase[-2:-1] == (page.tokens[last - 1].lower,) for phrase in phrases().get(word, ()))


def _claim_small(page: Page, i: int) -> None:
    """ "Korean peninsula", "Vries avenue": a landscape or street word in small letters behind a name."""
    if (
        i == 0
        or not page.cap[i - 1]
        or not page.close(i)
        or page.taken[i - 1] is not None
        or not page.tokens[i - 1].text[0].isalpha()
    ):
        return
    word, before = page.tokens[i].text, page.tokens[i - 1]
    if before.lower in STOP_WORDS and not is_demonym(before.text):
        return
    if is_demonym(before.text) and word not in ("peninsula", "strait"):
        return
    if page.opens(i - 1) and not before.is_proper and not is_demonym(before.text):
        return
    first = i - 1
    while (
        first > 0
        and page.cap[first - 1]
        and page.close(first)
        and page.taken[first - 1] is None
        and page.tokens[first - 1].is_proper
        and not page.opens(first - 1)
    ):
        first -= 1
    page.claim(first, i + 1, EntityType.PLACE, "landform")
