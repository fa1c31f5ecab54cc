"""Text from articles, made fit for a terminal."""

import re

_SEQUENCES = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]{0,400}(?:\x07|\x1b\\\\)")
"""What a terminal takes as one order: colours and the cursor (CSI), titles and links (OSC)."""

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text on one line, without anything that acts on a terminal.

    Line breaks and tabs become blanks. Escape sequences and the other control characters (C0, DEL, C1), marks that
    turn the direction of writing and halves of surrogate pairs are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", _BREAKS.sub(" ", _SEQUENCES.sub("", text)))
