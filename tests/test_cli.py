"""The command line as a user meets it: help, usage, rows, exit codes."""

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kimxi_cli.cli.app import COMMANDS
from tests.cli_support import REPORTS, command, env, ids, kimxi

# --- help and usage -----------------------------------------------------------------------------


def test_help_names_every_command_and_loads_none() -> None:
    script = (
        "import sys; from kimxi_cli.cli.app import main; code = main(['--help']);"
        "loaded = {'rich', 'spacy', 'sqlite3', 'kimxi_cli.cli.quotes', 'kimxi_cli.model'} & set(sys.modules);"
        "sys.exit(code or len(loaded))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env(COLUMNS="120"))
    assert done.returncode == 0, done.stderr
    for name, line in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert line in done.stdout


@pytest.mark.parametrize(("name", "line"), COMMANDS.items())
def test_help_of_a_command_begins_as_the_list_says(name: str, line: str) -> None:
    done = kimxi(name, "--help", COLUMNS="120")
    assert done.returncode == 0
    assert done.stdout.splitlines()[2].strip() == line
    assert not done.stderr


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_the_options_of_all(name: str) -> None:
    shown = kimxi(name, "--help").stdout
    for option in ("-c, --corpus", "--store", "--model", "-j, --jobs", "-f, --format", "-o, --output", "--limit"):
        assert option in shown
    for option in ("-q, --quiet", "-v, --verbose", "--color <auto|always|never>", "KIMXI_CORPUS", "KIMXI_STORE"):
        assert option in shown


def test_version() -> None:
    from kimxi_cli import __version__

    assert kimxi("--version").stdout == f"kimxi {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["quots"], "No such command 'quots'. Did you mean 'quotes'?"),
        (["quotes", "--nonsense"], "No such option: --nonsense"),
        (["quotes", "--limit", "0"], "Invalid value for '--limit'"),
        (["quotes", "--kind", "x"], "Invalid value for '--kind'"),
        (["quotes", "-f", "xml"], "Invalid value for '--format' / '-f'"),
        (["quotes", "--since", "2018-13"], "--since '2018-13' is no date."),
        (["visits", "--until", "June"], "--until 'June' is no date."),
        (["visits", "--since", "2019", "--until", "2018-05"], "--since 2019 is after --until 2018-05."),
        (["quotes", "--person", "Anna Berg", "--unnamed"], "--person and --unnamed exclude each other."),
        (["show"], "Missing argument 'ID'."),
        (["show", " "], "ID is empty."),
        (["names", ""], "FILE is empty."),
        (["quotes", "--person", ""], "--person is empty."),
        (["quotes", "--visit", " "], "--visit is empty."),
        (["quotes", "--about", ""], "--about is empty."),
        (["visits", "--place", "\t"], "--place is empty."),
        (["visits", "-c", ""], "--corpus is empty."),
    ],
)
def test_usage_errors(arguments: list[str], message: str) -> None:
    done = kimxi(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"kimxi: {message}")
    assert len(done.stderr.splitlines()) == 2, "a message, and what to do"
    assert not done.stdout


def test_no_arguments_shows_help() -> None:
    done = kimxi()
    assert done.returncode == 2
    assert "Commands:" in done.stderr


# --- rows out -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REPORTS)
def test_tsv_in_a_pipe(name: str) -> None:
    done = kimxi(name)
    assert done.returncode == 0
    assert not done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) > 1
    assert len({line.count("\t") for line in lines}) == 1


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_has_all_rows(name: str) -> None:
    rows = [json.loads(line) for line in kimxi(name, "-f", "jsonl").stdout.splitlines()]
    assert json.loads(kimxi(name, "-f", "json").stdout) == rows
    assert len(list(csv.reader(io.StringIO(kimxi(name, "-f", "csv").stdout)))) == len(rows) + 1
    assert len(kimxi(name, "-f", "tsv").stdout.splitlines()) == len(rows) + 1
    assert len(kimxi(name, "-f", "md").stdout.splitlines()) == len(rows) + 2
    assert "\x1b" not in kimxi(name, "-f", "table").stdout


