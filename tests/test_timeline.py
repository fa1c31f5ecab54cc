"""`kimxi visits --timeline`: visits drawn over time. People and places are made up."""

import io
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from kimxi_cli.report.timeline import write_timeline
from tests.cli_support import kimxi
from tests.test_cli_terminal import on_a_terminal


def visit(
    start: str | None,
    end: str | None = None,
    *,
    status: str = "took_place",
    who: str = "Anna Berg",
    conflict: bool = False,
) -> dict[str, Any]:
    precision = {0: "unknown", 4: "year", 7: "month", 10: "day"}[len(start or end or "")]
    conflicts = [{"field": "start", "values": [], "chosen": "", "why": ""}] if conflict else []
    return {
        "id": f"{who}-{start}", "kind": "visit", "visitors": [who], "hosts": [], "place": "Riga", "country": "Latvia",
        "start": start, "end": end, "precision": precision, "status": status, "conflicts": conflicts,
    }  # fmt: skip


class Screen(io.StringIO):
    """A destination of one encoding."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:
        return self._encoding


def drawn(
    monkeypatch: pytest.MonkeyPatch,
    *visits: dict[str, Any],
    width: int = 80,
    encoding: str = "utf-8",
    color: bool = False,
) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    out = Screen(encoding)
    assert write_timeline(visits, out, color=color) == len(visits)
    return out.getvalue().splitlines()


def test_a_bar_at_each_visit_s_place(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(
        monkeypatch,
        visit("1999-06", status="planned", who="Jan Vries"),
        visit("1999-05-03", "1999-05-20", conflict=True),
        visit(None, status="invited", who="Park Min-ho"),
        width=70,
    )
    assert lines == [
        "  1999",
        "  May   Jun",
        "● ████          3–20 May 1999  ⚠ Anna Berg → Riga, Latvia",
        "○       ▒▒▒▒▒▒  June 1999      Jan Vries → Riga, Latvia",
        "",
        "undated",
        "◇ Park Min-ho → Riga, Latvia",
        "",
        "● took place  ○ planned  ◇ invited  ⚠ articles disagree",
    ]


def test_long_gaps_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(monkeypatch, visit("1961-03-02"), visit("1999-05-03"), visit("1999-08-01"))
    assert lines[0].split() == ["1961", "┊1999"]
    assert lines[1].split() == ["Mar", "┊May", "Jun", "Jul", "Aug"], "a gap of two months is drawn as it is"
    assert lines[2].index("█") < lines[2].index("┊") < lines[3].index("█") < lines[4].index("█")


def test_where_there_is_no_room_for_months_there_are_quarters_or_years(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [visit(f"{year}-{month:02}-01") for year in range(1990, 1993) for month in range(1, 13)]
    quarters = drawn(monkeypatch, *many, width=60)
    assert quarters[0].split() == ["1990", "1991", "1992"]
    assert quarters[1].startswith("●"), "no months"
    years = drawn(monkeypatch, *[visit(f"{year}-05-01") for year in range(1900, 2000)], width=60)
    assert years[0].split()[0] == "1900"
    places = [line.index("█") for line in years if "█" in line]
    assert len(places) == 100
    assert places == sorted(places)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, width: int, encoding: str) -> None:
    visits = [visit("1999-05-03", "1999-05-20", conflict=True, who="A very long name of a delegation " * 3)]
    visits += [visit("1961"), visit(None, "1999-06-02"), visit(None, status="rumoured")]
    lines = drawn(monkeypatch, *visits, width=max(width, 60), encoding=encoding)
    assert max(map(cell_len, lines)) <= max(width, 60)
    if encoding == "ascii":
        assert "\n".join(lines).isascii()
        assert "! A very" in "\n".join(lines)


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in "\n".join(drawn(monkeypatch, visit("1999-05-03")))
    assert "\x1b[32m●" in "\n".join(drawn(monkeypatch, visit("1999-05-03"), color=True))
    assert "\x1b[31m✗" in "\n".join(drawn(monkeypatch, visit("1999-05-03", status="cancelled"), color=True))


def test_nothing_that_acts_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in "\n".join(drawn(monkeypatch, visit("1999-05-03", who="Anna\x1b[2J Berg")))


def test_odd_dates_are_undated(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(monkeypatch, {**visit("1999-05-03"), "start": "1999-02-31"})
    assert lines[0] == "undated"


def test_in_a_pipe_it_is_plain_text() -> None:
    done = kimxi("visits", "--timeline")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "Anna Berg → Oslo" in done.stdout
    assert done.stdout.splitlines()[0].split()[0] == "2018"


def test_on_a_terminal() -> None:
    assert "\x1b[" in on_a_terminal("visits", "--timeline")
    assert "\x1b[" not in on_a_terminal("visits", "--timeline", NO_COLOR="1")
    assert on_a_terminal("visits", "--timeline", PYTHONIOENCODING="ascii", NO_COLOR="1").isascii()


@pytest.mark.parametrize("arguments", [("--format", "jsonl"), ("--output", "x.csv")])
def test_it_is_no_format_for_programs(arguments: tuple[str, ...]) -> None:
    done = kimxi("visits", "--timeline", *arguments)
    assert done.returncode == 2
    assert "--timeline is drawn for people, not as" in done.stderr


def test_into_a_file_and_limited(tmp_path: Path) -> None:
    target = tmp_path / "visits.txt"
    assert kimxi("visits", "--timeline", "--limit", "1", "--output", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8").count("→") == 1


def test_nothing_found() -> None:
    assert kimxi("visits", "--timeline", "--status", "denied").returncode == 1
