"""What is said on standard error: faults, warnings, summaries."""

import errno
import os
import sys
from contextlib import suppress
from typing import BinaryIO

from kimxi_cli.errors import KimxiError
from kimxi_cli.report.safe import visible


def tell(message: str, hint: str = "") -> None:
    """A message and, below it, what to do; never with control characters of a file's name or text in it."""
    if sys.stderr is None:  # closed from the start (2>&-)
        return
    with suppress(OSError):  # nobody may be reading: that must not end the run
        sys.stderr.write(f"kimxi: {_printable(message)}\n")
        if hint:
            sys.stderr.write("".join(f"  {_printable(line)}\n" for line in hint.splitlines()))
        sys.stderr.flush()


def is_watched() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def _printable(text: str) -> str:
    encoding = sys.stderr.encoding or "utf-8"
    return visible(text).encode(encoding, "replace").decode(encoding)


def close_quietly() -> None:
    """Nobody reads our output any more, or nothing can be written there: let the last flush go nowhere."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def cannot_write(where: object, error: OSError) -> KimxiError:
    """What to raise where output could not be written, with what to do about it."""
    hint = "Name another file with --output."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "Free some space, or write to another place with --output."
    return KimxiError(f"can't write {where}: {error.strerror or error}.", hint)


def standard_input(wanted: str) -> BinaryIO:
    """Standard input. Raises KimxiError where it was closed from the start (<&-); wanted: what to pipe in."""
    if sys.stdin is None:
        raise KimxiError("can't read standard input: it is closed.", f"Pipe {wanted} in, or name a file.")
    return sys.stdin.buffer
