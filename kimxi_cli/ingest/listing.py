"""Which articles a corpus may hold, found without opening a single file."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kimxi_cli.errors import CorpusError
from kimxi_cli.ingest.registry import supported, third_party

SIDECAR = "metadata.csv"
ROOT_NOTES = frozenset({"readme", "license", "licence", "copying", "changelog"})
"""Files at a corpus's root that speak about it, by stem: `README.md` is no article."""

NAMES_FILE = "kimxi.toml"
"""What a person decided about names stands beside the articles, at the root; `names.names_file` reads it."""

HINT = (
    "Give --corpus a folder of articles (.txt, .md, .jsonl, .html …), one such file, or - for JSONL on standard input."
)

EMPTY = "Put the article's text into it, or take it out of the corpus."

MOST_BYTES = 100_000_000

PARTS_OF_A_PAGE = ("_files", "-files", "_Dateien", "-Dateien", "_fichiers", "_archivos")
"""What browsers append to a saved page's name for the folder of its frames, scripts and pictures."""


class UnreadableError(Exception):
    """A file, or a part of one, that can't be read: what is wrong as a predicate, and what to do about it."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


class ReadOptions(NamedTuple):
    """How files are read.

    columns: (field, column) pairs: which column of a table, or key of a record, holds a field whatever its name says.
    most_bytes: the largest file, or file in an archive, that is read whole.
    """

    columns: tuple[tuple[str, str], ...] = ()
    most_bytes: int = MOST_BYTES


DEFAULTS = ReadOptions()


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of articles; id is its path from the root, with "/".

    size and mtime_ns change with its content (mtime_ns also with the right to read it). What can't be looked at, such
    as a link to nowhere, has the size -1; a folder that can't be listed is here too, its id ends with "/".
    A part of a container is one as well: `content` is its bytes then, and `path` its path in there.
    """

    path: str
    id: str
    size: int
    mtime_ns: int
    options: ReadOptions = DEFAULTS
    content: bytes | None = None

    def data(self) -> bytes:
        """The bytes. Raises UnreadableError where there are none, or more than the options allow."""
        if self.size > self.options.most_bytes:
            raise UnreadableError(
                f"holds {self.size:,} bytes, more than the {self.options.most_bytes:,} that are read",
                f"Split it, or let it be read with --max-bytes {self.size}.",
            )
        data = Path(self.path).read_bytes() if self.content is None else self.content
        if not data:
            raise UnreadableError("is empty", EMPTY)
        return data

    def open(self) -> BinaryIO:
        """The bytes as a stream, for formats that are read piece by piece."""
        from io import BytesIO

        return Path(self.path).open("rb") if self.content is None else BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a corpus holds: readable files, metadata.csv files and files of other kinds, each sorted by id."""

    root: Path
    files: tuple[CorpusFile, ...]
    sidecars: tuple[CorpusFile, ...]
    others: tuple[CorpusFile, ...] = ()


def files(corpus: Path) -> list[CorpusFile]:
    """The readable files of a corpus, sorted by id; see `scan` for what is left out and what is raised."""
    return list(scan(corpus).files)


def scan(corpus: Path, options: ReadOptions = DEFAULTS) -> Listing:
    """The files of a folder and all below it, or the one file given (its folder is the root then).

    Left out: hidden files and folders, README and the like at the root, files no reader is registered for, and the
    folder that a browser puts beside a saved page.
    Raises CorpusError where there is no such corpus, it can't be listed, or no file of it is readable.
    """
    try:
        mode = corpus.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise CorpusError(f"There is no corpus at {corpus}.", HINT) from error
    except OSError as error:
        raise CorpusError(f"The corpus {corpus} can't be read: {error.strerror}.", HINT) from error
    if stat.S_ISREG(mode):
        return _single(corpus, options)
    if not stat.S_ISDIR(mode):
        raise CorpusError(f"{corpus} is neither a folder nor a file.", HINT)
    found, tables, others, _ = _walk(corpus, options)
    if others:
        more = third_party()
        found += [file for file in others if suffix(file.id) in more]
        others = [file for file in others if suffix(file.id) not in more]
    if not found:
        raise CorpusError(f"No article was found in {corpus}{_of_other_kinds(others)}.", HINT)
    return Listing(corpus, _sorted(found), _sorted(tables), _sorted(others))


def belongs_to(path: Path, corpus: Path) -> bool:
    """Whether a file, there or not yet there, is one that `scan` of the corpus gives: an article or a table.

    Compared are the files and folders themselves, so that a link or another way of writing the path hides nothing.
    """
    try:
        listing = _single(corpus) if corpus.is_file() else None
        found, tables, _, folders = _walk(corpus) if listing is None else ([], [], [], {})
    except (OSError, ValueError, CorpusError):  # no corpus: nothing of it can be lost
        return False
    held = {_identity(file.path) for file in (*found, *tables, *(listing.files + listing.sidecars if listing else ()))}
    if _identity(str(path)) in held - {None}:
        return True
    for place in {path.absolute(), Path(os.path.realpath(path))}:
        prefix = folders.get(_identity(str(place.parent)))
        kind = None if prefix is None else _kind(place.name, prefix)
        if kind in ("article", "table") or (kind == "other" and suffix(place.name) in third_party()):
            return True
    return False


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a file from all others, by whatever path it is reached."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def suffix(name: str) -> str:
    """The last suffix of a path, lower-cased, with its dot (".warc.gz" is one); "" if there is none."""
    base = name.rpartition("/")[2]
    dot = base.rfind(".")
    if base[dot:] == ".gz" and base.endswith(".warc.gz"):
        return ".warc.gz"
    return base[dot:].lower() if dot > 0 else ""


def _kind(name: str, prefix: str) -> str | None:
    """What a file of this name in the folder `prefix` is: "article", "table", "other" or nothing to speak of."""
    at_root = name == NAMES_FILE or name.partition(".")[0].lower() in ROOT_NOTES
    if name.startswith(".") or (not prefix and at_root):
        return None
    if name.lower() == SIDECAR:
        return "table"
    return "article" if suffix(name) in supported() else "other"


def _single(path: Path, options: ReadOptions = DEFAULTS) -> Listing:
    if suffix(path.name) not in supported() and suffix(path.name) not in third_party():
        kind = suffix(path.name) or "no suffix"
        raise CorpusError(f"{path} is of a kind that can't be read ({kind}).", HINT)
    state = path.stat()
    table = path.parent / SIDECAR
    tables = [_file(str(table), SIDECAR, table.stat())] if table.is_file() else []
    return Listing(path.parent, (_file(str(path), path.name, state, options),), tuple(tables))


Folders = dict[tuple[int, int] | None, str]
"""Device and inode of each folder -> its path from the root, ending with "/" ("" for the root itself)."""


def _walk(
    root: Path, options: ReadOptions = DEFAULTS
) -> tuple[list[CorpusFile], list[CorpusFile], list[CorpusFile], Folders]:
    """Readable files, metadata tables, files of other kinds, folders; links are followed, each folder is seen once."""
    held: dict[str, list[CorpusFile]] = {"article": [], "table": [], "other": []}
    state = root.stat()
    seen: Folders = {(state.st_dev, state.st_ino): ""}
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
            held["article"].append(_file(folder, prefix, None))  # reading it says what is wrong
            continue
        pages = {entry.name.rpartition(".")[0] for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
        for entry in entries:
            kind = _kind(entry.name, prefix)
            try:
                state = entry.stat()
            except OSError:  # a link to nowhere, or in a circle
                if kind in ("article", "table"):
                    held["article"].append(_file(entry.path, prefix + entry.name, None))
                continue
            if stat.S_ISDIR(state.st_mode):
                if pages and _belongs_to_page(entry.name, pages):
                    continue
                if not entry.name.startswith(".") and (state.st_dev, state.st_ino) not in seen:
                    seen[state.st_dev, state.st_ino] = f"{prefix}{entry.name}/"
                    todo.append((entry.path, f"{prefix}{entry.name}/"))
            elif kind is not None and stat.S_ISREG(state.st_mode):
                held[kind].append(_file(entry.path, prefix + entry.name, state, options))
    return held["article"], held["table"], held["other"], seen


def _belongs_to_page(folder: str, pages: set[str]) -> bool:
    return any(folder.endswith(ending) and folder.removesuffix(ending) in pages for ending in PARTS_OF_A_PAGE)


def _file(path: str, name: str, state: os.stat_result | None, options: ReadOptions = DEFAULTS) -> CorpusFile:
    if state is None:
        return CorpusFile(path, shown_name(name), -1, 0)
    return CorpusFile(path, shown_name(name), state.st_size, max(state.st_mtime_ns, state.st_ctime_ns), options)


def shown_name(name: str) -> str:
    """A file's name as it can be printed and stored: bytes that are no UTF-8 become escapes (caf\\xe9.txt)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _sorted(found: list[CorpusFile]) -> tuple[CorpusFile, ...]:
    return tuple(sorted(found, key=lambda file: (file.id, file.path)))


def _of_other_kinds(others: list[CorpusFile]) -> str:
    kinds = sorted({suffix(file.id) or "no suffix" for file in others})
    return f" (only files of other kinds: {', '.join(kinds[:5])})" if kinds else ""
