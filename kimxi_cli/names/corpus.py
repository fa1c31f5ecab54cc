"""The names of all articles together: which groups of which articles mean one person, place or organisation.

A pure function of the articles' rows: their order changes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kimxi_cli.model import ArticleAnalysis, EntityType, Mention, Variant
from kimxi_cli.names import corrected
from kimxi_cli.names.aliases import RULE as ALIAS
from kimxi_cli.names.cluster import body_key, initials_of, place_key
from kimxi_cli.names.corrected import is_alias
from kimxi_cli.names.decisions import Entry
from kimxi_cli.names.entities import Entity, Join, NameResolution
from kimxi_cli.names.lists import AMBIGUOUS_PARTS, STOP_WORDS, organisation_names
from kimxi_cli.names.namesakes import part_namesakes
from kimxi_cli.names.overrides import NONE, Overrides
from kimxi_cli.names.parts import is_initial, parse_name
from kimxi_cli.names.people_over_corpus import Group, resolve_people
from kimxi_cli.names.reasons import of_shown, reason
from kimxi_cli.names.shown import ids, shown_body, shown_person, shown_place
from kimxi_cli.names.spelling import fold

PERSON, PLACE, BODY = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANISATION


@dataclass(slots=True)
class Draft:
    """An entity on its way: counts of its forms, where it occurs, and why each form belongs to it."""

    type: EntityType
    counts: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    joins: dict[tuple[str, str], tuple[int, str, int, int]] = field(default_factory=dict)
    confidence: list[float] = field(default_factory=list)
    half: bool = False
    aliases: set[str] = field(default_factory=set)
    country: str | None = None

    def add(self, group: Group, mention: Mention) -> None:
        self.counts[mention.text] += 1
        self.articles.add(group.article)
        self.confidence.append(mention.confidence)
        self.half = self.half or mention.rule == "half_of_korea"
        self.country = self.country or (_country(group) if group.type is BODY else None)
        if mention.rule == ALIAS:
            self.aliases.add(mention.text)
        why = mention.text, reason(group, mention.text)
        number, *first = self.joins.get(why, (0, group.article, mention.start, mention.end))
        self.joins[why] = (number + 1, *first)  # type: ignore[assignment]

    def named(self) -> Counter[str]:
        """The forms it may be shown by: not those that only the names file knows, unless it has no other."""
        own = Counter({text: n for text, n in self.counts.items() if text not in self.aliases})
        return own or self.counts


def resolve(analyses: Sequence[ArticleAnalysis], overrides: Overrides = NONE) -> NameResolution:
    """Entities over the corpus and the entity of every mention.

    overrides: what a person decided; for names that it gives somebody and the model found nowhere, see `with_aliases`.
    Raises KimxiError where decisions contradict each other on these articles.
    """
    ordered = sorted(analyses, key=lambda analysis: analysis.id)
    mentions = {analysis.id: list(analysis.mentions) for analysis in ordered}
    _types_by_corpus_vote(mentions)
    if overrides:
        for analysis in ordered:
            mentions[analysis.id] = corrected.regrouped(analysis, mentions[analysis.id], overrides)
    groups = _groups(mentions)
    people = [group for group in groups if group.type is PERSON and not is_alias(group)]
    resolve_people(people, overrides.rules())
    part_namesakes(people, {analysis.id: analysis.text for analysis in ordered})
    _resolve_bodies([group for group in groups if group.type is BODY])
    for group in groups:
        if group.type is PLACE:
            first = min(group.mentions, key=lambda m: m.start)
            group.key = place_key(first.text, first.rule)
        elif is_alias(group):
            group.key = f"told {overrides.root(group.mentions[0].text)}"
    groups.extend(_second_look(ordered, groups))
    doubts = corrected.carry_out(groups, overrides) if overrides else []
    return _entities(ordered, groups, overrides, doubts)


def _groups(mentions: dict[str, list[Mention]]) -> list[Group]:
    out: list[Group] = []
    for article, rows in mentions.items():
        found: dict[tuple[EntityType, int, str], Group] = {}
        for mention in rows:
            key = (mention.type, mention.cluster, "" if mention.cluster >= 0 else fold(mention.text))
            group = found.get(key)
            if group is None:
                group = found[key] = Group(article, mention.type, [], mention.cluster >= 0)
            group.mentions.append(mention)
        out.extend(found.values())
    return out


def _types_by_corpus_vote(mentions: dict[str, list[Mention]]) -> None:
    """A name that the corpus mostly knows as a person is one where the model alone called it something else."""
    as_person: Counter[str] = Counter()
    otherwise: Counter[str] = Counter()
    for rows in mentions.values():
        for m in rows:
            if m.type is PERSON and (" " in m.text or m.rule in ("part_of_full_name", "behind_title")):
                as_person[m.text] += 1
            elif m.type is not PERSON:
                otherwise[m.text] += 1 if m.rule in ("model", "named_so_elsewhere") else 3
    for rows in mentions.values():
        clusters = {m.text: m.cluster for m in rows if m.type is PERSON and m.cluster >= 0}
        fresh = max((m.cluster for m in rows), default=0) + 1
        for k, m in enumerate(rows):
            if (
                m.type is PERSON
                or m.rule not in ("model", "named_so_elsewhere")
                or as_person[m.text] <= otherwise[m.text]
            ):
                continue
            cluster = clusters.setdefault(m.text, fresh + len(clusters))
            rows[k] = replace(m, type=PERSON, cluster=cluster, rule="person_elsewhere", confidence=0.7)
    _places_and_bodies_by_vote(mentions)


def _places_and_bodies_by_vote(mentions: dict[str, list[Mention]]) -> None:
    """What most of the corpus reads as a body is no place where the model alone says so, and the other way round."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for rows in mentions.values():
        for m in rows:
            if m.type is not PERSON:
                votes[m.text][m.type] += 1 if m.rule in ("model", "named_so_elsewhere") else 3
    for rows in mentions.values():
        fresh = max((m.cluster for m in rows), default=0) + 1
        known = {(m.text, m.type): m.cluster for m in rows if m.cluster >= 0}
        for k, m in enumerate(rows):
            other = BODY if m.type is PLACE else PLACE
            if m.type is not PERSON and m.rule in ("model", "named_so_elsewhere"):
                if votes[m.text][other] > votes[m.text][m.type]:
                    if (m.text, other) not in known:
                        known[m.text, other], fresh = fresh, fresh + 1
                    rows[k] = replace(m, type=other, cluster=known[m.text, other], rule="named_so_elsewhere")


