"""Correcting and explaining names as a user does it: real processes on a real corpus, analysed once."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli_support import env

ARTICLES = {
    "bridge.txt": """\
Anna Berg flies to Oslo

By Ida Olm, Harbour Courier

OSLO, 7 May 2018 - President Anna Berg arrived in Oslo on Monday for talks with Prime Minister Jan Vries. "We hope to \
build a bridge," Berg said.

The Respected Engineer said the harbour would be finished soon. "The water is deep," the Respected Engineer said. \
Mike Vale, an adviser, welcomed the plan.
""",
    "talks.txt": """\
Vries meets Vale

OSLO, 9 May 2018 - Prime Minister Jan Vries met Michael Vale in Oslo on Wednesday. "It was a long day," Vale said. \
Xinhua reported the meeting. "We are ready," Jan Vries said.
""",
    "poe.txt": """\
A question of two

Tom Poe and Zoe Poe spoke in Bergen on Friday. Zoe Poe left early, and Tom Poe stayed on. Xinhua was there.
""",
    "later.txt": """\
Afterwards

"Nobody asked me," Poe said in Bergen on Sunday.
""",
}

RUN = """\
import sys
from kimxi_cli.cli.app import main
code = main(sys.argv[1:])
sys.stderr.write("spacy\\n" * ("spacy" in sys.modules))
sys.exit(code)
"""


class Corpus:
    """The articles above, analysed; `run` and `rows` call kimxi on them with a names file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = folder / "articles"
        self.articles.mkdir()
        for name, text in ARTICLES.items():
            (self.articles / name).write_text(text, encoding="utf-8")
        self.names = folder / "names.toml"
        assert "spacy" in self.run("index", expected=0).stderr

    def run(self, *arguments: str, names: str | None = "", expected: int | None = None) -> Any:
        """kimxi with a names file that holds `names`; None: with none but what it finds itself."""
        given = ["--names", str(self.names)]
        if names is None:
            given = []
        else:
            self.names.write_text(names, encoding="utf-8")
        command = [
            sys.executable,
            "-c",
            RUN,
            *arguments,
            "--corpus",
            str(self.articles),
            "--store",
            str(self.folder / "s.db"),
        ]
        done = subprocess.run(
            [*command, *given],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env=env(COLUMNS="140"),
        )
        assert expected in (None, done.returncode), done.stderr
        return done

    def rows(self, *arguments: str, names: str | None = "") -> list[dict[str, Any]]:
        done = self.run(*arguments, "-f", "jsonl", names=names)
        assert done.returncode in (0, 1), done.stderr
        assert "spacy" not in done.stderr, "the articles were analysed anew"
        return [json.loads(line) for line in done.stdout.splitlines()]

    def entities(self, names: str) -> dict[str, list[str]]:
        return {row["id"]: sorted(v["text"] for v in row["variants"]) for row in self.rows("entities", names=names)}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return Corpus(tmp_path_factory.mktemp("control"))


def said(corpus: Corpus, person: str, names: str) -> list[str]:
    return [row["text"].strip(",.") for row in corpus.rows("quotes", "--person", person, names=names)]


def visitors(corpus: Corpus, names: str) -> list[tuple[list[str], list[str]]]:
    return [(row["visitors"], row["hosts"]) for row in corpus.rows("visits", names=names)]


def test_two_names_made_one(corpus: Corpus) -> None:
    names = 'same = [["Anna Berg", "Jan Vries"]]'
    assert corpus.entities("")["anna-berg"] == ["Anna Berg", "Berg"]
    assert ["Anna Berg", "Berg", "Jan Vries", "Vries"] in corpus.entities(names).values()
    assert said(corpus, "Jan Vries", "") == ["We are ready"]
    assert said(corpus, "Jan Vries", names) == ["We hope to build a bridge", "We are ready"]
    assert any("Anna Berg" in both for pair in visitors(corpus, "") for both in pair)
    assert not any("Anna Berg" in both for pair in visitors(corpus, names) for both in pair)
    shown = corpus.run("show", "Anna Berg", names=names)
    assert shown.stdout.startswith("Jan Vries  person\n")
    assert "Jan Vries: the same as Anna Berg by names.toml:1" in shown.stdout


