"""Pronouns and descriptions to the named mention they stand for."""

from collections.abc import Sequence

from kimxi_cli.geography import is_demonym
from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.bodies import state_behind, varied_body
from kimxi_cli.reference.foreground import Foreground, is_human
from kimxi_cli.reference.it import body_before, body_that_spoke, main_subject
from kimxi_cli.reference.page import REACH, Key, Page, key
from kimxi_cli.reference.pairs import THEY, pair, together
from kimxi_cli.reference.profiles import FUNCTION, HE, SHE, Profile, Profiles, of_words, stems, synonyms
from kimxi_cli.reference.writings import writer
from kimxi_cli.syntax import SUBJECTS, Parse, Token

IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
PRONOUNS = HE | SHE | IT | THEY | RELATIVE

SUBJECT_BEFORE = "the subject of the main clause before"

Answer = tuple[Mention | None, str]
"""Who is meant, and how that is known."""


class References:
    """Answers `mention_for(i)` for the head token i of a noun phrase. Built once an article."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.parse = parse
        self._page = Page(parse, mentions)
        self._profiles = Profiles(self._page)
        self._foreground = Foreground(self._page, self._profiles, self._source)
        self._memo: dict[tuple[int, bool], Answer] = {}
        self._follow_subjects()

    # --- what a phrase means -----------------------------------------------------------------

    def mention_covering(self, i: int) -> Mention | None:
        """The mention whose own words include token i."""
        return self._page.covering.get(i)

    def mention_for(self, i: int, speaking: bool = False) -> Mention | None:
        """The named mention meant by the noun phrase with head i; speaking: it is the subject of a speech verb."""
        return self._answer(i, speaking)[0]

    def why(self, i: int, speaking: bool = False) -> str:
        """How a phrase leads to what `mention_for` gives for it; "" where it names it, or there is none."""
        return self._answer(i, speaking)[1]

    def mentions_for(self, i: int) -> tuple[Mention, ...]:
        """As mention_for, with all members of a coordination ("A and B") or a pair spoken of ("the two leaders")."""
        found: list[Mention] = []
        todo = [i]
        while todo:
            j = todo.pop(0)
            mention = self.mention_for(j)
            if mention and all(key(mention) != key(m) for m in found):
                found.append(mention)
            todo.extend(t.i for t in self.parse.children(j, "conj"))
        if not found and (
            self.parse.tokens[i].tag == "NNS" or self.parse.tokens[i].lower in THEY | {"both", "two", "pair"}
        ):
            return pair(self._page, i)
        return tuple(found)

    def speaking_together(self, i: int) -> tuple[Mention, ...]:
        """Who "they" are as a source: those named together as the subject before; nobody in doubt."""
        return together(self._page, i)

    def key(self, mention: Mention) -> Key:
        """What tells entities of the article apart."""
        return key(mention)

    def surnamed(self, surname: str) -> Mention | None:
        """The only person whose name ends in a word (lower case); None where it is nobody or several."""
        found = {
            key(m): m
            for m in reversed(self._page.mentions)
            if m.type is EntityType.PERSON and m.text.lower().split()[-1] == surname
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def described_as(self, noun: str) -> Mention | None:
        """The only one whom the article describes by a noun ("minister"); None where it is nobody or several."""
        found = {key(mention): mention for _, mention in self._profiles.uses(noun)}
        return next(iter(found.values())) if len(found) == 1 else None

    def profile(self, mention: Mention) -> Profile:
        return self._profiles[mention]

    def in_quotes(self, i: int) -> bool:
        """Whether token i stands between quotation marks."""
        return self._page.quoted[i]

    def _follow_subjects(self) -> None:
        """A pronoun or description that is a subject keeps its person in the foreground: it counts as named there."""
        for token in self.parse.tokens:
            if token.dep not in SUBJECTS or token.i in self._page.covering:
                continue
            if token.lower in ("he", "she") or (token.tag == "NN" and self._profiles.uses(token.lower)):
                mention = self.mention_for(token.i, self.parse.tokens[token.head].lower in words("reference", "speech"))
                if mention is not None:
                    self._page.by_sentence[token.sentence].append((token.i, mention))

    # --- how ---------------------------------------------------------------------------------

    def _answer(self, i: int, speaking: bool) -> Answer:
        asked = (i, speaking)
        if asked not in self._memo:
            mention, why = self._resolve(i, speaking)
            self._memo[asked] = (mention, why if mention is not None else "")
        return self._memo[asked]

    def _resolve(self, i: int, speaking: bool) -> Answer:
        token = self.parse.tokens[i]
        if (mention := self._page.covering.get(i)) is not None:
            return mention, ""
        if token.lower in HE or token.lower in SHE:
            found = self._foreground.antecedent(token, "m" if token.lower in HE else "f", speaking)
            return found, self._foreground.why(found)
        if token.lower in IT:
            return self._it(token, speaking)
        if token.tag in ("WP", "WDT") and token.lower in RELATIVE:
            return self._relative(token), "the name before it"
        if (
            speaking
            and token.lower in ("government", "administration")
            and not self.parse.children(token.i, "poss", "amod")
        ):
            state = main_subject(self._page, self._named_in, token, lambda m: m.type is EntityType.PLACE)
            return state, SUBJECT_BEFORE
        if speaking and (state := state_behind(self._page, token)) is not None:
            return state, "the state it is of"
        if token.is_noun:
            if (found := self._named_in(token)) is not None:
                return found, "the name beside it"
            if (found := self._described(token)) is not None:
                return found, "the article calls the name so"
            if speaking and (found := self._varied(token)) is not None:
                return found, f"{self._foreground.why(found)}, in other words"
            if speaking and (found := writer(self._page, self._source, token)) is not None:
                return found, "it was brought in as theirs"
            if speaking and (found := varied_body(self._page, self._profiles, token)) is not None:
                return found, "the source just before, in other words"
        return None, ""

    def _it(self, token: Token, speaking: bool) -> Answer:
        before = body_before(self._page, self._named_in, token)
        if before is not None or not speaking:
            return before, SUBJECT_BEFORE
        return body_that_spoke(self._page, self._source, token), "the one that spoke last"

    def _source(self, i: int) -> Mention | None:
        """Whom a source before means, or the noun phrase of one that might speak."""
        return self.mention_for(i, speaking=True)

    def _named_in(self, token: Token) -> Mention | None:
        """The name beside a common noun: "spokesman <Jan Berg>", "the minister, <Anna Vale>", "Berg, the minister"."""
        parse = self.parse
        human = is_human(token.lower) or token.lower in words("reference", "generic")
        named = [self._apposed(t, human) for t in parse.children(token.i, "appos")]
        if token.dep == "appos":
            named.append(self._page.covering.get(token.head))
        for mention in named:
            if mention is not None and mention.type is not EntityType.PLACE:
                return mention
        for child in parse.children(token.i, "compound", "nmod"):
            if human or token.tag != "NN":
                break  # "the Kremlin spokesman", "Pentagon aides": people, not the body
            if (
                (mention := self._page.covering.get(child.i))
                and mention.type is EntityType.ORGANISATION
                and child.i == token.i - 1 - self._common_run(token.i)
            ):
                return mention
        after = self._page.covering.get(token.i + 1)
        if (
            after is not None
            and after.type is EntityType.PERSON
            and parse.tokens[token.i + 1].head in (token.i, token.head)
        ):
            return after
        return None

    def _apposed(self, noun: Token, human: bool) -> Mention | None:
        """The name in an apposition: its head, or, of a human being, the first person in it ("<Ida Vale> (D-Oslo)")."""
        mention = self._page.covering.get(noun.i)
        if not human or (mention is not None and mention.type is EntityType.PERSON):
            return mention
        inside = (self._page.covering.get(i) for i in self.parse.subtree(noun.i))
        return next((m for m in inside if m is not None and m.type is EntityType.PERSON), mention)

    def _common_run(self, i: int) -> int:
        """Number of common nouns directly before token i ("Interfax <news> agency")."""
        run = 0
        while (
            i - run - 1 >= 0
            and self.parse.tokens[i - run - 1].tag in ("NN", "NNS")
            and i - run - 1 not in self._page.covering
        ):
            run += 1
        return run

    def _relative(self, token: Token) -> Mention | None:
        for ancestor in self.parse.ancestors(token.i):
            if ancestor.dep in ("relcl", "acl"):
                return self.mention_for(ancestor.head) if ancestor.head < token.i else None
        return None

    def _described(self, token: Token) -> Mention | None:
        """The name that a definite description means: same noun, no modifier that the article did not use of it."""
        first, last = self.parse.edges(token.i)
        if self.parse.tokens[first].lower in ("a", "an", "some", "another", "any", "no") or token.tag == "NNS":
            return None
        before = [self.parse.tokens[j] for j in range(first, min(last, token.i))]
        modifiers = [t.lower for t in before if t.tag[0] in "NJV" and t.lower not in FUNCTION]
        modifiers += of_words(self.parse, token.i)
        said = stems(modifiers) - words("reference", "weak")
        fitting = [
            self._page.latest(mention, token.i)
            for at, mention in self._profiles.uses(token.lower)
            if at < token.i and said <= self._profiles[mention].descriptions[token.lower]
        ]
        best = max(fitting, key=lambda m: m.start, default=None)
        if best is not None and any(self._joined(best, other) for other in fitting):
            return None
        if best is not None and not said and (nearer := self._undescribed(token, best)) is not None:
            return nearer
        return best or self._named_later(token, said)

    def _joined(self, later: Mention, earlier: Mention) -> bool:
        """ "Ministers Berg and Vries": neither of them is "the minister"."""
        at, first = self._page.head_of(later), self._page.head_of(earlier)
        return at is not None and self.parse.tokens[at].dep == "conj" and self.parse.tokens[at].head == first

    def _shares(self, mention: Mention, noun: str) -> bool:
        """Whether a name is called so together with another."""
        uses = [m for at, m in self._profiles.uses(noun)]
        return any(self._joined(m, mention) or self._joined(mention, m) for m in uses if m != mention)

    def _undescribed(self, token: Token, other: Mention) -> Mention | None:
        """ "Mr Vries said no. The minister …": Vries, of whom nothing else is told, not one of paragraphs before."""
        head = self._page.head_of(other)
        if head is None or self.parse.tokens[head].block == token.block or not is_human(token.lower):
            return None
        near = [
            m
            for h, m in self._page.by_sentence.get(token.sentence - 1, ())
            if self._foreground.speaks(self.parse.tokens[h]) and self.parse.tokens[h].block == token.block
        ]
        if len(near) != 1 or near[0].type is not EntityType.PERSON:
            return None
        return None if any(is_human(noun) for noun in self._profiles[near[0]].descriptions) else near[0]

    def _named_later(self, token: Token, said: set[str]) -> Mention | None:
        """A lead that says "the Norwegian minister" before the name comes; only with a modifier that tells.

        Where somebody was named in the paragraph before it, only with a nationality.
        """
        known = any(
            m.type is EntityType.PERSON and head < token.i and self.parse.tokens[head].block == token.block
            for head, m in self._page.by_sentence.get(token.sentence - 1, ())
        )
        if known and not any(is_demonym(t.text) for t in self.parse.children(token.i)):
            return None
        for at, mention in self._profiles.uses(token.lower):
            if at > token.i and self.parse.tokens[at].sentence - token.sentence <= REACH:
                if said and said <= self._profiles[mention].descriptions[token.lower]:
                    return mention
        return None

    def _varied(self, token: Token) -> Mention | None:
        """Elegant variation: "the Oslo businesswoman" for whoever was the subject just before.

        Only for nouns of one human being that the article has not used of somebody unnamed ("an official said …
        the official").
        """
        first, _ = self.parse.edges(token.i)
        opening = self.parse.tokens[first]
        if token.tag not in ("NN", "NNP") or token.lower in words("reference", "generic") or not is_human(token.lower):
            return None
        if self.parse.children(token.i, "relcl"):
            return None  # "the engineer who designed it" is brought in by what is said of her
        owners = self.parse.children(token.i, "poss")
        if not (opening.lower == "the" or owners):
            return None
        if any(t.i in self._page.covering or t.lower in HE | SHE | THEY for t in owners):
            return None
        if self._introduced_unnamed(token, first) or any(is_demonym(t.text) for t in self.parse.children(token.i)):
            return None
        found = self._foreground.antecedent(token, None, speaking=True, reach=2)
        if found is not None and self._shares(found, token.lower):
            return None
        if found is None or token.lower not in words("reference", "offices"):
            return found
        others = (words("reference", "offices") - synonyms(token.lower)) & self._profiles[found].descriptions.keys()
        return None if others else found

    def _introduced_unnamed(self, token: Token, before: int) -> bool:
        """Whether the article has spoken of an unnamed one before: "an official said … the official"."""
        return any(
            t.lower == token.lower
            and t.i not in self._page.covering
            and any(d.lower in ("a", "an", "another", "one", "some") for d in self.parse.children(t.i, "det"))
            for t in self.parse.tokens[:before]
        )
