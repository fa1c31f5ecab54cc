"""The parts of a person's name and their roles: "Dr. Jan M. van der Berg Jr." from title to suffix."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kimxi_cli.lexicon import table
from kimxi_cli.names.spelling import fold, given_names
from kimxi_cli.names.titles import address_words, leading_title, sex_of_title

_NICKNAME = re.compile(
    r"\s*[\"“”«»„(\[]\s*([^\"“”«»„()\[\]]{1,40}?)\s*[\"“”«»)\]]\s*|\s+['‘]([^'‘’]{2,30})['’](?=\s)\s*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_THE = re.compile(r"^[Tt]he\s+(?=[^\W\d_])")
_INITIALS = re.compile(r"^(?:[^\W\d_]\.-?){1,4}$|^[^\W\d_]\.?$")
_GLUED_INITIALS = re.compile(r"^[B-DF-HJ-NP-TV-XZ]{2}$")
_SYLLABLES = re.compile(r"^[^\W\d_]{1,6}[-’'][^\W\d_]{1,6}$")
_PREFIXED = re.compile(r"^(al|el|ul|ad|as|ash|an|ar|at|az|abu|bin|ben)[-’'](.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name by the roles of its parts.

    given: given names in order, initials as "G." among them. family: the family name or names, without
    particles. A name of one part has it as family: which role it has, only the text around it can tell.
    family_first: written in East Asian order. suffix: generation ("Jr.", "III"). sex: m, f or None, by title.
    """

    text: str
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffix: str | None = None
    title: str | None = None
    nickname: str | None = None
    family_first: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Given and family names in the order written, without particles."""
        return self.family + self.given if self.family_first else self.given + self.family

    @property
    def full(self) -> tuple[str, ...]:
        """The parts that are whole words, not initials."""
        return tuple(part for part in self.parts if not is_initial(part))

    @property
    def initials(self) -> tuple[str, ...]:
        return tuple(part for part in self.given if is_initial(part))

    @property
    def is_lone(self) -> bool:
        """Only one part and no number: it can't tell people of that name apart ("Henry VIII" is told apart)."""
        return len(self.parts) <= 1 and not (self.suffix and self.suffix.isupper() and self.parts)

    @property
    def sex(self) -> str | None:
        return sex_of_title(self.title) if self.title else None


def is_initial(part: str) -> bool:
    return bool(_INITIALS.match(part))


@cache
def _particles() -> frozenset[str]:
    return words_of("western") | words_of("arabic") | words_of("father")


@cache
def words_of(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table("name_parts")["particles"][kind])


@cache
def family_first_names() -> frozenset[str]:
    rows = table("name_parts")["family_first"]
    return frozenset(fold(name) for names in rows.values() for name in names)


@cache
def _suffixes() -> tuple[frozenset[str], frozenset[str]]:
    rows = table("titles")["suffix"]
    return frozenset(rows["generation"]), frozenset(rows["degree"])


def is_generation(word: str) -> bool:
    return word in _suffixes()[0]


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName:
    """A name as written, in Western or East Asian order or "Last, First", into its parts."""
    rest = _THE.sub("", _POSSESSIVE.sub("", " ".join(text.replace("\u2019", "'").split())))
    nickname = None
    if found := _NICKNAME.search(rest):
        nickname = found.group(1) or found.group(2)
        rest = " ".join(f"{rest[: found.start()]} {rest[found.end() :]}".split())
    title, rest = leading_title(rest)
    turned = False
    suffix = None
    tokens: list[str] = []
    pieces = [piece.strip() for piece in rest.split(",") if piece.strip()]
    if len(pieces) > 1:
        kept = []
        for piece in pieces[1:]:
            if is_generation(piece):
                suffix = piece
            elif piece not in _suffixes()[1]:
                kept.append(piece)
        if len(kept) == 1:  # "Berg, Anna M."
            tokens, turned = kept[0].split(), True
            second_title, given = leading_title(kept[0])
            title, tokens = title or second_title, given.split()
            family = pieces[0].split()
            marked = [t.lower() in _particles() for t in family]
            lead = next((k for k, particle in enumerate(marked) if not particle), 0)
            return PersonName(
                text,
                tuple(_initials_apart(tokens)),
                tuple(family[lead:]),
                tuple(family[:lead]),
                suffix,
                title,
                nickname,
            )
        rest = " ".join([pieces[0], *kept])
    if not turned:
        tokens = [token for token in rest.split() if fold(token)]
    if len(tokens) == 1 and title is None and tokens[0] in address_words():
        return PersonName(text, title=tokens[0])
    if len(tokens) == 2 and tokens[1] == "I" and tokens[0][1:].islower():
        suffix = tokens.pop()  # "Elizabeth I"
    while len(tokens) > 1 and (is_generation(tokens[-1]) or tokens[-1] in _suffixes()[1]):
        if is_generation(tokens[-1]) and not (is_initial(tokens[-1]) and len(tokens) < 3 and "." in tokens[-1]):
            suffix = suffix or tokens[-1]
        tokens.pop()
    if len(tokens) > 2 and tokens[-2].lower() == "the" and tokens[-1].lower() in ("younger", "elder"):
        suffix, tokens = tokens[-1].lower(), tokens[:-2]
    return _roles(text, _servant_joined(_initials_apart(tokens)), suffix, title, nickname)