def test_an_epithet_that_is_no_name_to_the_model(corpus: Corpus) -> None:
    names = 'same = [["Anna Berg", "the Respected Engineer"]]'
    assert "Respected Engineer" in corpus.entities(names)["anna-berg"]
    assert "Respected Engineer" not in corpus.entities("").get("anna-berg", [])
    more = ["the harbour would be finished soon", "The water is deep"]
    assert said(corpus, "Berg", "") == ["We hope to build a bridge"]
    assert said(corpus, "Berg", names) == ["We hope to build a bridge", *more]
    texts = {row["speaker_text"] for row in corpus.rows("quotes", "--person", "Berg", names=names)}
    assert texts == {"Berg", "The Respected Engineer", "the Respected Engineer"}


def test_two_names_kept_apart(corpus: Corpus) -> None:
    names = 'never = [["Mike Vale", "Michael Vale"]]'
    before, after = corpus.entities(""), corpus.entities(names)
    assert ["Michael Vale", "Mike Vale", "Vale"] in before.values()
    assert (after["michael-vale"], after["mike-vale"]) == (["Michael Vale", "Vale"], ["Mike Vale"])
    assert said(corpus, "Mike Vale", "") == ["It was a long day"]
    assert said(corpus, "Mike Vale", names) == []
    assert said(corpus, "Michael Vale", names) == ["It was a long day"]


def test_a_name_shown(corpus: Corpus) -> None:
    names = 'show = {"anna berg" = "Anna Berg-Vries"}'
    assert corpus.entities(names)["anna-berg-vries"] == ["Anna Berg", "Berg"]
    assert {row["speaker"] for row in corpus.rows("quotes", "--person", "Anna Berg", names=names)} == {
        "Anna Berg-Vries"
    }
    assert any("Anna Berg-Vries" in both for pair in visitors(corpus, names) for both in pair)
    assert {row["name"] for row in corpus.rows("mentions", names=names) if row["text"] == "Berg"} == {"Anna Berg-Vries"}


def test_a_name_left_out(corpus: Corpus) -> None:
    names = 'ignore = ["Anna Berg", "Xinhua"]'
    assert "xinhua-news-agency" in corpus.entities("")
    assert not {"anna-berg", "xinhua-news-agency"} & corpus.entities(names).keys()
    assert not [row for row in corpus.rows("mentions", names=names) if row["text"] in ("Berg", "Xinhua")]
    (quote,) = [row for row in corpus.rows("quotes", names=names) if row["speaker_text"] == "Berg"]
    assert (quote["speaker"], quote["speaker_id"]) == (None, None)
    assert all("Anna Berg" not in both for pair in visitors(corpus, names) for both in pair)
    assert corpus.run("quotes", "--person", "Anna Berg", names=names).returncode == 1


def test_the_file_is_found_and_its_change_seen(corpus: Corpus) -> None:
    for folder in (corpus.articles, corpus.folder):
        path = folder / "kimxi.toml"
        try:
            path.write_text('show = {"Anna Berg" = "A. B."}')
            assert "a-b" in {row["id"] for row in corpus.rows("entities", names=None)}
            path.write_text('show = {"Anna Berg" = "B. A."}')
            assert "b-a" in {row["id"] for row in corpus.rows("entities", names=None)}
            told = corpus.run("entities", "-v", names=None).stderr
            assert "of another kind" not in told
            assert "analysed now" not in told
        finally:
            path.unlink()
    assert "anna-berg" in {row["id"] for row in corpus.rows("entities", names=None)}


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ('same = [["Anna Berg", "Jan Vries"]]\nnever = [["Jan Vries", "Anna Berg"]]', ["toml:2", "toml:1"]),
        ("same = [[Anna Berg]]", ["toml:1", "no TOML", "quotation marks"]),
        ('ignore = "Anna Berg"', ["toml:1", "another shape", "ignore = ["]),
        ('[show]\n"Mike Vale" = "A"\n"Michael Vale" = "B"', ["toml:2", "toml:3"]),
    ],
)
def test_what_can_not_be_followed_ends_the_run(corpus: Corpus, names: str, told: list[str]) -> None:
    for report in ("entities", "quotes", "visits", "index"):
        done = corpus.run(report, names=names)
        assert (done.returncode, done.stdout) == (2, "")
        assert all(words in done.stderr for words in told), done.stderr
        assert "Traceback" not in done.stderr
    assert corpus.entities("")["anna-berg"] == ["Anna Berg", "Berg"]