def test_limit() -> None:
    assert ids("entities", "--limit", "2") == ["anna-berg", "park-min-ho"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["entities", "--type", "place"], ["oslo"]),
        (["entities", "--min", "2"], ["anna-berg", "park-min-ho", "oslo"]),
        (["entities", "--min", "2", "--type", "person"], ["anna-berg", "park-min-ho"]),
        (["quotes"], ["wires/oslo.md:39", "wires/oslo.md:107", "bridge.txt:66"]),
        (["quotes", "--person", "Anna Berg"], ["wires/oslo.md:39"]),
        (["quotes", "--person", "anna-berg"], ["wires/oslo.md:39"]),
        (["quotes", "--kind", "mixed"], ["wires/oslo.md:107"]),
        (["quotes", "--unnamed"], ["bridge.txt:66"]),
        (["quotes", "--about", "talk frank"], ["wires/oslo.md:107"]),
        (["quotes", "--about", "alk"], []),
        (["quotes", "--visit", "anna-berg--oslo--2018-05"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "OSLO"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "2018-05"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "Norway"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "anna berg"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "2018-05-08"], ["wires/oslo.md:39"]),
        (["quotes", "--visit", "2021"], []),
        (["quotes", "--since", "2018-05-09"], ["wires/oslo.md:39", "wires/oslo.md:107"]),
        (["quotes", "--until", "2018-05"], ["wires/oslo.md:39", "wires/oslo.md:107"]),
        (["quotes", "--until", "2018-05-08"], []),
        (["quotes", "--since", "2019"], []),
        (["visits", "--person", "Park Min-ho"], ["anna-berg--oslo--2018-05", "anna-berg--park-min-ho--2021-06"]),
        (["visits", "--place", "oslo"], ["anna-berg--oslo--2018-05"]),
        (["visits", "--place", "norw"], ["anna-berg--oslo--2018-05"]),
        (["visits", "--status", "planned"], ["anna-berg--park-min-ho--2021-06"]),
        (["visits", "--status", "denied"], []),
        (["visits", "--since", "2018-05-08", "--until", "2018-05-08"], ["anna-berg--oslo--2018-05"]),
        (["visits", "--since", "2018-05-09", "--until", "2021-05-31"], []),
        (["visits", "--since", "2021-06-10"], ["anna-berg--park-min-ho--2021-06"]),
    ],
)
def test_filters(arguments: list[str], found: list[str]) -> None:
    assert ids(*arguments) == found


def test_visits_with_what_was_said_about_each() -> None:
    plain = [json.loads(line) for line in kimxi("visits", "-f", "jsonl").stdout.splitlines()]
    told = [json.loads(line) for line in kimxi("visits", "--quotes", "-f", "jsonl").stdout.splitlines()]
    assert [{key: row[key] for key in row if key != "said"} for row in told] == plain
    assert [list(row)[-1] for row in told] == ["said"] * len(plain)
    assert [[said["id"] for said in row["said"]] for row in told] == [["wires/oslo.md:39"], []]
    said = told[0]["said"][0]
    assert (said["speaker"], said["line"], said["visit_score"]) == ("Anna Berg", 2, 0.8)
    table = kimxi("visits", "--quotes", "-f", "table", COLUMNS="200").stdout
    assert "Anna Berg: “We hope this visit can help both countries,” (wires/oslo.md:2)" in table
    header, *lines = kimxi("visits", "--quotes", "-f", "tsv").stdout.splitlines()
    assert header.split("\t")[-1] == "said"
    assert {line.count("\t") for line in lines} == {header.count("\t")}


def test_output_to_a_file_by_its_ending(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    target.write_text("old")
    done = kimxi("visits", "-o", str(target))
    assert done.returncode == 0
    assert not done.stdout
    assert [json.loads(line)["id"] for line in target.read_text().splitlines()] == ids("visits")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("no/such/rows.csv", "there is no folder"),
        (".", "it is a folder"),
        ("rows.xyz", "can't tell from the ending of"),
        ("x" * 500 + ".csv", "File name too long"),
    ],
)
def test_output_where_nothing_can_be_written(tmp_path: Path, target: str, message: str) -> None:
    done = kimxi("visits", "-o", str(tmp_path / target))
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 2, "a message, and what to do"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("target", "format"), [("rows.xyz", "csv"), ("rows", "tsv"), ("rows.MD", "md")])
def test_output_format_of_other_endings(tmp_path: Path, target: str, format: str) -> None:
    arguments = ["-f", "csv"] if target.endswith("xyz") else []
    assert kimxi("visits", "-o", str(tmp_path / target), *arguments).returncode == 0
    assert (tmp_path / target).read_text() == kimxi("visits", "-f", format).stdout


