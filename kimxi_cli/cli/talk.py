"""What is said on standard error: faults, warnings, summaries."""

import os
import sys
from contextlib import suppress

from kimxi_cli.report.safe import visible


def tell(message: str, hint: str = "") -> None:
    """A message and, below it, what to do; never with control characters of a file's name or text in it."""
    with suppress(OSError):  # nobody may be reading: that must not end the run
        sys.stderr.write(f"kimxi: {_printable(message)}\n")
        if hint:
            sys.stderr.write("".join(f"  {_printable(line)}\n" for line in hint.splitlines()))
        sys.stderr.flush()


def _printable(text: str) -> str:
    encoding = sys.stderr.encoding or "utf-8"
    return visible(text).encode(encoding, "replace").decode(encoding)


def close_quietly() -> None:
    """Nobody reads our output any more: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
