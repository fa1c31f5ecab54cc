"""The overview: what the corpus holds, in figures."""

from collections import Counter
from typing import NamedTuple

from kimxi_cli.page.gather import Book
from kimxi_cli.report import words


class Figure(NamedTuple):
    number: str
    what: str
    more: str


def figures(book: Book) -> list[Figure]:
    """What is counted, and below each how it is made up."""
    dates = sorted(row["published"] for row in book.articles if row["published"])
    kinds = Counter(quote["kind"] for quote in book.quotes)
    named = sum(quote["speaker_id"] is not None for quote in book.quotes)
    about = sum(quote["visit"] is not None for quote in book.quotes)
    statuses = Counter(visit["status"].replace("_", " ") for visit in book.visits)
    disputed = sum(bool(visit["conflicts"]) for visit in book.visits)
    copies = sum(row["duplicate_of"] is not None for row in book.articles)
    number_of_words = sum(row["words"] for row in book.articles)
    return [
        _figure(
            len(book.articles),
            ("article", "articles"),
            words.period(dates[0], dates[-1]) if dates else "",
            words.count(len(book.sources), "source"),
            words.count(number_of_words, "word"),
            f"{words.count(copies, 'copy', 'copies')} of others" if copies else "",
        ),
        _figure(
            len(book.visits),
            ("visit, meeting or call", "visits, meetings and calls"),
            *(f"{number:,} {status}" for status, number in statuses.most_common()),
            f"{disputed:,} on which articles disagree" if disputed else "",
        ),
        _figure(
            len(book.quotes),
            ("statement", "statements"),
            *(f"{number:,} {kind}" for kind, number in kinds.most_common()),
            f"{named:,} by a named person",
            f"{about:,} about one of the visits",
        ),
        _figure(
            len(book.people) + book.others,
            ("person", "people"),
            f"{len(book.quotes_by):,} quoted",
            f"{sum(row['id'] in book.visits_of for row in book.people):,} on a visit or host of one",
            f"{words.count(len(book.meetings), 'pair')} who met",
        ),
    ]


def _figure(number: int, noun: tuple[str, str], *more: str) -> Figure:
    return Figure(f"{number:,}", noun[number != 1], " · ".join(part for part in more if part))
