"""The Python API: `analyse` a corpus, then ask the Analysis for rows.

The rows are the dataclasses of `kimxi_cli.model` (EntityRow, MentionRow, QuoteRow, VisitRow, ArticleRow), whose
fields are the keys that the command line prints.
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, Self, TypeVar

from kimxi_cli.errors import NameQueryError
from kimxi_cli.ingest.listing import DEFAULTS, ReadOptions
from kimxi_cli.model import ArticleRow, EntityRow, MentionRow, Problem, QuoteRow, VisitRow
from kimxi_cli.names.names_file import NamesFile, find
from kimxi_cli.pipeline import Settings, refresh
from kimxi_cli.serial import unpack
from kimxi_cli.store import Store, path_for

Row = TypeVar("Row")


def analyse(
    corpus: str | os.PathLike[str],
    *,
    store: str | os.PathLike[str] | None = None,
    model: str | None = None,
    jobs: int = 1,
    names: str | os.PathLike[str] | None = None,
    reading: ReadOptions = DEFAULTS,
    progress: Callable[[int, int], None] | None = None,
) -> "Analysis":
    """Analyse a folder of articles (or one file) and give what was found.

    corpus: a folder with .txt, .md and .jsonl articles, or one such file. store: where results are kept between
    calls (default: a file in the user's cache folder; only new and changed articles are analysed again).
    model: an installed spaCy pipeline or the path of one (default: the English one kimxi comes with). jobs: number
    of processes. names: a file of decisions about names (default: kimxi.toml in the corpus's folder or the current
    one, where there is one). reading: which columns of tables hold what, and how large a file may be. progress: called
    with (articles done, articles to do).

    Raises CorpusError where there is no corpus or no article in it, ModelError where the model can't be loaded,
    StoreError where the store can't be used; all are KimxiError, as is what is raised for a names file that can't be
    followed. Articles that can't be read are in `Analysis.problems`.
    """
    path = Path(corpus)
    place = path_for(path, None if store is None else str(store))
    decided = NamesFile(find(path, None if names is None else Path(names)))
    told = None if progress is None else lambda step: progress(step.done, step.total)
    opened, report = refresh(Settings(path, place, model, jobs, patient=True, names=decided, reading=reading), told)
    doubts = [Problem(decided.path.name, doubt, note=True) for doubt in report.doubts if decided.path]
    return Analysis(opened, (*report.problems, *doubts))


class Analysis:
    """What was found in a corpus. Spans are code-point offsets into the article's text, `end` exclusive.

    problems: the articles that could not be read, and notes (`problem.note`) on those that were read with a guess and
    on what of the names file could not be followed.
    """

    def __init__(self, store: Store, problems: tuple[Problem, ...] = ()) -> None:
        self._store = store
        self.problems = problems

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def entities(self, type: Literal["person", "place", "organisation"] | None = None) -> list[EntityRow]:
        """People, places and organisations, the most mentioned first."""
        return list(self._rows(EntityRow, "entities", **({} if type is None else {"type": type})))

    def mentions(self, person: str | None = None) -> list[MentionRow]:
        """Each place where an entity is named, by article and offset; of one person if given."""
        return list(self._rows(MentionRow, "mentions", **self._who("entity", person)))

    def quotes(
        self,
        person: str | None = None,
        visit: str | None = None,
        kind: Literal["direct", "mixed", "indirect"] | None = None,
    ) -> list[QuoteRow]:
        """Statements, by article and offset. person: any variant of the speaker's name; visit: a visit's id.

        Raises NameQueryError where `person` fits several people or nobody.
        """
        where = self._who("speaker_id", person)
        if visit is not None:
            where["visit"] = visit
        if kind is not None:
            where["kind"] = kind
        return list(self._rows(QuoteRow, "quotes", **where))

    def visits(self, person: str | None = None) -> list[VisitRow]:
        """Visits, meetings and calls, by date; those a person travelled on or received, if given.

        Raises NameQueryError where `person` fits several people or nobody.
        """
        rows = list(self._rows(VisitRow, "visits"))
        if person is None:
            return rows
        name = self.person(person).name
        return [row for row in rows if name in row.visitors or name in row.hosts]

    def articles(self) -> list[ArticleRow]:
        """The articles, by id."""
        return list(self._rows(ArticleRow, "articles"))

    def person(self, name: str) -> EntityRow:
        """The one person that a name, a variant of it or an id means. Raises NameQueryError."""
        from kimxi_cli.names import search

        people = self.entities("person")
        for row in people:
            if row.id == name:
                return row
        matches = search(name, people)
        if len(matches.matches) == 1:
            return matches.matches[0].entity
        if matches.matches:
            fits = ", ".join(match.entity.name for match in matches.matches)
            raise NameQueryError(f"{name!r} fits several people: {fits}.", "Give more of the name, or an id.")
        nearest = ", ".join(match.entity.name for match in matches.nearest[:5])
        raise NameQueryError(f"Nobody is called {name!r}.", f"Nearest: {nearest}." if nearest else "")

    def _who(self, column: str, person: str | None) -> dict[str, str]:
        return {} if person is None else {column: self.person(person).id}

    def _rows(self, row: type[Row], table: str, /, **where: str) -> Iterator[Row]:
        return (unpack(row, json.loads(text)) for text in self._store.rows(table, **where))
