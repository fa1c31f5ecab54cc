"""What is not unpacked: archives made to become too much."""

from zipfile import ZipFile, ZipInfo

from kimxi_cli.ingest.listing import CorpusFile, UnreadableError

MOST_MEMBERS = 200_000
"""Files in one archive."""
HIGHEST_RATIO = 200
"""Size unpacked by size packed; text shrinks to a third or a tenth, a zip bomb to a thousandth."""
NOTICED = 10_000_000
"""Bytes unpacked, below which a high ratio harms nobody."""
DISTRUST = "Take it out of the corpus if you don't know where it is from."


def check_archive(archive: ZipFile, file: CorpusFile) -> None:
    """Raises UnreadableError where an archive holds too many files, or too much in too little."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(
            f"holds {len(members):,} files, more than the {MOST_MEMBERS:,} that are read", "Split it."
        )
    unpacked, packed = sum(m.file_size for m in members), sum(m.compress_size for m in members)
    bomb = next((m for m in members if _is_bomb(m.file_size, m.compress_size)), None)
    if bomb or _is_bomb(unpacked, packed):
        size, of = (bomb.file_size, bomb.compress_size) if bomb else (unpacked, packed)
        raise UnreadableError(
            f"unpacks to {size // max(1, of):,} times its size, as a zip bomb does; it was not unpacked", DISTRUST
        )


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > NOTICED and unpacked > HIGHEST_RATIO * max(1, packed)


def is_link(member: ZipInfo) -> bool:
    """Whether a file in an archive is a symbolic link."""
    return (member.external_attr >> 16) & 0o170000 == 0o120000


def leads_out(name: str) -> bool:
    """Whether a path names something outside the archive."""
    return name.startswith(("/", "\\")) or name[1:2] == ":" or ".." in name.replace("\\", "/").split("/")
