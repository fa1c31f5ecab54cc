"""Front matter: a block of `key: value` lines between two lines `---` at the head of a text.

Read is the part of YAML that such blocks use: plain and quoted values, comments, lists as `[a, b]` or `- a`,
text blocks after `|` and `>`, one level of nesting (`author:` / `  name: …`). A block with any other line is
no front matter: then the dashes are part of the article, and nothing is lost.
"""

import re
from dataclasses import dataclass

from kimxi_cli.model import Span

MOST_LINES = 200
LONGEST_LINE = 5_000
"""Beyond these it is no metadata block."""
_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY = re.compile(
    r"""(?P<indent>\s*)(?P<key>[A-Za-z_][\w .-]{0,60}|"[^"]{1,60}"|'[^']{1,60}')\s*:(?=\s|$)\s*(?P<value>.*)"""
)
_ITEM = re.compile(r"\s*-(?:\s+(?P<value>.*))?$")
_ESCAPE = re.compile(r"\\(.)")
_FLOW = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)""")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """span: from the first dash to the end of the closing line. values: str, list of str, or dict."""

    span: Span
    values: dict[str, object]


def front_matter(text: str) -> FrontMatter | None:
    """The front matter a text begins with, None if it has none."""
    fence = _FENCE.match(text)
    if fence is None:
        return None
    limit = _position_of_line(text, MOST_LINES)
    close = _CLOSE.search(text, fence.end(), limit)
    if close is None:
        return None
    lines = text[fence.end() : close.start()].splitlines()
    values = parse(lines) if all(len(line) <= LONGEST_LINE for line in lines) else None
    end = close.end() - text[close.start() : close.end()].endswith("\r")
    return FrontMatter(Span(0, end), values) if values else None


def parse(lines: list[str]) -> dict[str, object] | None:
    """The keys and values of a block's lines, None if a line is of no form that is known."""
    values: dict[str, object] = {}
    key: str | None = None
    block: list[str] | None = None
    for line in lines:
        indented = line[:1] in (" ", "\t")
        if key is not None and block is not None and (indented or not line.strip()):
            block.append(line.strip())
            values[key] = " ".join(part for part in block if part)
            continue
        block = None
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (item := _ITEM.match(line)) and key is not None:
            if not _append(values, key, item["value"] or ""):
                return None
            continue
        entry = _KEY.fullmatch(line)
        if entry is None:
            if not indented or key is None or not isinstance(values[key], str):
                return None
            values[key] = f"{values[key]} {line.strip()}".strip()  # a plain value that goes on in the next line
        elif indented and key is not None:
            if not _nest(values, key, entry["key"], entry["value"]):
                return None
        else:
            key = entry["key"].strip("\"'").strip()
            raw = entry["value"].strip()
            if raw and raw[0] in "|>" and raw.rstrip("+-") in ("|", ">"):
                block, values[key] = [], ""
            else:
                values[key] = value(raw)
    return values or None


def value(raw: str) -> str | list[str]:
    """A value as written: quotes, comments and the brackets of a list taken off."""
    raw = raw.strip()
    if raw.startswith("[") and (end := raw.rfind("]")) > 0:
        return [text for text in (scalar(part) for part in _FLOW.findall(raw[1:end])) if text]
    return scalar(raw)


def scalar(raw: str) -> str:
    """One plain or quoted value."""
    raw = raw.strip()
    if raw[:1] == '"' and (quoted := re.match(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$', raw)):
        return _ESCAPE.sub(lambda match: {"n": " ", "t": " "}.get(match[1], match[1]), quoted[1])
    if raw[:1] == "'" and (quoted := re.match(r"'((?:[^']|'')*)'\s*(?:#.*)?$", raw)):
        return quoted[1].replace("''", "'")
    if raw.startswith("#"):
        return ""
    return "" if raw in ("~", "null") else re.split(r"\s+#", raw, maxsplit=1)[0].strip()


def _append(values: dict[str, object], key: str, raw: str) -> bool:
    """Adds a list item `- a` or `- name: a` under a key; False if the key has a plain value already."""
    held = values[key]
    if held == "":
        held = values[key] = []
    if not isinstance(held, list):
        return False
    entry = _KEY.fullmatch(raw)
    text = value(entry["value"]) if entry and entry["key"].strip() == "name" else value(raw)
    held.extend(text if isinstance(text, list) else [text])
    return True


def _nest(values: dict[str, object], key: str, inner: str, raw: str) -> bool:
    """Adds `inner: raw`, indented under a key; False if the key has a plain value already."""
    held = values[key]
    if isinstance(held, list):  # a further field of a list's item (`- name: a` / `  email: b`)
        return True
    if held == "":
        held = values[key] = {}
    if not isinstance(held, dict):
        return False
    held[inner.strip("\"' ")] = value(raw)
    return True


def _position_of_line(text: str, number: int) -> int:
    at = 0
    for _ in range(number):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return at
