"""`[defaults]` in kimxi.toml: what it may say, and what beats it."""

import re
import subprocess
from pathlib import Path

import pytest

from kimxi_cli.cli.defaults import filled, read
from kimxi_cli.cli.init import SETTINGS
from kimxi_cli.cli.options import with_defaults
from kimxi_cli.errors import KimxiError
from kimxi_cli.names.names_file import NamesFile
from kimxi_cli.report import Format
from tests.cli_support import command, env

KNOWN = with_defaults()


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "kimxi.toml").write_text(text, encoding="utf-8")
    return folder / "kimxi.toml"


def test_values_are_those_of_the_options(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'same = [["Anna Berg", "A. Berg"]]\n[defaults]\ncorpus = "news"\nstore = "/var/kimxi.db"\n'
        'model = "en_core_web_trf"\njobs = 2\nformat = "jsonl"\nlimit = 5\nquiet = true\ncolor = "never"\n'
        "with-boilerplate = true\n",
    )
    assert read(path, KNOWN) == {
        "corpus": str(tmp_path / "news"),
        "store": Path("/var/kimxi.db"),
        "model": "en_core_web_trf",
        "jobs": 2,
        "format": Format.JSONL,
        "limit": 5,
        "quiet": True,
        "color": "never",
        "with_boilerplate": True,
    }


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[defaults]\n\njobs = 0\n", 3, "`jobs` takes a whole number from 1 on, not 0."),
        ("[defaults]\njobs = true\n", 2, "`jobs` takes a whole number from 1 on, not true."),
        ('[defaults]\njobs = "2"\n', 2, '`jobs` takes a whole number from 1 on, not "2".'),
        ('[defaults]\nlimit = 3\ncolour = "auto"\n', 3, "there is no default for 'colour'."),
        ('[defaults]\noutput = "x.csv"\n', 2, "there is no default for 'output'."),
        ('[defaults]\nformat = "xml"\n', 2, '`format` takes one of table, jsonl, json, csv, tsv, md, not "xml".'),
        ("[defaults]\ncolor = 1\n", 2, "`color` takes one of auto, always, never, not 1."),
        ("[defaults]\ncolor = []\n", 2, "`color` takes one of auto, always, never, not []."),
        ("[defaults]\nquiet = 1\n", 2, "`quiet` takes true or false, not 1."),
        ('[defaults]\n# where\ncorpus = " "\n', 3, '`corpus` takes a text, not " ".'),
        ("[defaults]\ncorpus = 2024-01-01\n", 2, '`corpus` takes a text, not "2024-01-01".'),
        ("\ndefaults = 3\n", 2, "`defaults` is no table."),
        ("defaults = { limit = 2, jobs = [] }\n", 1, "`jobs` takes a whole number from 1 on, not []."),
        ("[defaults.jobs]\nx = 1\n", 2, '`jobs` takes a whole number from 1 on, not {"x": 1}.'),
        ("[defaults]\njobs 2\n", 2, "is no TOML"),
    ],
)
def test_what_can_not_be_followed_is_told_with_its_line(text: str, line: int, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(KimxiError) as told:
        read(path, KNOWN)
    assert told.value.message.startswith(f"{path}:{line}")
    assert message in told.value.message


def test_a_model_is_a_path_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert read(written(tmp_path, '[defaults]\nmodel = "mine"\n'), KNOWN) == {"model": str(tmp_path / "mine")}
    assert read(written(tmp_path, '[defaults]\ncorpus = "-"\n'), KNOWN) == {"corpus": "-"}


def test_home_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    found = read(written(tmp_path, '[defaults]\ncorpus = "~/news"\n'), KNOWN)
    assert found == {"corpus": str(tmp_path / "home" / "news")}


def test_which_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one beside the articles beats the one here, which says where the articles are."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, '[defaults]\ncorpus = "news"\nlimit = 1\njobs = 1\n')
    written(tmp_path / "news", '[defaults]\ncorpus = "elsewhere"\nlimit = 2\n')
    given = {"corpus": "corpus", "limit": None, "jobs": None, "output": None}
    assert filled(given, {"corpus", "limit", "jobs"}, KNOWN) == given | {"corpus": "news", "limit": 2, "jobs": 1}
    other = given | {"corpus": "other"}
    assert filled(other, {"limit", "jobs"}, KNOWN) == other | {"limit": 1, "jobs": 1}


def test_the_ending_of_an_output_file_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, '[defaults]\nformat = "jsonl"\n')
    given = {"format": None, "output": Path("x.csv")}
    assert filled(given, {"format"}, KNOWN) == given
    assert filled(given | {"output": None}, {"format"}, KNOWN)["format"] is Format.JSONL


def test_defaults_decide_nothing_about_names(tmp_path: Path) -> None:
    path = written(tmp_path, 'ignore = ["Sample Wire"]\n[defaults]\nlimit = 3\n')
    assert [entry.names for entry in NamesFile(path).overrides().entries] == [("Sample Wire",)]


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=folder, capture_output=True, text=True, env=env(SAMPLE="settings", **variables)
    )


def test_what_beats_what(tmp_path: Path) -> None:
    """The command line, the environment, the file, what is built in; told are corpus, store, model and jobs."""
    written(tmp_path, '[defaults]\ncorpus = "file"\nstore = "file.db"\njobs = 3\n')
    assert run(tmp_path, "visits").stderr == "kimxi: file file.db None 3\n"
    assert run(tmp_path, "visits", KIMXI_CORPUS="variable").stderr == "kimxi: variable file.db None 3\n"
    told = run(tmp_path, "visits", "-c", "typed", "-j", "1", KIMXI_CORPUS="variable").stderr
    assert told == "kimxi: typed file.db None 1\n"
    (tmp_path / "kimxi.toml").unlink()
    assert run(tmp_path, "visits", "--store", "a.db", "-j", "2").stderr == "kimxi: corpus a.db None 2\n"


def test_a_fault_ends_with_status_2(tmp_path: Path) -> None:
    written(tmp_path, "[defaults]\njob = 3\n")
    done = run(tmp_path, "visits")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "kimxi: kimxi.toml:2: there is no default for 'job'.\n  Known are color, column, corpus, "
    )


def test_the_file_that_init_writes_shows_every_option(tmp_path: Path) -> None:
    assert NamesFile(written(tmp_path, SETTINGS)).is_blank()
    assert read(tmp_path / "kimxi.toml", KNOWN) == {}
    taken = re.sub(r"^# (?=\[defaults\]|[a-z-]+ = )", "", SETTINGS, flags=re.MULTILINE)
    path = written(tmp_path, taken)
    assert {name.replace("_", "-") for name in read(path, KNOWN)} == KNOWN.keys() - {"corpus"}
    assert {entry.kind for entry in NamesFile(path).overrides().entries} == {"same", "never", "show", "ignore"}
