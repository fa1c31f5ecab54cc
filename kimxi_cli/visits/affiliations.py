"""Which country people belong to, by what the text says beside their names and of their offices.

Strong signs stand beside the name ("the Norwegian premier, Anna Berg"; "Berg is the first Norwegian premier to …").
Where a person has none, weak ones count: an office that only one country has, a description that only one titled
person of the article fits ("President Otieno … The Kenyan president"), and who received a foreign guest where.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from kimxi_cli import geography, lexicon
from kimxi_cli.model import ArticleAnalysis, EntityType, Mention
from kimxi_cli.visits.told import Names, where
from kimxi_cli.visits.words import listed

Votes = dict[str, Counter[str]]


def affiliations(analyses: Iterable[ArticleAnalysis], names: Names) -> dict[str, str]:
    """Country of each person: the one told most often, by strong signs where there are any."""
    analyses = list(analyses)
    strong: Votes = defaultdict(Counter)
    for analysis in analyses:
        for mention in analysis.mentions:
            if mention.type is EntityType.PERSON and (country := country_beside(analysis.text, mention)):
                entity = names.entity_at(analysis.id, mention.span)
                if entity is not None:
                    strong[entity][country] += 1
    found = _counted(strong)
    weak: Votes = defaultdict(Counter)
    for analysis in analyses:
        for entity, country in (*_by_office(analysis, names), *_by_description(analysis, names, found)):
            weak[entity][country] += 1
    found = _counted(weak) | found
    hosts: Votes = defaultdict(Counter)
    for analysis in analyses:
        for entity, country in _by_guests(analysis, names, found):
            hosts[entity][country] += 1
    found = _counted(hosts) | found
    received: Votes = defaultdict(Counter)
    for analysis in analyses:
        for entity, country in _by_destination(analysis, names, found):
            received[entity][country] += 1
    return _counted(received) | found | _themselves(analyses, names)


def _themselves(analyses: Iterable[ArticleAnalysis], names: Names) -> dict[str, str]:
    """Countries that stand for their delegations."""
    spans = {(a.id, s): a.text[s.start : s.end] for a in analyses for f in a.frames for s in (*f.visitors, *f.hosts)}
    named = ((names.entity_at(article, span), text) for (article, span), text in spans.items())
    return {entity: geography.canonical_place(text) for entity, text in named if entity and geography.is_country(text)}


def _counted(votes: Votes) -> dict[str, str]:
    return {entity: min(found, key=lambda c: (-found[c], c)) for entity, found in votes.items()}


# --- weak signs --------------------------------------------------------------------------------------


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {k.lower(): v for k, v in lexicon.table("visits")["people"]["offices"].items()}
    longest = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest))})\s+$", re.IGNORECASE), table


def _by_office(analysis: ArticleAnalysis, names: Names) -> Iterator[tuple[str, str]]:
    """ "Secretary of State Anna Berg": an office that news gives without its country."""
    pattern, table = _offices()
    for mention in analysis.mentions:
        if mention.type is not EntityType.PERSON:
            continue
        match = pattern.search(analysis.text, max(0, mention.start - 40), mention.start)
        if match and (entity := names.entity_at(analysis.id, mention.span)) is not None:
            yield entity, table[match[1].lower()]


_DESCRIBED = re.compile(
    r"\b(?:[Tt]he|an?|sitting)\s+([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+(president|premier|prime minister|chancellor|"
    r"king|queen|foreign minister|defen[cs]e minister|secretary of state|vice[ -]president)\b(?!\s+[A-Z])"
)


def _by_description(analysis: ArticleAnalysis, names: Names, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """ "The Kenyan president" is the one person whom the article calls president and nobody puts elsewhere."""
    described = {
        (match[2].lower(), country)
        for match in _DESCRIBED.finditer(analysis.text)
        if (country := geography.demonym_country(match[1]) or _country(match[1]))
    }
    if not described:
        return
    titled: dict[str, set[str]] = defaultdict(set)
    for mention in analysis.mentions:
        if mention.type is EntityType.PERSON and (entity := names.entity_at(analysis.id, mention.span)) is not None:
            before = analysis.text[max(0, mention.start - 24) : mention.start].lower().rstrip(" ,")
            for title in {title for title, _ in described}:
                if before.endswith(title):
                    titled[title].add(entity)
    for title, country in sorted(described):
        fitting = {e for e in titled[title] if known.get(e) in (None, country)}
        for one in fitting if len(fitting) == 1 else ():
            if one not in known:
                yield one, country


HEADS = ("president", "premier", "prime minister", "chancellor", "king", "queen", "emperor", "emir")


def _by_guests(analysis: ArticleAnalysis, names: Names, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Who received a guest from abroad, or as head of state or government held talks with one who came, is of there."""
    for frame in analysis.frames:
        if frame.place is None or frame.refers or len(frame.hosts) != 1:
            continue
        country = where(analysis.text[frame.place.start : frame.place.end])[1]
        guests = {known.get(e) for v in frame.visitors if (e := names.entity_at(analysis.id, v)) is not None}
        host = names.entity_at(analysis.id, frame.hosts[0])
        if country is None or host is None or host in known or None in guests or country in guests or not guests:
            continue
        before = analysis.text[max(0, frame.hosts[0].start - 20) : frame.hosts[0].start].lower().rstrip()
        if frame.reason.startswith("hosted") or before.endswith(HEADS):
            yield host, country


