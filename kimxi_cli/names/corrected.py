"""What the names file decides, carried out: on the groups of names of each article, then on the entities.

Its `never` comes before every rule, its `same` after all of them: what it unites is one, whatever the rules say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kimxi_cli.errors import KimxiError
from kimxi_cli.model import ArticleAnalysis, EntityType, Mention
from kimxi_cli.names import aliases
from kimxi_cli.names.bearers import group_people
from kimxi_cli.names.cluster import body_key, place_key
from kimxi_cli.names.decisions import IGNORE, NEVER, SAME, SHOW, Entry
from kimxi_cli.names.finding import ASIDES
from kimxi_cli.names.overrides import MEND, Overrides, check_one_thing, key, written
from kimxi_cli.names.page import Found
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.people_over_corpus import Group
from kimxi_cli.names.spelling import fold

PERSON = EntityType.PERSON

Key = tuple[EntityType, str]


def regrouped(analysis: ArticleAnalysis, mentions: list[Mention], overrides: Overrides) -> list[Mention]:
    """The names of an article, its people told apart anew where one of them has two names that are never one."""
    texts: dict[int, set[str]] = defaultdict(set)
    for m in mentions:
        if m.type is PERSON and m.cluster >= 0:
            texts[m.cluster].add(m.text)
    if not any(overrides.apart(a, b) for names in texts.values() for a in names for b in names):
        return mentions
    asides = [block for block in analysis.layout.blocks if block.kind in ASIDES]
    at = [k for k, m in enumerate(mentions) if m.type is PERSON and m.rule != aliases.RULE]
    found = [_found(mentions[k], any(b.start <= mentions[k].start < b.end for b in asides)) for k in at]
    first = max(m.cluster for m in mentions) + 1
    group_people(found, [mentions[k].text for k in at], first, overrides.rules())
    out = list(mentions)
    full: dict[int, set[str]] = defaultdict(set)
    for k, f in zip(at, found, strict=True):
        out[k] = replace(mentions[k], cluster=f.cluster)
        if not parse_name(out[k].text).is_lone:
            full[f.cluster].add(out[k].text)
    for k in at:  # a bare name that is never this person's
        if parse_name(out[k].text).is_lone and any(overrides.apart(out[k].text, name) for name in full[out[k].cluster]):
            out[k] = replace(out[k], cluster=-1)
    return out


def _found(m: Mention, aside: bool) -> Found:
    return Found(m.start, m.end, m.start, m.end, PERSON, m.rule, m.title, aside=aside)


def carry_out(groups: list[Group], overrides: Overrides) -> list[tuple[Entry, str]]:
    """Part and unite the keys of the groups as `never` and `same` say; (entry, what can't be followed of it).

    Raises KimxiError where the two say the opposite of two people by way of names that the rules join.
    """
    _part(groups, overrides)
    doubts = _unite(groups, overrides)
    by_root = _by_root(groups, overrides)
    for a, b, entry in overrides.never():
        if both := {_key(g) for g in by_root.get(a, ())} & {_key(g) for g in by_root.get(b, ())}:
            texts = sorted({t for g in groups if _key(g) in both for t in g.texts()})
            written = {key(t) for t in texts}
            lines = sorted({same.line for same in overrides.of(SAME) if {key(n) for n in same.names} & written})
            ties = " and ".join(f"{overrides.file}:{line}" for line in lines)
            names = " and ".join(map(repr, entry.names))
            raise KimxiError(
                f"{overrides.where(entry)} says that {names} are never one, but with {ties} they become one, by way of"
                f" {', '.join(t for t in texts if key(t) not in (a, b))}.",
                MEND,
            )
    return doubts


def _key(group: Group) -> Key:
    return group.type, group.key


def telling(group: Group) -> list[str]:
    """The names of a group by which the file means it: full ones, or the bare one where it has no other."""
    return (group.full() if group.type is PERSON else []) or sorted(group.texts())


def _lone(group: Group) -> bool:
    return group.type is PERSON and not group.full()


def called(group: Group) -> set[str]:
    """What a group is known by to the file: the keys of its telling names, and of the name the lists have for it."""
    if group.type is PERSON:
        return {key(form) for text in telling(group) for form in written(parse_name(text))}
    listed = place_key if group.type is EntityType.PLACE else body_key
    return {form for text in telling(group) for form in (key(text), listed(text))}


def _by_root(groups: Iterable[Group], overrides: Overrides) -> dict[str, list[Group]]:
    """The groups that the file speaks of, by the root of their names."""
    named = {overrides.root(name) for entry in overrides.of(SAME, NEVER) for name in entry.names}
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for root in sorted({overrides.root(name) for name in called(group)} & named):
            found[root].append(group)
    return found


def _part(groups: list[Group], overrides: Overrides) -> None:
    """Groups of two names that are never one get keys of their own; a group of both is parted."""
    by_root = _by_root(groups, overrides)
    for a, b, entry in overrides.never():
        if any(map(_lone, by_root.get(a, ()))) and not any(map(_lone, by_root.get(b, ()))):
            a, b = b, a  # the bare name gives way
        theirs = {_key(group) for group in by_root.get(a, ())}
        for group in list(by_root.get(b, ())):
            if _key(group) not in theirs:
                continue
            if others := [m for m in group.mentions if overrides.root(m.text) == a]:
                rest = Group(group.article, group.type, others, True, group.key, group.reason)
                group.mentions = [m for m in group.mentions if m not in others]
                groups.append(rest)
                by_root[a] = [rest if g is group else g for g in by_root[a]]
            group.key = f"open {fold(min(telling(group)))}" if _lone(group) else f"{group.key} but {b}"
            group.told = f"kept apart in {overrides.where(entry)}"


def _unite(groups: list[Group], overrides: Overrides) -> list[tuple[Entry, str]]:
    doubts: list[tuple[Entry, str]] = []
    by_root = _by_root(groups, overrides)
    weight: Counter[Key] = Counter()
    for group in groups:
        weight[_key(group)] += len(group.mentions)
    moved: dict[Key, Key] = {}
    done: set[str] = set()
    for entry in overrides.of(SAME):
        root = overrides.root(entry.names[0])
        if root in done:
            continue
        done.add(root)
        meant = by_root.get(root, [])
        names = [name for each in overrides.of(SAME) if overrides.root(each.names[0]) == root for name in each.names]
        target, told = _target(names, meant, groups, weight)
        if told:
            doubts.append((entry, told))
        if target is None:
            continue
        for group in meant:
            why = next((e for e in overrides.of(SAME) if {key(n) for n in e.names} & called(group)), entry)
            if _key(group) != target or group.mentions[0].rule == aliases.RULE:
                group.told = _same_as(why, called(group), overrides)
            if _lone(group):  # a bare name takes nobody else's names with it
                group.type, group.key = target
            elif _key(group) != target:
                moved[_key(group)] = target
    for group in groups:
        seen: set[Key] = set()
        while (at := _key(group)) in moved and at not in seen:
            seen.add(at)
            group.type, group.key = moved[at]
        if any(m.type is not group.type for m in group.mentions):
            group.mentions = [
                m if m.type is group.type else replace(m, type=group.type, rule=aliases.RULE) for m in group.mentions
            ]
    return doubts


def _same_as(entry: Entry, own: set[str], overrides: Overrides) -> str:
    """Why a group belongs to an entity: what else its entry names."""
    other = next((name for name in entry.names if key(name) not in own), None)
    return f"the same as {other} by {overrides.where(entry)}" if other else f"one by {overrides.where(entry)}"


def _target(
    names: Sequence[str], meant: Sequence[Group], groups: Sequence[Group], weight: Mapping[Key, int]
) -> tuple[Key | None, str]:
    """The entity that the names of a `same` are to be, and what to say where that can't be told.

    The one that the first name in the list means which stands in the articles in full; else the only one that is
    called so among other things ("Berg" where that is always Anna Berg); else the bare name's own.
    """
    for name in names:
        keys = {_key(g) for g in meant if not _lone(g) and not is_alias(g) and key(name) in called(g)}
        if keys:
            return max(sorted(keys), key=lambda k: weight[k]), ""
    for name in names:
        keys = {_key(g) for g in groups if any(key(t) == key(name) and not is_alias(g) for t in g.texts())}
        if len(keys) > 1:
            return None, f"{name!r} is what {len(keys)} are called; give more of the name"
        if keys:
            return keys.pop(), ""
    keys = {_key(g) for g in meant}
    return (max(sorted(keys), key=lambda k: weight[k]), "") if keys else (None, "")


def is_alias(group: Group) -> bool:
    """Whether only the names file knows that these words are a name."""
    return all(m.rule == aliases.RULE for m in group.mentions)


# --- entities ---------------------------------------------------------------------------------------------


def shown_or_left_out(
    names: Mapping[Key, str], forms: Mapping[Key, Iterable[str]], overrides: Overrides
) -> tuple[dict[Key, str], set[Key], list[tuple[Entry, str]]]:
    """The names that `show` gives entities, the entities that `ignore` leaves out, and what can't be followed.

    names: the name of each entity by the rules; forms: all its forms. Raises KimxiError where one entity is to be shown
    in two ways, or shown and left out.
    """
    by_name: dict[str, list[Key]] = defaultdict(list)
    by_form: dict[str, list[Key]] = defaultdict(list)
    for at, name in names.items():
        by_name[key(name)].append(at)
        for form in sorted({key(text) for text in forms[at]}):
            by_form[form].append(at)
    doubts: list[tuple[Entry, str]] = []
    for entry in overrides.of(SAME, NEVER):
        missing = [name for name in entry.names if key(name) not in by_name and key(name) not in by_form]
        doubts += [(entry, f"no article names {name!r}") for name in missing]
    said: dict[Key, Entry] = {}
    for entry in overrides.of(SHOW, IGNORE):
        (name,) = entry.names
        meant = by_name.get(key(name)) or by_form.get(key(name), [])
        if not meant:
            doubts.append((entry, f"no article names {name!r}"))
        elif len(meant) > 1 and key(name) not in by_name:
            several = ", ".join(sorted(names[at] for at in meant))
            doubts.append((entry, f"{name!r} may be any of {several}; give more of the name"))
        else:
            for at in meant:
                check_one_thing(overrides, said.setdefault(at, entry), entry)
    shown = {at: entry.shown for at, entry in said.items() if entry.kind == SHOW}
    return shown, {at for at, entry in said.items() if entry.kind == IGNORE}, doubts
