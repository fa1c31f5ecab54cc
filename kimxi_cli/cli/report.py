"""kimxi report"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from kimxi_cli.cli.options import command, corpus_options, plain_app, talk_options
from kimxi_cli.cli.output import Output
from kimxi_cli.cli.run import FOUND, Run
from kimxi_cli.cli.talk import cannot_write, tell
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import Format
from kimxi_cli.report.words import count

app = plain_app()

LARGE = 4_000_000
"""Bytes from which on a page is slow to open on a phone, and --split is recommended."""

OURS = ('<meta name="generator" content="kimxi', "index.html")
"""What the index of a folder holds that an earlier run wrote, and how it is called."""


@command(app, corpus_options, talk_options)
def report(
    run: Run,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The page to write; with --split, a folder."),
    ] = None,
    split: Annotated[
        bool, typer.Option("--split", help="A folder of pages with an index, for thousands of articles.")
    ] = False,
) -> int:
    """A page to show around: visits, people, who said what, and the articles, all linked.

    One file that needs nothing else and loads nothing from the network: an overview, a timeline of the visits, who met
    whom, each visit and person with the sentences it is known from, and the articles with all that marked in them.
    """
    if output is None:
        raise KimxiError("nothing says where the page goes.", "Name a file: kimxi report -o report.html")
    return _folder(run, output) if split else _file(run, output)


def _file(run: Run, path: Path) -> int:
    target = Output(path, Format.TABLE)
    if target.to_terminal:
        raise KimxiError("a page is not for a terminal.", "Name a file: kimxi report -o report.html")
    if path.suffix.lower() not in (".html", ".htm") and target.path is not None:
        raise KimxiError(f"can't write a page to {path}.", "Let it end in .html, or say --split to make a folder.")
    target.spare_corpus(run.options.corpus)
    store = run.store()
    target.spare(store.path, "the store", "Name another file with --output.")
    from kimxi_cli import __version__
    from kimxi_cli.page import page

    html = page(store, _name(run), __version__)
    target.put(lambda out: out.write(html))
    size = len(html.encode())
    if not run.options.quiet:
        if target.path is not None:
            tell(f"{path}: {_size(size)}{run.corpus_summary(', ')}")
        if size > LARGE:
            run.warn("that is slow to open; --split makes a folder of smaller pages.")
    return FOUND


def _folder(run: Run, path: Path) -> int:
    _check_folder(path)
    store = run.store()
    from kimxi_cli import __version__
    from kimxi_cli.page import pages

    number = size = 0
    written: set[str] = set()
    try:
        path.mkdir(exist_ok=True)
        for name, html in pages(store, _name(run), __version__):
            content = html.encode("utf-8", "replace")
            (path / name).write_bytes(content)
            written.add(name)
            number, size = number + 1, size + len(content)
        for old in _parts(path):
            if old.name not in written:
                old.unlink()
    except OSError as error:
        raise cannot_write(error.filename or path, error) from error
    if not run.options.quiet:
        tell(f"{path / OURS[1]}: {count(number, 'page')}, {_size(size)}{run.corpus_summary(', ')}")
    return FOUND


def _check_folder(path: Path) -> None:
    """Raise KimxiError unless the folder can be made, is empty or holds an earlier report."""
    if path.suffix.lower() in (".html", ".htm"):
        raise KimxiError(f"with --split, {path} would be a folder.", "Name it without .html.")
    try:
        if not path.exists():
            if not path.absolute().parent.is_dir():
                raise KimxiError(f"can't make {path}: there is no folder {path.parent}.", "Make it first.")
            return
        if not path.is_dir():
            raise KimxiError(f"can't write to {path}: it is no folder.", "Name another with --output.")
        index = path / OURS[1]
        ours = index.is_file() and OURS[0] in index.read_text(encoding="utf-8", errors="replace")[:10_000]
        if any(path.iterdir()) and not ours:
            raise KimxiError(f"the folder {path} holds other files.", "Name a new folder with --output.")
    except OSError as error:
        raise cannot_write(path, error) from error


def _parts(path: Path) -> Iterator[Path]:
    """The files of an earlier report."""
    return (held for kind in ("visits", "people", "articles") for held in path.glob(f"{kind}-[0-9]*.html"))


def _size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 1_000_000 else f"{number / 1000:.0f} kB"


def _name(run: Run) -> str:
    """What the corpus is called: its folder or file."""
    if run.options.corpus == "-":
        return "standard input"
    return Path(run.options.corpus).resolve().name
