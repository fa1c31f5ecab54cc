"""What each rule of clean claims, and what it must leave alone: (lines of an article, what becomes of them)."""

import pytest

from kimxi_cli.clean import layout
from kimxi_cli.model import Layout, Source, Span

LEAD = (
    "The foreign ministers of the two countries met on Monday for the third time this year and agreed to open a "
    "joint office before the end of the summer."
)
MORE = (
    "Officials on both sides said the office would begin its work with a small staff, and that a larger building had "
    "already been found near the river."
)


def blocks(text: str, name: str = "a.txt", **metadata: str) -> list[tuple[str, str]]:
    """(kind, words) of each block of an article."""
    found = read(text, name, **metadata)
    return [(block.kind.value, text[block.start : block.end]) for block in found.blocks]


def read(text: str, name: str = "a.txt", **metadata: str) -> Layout:
    return layout(Source(name, text, **metadata))  # type: ignore[arg-type]


def kinds(text: str, **metadata: str) -> list[str]:
    return [kind for kind, _ in blocks(text, **metadata)]


def above(*lines: str) -> list[tuple[str, str]]:
    """What becomes of lines above the body."""
    return blocks("\n\n".join([*lines, LEAD, MORE]))[:-2]


def between(*lines: str) -> list[tuple[str, str]]:
    """What becomes of lines in the middle of the body."""
    return blocks("\n\n".join([LEAD, *lines, MORE]))[1:-1]


def below(*lines: str) -> list[tuple[str, str]]:
    """What becomes of lines after the body."""
    return blocks("\n\n".join([LEAD, MORE, *lines]))[2:]


# --- the head -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Two ministers agree on a joint office", "headline"),
        ("Why did the ministers meet in Geneva?", "headline"),
        ("Berg: ‘We are closer than ever’", "headline"),
        ("Ministers Agree To Open Joint Office In Geneva.", "headline"),
        ("The ministers agreed.", "body"),
        ("office to open in summer", "body"),
        ("They met, and they agreed on this:", "body"),
    ],
)
def test_headline(line: str, kind: str) -> None:
    assert above(line) == [(kind, line)]


def test_headline_that_the_metadata_name() -> None:
    lines = ["Ministers meet", "They agreed.", LEAD]
    assert kinds("\n".join(lines), title="MINISTERS MEET!") == ["headline", "body", "body"]
    assert kinds("\n".join(["The ministers met.", LEAD]), title="The ministers met") == ["headline", "body"]


def test_another_line_than_the_known_title_is_a_standfirst() -> None:
    assert kinds(f"Talks thought to be useful this time\n{LEAD}", title="Ministers meet") == ["heading", "body"]
    text = f"Photo: Sample Wire\nTalks thought to be useful this time\n{LEAD}"
    assert kinds(text, title="Ministers meet") == ["credit", "heading", "body"]


def test_headline_said_twice() -> None:
    line = "Two ministers agree on a joint office"
    assert [kind for kind, _ in above(line, line)] == ["headline", "boilerplate"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ministers’ talks were ‘a good beginning’ for the two countries, Berg says", "heading"),
        ("The office shows that both sides want more.", "body"),
    ],
)
def test_standfirst(line: str, kind: str) -> None:
    assert above("Two ministers agree on a joint office", line)[1] == (kind, line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("North Asia", "section-path"),
        ("Analysis", "section-path"),
        ("Middle East", "section-path"),
        ("OPINION", "section-path"),
        ("Ministers meet again", "headline"),
    ],
)
def test_kicker(line: str, kind: str) -> None:
    assert above(line, "Two ministers agree on a joint office")[0] == (kind, line)


def test_two_words_alone_above_the_body_are_its_headline() -> None:
    assert above("North Asia") == [("headline", "North Asia")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("World > Asia > Diplomacy", "section-path"),
        ("Path: Europe >> Latest News >>", "section-path"),
        ("Home / News / Europe", "section-path"),
        ("Home » Diplomacy", "section-path"),
        ("Turnout > 50 per cent in both houses, officials say at last.", "body"),
    ],
)
def test_section_path(line: str, kind: str) -> None:
    assert above(line)[0] == (kind, line)


