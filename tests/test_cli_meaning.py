"""What the user means: people, visits, places, things to show, names, dates."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kimxi_cli.cli.dates import Period, checked, period
from kimxi_cli.cli.names import read_names
from kimxi_cli.cli.run import NotFoundError
from kimxi_cli.cli.seek import contains, find_place, folded, is_at
from kimxi_cli.errors import KimxiError
from kimxi_cli.model import CorpusRows
from kimxi_cli.serial import plain
from tests.cli_support import filled, ids, kimxi, rows

# --- who and what is meant ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Berg", "ANNA BERG", "Ms Berg", "Ana Berg"])
def test_person_by_any_variant(name: str) -> None:
    assert ids("quotes", "--person", name) == ["wires/oslo.md:39"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "--person", "Anna Bertg"], "kimxi: 'Anna Bertg' is Anna Berg (anna-berg).\n"),
        (["quotes", "--person", "berg"], ""),
        (["quotes", "--person", "president berg"], ""),
        (["visits", "--place", "Singpore"], "kimxi: 'Singpore' is Singapore.\n"),
        (["visits", "--place", "singa"], ""),
        (["visits", "--place", "the Norway"], ""),
    ],
)
def test_a_slip_that_can_mean_one_thing_is_mended_and_told(arguments: list[str], said: str) -> None:
    done = kimxi(*arguments)
    assert (done.returncode, done.stderr) == (0, said)
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        *(("US", "United States"), ("us", "United States"), ("U.S.", "United States"), ("America", "United States")),
        *(("DPRK", "North Korea"), ("Korea", "Korea"), ("SEOUL", "SEOUL"), ("Ush", "Ush")),
        *(("Ushuaya", "Ushuaia"), ("Burma", None), ("Narnia", None)),
    ],
)
def test_a_place_by_its_other_names(tmp_path: Path, wanted: str, found: str | None) -> None:
    places = [("Washington", "United States"), (None, "North Korea"), ("Seoul", "South Korea"), ("Ushuaia", None)]
    visits = tuple(replace(rows().visits[1], id=f"{k}", place=a, country=b) for k, (a, b) in enumerate(places))
    with filled(tmp_path / "s.db", CorpusRows(visits=visits)) as store:
        run: Any = SimpleNamespace(store=lambda: store, explain=print, warn=print)
        if found is None:
            with pytest.raises(NotFoundError, match="no visit to"):
                find_place(run, wanted)
        else:
            assert find_place(run, wanted) == found
            assert any(is_at(plain(visit), found) for visit in visits)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "--person", "Park Jin"], "Park Jin is known (1 mention), but no statement is theirs."),
        (["visits", "--person", "park jin"], "Park Jin is known (1 mention), but no visit is theirs."),
        (["visits", "--person", "Anna Berg", "--status", "denied"], "no visits found."),
        (["quotes", "--person", "Anna Berg", "--kind", "mixed"], "no quotes found."),
    ],
)
def test_a_person_without_rows(arguments: list[str], said: str) -> None:
    done = kimxi(*arguments)
    assert (done.returncode, done.stderr) == (1, f"kimxi: {said}\n")


def test_person_who_fits_several() -> None:
    done = kimxi("quotes", "--person", "Park")
    assert done.returncode == 2
    assert not done.stdout
    assert done.stderr.splitlines() == [
        "kimxi: 'Park' fits 2 people; none was taken. Give more of the name, or an id:",
        "  Park Min-ho (named 2 times)  park-min-ho",
        "  Park Jin (named once)  park-jin",
    ]


def test_person_who_fits_nobody() -> None:
    done = kimxi("visits", "--person", "Anna Bjork")
    assert done.returncode == 1
    assert not done.stdout
    assert done.stderr.startswith("kimxi: nobody is called 'Anna Bjork'.\n  Nearest: Anna Berg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "--visit", "osol"], "no visit fits 'osol'.\n  Nearest: anna-berg--oslo--2018-05."),
        (["visits", "--place", "Olso"], "no visit to 'Olso'.\n  Nearest: Oslo."),
        (
            ["visits", "--place", "\x1b[31mNarnia"],
            "no visit to '\\x1b[31mNarnia'.\n  Nearest: Norway; Singapore; Oslo.",
        ),
        (["visits", "--person", "Zzyzx"], "nobody is called 'Zzyzx'.\n  Nearest: Anna Berg; Park Jin; Park Min-ho."),
    ],
)
def test_nothing_is_called_so(arguments: list[str], said: str) -> None:
    done = kimxi(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"kimxi: {said}\n")


# --- show ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "kind", "id"),
    [
        ("anna-berg", "entity", "anna-berg"),
        ("oslo", "entity", "oslo"),
        ("park jin", "entity", "park-jin"),
        ("wires/oslo.md:39", "quote", "wires/oslo.md:39"),
        ("bridge.txt:", "quote", "bridge.txt:66"),
        ("wires/oslo.md:3", "quote", "wires/oslo.md:107"),
        ("anna-berg--oslo--2018-05", "visit", "anna-berg--oslo--2018-05"),
        ("2021-06", "visit", "anna-berg--park-min-ho--2021-06"),
    ],
)
def test_show_finds(wanted: str, kind: str, id: str) -> None:
    shown = json.loads(kimxi("show", wanted, "-f", "json").stdout)
    assert (shown["kind"], shown["row"]["id"]) == (kind, id)


def test_show_a_visit() -> None:
    assert kimxi("show", "anna-berg--oslo").stdout.splitlines() == [
        "Anna Berg → Oslo, Norway, received by Park Min-ho  visit",
        "  id          anna-berg--oslo--2018-05",
        "  when        7–8 May 2018",
        "  status      took place",
        "  ordinal     number 2",
        "  purpose     to talk about a bridge",
        "  articles    bridge.txt, wires/oslo.md",
        "  ⚠ disputed  start: 7 May 2018 (1 article) or 8 May 2018 (1 article); taken: 7",
        "              May 2018 (it was written sooner after)",
        "  confidence  0.9",
        "",
        "bridge.txt:1                                                          took place",
        "  Berg arrived in Oslo on 8 May 2018.",
        "",
        "wires/oslo.md:1                                                       took place",
        "  Anna Berg visited Oslo on 7 May 2018.",
        "",
        "See also",
        "  wires/oslo.md:39  Anna Berg: “We hope this visit can help both countries,”",
    ]


def test_show_marks_the_words() -> None:
    plain, coloured = kimxi("show", "wires/oslo.md:39"), kimxi("show", "wires/oslo.md:39", "--color", "always")
    assert "  “[We hope this visit can help both countries,]” [she] said.\n" in plain.stdout
    assert (
        "“\x1b[1;32mWe hope this visit can help both countries,\x1b[0m” \x1b[1;36mshe\x1b[0m said." in coloured.stdout
    )
    assert "  - visit: the visit named in the sentence before\n" in plain.stdout


def test_show_an_entity_with_so_many_sentences() -> None:
    whole, part = kimxi("show", "anna-berg").stdout, kimxi("show", "anna-berg", "--limit", "1").stdout
    assert "  [Anna Berg] visited Oslo on 7 May 2018.\n" in whole
    assert "  [Berg] arrived in Oslo" in whole
    assert "… and 1 more; --limit 2 shows all." in part
    assert "  - Berg is the family name of Anna Berg" in part


def test_show_as_rows() -> None:
    assert ids("show", "anna-berg", "-f", "tsv") == ["wires/oslo.md", "bridge.txt"]


@pytest.mark.parametrize(
    ("wanted", "code", "said"),
    [("park", 2, "fits 2 things"), ("wires/", 2, "fits 2 things"), ("zzz", 1, "nothing is called")],
)
def test_show_does_not_guess(wanted: str, code: int, said: str) -> None:
    done = kimxi("show", wanted)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


# --- names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "rows", "problems"),
    [
        (["Anna Berg", "", " Berg "], [("Anna Berg", None), ("Berg", None)], 0),
        (['{"name": "A", "doc": "d"}', '{"name": "B"}'], [("A", "d"), ("B", None)], 0),
        (['{"name": "A", "doc": 7}', '{"name": ""}'], [("A", "7"), ("", None)], 0),
        (['{"name": "A"}', "{broken", '{"nom": "B"}', '["A"]'], [("A", None)], 3),
        (["Anna Berg {sic}", "{odd}", "Berg"], [("Anna Berg {sic}", None), ("{odd}", None), ("Berg", None)], 0),
        (["broken", '{"name": "A"}', '{"name": "B"}'], [("A", None), ("B", None)], 1),
        (['{"name": "A"}', "[" * 100_000], [("A", None)], 1),
        ([], [], 0),
    ],
)
def test_read_names(lines: list[str], rows: list[tuple[str, str | None]], problems: int) -> None:
    found, said = read_names(lines, "names.jsonl")
    assert found == rows
    assert len(said) == problems


def test_names_one_row_each_in_order(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("\ufeffBerg, Anna\nPark Min-ho\nAnna Berg\n", encoding="utf-8")
    rows = [json.loads(line) for line in kimxi("names", "-f", "jsonl", str(file)).stdout.splitlines()]
    assert [row["name"] for row in rows] == ["Berg, Anna", "Park Min-ho", "Anna Berg"]
    assert rows[0]["entity"] == rows[2]["entity"] != rows[1]["entity"]
    assert list(rows[0]) == ["name", "doc", "entity", "canonical", "reason"]


def test_names_from_standard_input() -> None:
    done = kimxi("names", stdin='{"name": "Anna Berg"}\nnot json\n')
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert "standard input, line 2: no JSON" in done.stderr


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"\x00\x01\x02\x03" * 99])
def test_names_of_a_binary_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "names").write_bytes(content)
    done = kimxi("names", str(tmp_path / "names"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a binary file" in done.stderr


def test_names_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes("Øystein Berg\r\nJan\u00a0Berg".encode("cp1252"))
    done = kimxi("names", "-f", "jsonl", str(file))
    assert [json.loads(row)["name"] for row in done.stdout.splitlines()] == ["Øystein Berg", "Jan\u00a0Berg"]
    assert done.returncode == 0
    assert done.stderr.startswith(f"kimxi: {file} is not UTF-8; it was read as Windows-1252.\n")


def test_names_of_no_file() -> None:
    done = kimxi("names", "/no/such/file")
    assert done.returncode == 2
    assert done.stderr.startswith("kimxi: can't read /no/such/file: No such file")


# --- small things -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Talks about the bridge", "bridge", True),
        ("Talks about the bridge", "TALK brid", True),
        ("Talks about the bridge", "ridge", False),
        ("Talks about the bridge", "bridge ferry", False),
        ("a café’s menu", "cafe's", True),
        ("40% more (at least)", "40% (at", True),
        ("anything", "", True),
    ],
)
def test_contains(text: str, words: str, found: bool) -> None:
    assert contains(text, words) is found


def test_folded() -> None:
    assert folded("Ångström–É’") == "angstrom-e'"


@pytest.mark.parametrize(
    ("start", "end", "since", "until", "meets"),
    [
        ("2018-05-07", "2018-05-08", "2018-05-08", None, True),
        ("2018-05-07", "2018-05-08", "2018-05-09", None, False),
        ("2018-05-07", None, None, "2018-05-06", False),
        ("2018-05", None, "2018-05-31", "2018-05-31", True),
        ("2018-05", None, "2018-06", None, False),
        ("2018", None, "2018-12-31", None, True),
        (None, "2018-05-08", "2018-05", None, True),
        (None, None, "2018", None, False),
    ],
)
def test_periods(start: str | None, end: str | None, since: str | None, until: str | None, meets: bool) -> None:
    days = period(since, until)
    assert days is not None
    assert days.meets(start, end) is meets


def test_no_period() -> None:
    assert period(None, None) is None
    assert period("2018", "2018") == Period("2018-00-00", "2018-99-99")


@pytest.mark.parametrize("date", ["", "18", "2018-5", "2018-02-30", "2018-00", "2018-06-19T00:00", "0000", "２０１８"])
def test_what_is_no_date(date: str) -> None:
    with pytest.raises(KimxiError, match="is no date"):
        checked(date, "--since")
