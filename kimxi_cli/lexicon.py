"""Word lists: read from `data/*.toml` once, when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The list `data/<name>.toml` as written (each file says at its head where its words come from)."""
    return tomllib.loads(files("kimxi_cli.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words under `key` of a list, lower-cased; the list is an array, or one string of words."""
    listed = table(name)[key]
    return frozenset(word.lower() for word in (listed.split() if isinstance(listed, str) else listed))
