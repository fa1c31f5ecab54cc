"""What the README and docs/ show is what the commands print."""

from pathlib import Path

import pytest

from kimxi_cli.cli.app import COMMANDS
from tests.readme import DOCUMENTS, README, commands, rendered


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_outputs_are_true(document: Path, cache: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert rendered(text, cache) == text, "run `make readme` and look at what changed"


@pytest.mark.parametrize("command", ["kimxi", *(f"kimxi {name}" for name in COMMANDS)])
def test_help_is_there(text: str, command: str) -> None:
    assert f"{command} --help" in commands(text)


def test_two_commands_do_all_set_up(text: str) -> None:
    makefile = (Path(README).parent / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in text
        assert f"\n{target}: " in makefile
