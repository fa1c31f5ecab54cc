"""Whether a corpus says the same in every format: `python -m bench.formats FOLDER [FORMAT …]`.

Writes the articles of a folder as web pages, Word documents, PDFs and so on, each with a real writer, runs the reports
on each and compares them with those on plain text: the articles' texts up to white space; each quote's speaker, words
and kind; each name as written, its type and whom it means; each visit. Exit status 1 where a format differs.
"""

import csv
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from kimxi_cli import analyse
from kimxi_cli.clean import layout
from kimxi_cli.ingest import read, scan, sidecar
from kimxi_cli.model import Source

MARKDOWN_HEADING = re.compile(r"^#+ +", re.M)
FIELDS = ("title", "source", "byline", "published", "url")
Writer = Callable[[Sequence[Source], Path], None]


def articles(folder: Path) -> list[Source]:
    """A folder's articles, front matter taken off their texts, under names that every format can keep."""
    listing = scan(folder)
    table = sidecar(listing)
    found = []
    for file in listing.files:
        for each in read(file, table):
            if isinstance(each, Source):
                start = each.front_matter.end if each.front_matter else 0
                told = {field: getattr(each, field) for field in FIELDS}
                title = told["title"] = each.title or layout(each).title
                stem = each.id.replace("/", "-").replace("#", "-").rpartition(".")[0] or each.id
                text = MARKDOWN_HEADING.sub("", each.text[start:]).strip()
                if title and title not in text:
                    text = f"{title}\n\n{text}"
                found.append(Source(stem, text, **told))
    return found


def paragraphs(source: Source) -> list[str]:
    return [line.strip() for line in source.text.splitlines() if line.strip()]


# --- writers -----------------------------------------------------------------------------------


def txt(sources: Sequence[Source], folder: Path) -> None:
    for source in sources:
        (folder / f"{source.id}.txt").write_text(source.text, encoding="utf-8")
    write_table(sources, folder / "metadata.csv", "{}.txt")


def write_table(sources: Iterable[Source], path: Path, name: str) -> None:
    """The sidecar table of formats that have no place for metadata of their own."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("article", *FIELDS))
        out.writerows(
            (name.format(source.id), *(getattr(source, field) or "" for field in FIELDS)) for source in sources
        )


def page(source: Source) -> str:
    """A page as news sites write them: metadata in its head, a menu above the article, lists of links below."""
    meta = {
        "og:title": source.title,
        "og:site_name": source.source,
        "author": source.byline,
        "article:published_time": source.published,
    }
    head = "".join(
        f'<meta {"property" if ":" in key else "name"}="{key}" content="{escape(value)}">'
        for key, value in meta.items()
        if value
    )
    link = f'<link rel="canonical" href="{escape(source.url)}">' if source.url else ""
    tags = ((line, "h1" if line == source.title else "p") for line in paragraphs(source))
    body = "".join(f"<{tag}>{escape(line)}</{tag}>\n" for line, tag in tags)
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("home", "world", "sport", "weather"))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(source.title or '')}</title>"
        f"{head}{link}"
        f"<script>var tracker = 'He said nothing of the kind';</script><style>p {{ color: black }}</style></head>"
        f"<body><nav><ul>{menu}</ul></nav><article>{body}</article>"
        f"<footer><ul>{menu}</ul></footer></body></html>"
    )


def html(sources: Sequence[Source], folder: Path) -> None:
    for source in sources:
        (folder / f"{source.id}.html").write_text(page(source), encoding="utf-8")


def mhtml(sources: Sequence[Source], folder: Path) -> None:
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    for source in sources:
        message = MIMEMultipart("related")
        message.attach(MIMEText(page(source), "html", "utf-8"))
        message.attach(MIMEText("p { color: black }", "css", "utf-8"))
        (folder / f"{source.id}.mhtml").write_bytes(message.as_bytes())


def docx(sources: Sequence[Source], folder: Path) -> None:
    import docx as writer

    for source in sources:
        document = writer.Document()
        for line in paragraphs(source):
            if line == source.title:
                document.add_heading(line, 0)
            else:
                document.add_paragraph(line)
        document.save(str(folder / f"{source.id}.docx"))
    write_table(sources, folder / "metadata.csv", "{}.docx")


def pdf(sources: Sequence[Source], folder: Path) -> None:
    for source in sources:
        (folder / f"{source.id}.pdf").write_bytes(pdf_bytes(source))
    write_table(sources, folder / "metadata.csv", "{}.pdf")


def pdf_bytes(source: Source, head: str = "") -> bytes:
    """Set in columns' width with page numbers, and a running head if one is given."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    font = next((place for place in FONTS if place.exists()), None)
    if font:
        registerFont(TTFont("Text", str(font)))
        for style in ("Title", "BodyText"):
            styles[style].fontName = "Text"

    def furniture(canvas: object, document: object) -> None:
        canvas.drawCentredString(300, 20, f"Page {document.page}")  # type: ignore[attr-defined]
        if head:
            canvas.drawString(60, 810, head)  # type: ignore[attr-defined]

    out = BytesIO()
    styled = ((line, styles["Title" if line == source.title else "BodyText"]) for line in paragraphs(source))
    flow = [Paragraph(escape(line, quote=False), style) for line, style in styled]
    SimpleDocTemplate(out).build(flow, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf"),
    Path("/Library/Fonts/Arial Unicode.ttf"),
)
"""Fonts with more letters than PDF's own, which lack those outside Western Europe."""


