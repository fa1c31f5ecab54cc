"""Who said what: sentences in, quotes out. Every name and statement here is made up."""

import pytest

from kimxi_cli.annotate import Annotator
from tests.reading import read

OPENING = "Oslo officials met the press on Friday.\n\n"


def found(annotator: Annotator, text: str) -> list[tuple[str, str, str | None]]:
    """(kind, text, named source as written where it is named) of each quote."""
    analysis = read(annotator, text)
    out = []
    for quote in analysis.quotes:
        source = text[quote.source.start : quote.source.end] if quote.source else None
        out.append((quote.kind, text[quote.start : quote.end], source))
    return out


DIRECT = [
    ("“The bridge is closed,” said Anna Berg.", [("direct", "The bridge is closed,", "Anna Berg")]),
    ('"The bridge is closed," Anna Berg said.', [("direct", "The bridge is closed,", "Anna Berg")]),
    ("‘The bridge is closed,’ Anna Berg said on Friday.", [("direct", "The bridge is closed,", "Anna Berg")]),
    ("'The bridge isn't closed,' Anna Berg said on Friday.", [("direct", "The bridge isn't closed,", "Anna Berg")]),
    ("Anna Berg said: “The bridge is closed.”", [("direct", "The bridge is closed.", "Anna Berg")]),
    ("Anna Berg told reporters, “The bridge is closed.”", [("direct", "The bridge is closed.", "Anna Berg")]),
    (
        "“The bridge,” Anna Berg said, “is closed for good.”",
        [("direct", "The bridge,", "Anna Berg"), ("direct", "is closed for good.", "Anna Berg")],
    ),
    (
        "“The bridge is closed,” said Anna Berg, a senior engineer at the Harbour Institute in Oslo.",
        [("direct", "The bridge is closed,", "Anna Berg")],
    ),
    (
        "“The bridge is closed,” Anna Berg, a senior engineer at the Harbour Institute, said on Friday.",
        [("direct", "The bridge is closed,", "Anna Berg")],
    ),
    (
        "“The bridge is closed,” Anna Berg said. “It will stay closed until the spring.”",
        [
            ("direct", "The bridge is closed,", "Anna Berg"),
            ("direct", "It will stay closed until the spring.", "Anna Berg"),
        ],
    ),
    (
        "“The bridge is closed,” Anna Berg said.\n\n“It will stay closed until the spring.”",
        [
            ("direct", "The bridge is closed,", "Anna Berg"),
            ("direct", "It will stay closed until the spring.", "Anna Berg"),
        ],
    ),
    (
        "“The bridge is closed,” Anna Berg said. “It will stay closed.\n\n“Then we shall open it again.”",
        [
            ("direct", "The bridge is closed,", "Anna Berg"),
            ("direct", "It will stay closed.", "Anna Berg"),
            ("direct", "Then we shall open it again.", "Anna Berg"),
        ],
    ),
    (
        "Anna Berg spoke for an hour. “The bridge is closed,” she said.",
        [("direct", "The bridge is closed,", "Anna Berg")],
    ),
    (
        "Anna Berg was defiant. “We will never give up this bridge.”",
        [("direct", "We will never give up this bridge.", "Anna Berg")],
    ),
    ("“The bridge is closed.” — Anna Berg", [("direct", "The bridge is closed.", "Anna Berg")]),
    ("“The bridge is closed,” a police officer said.", [("direct", "The bridge is closed,", None)]),
    ("“The bridge is closed,” Anna Berg was quoted as saying.", [("direct", "The bridge is closed,", "Anna Berg")]),
    ("“The bridge is closed,” quipped Anna Berg.", [("direct", "The bridge is closed,", "Anna Berg")]),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct(annotator: Annotator, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(annotator, OPENING + text) == expected


REPORTED = [
    ("Anna Berg said that the bridge was closed.", [("indirect", "the bridge was closed", "Anna Berg")]),
    ("Anna Berg said the bridge was closed.", [("indirect", "the bridge was closed", "Anna Berg")]),
    ("The bridge was closed, Anna Berg said on Friday.", [("indirect", "The bridge was closed", "Anna Berg")]),
    ("According to Anna Berg, the bridge was closed.", [("indirect", "the bridge was closed", "Anna Berg")]),
    ("The bridge was closed, according to Anna Berg.", [("indirect", "The bridge was closed", "Anna Berg")]),
    (
        "Anna Berg told the newspaper that the bridge had been closed.",
        [("indirect", "the bridge had been closed", "Anna Berg")],
    ),
    (
        "Anna Berg said the bridge was “a disgrace to the city”.",
        [("mixed", "the bridge was “a disgrace to the city”", "Anna Berg")],
    ),
    (
        "Anna Berg warned of “grave consequences” for the city.",
        [("mixed", "“grave consequences” for the city", "Anna Berg")],
    ),
    (
        "Anna Berg urged the city to “mend the bridge at last”.",
        [("mixed", "“mend the bridge at last”", "Anna Berg")],
    ),
    ("Local engineers said the bridge would stay closed.", [("indirect", "the bridge would stay closed", None)]),
    (
        "Anna Berg said the ferry was late and added that the bridge was closed.",
        [("indirect", "the ferry was late", "Anna Berg"), ("indirect", "the bridge was closed", "Anna Berg")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTED)
def test_reported(annotator: Annotator, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(annotator, OPENING + text) == expected


NO_QUOTES = [
    "The so-called “freeze” plan failed.",
    "The city calls its programme “Bridges for All”.",
    "Anna Berg could say that the bridge was closed.",
    "Anna Berg did not say whether the bridge was closed.",
    "Robert “Bob” Vale built the bridge.",
    "The bridge opened in the ’90s and it’s the city’s pride.",
    "Anna Berg crossed the bridge on Friday.",
    "If Anna Berg says the bridge is closed, the ferries will run.",
]


@pytest.mark.parametrize("text", NO_QUOTES)
def test_no_quote(annotator: Annotator, text: str) -> None:
    assert found(annotator, OPENING + text) == []


CHAINS = [
    ("State television said that Anna Berg said the bridge was closed.", "Anna Berg", "State television"),
    ("“The bridge is closed,” Anna Berg said, according to Interfax.", "Anna Berg", "Interfax"),
    ("According to Interfax, Anna Berg said the bridge was closed.", "Anna Berg", "Interfax"),
]


@pytest.mark.parametrize(("text", "speaker", "via"), CHAINS)
def test_relayed(annotator: Annotator, text: str, speaker: str, via: str) -> None:
    analysis = read(annotator, OPENING + text)
    (quote,) = analysis.quotes
    assert quote.source is not None
    assert quote.via is not None
    assert analysis.text[quote.source.start : quote.source.end] == speaker
    assert analysis.text[quote.via.start : quote.via.end] == via
    assert quote.reason


SPEAKERS = [
    # (the text, whom its last quote's source means, None for nobody named)
    ("Jan Vries spoke. A waiter at a café, who gave no name, was angry. “They closed my street,” he said.", None),
    ("Anna Berg left. Two diplomats said they believed the bridge would stay closed.", None),
    ("Anna Berg met Jan Vries on Friday. “We shall mend it,” the Oslo engineer said.", "Anna Berg"),
    ("Norwegian minister Anna Berg spoke. “We shall mend it,” the minister said.", "Anna Berg"),
    ("The bridge was closed, Interfax said. Boats were idle, the agency said.", "Interfax"),
    ("Anna Berg praised her mother, Ida Berg. “She built it,” Berg's brother said.", None),
    ("Jan Vries, the engineer, was heard joking. “It will fall,” Jan Vries was overheard saying.", "Jan Vries"),
    ("Anna Berg met Jan Vries. “It will fall,” he told Berg.", "Jan Vries"),
    ("“It will fall,” said Anna Berg’s spokesman, Jan Vries.", "Jan Vries"),
    ("Jan Vries was late, and Anna Berg said: “We shall not wait.”", "Anna Berg"),
    ("An official said the bridge was old. “It will fall,” the official said.", None),
    (
        "Anna Berg of the Harbour Institute said it was late. The institute said the bridge was old.",
        "Harbour Institute",
    ),
    ("Jan Vries, she thinks, built the bridge. His father built boats, Anna Berg said.", "Anna Berg"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker(annotator: Annotator, text: str, speaker: str | None) -> None:
    assert found(annotator, OPENING + text)[-1][2] == speaker
