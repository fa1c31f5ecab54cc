"""Pipes and terminals."""

import os
import pty
import subprocess
import termios

import pytest

from tests.cli_support import REPORTS, command, env, kimxi

# --- pipes and terminals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [["mentions", "-f", "jsonl"], ["quotes", "-f", "table"], ["show", "anna-berg"], ["--help"]]
)
def test_a_closed_pipe_ends_quietly(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command(*arguments), stdout=write, stderr=subprocess.PIPE, text=True, env=env())
    os.close(write)
    assert done.stderr == ""
    assert done.returncode in (0, 1)


def on_a_terminal(*arguments: str, columns: int = 80, **environment: str) -> str:
    """What kimxi writes with standard output and error on a terminal."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, columns))
    process = subprocess.Popen(command(*arguments), stdin=slave, stdout=slave, stderr=slave, env=env(**environment))
    os.close(slave)
    shown = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    process.wait()
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_table_and_a_summary() -> None:
    shown = on_a_terminal("visits")
    assert "When" in shown
    assert "\x1b[1m" in shown
    assert "7–8 May 2018" in shown
    assert shown.endswith("kimxi: 2 visits from 2 articles (1 analysed now)\n")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        ([], {"NO_COLOR": "1"}),
        ([], {"TERM": "dumb"}),
        (["--color", "never"], {}),
        (["--color", "never"], {"FORCE_COLOR": "1"}),
    ],
)
def test_no_colours(arguments: list[str], environment: dict[str, str]) -> None:
    shown = on_a_terminal("visits", *arguments, **environment)
    assert "When" in shown
    assert "\x1b" not in shown


def test_colours_when_asked_for() -> None:
    assert "\x1b[" in kimxi("visits", "-f", "table", "--color", "always", NO_COLOR="1").stdout


def test_progress_only_for_people_who_wait() -> None:
    assert "Analysing" in on_a_terminal("visits", SAMPLE="progress")
    assert "Analysing" not in on_a_terminal("visits", SAMPLE="progress", KIMXI_NO_PROGRESS="1")
    assert "Analysing" not in on_a_terminal("visits", "-q", SAMPLE="progress")
    assert kimxi("visits", SAMPLE="progress").stderr == ""


@pytest.mark.parametrize("columns", [60, 80, 140])
@pytest.mark.parametrize("name", REPORTS)
def test_tables_fit_the_terminal(name: str, columns: int) -> None:
    shown = on_a_terminal(name, "--color", "never", columns=columns)
    assert max(len(line) for line in shown.splitlines()[:-1]) <= columns


@pytest.mark.parametrize("format", ["table", "tsv", "csv", "jsonl", "json", "md"])
@pytest.mark.parametrize("name", ["mentions", "show"])
def test_escapes_of_articles_do_not_reach_the_terminal(name: str, format: str) -> None:
    arguments = [name] if name == "mentions" else [name, "anna-berg"]
    assert "\x1b[31m" not in on_a_terminal(*arguments, "-f", format, "--color", "never")


def test_an_ascii_terminal() -> None:
    done = subprocess.run(command("visits", "-f", "table"), capture_output=True, env=env(PYTHONIOENCODING="ascii"))
    assert done.returncode == 0
    assert b"Anna Berg" in done.stdout
    done = subprocess.run(command("quotes", "--visit", "ж"), capture_output=True, env=env(PYTHONIOENCODING="ascii"))
    assert done.returncode == 1
    assert done.stderr == b"kimxi: no visit fits '?'.\n"
