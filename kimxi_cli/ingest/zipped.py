"""Archives (.zip) of files that kimxi reads; their articles' ids are `path#path in the archive`.

Nothing is unpacked to disk.
"""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from kimxi_cli.ingest.kinds import expect
from kimxi_cli.ingest.listing import EMPTY, SIDECAR, CorpusFile, Listing, UnreadableError, suffix
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.metadata_csv import sidecar as tables_of
from kimxi_cli.ingest.packed import DISTRUST, check_archive, is_link, leads_out
from kimxi_cli.ingest.registry import read as read_file
from kimxi_cli.ingest.registry import reader_for
from kimxi_cli.ingest.source import unique
from kimxi_cli.model import Problem, Source

ENCRYPTED = 0x1
"""Bit of a member's flags."""
DAMAGED = "Pack it again, or fetch it again."
ARCHIVES = (".zip", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz")


def read(file: CorpusFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    """The articles of an archive's files, and one Problem for each file of it that can't be read."""
    with file.open() as stream:
        head = stream.read(4)
        if not head:
            raise UnreadableError("is empty", EMPTY)
        if head[:2] != b"PK":
            expect(file, head + stream.read(4096))
        try:
            archive = ZipFile(stream)
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableError("is no sound archive: it is damaged or cut off", DAMAGED) from error
        with archive:
            if head[:2] == b"PK" and "word/document.xml" in archive.namelist():
                raise UnreadableError("is a Word document, not what its ending says", "Give it the ending .docx.")
            check_archive(archive, file)
            yield from _articles(file, archive, sidecar)


def _articles(file: CorpusFile, archive: ZipFile, sidecar: Sidecar) -> Iterator[Source | Problem]:
    members = [member for member in archive.infolist() if not member.is_dir() and _is_shown(member.filename)]
    members.sort(key=lambda member: member.filename)
    for what, hint, odd in (
        ("protected by a password", "Unpack it and put its files into the corpus.", _is_encrypted),
        ("links", "Put the files themselves into the archive.", is_link),
        ("with paths that lead out of it", DISTRUST, lambda member: leads_out(member.filename)),
    ):
        found = [member for member in members if odd(member)]
        if found:
            members = [member for member in members if member not in found]
            number = "a file" if len(found) == 1 else f"{len(found):,} files"
            are = {"links": "that is a link" if len(found) == 1 else "that are links"}.get(what, what)
            first = found[0].filename
            yield Problem(file.id, f"{file.id} holds {number} {are} ({first}); not read.", hint)
    tables = _tables(file, archive, [m for m in members if m.filename.rpartition("/")[2].lower() == SIDECAR], sidecar)
    members = [member for member in members if member.filename.rpartition("/")[2].lower() != SIDECAR]
    unread: list[str] = []
    taken: set[str] = set()
    for member in members:
        kind = suffix(member.filename)
        if kind in ARCHIVES or reader_for(kind) is None:
            unread.append(kind or "no ending")
            continue
        yield from _member(file, archive, member, unique(f"{file.id}#{member.filename}", taken), tables)
    if not members:
        yield Problem(file.id, f"{file.id} holds no file that can be read.", "Take it out of the corpus.")
    elif len(unread) == len(members):
        kinds = ", ".join(sorted(set(unread)))
        yield Problem(file.id, f"{file.id} holds only files of other kinds ({kinds}).", "Take it out of the corpus.")
    elif unread:
        number = "1 file of another kind" if len(unread) == 1 else f"{len(unread):,} files of other kinds"
        kinds = ", ".join(sorted(set(unread)))
        yield Problem(file.id, f"{file.id} holds {number} ({kinds}); not read.", "", note=True)


def _member(
    file: CorpusFile, archive: ZipFile, member: ZipInfo, name: str, sidecar: Sidecar
) -> Iterator[Source | Problem]:
    if member.file_size > file.options.most_bytes:
        hint = f"Split it, or let it be read with --max-bytes {member.file_size}."
        most = f"{file.options.most_bytes:,}"
        yield Problem(name, f"{name} holds {member.file_size:,} bytes, more than the {most} that are read.", hint)
        return
    try:
        content = archive.read(member)
    except Exception as error:  # zlib, bz2 and lzma each have their own for damaged data
        if isinstance(error, MemoryError):
            raise
        yield Problem(name, f"{name} can't be unpacked: the archive is damaged there.", DAMAGED)
        return
    inner = CorpusFile(member.filename, name, member.file_size, 0, file.options, content)
    yield from read_file(inner, sidecar)


def _tables(file: CorpusFile, archive: ZipFile, members: list[ZipInfo], beside: Sidecar) -> Sidecar:
    """The metadata tables of an archive, and behind them those of the corpus."""
    if not members:
        return beside
    found = []
    for member in members:
        if member.file_size <= file.options.most_bytes:
            try:
                content = archive.read(member)
            except Exception:  # said of the member when it is read as an article: here it only adds nothing
                continue
            found.append(CorpusFile(member.filename, member.filename, member.file_size, 0, file.options, content))
    own = tables_of(Listing(Path(file.path).parent, (), tuple(found)))
    return own.within(f"{file.id}#", beside)


def _is_encrypted(member: ZipInfo) -> bool:
    return bool(member.flag_bits & ENCRYPTED)


def _is_shown(name: str) -> bool:
    """Whether a file is none of those that systems hide in archives."""
    return not any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in name.split("/"))
