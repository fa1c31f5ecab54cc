"""What the templates are given for each visit, person and article: words, links, what it is filtered by."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from kimxi_cli.draw import Picture, over_time
from kimxi_cli.model import ArticleAnalysis
from kimxi_cli.page.gather import Book, Row
from kimxi_cli.page.marks import Mark, Paragraph, paragraphs
from kimxi_cli.report import words
from kimxi_cli.report.safe import visible

FEWEST_DRAWN = 5
"""Statements with a date that a person must have made for a picture of them."""

REASONS_SHOWN = 8

DATED_BY = {
    "header": "by a line of its text",
    "filename": "by its file name",
    "text": "by what its text says",
    "corpus": "by what other articles say",
}
"""How the day of an article is told that comes from no metadata (`published_from`)."""


class Filters(NamedTuple):
    """What an item is filtered by: numbers of people, visits and sources; first and last day (texts; "" for none)."""

    people: str
    visits: str
    sources: str
    first: str
    last: str


class Item(NamedTuple):
    """A visit, person or article of the page. id: in the page. html: filled in by the templates."""

    id: str
    row: Row
    filters: Filters
    data: dict[str, Any]


class Parts:
    """The items of a book. href: where an id of the page is (its file and anchor).

    packed: the page is to be unpacked by its script, which also copies statements out of the articles to where they
    are listed, so that each is in the page once.
    """

    def __init__(self, book: Book, href: Callable[[str], str], *, packed: bool = False) -> None:
        self.book = book
        self.href = href
        self.packed = packed
        self.anchors: set[str] = set()
        self._spans: dict[str, tuple[int, int]] = {}
        self._whole: set[str] = set()
        self._person = {row["id"]: number for number, row in enumerate(book.people)}
        self._visit = {row["id"]: number for number, row in enumerate(book.visits)}
        self._source = {source: number for number, source in enumerate(book.sources)}

    # --- links ------------------------------------------------------------------------------------

    def person(self, name: str) -> str | None:
        """Where a person with a place on the page is, by name."""
        return self.person_id(self.book.ids.get(name))

    def person_id(self, id: str | None) -> str | None:
        return self.href(f"person-{id}") if id in self._person else None

    def visit_name(self, id: str) -> str:
        """Short, for links: Oslo, 7–8 May 2018."""
        row = self.book.visits[self._visit[id]]
        place = row["place"] or row["country"] or words.listed(row["hosts"]) or row["kind"]
        return f"{place}, {words.dates(row['start'], row['end'])}"

    def visit(self, id: str | None) -> str | None:
        return self.href(f"visit-{id}") if id in self._visit else None

    def place(self, article: str, kind: str, start: int) -> str:
        """Where a quote (q), sentence (e) or mention (m) stands in its article; the article if that is not shown."""
        number = self.book.numbers[article]
        anchor = f"article-{number}-{kind}{start}"
        return self.href(anchor if anchor in self.anchors else f"article-{number}")

    def copied_from(self, row: Row, kind: str) -> str | None:
        """The anchor that the page's script copies the words of a quote or sentence from; None where they are given."""
        anchor = self._anchor(self.book.numbers[row["article"]], kind, row["start"])
        whole = self.packed and anchor in self._whole and self._spans[anchor] == (row["start"], row["end"])
        return anchor if whole else None

    # --- items ------------------------------------------------------------------------------------

    def article(self, row: Row, analysis: ArticleAnalysis | None) -> Item:
        """An article with its text marked; remembers which anchors are in it, so articles come first."""
        article = row["article"]
        number = self.book.numbers[article]
        quotes, mentions = self.book.quotes_in.get(article, []), self.book.mentions_in.get(article, [])
        shown: list[Paragraph] = []
        url = None
        if analysis is not None:
            marks = self._marks(number, article)
            shown, whole = paragraphs(analysis, marks)
            self._whole |= whole
            self._spans |= {mark.id: (mark.start, mark.end) for mark in marks if mark.id}
            url = web_address(analysis.source.url)
        visits = self.book.visits_in.get(article, [])
        filters = self._filters(
            people=(*(m["entity"] for m in mentions), *(q["speaker_id"] for q in quotes)),
            visits=(*(v["id"] for v in visits), *(q["visit"] for q in quotes)),
            articles=[article],
            start=row["published"],
            end=row["published"],
        )
        copied = row["duplicate_of"]
        data = {
            "title": row["title"] or article,
            "paragraphs": shown,
            "url": url,
            "quotes": len(quotes),
            "dated_by": DATED_BY.get(row["published_from"] or ""),
            "copy_of": copied,
            "copy_href": self.href(f"article-{self.book.numbers[copied]}") if copied in self.book.numbers else None,
        }
        return Item(f"article-{number}", row, filters, data)

    def visit_item(self, row: Row, reasons: Iterable[str]) -> Item:
        about = self.book.about.get(row["id"], [])
        involved = [self.book.ids.get(name) for name in (*row["visitors"], *row["hosts"])]
        filters = self._filters(
            people=(*involved, *(quote["speaker_id"] for quote in about)),
            visits=[row["id"]],
            articles=row["articles"],
            start=row["start"],
            end=row["end"] or row["start"],
        )
        data = {
            "title": words.visit(row),
            "when": words.dates(row["start"], row["end"]),
            "conflicts": [(words.conflict(conflict), words.choice(conflict)) for conflict in row["conflicts"]],
            "evidence": _evidence(row["evidence"]),
            "about": about,
            "reasons": list(reasons)[:REASONS_SHOWN],
        }
        return Item(f"visit-{row['id']}", row, filters, data)

    def person_item(self, row: Row, reasons: Iterable[str]) -> Item:
        said = self.book.quotes_by.get(row["id"], [])
        visits = self.book.visits_of.get(row["id"], [])
        named = self.book.named_in.get(row["id"], {})
        filters = self._filters(
            people=[row["id"]],
            visits=(*(visit["id"] for visit in visits), *(quote["visit"] for quote in said)),
            articles=named,
            start=row["first_seen"],
            end=row["last_seen"],
        )
        data = {
            "said": said,
            "drawn": self._drawn(row["name"], said),
            "visits": visits,
            "met": [self._met(row["name"], meeting) for meeting in self.book.met.get(row["name"], [])],
            "named": list(named.values()),
            "reasons": list(reasons)[:REASONS_SHOWN],
        }
        return Item(f"person-{row['id']}", row, filters, data)

    # --- within -----------------------------------------------------------------------------------

    def _met(self, name: str, meeting: Any) -> tuple[str, list[Row]]:
        (other,) = [person for person in meeting.people if person != name]
        return other, list(meeting.visits)

    def _drawn(self, name: str, said: list[Row]) -> Picture | None:
        statements = [(self.book.published(quote["article"]), quote["kind"]) for quote in said]
        days = [day for day, _ in statements if day]
        return (
            over_time(statements, f"{name}: statements over time")
            if len(days) >= FEWEST_DRAWN and len(set(days)) > 1
            else None
        )

    def _marks(self, number: int, article: str) -> list[Mark]:
        """The names, quotes, speakers and sentences on visits of an article, the outer ones first."""
        marks: dict[tuple[int, int, str], Mark] = {}
        named = {(m["start"], m["end"]) for m in self.book.mentions_in.get(article, [])}
        for visit in self.book.visits_in.get(article, []):
            for told in visit["evidence"]:
                if told["article"] == article:
                    id = self._anchor(number, "e", told["start"])
                    mark = Mark(told["start"], told["end"], "span", Markup(' class="e"'), id)
                    marks.setdefault((told["start"], 0, "e"), mark)
        for quote in self.book.quotes_in.get(article, []):
            self._quote_marks(number, quote, named, marks)
        for mention in self.book.mentions_in.get(article, []):
            first = self.book.named_in[mention["entity"]][article] is mention
            href = self.person_id(mention["entity"]) if mention["type"] == "person" else None
            id = self._anchor(number, "m", mention["start"]) if href and first else ""
            kind = {"person": "p", "place": "l"}.get(mention["type"], "o")
            attributes = Markup(' class="{}"').format(kind)
            if href:
                attributes += Markup(' href="{}"').format(href)
            span = (mention["start"], mention["end"])
            marks[(*span, "n")] = Mark(*span, "a" if href else "span", attributes, id)
        return list(marks.values())

    def _quote_marks(self, number: int, quote: Row, named: set[tuple[int, int]], marks: dict[Any, Mark]) -> None:
        id = self._anchor(number, "q", quote["start"])
        about = self.visit(quote["visit"])
        after = Markup()
        if about:
            after = Markup('<a class="v" href="{}" aria-label="about a visit">↗</a>').format(about)
        attributes = Markup(' class="q {}"').format(quote["kind"])
        if not self.packed:
            attributes += Markup(' title="{}"').format(visible(f"{words.speaker(quote)}: {quote['reason']}"))
        marks[quote["start"], 0, "q"] = Mark(quote["start"], quote["end"], "mark", attributes, id, after)
        start, end = quote["speaker_start"], quote["speaker_end"]
        if start is None or end is None:
            return
        holds_name = any(start < e and s < end for s, e in named)
        href = None if holds_name else self.person_id(quote["speaker_id"])
        by = Markup(' class="by"')
        if href:
            by += Markup(' href="{}" title="{}"').format(href, visible(quote["speaker"]))
        marks.setdefault((start, end, "by"), Mark(start, end, "a" if href else "span", by))

    def _anchor(self, number: int, kind: str, start: int) -> str:
        return f"article-{number}-{kind}{start}"

    def _filters(
        self,
        *,
        people: Iterable[str | None],
        visits: Iterable[str | None],
        articles: Iterable[str],
        start: str | None,
        end: str | None,
    ) -> Filters:
        sources = {self._source[self.book.source(article)] for article in articles}
        first, last = start or end or "", end or start or ""
        return Filters(
            _listed({self._person[id] for id in people if id in self._person}),
            _listed({self._visit[id] for id in visits if id in self._visit}),
            _listed(sources),
            first + "-00-00"[len(first) - 4 :] if first else "",
            last + "-99-99"[len(last) - 4 :] if last else "",
        )


def _evidence(told: Iterable[Row]) -> list[Row]:
    """Each sentence once, with all it tells of the visit's status."""
    found: dict[tuple[str, int, int], Row] = {}
    for row in told:
        held = found.setdefault((row["article"], row["start"], row["end"]), {**row, "statuses": []})
        if row["status"] not in held["statuses"]:
            held["statuses"].append(row["status"])
    return list(found.values())


def web_address(url: str | None) -> str | None:
    """The address, if it is one of the web: never one that a browser would run (javascript:, data:)."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, sorted(numbers)))
