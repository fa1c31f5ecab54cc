"""The text of HTML: the characters of a page, and its paragraphs as plain text."""

import re
from typing import Any

from kimxi_cli.ingest.decode import decode
from kimxi_cli.ingest.extras import library

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.I)
HEAD = 4096
BREAKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table td th tr ul".split()
)
"""Elements that begin a new paragraph: HTML's flow content that is no phrasing content, https://html.spec.whatwg.org."""
UNSEEN = frozenset("head script style noscript template svg math iframe object textarea select".split())
"""Elements whose content is not the page's text."""


def page_text(data: bytes, charset: str | None = None) -> str:
    """The markup as a string: by the charset told, else the one in its head if it fits, else as any text."""
    found = CHARSET.search(data[:HEAD])
    for name in (charset, found[1].decode("ascii") if found else None):
        try:
            if name:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(data).text


def paragraphs(markup: str) -> list[str]:
    """What can be read of a piece of HTML, a paragraph an item."""
    html = library("lxml.html")
    if not markup.strip():
        return []
    try:
        root = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except ValueError:  # markup that declares its encoding is taken as bytes only
        root = html.document_fromstring(markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except library("lxml.etree").ParserError:  # nothing but comments
        return []
    pieces: list[str] = []
    _collect(root, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _collect(root: Any, pieces: list[str]) -> None:
    """Adds the texts below an element in their order, a line end around each that begins a paragraph."""
    todo: list[Any] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        if node.tail and node is not root:
            todo.append(node.tail if "\n" not in node.tail else " ".join(node.tail.split("\n")))
        if not isinstance(node.tag, str) or node.tag in UNSEEN:
            continue
        if node.tag in BREAKS:
            pieces.append("\n")
            todo.append("\n")
        todo.extend(reversed(node))
        if node.text:
            pieces.append(node.text.replace("\n", " "))
