"""Links to other articles: labelled ones, lists of related stories, and headlines standing between paragraphs."""

import re
from functools import cache

from kimxi_cli.clean.page import BODY_WORDS, SPEAKER_LABEL, Finding, Line, Page, is_one_of, opening, whole
from kimxi_cli.lexicon import table
from kimxi_cli.model import BlockKind

_LABEL = re.compile(r"(?P<label>[A-Za-z][\w'’ ]{2,40}?)\s*:(?P<gap>\s*)(?=\S)")
_INVITATIONS = ("read more", "watch now", "see more", "learn more", "full story")
_READ_MORE = re.compile(rf".{{8,200}}[\w?!'’”]\s+(?:{'|'.join(_INVITATIONS)})\s*[.>»]?", re.I)
_FILM = re.compile(r"(?:play video|just watched|watch)\b.{0,200}(?:\d{1,2}:\d\d|[–—-] video)(?:.{0,120})?", re.I)
_GLUE = re.compile(r"(?:(?<=[a-z][a-z])|(?<=[a-z][’'”\")?!]))(?:[A-Z][a-z]+|US|UN|UK|EU|A|I)(?=[\s’'-])")
HEADING_WORDS = 5
"""Up to that many words a title-like line between paragraphs is a heading of this article, above it another's."""
LONGEST_LIST = 12
"""Items of a list that are looked back over for the colon before it."""
LONGEST_GLUED = 6_000
"""Characters of a line that is looked through for seams."""
QUESTION_WORDS = 12
"""Up to that many words a question between paragraphs is a heading."""


def more_link(line: Line, page: Page) -> Finding | None:
    """A labelled link: "READ MORE: …", "Related: …", "More:…"; any label without a space after its colon."""
    match = _LABEL.match(line.bare) if line.words <= 40 and line.short else None
    if match is None:
        return None
    label, rest = match["label"].lower().strip(), line.bare[match.end() :]
    listed = label in _labels()
    if listed and (
        not match["gap"] or not ends_as_sentence(rest) or label.startswith(("read", "related", "see", "also"))
    ):
        return whole(line, BlockKind.RELATED, f"more_link: labelled {match['label']!r}")
    if (
        not match["gap"]
        and rest[:1].isupper()
        and not ends_as_sentence(rest)
        and len(rest.split()) >= 4
        and not page.transcript
    ):
        return whole(line, BlockKind.RELATED, "more_link: label and headline without a space between")
    return None


def read_more(line: Line, page: Page) -> Finding | None:
    """A headline with "Read more" after it."""
    if line.words > 40 or not line.bare[-20:].rstrip(" .>»").lower().endswith(_INVITATIONS):
        return None
    if _READ_MORE.fullmatch(line.bare):
        return whole(line, BlockKind.RELATED, "read_more: headline with Read more after it")
    return None


def film_link(line: Line, page: Page) -> Finding | None:
    """The title of a film with its running time."""
    if line.words <= 50 and line.short and _FILM.fullmatch(line.bare):
        return whole(line, BlockKind.RELATED, "film_link: title of a film")
    return None


def related_section(line: Line, page: Page) -> Finding | None:
    """The heading of a list of other stories: "Related stories", "Most read"."""
    if line.words > 10 or page.head or not is_one_of("related_marker_patterns", line):
        return None
    return opening(line, BlockKind.RELATED, "related_section: heading of a list of other stories", BlockKind.RELATED)


def glued_headlines(line: Line, page: Page) -> Finding | None:
    """Several headlines in one line without anything between them: "…talksRail strike enters third weekMinister …"."""
    if line.words < 12 or len(line.bare) > LONGEST_GLUED or ends_as_sentence(line.bare):
        return None
    seams = sum(1 for _ in _GLUE.finditer(line.bare))
    stops = line.bare.count(". ") + line.bare.count(".” ") + line.bare.count('." ')
    if seams >= 3 and seams > 2 * stops and seams * 30 >= line.words:
        return whole(line, BlockKind.RELATED, "glued_headlines: headlines run together in one line")
    return None


def capital_link(line: Line, page: Page) -> Finding | None:
    """A headline in capitals between paragraphs."""
    if page.head or not 6 <= line.words <= 25 or not line.bare.isupper() or line.final or page.transcript:
        return None
    return whole(line, BlockKind.RELATED, "capital_link: headline in capitals between paragraphs")


def subheading(line: Line, page: Page) -> Finding | None:
    """A heading of this article: a few title-like words, or a question, alone between paragraphs."""
    if (
        page.head
        or page.tail
        or not line.titular
        or line.bullet
        or (page.transcript and SPEAKER_LABEL.match(line.bare))
    ):
        return None
    question = line.bare.rstrip("\"'”’").endswith("?") and line.words <= QUESTION_WORDS
    if line.text.startswith("#") or line.words <= HEADING_WORDS or question:
        return whole(line, BlockKind.HEADING, "subheading: title-like words between paragraphs")
    return None


def related_headline(line: Line, page: Page) -> Finding | None:
    """Another article's headline alone between paragraphs: no full stop, no speech mark, nothing of a statement."""
    if page.head or not HEADING_WORDS < line.words <= 20 or not line.titular or line.bullet or page.transcript:
        return None
    if line.bare.endswith("?") or _statement().search(line.bare) or in_list(page) or not page.punctuated:
        return None
    return whole(line, BlockKind.RELATED, "related_headline: headline of another article between paragraphs")


def in_list(page: Page) -> bool:
    """Whether the line is an item of a list that a colon has announced."""
    for back in range(1, LONGEST_LIST):
        above = page.line(-back)
        if above is None or above.words > 2 * BODY_WORDS:
            return False
        if above.bare.endswith((":", ",", ";")):
            return True
        if above.final:
            return False
    return False


@cache
def _statement() -> re.Pattern[str]:
    """What headlines leave out and sentences have: forms of the past, first persons, speech marks, opening phrases."""
    lists = {key: "|".join(table("clean")[key]) for key in ("statement_words", "statement_openers", "phrase_openers")}
    return re.compile(
        rf"\b(?:{lists['statement_words']})\b|[\"“”]|^(?:{lists['statement_openers']})\b"
        r"|^(?:The|A|An)\b.*\b(?:is|are|has|have|will|would)\b"
        rf"|(?:^|\s)(?:{lists['phrase_openers']}) [^,]{{3,60}},\s"
    )


def ends_as_sentence(text: str) -> bool:
    return text.rstrip("\"'”’»)]*").endswith((".", "!", "…"))


def _labels() -> frozenset[str]:
    return frozenset(table("clean")["link_labels"])