# --- organisations ----------------------------------------------------------------------------


def _resolve_bodies(groups: Sequence[Group]) -> None:
    """By normal form and country; a short name joins what articles give it for, or the only name its initials fit."""
    expansions: dict[str, Counter[str]] = defaultdict(Counter)
    by_initials: dict[str, Counter[str]] = defaultdict(Counter)
    countries: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        texts = group.texts()
        long = [text for text in texts if " " in text]
        for text in long:
            key = body_key(text)
            by_initials[initials_of(text)][key] += texts[text]
            for short in texts:
                if " " not in short:
                    expansions[_bare(short)][key] += 1
        if country := _country(group):
            countries[body_key(_longest(texts))].add(country)
    for group in groups:
        texts = group.texts()
        short = _longest(texts)
        group.key, group.reason = body_key(short), "the same name, or another name of it by the list of organisations"
        if " " not in short and fold(short) not in organisation_names():
            fitting = expansions.get(_bare(short)) or (by_initials.get(_bare(short)) if is_acronym(short) else None)
            if fitting and len(fitting) == 1:
                group.key, group.reason = next(iter(fitting)), f"{short} is short for it"
        country = _country(group)
        if country is None and len(countries.get(group.key, ())) == 1:
            country = next(iter(countries[group.key]))
        if country is not None:
            group.key, group.reason = f"{group.key} of {country}", f"{group.reason}, of {country}"


def _longest(texts: Counter[str]) -> str:
    """The commonest name of several words, or where there is none of one word."""
    return min(texts, key=lambda text: (" " not in text, is_acronym(text), -texts[text], text))


def _country(group: Group) -> str | None:
    """Whose ministry, court or parliament it is, where the article says so and speaks of one country's alone."""
    countries = {mention.title for mention in group.mentions if mention.title}
    return countries.pop() if len(countries) == 1 else None


def is_acronym(text: str) -> bool:
    bare = _bare(text)
    return 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha()


def _bare(text: str) -> str:
    return text.replace(".", "")


# --- second look --------------------------------------------------------------------------------


