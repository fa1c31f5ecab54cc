"""The things kimxi speaks of: frozen rows and nothing else.

Every `start` and `end` is a code-point offset into the article's text as decoded, `end` exclusive.
Rows about one article (Mention, Attribution, Frame …) point at names by span, never by entity:
which entity a span means is decided over the whole corpus. The contract's rows (Entity, Quote, Visit …)
are what users read.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class BlockKind(StrEnum):
    """What a stretch of an article's text is. Those in CONTENT are read, the others only marked."""

    HEADLINE = "headline"
    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    FRONT_MATTER = "front-matter"
    BYLINE = "byline"
    DATELINE = "dateline"
    PUBLISHED = "published"
    CREDIT = "credit"
    SECTION = "section-path"
    RELATED = "related"
    SHARE = "share-bar"
    COMMENTS = "comment-form"
    BOILERPLATE = "boilerplate"


CONTENT = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.HEADING, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text.

    start: offset of the first character
    end: offset behind the last character
    """

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, caption … of the text; blocks never overlap and stand in text order."""

    start: int
    end: int
    kind: BlockKind
    why: str = ""


# --- what ingest and clean give -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """How an article was taken out of its file, for `kimxi articles --why`.

    reader: the format it was read as. origins: (field, where it was told), for the fields of metadata that were told.
    left: (what it was, characters of it), for what of the file's text is not in the article's.
    """

    reader: str
    origins: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One article as its container gives it, before anything is read out of the text.

    id: path relative to the corpus root with "/" (container files: path#id).
    front_matter: the span of the metadata block at the head of the text, if there is one.
    published: ISO date (YYYY-MM-DD) or None; published_from: front-matter, sidecar or None.
    reading: what its reader took and left; None where a reader of another distribution does not say.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    front_matter: Span | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What clean found: blocks in text order (gaps between them are white space) and header facts.

    source: the outlet named in byline, dateline or credit lines, for articles whose metadata has none.
    published: ISO date from a header line or dateline of the text or the file's name, or None.
    dateline_place: the city of "BEIJING, June 20 (Sample Wire) —", as written: the first words of the DATELINE block.
    dateline_day: "MM-DD" of a dateline that names a day, with or without a year.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    dateline_place: str | None = None
    dateline_day: str | None = None


# --- what is found in one article -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name in the text.

    title: the words before it that name an office or honorific ("President", "Mr."), or None; before a body that
    every country has ("Foreign Ministry") the country whose it is.
    cluster: number of the in-article group of names that mean the same entity; -1 if unresolved
    (a bare surname that fits two people).
    rule: the function that found or settled it, as reasons print it.
    """

    start: int
    end: int
    text: str
    type: EntityType
    title: str | None = None
    cluster: int = -1
    confidence: float = 1.0
    rule: str = "model"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Capitalised words that no rule labelled: looked at again once the whole corpus is known."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote found in one article.

    start, end: the statement. quoted: its verbatim parts. speaker_start, speaker_end: the source as
    written there ("he", "a State Department official"); None where the text names none near it.
    source: the named mention that the source means (antecedent of a pronoun, head of a description),
    None where unnamed or unknown. sources: further ones of a joint statement.
    via: span of the name of who relayed it.
    Why: rule is the name of the rule that took the words for a statement, cue_start where its cue verb stands;
    reason names the rule that found the source, and the words it went by; meant is how those words lead to the
    mention ("" where they name it); relayed names the rule that found via. confidence: see `quotes.confidence`.
    """

    start: int
    end: int
    kind: str
    quoted: tuple[Span, ...] = ()
    speaker_start: int | None = None
    speaker_end: int | None = None
    source: Span | None = None
    joint: tuple[Span, ...] = ()
    cue: str | None = None
    via: Span | None = None
    reason: str = ""
    confidence: float = 0.5
    sentence: Span | None = None
    rule: str = ""
    cue_start: int | None = None
    meant: str = ""
    relayed: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression, its form understood but not yet held against a publication date.

    kind: the name of the rule that read it ("weekday", "month_day", "last_unit" …); the fields hold what the words
    say, None where they say nothing. year, month, day: absolute parts; weekday: 0 Monday … 6 Sunday; unit: day, week,
    month, year …; shift: signed number of units from the publication date ("last month": -1); end_year, end_month,
    end_day: the end of a stated range; modifier: early, mid, late, about, since, until, by …; count: length of a
    duration in units. tense: past, present, future or None of the clause it stands in (decides which "March" is meant).
    offset: days counted on from the day that the other fields tell ("two days later": those of the day told before).
    """

    start: int
    end: int
    text: str
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_year: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    weekday: int | None = None
    end_weekday: int | None = None
    unit: str | None = None
    shift: int | None = None
    count: int | None = None
    modifier: str | None = None
    tense: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One place in the text that speaks of a visit, meeting or call.

    start, end: the sentence (evidence). trigger: the words that name it.
    visitors, hosts: spans of named mentions; place: span of a named mention (the most exact place named).
    status: took_place|ongoing|planned|invited|cancelled|denied|rumoured.
    refers: True where the words only point back to a visit spoken of before ("the trip"), or only wish for one.
    ends: times of its end ("before returning on Tuesday"); told: times of the telling ("announced on Tuesday that …"),
    which date only what is under way then; count: of several visits spoken of at once ("two summits in March and May").
    """

    start: int
    end: int
    trigger: Span
    kind: str
    status: str
    visitors: tuple[Span, ...] = ()
    hosts: tuple[Span, ...] = ()
    place: Span | None = None
    times: tuple[TimeExpression, ...] = ()
    duration_days: int | None = None
    ordinal: int | None = None
    purpose: str | None = None
    refers: bool = False
    reason: str = ""
    ends: tuple[TimeExpression, ...] = ()
    told: tuple[TimeExpression, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ArticleAnalysis:
    """All that is found in one article, without looking at any other: what the store keeps.

    times: every time expression of the text (they also date the article itself). sentences: their spans.
    """

    id: str
    text: str
    source: Source
    layout: Layout
    words: int
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    quotes: tuple[Attribution, ...] = ()
    frames: tuple[Frame, ...] = ()
    times: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that could not be read: which, why, and what to do about it.

    note: it was read, but not for certain as it was meant (an encoding guessed, a date left out).
    """

    article: str
    message: str
    hint: str = ""
    note: bool = False