def rtf(sources: Sequence[Source], folder: Path) -> None:
    for source in sources:
        (folder / f"{source.id}.rtf").write_text(rtf_of(paragraphs(source)), encoding="ascii")
    write_table(sources, folder / "metadata.csv", "{}.rtf")


def rtf_of(lines: Iterable[str]) -> str:
    """RTF by the letter of its specification: signs escaped, other letters as \\u with a question mark behind them."""

    def letter(char: str) -> str:
        if char in "\\{}":
            return f"\\{char}"
        if ord(char) < 128:
            return char
        halves = char.encode("utf-16-le")
        codes = (int.from_bytes(halves[k : k + 2], "little", signed=True) for k in range(0, len(halves), 2))
        return "".join(f"\\u{code}?" for code in codes)

    body = "".join("".join(map(letter, line)) + "\\par\n" for line in lines)
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\f0\\fs24 " + body + "}"


def table(sources: Sequence[Source], folder: Path) -> None:
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("id", "text", *FIELDS))
        out.writerows((source.id, source.text, *(getattr(source, field) for field in FIELDS)) for source in sources)


def json_list(sources: Sequence[Source], folder: Path) -> None:
    records = [{"id": s.id, "text": s.text} | {field: getattr(s, field) for field in FIELDS} for s in sources]
    (folder / "articles.json").write_text(json.dumps({"status": "ok", "stories": records}), encoding="utf-8")


def zipped(sources: Sequence[Source], folder: Path) -> None:
    with ZipFile(folder / "articles.zip", "w", ZIP_DEFLATED) as archive, tempfile.TemporaryDirectory() as place:
        txt(sources, Path(place))
        for path in sorted(Path(place).iterdir()):
            archive.write(path, path.name)


def warc(sources: Sequence[Source], folder: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (folder / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for source in sources:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://news.example/{source.id}.html"
            content = BytesIO(page(source).encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=content, http_headers=headers))


WRITERS: dict[str, Writer] = {
    "html": html,
    "mhtml": mhtml,
    "docx": docx,
    "pdf": pdf,
    "rtf": rtf,
    "csv": table,
    "json": json_list,
    "warc": warc,
    "zip": zipped,
}


# --- comparing ---------------------------------------------------------------------------------


def findings(corpus: Path, store: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """What the reports say, without offsets and file names."""
    with analyse(corpus, store=store) as found:
        for problem in found.problems:
            print(f"  {problem.message} {problem.hint}")
        texts = {a.article: store_text(found, a.article) for a in found.articles()}
        return {
            "texts": Counter((stem(name), solid(text)) for name, text in texts.items()),
            "metadata": Counter(
                (stem(a.article), a.title, a.source, (a.byline or "").lower(), a.published) for a in found.articles()
            ),
            "quotes": Counter((stem(q.article), q.speaker, solid(q.text), q.kind, q.via) for q in found.quotes()),
            "names": Counter((stem(m.article), m.name, m.type, solid(m.text)) for m in found.mentions()),
            "visits": Counter(
                (v.kind, v.visitors, v.hosts, v.place, v.country, v.start, v.end, v.status, len(v.evidence))
                for v in found.visits()
            ),
        }


def store_text(found: object, article: str) -> str:
    return found._store.analysis(article).text  # type: ignore[attr-defined, no-any-return]


def stem(article: str) -> str:
    """An article's name, whatever container it is in."""
    name = article.rpartition("#")[2].rpartition("/")[2]
    head, _, ending = name.rpartition(".")
    return head if ending in ("txt", *WRITERS) else name


def solid(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def differences(sources: Sequence[Source], format: str, place: Path) -> dict[str, tuple[int, int, int]]:
    """For each report: what plain text gives, what of it the format lacks, what it has beside it."""
    held = {}
    for name, writer in (("txt", txt), (format, WRITERS[format])):
        folder = place / name
        if not folder.exists():
            folder.mkdir()
            writer(sources, folder)
        held[name] = findings(folder, place / "store.db")
    plain, other = held["txt"], held[format]
    for kind in plain:
        for sign, extra in (("-", plain[kind] - other[kind]), ("+", other[kind] - plain[kind])):
            for each in sorted(extra, key=repr)[:6]:
                print(f"  {format} {kind} {sign} {str(each)[:300]}")
    return {k: (plain[k].total(), (plain[k] - other[k]).total(), (other[k] - plain[k]).total()) for k in plain}


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print(__doc__)
        return 2
    sources = articles(Path(arguments[0]))
    code = 0
    with tempfile.TemporaryDirectory() as place:
        for format in arguments[1:] or WRITERS:
            found = differences(sources, format, Path(place))
            told = "; ".join(f"{k} {n} (-{less} +{more})" for k, (n, less, more) in found.items())
            print(f"{format:6} {told}")
            code = code or int(any(less or more for _, less, more in found.values()))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