def _second_look(analyses: Sequence[ArticleAnalysis], groups: Sequence[Group]) -> list[Group]:
    """Unlabelled capitalised words that are the full name, or the family name in use, of a person known elsewhere."""
    full: dict[str, str] = {}
    bare: dict[str, set[str]] = defaultdict(set)
    used: Counter[str] = Counter()
    for group in groups:
        if group.type is PERSON and group.key.startswith("full "):
            for text, n in group.texts().items():
                name = parse_name(text)
                if name.is_lone:
                    used[fold(text)] += n
                    bare[fold(text)].add(group.key)
                else:
                    full[fold(text)] = group.key
                    for part in name.family:
                        bare[fold(part)].add(group.key)
    out: list[Group] = []
    for analysis in analyses:
        for candidate in analysis.candidates:
            key = fold(candidate.text)
            target = full.get(key)
            why = "a full name that the corpus knows"
            if (
                target is None
                and " " not in candidate.text
                and len(bare.get(key, ())) == 1
                and used[key] > 1
                and not _common(candidate.text)
            ):
                target, why = next(iter(bare[key])), "a family name that the corpus uses alone"
            if target is None:
                continue
            mention = Mention(candidate.start, candidate.end, candidate.text, PERSON, None, -1, 0.7, "known_in_corpus")
            out.append(Group(analysis.id, PERSON, [mention], True, target, why))
    return out


def _common(word: str) -> bool:
    return word.lower() in AMBIGUOUS_PARTS or word.lower() in STOP_WORDS or is_initial(word)


# --- entities -------------------------------------------------------------------------------------


def _entities(
    analyses: Sequence[ArticleAnalysis], groups: Sequence[Group], overrides: Overrides, doubts: list[tuple[Entry, str]]
) -> NameResolution:
    drafts: dict[tuple[EntityType, str], Draft] = {}
    for group in groups:
        draft = drafts.setdefault((group.type, group.key), Draft(group.type))
        for mention in group.mentions:
            draft.add(group, mention)
    by_rule = {key: _shown(draft) for key, draft in drafts.items()}
    shown = dict(by_rule)
    if overrides:
        wanted, ignored, more = corrected.shown_or_left_out(
            by_rule, {key: draft.counts for key, draft in drafts.items()}, overrides
        )
        shown |= wanted
        doubts = [*doubts, *more]
        groups = [group for group in groups if (group.type, group.key) not in ignored]
        drafts = {key: draft for key, draft in drafts.items() if key not in ignored}
    named = [(key, shown[key]) for key in drafts]
    rank = {PERSON: 0, PLACE: 1, BODY: 2}
    named.sort(key=lambda row: (rank[row[0][0]], -sum(drafts[row[0]].counts.values()), row[1], row[0][1]))
    names = ids([name for _, name in named])
    id_of = {key: entity_id for (key, _), entity_id in zip(named, names, strict=True)}
    entities = tuple(_entity(drafts[key], id_of[key], name, by_rule[key], key[1]) for key, name in named)
    rows: dict[str, list[tuple[Mention, str]]] = {analysis.id: [] for analysis in analyses}
    for group in groups:
        rows[group.article].extend((mention, id_of[group.type, group.key]) for mention in group.mentions)
    for article in rows.values():
        article.sort(key=lambda row: (row[0].start, row[0].end))
    told = sorted({(entry.line, f"{overrides.where(entry)}: {what}.") for entry, what in doubts})
    return NameResolution(entities, rows, tuple(sentence for _, sentence in told))


def _shown(draft: Draft) -> str:
    counts = draft.named()
    if draft.type is PERSON:
        return shown_person(counts)
    if draft.type is PLACE:
        half = "half_of_korea" if draft.half and set(counts) <= {"North", "South"} else ""
        return shown_place(counts, half)
    return shown_body(counts, draft.country)


def _entity(draft: Draft, entity_id: str, name: str, by_rule: str, key: str) -> Entity:
    """by_rule: what it would be called if nobody had decided."""
    variants = tuple(Variant(text, n) for text, n in sorted(draft.counts.items(), key=lambda row: (-row[1], row[0])))
    rank = {variant.text: k for k, variant in enumerate(variants)}
    joins = sorted(
        (Join(text, of_shown(draft.type, text, by_rule, why), *rest) for (text, why), rest in draft.joins.items()),
        key=lambda join: (rank[join.text], -join.count, join.reason),
    )
    first = {join.text: join.reason for join in reversed(joins)}
    reasons = tuple(f"{v.text}: {first[v.text]}" for v in variants)
    confidence = sum(draft.confidence) / len(draft.confidence)
    if key.startswith(("open ", "bare ")) and draft.type is PERSON:
        confidence *= 0.6 if key.startswith("open ") else 0.85
    return Entity(
        entity_id,
        name,
        draft.type,
        variants,
        reasons,
        round(confidence, 3),
        sum(draft.counts.values()),
        len(draft.articles),
        tuple(joins),
    )