@pytest.mark.parametrize(
    ("line", "kind", "byline", "source"),
    [
        ("By Anna Berg", "byline", "Anna Berg", None),
        ("BY ANNA BERG", "byline", "ANNA BERG", None),
        ("By Anna Berg and Jan de Vries", "byline", "Anna Berg and Jan de Vries", None),
        ("By Anna Berg, Sample Wire", "byline", "Anna Berg", "Sample Wire"),
        ("By Anna Berg | The Sample Courier | March 4, 2015", "byline", "Anna Berg", "The Sample Courier"),
        ("By Anna Berg in Geneva", "byline", "Anna Berg in Geneva", None),
        ("By the Sample Wire newsroom", "byline", "the Sample Wire newsroom", None),
        ("By our diplomatic correspondent", "byline", "our diplomatic correspondent", None),
        ("Written by Park Min-ho", "byline", "Park Min-ho", None),
        ("Anna Berg, Sample Courier", "byline", "Anna Berg", "Sample Courier"),
        ("Anna Berg / Sample Wire", "byline", "Anna Berg", "Sample Wire"),
        ("Anna Berg", "byline", "Anna Berg", None),
        ("Anna Berg, Park Min-ho", "byline", "Anna Berg, Park Min-ho", None),
        ("Sample Wire | Updated: 2015-03-04 10:15", "byline", None, "Sample Wire"),
        ("For Immediate Release", "body", None, None),
        ("By then the envoys had left the city.", "body", None, None),
        ("By Monday evening nobody was left in the hall.", "body", None, None),
    ],
)
def test_byline(line: str, kind: str, byline: str | None, source: str | None) -> None:
    text = "\n\n".join(["Two ministers agree on a joint office", line, LEAD, MORE])
    found = read(text)
    assert blocks(text)[1] == (kind, line)
    assert (found.byline, found.source) == (byline, source)


def test_byline_and_outlet_below_the_body() -> None:
    text = "\n".join([LEAD, MORE, "By Anna Berg", "The Sample Courier"])
    assert kinds(text) == ["body", "body", "byline", "byline"]
    assert (read(text).byline, read(text).source) == ("Anna Berg", "The Sample Courier")


def test_names_above_an_outlet_are_a_byline() -> None:
    text = "\n\n".join(["Anna Berg and Park Min-ho", "SAMPLE DAILY", LEAD])
    assert kinds(text) == ["byline", "byline", "body"]
    assert (read(text).byline, read(text).source) == ("Anna Berg and Park Min-ho", "SAMPLE DAILY")
    assert read("\n\n".join(["Anna Berg", "Special for SAMPLE DAILY", LEAD])).source == "SAMPLE DAILY"


def test_a_name_between_paragraphs_is_a_heading() -> None:
    assert between("Anna Berg") == [("heading", "Anna Berg")]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("PUBLISHED : Wednesday, 4 March, 2015, 9:45pm", "2015-03-04"),
        ("Published: 4 March 2015", "2015-03-04"),
        ("March 4, 2015 10:15 AM EDT", "2015-03-04"),
        ("4 March 2015", "2015-03-04"),
        ("2015-03-04T10:15:00Z", "2015-03-04"),
        ("First published on Wed 4 Mar 2015 10.15 GMT", "2015-03-04"),
        ("Last updated: March 4, 2015 at 10:15 am", "2015-03-04"),
        ("Posted on March 4, 2015 | Updated March 5, 2015", "2015-03-04"),
        ("Updated 3 hours ago", None),
        ("Published 9:00 AM EDT", None),
    ],
)
def test_published_line(line: str, published: str | None) -> None:
    text = "\n".join(["Two ministers agree on a joint office", line, LEAD])
    assert blocks(text)[1] == ("published", line)
    assert read(text).published == published
    assert read(text).published_from == ("header" if published else None)


@pytest.mark.parametrize(
    "line",
    [
        "The treaty was signed on March 4, 2015.",
        "Updated figures of March 4, 2015 show the same.",
        "On March 4, 2015 the envoys left.",
    ],
)
def test_a_sentence_with_a_date_is_body(line: str) -> None:
    assert between(line) == [("body", line)]
    assert read(f"{LEAD}\n\n{line}").published is None


def test_published_before_updated() -> None:
    text = f"Two ministers agree\nUpdated: March 6, 2015\nPublished: March 4, 2015\n{LEAD}"
    assert read(text).published == "2015-03-04"


@pytest.mark.parametrize(
    ("name", "published"),
    [("2015-03-04-talks.txt", "2015-03-04"), ("talks.txt", None), ("2015-03-04.jsonl#7", None)],
)
def test_date_in_the_file_name(name: str, published: str | None) -> None:
    found = read(LEAD, name)
    assert (found.published, found.published_from) == (published, "filename" if published else None)


