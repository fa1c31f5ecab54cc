"""What pages put around articles: bars, forms, adverts, notes, rules and rights."""

import re

from kimxi_cli.clean.page import SHORT, Finding, Line, Page, cut, is_one_of, opening, whole
from kimxi_cli.lexicon import words
from kimxi_cli.model import BlockKind

_WORDS = re.compile(r"[^\s,|]+")
_LETTER = re.compile(r"[^\W_]")
_AGENCY_TRAILER = re.compile(
    r"\((?:(?:additional |with )?(?:reporting|writing|editing|translated|compiled) (?:by|from) [^()]*"
    r"|with (?:inputs?|agencies|files)[^()]*)\)\.?$",
    re.I,
)
_REACHED = re.compile(
    r"\b(?:follow (?:him|her|them|me|us) (?:on|at)\b|(?:reach|contact|e-?mail) (?:him|her|them|me) (?:directly )?at\b"
    r"|can be reached (?:at|on)\b|(?:on twitter|twitter):? @\w+\.?$)",
    re.I,
)
TRAILER = 500
"""Characters at a paragraph's end in which the agency's trailer is looked for."""
SCRAP_WORDS = 8
"""Most words of a line that belongs to a share bar above it without being one of its own."""

FORM_BODY_WORDS = 100
"""Words of article above a comment form from which on all below it is readers' comments."""


def separator(line: Line, page: Page) -> Finding | None:
    """Nothing but signs: "___", "* * *"."""
    if _LETTER.search(line.text):
        return None
    return whole(line, BlockKind.BOILERPLATE, "separator: nothing but signs")


def share_bar(line: Line, page: Page) -> Finding | None:
    """Buttons for sharing: "Share this page", "Tweet", "Facebook Twitter Email"."""
    if line.words > 16 or not line.short:
        return None
    opens = BlockKind.SHARE if page.tail else None
    if is_one_of("share_marker_patterns", line):
        return opening(line, BlockKind.SHARE, "share_bar: invites to share", opens)
    found = [word.lower().strip(":.!()") for word in _WORDS.findall(line.bare)]
    anchors, others = words("clean", "share_anchors"), words("clean", "share_words")
    if any(word in anchors for word in found) and all(
        word in anchors or word in others or word.isdigit() or not word for word in found
    ):
        return opening(line, BlockKind.SHARE, "share_bar: names of networks", opens)
    return None


def reaction_bar(line: Line, page: Page) -> Finding | None:
    """Buttons for what the reader feels: "Happy Sad Angry Amused …"."""
    found = [word.lower().strip(":.!()") for word in _WORDS.findall(line.bare)] if 3 <= line.words <= 20 else []
    feelings = [word for word in found if not word.strip("%").isdigit()]
    if len(feelings) >= 3 and all(word in words("clean", "reactions") for word in feelings):
        return opening(line, BlockKind.SHARE, "reaction_bar: names of feelings", BlockKind.SHARE if page.tail else None)
    return None


def comment_form(line: Line, page: Page) -> Finding | None:
    """The form for comments and what counts them; below an article all that follows are comments."""
    if line.words > 30 or not is_one_of("comment_form_patterns", line):
        return None
    ends = not page.head and (page.tail or page.words >= FORM_BODY_WORDS)
    opens = BlockKind.COMMENTS if ends else None
    return opening(line, BlockKind.COMMENTS, "comment_form: form for readers' comments", opens)


def navigation(line: Line, page: Page) -> Finding | None:
    """The way to other pages: "< Prev Next >", "Back to top", "Slideshow (3 images)"."""
    if line.words <= 60 and is_one_of("navigation_patterns", line):
        return whole(line, BlockKind.BOILERPLATE, "navigation: way to other pages")
    return None


def newsletter(line: Line, page: Page) -> Finding | None:
    """Invitations to subscribe, follow, download."""
    if line.words <= 80 and is_one_of("newsletter_patterns", line):
        return whole(line, BlockKind.BOILERPLATE, "newsletter: invitation to subscribe or follow")
    return None


def advert(line: Line, page: Page) -> Finding | None:
    """ "Advertisement", "Story continues below"."""
    if line.words <= 10 and is_one_of("advert_patterns", line):
        return whole(line, BlockKind.BOILERPLATE, "advert: label of an advertisement")
    return None


def rights(line: Line, page: Page) -> Finding | None:
    """Copyright and licence."""
    if (
        line.words <= 70
        and (page.tail or line.bare[:1] in "©(" or line.bare[:9].lower() == "copyright")
        and is_one_of("copyright_patterns", line)
    ):
        return whole(line, BlockKind.BOILERPLATE, "rights: copyright or licence")
    return None


def contribution(line: Line, page: Page) -> Finding | None:
    """Who helped: "Additional reporting by …", "… contributed to this report", "(Reporting by …; Editing by …)"."""
    if (
        line.words <= 60
        and not page.head
        and '"' not in line.bare
        and "“" not in line.bare
        and is_one_of("contribution_patterns", line)
    ):
        return whole(line, BlockKind.BOILERPLATE, "contribution: who else reported")
    return None


def author_note(line: Line, page: Page) -> Finding | None:
    """Who the author is and where to be reached, at the end: "… is a fellow at … Follow her on Twitter @…"."""
    if page.at < page.last_body or line.words > 80 or "“" in line.bare or '"' in line.bare:
        return None
    if _REACHED.search(line.bare):
        return whole(line, BlockKind.BOILERPLATE, "author_note: how to reach the author")
    return None


def agency_trailer(line: Line, page: Page) -> Finding | None:
    """ "(Reporting by …; Editing by …)" at the end of a paragraph."""
    at = max(0, len(line.text) - TRAILER)
    match = _AGENCY_TRAILER.search(line.text, at) if line.text.endswith((")", ").")) else None
    if match is None:
        return None
    return cut(
        line, [(0, BlockKind.BODY, ""), (match.start(), BlockKind.BOILERPLATE, "contribution: who else reported")]
    )


def correction_note(line: Line, page: Page) -> Finding | None:
    """The editors on the article itself: corrections, updates, notes."""
    if line.words <= 150 and is_one_of("correction_patterns", line):
        return whole(line, BlockKind.BOILERPLATE, "correction_note: the editors on the article")
    return None


def open_section(line: Line, page: Page) -> Finding | None:
    """Lines below the heading of a list, bar or form are part of it, up to the next line of certain body."""
    kind = page.section
    if kind is None or (line.body and kind is not BlockKind.COMMENTS):
        return None
    if kind is BlockKind.SHARE and (line.final or line.words > SCRAP_WORDS):
        return None
    if (
        kind is BlockKind.RELATED
        and not page.tail
        and (line.final or not (line.titular or line.bullet))
        and len(line.bare) <= SHORT
    ):
        return None
    return whole(line, kind, f"open_section: below the heading of a {kind.value} part")


def tail_scrap(line: Line, page: Page) -> Finding | None:
    """A few words without a full stop after the last paragraph: no heading, as nothing follows it."""
    if (
        page.tail
        and line.titular
        and not line.final
        and line.words <= 5
        and "“" not in line.bare
        and '"' not in line.bare
    ):
        return whole(line, BlockKind.BOILERPLATE, "tail_scrap: stray words after the last paragraph")
    return None
