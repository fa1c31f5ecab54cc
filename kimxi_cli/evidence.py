"""What a quote rests on, in words: the rule and the evidence for the statement, its source and its relay.

Nothing is looked for here: the rules said it when they decided, and this puts it into sentences, with the places.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kimxi_cli.model import Attribution


class Evidence(NamedTuple):
    """Each "rule: evidence". statement: why the words are one; speaker: whose they are; via: "" where nobody relays."""

    statement: str
    speaker: str
    via: str

    @property
    def reason(self) -> str:
        """All of it on one line; a rule that told both the statement and its speaker is named once."""
        rule = self.statement.partition(":")[0]
        same = self.speaker.startswith(f"{rule}:")
        via = f"via {self.via}" if self.via else ""
        return "; ".join(part for part in ("" if same else rule, self.speaker, via) if part)


def evidence(quote: "Attribution", text: str, where: Callable[[int], str]) -> Evidence:
    """What the quote rests on. where: how the place of an offset of the text is called ("line 7", "oslo.txt:7")."""
    statement, speaker, via = quote.rule, quote.reason, quote.relayed
    if quote.cue and quote.cue_start is not None:
        cue = text[quote.cue_start : quote.cue_start + len(quote.cue)]
        statement += f": “{cue}” at {where(quote.cue_start)}"
    elif quote.rule == "stands_alone":
        statement += f": quotation marks at {where(quote.start)}"
    if quote.meant and quote.source is not None:
        speaker += f", named at {where(quote.source.start)}: {quote.meant}"
    if quote.via is not None:
        via += f": {' '.join(text[quote.via.start : quote.via.end].split())} at {where(quote.via.start)}"
    return Evidence(statement, speaker, via)
