"""Corpora at an address (s3://, gs://, memory://, file://, …): whatever fsspec and its plugins can list and read."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kimxi_cli.errors import CorpusError, KimxiError
from kimxi_cli.ingest.listing import SIDECAR, CorpusFile, Listing, _kind, suffix
from kimxi_cli.ingest.registry import read, third_party
from kimxi_cli.model import Problem, Source

if TYPE_CHECKING:
    from kimxi_cli.ingest.metadata_csv import Sidecar

VERSIONS = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime", "updated", "created")
"""What file systems say of a file that changes with its content."""


def scan_address(address: str) -> Listing:
    """The files under an address, as `listing.scan` gives those of a folder. Raises CorpusError, KimxiError."""
    try:
        system, root = _system(address)
        found = [system.info(root)] if system.isfile(root) else system.find(root, detail=True).values()
        infos = {info["name"]: info for info in found}
    except (OSError, ValueError) as error:
        raise CorpusError(f"The corpus {address} can't be listed: {error}.", "Check the address.") from error
    base = root.rstrip("/") if root not in infos else root.rpartition("/")[0]
    held: dict[str | None, list[CorpusFile]] = {"article": [], "table": [], "other": []}
    for name, info in infos.items():
        id = name.removeprefix(base).lstrip("/")
        if any(part.startswith(".") for part in PurePosixPath(id).parts):
            continue
        prefix, _, last = id.rpartition("/")
        kind = _kind(last, prefix)
        if kind == "other" and suffix(id) in third_party():
            kind = "article"
        held.setdefault(kind, []).append(CorpusFile(system.unstrip_protocol(name), id, _size(info), _version(info)))
    if not held["article"]:
        raise CorpusError(f"No article was found in {address}.", "Check the address.")
    files, tables, others = (tuple(sorted(held[k], key=lambda f: f.id)) for k in ("article", "table", "other"))
    return Listing(Path(address), files, tables, others)


def read_remote(file: CorpusFile, sidecar: "Sidecar") -> Iterator[Source | Problem]:
    """The articles of a remote file; as `registry.read`, it never raises for a bad file."""
    try:
        with _fetched(file) as local:
            yield from read(local, sidecar)
    except OSError as error:
        yield Problem(file.id, f"{file.id} can't be fetched: {error}.", "Run kimxi again.")


@contextmanager
def with_tables(listing: Listing) -> Iterator[Listing]:
    """The listing with its metadata tables on this machine."""
    with TemporaryDirectory(prefix="kimxi-") as folder:
        tables = []
        for number, table in enumerate(listing.sidecars):
            path = Path(folder, str(number), SIDECAR)
            path.parent.mkdir()
            _fetch(table.path, path)
            tables.append(replace(table, path=str(path)))
        yield replace(listing, sidecars=tuple(tables))


@contextmanager
def _fetched(file: CorpusFile) -> Iterator[CorpusFile]:
    with TemporaryDirectory(prefix="kimxi-") as folder:
        path = Path(folder, f"article{suffix(file.id)}")
        _fetch(file.path, path)
        yield replace(file, path=str(path))


def _fetch(address: str, to: Path) -> None:
    system, path = _system(address)
    to.write_bytes(system.cat_file(path))


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise KimxiError(
            f"can't read {address}: fsspec is not installed.", "Install it: pip install 'kimxi[cluster]'."
        ) from error
    try:
        system, path = url_to_fs(address)
    except ImportError as error:  # a protocol whose plugin is missing; fsspec says which
        raise KimxiError(f"can't read {address}: {error}", "Install what it names.") from error
    return system, path


def _size(info: dict[str, Any]) -> int:
    return int(info.get("size") or 0)


def _version(info: dict[str, Any]) -> int:
    """A number that changes with the file, in the place of a time."""
    told = repr([info[name] for name in VERSIONS if name in info])
    return int.from_bytes(hashlib.sha256(told.encode()).digest()[:6])
