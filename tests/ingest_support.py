"""What the tests of readers share: files in a folder, read."""

from collections.abc import Sequence
from pathlib import Path

from kimxi_cli.ingest import ReadOptions, read, scan, sidecar
from kimxi_cli.model import Problem, Source

TALKS = (
    "Ministers resume talks in Geneva",
    "GENEVA, March 4 (Sample Wire) — Foreign minister Anna Berg met her counterpart Jan Vries on Wednesday for the"
    " first talks in two years, officials said.",
    "“We have a road to walk, and today we took the first step,” Berg told reporters after the meeting at a hotel by"
    " the lake.",
    "Vries said both sides would meet again in Oslo before the summer, and that the question of fishing rights was far"
    " from settled.",
)
"""An article: its headline and paragraphs."""


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def found(folder: Path, options: ReadOptions | None = None) -> list[Source | Problem]:
    """All that a folder's files read as."""
    listing = scan(folder, options or ReadOptions())
    table = sidecar(listing)
    return [each for file in listing.files for each in read(file, table)]


def sources(given: Sequence[Source | Problem]) -> list[Source]:
    return [each for each in given if isinstance(each, Source)]


def problems(given: Sequence[Source | Problem]) -> list[str]:
    return [each.message for each in given if isinstance(each, Problem)]


def page(*paragraphs: str, head: str = "", body: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs[1:])
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}"
        f"<article><h1>{paragraphs[0]}</h1>{text}</article></body></html>"
    )
