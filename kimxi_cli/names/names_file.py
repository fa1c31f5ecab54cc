"""Reading `kimxi.toml`: the names file, its entries with their lines, and what is wrong with it."""

import hashlib
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kimxi_cli.errors import KimxiError
from kimxi_cli.names.decisions import IGNORE, KINDS, NEVER, SAME, SHOW, Entry

if TYPE_CHECKING:
    from kimxi_cli.names.overrides import Overrides

NAME = "kimxi.toml"

OTHERS = ("defaults",)
"""Tables of kimxi.toml that say nothing of names."""

SHAPES = {
    SAME: 'lists of names: same = [["Anna Berg", "Anna Vries"]]',
    NEVER: 'lists of two or more names: never = [["Anna Berg", "Anne Berg"]]',
    SHOW: 'names and how each is shown: show = {"Anna Berg" = "Anna Berg-Vries"}',
    IGNORE: 'names: ignore = ["Sample Wire"]',
}

_TOKEN = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|[\[\]{}=\n]|[^\s\[\]{}=,."'\#]+""",
    re.DOTALL,
)


def find(corpus: Path | str, chosen: Path | None) -> Path | None:
    """The names file of a corpus: the one chosen, else kimxi.toml in the corpus's folder, else in the current one."""
    if chosen is not None:
        return chosen
    places = [] if str(corpus) == "-" else [Path(corpus if os.path.isdir(corpus) else os.path.dirname(corpus))]
    return next((place / NAME for place in [*places, Path()] if os.path.isfile(place / NAME)), None)


class NamesFile:
    """A names file, or none. digest: what its entries and their lines depend on; "" where there is no file.

    Raises KimxiError where the file can't be read; what stands in it is only looked at when it is asked for.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._content = b"" if path is None else _content(path)
        told = b"" if path is None else path.name.encode("utf-8", "surrogateescape") + b"\0" + self._content
        self.digest = hashlib.sha256(told).hexdigest()[:16] if told else ""

    def is_blank(self) -> bool:
        """Whether nothing stands in it: no file, or one of comments alone."""
        return self.path is None or not read_toml(self.text(), str(self.path))

    def overrides(self) -> "Overrides":
        """Its entries. Raises KimxiError, with file and line, for whatever can't be followed."""
        if self.path is not None:
            return parse(self.text(), str(self.path), self.path.name)
        from kimxi_cli.names.overrides import NONE

        return NONE

    def text(self) -> str:
        """What stands in it, "" where there is no file. Raises KimxiError where it is no UTF-8."""
        try:
            return self._content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = self._content.count(b"\n", 0, error.start) + 1
            raise KimxiError(f"{self.path}:{line} is no UTF-8.", "Save the file as UTF-8.") from error


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KimxiError(
            f"can't read the names file {path}: {error.strerror}.", "Name another with --names."
        ) from error


def read_toml(text: str, path: str) -> dict[str, Any]:
    """The tables of a TOML text. path: as faults call it. Raises KimxiError."""
    import tomllib  # here: most runs have no such file, and a warm query must start fast

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\s*\(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = (found and found[1]) or max(text.rstrip().count("\n") + 1, 1)
        what = str(error)[: found.start()] if found else str(error)
        hint = "Mend that line; names stand in quotation marks."
        raise KimxiError(f"{path}:{line} is no TOML: {what}.", hint) from error


def parse(text: str, path: str, label: str) -> "Overrides":
    """The entries of a names file's text. path: as faults call it; label: as reasons call it. Raises KimxiError."""
    from kimxi_cli.names.overrides import Overrides  # the rules: not for a warm query

    table = read_toml(text, path)
    lines, starts = entry_lines(text)
    entries: list[Entry] = []
    for kind, value in table.items():
        if kind in OTHERS:
            continue
        line = starts.get(kind, 1)
        if kind not in KINDS:
            raise KimxiError(f"{path}:{line}: there is no {kind!r} in a names file.", f"Known are {', '.join(KINDS)}.")
        entries += _entries(kind, value, lines[kind], path, line)
    try:
        return Overrides(label, sorted(entries, key=lambda entry: entry.line))
    except KimxiError as error:
        # reasons are kept with the rows and call the file by its name; who must mend it is told where it is
        raise KimxiError(error.message.replace(f"{label}:", f"{path}:"), error.hint) from error


def _entries(kind: str, value: Any, lines: list[int], path: str, start: int) -> list[Entry]:
    def wrong(line: int) -> KimxiError:
        return KimxiError(f"{path}:{line}: `{kind}` is of another shape.", f"It takes {SHAPES[kind]}.")

    if not isinstance(value, dict if kind == SHOW else list):
        raise wrong(start)
    found: list[Entry] = []
    rows: list[Any] = list(value.items()) if isinstance(value, dict) else value
    for k, row in enumerate(rows):
        line = lines[k] if k < len(lines) else start
        names = row if kind in (SAME, NEVER) else [row] if kind == IGNORE else list(row)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise wrong(line)
        if len(names) < (2 if kind in (NEVER, SHOW) else 1):
            raise wrong(line)
        if not all(any(c.isalnum() for c in name) for name in names):
            raise KimxiError(f"{path}:{line}: a name in `{kind}` is empty.", "Fill it in or remove it.")
        if kind == SHOW:
            found.append(Entry(kind, (names[0],), line, " ".join(names[1].split())))
        else:
            found.append(Entry(kind, tuple(names), line))
    return found


def entry_lines(text: str) -> tuple[dict[str, list[int]], dict[str, int]]:
    """The line on which each entry begins, by key and in the order of the entries, and on which each key first stands.

    The TOML readers tell no lines. The text is valid when it comes here, so that counting brackets is enough: an entry
    of `same` and `never` begins with a bracket within the list's, one of `ignore` is a string in the list, one of
    `show` has an equals sign, in braces, behind a dotted key or under the heading [show].
    """
    entries: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, int] = {}
    heading, keys, depth, inside, line, at = "", list[str](), 0, False, 1, 0
    for token in _TOKEN.finditer(text):
        word = token.group()
        line, at = line + text.count("\n", at, token.start()), token.start()
        name = heading or (keys[0] if keys else "")
        if word == "\n":
            if depth == 0:
                if not inside and keys and keys[0] == "[":
                    heading = keys[1] if len(keys) > 1 else ""
                    starts.setdefault(heading, line)
                keys, inside = [], False
        elif word.startswith("#"):
            continue
        elif not inside:
            if word == "=":
                inside = True
                if keys:
                    starts.setdefault(name, line)
                if heading or len(keys) > 1:
                    entries[name].append(line)
            elif word != "]":
                keys.append(word.strip("\"'"))
        elif word in "[{":
            depth += 1
            if depth == 2:
                entries[name].append(line)
        elif word in "]}":
            depth -= 1
        elif depth == 1 and (word == "=" or (name == IGNORE and word[0] in "\"'")):
            entries[name].append(line)
    return entries, starts
