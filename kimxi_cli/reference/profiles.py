"""What an article says of its people and bodies: their sex, and the nouns it uses of them.

Learnt from titles ("Norwegian minister Anna Berg"), appositions ("Anna Berg, a harbour engineer"), predicates
("Berg is an engineer") and the names of bodies ("Harbour Institute": institute).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kimxi_cli.geography import demonym_country
from kimxi_cli.lexicon import table, words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.page import Key, Page, key
from kimxi_cli.reference.sex import sex_by_name, sex_by_noun, sex_by_title
from kimxi_cli.syntax import SUBJECTS, Parse, Token

FUNCTION = frozenset(
    {"the", "a", "an", "this", "that", "of", "in", "for", "and", "at", "on", "to", "its", "his", "her", "'s", "’s", ","}
)
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
BE = ("is", "was", "are", "were", "'s")


@dataclass(slots=True)
class Profile:
    """What the article says of one entity. descriptions: noun → stems of the modifiers it was used with."""

    type: EntityType
    sex: str | None = None
    descriptions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Profiles:
    """The profiles of an article's entities; `uses(noun)` gives each one's first mention described so."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._profiles: dict[Key, Profile] = {}
        self._nouns: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
        self._learn()

    def __getitem__(self, mention: Mention) -> Profile:
        return self._profiles[key(mention)]

    def uses(self, noun: str) -> list[tuple[int, Mention]]:
        return self._nouns.get(noun, [])

    def _learn(self) -> None:
        for mention in self._page.mentions:
            head = self._page.head_of(mention)
            if head is None:
                continue
            profile = self._profiles.setdefault(key(mention), Profile(mention.type))
            if mention.type is EntityType.PERSON:
                profile.sex = sex_by_title(mention) or profile.sex
                for noun, modifiers in self._descriptions(head, mention):
                    profile.sex = profile.sex or sex_by_noun(noun)
                    self._describe(profile, noun, modifiers, head, mention)
            elif mention.type is EntityType.ORGANISATION:
                noun, own = own_noun(mention.text.lower().split())
                self._describe(profile, noun, stems(own), head, mention)
                for noun, modifiers in self._descriptions(head, mention):
                    self._describe(profile, noun, modifiers, head, mention)
        for noun, found in self._nouns.items():
            first: dict[Key, tuple[int, Mention]] = {}
            for head, mention in sorted(found, key=lambda pair: pair[0]):
                first.setdefault(key(mention), (head, mention))
            self._nouns[noun] = list(first.values())
        self._learn_sex_by_names()
        self._learn_sex_by_pronouns()

    def _learn_sex_by_names(self) -> None:
        """Where no title and no noun tells: by the given name; a name of one word counts if it stays the only one."""
        people = [m for m in self._page.mentions if m.type is EntityType.PERSON and key(m) in self._profiles]
        longer = {key(m) for m in people if " " in m.text}
        for mention in people:
            profile = self._profiles[key(mention)]
            profile.sex = profile.sex or sex_by_name(mention, single=key(mention) not in longer)

    def _learn_sex_by_pronouns(self) -> None:
        """Where no title and no name tells: by "he" and "she" with only one person named near before them."""
        votes: dict[Key, set[str]] = defaultdict(set)
        for token in self._page.parse.tokens:
            sex = "m" if token.lower in HE else "f" if token.lower in SHE else None
            if sex is None or self._page.quoted[token.i]:
                continue
            near = {
                key(mention)
                for sentence in (token.sentence - 1, token.sentence)
                for head, mention in self._page.by_sentence.get(sentence, ())
                if mention.type is EntityType.PERSON and head < token.i
            }
            if len(near) == 1:
                votes[near.pop()].add(sex)
        for entity, sexes in votes.items():
            profile = self._profiles.get(entity)
            if profile is not None and profile.sex is None and len(sexes) == 1:
                profile.sex = next(iter(sexes))

    def _describe(self, profile: Profile, noun: str, modifiers: set[str], head: int, mention: Mention) -> None:
        for same in synonyms(noun):
            profile.descriptions[same] |= modifiers | ({noun} if same != noun else set())
            self._nouns[same].append((head, mention))

    def _descriptions(self, head: int, mention: Mention) -> Iterator[tuple[str, set[str]]]:
        """(noun, modifier stems) for each title, apposition and predicate noun of the name."""
        parse = self._page.parse
        titles = self._titles(head, mention)
        around = [t.lower for t in titles]
        for noun in [t for t in reversed(titles) if t.is_noun][:3]:
            about = stems([w for w in around if w != noun.lower]) | stems(of_words(parse, noun.i))
            yield singular(noun.lower) or noun.lower, about
        word = parse.tokens[head]
        linked = parse.children(head, "appos")
        if word.dep == "appos" and word.head not in self._page.covering:
            linked = [*linked, parse.tokens[word.head]]
        if word.dep in SUBJECTS and parse.tokens[word.head].lower in BE:
            linked = [*linked, *parse.children(word.head, "attr")]
        for noun in linked:
            if noun.is_noun and noun.i not in self._page.covering:
                below = [t.lower for j in parse.subtree(noun.i)[:14] if (t := parse.tokens[j]).tag[0] in "NJ"]
                for each in [noun, *parse.children(noun.i, "conj")]:
                    if each.is_noun:
                        yield each.lower, stems([w for w in below if w != each.lower])

    def _titles(self, head: int, mention: Mention) -> list[Token]:
        """The nouns and adjectives of the name's phrase before its own words, in text order."""
        parse = self._page.parse
        own = parse.tokens_between(mention.start, mention.end)
        hung = [
            t
            for t in parse.children(head, "compound", "amod", "nmod", "poss", "appos")
            if t.i < head and t.i not in own
        ]
        below = [c for t in hung for c in parse.children(t.i) if c.i < head]
        run = self._title_run(own[0] if len(own) else head) or self._shared_title(head)
        found = {t.i: t for t in (*hung, *below, *run) if t.tag[0] in "NJ" and t.lower not in FUNCTION}
        return [found[i] for i in sorted(found)]

    def _shared_title(self, head: int) -> list[Token]:
        """ "Ministers Berg and Vries": the plural title before the first of names joined."""
        first = self._page.parse.tokens[head]
        while first.dep == "conj" and first.head < first.i:
            first = self._page.parse.tokens[first.head]
        if first.i == head or (named := self._page.covering.get(first.i)) is None:
            return []
        run = self._title_run(self._page.parse.tokens_between(named.start, named.end).start)
        return run if run and singular(run[-1].lower) else []

    def _title_run(self, start: int) -> list[Token]:
        """The nouns and adjectives directly before a name: "North Korean leader", "spokesman"."""
        out: list[Token] = []
        i = start - 1
        while i >= 0 and len(out) < 6:
            token = self._page.parse.tokens[i]
            if token.sentence != self._page.parse.tokens[start].sentence or not (
                token.tag[0] in "NJ" or (token.tag in ("POS", "IN") and token.lower in ("of", "for", "'s", "’s"))
            ):
                break
            out.append(token)
            i -= 1
        out.reverse()
        if out and out[-1].tag == "IN":
            return []
        return [t for t in out if t.tag[0] in "NJ"]


