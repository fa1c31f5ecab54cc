"""All reports of a corpus in one database, folder of tables, graph or entity stream.

`schema` says which tables there are, `relations` gives their rows; each format is a module with
`write(path, relations)`, imported when it is asked for. What is written takes its place only once it is complete.
"""

import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from kimxi_cli.errors import KimxiError
from kimxi_cli.export.relations import Rows


class Format(NamedTuple):
    """module: in this room. folder: the ending of the files of one that is a folder of tables, else ""."""

    module: str
    folder: str = ""


FORMATS = {
    "duckdb": Format("to_duckdb"),
    "parquet": Format("to_parquet", ".parquet"),
    "sqlite": Format("to_sqlite"),
    "csv-dir": Format("to_csv", ".csv"),
    "gexf": Format("to_gexf"),
    "ftm": Format("to_ftm"),
}

ELSEWHERE = "Name another place, or replace it with --force."


class Export:
    """An export to be made. Raises KimxiError at once where it can't be: before anything is analysed.

    to: a key of FORMATS; target: a file or, for "parquet" and "csv-dir", a folder; force: whether to replace what is
    there, which must be a file, or a folder of nothing but such tables.
    """

    def __init__(self, to: str, target: Path, *, force: bool = False) -> None:
        self.target = Path(os.path.realpath(target))
        self._shown = target
        self._format = FORMATS[to]
        try:
            self._check(force)
        except OSError as error:
            raise self._cannot_write(error) from error
        self._module = self._loaded(to)

    def write(self, rows: Rows) -> None:
        """Write the reports' rows. Raises KimxiError where the place can't be written to; then nothing has changed."""
        from kimxi_cli.export.relations import Relations

        try:
            aside = Path(tempfile.mkdtemp(prefix=f".{self.target.name}.", dir=self.target.parent))
        except OSError as error:
            raise self._cannot_write(error) from error
        try:
            self._module.write(aside / "new", Relations(rows))
            self._put(aside / "new", aside / "old")
        except OSError as error:
            raise self._cannot_write(error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _put(self, new: Path, old: Path) -> None:
        """Let what is new take the place of what is old. A folder can't be replaced in one step, as a file can."""
        if not self.target.is_dir():
            new.replace(self.target)
            return
        self.target.rename(old)
        try:
            new.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise

    def _check(self, force: bool) -> None:
        shown, kind = self._shown, "folder" if self._format.folder else "file"
        if not self.target.parent.is_dir():
            raise KimxiError(f"can't write {shown}: there is no folder {shown.parent}.", "Make it first.")
        if not self.target.exists():
            return
        if self.target.is_dir() != (kind == "folder") or not (self.target.is_dir() or self.target.is_file()):
            raise KimxiError(f"can't write {shown}: it is there already, and no {kind}.", "Name another place.")
        if not force:
            raise KimxiError(f"{shown} is there already.", ELSEWHERE)
        if kind == "folder" and (others := [p.name for p in self.target.iterdir() if not self._is_ours(p)]):
            raise KimxiError(
                f"{shown} holds more than an export, such as {min(others)}; it was left as it is.",
                "Name another place.",
            )

    def _is_ours(self, path: Path) -> bool:
        return path.is_file() and (path.suffix == self._format.folder or path.name == "datapackage.json")

    def _loaded(self, to: str) -> Any:
        try:
            return import_module(f"{__name__}.{self._format.module}")
        except ModuleNotFoundError as error:
            raise KimxiError(
                f"--to {to} needs {error.name}, which is not installed.", "pip install 'kimxi[export]'"
            ) from error

    def _cannot_write(self, error: OSError) -> KimxiError:
        return KimxiError(f"can't write {self._shown}: {error.strerror or error}.", "Name another place.")


__all__ = ["FORMATS", "Export", "Rows"]
