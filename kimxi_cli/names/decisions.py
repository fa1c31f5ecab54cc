"""A decision of a names file."""

from dataclasses import dataclass

SAME, NEVER, SHOW, IGNORE = "same", "never", "show", "ignore"
KINDS = (SAME, NEVER, SHOW, IGNORE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. kind: same, never, show or ignore. line: where it begins, from 1. shown: for `show`, as what."""

    kind: str
    names: tuple[str, ...]
    line: int
    shown: str = ""
