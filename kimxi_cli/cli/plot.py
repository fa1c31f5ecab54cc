"""--plot: a picture in the place of rows."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kimxi_cli.cli.output import Output
from kimxi_cli.cli.run import FOUND, NOTHING_FOUND, Run
from kimxi_cli.cli.talk import tell
from kimxi_cli.errors import KimxiError
from kimxi_cli.report import Format

if TYPE_CHECKING:
    from kimxi_cli.draw import Picture


def target(run: Run, path: Path) -> Output:
    """Where the picture goes. Raises KimxiError, before any work is done, where it can't go there."""
    if run.output.path is not None or run.options.format is not None:
        raise KimxiError("--plot draws in the place of rows.", "Leave --output and --format out.")
    from kimxi_cli.draw import check

    check(path)
    place = Output(path, Format.TABLE)
    place.spare_corpus(run.options.corpus)
    return place


def plot[T](run: Run, place: Output, rows: Sequence[T], draw: "Callable[[Sequence[T]], Picture]", nothing: str) -> int:
    """Draw the rows and write the picture; FOUND or NOTHING_FOUND. nothing: what is said where there is none."""
    if not rows:
        run.warn(nothing)
        return NOTHING_FOUND
    assert place.path is not None
    place.spare(run.store().path, "the store", "Name another file.")
    picture = draw(rows)
    content = picture.file(place.path)
    place.put(lambda out: out.buffer.write(content))
    if not run.options.quiet:
        tell(f"{place.path}: {picture.told}")
    return FOUND