def test_what_fits_nothing_is_told_each_time(corpus: Corpus) -> None:
    for _ in range(2):
        done = corpus.run("entities", names='same = [\n["Ole Olm", "Anna Berg"]]', expected=0)
        assert done.stderr == "kimxi: names.toml:2: no article names 'Ole Olm'.\n"
    assert corpus.run("entities", "-q", names='ignore = ["Ole Olm"]', expected=0).stderr == ""
    assert corpus.run("entities", expected=0).stderr == ""


def test_the_names_file_is_not_written_over(corpus: Corpus) -> None:
    done = corpus.run("entities", "-f", "csv", "-o", str(corpus.names), expected=2)
    assert "it is the names file" in done.stderr
    assert corpus.names.read_text() == ""


def test_lists_of_names_take_the_file_too(tmp_path: Path) -> None:
    (tmp_path / "kimxi.toml").write_text('same = [["Anna Berg", "Zoe Poe"]]')
    command = [sys.executable, "-m", "kimxi_cli", "names", "-f", "jsonl"]
    done = subprocess.run(
        command, input="Anna Berg\nZoe Poe\n", capture_output=True, text=True, cwd=tmp_path, env=env(), check=True
    )
    assert [json.loads(line)["entity"] for line in done.stdout.splitlines()] == ["anna-berg"] * 2


# --- why ----------------------------------------------------------------------------------------------------


def test_every_form_is_explained_with_its_sentence(corpus: Corpus) -> None:
    rows = corpus.rows("entities", "--explain", "Mike Vale")
    joined = {row["text"]: row for row in rows if row["verdict"] == "joined"}
    assert set(joined) == {"Michael Vale", "Mike Vale", "Vale"}
    assert joined["Mike Vale"]["reason"] == "Michael and Mike are forms of one name"
    assert joined["Vale"]["reason"] == "a part of Michael Vale in the same article"
    assert sum(row["count"] for row in joined.values()) == 4
    for row in joined.values():
        text = ARTICLES[row["article"]]
        assert text[row["start"] : row["end"]] == row["text"]
        assert text.count("\n", 0, row["start"]) + 1 == row["line"]
        assert row["text"] in row["sentence"]


def test_near_misses_are_explained(corpus: Corpus) -> None:
    (miss,) = [row for row in corpus.rows("entities", "--explain", "Tom Poe") if row["other"] == "zoe-poe"]
    assert (miss["verdict"], miss["reason"]) == ("kept apart", "Tom is not a spelling of Zoe; 1 article named both")
    assert (miss["article"], miss["line"]) == ("poe.txt", 3)
    (bare,) = [row for row in corpus.rows("entities", "--explain", "Tom Poe") if row["other"] == "poe"]
    assert bare["verdict"] == "open"
    names = '# mine\nnever = [["Mike Vale", "Michael Vale"]]'
    (vale,) = [row for row in corpus.rows("entities", "--explain", "Mike Vale", names=names) if row["other"]]
    assert (vale["text"], vale["reason"]) == ("Michael Vale", "kept apart in names.toml:2")