def singular(noun: str) -> str | None:
    """The singular of a plural that means human beings ("ministers"), else None."""
    one = noun.removesuffix("s")
    return one if one != noun and one in words("reference", "humans") else None


def own_noun(name: list[str]) -> tuple[str, list[str]]:
    """What a body calls itself, and the other words of its name: "Harbour Institute", "Union of Dockers"."""
    at = name.index("of") if "of" in name[1:] else len(name)
    return name[at - 1], [*name[: at - 1], *name[at + 1 :]]


def of_words(parse: Parse, i: int) -> list[str]:
    """The nouns and adjectives of what hangs on a noun with of, for, at or in, in lower case."""
    return [
        below.lower
        for prep in parse.children(i, "prep")
        if prep.lower in ("of", "for", "at", "in")
        for below in (parse.tokens[j] for j in parse.subtree(prep.i)[1:8])
        if below.tag[0] in "NJ"
    ]


def synonyms(noun: str) -> set[str]:
    """The noun itself and the looser words that news uses for it; only from the exact to the loose."""
    out = {noun}
    for group in table("reference")["synonyms"]:
        if noun in group:
            out.update(group)
    return out


def stems(nouns: Sequence[str]) -> set[str]:
    """Modifiers in a form that compares: a demonym, of one word or two, by the words of its country."""
    out: set[str] = set()
    skip = False
    for k, word in enumerate(nouns):
        if skip:
            skip = False
            continue
        pair = f"{word} {nouns[k + 1]}" if k + 1 < len(nouns) else ""
        country = demonym_country(pair) if pair else None
        skip = country is not None
        country = country or demonym_country(word)
        out.update(country.lower().split() if country else [word])
    return out
