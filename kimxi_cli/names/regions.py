"""Places that the model takes for people, told by their own words and by those around them."""

from kimxi_cli.model import EntityType
from kimxi_cli.names.lists import heads
from kimxi_cli.names.page import POSSESSIVES, Page
from kimxi_cli.names.spelling import fold, given_names


def region(page: Page, first: int, last: int) -> int | None:
    """Where a place ends that the model took for a person: "Vries State", "South Vries", "the Vries MP"."""
    tokens = page.tokens
    if last - first == 2 and fold(tokens[first].text) in given_names():
        return None
    if tokens[last - 1].text in heads("nouns", "region"):
        return last
    if tokens[first].text in _DIRECTIONS and last - first == 2:
        return last
    the = first > 0 and tokens[first - 1].lower == "the"
    seat = tokens[last - 1].text in heads("nouns", "seat") and (the or page.headline(first))
    return last - 1 if seat else None


_DIRECTIONS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})


def reads_as_place(page: Page, i: int) -> bool:
    """One word that no full name of the article explains, where a place stands: "in Sulu", "flew to Cauca"."""
    tokens = page.tokens
    if i < 2 or not page.close(i) or tokens[i].text in page.parts_of_people():
        return False
    before, led = tokens[i - 1].lower, tokens[i - 2].lower
    if before == "of":
        return led in heads("nouns", "place")
    if i + 1 < len(tokens) and page.close(i + 1) and tokens[i + 1].lower in heads("nouns", "sight"):
        return True
    if before == "and" and i > 3 and page.label_type(i - 2) is EntityType.PLACE and tokens[i].dep == "conj":
        if i + 1 < len(tokens) and tokens[i + 1].is_verb:
            return False
        label = page.label[i - 2]
        return label is not None and tokens[label.first - 1].lower in ("in", "from", "near", "outside")
    if i + 1 < len(tokens) and tokens[i + 1].text in POSSESSIVES:
        return False
    if before == "in":
        return led not in heads("nouns", "takes_in")
    return before in ("near", "outside") or (before in ("to", "from") and led in heads("nouns", "motion"))
