"""What is made from the code is up to date: the schema, the rows, the commands, the man page, the site."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kimxi_cli.export.schema import tables, told
from tests.readme import BLOCK, DOCUMENTS, ROOT
from tests.reference import HELD, PAGES, REPORTS

MAN = ROOT / "man" / "kimxi.1"


def asked(text: str) -> str:
    """A page without what its commands print: that is looked at where the commands are run."""

    def commands(found: re.Match[str]) -> str:
        return "".join(f"{line}\n" for line in found[1].splitlines() if line.startswith("$ "))

    return BLOCK.sub(commands, text)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_up_to_date(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert asked(PAGES[name]()) == asked(text), "run `make readme`"


@pytest.mark.parametrize("row", [row for _, row in REPORTS.values()] + list(HELD.values()))
def test_every_field_says_what_it_holds(row: type) -> None:
    about, notes = told(row)
    assert about.endswith(".")
    assert list(notes) == list(row.__dataclass_fields__)  # type: ignore[attr-defined]


def test_every_column_says_what_it_holds() -> None:
    assert [f"{t.name}.{c.name}" for t in tables() for c in t.columns if not c.about] == []


def test_references_lead_to_keys() -> None:
    keys = {table.name: table.key for table in tables()}
    order = [table.name for table in tables()]
    for table in tables():
        assert set(table.key) <= set(table.names)
        assert len(set(table.names)) == len(table.names)
        for reference in table.references:
            assert keys[reference.table] == reference.to
            assert order.index(reference.table) <= order.index(table.name)


# --- the man page ------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_has_nothing_against_the_man_page() -> None:
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(MAN)], capture_output=True, text=True)
    # a page without a date is the same whenever it is made
    assert [line for line in done.stdout.splitlines() if "missing date" not in line] == []


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_shows_the_man_page() -> None:
    shown = subprocess.run(
        ["man", "--warnings", "-P", "cat", "-l", str(MAN)],
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    text = re.sub(".\x08", "", shown.stdout)
    for words in ("kimxi export FILE", "--person NAME", "EXIT STATUS", "KIMXI_CORPUS", "FILES"):
        assert words in text


# --- the site ----------------------------------------------------------------------------------------


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="the extra `docs` is not installed")
    pytest.importorskip("material", reason="the extra `docs` is not installed")
    arguments = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "tutorial" / "index.html").exists()
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "fonts.googleapis" not in home


def test_commands_stand_where_they_are_run() -> None:
    """A command of kimxi in a page is in a console block, with what it prints."""
    for document in DOCUMENTS[1:]:
        text = BLOCK.sub("", document.read_text(encoding="utf-8"))
        fenced = re.findall(r"^```(?!toml|sql|python)\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        assert not [block for block in fenced if re.search(r"^(\$ )?kimxi ", block, re.MULTILINE)], document