def test_header_fields() -> None:
    fields = ["Title: Two ministers agree", "Source: Sample Wire", "Author: Anna Berg", "Date: 4 March 2015"]
    text = "\n".join([*fields, "", "Two ministers agree", LEAD])
    found = read(text)
    assert kinds(text) == ["front-matter"] * 4 + ["headline", "body"]
    assert (found.title, found.source, found.byline) == ("Two ministers agree", "Sample Wire", "Anna Berg")
    assert found.published == "2015-03-04"
    assert between("Source: he was in the room, and nobody else was there.")[0][0] == "body"


def test_front_matter_is_a_block_of_its_own() -> None:
    head = "---\ntitle: Talks\n---"
    text = f"{head}\n\n{LEAD}\n"
    found = layout(Source("a.md", text, front_matter=Span(0, len(head))))
    assert [(block.kind.value, text[block.start : block.end]) for block in found.blocks] == [
        ("front-matter", head),
        ("body", LEAD),
    ]


# --- datelines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "place", "source", "published", "day"),
    [
        ("GENEVA —", "GENEVA", None, None, None),
        ("GENEVA -", "GENEVA", None, None, None),
        ("GENEVA --", "GENEVA", None, None, None),
        ("GENEVA:", "GENEVA", None, None, None),
        ("NAIROBI, Kenya —", "NAIROBI", None, None, None),
        ("SPRINGFIELD, Ill. —", "SPRINGFIELD", None, None, None),
        ("NEW YORK (AP) —", "NEW YORK", "AP", None, None),
        ("GENEVA (Reuters) -", "GENEVA", "Reuters", None, None),
        ("GENEVA, March 4 (Sample Wire) —", "GENEVA", "Sample Wire", None, "03-04"),
        ("GENEVA, March 4 (Xinhua) --", "GENEVA", "Xinhua", None, "03-04"),
        ("GENEVA, 4 March 2015 (Sample Wire) —", "GENEVA", "Sample Wire", "2015-03-04", "03-04"),
        ("GENEVA (Sample Wire, March 4) —", "GENEVA", "Sample Wire", None, "03-04"),
        ("Geneva, March 4, 2015 (Sample Wire) –", "Geneva", "Sample Wire", "2015-03-04", "03-04"),
        ("Geneva (AFP) -", "Geneva", "AFP", None, None),
        ("Tel Aviv, Israel (CNN) —", "Tel Aviv", "CNN", None, None),
        ("LYON/GENEVA (Reuters) -", "LYON/GENEVA", "Reuters", None, None),
        ("CNN —", None, "CNN", None, None),
        ("(SNN) —", None, "SNN", None, None),
        ("GENEVA, March 4. /TASS/.", "GENEVA", "TASS", None, "03-04"),
        ("Geneva (Switzerland), March 4 (ANI):", "Geneva", "ANI", None, "03-04"),
        ("New Delhi, Mar 4 (PTI)", "New Delhi", "PTI", None, "03-04"),
        ("WASHINGTON, D.C. —", "WASHINGTON", None, None, None),
        ("(Reuters) -", None, "Reuters", None, None),
        ("GENEVA – Wednesday, 4 March 2015 (APS) –", "GENEVA", "APS", "2015-03-04", "03-04"),
        ("Washington DC [US], March 4 :", "Washington DC", None, None, "03-04"),
        ("NAIROBI, Kenya March 4 –", "NAIROBI", None, None, "03-04"),
        ("Dhaka, Bangladesh :", "Dhaka", None, None, None),
        ("Nairobi —", "Nairobi", None, None, None),
        ("Tehran :", "Tehran", None, None, None),
    ],
)
def test_dateline(head: str, place: str | None, source: str | None, published: str | None, day: str | None) -> None:
    text = f"{head} {LEAD}\n\n{MORE}"
    found = read(text)
    assert blocks(text) == [("dateline", head), ("body", LEAD), ("body", MORE)]
    assert (found.dateline_place, found.source, found.published, found.dateline_day) == (place, source, published, day)
    if place:
        assert text.startswith(place, found.blocks[0].start)


@pytest.mark.parametrize(
    "text",
    [
        f"Geneva — the city of talks — was quiet. {LEAD}",
        f"UPDATE — {LEAD}",
        f"Berg: {LEAD}",
        f"Kenya: {LEAD}",
        f"ASEAN — founded in 1967 — was there as well. {LEAD}",
        f"The minister (Sample Party) — once a judge — was there. {LEAD}",
        f"A LONG DAY FOR EVERYBODY — {LEAD}",
        f"EU-Swiss talks - the third round - went on. {LEAD}",
        f"Monday (March 4) - and nobody knew why - he left. {LEAD}",
    ],
)
def test_no_dateline(text: str) -> None:
    assert blocks(text) == [("body", text)]


