"""The console blocks of the README and of docs/, run again: `python -m tests.readme` writes what they print now.

A block that begins with ```console holds commands ("$ …") and under each what it prints on standard output. The
commands of a page are run one after the other in a folder of its own, which holds the sample corpus as `corpus`;
programs in ```python blocks are run there after them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / "docs").rglob("*.md")))
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PROGRAM = re.compile(r"```python\n(.*?)```", re.DOTALL)


def commands(text: str) -> list[str]:
    """Every command of the console blocks, in order."""
    return [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def rendered(text: str, cache: Path) -> str:
    """The text with what each command prints now; results are kept under `cache`.

    Raises AssertionError where a command ends with another status than 0 or 1, or a program fails.
    """
    folder = Path(tempfile.mkdtemp(dir=cache))
    (folder / "corpus").symlink_to(ROOT / "corpus")

    def again(found: re.Match[str]) -> str:
        parts = re.split(r"^(?=\$ )", found[1], flags=re.MULTILINE)[1:]
        return "```console\n" + "\n".join(rerun(part.strip("\n"), cache, folder) for part in parts) + "```"

    shown = BLOCK.sub(again, text)
    for number, program in enumerate(PROGRAM.findall(text)):
        (folder / f"program{number}.py").write_text(program, encoding="utf-8")
        output(f"python program{number}.py", cache, folder)
    return shown


def rerun(part: str, cache: Path, folder: Path) -> str:
    """A command and what it prints now; as it stands where a program it pipes into is not installed here."""
    line, _, before = part.partition("\n")
    if "| jq " in line and shutil.which("jq") is None:
        return f"{line}\n{before}\n"
    return f"{line}\n{output(line[2:], cache, folder)}"


def output(command: str, cache: Path, folder: Path = ROOT) -> str:
    """What a command prints on standard output, in a folder, 100 columns wide."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KIMXI_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**clean, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise AssertionError(f"{command} -> {done.returncode}: {done.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for document in DOCUMENTS:
            document.write_text(rendered(document.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
