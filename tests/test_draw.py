"""Pictures: what is drawn of which rows, as files that other programs read."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kimxi_cli.draw import Picture, meetings, network, over_time, timeline
from kimxi_cli.draw.scale import Axis, Days, days, period
from tests.cli_support import kimxi

HOSTILE = "</text><script>alert(1)</script> \"&'<b> \x00\x1b[31m\u202e"


def visit(id: str, **more: Any) -> dict[str, Any]:
    row = {
        "id": id,
        "kind": "visit",
        "visitors": ["Anna Berg"],
        "hosts": ["Park Min-ho"],
        "place": "Oslo",
        "country": "Norway",
        "start": "2018-05-07",
        "end": None,
        "precision": "day",
        "status": "took_place",
        "conflicts": [],
    }
    return row | more


def texts(picture: Picture) -> list[str]:
    root = ElementTree.fromstring(picture.svg())
    return [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2018-05-07", "2018-05-07", "2018-05-07"),
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_days(iso: str, first: str, last: str) -> None:
    from datetime import date

    assert days(iso) == (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize("iso", [None, "", "soon", "2018-13", "2018-02-30", "0000", "20180507"])
def test_no_days(iso: str | None) -> None:
    assert days(iso) is None


def test_a_period_that_ends_before_it_begins_is_one_day() -> None:
    assert period("2018-05-07", "2018-05-01") == days("2018-05-07")


def test_long_empty_stretches_are_left_out() -> None:
    axis = Axis([Days(1000, 1010), Days(9000, 9300)], 0, 800)
    assert len(axis.breaks) == 1
    assert axis.x(1010) < axis.breaks[0] < axis.x(9000)
    assert axis.x(9301) == pytest.approx(800)


def test_days_stand_in_their_order() -> None:
    axis = Axis([Days(736000 + n * 40, 736000 + n * 40 + 3) for n in range(20)], 10, 700)
    places = [axis.x(day) for day in range(736000, 736700, 7)]
    assert places == sorted(places)
    ticks = [tick.x for tick in axis.ticks()]
    assert len(ticks) > 2
    assert all(b - a >= 60 for a, b in pairwise(ticks))


def test_timeline_has_a_lane_for_each_status() -> None:
    rows = [visit("a"), visit("b", status="cancelled", start="2018-07"), visit("c", start=None)]
    shown = texts(timeline(rows))
    assert "took place" in shown
    assert "cancelled" in shown
    assert "planned" not in shown
    assert "Anna Berg → Oslo" in shown
    assert any("1 visit without a date not drawn" in text for text in shown)


def test_conflicts_are_marked() -> None:
    conflict = {"field": "start", "values": [{"value": "2018-05-07", "articles": ["a"]}], "chosen": "x", "why": "y"}
    assert 'class="disputed"' in timeline([visit("a", conflicts=[conflict])]).svg()
    assert 'class="disputed"' not in timeline([visit("a")]).svg()


def test_words_in_a_lane_never_lie_on_one_another() -> None:
    rows = [visit(f"v{n}", start=f"2018-05-{n + 1:02}") for n in range(28)]
    bars = timeline(rows).data["bars"]
    assert len(bars) == 28
    assert len({bar.y for bar in bars}) > 5


def test_many_visits_are_drawn_without_words() -> None:
    picture = timeline([visit(f"v{n}", start=f"{1990 + n % 30}-05-07") for n in range(400)])
    assert "Anna Berg → Oslo" not in texts(picture)
    assert picture.height < 1000
    assert picture.svg().count('class="bar ') == 400


@pytest.mark.parametrize(
    ("row", "pairs"),
    [
        (visit("a"), [("Anna Berg", "Park Min-ho")]),
        (visit("a", visitors=["Anna Berg", "Jan Vries"]), [("Anna Berg", "Park Min-ho"), ("Jan Vries", "Park Min-ho")]),
        (visit("a", kind="meeting", visitors=["Anna Berg", "Jan Vries"], hosts=[]), [("Anna Berg", "Jan Vries")]),
        (visit("a", status="planned"), [("Anna Berg", "Park Min-ho")]),
        (visit("a", status="cancelled"), []),
        (visit("a", status="denied"), []),
        (visit("a", status="rumoured"), []),
        (visit("a", hosts=["Norway"]), []),
        (visit("a", hosts=["Anna Berg"]), []),
    ],
)
def test_who_met_whom(row: dict[str, Any], pairs: list[tuple[str, str]]) -> None:
    assert [meeting.people for meeting in meetings([row], ["Anna Berg", "Jan Vries", "Park Min-ho"])] == pairs


def test_meetings_to_come_are_dashed() -> None:
    people = ["Anna Berg", "Park Min-ho"]
    assert "to-come" in network(meetings([visit("a", status="planned")], people)).svg().split("</style>")[1]
    both = meetings([visit("a", status="planned"), visit("b")], people)
    assert "to-come" not in network(both).svg().split("</style>")[1]


def test_network_leaves_out_whom_there_is_no_room_for() -> None:
    people = [f"Person {n:03}" for n in range(200)]
    rows = [visit(f"v{n}", visitors=[people[0]], hosts=[name]) for n, name in enumerate(people[1:])]
    shown = texts(network(meetings(rows, people)))
    assert len([text for text in shown if text.startswith("Person")]) == 40
    assert any("160 people with fewer meetings not drawn" in text for text in shown)


def test_statements_over_time() -> None:
    said = [("2018-05-07", "direct"), ("2018-05-07", "indirect"), ("2018-09-01", "direct"), (None, "mixed")]
    picture = over_time(said, "Anna Berg")
    assert picture.told == "3 statements from 7 May 2018 to 1 Sep 2018"
    assert [bar.title for bar in picture.data["bars"]] == [
        *("May 2018: 1 direct statement", "May 2018: 1 indirect statement", "September 2018: 1 direct statement"),
    ]
    assert any("1 statement in articles without a date not drawn" in text for text in texts(picture))


@pytest.mark.parametrize(("days_apart", "slots"), [("2018-05-20", 14), ("2018-12-07", 8), ("2030-01-01", 13)])
def test_bars_are_days_months_or_years(days_apart: str, slots: int) -> None:
    from kimxi_cli.draw.over_time import _slots

    assert len(_slots(["2018-05-07", days_apart])) == slots


def test_nothing_at_all_can_be_drawn() -> None:
    for picture in (timeline([]), network([]), over_time([], "nobody")):
        ElementTree.fromstring(picture.svg())


def test_text_does_not_break_out() -> None:
    row = visit("a", visitors=[HOSTILE], hosts=[f"{HOSTILE} b"], place=HOSTILE)
    pictures = (
        timeline([row]),
        network(meetings([row], [HOSTILE, f"{HOSTILE} b"])),
        over_time([("2018", "x")], HOSTILE),
    )
    for picture in pictures:
        svg = picture.svg()
        assert "<script" not in svg
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", svg)
        ElementTree.fromstring(svg)


def test_the_same_rows_give_the_same_picture() -> None:
    rows = [visit(f"v{n}", hosts=[f"Host {n % 7}"], visitors=[f"Guest {n % 5}"]) for n in range(40)]
    names = [f"{kind} {n}" for kind in ("Host", "Guest") for n in range(7)]
    assert network(meetings(rows, names)).svg() == network(meetings(rows, reversed(names))).svg()
    assert timeline(rows).svg() == timeline(list(reversed(rows))).svg()


# --- the commands -------------------------------------------------------------------------------

DRAWN = [
    (("visits",), "2 visits by date and status"),
    (("entities",), "2 people and 1 pair who met"),
    (("quotes", "--person", "Anna Berg"), "1 statement from 9 May 2018 to 9 May 2018"),
]


@pytest.mark.parametrize(("arguments", "told"), DRAWN)
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_plot(arguments: tuple[str, ...], told: str, ending: str, tmp_path: Path) -> None:
    if ending == "png":
        pytest.importorskip("resvg_py", reason="PNG needs the extra `plot`")
    path = tmp_path / f"picture.{ending}"
    done = kimxi(*arguments, "--plot", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert told in done.stderr
    content = path.read_bytes()
    if ending == "png":
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20]) == 1920
    else:
        assert ElementTree.fromstring(content).get("width") == "960"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("visits", "--plot", "{}/x.pdf"), 2, "Let it end in .svg or .png."),
        (("visits", "--plot", "{}/none/x.svg"), 2, "there is no folder"),
        (("visits", "--plot", "{}/x.svg", "-f", "json"), 2, "in the place of rows"),
        (("quotes", "--plot", "{}/x.svg", "-o", "{}/y.csv"), 2, "in the place of rows"),
        (("entities", "--plot", "{}/x.svg", "--type", "place"), 2, "no place meets anybody"),
        (("entities", "--plot", "{}/x.svg", "--min", "9"), 1, "nobody met anybody"),
        (("visits", "--plot", "{}/x.svg", "--since", "2030"), 1, "no visits found"),
    ],
)
def test_plot_faults(arguments: tuple[str, ...], code: int, told: str, tmp_path: Path) -> None:
    done = kimxi(*(argument.format(tmp_path) for argument in arguments))
    assert done.returncode == code
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_png_without_resvg_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from kimxi_cli.errors import KimxiError

    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(KimxiError, match=r"pip install 'kimxi\[plot\]'"):
        timeline([visit("a")]).file(tmp_path / "x.png")