def _by_destination(analysis: ArticleAnalysis, names: Names, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The president whom somebody meets in an article that has them travel to one foreign country only."""
    goals: dict[str, set[str]] = defaultdict(set)
    met: dict[str, set[str]] = defaultdict(set)
    for frame in analysis.frames:
        guests = [e for v in frame.visitors if (e := names.entity_at(analysis.id, v)) is not None]
        country = (
            where(analysis.text[frame.place.start : frame.place.end])[1]
            if frame.place and frame.kind == "visit"
            else None
        )
        for guest in guests:
            if country is not None and known.get(guest) not in (None, country):
                goals[guest].add(country)
            for span in frame.hosts:
                host = names.entity_at(analysis.id, span)
                before = analysis.text[max(0, span.start - 20) : span.start].lower().rstrip()
                if host is not None and host not in known and before.endswith(HEADS):
                    met[guest].add(host)
    for guest in sorted(met):
        if len(goals[guest]) == 1 and len(met[guest]) == 1:
            yield next(iter(met[guest])), next(iter(goals[guest]))


def _country(name: str) -> str | None:
    return geography.country_of(name) if geography.is_country(name) else None


# --- beside the name ---------------------------------------------------------------------------------

_TOKEN = re.compile(r"[\w'’.-]+|[,;:()\"“”]")
BEFORE = 90
AFTER = 60


def country_beside(text: str, mention: Mention) -> str | None:
    """The country that the words before or after a person's name put them in."""
    return _country_before(text, mention) or _country_after(text, mention)


_IS_THE = re.compile(
    r"\s+(?:is|was|became|becomes|remains)\s+(?:the|an?)\s+((?:[a-z-]+\s+){0,3}?)([A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+"
    r"((?:[a-z]+\s+){0,2}?[a-z]+)\s+(?:to|since|in)\s"
)
_OF_COUNTRY = re.compile(
    r",\s+(?:the\s+|a\s+)?((?:[\w’'-]+\s+){0,3}?)(?:of\s+(?:the\s+)?)([A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)"
)
_OF_LAND = re.compile(r"\s+of\s+(?:the\s+)?([A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,2})")
_NATIONALITY = re.compile(
    r",\s+(?:the\s+|an?\s+)?([A-Z][\w.]+(?:\s+[A-Z][\w.]+)?)(?:['’]s)?\s+((?:[\w-]+\s+){0,3}[\w-]+)[,.;)]"
)


_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\bRep)[.!?][\"”’)]*\s+(?=[A-Z])|\n|[—–]|\s-\s"
)


def _country_before(text: str, mention: Mention) -> str | None:
    """ "Norwegian premier Anna Berg", "Norway's foreign minister, Anna Berg", "Norway's Anna Berg".

    Not "in Norway, Berg said".
    """
    before = text[max(0, mention.start - BEFORE) : mention.start]
    last = before.rsplit(None, 1)[-1] if before.strip() else ""
    if last and last[0].islower() and last[-1] != "," and last.strip(".,").lower() not in listed("people", "titles"):
        return None  # most names stand after "and", "said", "with": nothing to look for
    words = _TOKEN.findall(_SENTENCE_END.split(before)[-1])
    taken: list[str] = []
    while words and len(taken) < 9:
        word = words.pop()
        if country := _country_word(words, word):
            owned = word.endswith(("'s", "’s", "'", "’")) or geography.demonym_country(word) is not None
            titles = [t for t in taken if t not in (",", "the", "and", "of")]
            if taken[:1] == [","] and not titles:
                return None
            if not owned and (
                not titles or (titles[-1] in ("envoy", "special", "adviser", "advisor") and not word.isupper())
            ):
                return None
            return country
        bare = word.lower().strip(".").removesuffix("'s").removesuffix("’s")
        if word == "," and not taken:
            taken.append(word)
            continue
        if bare not in listed("people", "titles"):
            return None
        taken.append(bare)
    return None


def _country_after(text: str, mention: Mention) -> str | None:
    """ "Anna Berg of Norway", "Anna Berg, the prime minister of Norway", "Anna Berg, the Norwegian leader, …", "Berg is
    the first Norwegian premier to …"."""
    end = mention.end
    if text[end : end + 1] == ",":
        after = text[end : end + AFTER].split("\n")[0]
        match = _OF_COUNTRY.match(after)
        if match and match[1] and all(w.lower() in listed("people", "titles") for w in match[1].split()):
            return _country(match[2])
        match = _NATIONALITY.match(after)
        if match and all(w.lower() in listed("people", "titles") for w in match[2].split()):
            return geography.demonym_country(match[1]) or _country(match[1])
        return None
    if text[end : end + 1] != " ":
        return None
    match = _OF_LAND.match(text, end, end + AFTER)
    if match and (country := _country(match[1]) or _country(match[1].split()[0])):
        return country
    match = _IS_THE.match(text, end, end + 2 * AFTER)
    if match and all(w.lower() in listed("people", "titles") for w in match[3].split()):
        return geography.demonym_country(match[2]) or _country(match[2])
    return None


def _country_word(words: list[str], word: str) -> str | None:
    """The country that a word, with the one before it, names: "South Korean", "Norway's", "US"."""
    for candidate in ((words[-1] + " " + word) if words else "", word):
        bare = re.sub(r"['’]s?$", "", candidate)
        if not bare or not bare[0].isupper():
            continue
        country = geography.demonym_country(bare) or (
            geography.country_of(bare) if geography.is_country(bare) else None
        )
        if country:
            return country
    return None
