"""Completion by the Tab key, in the shells themselves."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kimxi_cli.cli.app import COMMANDS
from tests.cli_support import env

BIN = Path(sys.executable).parent

COMMANDS_SHOWN = set(COMMANDS)
CASES = {
    "kimxi ": COMMANDS_SHOWN,
    "kimxi ex": {"export"},
    "kimxi quotes --kind ": {"direct", "mixed", "indirect"},
    "kimxi entities --format ": {"table", "jsonl", "json", "csv", "tsv", "md"},
    "kimxi export --to ": {"duckdb", "parquet", "sqlite", "csv-dir", "gexf", "ftm"},
    "kimxi visits --st": {"--status", "--store"},
    "kimxi visits --status ca": {"cancelled"},
}


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


def variables(home: Path) -> dict[str, str]:
    return env(HOME=str(home), PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}", XDG_CONFIG_HOME=str(home / ".config"))


def sh(shell: str, script: str, home: Path) -> str:
    done = subprocess.run([shell, "-c", script], capture_output=True, text=True, env=variables(home), cwd=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs("bash")
@pytest.mark.parametrize("line", CASES)
def test_bash(line: str, tmp_path: Path) -> None:
    script = f"""
eval "$(kimxi --show-completion)"
read -ra COMP_WORDS <<< "{line}"; [[ "{line}" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_kimxi_completion kimxi
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    assert set(sh("bash", script, tmp_path).split()) == CASES[line]


@needs("fish")
@pytest.mark.parametrize("line", CASES)
def test_fish(line: str, tmp_path: Path) -> None:
    found = sh("fish", f"kimxi --show-completion | source; complete -C '{line}'", tmp_path)
    assert {row.split("\t")[0] for row in found.splitlines()} == CASES[line]


@needs("zsh")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [("kimxi ex", "export"), ("kimxi quotes --kind ind", "indirect"), ("kimxi export --to csv", "csv-dir")],
)
def test_zsh(typed: str, completed: str, tmp_path: Path) -> None:
    """Typed on a terminal: what the Tab key adds is there when the line is printed by the shell."""
    (tmp_path / ".zshrc").write_text(
        "PS1='> '\nautoload -Uz compinit && compinit -u -D\n"
        f"{sh('zsh', 'kimxi --show-completion; true', tmp_path)}\n"
        "compdef _kimxi_completion kimxi\nkimxi() { print ran $* }\necho ready\n"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execvpe("zsh", ["zsh", "-i"], variables(tmp_path) | {"TERM": "dumb"})
    try:
        read_until(terminal, "ready\r\n")
        os.write(terminal, f"{typed}\t\n".encode())
        shown = read_until(terminal, "ran ", "\r\n")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    assert completed in shown.partition("ran ")[2]


def read_until(terminal: int, *marks: str, seconds: float = 60) -> str:
    """What the terminal shows, up to the marks, one after the other."""
    shown, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4096).decode(errors="replace")
        rest = shown
        for mark in marks:
            _, found, rest = rest.partition(mark)
            if not found:
                break
        else:
            return shown
    raise AssertionError(f"{marks} not shown: {shown!r}")


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        pytest.param("bash", ".bashrc", marks=needs("bash")),
        pytest.param("zsh", ".zshrc", marks=needs("zsh")),
        pytest.param("fish", ".config/fish/completions/kimxi.fish", marks=needs("fish")),
    ],
)
def test_it_installs_itself(shell: str, file: str, tmp_path: Path) -> None:
    told = sh(shell, "kimxi --install-completion; true", tmp_path)
    assert told.startswith(f"{shell} completion installed in {tmp_path}")
    assert "kimxi" in (tmp_path / file).read_text() or "zfunc" in (tmp_path / file).read_text()


def test_completing_loads_no_model() -> None:
    program = """
import sys
from kimxi_cli.cli.app import main
try:
    main([])
except SystemExit:
    print(*sorted({"spacy", "rich", "kimxi_cli.annotate", "kimxi_cli.cli.quotes"} & sys.modules.keys()))
"""
    variables = env(_KIMXI_COMPLETE="complete_bash", COMP_WORDS="kimxi quotes --kind ", COMP_CWORD="3")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=variables)
    assert done.stdout.split() == ["direct", "mixed", "indirect", "kimxi_cli.cli.quotes"]
