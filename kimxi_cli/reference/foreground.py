"""Who stands in the foreground: the person that a pronoun or a description takes up.

Every person named before it within reach is weighed by how recent they are, whether they are a subject, whether they
spoke last, and whether they are of fitting sex.
"""

from collections.abc import Callable

from kimxi_cli.geography import is_place
from kimxi_cli.lexicon import words
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.reference.page import REACH, Key, Page, key
from kimxi_cli.reference.profiles import Profiles
from kimxi_cli.syntax import SUBJECTS, Token

FARTHEST = 40
"""Sentences back, all counted."""
FRAMING = frozenset({"while", "when", "as", "after", "before", "although", "though", "since"})
"""Words that begin a clause around the one in which somebody speaks."""


class Foreground:
    """The persons of an article as a pronoun finds them. means: whom a speaking noun phrase means, by its head."""

    def __init__(self, page: Page, profiles: Profiles, means: Callable[[int], Mention | None]) -> None:
        self.parse = page.parse
        self._page = page
        self._profiles = profiles
        self._means = means

    def why(self, mention: Mention | None) -> str:
        """What is said of an antecedent: "the woman in the foreground, who spoke last"."""
        head = self._page.head_of(mention) if mention is not None else None
        if mention is None or head is None:
            return ""
        noun = {"f": "woman", "m": "man"}.get(self._profiles[mention].sex or "", "person")
        return f"the {noun} in the foreground{', who speaks there' * self.speaks(self.parse.tokens[head])}"

    def antecedent(self, token: Token, sex: str | None, speaking: bool, reach: int = REACH) -> Mention | None:
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
                    score += 1.0 if self._page.quoted[head] else -1.5 if self.speaks(word) else 0.0
                if score >= best_score:
                    best, best_score = mention, score
        return best

    def _announces(self, head: int, token: Token) -> bool:
        """Whether a name stands before the colon that leads in the quote ("Berg was firm: “No,” she said")."""
        before = [t for t in self.parse.tokens[head : token.i] if not self._page.quoted[t.i]]
        return not self._page.quoted[head] and any(t.text == ":" for t in before)

    def _frames(self, head: int, token: Token) -> bool:
        """Whether a name stands in a clause of time or contrast before the speaking one ("While Berg agreed, …")."""
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
            return word.tag == "NN" and self._is_somebody(word) and self._means(i) is None
        return False

    def _is_somebody(self, noun: Token) -> bool:
        """Whether a noun means a human being: by the lists, by "who" behind it, or because it speaks."""
        if is_human(noun.lower) or noun.lower in words("reference", "generic") or self.speaks(noun):
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

    def speaks(self, word: Token) -> bool:
        return word.dep in SUBJECTS and self.parse.tokens[word.head].lower in words("reference", "speech")

    def _salience(self, word: Token, back: int, speaking: bool) -> float:
        """How much in the foreground a name stands, `back` sentences later."""
        score = -1.2 * back
        while word.dep in ("appos", "compound", "nmod", "flat") and self.parse.tokens[word.head].is_noun:
            word = self.parse.tokens[word.head]
        if word.dep in SUBJECTS:
            score += 1.5
            if self.speaks(word):
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