def test_an_explanation_reads_well_on_a_screen(corpus: Corpus) -> None:
    printed = corpus.run("entities", "--explain", "tom-poe", "-f", "table", expected=0).stdout
    assert "kept apart  Zoe Poe" in printed
    assert "poe.txt:3  Tom Poe and Zoe Poe spoke in Bergen on Friday." in printed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--explain", "Nobody Whatsoever"], 1, "nothing is called"),
        (["--explain", "Vale", "--unsure"], 2, "exclude each other"),
        (["--explain", " "], 2, "is empty"),
    ],
)
def test_what_can_not_be_explained(corpus: Corpus, arguments: list[str], code: int, words: str) -> None:
    done = corpus.run("entities", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


# --- what a person should look at -----------------------------------------------------------------------------


def test_unsure_names_with_what_hangs_on_them(corpus: Corpus) -> None:
    rows = corpus.rows("entities", "--unsure")
    found = {tuple(row["names"]): row for row in rows}
    bare = found["Poe", "Tom Poe"]
    assert (bare["now"], bare["mentions"], bare["quotes"]) == ("open", 1, 1)
    assert bare["reason"] == "Poe alone may be Tom Poe, Zoe Poe"
    assert found["Mike Vale", "Michael Vale"]["now"] == "joined"
    assert [row["value"] for row in rows] == sorted((row["value"] for row in rows), reverse=True)


def test_pasted_as_it_is_it_decides_nothing(corpus: Corpus) -> None:
    before = corpus.run("entities").stdout
    block = corpus.run("entities", "--unsure", expected=0).stdout
    assert tomllib.loads(block) == {"same": [], "never": []}
    assert corpus.run("entities", names=block).stdout == before
    own = 'never = [["Anna Berg", "Jan Vries"]]\n[show]\n"Anna Berg" = "A. B."\n'
    onto = corpus.run("entities", "--unsure", names=own, expected=0).stdout
    assert all(line.startswith("#") or not line for line in onto.splitlines())
    assert tomllib.loads(own + onto) == tomllib.loads(own)
    within = own.replace("never = [", f"never = [\n{onto}")
    assert tomllib.loads(within) == tomllib.loads(own)


def test_what_the_user_decides_there_is_followed_and_asked_no_more(corpus: Corpus) -> None:
    block = corpus.run("entities", "--unsure").stdout
    decided = block.replace('# ["Poe", "Tom Poe"]', '["Poe", "Tom Poe"]').replace('# ["Mike', '["Mike')
    assert decided != block
    entities = corpus.entities(decided)
    assert entities["tom-poe"] == ["Poe", "Tom Poe"]
    assert entities["mike-vale"] == ["Mike Vale"]
    assert said(corpus, "Tom Poe", decided) == ["Nobody asked me"]
    left = [row["names"] for row in corpus.rows("entities", "--unsure", names=decided)]
    assert ["Poe", "Tom Poe"] not in left
    assert ["Mike Vale", "Michael Vale"] not in left


# --- bylines and the like ---------------------------------------------------------------------------------------


def test_names_in_boilerplate_count_where_asked_for(corpus: Corpus) -> None:
    def named(*options: str, names: str = "") -> list[tuple[str, int, str]]:
        return [(r["text"], r["line"], r["entity"]) for r in corpus.rows("mentions", *options, names=names)]

    plain, full = named(), named("--with-boilerplate")
    assert set(plain) < set(full)
    assert sorted(set(full) - set(plain)) == [("Ida Olm", 3, "ida-olm"), ("OSLO", 3, "oslo"), ("OSLO", 5, "oslo")]
    assert ("Ida Olm", 3, "ida-olm") not in named("--with-boilerplate", names='ignore = ["Ida Olm"]')

    counts = {r["id"]: r["mentions"] for r in corpus.rows("entities")}
    more = {r["id"]: r for r in corpus.rows("entities", "--with-boilerplate")}
    assert "ida-olm" not in counts
    assert (more["ida-olm"]["mentions"], more["ida-olm"]["articles"]) == (1, 1)
    assert more["oslo"]["mentions"] == counts["oslo"] + 2
    assert {"text": "OSLO", "count": 2} in more["oslo"]["variants"]
    assert sum(row["mentions"] for row in more.values()) == len(full)
