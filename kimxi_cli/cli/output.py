"""Where rows go: the terminal, a pipe or a file, in the format that fits."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kimxi_cli.cli.talk import close_quietly
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import Format, Layout, write

_FORMAT_OF = {f".{format.value}": format for format in Format} | {".ndjson": Format.JSONL, ".txt": Format.TABLE}


class Output:
    """A destination. Raises KimxiError at once where nothing can be written there, before any work is done."""

    def __init__(self, path: Path | None, format: Format | None, color: str = "auto") -> None:
        self.path = None if str(path) == "-" else path
        self.to_terminal = self.path is None and sys.stdout.isatty()
        self._chosen = format
        self._color = color
        if self.path is not None:
            if self.path.is_dir():
                raise KimxiError(f"can't write to {self.path}: it is a folder.", "Name a file with --output.")
            if not self.path.absolute().parent.is_dir():
                raise KimxiError(f"can't write {self.path}: there is no folder {self.path.parent}.", "Make it first.")

    @property
    def format(self) -> Format:
        """The one chosen; else what the file's ending says; else a table on a terminal and TSV anywhere else."""
        if self._chosen is not None:
            return self._chosen
        if self.path is not None:
            return _FORMAT_OF.get(self.path.suffix.lower(), Format.TSV)
        return Format.TABLE if self.to_terminal else Format.TSV

    @property
    def color(self) -> bool:
        """Whether tables may be coloured: https://no-color.org, and no terminal that can't."""
        if self._color != "auto":
            return self._color == "always"
        return self.to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def write(self, rows: Iterable[str], layout: Layout) -> int | None:
        """Write rows; how many, or None where the reader of a pipe went away."""
        return self.put(lambda out: write(rows, layout, self.format, out, color=self.color))

    def put[T](self, printer: Callable[[TextIO], T]) -> T | None:
        """Let `printer` write; None where the reader of a pipe went away.

        A file is replaced only when all went well.
        """
        try:
            if self.path is not None:
                with _replacing(self.path) as file:
                    return printer(file)
            if isinstance(sys.stdout, TextIOWrapper):
                # a terminal keeps its encoding, everything else is UTF-8 with bare line feeds
                encoding = sys.stdout.encoding if self.to_terminal else "utf-8"
                sys.stdout.reconfigure(encoding=encoding, errors="replace", newline="\n")
            result = printer(sys.stdout)
            sys.stdout.flush()
        except BrokenPipeError:
            close_quietly()
            return None
        except OSError as error:
            where = self.path or "standard output"
            raise KimxiError(f"can't write {where}: {error.strerror or error}.", "") from error
        return result


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A file beside `path` that takes its place once it is complete; devices and pipes are written to as they are."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            yield file
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