def test_capitals_before_a_dash_later_on_are_no_dateline() -> None:
    line = f"QUIET CLAIMS — {MORE}"
    assert between(line) == [("body", line)]


def test_place_and_date_alone() -> None:
    text = f"Remarks to the press in the garden\nGeneva, March 4, 2015\n{LEAD}"
    assert kinds(text) == ["headline", "dateline", "body"]
    assert (read(text).dateline_place, read(text).published) == ("Geneva", "2015-03-04")


# --- pictures -------------------------------------------------------------------------------

PICTURE = "The two ministers in the garden of the villa on Monday."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{PICTURE} Photo: Sample Wire", [("caption", PICTURE), ("credit", "Photo: Sample Wire")]),
        (f"{PICTURE} Photo:Xinhua. |", [("caption", PICTURE), ("credit", "Photo:Xinhua. |")]),
        (f"{PICTURE} (AP Photo/Anna Berg)", [("caption", PICTURE), ("credit", "(AP Photo/Anna Berg)")]),
        (f"{PICTURE} Photograph: A Berg/EPA", [("caption", PICTURE), ("credit", "Photograph: A Berg/EPA")]),
        (f"{PICTURE} REUTERS/Anna Berg", [("caption", PICTURE), ("credit", "REUTERS/Anna Berg")]),
        (f"Photo: Sample Wire. {PICTURE}", [("credit", "Photo: Sample Wire."), ("caption", PICTURE)]),
        (f"Photo caption: {PICTURE}", [("credit", "Photo caption:"), ("caption", PICTURE)]),
        (
            f"*{PICTURE} Photo: Sample Wire*",
            [("boilerplate", "*"), ("caption", PICTURE), ("credit", "Photo: Sample Wire*")],
        ),
        (
            f"Image copyright AFP Image caption {PICTURE}",
            [("credit", "Image copyright AFP Image caption"), ("caption", PICTURE)],
        ),
        (
            f"Media playback is unsupported on your device Media caption {PICTURE}",
            [("boilerplate", "Media playback is unsupported on your device Media caption"), ("caption", PICTURE)],
        ),
        (
            f"Facebook Twitter Pinterest {PICTURE} Photograph: AFP/Getty",
            [("share-bar", "Facebook Twitter Pinterest"), ("caption", PICTURE), ("credit", "Photograph: AFP/Getty")],
        ),
        ("Getty Images", [("credit", "Getty Images")]),
        ("Photo by Anna Berg", [("credit", "Photo by Anna Berg")]),
        ("(AP Photo/Anna Berg, File)", [("credit", "(AP Photo/Anna Berg, File)")]),
    ],
)
def test_captions_and_credits(line: str, expected: list[tuple[str, str]]) -> None:
    assert between(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "He held up the photo: it showed nobody. Then he left.",
        "The picture of the two men (and of the dog) was not released.",
        "“I told Reuters,” she said. “I told everybody.”",
        "The envoy spoke with Xinhua.",
        "Pictures of the meeting were shown on television that evening, said Reuters.",
    ],
)
def test_a_sentence_about_a_picture_is_body(line: str) -> None:
    assert between(line) == [("body", line)]


def test_a_credit_between_two_sentences() -> None:
    text = f"{PICTURE} (Reuters) {LEAD}"
    assert blocks(text) == [("body", PICTURE), ("credit", "(Reuters)"), ("body", LEAD)]
    said = f"{LEAD[:-1]}, said the agency (Reuters) and others. {MORE}"
    assert blocks(said) == [("body", said)]


