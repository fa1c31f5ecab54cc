"""Pronouns and descriptions to the named mention they stand for."""

from collections.abc import Sequence

from kimxi_cli.geography import is_demonym, is_place
from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.bodies import state_behind, varied_body
from kimxi_cli.reference.it import body_before, body_that_spoke, main_subject
from kimxi_cli.reference.page import REACH, Key, Page, key
from kimxi_cli.reference.pairs import THEY, pair, together
from kimxi_cli.reference.profiles import FUNCTION, HE, SHE, Profile, Profiles, of_words, stems, synonyms
from kimxi_cli.reference.writings import writer
from kimxi_cli.syntax import SUBJECTS, Parse, Token

IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
PRONOUNS = HE | SHE | IT | THEY | RELATIVE

FARTHEST = 40
"""Sentences back, all counted."""


FRAMING = frozenset({"while", "when", "as", "after", "before", "although", "though", "since"})
"""Words that begin a clause around the one in which somebody speaks."""

SUBJECT_BEFORE = "the subject of the main clause before"

Answer = tuple[Mention | None, str]
"""Who is meant, and how that is known."""


class References:
    """Answers `mention_for(i)` for the head token i of a noun phrase. Built once an article."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.parse = parse
        self._page = Page(parse, mentions)
        self._profiles = Profiles(self._page)
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
            found = self._antecedent(token, "m" if token.lower in HE else "f", speaking)
            return found, self._foreground(found)
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
                return found, f"{self._foreground(found)}, in other words"
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

    def _foreground(self, mention: Mention | None) -> str:
        """What is said of an antecedent: "the woman in the foreground, who spoke last"."""
        head = self._page.head_of(mention) if mention is not None else None
        if mention is None or head is None:
            return ""
        noun = {"f": "woman", "m": "man"}.get(self._profiles[mention].sex or "", "person")
        return f"the {noun} in the foreground{', who speaks there' * self._speaks(self.parse.tokens[head])}"

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
        best: Mention | None = None
        for at, mention in self._profiles.uses(token.lower):
            if at >= token.i:
                break
            if said <= self._profiles[mention].descriptions[token.lower]:
                latest = self._page.latest(mention, token.i)
                if best is None or latest.start > best.start:
                    best = latest
        if best is not None and not said and (nearer := self._undescribed(token, best)) is not None:
            return nearer
        return best or self._named_later(token, said)

    def _undescribed(self, token: Token, other: Mention) -> Mention | None:
        """ "Mr Vries said no. The minister …": Vries, of whom nothing else is told, not a minister paragraphs before."""
        head = self._page.head_of(other)
        if head is None or self.parse.tokens[head].block == token.block or not is_human(token.lower):
            return None
        near = [
            m
            for h, m in self._page.by_sentence.get(token.sentence - 1, ())
            if self._speaks(self.parse.tokens[h]) and self.parse.tokens[h].block == token.block
        ]
        if len(near) != 1 or near[0].type is not EntityType.PERSON or self._profiles[near[0]].descriptions:
            return None
        return near[0]

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
        found = self._antecedent(token, None, speaking=True, reach=2)
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

    def _antecedent(self, token: Token, sex: str | None, speaking: bool, reach: int = REACH) -> Mention | None:
        """Best person before the pronoun: recent, a subject, the last one that spoke, of fitting sex."""
        if speaking and self._unnamed_before(token):
            return None
        best: Mention | None = None
        best_score = -1e9
        own_quote = self._page.quoted[token.i]
        above = {} if speaking else self._subjects_above(token)
        excluded = self._objects(token.head) if token.dep in SUBJECTS else set()
        for earlier in range(token.sentence, max(-1, token.sentence - FARTHEST), -1):
            back = self._page.distance(earlier, token.sentence)
            if back > reach:
                break
            for head, mention in self._page.by_sentence.get(earlier, ()):
                if mention.type is not EntityType.PERSON or head >= token.i or key(mention) in excluded:
                    continue
                if sex and " " in mention.text and is_place(mention.text):
                    continue  # taken for a person here: "São Paulo"
                profile = self._profiles[mention]
                if (sex and profile.sex not in (None, sex)) or (self._page.quoted[head] and not own_quote):
                    continue
                word = self.parse.tokens[head]
                if (
                    speaking
                    and earlier == token.sentence
                    and token.head in (a.i for a in self.parse.ancestors(head))
                    and not self._announces(head, token)
                    and not self._frames(head, token)
                ):
                    continue  # named in what is said: nobody speaks of themselves so
                if word.head == token.head and word.dep in SUBJECTS and token.dep in ("dobj", "pobj", "dative"):
                    continue
                score = self._salience(word, back, speaking) + (0.5 if sex and profile.sex == sex else 0.0)
                score += above.get(head, 0.0) - (0.5 if self._embedded(word) else 0.0)
                if own_quote:
                    score += 1.0 if self._page.quoted[head] else -1.5 if self._speaks(word) else 0.0
                if score >= best_score:
                    best, best_score = mention, score
        return best

    def _announces(self, head: int, token: Token) -> bool:
        """Whether a name stands before the colon that leads in the quote ("Berg was firm: “No,” she said")."""
        before = [t for t in self.parse.tokens[head : token.i] if not self._page.quoted[t.i]]
        return not self._page.quoted[head] and any(t.text == ":" for t in before)

    def _frames(self, head: int, token: Token) -> bool:
        """Whether a name stands in a clause of time or contrast before the speaking one ("While Berg agreed, she …")."""
        for step in (self.parse.tokens[head], *self.parse.ancestors(head)):
            if step.dep == "advcl" and step.head == token.head:
                return step.i < token.i and any(
                    t.lower in FRAMING for t in self.parse.children(step.i, "mark", "advmod")
                )
        return False

    def _unnamed_before(self, token: Token) -> bool:
        """Whether the paragraph's last subject before a speaking pronoun is somebody unnamed ("a waiter … he said")."""
        for i in range(token.i - 1, -1, -1):
            word = self.parse.tokens[i]
            if word.block != token.block or token.sentence - word.sentence > FARTHEST:
                return False
            verb = self.parse.tokens[word.head]
            if (
                word.dep not in SUBJECTS
                or verb.dep != "ROOT"
                or self._page.quoted[i]
                or word.sentence == token.sentence
            ):
                continue
            if word.is_pronoun or i in self._page.covering:
                return False
            return word.tag == "NN" and self._is_somebody(word) and self.mention_for(i, speaking=True) is None
        return False

    def _is_somebody(self, noun: Token) -> bool:
        """Whether a noun means a human being: by the lists, by "who" behind it, or because it speaks."""
        if is_human(noun.lower) or noun.lower in words("reference", "generic") or self._speaks(noun):
            return True
        clauses = self.parse.children(noun.i, "relcl")
        return any(t.lower == "who" for clause in clauses for t in self.parse.children(clause.i, "nsubj", "nsubjpass"))

    def _subjects_above(self, token: Token) -> dict[int, float]:
        """Subjects, or their possessors, of the clauses around a pronoun: what it takes up first, the nearest most."""
        out: dict[int, float] = {}
        bonus = -2.0 if token.dep in ("dobj", "pobj", "dative") else 2.5
        for verb in self.parse.ancestors(token.i):
            if not verb.is_verb:
                continue
            for subject in self.parse.children(verb.i, "nsubj", "nsubjpass"):
                named = [subject] if subject.i in self._page.covering else self.parse.children(subject.i, "poss")
                for each in named:
                    if each.i < token.i and each.i in self._page.covering and each.i not in out:
                        out[each.i] = bonus if each is subject else bonus + 1.0
            if out:
                bonus = max(0.5, bonus - 1.5) if bonus > 0 else 1.0
        return out

    def _embedded(self, word: Token) -> bool:
        """Whether a name stands in a relative clause or the like, out of the sentence's main line."""
        return any(step.dep in ("relcl", "acl") for step in (word, *self.parse.ancestors(word.i)))

    def _speaks(self, word: Token) -> bool:
        return word.dep in SUBJECTS and self.parse.tokens[word.head].lower in words("reference", "speech")

    def _salience(self, word: Token, back: int, speaking: bool) -> float:
        """How much in the foreground a name stands, `back` sentences later."""
        score = -1.2 * back
        while word.dep in ("appos", "compound", "nmod", "flat") and self.parse.tokens[word.head].is_noun:
            word = self.parse.tokens[word.head]
        if word.dep in SUBJECTS:
            score += 1.5
            if self._speaks(word):
                score += 1.0
            if self.parse.tokens[word.head].dep in ("ROOT", "conj"):
                score += 0.5
        elif word.dep in ("poss", "compound", "nmod"):
            score -= 1.0
        elif word.dep in ("ROOT", "conj"):
            score += 0.3
        else:
            score -= 0.3
        return score

    def _objects(self, verb: int) -> set[Key]:
        """Those named as objects of a verb: its subject is somebody else."""
        return {
            key(mention)
            for child in self.parse.children(verb, "dobj", "dative")
            if (mention := self._page.covering.get(child.i)) is not None
        }


def is_human(noun: str) -> bool:
    """Whether a noun means a person by what they are or do: listed, or made so ("businesswoman", "congressman")."""
    return noun in words("reference", "humans") or (noun.endswith(("man", "woman", "person")) and len(noun) > 6)
