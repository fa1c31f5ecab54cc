"""What `kimxi show` prints of one thing: its facts, its sentences with the words marked, the reasons."""

from dataclasses import asdict, dataclass
from typing import Any, TextIO

from kimxi_cli.report.safe import visible


@dataclass(frozen=True)
class Mark:
    """Words of a sentence that stand out, in the article's offsets. role: what they are (name, quote, speaker …)."""

    start: int
    end: int
    text: str
    role: str


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article. note: what is to be said of it (a status, why a name is known)."""

    article: str
    line: int
    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()
    note: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Detail:
    """One entity, quote or visit.

    sort: what exactly it is (person, direct quote, call …). facts: (heading, text) for people.
    more: how many sentences were left out. related: ids of what belongs to it, each with a word on what it is.
    """

    kind: str
    sort: str
    title: str
    row: dict[str, Any]
    facts: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    more: int = 0
    related: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "row": self.row,
            "reasons": list(self.reasons),
            "sentences": [sentence.plain() for sentence in self.sentences],
            "related": [{"id": id, "what": what} for id, what in self.related],
        }


MARK_STYLES = {"name": "bold cyan", "quote": "bold green", "speaker": "bold cyan", "visit": "bold yellow"}
WIDEST = 100


def write_detail(detail: Detail, out: TextIO, *, color: bool) -> None:
    """Print it for people."""
    from rich.cells import cell_len
    from rich.text import Text

    from kimxi_cli.report.table import console, print_ends, print_indented

    screen = console(out, color=color)
    width = min(screen.width, WIDEST)
    head = Text().append(visible(detail.title), style="bold").append(f"  {detail.sort}", style="dim")
    print_indented(screen, head, width, indent=0)
    longest = max((len(heading) for heading, _ in detail.facts), default=0)
    for heading, value in detail.facts:
        print_indented(screen, Text(visible(value)), width, before=Text(heading.ljust(longest + 2), style="dim"))
    if detail.reasons:
        screen.print()
        screen.print(Text("Why", style="bold"))
        for reason in detail.reasons:
            print_indented(screen, Text(visible(reason)), width, before=Text("- "))
    for sentence in detail.sentences:
        screen.print()
        where = Text().append(visible(f"{sentence.article}:{sentence.line}"), style="dim")
        print_ends(screen, where, Text().append(visible(sentence.note), style="yellow"), width)
        print_indented(screen, _marked(sentence, color=color), width)
    if detail.more:
        screen.print()
        screen.print(
            Text(f"… and {detail.more:,} more; --limit {len(detail.sentences) + detail.more} shows all.", style="dim")
        )
    if detail.related:
        screen.print()
        screen.print(Text("See also", style="bold"))
        for id, what in detail.related:
            one_line = cell_len(f"  {id}  {what}") <= width
            line = Text().append(visible(id), style="cyan")
            print_indented(screen, line.append(visible(f"  {what}"), style="dim") if one_line else line, width)
            if not one_line:
                print_indented(screen, Text(visible(what), style="dim"), width, indent=4)


def _marked(sentence: Sentence, *, color: bool) -> Any:
    """The sentence with its marks: coloured, or in square brackets where there are no colours."""
    from rich.text import Text

    result, position = Text(), 0
    for mark in sorted(sentence.marks, key=lambda m: (m.start, -m.end)):
        begin, end = max(mark.start - sentence.start, 0), min(mark.end - sentence.start, len(sentence.text))
        if begin < position or begin >= end:
            continue
        words = visible(sentence.text[begin:end])
        result.append(visible(sentence.text[position:begin]))
        result.append(words if color else f"[{words}]", style=MARK_STYLES.get(mark.role, "bold"))
        position = end
    return result.append(visible(sentence.text[position:]))
