"""A progress bar on standard error, for people who wait at a terminal."""

import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import rich.progress

    from kimxi_cli.pipeline import Step


class Progress:
    """Called with each step. Shows nothing, and imports nothing, before it is first called; leaves no trace.

    with_file: name the file read last as well.
    """

    def __init__(self, *, shown: bool, with_file: bool = False) -> None:
        self._shown = shown
        self._with_file = with_file
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None
        self._began = 0.0

    def __call__(self, step: "Step") -> None:
        if not self._shown:
            return
        if self._bar is None:
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task("Analysing", total=step.total, said="")
            self._began = time.monotonic()
        assert self._task is not None
        self._bar.update(self._task, completed=step.done, total=step.total, said=self._said(step))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _said(self, step: "Step") -> str:
        """Words a second since the model was ready, and the file."""
        from rich.markup import escape

        from kimxi_cli.report.safe import visible

        seconds = time.monotonic() - self._began
        said = f"{step.words / seconds:,.0f} words/s" if step.words and seconds else ""
        return f"{said}  {escape(visible(step.file))}" if self._with_file else said


def _bar() -> "rich.progress.Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("files")),
        *(TimeRemainingColumn(elapsed_when_finished=True), TextColumn("{task.fields[said]}")),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
