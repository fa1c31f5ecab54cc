"""A date in an article's metadata that says no day for certain is left out, and a note says so and how to write it."""

from pathlib import Path

import pytest

from kimxi_cli.ingest import read, scan, sidecar
from kimxi_cli.model import Problem, Source

TEXT = "Anna Berg opened the port of Lomé."
HINT = "Write it as year-month-day (2018-06-19)."


def read_all(folder: Path) -> tuple[list[Source], list[Problem]]:
    listing = scan(folder)
    found = [item for file in listing.files for item in read(file, sidecar(listing))]
    return [x for x in found if isinstance(x, Source)], [x for x in found if isinstance(x, Problem)]


@pytest.mark.parametrize("written", ["04/05/1999", "June 1999", "soon", "31 February 1999"])
def test_front_matter(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: {written}\n---\n{TEXT}\n", encoding="utf-8")
    [article], [note] = read_all(tmp_path)
    assert article.published is None
    assert (
        note.message == f"a.md: the date in its front matter, '{written}', can't be read for certain; it was left out."
    )
    assert (note.note, note.hint) == (True, HINT)


def test_lines_of_json_give_one_note(tmp_path: Path) -> None:
    lines = [f'{{"text": "{TEXT}", "date": "{date}"}}' for date in ("1999-05-04", "04/05/1999", "soon", "")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    articles, [note] = read_all(tmp_path)
    assert [article.published for article in articles] == ["1999-05-04", None, None, None]
    assert note.message.startswith("a.jsonl, line 2: its date (2 lines have such dates), '04/05/1999', can't be read")
    assert (note.note, note.hint) == (True, HINT)


@pytest.mark.parametrize("written", ["4 May 1999", "1999-05-04", "13/05/1999", ""])
def test_no_note_where_the_date_is_certain_or_there_is_none(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: Port\ndate: {written}\n---\n{TEXT}\n", encoding="utf-8")
    _, notes = read_all(tmp_path)
    assert notes == []
