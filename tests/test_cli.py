"""The command line as a user meets it: help, usage, rows, exit codes."""

import csv
import io
import json
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


def test_output_to_a_file_by_its_ending(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    target.write_text("old")
    done = kimxi("visits", "-o", str(target))
    assert done.returncode == 0
    assert not done.stdout
    assert [json.loads(line)["id"] for line in target.read_text().splitlines()] == ids("visits")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(("target", "message"), [("no/such/rows.csv", "there is no folder"), (".", "it is a folder")])
def test_output_where_nothing_can_be_written(tmp_path: Path, target: str, message: str) -> None:
    done = kimxi("visits", "-o", str(tmp_path / target))
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("format", ["jsonl", "table", "csv"])
def test_no_space_for_the_output(format: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("visits", "-f", format), stdout=full, stderr=subprocess.PIPE, text=True, env=env()
        )
    assert done.returncode == 2
    assert done.stderr == "kimxi: can't write standard output: No space left on device.\n"
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
