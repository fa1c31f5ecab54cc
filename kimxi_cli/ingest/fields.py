"""Metadata of an article from whatever keys its container uses: front matter, JSON keys, table columns."""

from collections.abc import Mapping
from dataclasses import dataclass

SYNONYMS = {
    "text": "text body content articlebody articletext fulltext maintext bodytext story article",
    "title": "title headline head heading articletitle ogtitle",
    "source": "source outlet publisher publication newspaper agency site sitename medium sourcename",
    "byline": "author authors byline writer writers creator by reporter reporters",
    "published": "published date publishedat publicationdate datepublished publishedon publisheddate publishdate"
    " pubdate publishedtime datetime timestamp created createdat issued",
    "url": "url link permalink canonical canonicalurl articleurl uri",
    "id": "id uid uuid guid articleid docid documentid docno key",
}
"""What each field is called elsewhere, best first; written without case, spaces, "_" and "-"."""

FOLD = str.maketrans("", "", " _-.:")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a container says of an article; published is an ISO date."""

    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These fields, and the other's where these are unknown."""
        return Metadata(
            self.title or other.title,
            self.source or other.source,
            self.byline or other.byline,
            self.published or other.published,
            self.url or other.url,
        )


NOTHING = Metadata()


def metadata(values: Mapping[str, object]) -> Metadata:
    """The fields an article's keys and values give; unknown keys and unreadable values are left out."""
    named = by_field(values)
    return Metadata(
        title=line(named.get("title")),
        source=line(named.get("source")),
        byline=names(named.get("byline")),
        published=day(named.get("published")),
        url=line(named.get("url")),
    )


def key_of(values: Mapping[str, object], field: str) -> str | None:
    """The first key that means a field, whatever stands under it; None if there is no such key."""
    keys = SYNONYMS[field].split()
    return next((key for key in map(str, values) if key.lower().translate(FOLD) in keys), None)


def renamed(values: Mapping[str, object], columns: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    """The values, those of the (field, column) pairs under the field's own name, which goes before all synonyms."""
    chosen: dict[str, object] = {}
    for field, column in columns:
        key = next((key for key in values if key.lower().translate(FOLD) == column.lower().translate(FOLD)), None)
        if key is not None:
            chosen[field] = values[key]
    if not chosen:
        return values
    return chosen | {key: value for key, value in values.items() if key.lower().translate(FOLD) not in chosen}


def by_field(values: Mapping[str, object]) -> dict[str, object]:
    """The values under our names for the keys; where several keys mean one field, the best one that holds something."""
    folded: dict[str, object] = {}
    for key, value in values.items():
        if value not in (None, "", [], {}):
            folded.setdefault(str(key).lower().translate(FOLD), value)
    found: dict[str, object] = {}
    for field, keys in SYNONYMS.items():
        named = next((key for key in keys.split() if key in folded), None)
        if named is not None:
            found[field] = folded[named]
    return found


def line(value: object) -> str | None:
    """One line of text out of a string, number, or an object's or list's name; None if there is none."""
    if isinstance(value, str):
        return sound(" ".join(value.split())) or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return next((text for key in ("name", "title", "id") if (text := line(value.get(key)))), None)
    if isinstance(value, list):
        return next((text for item in value if (text := line(item))), None)
    return None


def names(value: object) -> str | None:
    """Authors as one line: a list of them is joined with commas, a leading "By" is left out."""
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := names(item))) or None
    text = line(value)
    if text and text[:3].lower() == "by ":
        text = text[3:].strip() or None
    return text


def day(value: object) -> str | None:
    """An ISO date out of a text in any usual form, or seconds or milliseconds since 1970."""
    from kimxi_cli.dates import parse_date, parse_timestamp  # patterns: only where there is a date to read

    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) >= 1e8
        and not _looks_compact(value)
    ):
        return parse_timestamp(value)
    text = line(value)
    if text is None:
        return None
    if text.isdigit() and len(text) in (10, 13):
        return parse_timestamp(int(text))
    return parse_date(text)


def sound(text: str) -> str:
    """The text without lone surrogates, which can be neither printed nor stored; its length stays."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _looks_compact(value: float) -> bool:
    return 19_000_101 <= value <= 21_991_231