# --- links to other articles ----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Ministers share tea and jokes during the long-awaited visit",
        "Why the envoy agreed to meet his rival in Geneva",
        "READ MORE: How the two countries fell out",
        "**READ MORE: How the two countries fell out**",
        "More:Who is the man behind the talks?",
        "Related: A short history of the border",
        "ALSO READ: Ministers sign in Geneva: what comes next",
        "Winter Games:Officials doubt that the talks can go on",
        "How the talks began and ended in one day Read more",
        "FLOOD THAT CLOSED THE BRIDGE WAS CAUSED BY A BROKEN DAM",
        "Play Video 0:14 The minister loses his hat – video",
        "JUST WATCHED Ministers arrive Replay More Videos ... MUST WATCH Ministers arrive 02:33",
    ],
)
def test_related_between_paragraphs(line: str) -> None:
    assert [kind for kind, _ in between(line)] == ["related"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A good beginning", "heading"),
        ("‘Great progress’", "heading"),
        ("What did the minister say on his return?", "heading"),
        ("COME AND SEE", "heading"),
        ("## What comes next", "heading"),
        ("The minister said he would come back in May", "body"),
        ("He is expected to meet the mayor of the city next week", "body"),
        ("The talks are to go on for another week in the capital", "body"),
        ("On Friday, the council lifted most of the limits on trade", "body"),
        ("“The least useful meeting I ever saw” – Anna Berg", "body"),
        ("It was not clear who had called the meeting or why.", "body"),
        ("The question is, why did it take so long for the two of them to meet?", "body"),
        ("and so the talks went on for another week without a result", "body"),
    ],
)
def test_headings_and_sentences_between_paragraphs(line: str, kind: str) -> None:
    found = [block for block in between(line) if block[0] != "boilerplate"]
    assert found == [(kind, line.lstrip("# "))]


def test_items_of_a_list_are_body() -> None:
    items = ["An office in the capital of each country by summer", "A joint report on trade every year"]
    assert [kind for kind, _ in between("The plan has two parts:", *items)] == ["body", "body", "body"]
    bullets = [f"- {item}" for item in items]
    assert [kind for kind, _ in between(*bullets)] == ["boilerplate", "body", "boilerplate", "body"]


def test_turns_of_a_transcript_are_body() -> None:
    turns = [
        "MS. BERG: Good afternoon",
        "Q: Will the office open before the end of the summer",
        "MS. BERG: Yes",
        "Q: Is that all?",
    ]
    assert [kind for kind, _ in between(*turns)] == ["body"] * 4


def test_a_text_without_full_stops_loses_no_paragraph() -> None:
    lines = [line.rstrip(".") for line in (LEAD, "The envoy left the city by train in the early morning", MORE)]
    assert kinds("\n\n".join(lines)) == ["body"] * 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "Families find comfort in new schoolWhite ship leaves harbour at lastTrade talks fail once againHow a "
            "small town feeds the regionBanks fear a longer winter of slow growth",
            "related",
        ),
        (
            "Both YouTube and WhatsApp and FaceTime said that they would look into what was written.",
            "body",
        ),
        (
            "“We can’t say more,” she said. “It isn’t over.” “When?” he asked. “We don’t know.”",
            "body",
        ),
    ],
)
def test_glued_headlines(line: str, kind: str) -> None:
    assert between(line) == [(kind, line)]


def test_a_list_of_related_stories_ends_where_the_body_goes_on() -> None:
    links = ["Related article", "Seven quiet winters. And then a noisy one"]
    assert [kind for kind, _ in between(*links)] == ["related", "related"]
    assert [kind for kind, _ in below("Related Stories", "- Ministers meet", "- Ministers part")] == ["related"] * 3
    assert between("Related articles", "The envoy then left the city.")[1] == ("body", "The envoy then left the city.")


# --- bars, forms and notes ------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Share this page",
        "Tweet",
        "Email",
        "Share this page | Tweet | Email",
        "Facebook Twitter WhatsApp",
        "12 shares",
        "Print",
        "Share on Facebook",
    ],
)
def test_share_bar(line: str) -> None:
    assert above("Two ministers agree on a joint office", line)[1] == ("share-bar", line)
    assert below(line) == [("share-bar", line)]


@pytest.mark.parametrize("line", ["Facebook said no.", "Share prices fell", "They share a border and a river."])
def test_no_share_bar(line: str) -> None:
    assert between(line)[0][0] in ("body", "heading")


def test_what_stands_below_a_share_bar() -> None:
    assert [kind for kind, _ in below("Share this page", "Column list", "A sentence that goes on.")] == [
        "share-bar",
        "share-bar",
        "body",
    ]


def test_reaction_bar() -> None:
    assert below("Angry Amused Touched Sad Bored 12")[0][0] == "share-bar"
    assert between("Happy and sad")[0][0] == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "Please enter your comment!",
        "Please enter your name here",
        "No comments:",
        "Post a Comment",
        "Leave a Reply",
        "12 Comments",
        "Comments (3)",
        "Log in to leave a comment",
        "Your email address will not be published. Required fields are marked *",
    ],
)
def test_comment_form(line: str) -> None:
    assert below(line) == [("comment-form", line)]


