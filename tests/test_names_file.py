"""The names file: what it may hold, on which line each entry stands, and what can't be followed."""

from pathlib import Path

import pytest

from kimxi_cli.errors import KimxiError
from kimxi_cli.names.decisions import IGNORE, NEVER, SAME, SHOW
from kimxi_cli.names.names_file import NamesFile, find, parse
from kimxi_cli.names.overrides import Overrides

EVERYTHING = """\
# same = [["not", "this"]]
same = [
  ["Anna Berg", "the [Old] Engineer"],  # ["nor", "this"]
  [
    "Jan Vries",
    "Johan Vries",
  ], ["Xu Li"],
]
never = [["Anna Berg", "Anne Berg"], ["Jan Vries",
  "Jan Poe"]]
ignore = ['Harbour Wire', \"\"\"
Anne = Berg\"\"\",
  "Poe # Sons"]
show."Jan Vries" = "J. Vries"

[show]
"Xu Li" = "Li Xu"
Olm = 'Ole Olm'
"""


def lines(overrides: Overrides, kind: str) -> list[tuple[int, str]]:
    return [(entry.line, entry.names[0]) for entry in overrides.of(kind)]


def test_entries_know_their_lines() -> None:
    read = parse(EVERYTHING.replace('show."Jan Vries" = "J. Vries"\n', ""), "n.toml", "n.toml")
    assert lines(read, SAME) == [(3, "Anna Berg"), (4, "Jan Vries"), (7, "Xu Li")]
    assert lines(read, NEVER) == [(9, "Anna Berg"), (9, "Jan Vries")]
    assert lines(read, IGNORE) == [(11, "Harbour Wire"), (11, "Anne = Berg"), (13, "Poe # Sons")]
    assert lines(read, SHOW) == [(16, "Xu Li"), (17, "Olm")]


@pytest.mark.parametrize(
    "text", ['show = {"A B" = "C", D = "E"}', 'show."A B" = "C"\nshow.D = "E"', '[show]\n"A B" = "C"\nD = "E"\n']
)
def test_show_may_be_written_in_every_way_of_toml(text: str) -> None:
    read = parse(text, "n.toml", "n.toml")
    assert [(entry.names, entry.shown) for entry in read.of(SHOW)] == [(("A B",), "C"), (("D",), "E")]
    assert [entry.line for entry in read.of(SHOW)] == [
        text[: text.index(f"{n} =")].count("\n") + 1 for n in ('"A B"', "D")
    ]


WRONG = [
    # (text, line, words of the message)
    ('same = [["A", "B"]\nnever = []', 2, "no TOML"),
    ("same = [[A, B]]", 1, "no TOML"),
    ('never = [["A", "B"]]\nsame = [["A", "B"]', 2, "no TOML"),
    ('same = "A"', 1, "`same` is of another shape"),
    ('\nsame = ["A", "B"]', 2, "`same` is of another shape"),
    ('same = [\n["A", "B"],\n["C", 3]]', 3, "`same` is of another shape"),
    ('never = [\n["A"]]', 2, "`never` is of another shape"),
    ('ignore = "A"', 1, "`ignore` is of another shape"),
    ('ignore = [["A"]]', 1, "`ignore` is of another shape"),
    ('show = ["A"]', 1, "`show` is of another shape"),
    ('[show]\nA = "B"\nC = 1', 3, "`show` is of another shape"),
    ('same = [["A", " "]]', 1, "a name in `same` is empty"),
    ('same = []\nsaem = [["A", "B"]]', 2, "there is no 'saem'"),
    ('[[same]]\nnames = ["A"]', 1, "`same` is of another shape"),
]


@pytest.mark.parametrize(("text", "line", "words"), WRONG)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(KimxiError) as caught:
        parse(text, "some/n.toml", "n.toml")
    assert caught.value.message.startswith(f"some/n.toml:{line}"), caught.value.message
    assert words in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 2


AGAINST = [
    # (text, the two lines)
    ('same = [["Anna Berg", "Anna Vries"]]\nnever = [["ANNA VRIES", "Anna Berg"]]', (2, 1)),
    ('never = [["A", "C"]]\nsame = [["A", "B"],\n["D", "E"],\n["B", "C"]]', (1, 2, 4)),
    ('never = [["A", "B",\n "a"]]', (1,)),
    ('show = {"Park Min-ho" = "X"}\nignore = ["Park Min Ho"]', (1, 2)),
    ('same = [["A", "B"]]\nignore = ["B"]\nshow.A = "X"', (2, 3)),
    ('same = [["A", "B"]]\n[show]\nA = "X"\nB = "Y"', (3, 4)),
]


@pytest.mark.parametrize(("text", "told"), AGAINST)
def test_contradictions_name_all_lines(text: str, told: tuple[int, ...]) -> None:
    with pytest.raises(KimxiError) as caught:
        parse(text, "dir/n.toml", "n.toml")
    assert [f"dir/n.toml:{line}" in caught.value.message for line in told] == [True] * len(told), caught.value.message
    assert caught.value.hint


def test_what_only_looks_like_a_contradiction_is_none() -> None:
    text = 'same = [["A", "B"], ["C", "D"]]\nnever = [["A", "C"]]\nignore = ["C", "D"]\n[show]\nA = "X"\nB = "X"'
    assert len(parse(text, "n.toml", "n.toml").entries) == 7


def test_where_the_file_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, here = tmp_path / "corpus", tmp_path / "here"
    for folder in (corpus, here):
        folder.mkdir()
    article = corpus / "a.txt"
    article.write_text("Anna Berg spoke.")
    monkeypatch.chdir(here)
    assert find(corpus, None) is None
    (here / "kimxi.toml").write_text("")
    assert [find(place, None) for place in (corpus, article, "-")] == [Path("kimxi.toml")] * 3
    (corpus / "kimxi.toml").write_text("")
    assert [find(corpus, None), find(article, None)] == [corpus / "kimxi.toml"] * 2
    assert find("-", None) == Path("kimxi.toml")
    assert find(corpus, Path("mine.toml")) == Path("mine.toml")


def test_files_that_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(KimxiError, match=r"can't read the names file .*none\.toml"):
        NamesFile(tmp_path / "none.toml")
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'same = [\n["Anna Berg", "Ana \xff"]]')
    with pytest.raises(KimxiError, match=r"bad\.toml:2 is no UTF-8"):
        NamesFile(bad).overrides()


def test_a_file_as_windows_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "kimxi.toml"
    path.write_bytes(b'\xef\xbb\xbfsame = [\r\n["Anna Berg",\r\n"A. Berg"]]\r\n')
    assert lines(NamesFile(path).overrides(), SAME) == [(2, "Anna Berg")]


def test_the_digest_changes_with_the_content_alone(tmp_path: Path) -> None:
    path = tmp_path / "kimxi.toml"
    path.write_text("# a")
    first = NamesFile(path)
    other = tmp_path / "deep" / "kimxi.toml"
    other.parent.mkdir()
    other.write_text("# a")
    assert first.digest == NamesFile(other).digest != ""
    assert first.is_blank()
    path.write_text("ignore = []")
    assert NamesFile(path).digest != first.digest
    assert not NamesFile(path).is_blank()
    assert (NamesFile(None).digest, NamesFile(None).is_blank()) == ("", True)