# --- the contract's rows --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variant:
    """A form in which an entity's name is written.

    text: as it stands in the articles
    count: how often
    """

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A person, place or organisation, under one name.

    id: made of the name; the same from run to run
    name: the name it is shown by
    type: person, place or organisation
    mentions: how often it is named
    articles: in how many articles
    first_seen: day of publication of the first article that names it, where known
    last_seen: day of publication of the last one
    variants: the forms of its name, the most frequent first
    confidence: 0 to 1: how sure it is that this is a name, of this type
    """

    id: str
    name: str
    type: str
    mentions: int
    articles: int
    first_seen: str | None
    last_seen: str | None
    variants: tuple[Variant, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place in an article where an entity is named.

    article: the article's id
    start: offset of the first character
    end: offset behind the last character
    line: line of the file, from 1
    text: the name as written, without title and possessive
    type: what it was read as here: person, place or organisation
    entity: id of the entity
    name: the entity's name
    confidence: 0 to 1
    """

    article: str
    start: int
    end: int
    line: int
    text: str
    type: str
    entity: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """Words of a statement that stand in quotation marks.

    start: offset of the first character
    end: offset behind the last character
    text: the words, without the marks
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A statement: what somebody said, in their own words or in the article's.

    id: article and offset
    article: the article's id
    start: offset of the first character
    end: offset behind the last character
    line: line of the file, from 1
    text: the statement, without outer marks and without "she said"
    kind: direct (all of it in quotation marks), mixed (a reported clause with quoted words) or indirect
    speaker: name of who said it; null where the source has no name, or the text does not tell
    speaker_id: id of the speaker's entity
    speaker_text: the source as written there: a name, "he", "a ministry official"
    speaker_start: offset of speaker_text
    speaker_end: offset behind speaker_text
    cue: the word that reports it: said, according to
    via: who relayed it, where the article says so
    visit: id of the visit it is about
    visit_score: 0 to 1: how sure that is
    visit_reason: why this visit, or why none
    quoted: the parts in quotation marks
    reason: why this speaker, or why none
    confidence: 0 to 1: how sure the speaker is
    """

    id: str
    article: str
    start: int
    end: int
    line: int
    text: str
    kind: str
    speaker: str | None
    speaker_id: str | None
    speaker_text: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    via: str | None
    visit: str | None
    visit_score: float | None
    visit_reason: str | None
    quoted: tuple[QuotedPart, ...]
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks of a visit.

    article: the article's id
    start: offset of the first character
    end: offset behind the last character
    line: line of the file, from 1
    text: the sentence
    status: what it says of the visit: took_place, planned, cancelled …
    """

    article: str
    start: int
    end: int
    line: int
    text: str
    status: str


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that articles give where they disagree.

    value: a date, or a number
    articles: the articles that give it
    """

    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What articles disagree about in a visit.

    field: date, or count (which visit of several it is)
    values: what they say
    chosen: the value that the visit's row shows
    why: why this one
    """

    field: str
    values: tuple[ConflictValue, ...]
    chosen: str
    why: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit, meeting or call, however many articles speak of it.

    id: who, where and when
    kind: visit, meeting or call
    visitors: names of those who travelled; of both sides of a meeting in a third place
    hosts: names of those who received them
    place: the town or building, as exact as it is told
    country: the country it lies in
    start: first day, as exact as it is told: 2018-06-19, 2018-06 or 2018
    end: last day
    precision: of start and end: day, month, year or unknown
    status: took_place, ongoing, planned, invited, cancelled, denied or rumoured
    ordinal: which of several ("their second meeting")
    purpose: what for, in the article's words
    articles: the articles that speak of it
    evidence: the sentences that do
    conflicts: what these articles disagree about
    quotes: how many statements are about it
    confidence: 0 to 1
    """

    id: str
    kind: str
    visitors: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    precision: str
    status: str
    ordinal: int | None
    purpose: str | None
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Conflict, ...]
    quotes: int
    confidence: float


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name given to `kimxi names`, and whose it is.

    name: as given
    doc: the document it was given with
    entity: id of who it means
    canonical: the name they are shown by
    reason: why
    """

    name: str
    doc: str | None
    entity: str | None
    canonical: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class JoinRow:
    """Why a form of an entity's name belongs to it: how often for that reason, and where for the first time."""

    entity: str
    text: str
    count: int
    reason: str
    article: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class BoilerplateSpan:
    """A stretch of an article that is not read for statements and visits.

    start: offset of the first character
    end: offset behind the last character
    why: byline, credit, related headline …
    """

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article, and what of it was read.

    article: its path in the corpus; where a file holds several, path#id
    title: its headline
    source: the outlet
    byline: who wrote it
    published: day of publication
    published_from: what tells that day: front-matter, sidecar, header, filename, text or corpus
    language: en, or null where it is not English
    words: how many
    body: the paragraphs that were read
    boilerplate: what was left alone, and why
    duplicate_of: the article that this is a copy of
    """

    article: str
    title: str | None
    source: str | None
    byline: str | None
    published: str | None
    published_from: str | None
    language: str | None
    words: int
    body: tuple[Span, ...]
    boilerplate: tuple[BoilerplateSpan, ...]
    duplicate_of: str | None


@dataclass(frozen=True, slots=True)
class CorpusRows:
    """Everything the reports read, over the whole corpus, in a fixed order.

    doubts: what of the names file could not be followed, in sentences.
    """

    entities: tuple[EntityRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    joins: tuple[JoinRow, ...] = ()
    doubts: tuple[str, ...] = ()
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