def test_comments_below_the_form_are_no_body() -> None:
    reader = "I was there and I saw it all. " * 4
    article = [LEAD, MORE] * 3
    assert kinds("\n\n".join([*article, "2 comments", "Jan", reader]))[6:] == ["comment-form"] * 3


def test_a_comment_link_above_the_body_ends_nothing() -> None:
    found = above("Two ministers agree on a joint office", "Comments (3)")
    assert [kind for kind, _ in found] == [
        "headline",
        "comment-form",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting by Anna Berg and Jan de Vries",
        "Anna Berg of the Sample Courier contributed to this report.",
        "(Reporting by Anna Berg; Editing by Jan de Vries)",
        "Anna Berg reported from Geneva, and Jan de Vries from Lyon.",
        "--additional reporting from Anna Berg.",
        "This report is based in part on wire reports.",
        "Sign up for our daily newsletter",
        "Advertisement",
        "Story continues below advertisement",
        "Copyright © 2015 The Sample Courier. All rights reserved.",
        "*Sample text, CC0. The speakers are fictional.*",
        "This article was amended on 5 March 2015. It said two ministers; there were three.",
        "Correction: an earlier version gave the wrong day.",
        "Editor’s note: The office has opened since.",
        "< Prev Next >",
        "Slideshow (3 Images)",
        "CLICK HERE TO GET THE APP",
        "Follow Anna Berg on Twitter @annaberg",
        "Anna Berg is a fellow at the Sample Institute. Follow her on Twitter @annaberg.",
        "___",
        "* * *",
        "Column of the day",
    ],
)
def test_boilerplate_below_the_body(line: str) -> None:
    assert [kind for kind, _ in below(line)] == ["boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "The agreement contributed to a calmer mood.",
        "Officials from both sides signed up for the plan.",
        "“Correct,” she said.",
        "She declined to comment.",
        "Subscribe to that view or not, the office opens in May.",
        "Copyright was not among the subjects.",
    ],
)
def test_sentences_are_no_boilerplate(line: str) -> None:
    assert between(line) == [("body", line)]


def test_an_agency_trailer_at_the_end_of_the_last_paragraph() -> None:
    trailer = "(Reporting by Anna Berg; Editing by Jan de Vries)"
    assert blocks(f"{LEAD}\n\n{MORE} {trailer}")[1:] == [("body", MORE), ("boilerplate", trailer)]


def test_every_block_that_is_no_content_says_why() -> None:
    text = "\n\n".join(["By Anna Berg", LEAD, "Tweet", MORE, "Related stories", "Ministers meet", "2 comments"])
    for block in read(text).blocks:
        assert block.kind.value == "body" or block.why.partition(": ")[2]


# --- lines and markup -----------------------------------------------------------------------


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(
        [
            "The foreign ministers of the two countries met on Monday for",
            "the third time this year and agreed to open a joint office",
            "before the end of the summer, both governments announced.",
            "",
            "Officials on both sides said that the office would begin its",
            "work with a small staff, and that a larger building had been",
            "found near the river.",
        ]
    )
    first, second = wrapped.split("\n\n")
    assert blocks(wrapped) == [("body", first), ("body", second)]


def test_a_sentence_broken_by_a_line_end_is_one_block() -> None:
    line = "The paper’s note says that the minister often\ntravels\nwithout his staff and that he likes it."
    assert between(line) == [("body", line)]


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    assert blocks(f"{LEAD}\n{MORE}\n{LEAD}") == [("body", LEAD), ("body", MORE), ("body", LEAD)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# Two ministers agree", [("boilerplate", "#"), ("headline", "Two ministers agree")]),
        ("> They agreed at once.", [("boilerplate", ">"), ("body", "They agreed at once.")]),
        ("*They agreed at once.*", [("boilerplate", "*"), ("body", "They agreed at once."), ("boilerplate", "*")]),
        (
            "**March 4, Geneva.** They agreed at once.",
            [
                ("boilerplate", "**"),
                ("body", "March 4, Geneva."),
                ("boilerplate", "**"),
                ("body", "They agreed at once."),
            ],
        ),
        ("**They** agreed at once.", [("body", "**They** agreed at once.")]),
        ("“They agreed – at once.”", [("body", "“They agreed – at once.”")]),
    ],
)
def test_markdown_signs_stand_outside_of_what_is_read(line: str, expected: list[tuple[str, str]]) -> None:
    assert above(line) == expected
