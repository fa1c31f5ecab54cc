"""Why a form belongs to an entity, in a few words for people."""

from kimxi_cli.model import EntityType
from kimxi_cli.names.cluster import body_key
from kimxi_cli.names.lists import organisation_names
from kimxi_cli.names.parts import parse_name
from kimxi_cli.names.people_over_corpus import FULL_NAME, Group
from kimxi_cli.names.rules import Verdict, compare
from kimxi_cli.names.spelling import fold

ITSELF = "the name itself"
SAME_NAME = "the same name"


def reason(group: Group, text: str) -> str:
    """Why a form of a group belongs where the group belongs."""
    if group.type is EntityType.PERSON:
        full = group.full()
        if full and parse_name(text).is_lone:
            return f"a part of {full[0]} in the same article"
        return group.told or group.reasons.get(text, group.reason)
    if group.told:
        return group.told
    if fold(text) == group.key:
        return SAME_NAME
    if group.type is EntityType.PLACE:
        return "another name of it by the list of countries and towns"
    if body_key(text) != group.key:
        long = min((t for t in group.texts() if body_key(t) == group.key), default="")
        return f"the initials of {long} in the same article" if long else group.reason
    return (
        "another name of it by the list of organisations" if fold(text) in organisation_names() else "a spelling of it"
    )


def of_shown(type: EntityType, text: str, shown: str, why: str) -> str:
    """The reason, once the name shown is known: a form that is shown needs none."""
    lone = type is EntityType.PERSON and parse_name(text).is_lone
    if text == shown and not lone and not why.startswith("the same as "):  # as the names file says
        return ITSELF
    if why == FULL_NAME:  # the form that others joined, where another one is shown
        judgement = compare(parse_name(text), parse_name(shown))
        return why if judgement.verdict is Verdict.DIFFERENT else judgement.reason
    return why
