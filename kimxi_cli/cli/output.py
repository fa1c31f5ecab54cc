"""Where rows go: the terminal, a pipe or a file, in the format that fits."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from kimxi_cli.cli.talk import cannot_write, close_quietly
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import Format, Layout, write

_FORMAT_OF = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".txt": Format.TABLE,
    ".table": Format.TABLE,
}
"""What a file's ending says. A file without any ending gets TSV, as a pipe does."""


class Output:
    """A destination. Raises KimxiError at once where nothing can be written there, before any work is done."""

    def __init__(self, path: Path | None, format: Format | None, color: str = "auto") -> None:
        self.path = None if str(path) == "-" else path
        self.to_terminal = self.path is None and sys.stdout is not None and sys.stdout.isatty()
        self._chosen = format
        self._color = color
        self.has_written = False
        if self.path is not None:
            _check_place(self.path)
            if format is None and self.path.suffix and self.path.suffix.lower() not in _FORMAT_OF:
                raise KimxiError(
                    f"can't tell from the ending of {self.path} what to write.",
                    f"Let it end in {', '.join(_FORMAT_OF)}, or say --format.",
                )

    def spare(self, held: Path, what: str, hint: str) -> None:
        """Raise KimxiError if writing would replace this file."""
        if self.path is not None and os.path.realpath(self.path) == os.path.realpath(held):
            raise KimxiError(f"can't write to {self.path}: it is {what}.", hint)

    def spare_corpus(self, corpus: str) -> None:
        """Raise KimxiError if the file is one of the corpus, or would be read as one by the next run."""
        if self.path is None or corpus == "-":
            return
        from kimxi_cli.ingest.listing import belongs_to

        if belongs_to(self.path, Path(corpus)):
            raise KimxiError(
                f"can't write to {self.path}: kimxi would read it as a part of the corpus {corpus}.",
                "Name a file outside the corpus.",
            )

    def only_for_people(self, option: str) -> None:
        """Raise KimxiError if a format for programs was asked for, by name or by the file's ending."""
        asked = self._chosen or (self.format if self.path is not None and self.path.suffix else Format.TABLE)
        if asked is not Format.TABLE:
            raise KimxiError(f"{option} is drawn for people, not as {asked}.", "Leave out --format, or write to .txt.")

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
        self.has_written = True
        try:
            if self.path is not None:
                with _replacing(self.path) as file:
                    return printer(file)
            if sys.stdout is None:  # closed from the start (>&-)
                raise KimxiError("can't write standard output: it is closed.", "Name a file with --output.")
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
            if self.path is None:
                close_quietly()
            raise cannot_write(self.path or "standard output", error) from error
        return result


def _check_place(path: Path) -> None:
    """Raise KimxiError if no file can be there."""
    try:
        if path.is_dir():
            raise KimxiError(f"can't write to {path}: it is a folder.", "Name a file with --output.")
        if not path.absolute().parent.is_dir():
            raise KimxiError(f"can't write {path}: there is no folder {path.parent}.", "Make it first.")
    except OSError as error:
        raise cannot_write(path, error) from error


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A file beside `path` that takes its place once it is complete; devices and pipes are written to as they are."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
