"""Dates the user gives: a year, a month or a day."""

import re
from typing import Any, NamedTuple

from kimxi_cli.errors import KimxiError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

FIRST, LAST = "0000-00-00", "9999-99-99"


def earliest(date: str) -> str:
    """A text no later day of which sorts before it: 2018-05 gives 2018-05-00."""
    return date + "-00-00"[len(date) - 4 :]


def latest(date: str) -> str:
    """A text no day of which sorts after it: 2018-05 gives 2018-05-99."""
    return date + "-99-99"[len(date) - 4 :]


class Period(NamedTuple):
    """Days from `first` to `last`, both included, as texts that compare like days."""

    first: str
    last: str

    def meets(self, start: str | None, end: str | None) -> bool:
        """Whether something that lasted from start to end (each as precise as it is known) may fall into it."""
        if start is None and end is None:
            return False
        return earliest(start or end or "") <= self.last and latest(end or start or "") >= self.first


def checked(date: str, option: str) -> str:
    """The date, if it is one. Raises KimxiError."""
    found = _DATE.fullmatch(date)
    if found:
        import datetime

        year, month, day = (int(part or 1) for part in found.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            found = None
    if not found:
        raise KimxiError(f"{option} {date!r} is no date.", "Give a year, month or day: 2018, 2018-06 or 2018-06-19.")
    return date


def period(since: str | None, until: str | None) -> Period | None:
    """What --since and --until leave; None where neither is given. Raises KimxiError."""
    if since is None and until is None:
        return None
    first = earliest(checked(since, "--since")) if since is not None else FIRST
    last = latest(checked(until, "--until")) if until is not None else LAST
    if first > last:
        raise KimxiError(f"--since {since} is after --until {until}.", "Swap them.")
    return Period(first, last)


def is_date(text: str) -> bool:
    return _DATE.fullmatch(text) is not None


def visit_meets(visit: dict[str, Any], period: Period) -> bool:
    return period.meets(visit["start"], visit["end"])
