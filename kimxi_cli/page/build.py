"""The page: one file for all, or a folder of files with an index.

A page on up to MOST_WORDS words is plain HTML, which needs no script to be read. Of a larger one the visits, people and
articles are packed and unpacked by the browser, which makes it a fifth as large.
"""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kimxi_cli.draw import Picture, network, stylesheet, timeline
from kimxi_cli.page.figures import figures
from kimxi_cli.page.gather import Book, gather
from kimxi_cli.page.parts import Item, Parts
from kimxi_cli.report import words
from kimxi_cli.report.safe import visible
from kimxi_cli.store import Store

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MOST_WORDS = 40_000
"""Words in the articles of a page that is not packed. Its HTML is about 45 bytes for each."""

_SAFE = bytes.maketrans(b"<>&", b",:.")
"""What stands for the letters of base 85 that mean something in HTML."""

FILES = Path(__file__).parent / "templates"

A_FILE = {"visits": 150, "people": 150, "articles": 150}
"""How many items a file of a split page holds."""

INDEX = "index.html"

_ANCHOR = re.compile(r' id="(article-[0-9]+-[a-z][0-9]+)"')


class Section(NamedTuple):
    """A part of the page. kind: visits, people or articles; brief: one line an item, the rest is in other files."""

    kind: str
    items: list[Item]
    brief: bool = False


def page(store: Store, name: str, version: str) -> str:
    """Everything in one file. name: what the corpus is called; version: of kimxi."""
    book = gather(store, name, version)
    packed = sum(row["words"] for row in book.articles) > MOST_WORDS
    return _render(book, _sections(store, Parts(book, lambda id: f"#{id}", packed=packed)), packed=packed)


def pages(store: Store, name: str, version: str) -> Iterator[tuple[str, str]]:
    """File names and contents: an index, and files with so many visits, people or articles each."""
    book = gather(store, name, version)
    where: dict[str, str] = {}
    for kind, ids in (
        ("visits", [f"visit-{row['id']}" for row in book.visits]),
        ("people", [f"person-{row['id']}" for row in book.people]),
        ("articles", [f"article-{number}" for number in book.numbers.values()]),
    ):
        where |= {id: f"{kind}-{index // A_FILE[kind] + 1}.html" for index, id in enumerate(ids)}

    def href(id: str) -> str:
        return f"{where[_item(id)]}#{id}"

    sections = _sections(store, Parts(book, href))
    briefs = [
        Section(
            section.kind, [item._replace(data={**item.data, "href": href(item.id)}) for item in section.items], True
        )
        for section in sections
    ]
    yield INDEX, _render(book, briefs, href=href)
    for section in sections:
        step = A_FILE[section.kind]
        number = -(-len(section.items) // step)
        for index in range(number):
            part = section._replace(items=section.items[index * step : (index + 1) * step])
            turn = {
                "part": f"{section.kind} {index + 1} of {number}",
                "before": f"{section.kind}-{index}.html" if index else None,
                "after": f"{section.kind}-{index + 2}.html" if index + 1 < number else None,
            }
            yield f"{section.kind}-{index + 1}.html", _render(book, [part], href=href, turn=turn)


def _item(id: str) -> str:
    """The id of the item that an anchor is in: article-3 of article-3-q120."""
    return "-".join(id.split("-")[:2]) if id.startswith("article-") else id


def _sections(store: Store, parts: Parts) -> list[Section]:
    """The three sections, every item's HTML in its data; articles are made first, for the anchors in them."""
    from markupsafe import Markup

    book = parts.book
    template = _environment().get_template("items.html").module
    articles = []
    for row in book.articles:
        item = parts.article(row, store.analysis(row["article"]))
        html: Markup = template.article_card(item)  # type: ignore[attr-defined]
        parts.anchors.update(_ANCHOR.findall(html))
        articles.append(_filled(item, html))
    visits, people = [], []
    for row in book.visits:
        item = parts.visit_item(row, store.reasons(row["id"]))
        visits.append(_filled(item, template.visit_card(item, parts)))  # type: ignore[attr-defined]
    for row in book.people:
        item = parts.person_item(row, store.reasons(row["id"]))
        people.append(_filled(item, template.person_card(item, parts)))  # type: ignore[attr-defined]
    return [Section("visits", visits), Section("people", people), Section("articles", articles)]


def _filled(item: Item, html: "Markup") -> Item:
    return item._replace(data={**item.data, "html": html})


def _render(
    book: Book,
    sections: list[Section],
    *,
    packed: bool = False,
    href: Any = None,
    turn: dict[str, str | None] | None = None,
) -> str:
    """One file. turn: what it is a part of, and the files before and after it."""
    from markupsafe import Markup

    style, script = _asset("page.css") + stylesheet() + _asset("picture-dark.css"), _asset("page.js")
    href = href or (lambda id: f"#{id}")
    drawn: list[tuple[str, Picture]] = []
    if turn is None:
        known = {row["id"] for row in book.visits}
        people = {row["id"] for row in book.people}
        drawn = [
            ("visits", timeline(book.visits, lambda id: href(f"visit-{id}") if id in known else None)),
            ("met", network(book.meetings, lambda name: _person(book, name, people, href))),
        ]
    return (
        _environment()
        .get_template("page.html")
        .render(
            book=book,
            sections=sections,
            packed={section.kind: _packed(section) for section in sections} if packed else {},
            drawn=dict(drawn),
            figures=figures(book) if turn is None else [],
            turn=turn,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _person(book: Book, name: str, people: set[str], href: Any) -> str | None:
    id = book.ids.get(name)
    return href(f"person-{id}") if id in people else None


def _packed(section: Section) -> tuple[int, str]:
    """The section's items as the page's script unpacks them: how many bytes of gzip, and these in base 85."""
    html = "\n".join(item.data["html"] for item in section.items)
    packed = gzip.compress(html.encode(), 9, mtime=0)
    return len(packed), base64.b85encode(packed, pad=True).translate(_SAFE).decode()


def _hash(text: str) -> str:
    """What the page's Content-Security-Policy says of the one style and the one script that may act."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FILES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.globals["words"] = words
    environment.filters["status"] = lambda status: status.replace("_", " ")
    return environment
