"""`[defaults]` in kimxi.toml: options the user is tired of typing.

The command line beats the environment, which beats the file beside the articles, which beats the one in the current
folder. Paths are relative to the file they stand in.
"""

import os
from collections.abc import Collection, Mapping
from enum import Enum
from inspect import Parameter
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from kimxi_cli.errors import KimxiError

NAME = "kimxi.toml"
TABLE = "defaults"

Known = Mapping[str, Parameter]
"""Options that may have a default in the file, by name as the file writes it."""


def filled(given: dict[str, Any], unsaid: Collection[str], known: Known) -> dict[str, Any]:
    """The options with what the files say of those in `unsaid`. Raises KimxiError for a file that can't be followed."""
    here = Path(NAME)
    found = read(here, known) if here.is_file() else {}
    corpus = found.get("corpus", given.get("corpus")) if "corpus" in unsaid else given.get("corpus")
    if corpus is not None and corpus != "-":
        folder = Path(corpus if os.path.isdir(corpus) else os.path.dirname(corpus))
        beside = folder / NAME
        if os.path.isfile(beside) and not (here.is_file() and beside.samefile(here)):
            found |= {name: value for name, value in read(beside, known).items() if name != "corpus"}
    if given.get("output") is not None:  # a file's ending tells the format, and stands on the command line
        found.pop("format", None)
    return given | {name: value for name, value in found.items() if name in unsaid}


def read(path: Path, known: Known) -> dict[str, Any]:
    """The defaults of a file, by the names of the parameters. Raises KimxiError, with file and line."""
    from kimxi_cli.names.names_file import NamesFile, entry_lines, read_toml

    text = NamesFile(path).text()
    table = read_toml(text, str(path)).get(TABLE, {})
    entries, starts = entry_lines(text)
    if not isinstance(table, dict):
        raise KimxiError(f"{path}:{starts.get(TABLE, 1)}: `{TABLE}` is no table.", f"Begin it with [{TABLE}].")
    lines = dict(zip(table, entries.get(TABLE, ()), strict=False))
    found: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}:{lines.get(key, starts.get(TABLE, 1))}"
        if key not in known:
            raise KimxiError(f"{where}: there is no default for {key!r}.", f"Known are {', '.join(sorted(known))}.")
        parameter = known[key]
        found[parameter.name] = _value(value, parameter, where, path.parent)
    return found


def _value(value: Any, parameter: Parameter, where: str, folder: Path) -> Any:
    """The value as the command line would give it. Raises KimxiError where the option does not take it."""
    hint, declared = get_args(parameter.annotation)
    (kind,) = [held for held in _alternatives(hint) if held is not NoneType]
    if get_origin(kind) is list:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise _wrong(where, parameter, "a list of texts", value)
        return value
    if get_origin(kind) is Literal or issubclass(kind, Enum):
        choices = [str(choice) for choice in (get_args(kind) or kind)]
        if value not in choices:
            raise _wrong(where, parameter, f"one of {', '.join(choices)}", value)
        return value if get_origin(kind) is Literal else kind(value)
    if kind is bool:
        if not isinstance(value, bool):
            raise _wrong(where, parameter, "true or false", value)
        return value
    if kind is int:
        if not isinstance(value, int) or isinstance(value, bool) or value < (declared.min or 0):
            raise _wrong(where, parameter, f"a whole number from {declared.min} on", value)
        return value
    if not isinstance(value, str) or not value.strip():
        raise _wrong(where, parameter, "a text", value)
    return kind(_placed(value, folder, only_if_there=parameter.name == "model"))


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return (hint,) if get_origin(hint) is Literal else get_args(hint) or (hint,)


def _placed(path: str, folder: Path, *, only_if_there: bool) -> str:
    """A path seen from the current folder. only_if_there: it may be a name as well (of a model)."""
    placed = str(Path(folder, os.path.expanduser(path)))
    return path if path == "-" or (only_if_there and not os.path.exists(placed)) else placed


def _wrong(where: str, parameter: Parameter, wanted: str, value: Any) -> KimxiError:
    import json

    name = parameter.name.replace("_", "-")
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return KimxiError(f"{where}: `{name}` takes {wanted}, not {shown}.", "Mend that line, or take it out.")
