"""Several articles in one text, as press databases export them, each with a block of facts before it.

Two layouts are known, both of Nexis: the older one numbers its documents ("3 of 40 DOCUMENTS") and labels the facts in
capitals ("HEADLINE:", "BYLINE:"); the newer one ends each with "End of Document" and sets a line "Body" over the text.
"""

import re
from collections.abc import Iterator

from kimxi_cli.ingest.fields import Metadata, day, line, names
from kimxi_cli.ingest.listing import CorpusFile
from kimxi_cli.ingest.metadata_csv import Sidecar
from kimxi_cli.ingest.source import Left, article, check, is_blank
from kimxi_cli.model import Problem, Source

NUMBERED = re.compile(r"^[ \t\f]*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS[ \t]*\r?$", re.M)
END = re.compile(r"^[ \t\f]*End of Document[ \t]*\r?$", re.M)
LABEL = re.compile(r"^[ \t]*(?P<label>[A-Z][A-Za-z-]{2,19}):[ \t]*(?P<value>\S.*?)?[ \t]*\r?$", re.M)
BODY = re.compile(r"^[ \t]*(?:Body|BODY:|TEXT:)[ \t]*\r?$", re.M)
TAIL = re.compile(
    r"^[ \t]*(?:LOAD-DATE:|Load-Date:|LANGUAGE:|PUBLICATION-TYPE:|DOCUMENT-TYPE:|GRAPHIC:|Graphic[ \t]*\r?$"
    r"|Classification[ \t]*\r?$|Copyright \d{4} )",
    re.M,
)
"""The first line of what follows a document's text."""
RIGHTS = re.compile(r"(?:Copyright\b|©|All Rights Reserved)", re.I)
CLOCK = re.compile(r"[ ,]+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}:\d\d).*$")
"""What stands behind the day of publication: "March 4, 2015 Wednesday 9:12 PM GMT"."""
WIDEST = 100
"""Characters of a line, up to which all lines of a text must be for it to count as broken at a fixed width."""
PARAGRAPH = "\n\n"
READER = "press database export"
HEADER = "header block"
LEFT = "header block and closing lines of the export"


def is_export(text: str) -> bool:
    """Whether a text is an export of a press database."""
    if " DOCUMENTS" in text[:5_000] and NUMBERED.search(text[:5_000]):
        return True
    return "End of Document" in text and END.search(text) is not None and BODY.search(text) is not None


def articles(
    file: CorpusFile,
    text: str,
    sidecar: Sidecar,
    *,
    reader: str,
    own: Metadata | None = None,
    told: str = "",
    left: Left = (),
) -> Iterator[Source | Problem]:
    """The articles of an export, their ids `path#number`; the one article that any other text is.

    Raises UnreadableError for a text that is none (see `check`).
    """
    if is_export(text):
        yield from documents(file, text, sidecar, reader=reader)
        return
    check(text)
    yield article(file.id, text, own, sidecar.get(file.id), reader=reader, told=told, left=left)


def documents(file: CorpusFile, text: str, sidecar: Sidecar, *, reader: str) -> Iterator[Source | Problem]:
    """The articles of an export."""
    mark = END if END.search(text) else NUMBERED
    pieces = [piece for piece in _pieces(mark, text) if not is_blank(piece)]
    for number, piece in enumerate((p for p in pieces if BODY.search(p) or LABEL.search(p)), 1):
        name = f"{file.id}#{number}"
        body, facts = _document(piece)
        if is_blank(body):
            yield Problem(name, f"{file.id}, document {number}, has no text.", "Export it again, with its full text.")
            continue
        left = ((LEFT, len("".join(piece.split())) - len("".join(body.split()))),)
        kind = f"{READER} ({reader})"
        yield article(name, body, facts, sidecar.get(name), reader=kind, told=HEADER, left=left)


def _pieces(mark: re.Pattern[str], text: str) -> Iterator[str]:
    start = 0
    for match in mark.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _document(piece: str) -> tuple[str, Metadata]:
    """Headline and text of one document, and the facts of its header block."""
    body = BODY.search(piece)
    start = body.end() if body else _end_of_labels(piece)
    head = piece[: body.start() if body else start]
    tail = TAIL.search(piece, start)
    text = unwrapped(piece[start : tail.start() if tail else None])
    labels = {match["label"].lower(): (match.start(), _value(head, match)) for match in LABEL.finditer(head)}
    loose = [raw.strip() for raw in head[: min((at for at, _ in labels.values()), default=None)].splitlines()]
    loose = [each for each in loose if each and not RIGHTS.match(each) and not NUMBERED.match(each)]
    days = [(k, found) for k, each in enumerate(loose) if (found := day(CLOCK.sub("", each)))]
    position, published = days[0] if days else (len(loose), None)
    before = loose[:position]
    headline = labels.get("headline", (0, None))[1]
    title = headline or (before[0] if len(before) > 1 else None)
    source = before[-1] if before else None
    facts = Metadata(line(title), line(source), names(labels.get("byline", (0, None))[1]), published)
    return (f"{facts.title}{PARAGRAPH}{text}" if facts.title and text else text), facts


def unwrapped(text: str) -> str:
    """A text with each paragraph on one line, if its lines were broken at a fixed width."""
    text = text.strip()
    paragraphs = [[raw.strip() for raw in part.splitlines()] for part in re.split(r"\n[ \t\r]*\n", text)]
    broken = [each for lines in paragraphs for each in lines[:-1]]
    if not broken or max(map(len, broken)) > WIDEST:
        return text
    return PARAGRAPH.join(" ".join(each for each in lines if each) for lines in paragraphs if any(lines))


def _value(head: str, match: re.Match[str]) -> str | None:
    """A label's value, with the lines up to the next empty one: long headlines are wrapped."""
    rest = re.split(r"\n[ \t\r]*\n", head[match.end("label") + 1 :].lstrip(), maxsplit=1)[0]
    lines = rest.splitlines()
    more = next((k for k, each in enumerate(lines) if k and LABEL.match(each)), len(lines))
    return " ".join(" ".join(lines[:more]).split()) or None


def _end_of_labels(piece: str) -> int:
    """Where the paragraph of the last label of the header ends, in a document that does not mark its text."""
    found = list(LABEL.finditer(piece[:3_000]))
    last = next((m for m in reversed(found) if m["label"].lower() in ("length", "byline", "headline", "section")), None)
    return piece.find("\n", last.end()) + 1 if last and "\n" in piece[last.end() :] else 0