@pytest.mark.parametrize("target", ["news/a.txt", "news/metadata.csv", "news/sub/new.jsonl", "link.txt"])
@pytest.mark.parametrize("format", [[], ["-f", "csv"]])
def test_output_never_replaces_or_becomes_an_article(tmp_path: Path, target: str, format: list[str]) -> None:
    (tmp_path / "news/sub").mkdir(parents=True)
    for name in ("news/a.txt", "news/metadata.csv", "news/sub/b.jsonl"):
        (tmp_path / name).write_text("as it was")
    (tmp_path / "link.txt").symlink_to("news/a.txt")
    done = kimxi("visits", "-c", str(tmp_path / "news"), "-o", str(tmp_path / target), *format)
    assert done.returncode == 2
    assert "kimxi would read it as a part of the corpus" in done.stderr
    assert "Name a file outside the corpus" in done.stderr
    assert {path.read_text() for path in tmp_path.rglob("*") if path.is_file()} == {"as it was"}
    assert len(list(tmp_path.rglob("*"))) == 6


def test_output_beside_the_articles_in_a_format_that_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("as it was")
    assert kimxi("visits", "-c", str(tmp_path), "-o", str(tmp_path / "rows.parquet"), "-f", "csv").returncode == 0


def test_output_never_replaces_the_store_or_the_names(tmp_path: Path) -> None:
    store, names = str(tmp_path / "s.db"), tmp_path / "names.txt"
    names.write_text("Anna Berg\n")
    done = kimxi("visits", "--store", store, "-o", store, "-f", "tsv")
    assert (done.returncode, "it is the store" in done.stderr) == (2, True)
    done = kimxi("names", str(names), "-o", str(names))
    assert (done.returncode, "it is where the names are" in done.stderr) == (2, True)
    assert names.read_text() == "Anna Berg\n"


NO_SPACE = (
    "kimxi: can't write standard output: No space left on device.\n"
    "  Free some space, or write to another place with --output.\n"
)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["visits", "--help"]])
def test_no_space_for_the_help(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*arguments), stdout=full, stderr=subprocess.PIPE, text=True, env=env())
    assert (done.returncode, done.stderr) == (2, NO_SPACE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("format", ["jsonl", "table", "csv"])
def test_no_space_for_the_output(format: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("visits", "-f", format), stdout=full, stderr=subprocess.PIPE, text=True, env=env()
        )
    assert done.returncode == 2
    assert done.stderr == NO_SPACE
    assert kimxi("visits", "-o", "/dev/full").returncode == 2


# --- exit codes and what is said --------------------------------------------------------------------


def test_nothing_found() -> None:
    done = kimxi("quotes", "--about", "zebra")
    assert (done.returncode, done.stderr) == (1, "kimxi: no quotes found.\n")
    assert kimxi("quotes", "--about", "zebra", "-q").stderr == ""
    assert kimxi("entities", SAMPLE="empty").returncode == 1


@pytest.mark.parametrize(
    "arguments", [["entities"], ["quotes", "--about", "zebra"], ["quotes", "--visit", "zebra"], ["index"]]
)
def test_unreadable_articles(arguments: list[str]) -> None:
    done = kimxi(*arguments, SAMPLE="problem")
    assert done.returncode == 3
    assert done.stderr.startswith("kimxi: bad.txt: not text.\n  Remove it.\n")
    quiet = kimxi(*arguments, "-q", SAMPLE="problem")
    assert quiet.returncode == 3
    assert "bad.txt" not in quiet.stderr


def test_notes_are_told_when_an_article_is_read_and_later_on_demand() -> None:
    said = "kimxi: bridge.txt is odd.\n  Save it anew.\n"
    done = kimxi("visits", SAMPLE="note")
    assert (done.returncode, done.stderr) == (0, said)
    assert kimxi("visits", "-q", SAMPLE="note").stderr == ""
    assert kimxi("visits", SAMPLE="old note").stderr == ""
    again = kimxi("visits", "-v", "-c", "-", stdin="", SAMPLE="old note")
    assert again.returncode == 0
    assert said in again.stderr
    many = kimxi("visits", SAMPLE="many notes").stderr
    assert many.count("is odd") == 20
    assert many.endswith("kimxi: 3 more notes like these; -v names all.\n")


def test_verbose_says_what_is_odd_about_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "metadata.csv").write_text("article,title\ngone,T\n")
    told = kimxi("visits", "-v", "-c", str(tmp_path)).stderr
    assert "kimxi: metadata.csv, line 2: there is no article gone.\n" in told


