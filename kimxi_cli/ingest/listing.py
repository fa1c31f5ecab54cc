"""Which articles a corpus may hold, found without opening a single file."""

import os
from dataclasses import dataclass
from pathlib import Path

from kimxi_cli.errors import CorpusError
from kimxi_cli.ingest.registry import supported, third_party

SIDECAR = "metadata.csv"
ROOT_NOTES = frozenset({"readme", "license", "licence", "copying", "changelog"})
"""Files at a corpus's root that speak about it, by stem: `README.md` is no article."""

HINT = "Give --corpus a folder of articles (.txt, .md, .jsonl), one such file, or - for JSONL on standard input."


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of articles. size and mtime_ns change with its content; id is its path from the root, with "/"."""

    path: str
    id: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a corpus holds: readable files and metadata.csv files, each sorted by id."""

    root: Path
    files: tuple[CorpusFile, ...]
    sidecars: tuple[CorpusFile, ...]


def files(corpus: Path) -> list[CorpusFile]:
    """The readable files of a corpus, sorted by id; see `scan` for what is left out and what is raised."""
    return list(scan(corpus).files)


def scan(corpus: Path) -> Listing:
    """The files of a folder and all below it, or the one file given (its folder is the root then).

    Left out: hidden files and folders, README and the like at the root, files no reader is registered for.
    Raises CorpusError where there is no such corpus, it can't be listed, or no file of it is readable.
    """
    if corpus.is_file():
        return _single(corpus)
    if not corpus.is_dir():
        raise CorpusError(f"There is no corpus at {corpus}.", HINT)
    found, tables, others = _walk(corpus)
    if others:
        more = third_party()
        found += [file for file in others if suffix(file.id) in more]
    if not found:
        raise CorpusError(f"No article was found in {corpus}{_of_other_kinds(others)}.", HINT)
    return Listing(corpus, _sorted(found), _sorted(tables))


def suffix(name: str) -> str:
    """The last suffix of a path, lower-cased, with its dot; "" if there is none."""
    base = name.rpartition("/")[2]
    dot = base.rfind(".")
    return base[dot:].lower() if dot > 0 else ""


def _single(path: Path) -> Listing:
    if suffix(path.name) not in supported() and suffix(path.name) not in third_party():
        kind = suffix(path.name) or "no suffix"
        raise CorpusError(f"{path} is of a kind that can't be read ({kind}).", HINT)
    state = path.stat()
    table = path.parent / SIDECAR
    tables = [_file(str(table), SIDECAR, table.stat())] if table.is_file() else []
    return Listing(path.parent, (_file(str(path), path.name, state),), tuple(tables))


def _walk(root: Path) -> tuple[list[CorpusFile], list[CorpusFile], list[CorpusFile]]:
    """Readable files, metadata tables and files of other kinds; links are followed, each folder is seen once."""
    found: list[CorpusFile] = []
    tables: list[CorpusFile] = []
    others: list[CorpusFile] = []
    readable = supported()
    state = root.stat()
    seen = {(state.st_dev, state.st_ino)}
    todo = [(str(root), "")]
    while todo:
        folder, prefix = todo.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if not prefix:
                raise CorpusError(
                    f"The corpus {root} can't be listed: {error.strerror}.", "Check its permissions."
                ) from error
            continue
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            try:
                state = entry.stat()
            except OSError:  # a link to nowhere
                continue
            if entry.is_dir():
                if (state.st_dev, state.st_ino) not in seen:
                    seen.add((state.st_dev, state.st_ino))
                    todo.append((entry.path, f"{prefix}{name}/"))
                continue
            if not entry.is_file() or (not prefix and name.partition(".")[0].lower() in ROOT_NOTES):
                continue
            kind = suffix(name)
            where = tables if name.lower() == SIDECAR else found if kind in readable else others
            where.append(_file(entry.path, prefix + name, state))
    return found, tables, others


def _file(path: str, name: str, state: os.stat_result) -> CorpusFile:
    # A name that is no valid UTF-8 must still be printable and storable.
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return CorpusFile(path, shown, state.st_size, state.st_mtime_ns)


def _sorted(found: list[CorpusFile]) -> tuple[CorpusFile, ...]:
    return tuple(sorted(found, key=lambda file: (file.id, file.path)))


def _of_other_kinds(others: list[CorpusFile]) -> str:
    kinds = sorted({suffix(file.id) or "no suffix" for file in others})
    return f" (only files of other kinds: {', '.join(kinds[:5])})" if kinds else ""
