"""The console blocks of the README and of docs/, run again: `python -m tests.readme` writes what they print now.

A block that begins with ```console holds commands ("$ …") and under each what it prints on standard output.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(text: str) -> list[str]:
    """Every command of the console blocks, in order."""
    return [line[2:] for block in BLOCK.findall(text) for line in block.splitlines() if line.startswith("$ ")]


def rendered(text: str, cache: Path) -> str:
    """The text with what each command prints now; results are kept under `cache`."""

    def again(found: re.Match[str]) -> str:
        parts = re.split(r"^(?=\$ )", found[1], flags=re.MULTILINE)[1:]
        return "```console\n" + "\n".join(rerun(part.strip("\n"), cache) for part in parts) + "```"

    return BLOCK.sub(again, text)


def rerun(part: str, cache: Path) -> str:
    """A command and what it prints now; as it stands where a program it pipes into is not installed here."""
    line, _, before = part.partition("\n")
    if "| jq " in line and shutil.which("jq") is None:
        return f"{line}\n{before}\n"
    return f"{line}\n{output(line[2:], cache)}"


def output(command: str, cache: Path) -> str:
    """What a command of the README prints on standard output, in the project's root, 100 columns wide."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KIMXI_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**clean, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise AssertionError(f"{command} -> {done.returncode}: {done.stderr}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for document in DOCUMENTS:
            document.write_text(rendered(document.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
