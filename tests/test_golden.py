"""Every command on the sample corpus, against what it printed when somebody last looked at it."""

from pathlib import Path

import pytest

from tests.golden import CASES, FOLDER, printed


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("case", CASES)
def test_output(case: str, cache: Path) -> None:
    assert printed(case, cache) == (FOLDER / case).read_text(encoding="utf-8"), "look at it, then run `make golden`"


def test_no_file_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(CASES)
