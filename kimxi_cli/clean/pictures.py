"""Pictures and players: captions are read, who took the picture is not."""

import re

from kimxi_cli.clean.page import LISTED, MARKUP, SHORT, Finding, Line, Page, cut, whole
from kimxi_cli.lexicon import table, words
from kimxi_cli.model import BlockKind

_AGENCIES = "|".join(sorted(map(re.escape, table("clean")["picture_agencies"]), key=len, reverse=True))
_LABELS = tuple(table("clean")["caption_labels"])
_PHOTO = r"(?:photo(?:graph)?|picture|image|pic|credit)s?"
_BRACKETED = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,40}}\b)?(?:{_PHOTO}|courtesy|file|{_AGENCIES})\b[^()\[\]]{{0,80}}[)\]]\.?\s*\|?$", re.I
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[.!?\"”’)\]*|])\s*|\s(?=(?-i:[A-Z]))){_PHOTO}(?: by| courtesy(?: of)?| credit)?\s*:\s*"
    r"(?-i:[A-Z©])[^:!?]{1,80}$",
    re.I,
)
_TRAILING = re.compile(
    r"(?<=[.!?”\"])\s+(?P<who>(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}/)?"
    rf"(?:via )?(?:{_AGENCIES})(?:/[A-Z][\w.'’/ -]{{1,40}})?(?: (?:photo|file photo|images))?\.?)$",
    re.I,
)
_ALONE = re.compile(
    rf"(?:file )?{_PHOTO}(?: credit)?\s*(?::|by|courtesy|copyright)\s*.{{1,80}}"
    rf"|(?:\w[\w.'’ -]{{1,40}}/)?(?:via )?(?:{_AGENCIES})(?:/[\w.'’/ -]{{1,40}}| photo| images)?\.?"
    rf"|[(\[]?(?:{_AGENCIES}) (?:file )?photo/.{{1,60}}",
    re.I,
)
_LEADING = re.compile(rf"{_PHOTO}(?: credit| by)?\s*:\s*[A-Z][^.:|]{{1,60}}[.|]\s+(?=(?-i:[A-Z])|[\"“‘'])", re.I)
_PLAYER = re.compile(
    r"(?:media playback is (?:un)?supported on (?:your|this) device\s*)?"
    r"(?:image (?:copyright|source)\s*,?\s*\S.{0,60}?\s*)?(?:(?:image|media) caption,?\s*)(?=\S)"
    r"|image (?:copyright|source)[,\s]\s*\S.{0,60}$"
    r"|media playback is (?:un)?supported.{0,80}$",
    re.I,
)
_SHARED = re.compile(r"(?:(?:facebook|twitter|pinterest|whatsapp|email|share|linkedin)\s+){2,}", re.I)
_INLINE = re.compile(
    rf"(?<=[.!?”\"])\s+\((?:[^()\n]{{0,40}}/\s?)?(?:{_AGENCIES})(?:\s?/[^()\n]{{0,60}}| photo[^()\n]{{0,60}})?\)"
    r"(?=\s+(?:(?-i:[A-Z])|[“\"‘]))",
    re.I,
)
INLINE_SCAN = 200_000
"""Characters of a paragraph that are looked through for credits in its middle."""


def player(line: Line, page: Page) -> Finding | None:
    """What a page's player or picture frame says before the caption: "Image copyright … Image caption …"."""
    match = _PLAYER.match(line.bare[:SHORT]) if line.bare[:5].lower() in ("image", "media") else None
    if match is None:
        return None
    kind = BlockKind.CREDIT if "copyright" in match.group().lower() else BlockKind.BOILERPLATE
    return _labelled_caption(line, match.end(), "player: frame of a picture or film", kind)


def caption_label(line: Line, page: Page) -> Finding | None:
    """A label before a caption or highlight ("Photo caption: …", "Story highlights …"), or share links before it."""
    low = line.bare[:30].lower()
    for label in _LABELS if low.startswith(_LABELS) else ():
        if low.startswith(label) and (colon := re.match(r"\s*(:|[-–—](?=\s))\s*", line.bare[len(label) :])):
            return _labelled_caption(line, len(label) + colon.end(), "caption_label: label of a caption")
    if low.startswith("story highlights "):
        return cut_at(line, len("story highlights "), BlockKind.BOILERPLATE, LISTED, BlockKind.HEADING)
    shared = _SHARED.match(line.bare[:SHORT]) if line.words > 4 else None
    if shared:
        return _labelled_caption(line, shared.end(), "caption_label: share links before a caption", BlockKind.SHARE)
    return None


