"""People of all articles: full names merged, then the bare names of articles that give no full name."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kimxi_cli.lexicon import table
from kimxi_cli.model import EntityType, Mention
from kimxi_cli.names.bearers import family_keys, sex_of_given
from kimxi_cli.names.merge import merge_full_names, place_bare_name
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.rules import RULES, Rule
from kimxi_cli.names.spelling import fold, spelling_key
from kimxi_cli.names.titles import sex_of_title

FULL_NAME = "the full name"


@dataclass(slots=True)
class Group:
    """The mentions of one article that mean the same there.

    key: what all groups of one entity share. reason: why it has that key; reasons: of its full names, by name.
    told: why, where the names file says so.
    """

    article: str
    type: EntityType
    mentions: list[Mention]
    resolved: bool = True
    key: str = ""
    reason: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    told: str = ""

    def texts(self) -> Counter[str]:
        return Counter(mention.text for mention in self.mentions)

    def full(self) -> list[str]:
        return sorted({m.text for m in self.mentions if not parse_name(m.text).is_lone})

    def sex(self) -> str | None:
        sexes = {sex for m in self.mentions if m.title and (sex := sex_of_title(m.title))}
        return sexes.pop() if len(sexes) == 1 else None

    def by_given_name(self) -> bool:
        """Whether its title goes with a given name, as those of crowned heads do."""
        crowned = table("titles")["several"]["crowned"]
        return any(m.title and m.title.split()[-1].lower() in crowned for m in self.mentions)


def resolve_people(groups: Sequence[Group], rules: Sequence[Rule] = RULES) -> None:
    full = [group for group in groups if group.full()]
    together = [(g.article, g.full()) for g in full]
    people, index = merge_full_names([t for g in full for t in g.full()], together, rules)
    count: Counter[int] = Counter()
    sexes: dict[int, set[str]] = defaultdict(set)
    for group in full:
        names = group.full()
        root = people.root(index[names[0]])
        group.key = f"full {root}"
        group.reasons = {t: why.reason for t in names if (why := people.reasons.get(index[t]))}
        group.reason = group.reasons.get(names[0], FULL_NAME)
        count[root] += len(group.mentions)
        sex = group.sex()
        given = {s for t in names if (s := sex_of_given(parse_name(t)))}
        sexes[root] |= {sex} if sex else given
    by_part: dict[str, list[tuple[int, int, str | None, bool]]] = defaultdict(list)
    for root in sorted(count):
        names_of = [people.names[k] for k in people.members[root]]
        sex = next(iter(sexes[root])) if len(sexes[root]) == 1 else None
        families = {
            key
            for name in names_of
            for key in family_keys(name)
            if not {p.lower() for p in name.particles} & {"bin", "ibn", "bint"}
        }
        if all(len(name.parts) == 3 and not name.family_first and max(map(len, name.parts)) <= 5 for name in names_of):
            families |= {fold(name.parts[0]) for name in names_of}
        parts = {fold(part) for name in names_of for part in (name.full if families else name.given)}
        nicknames = {fold(name.nickname) for name in names_of if name.nickname}
        for key in sorted(families | parts | nicknames):
            by_part[key].append((root, count[root], sex, key in families))
    for group in groups:
        if group.key:
            continue
        text = min(group.texts())
        if not group.resolved:
            group.key, group.reason = f"open {fold(text)}", f"fits several people called {text} in the article"
            continue
        bare = place_bare_name(text, group.sex(), by_part, group.by_given_name())
        if bare.root is not None:
            group.key = f"full {bare.root}"
        elif bare.reason:
            group.key = f"open {fold(text)}"
        else:
            group.key = f"bare {spelling_key(text)} {group.sex() or ''}"
        group.reason = bare.reason or "no full name of this person in the corpus"
    _join_bare_sexes(groups)


def _join_bare_sexes(groups: Sequence[Group]) -> None:
    """ "Berg" without a title joins "Mr Berg" where the corpus knows no Mrs Berg."""
    sexed: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if group.key.startswith("bare "):
            _, part, sex = group.key.split(" ", 2)
            if sex:
                sexed[part].add(sex)
    for group in groups:
        if group.key.startswith("bare ") and group.key.endswith(" "):
            part = group.key.split(" ")[1]
            if len(sexed[part]) == 1:
                group.key = f"bare {part} {next(iter(sexed[part]))}"