def _initials_apart(tokens: list[str]) -> list[str]:
    """ "G.W." and "GW" before a longer part are two initials."""
    out: list[str] = []
    for k, token in enumerate(tokens):
        last = k == len(tokens) - 1
        if token.count(".") > 1 and is_initial(token):
            out.extend(f"{letter}." for letter in token if letter.isalpha())
        elif not last and _GLUED_INITIALS.match(token) and any(t != t.upper() for t in tokens):
            out.extend(f"{letter}." for letter in token)
        else:
            out.append(token)
    return out


_SERVANT = re.compile(r"^(?:[ae]l|ul|ur)(?:[-’'](.+))?$", re.IGNORECASE)


def _servant_joined(tokens: list[str]) -> list[str]:
    """ "Abd al-Rahman" as "Abdul Rahman": the article belongs to the given name, it opens no family name."""
    for k in range(1, len(tokens)):
        if tokens[k - 1].lower() in ("abd", "abdu") and (article := _SERVANT.match(tokens[k])):
            rest = [article.group(1)] if article.group(1) else []
            return [*tokens[: k - 1], "Abdul", *rest, *tokens[k + 1 :]]
    return tokens


def _roles(text: str, tokens: list[str], suffix: str | None, title: str | None, nickname: str | None) -> PersonName:
    parts: list[str] = []
    particles: list[str] = []
    particle_at: int | None = None
    for k, token in enumerate(tokens):
        prefixed = _PREFIXED.match(token)
        if prefixed and (k > 0 or len(tokens) == 1) and prefixed.group(2)[:1].isupper():
            particles.append(prefixed.group(1))
            particle_at = len(parts) if particle_at is None else particle_at
            parts.append(prefixed.group(2))
        elif (
            token.lower() in _particles()
            and k < len(tokens) - 1
            and (not token[0].isupper() or k == 0 or _capital_particle(tokens, k))
        ):
            if k == 0 and token[0].isupper() and len(tokens) > 2 and token.lower() not in words_of("western"):
                parts.append(token)  # "Ben Berg-Vries", "An Min Ho": a given name that looks like a particle
                continue
            if k == 0 and len(tokens) == 2 and fold(token) in given_names() | family_first_names():
                parts.append(token)
                continue
            particles.append(token)
            particle_at = len(parts) if particle_at is None else particle_at
        else:
            parts.append(token)
    if len(parts) < 2:
        return PersonName(text, (), tuple(parts), tuple(particles), suffix, title, nickname)
    if particle_at:
        return PersonName(
            text, tuple(parts[:particle_at]), tuple(parts[particle_at:]), tuple(particles), suffix, title, nickname
        )
    first = family_first(parts)
    given, family = (parts[1:], parts[:1]) if first else (parts[:-1], parts[-1:])
    return PersonName(text, tuple(given), tuple(family), tuple(particles), suffix, title, nickname, first)


def _capital_particle(tokens: list[str], k: int) -> bool:
    """ "Nico Van Kerckhoven", "Gilles De Bilde": a particle in capitals between a given and a family name."""
    if k == 0 or fold(tokens[0]) in family_first_names():
        return False  # "Nguyen Van Linh": a middle name
    word = tokens[k].lower()
    return word in ("al", "el") or (
        word in words_of("western") | words_of("father") and fold(word) not in family_first_names() - {"de"}
    )


def family_first(parts: list[str]) -> bool:
    """Whether the parts stand in East Asian order, by their shape and the common family names.

    "Park Min-ho", "PARK Min Ho", "Wang Xiaoli": a hyphenated given name behind, the family name in capitals, or a
    family name of the lists before parts that are no Western given names.
    """
    first, rest = parts[0], parts[1:]
    if first.isupper() and len(first) > 1 and not is_initial(first) and not any(part.isupper() for part in rest):
        return True
    if rest[-1].isupper() and len(rest[-1]) > 1 and not first.isupper():
        return False
    if len(rest) == 1 and _SYLLABLES.match(rest[0]) and "-" not in first and len(first) <= 7:
        return (
            rest[0].split("-")[-1][:1].islower()
            or fold(first) in family_first_names()
            or fold(first) not in given_names()
        )
    if (
        fold(first) not in family_first_names()
        or any(is_initial(part) for part in parts)
        or fold(first) in given_names()
    ):
        return False
    return len(rest) <= 2 and all(len(fold(part)) <= 8 and fold(part) not in given_names() for part in rest)


def both_ways(name: PersonName) -> bool:
    """ "Park Min", "Lee Han": either part may be the family name by the lists."""
    return len(name.parts) == 2 and all(fold(part) in family_first_names() for part in name.parts)