def photo_credit(line: Line, page: Page) -> Finding | None:
    """A credit alone on a line, or before a caption: "Photo: Sample Wire. The two leaders on Tuesday"."""
    if not line.short:
        return None
    if line.words <= 10 and _ALONE.fullmatch(line.bare) and not line.bare.rstrip(".").count(". "):
        return whole(line, BlockKind.CREDIT, "photo_credit: who took the picture")
    leading = _LEADING.match(line.bare)
    if leading and line.words > len(leading.group().split()) + 1:
        return cut_at(line, leading.end(), BlockKind.CREDIT, "photo_credit: who took the picture", BlockKind.CAPTION)
    return None


def caption(line: Line, page: Page) -> Finding | None:
    """A line that ends in a credit is a caption: "… in Geneva. Photo: Sample Wire", "… (AP Photo/Anna Berg)"."""
    if line.words > 120 or len(line.bare) > 900:
        return None
    credit = _credit_at_end(line.bare)
    if credit is None:
        return None
    return cut_at(
        line,
        credit,
        BlockKind.CAPTION,
        "caption: ends in a picture credit",
        BlockKind.CREDIT,
        "photo_credit: who took the picture",
    )


def inline_credit(line: Line, page: Page) -> Finding | None:
    """Credits in brackets between two sentences of a paragraph: what stands before the first is its caption or body."""
    if "(" not in line.bare or line.words < 12:
        return None
    pieces: list[tuple[int, BlockKind, str]] = [(0, BlockKind.BODY, "")]
    for match in _INLINE.finditer(line.text, 0, INLINE_SCAN):
        at = match.start() + len(match.group()) - len(match.group().lstrip())
        pieces += [(at, BlockKind.CREDIT, "photo_credit: who took the picture"), (match.end(), BlockKind.BODY, "")]
    return cut(line, pieces) if len(pieces) > 1 else None


def cut_at(line: Line, at: int, first: BlockKind, why: str, second: BlockKind, why_second: str = "") -> Finding:
    """A finding of two pieces, divided at a position in the line's text without markup."""
    offset = max(line.text.find(line.bare[:40]), 0)
    signs = [(0, BlockKind.BOILERPLATE, MARKUP)] if offset else []
    return cut(line, [*signs, (offset, first, why), (offset + at, second, why_second)])


def _credit_at_end(text: str) -> int | None:
    """Where the credit begins that a text ends in, None if there is none."""
    start = max(0, len(text) - 160)
    end = text[start:]
    if end[-1] in ")].|" and (bracketed := _last(_BRACKETED, end)) is not None:
        return start + bracketed
    if ":" in end and (labelled := _last(_LABELLED, end.rstrip(" |*_."))) is not None:
        return start + labelled
    name = end.rstrip(".").rpartition(" ")[2].lower()
    if "/" in end or name in words("clean", "picture_agencies") or name in ("images", "photo"):
        trailing = _TRAILING.search(end)
        return start + trailing.start("who") if trailing else None
    return None


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Start of the pattern's last match in a text."""
    return next((match.start() for match in reversed(list(pattern.finditer(text)))), None)


def _labelled_caption(line: Line, at: int, why: str, kind: BlockKind = BlockKind.CREDIT) -> Finding:
    """A caption after a label, its credit taken off as well."""
    offset = max(line.text.find(line.bare[:40]), 0)
    rest = line.bare[at:]
    if not rest:
        return whole(line, kind, why)
    pieces = [(0, kind, why), (offset + at, BlockKind.CAPTION, "caption: after its label")]
    credit = _credit_at_end(rest) if len(rest) < 900 else None
    if credit:
        pieces.append((offset + at + credit, BlockKind.CREDIT, "photo_credit: who took the picture"))
    return cut(line, pieces)
