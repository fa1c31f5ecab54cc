"""Quotation marks cut, doubled and swapped at random, and what must hold of the quotes all the same.

`python -m tests.quote_fuzz FOLDER [N]` does it N times (500) on the texts of a folder, through the whole of kimxi.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kimxi_cli.analysis import analyse_sources
from kimxi_cli.annotate import Annotator
from kimxi_cli.model import Block, Source
from kimxi_cli.quotes.marks import Marked
from kimxi_cli.rows import corpus_rows

MARKS = "“”\"'‘’«»„`"
MOST_CHANGES = 6
PARAGRAPHS = 4
"""Paragraphs of a text that are taken at a time."""


def texts(folder: Path) -> list[str]:
    """The articles below a folder, in a fixed order."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.name != "README.md")
    return [path.read_bytes().decode("utf-8-sig", "replace") for path in files]


def pieces(folder: Path) -> list[str]:
    """Stretches of some paragraphs with at least one mark."""
    out = []
    for text in texts(folder):
        paragraphs = [line for line in text.split("\n") if line.strip()]
        for k in range(0, len(paragraphs), PARAGRAPHS):
            piece = "\n\n".join(paragraphs[k : k + PARAGRAPHS])
            if any(mark in piece for mark in MARKS):
                out.append(piece)
    return out


def broken(pieces: Sequence[str], seed: int) -> Iterator[str]:
    """Without end: a piece with up to MOST_CHANGES of its marks cut, doubled, swapped for another, or moved."""
    chance = random.Random(seed)
    while True:
        text = list(chance.choice(pieces))
        for _ in range(chance.randint(1, MOST_CHANGES)):
            at = [k for k, c in enumerate(text) if c in MARKS]
            if not at:
                break
            k = chance.choice(at)
            match chance.randrange(4):
                case 0:
                    del text[k]
                case 1:
                    text.insert(k, text[k])
                case 2:
                    text[k] = chance.choice(MARKS)
                case _:
                    other = chance.choice(at)
                    text[k], text[other] = text[other], text[k]
        yield "".join(text)


def check_marked(text: str, blocks: Sequence[Block], marked: Sequence[Marked]) -> None:
    """Marked spans hold words, stand in text order without overlap, and lie between their marks in their blocks."""
    end = 0
    for span in marked:
        assert end <= span.start < span.end <= len(text)
        assert span.open < span.start
        assert span.close is None or span.end <= span.close
        assert any(c.isalnum() for c in text[span.start : span.end])
        assert blocks[span.first].start <= span.open
        assert span.end <= blocks[span.last].end
        end = span.end


def check_quotes(annotator: Annotator, text: str) -> int:
    """Every span of the quotes of a text is right; how many quotes there are."""
    (analysis,) = analyse_sources(annotator, [Source("a.txt", text)])
    rows = corpus_rows([analysis]).quotes
    for row in rows:
        assert 0 <= row.start < row.end <= len(text)
        assert row.text == text[row.start : row.end]
        assert 0 <= row.confidence <= 1
        for part in row.quoted:
            assert part.text == text[part.start : part.end]
            assert row.start <= part.start < part.end <= row.end
        if row.speaker_start is not None:
            assert row.speaker_text == text[row.speaker_start : row.speaker_end]
    return len(rows)


if __name__ == "__main__":
    annotator = Annotator()
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    quotes = 0
    for _, text in zip(range(number), broken(pieces(Path(sys.argv[1])), seed=1), strict=False):
        quotes += check_quotes(annotator, text)
    print(f"{number} texts, {quotes} quotes: all spans right")  # noqa: T201