@pytest.mark.parametrize(
    ("arguments", "sample"),
    [
        (["quotes"], "damaged row"),
        (["quotes", "-f", "jsonl"], "damaged row"),
        (["quotes", "-f", "json"], "damaged row"),
        (["quotes", "-f", "csv"], "damaged row"),
        (["quotes", "-f", "table"], "damaged row"),
        (["show", "anna-berg--oslo--2018-05"], "damaged analysis"),
        (["show", "anna-berg"], "damaged analysis"),
    ],
)
def test_a_damaged_store_is_told_before_anything_is_printed(arguments: list[str], sample: str) -> None:
    done = kimxi(*arguments, SAMPLE=sample)
    assert (done.returncode, done.stdout) == (2, "")
    again, told, hint = done.stderr.splitlines()
    assert again.endswith("store.db is damaged. It is made anew."), "once; here it comes out damaged again"
    assert told.endswith("store.db is damaged.")
    assert hint.startswith("  Delete it")


@pytest.mark.parametrize(
    ("shut", "arguments", "said"),
    [
        ("<&-", "visits -c -", "can't read standard input: it is closed.\n  Pipe JSON Lines in"),
        ("<&-", "names", "can't read standard input: it is closed.\n  Pipe names in"),
        (">&-", "visits", "can't write standard output: it is closed.\n  Name a file"),
    ],
)
def test_a_stream_that_was_closed_from_the_start(shut: str, arguments: str, said: str) -> None:
    whole = " ".join(map(shlex.quote, command(*arguments.split())))
    done = subprocess.run(["sh", "-c", f"{whole} {shut}"], capture_output=True, text=True, env=env())
    assert done.returncode == 2
    assert done.stderr.startswith(f"kimxi: {said}")


def test_no_standard_error(tmp_path: Path) -> None:
    whole = " ".join(map(shlex.quote, command("quotes", "--about", "zebra")))
    done = subprocess.run(["sh", "-c", f"{whole} 2>&-"], capture_output=True, text=True, env=env())
    assert done.returncode == 1


def test_interrupted() -> None:
    done = kimxi("entities", SAMPLE="interrupt")
    assert (done.returncode, done.stderr) == (130, "kimxi: interrupted; what was analysed so far is kept.\n")


def test_a_fault_of_ours() -> None:
    done = kimxi("entities", SAMPLE="crash")
    assert done.returncode == 2
    assert done.stderr.startswith("kimxi: unexpected ZeroDivisionError: something\n")
    assert "KIMXI_DEBUG=1" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in kimxi("entities", SAMPLE="crash", KIMXI_DEBUG="1").stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "settings"),
    [
        (["-c", "a", "--store", "s.db", "--model", "m", "-j", "3"], {}, "a s.db m 3"),
        (["-j", "1"], {"KIMXI_CORPUS": "b", "KIMXI_STORE": "t.db"}, "b t.db None 1"),
        (["-c", "-", "-j", "1", "--store", "s.db"], {"KIMXI_CORPUS": "b"}, "- s.db None 1"),
        (["-j", "1", "--store", "s.db"], {}, "corpus s.db None 1"),
    ],
)
def test_settings(arguments: list[str], environment: dict[str, str], settings: str) -> None:
    assert kimxi("visits", *arguments, SAMPLE="settings", **environment).stderr == f"kimxi: {settings}\n"


def test_a_folder_and_the_cache_hold_a_store_for_each_corpus(tmp_path: Path) -> None:
    told = kimxi("visits", "-c", "news", "--store", str(tmp_path), SAMPLE="settings").stderr
    assert told.startswith(f"kimxi: news {tmp_path}/news-")
    told = kimxi("visits", "-c", "news", SAMPLE="settings", XDG_CACHE_HOME=str(tmp_path)).stderr
    assert sys.platform != "linux" or told.startswith(f"kimxi: news {tmp_path}/kimxi/news-")


def test_warnings() -> None:
    assert kimxi("visits", SAMPLE="warn").stderr == "kimxi: something odd\n"
    assert kimxi("visits", "-q", SAMPLE="warn").stderr == ""


def test_verbose_summary() -> None:
    said = kimxi("quotes", "--person", "anna berg", "-v").stderr.splitlines()
    assert said[0].startswith("kimxi: store: ")
    assert said[1:] == [
        "kimxi: 'anna berg' is Anna Berg (anna-berg).",
        "kimxi: 1 quote from 2 articles (1 analysed now)",
    ]


def test_index_says_what_there_is() -> None:
    done = kimxi("index")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kimxi: 2 articles (1 analysed now): 4 entities, 3 quotes, 2 visits\n"
    assert kimxi("index", "-q").stderr == ""
