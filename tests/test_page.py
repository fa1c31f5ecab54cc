"""The page in a real browser: links land, filters filter, nothing breaks out and nothing is loaded."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kimxi_cli.model import ArticleAnalysis, Block, BlockKind, CorpusRows, Layout, Source, Span
from kimxi_cli.page import build, page, pages
from kimxi_cli.page.marks import Mark, marked
from kimxi_cli.page.parts import web_address
from kimxi_cli.store import FileRecord, Store
from kimxi_cli.store.payload import encode
from tests import cli_support
from tests.browser import MISSING, browser, opened, settled, width

in_browser = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

HOSTILE = (
    "</script><script>window.broken = 1</script> <img src=x onerror='window.broken = 2'> “We ‘agree’ & \"sign\"” "
    "--> ]]> \u202eesrever\u202c \x00\x07\x1b[31m &amp; <!-- <svg onload=window.broken=3> {{ 7 * 7 }}"
)
CONSOLE = "return [window.broken, document.querySelectorAll('main script, main img, main iframe').length]"
SHOWN = "return document.getElementById('found').textContent"


def analysis(article: str, text: str, url: str | None = None) -> ArticleAnalysis:
    """An article, a paragraph a line."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    blocks = tuple(Block(a, b, BlockKind.BODY) for a, b in zip(starts, ends, strict=True) if a < b)
    sentences = tuple(Span(block.start, block.end) for block in blocks)
    return ArticleAnalysis(article, text, Source(article, "", url=url), Layout(blocks), len(text.split()), sentences)


def store(folder: Path, rows: CorpusRows, texts: dict[str, str], url: str | None = None) -> Store:
    held = Store.open(folder / "store.db", "/sample", code="test")
    held.put_analyses([(article, encode(analysis(article, text, url))) for article, text in texts.items()])
    held.put_files([(FileRecord(article, 1, 1), [(article, article)]) for article in texts])
    held.replace_rows(rows)
    return held


def many(number: int) -> tuple[CorpusRows, dict[str, str]]:
    """The sample's articles so many times over, each under a name of its own."""
    from dataclasses import replace

    rows = cli_support.rows()
    texts: dict[str, str] = {}
    articles, quotes, mentions = [], [], []
    for copy in range(number):
        for row in rows.articles:
            texts[f"{copy:04}/{row.article}"] = cli_support.TEXTS[row.article]
            articles.append(replace(row, article=f"{copy:04}/{row.article}", words=600))
        quotes += [replace(q, article=f"{copy:04}/{q.article}", id=f"{copy}{q.id}") for q in rows.quotes]
        mentions += [replace(m, article=f"{copy:04}/{m.article}") for m in rows.mentions]
    visits = tuple(
        replace(
            visit,
            articles=tuple(f"0000/{article}" for article in visit.articles),
            evidence=tuple(replace(told, article=f"0000/{told.article}") for told in visit.evidence),
        )
        for visit in rows.visits
    )
    return replace(rows, articles=tuple(articles), quotes=tuple(quotes), mentions=tuple(mentions), visits=visits), texts


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    path = folder / "report.html"
    path.write_text(page(store(folder, cli_support.rows(), cli_support.TEXTS), "sample", "1"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    path = folder / "report.html"
    path.write_text(page(store(folder, *many(60)), "many", "1"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as driver:
        yield driver


def no_complaint(driver: Any) -> None:
    """Nothing in the console, and no request but for the page itself."""
    assert driver.get_log("browser") == []
    sent = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) <= 1


LOST = """
return [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href'))
  .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))))"""

TWICE = """
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
return ids.filter((id, at) => ids.indexOf(id) !== at)"""


@in_browser
@pytest.mark.parametrize("which", ["sample", "packed"])
def test_every_link_lands(which: str, chromium: Any, request: pytest.FixtureRequest) -> None:
    driver = opened(chromium, request.getfixturevalue(which))
    assert driver.execute_script("return document.querySelectorAll('a[href^=\"#\"]').length") > 20
    assert driver.execute_script(LOST) == []
    assert driver.execute_script(TWICE) == []
    no_complaint(driver)


@in_browser
@pytest.mark.parametrize("which", ["sample", "packed"])
def test_claims_lead_to_their_words(which: str, chromium: Any, request: pytest.FixtureRequest) -> None:
    """What a list says was said is what is marked where its link leads."""
    driver = opened(chromium, request.getfixturevalue(which))
    script = """
    return [...document.querySelectorAll('.statements li')].map((li) => {
      const there = document.getElementById(li.querySelector('.where').getAttribute('href').slice(1)).cloneNode(true);
      for (const link of there.querySelectorAll('.v')) link.remove();
      return [li.querySelector('.said').textContent, there.textContent];
    })"""
    pairs = driver.execute_script(script)
    assert len(pairs) >= 5
    assert all(said and said == there for said, there in pairs)


@in_browser
@pytest.mark.parametrize("which", ["sample", "packed"])
def test_following_a_link_opens_the_article(which: str, chromium: Any, request: pytest.FixtureRequest) -> None:
    driver = opened(chromium, request.getfixturevalue(which))
    link = "document.querySelector('#visits .statements .where')"
    driver.execute_script("for (const d of document.querySelectorAll('#visits details')) d.open = true")
    driver.execute_script(f"{link}.click()")
    target = driver.execute_script(f"return {link}.getAttribute('href').slice(1)")
    script = f"return document.getElementById('{target}').closest('details').open"
    assert settled(driver, script, True) is True
    assert settled(driver, "return document.activeElement.id", target) == target
    seen = f"const r = document.getElementById('{target}').getBoundingClientRect(); return [r.top, innerHeight]"
    driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    top, height = driver.execute_script(seen)
    assert 0 <= top < height


@in_browser
def test_a_link_from_outside_opens_what_it_names(sample: Path, chromium: Any) -> None:
    driver = opened(chromium, sample, "#article-1")
    assert driver.execute_script("return document.querySelector('#article-1 details').open") is True


@in_browser
@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("person", "Park Min-ho", "2 of 2 visits, 1 of 2 people, 1 of 2 articles"),
        ("visit", "7–8 May 2018", "1 of 2 visits, 2 of 2 people, 2 of 2 articles"),
        ("source", "Sample Wire", "1 of 2 visits, 1 of 2 people, 1 of 2 articles"),
        ("source", "unknown source", "2 of 2 visits, 1 of 2 people, 1 of 2 articles"),
        ("since", "2021-01-01", "1 of 2 visits, 0 of 2 people, 0 of 2 articles"),
        ("until", "2018-05-31", "1 of 2 visits, 2 of 2 people, 1 of 2 articles"),
        ("text", "FRANK open", "0 of 2 visits, 1 of 2 people, 1 of 2 articles"),
        ("text", "no such words", "0 of 2 visits, 0 of 2 people, 0 of 2 articles"),
    ],
)
def test_filters(field: str, value: str, found: str, sample: Path, chromium: Any) -> None:
    driver = opened(chromium, sample)
    script = """
    const [field, value] = arguments, control = document.getElementById('f-' + field);
    const option = [...control.options || []].find((o) => o.textContent.startsWith(value));
    control.value = option ? option.value : value;
    control.dispatchEvent(new Event('input', {bubbles: true}));"""
    driver.execute_script(script, field, value)
    assert settled(driver, SHOWN, f"Shown: {found}.") == f"Shown: {found}."
    visible = "return [...document.querySelectorAll('.item')].filter((i) => i.checkVisibility()).length"
    assert driver.execute_script(visible) == sum(map(int, re.findall(r"(\d+) of", found)))
    driver.execute_script("document.querySelector('button[type=reset]').click()")
    assert settled(driver, SHOWN, "") == ""
    assert driver.execute_script(visible) == 6


@in_browser
def test_a_link_into_what_is_filtered_away_shows_all(sample: Path, chromium: Any) -> None:
    driver = opened(chromium, sample)
    typed = "const t = document.getElementById('f-text'); t.value = 'zzz';"
    driver.execute_script(f"{typed} t.dispatchEvent(new Event('input', {{bubbles: true}}))")
    settled(driver, SHOWN, "Shown: 0 of 2 visits, 0 of 2 people, 0 of 2 articles.")
    driver.execute_script("location.hash = '#article-2'")
    assert settled(driver, "return document.getElementById('article-2').hidden", False) is False


@in_browser
@pytest.mark.parametrize("pixels", [320, 360, 768, 1280])
@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_fits_the_screen(which: str, pixels: int, chromium: Any, request: pytest.FixtureRequest) -> None:
    width(chromium, pixels)
    driver = opened(chromium, request.getfixturevalue(which))
    driver.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    assert driver.execute_script("return document.documentElement.scrollWidth") <= pixels
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@in_browser
def test_keyboard(sample: Path, chromium: Any) -> None:
    """Tab goes to the skip link, the sections, the filters, then the content; Return opens a list."""
    from selenium.webdriver.common.keys import Keys

    driver = opened(chromium, sample)
    order = []
    for _ in range(16):
        driver.switch_to.active_element.send_keys(Keys.TAB)
        held = "const e = document.activeElement; return e.id || e.getAttribute('href')"
        order.append(driver.execute_script(held))
    assert order[0] == "#content"
    assert order[1:7] == ["#overview", "#timeline", "#met", "#visits", "#people", "#articles"]
    assert order[7:11] == ["f-text", "f-person", "f-visit", "f-source"]
    outline = "const s = getComputedStyle(document.activeElement); return s.outlineStyle"
    assert driver.execute_script(outline) != "none"
    summary = driver.execute_script("const s = document.querySelector('#visits summary'); s.focus(); return s")
    summary.send_keys(Keys.RETURN)
    assert driver.execute_script("return document.querySelector('#visits details').open") is True


@in_browser
def test_screen_readers_are_told(sample: Path, chromium: Any) -> None:
    """Each control has a label, each picture a name and words, headings go down by one."""
    driver = opened(chromium, sample)
    unlabelled = "return [...document.querySelectorAll('input, select')].filter((e) => !e.labels.length).length"
    assert driver.execute_script(unlabelled) == 0
    named = """return [...document.querySelectorAll('svg')].map((s) => s.getAttribute('aria-labelledby')
      .split(' ').every((id) => document.getElementById(id).textContent))"""
    assert driver.execute_script(named)
    assert all(driver.execute_script(named))
    levels = driver.execute_script("return [...document.querySelectorAll('h1, h2, h3')].map((h) => +h.tagName[1])")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    tree = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {node["role"]["value"] for node in tree if not node["ignored"]}
    assert {"main", "navigation", "search", "heading", "status"} <= roles


CONTRAST = """
const parsed = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const behind = (e) => { for (; e; e = e.parentElement) { const c = parsed(getComputedStyle(e).backgroundColor);
  if (c.length === 3) return c; } return [255, 255, 255]; };
for (const d of document.querySelectorAll('details')) d.open = true;
return [...document.querySelectorAll('body *:not(svg *, script, style)')]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => { const ink = light(parsed(getComputedStyle(e).color).slice(0, 3));
    const [a, b] = [ink, light(behind(e))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), e.tagName + '.' + e.className, e.textContent.slice(0, 30)]; })
  .filter(([ratio]) => ratio < 4.5)"""


@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str, sample: Path, chromium: Any) -> None:
    """WCAG AA: 4.5 to 1 for every text."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    driver = opened(chromium, sample)
    background = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    low = driver.execute_script(CONTRAST)
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert (background == "rgb(21, 24, 28)") == (scheme == "dark")
    assert low == []


@in_browser
def test_print_opens_what_was_said(sample: Path, chromium: Any) -> None:
    driver = opened(chromium, sample)
    driver.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert driver.execute_script("return [...document.querySelectorAll('.printed')].every((d) => d.open)") is True
    driver.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert driver.execute_script("return document.querySelectorAll('details[open]').length") == 0
    assert len(driver.execute_cdp_cmd("Page.printToPDF", {})["data"]) > 10_000


# --- what an article can't do -------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of every row is an attack."""
    from dataclasses import fields, is_dataclass, replace

    def spoilt(value: Any, name: str = "") -> Any:
        if isinstance(value, str) and name in (
            "name",
            "title",
            "source",
            "byline",
            "speaker",
            "text",
            "purpose",
            "why",
        ):
            return f"{HOSTILE} {value}"
        if isinstance(value, str) and name in ("place", "country", "via", "speaker_text", "reason", "visit_reason"):
            return HOSTILE
        if isinstance(value, tuple) and not is_dataclass(value):
            return tuple(spoilt(held, "name" if name in ("visitors", "hosts") else name) for held in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: spoilt(getattr(value, f.name), f.name) for f in fields(value)})
        return value

    folder = tmp_path_factory.mktemp("hostile")
    rows = spoilt(cli_support.rows())
    rows = replace(rows, reasons={"anna-berg": (HOSTILE,), "anna-berg--oslo--2018-05": (HOSTILE,)})
    texts = {article: f"{text}\n{HOSTILE}" for article, text in cli_support.TEXTS.items()}
    path = folder / "report.html"
    path.write_text(page(store(folder, rows, texts, "javascript:alert(1)"), HOSTILE, "1"), encoding="utf-8")
    return path


@in_browser
def test_text_does_not_break_out(hostile: Path, chromium: Any) -> None:
    driver = opened(chromium, hostile)
    assert driver.execute_script(CONSOLE) == [None, 0]
    assert driver.execute_script(LOST) == []
    shown = driver.execute_script("return document.body.textContent")
    assert "</script><script>window.broken = 1</script>" in shown
    assert "49" not in driver.execute_script("return document.querySelector('h1').textContent")
    no_complaint(driver)


def test_nothing_acts_in_the_file(hostile: Path) -> None:
    html = hostile.read_text(encoding="utf-8")
    assert html.count("<script") == html.count("</script>") == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", html)
    assert 'href="javascript:' not in html
    assert "default-src 'none'" in html
    assert not re.search(r"<(img|iframe|object|link(?! rel=\"icon\" href=\"data:,\"))\b", html)


@in_browser
def test_the_policy_stops_what_would_break_out(sample: Path, chromium: Any, tmp_path: Path) -> None:
    """Were a script to get in, the browser would not run it."""
    spoilt = tmp_path / "spoilt.html"
    html = sample.read_text(encoding="utf-8")
    spoilt.write_text(html.replace("</main>", "<script>window.broken = 1</script></main>"), encoding="utf-8")
    assert opened(chromium, spoilt).execute_script("return window.broken") is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, kept: bool) -> None:
    assert (web_address(url) is not None) == kept


# --- how the files are made ---------------------------------------------------------------------


def test_the_same_corpus_gives_the_same_page(sample: Path, tmp_path: Path) -> None:
    again = page(store(tmp_path, cli_support.rows(), cli_support.TEXTS), "sample", "1")
    assert again == sample.read_text(encoding="utf-8")


def test_an_empty_corpus_has_a_page(tmp_path: Path) -> None:
    assert "No two people met." in page(store(tmp_path, CorpusRows(), {}), "empty", "1")


def test_a_large_page_is_packed(sample: Path, packed: Path) -> None:
    assert "data-packed=" not in sample.read_text(encoding="utf-8")
    assert packed.read_text(encoding="utf-8").count("data-packed=") == 3


def test_an_article_takes_less_than_four_kilobytes(tmp_path: Path) -> None:
    """The sample corpus 16 times over, each time in another year, so that no two copies stand side by side."""
    from dataclasses import replace

    from kimxi_cli import analyse

    with analyse("corpus", store=tmp_path / "sample.db") as found:
        entities, visits, reports = found.entities(), found.visits(), found.articles()
        quotes, mentions = found.quotes(), found.mentions()
        analyses = list(found._store.analyses())
    held = Store.open(tmp_path / "many.db", "/many", code="test")
    rows = CorpusRows(entities=tuple(entities))
    for copy in range(16):
        at = f"{copy:02}/{{}}".format
        year = str(1940 + copy)
        held.put_analyses([(at(a.id), encode(replace(a, id=at(a.id)))) for a in analyses])
        held.put_files([(FileRecord(at(a.id), 1, 1), [(at(a.id), at(a.id))]) for a in analyses])
        rows = replace(
            rows,
            quotes=rows.quotes
            + tuple(replace(q, article=at(q.article), visit=q.visit and at(q.visit)) for q in quotes),
            mentions=rows.mentions + tuple(replace(m, article=at(m.article)) for m in mentions),
            visits=rows.visits
            + tuple(
                replace(
                    visit,
                    id=at(visit.id),
                    articles=tuple(map(at, visit.articles)),
                    evidence=tuple(replace(told, article=at(told.article)) for told in visit.evidence),
                )
                for visit in visits
            ),
            articles=rows.articles
            + tuple(
                replace(a, article=at(a.article), published=year + (a.published or "1940-01-01")[4:]) for a in reports
            ),
        )
    held.replace_rows(rows)
    assert len(page(held, "many", "1").encode()) < 4000 * len(rows.articles)


@in_browser
def test_split(tmp_path: Path, chromium: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every link of every file leads to an element of a file."""
    monkeypatch.setattr(build, "A_FILE", {"visits": 1, "people": 1, "articles": 3})
    files = dict(pages(store(tmp_path, *many(4)), "many", "1"))
    assert list(files) == [
        *("index.html", "visits-1.html", "visits-2.html", "people-1.html", "people-2.html"),
        *("articles-1.html", "articles-2.html", "articles-3.html"),
    ]
    ids = {name: set(re.findall(r' id="([^"]+)"', html)) for name, html in files.items()}
    for name, html in files.items():
        (tmp_path / name).write_text(html, encoding="utf-8")
        links = re.findall(r'<a [^>]*href="([^"]+)"', html)
        assert links
        for link in links:
            file, _, anchor = link.partition("#")
            assert not anchor or anchor in ids[file or name], (name, link)
            assert (file or name) in files
    for name in files:
        driver = opened(chromium, tmp_path / name)
        assert driver.execute_script("return document.querySelectorAll('.item').length") > 0
        no_complaint(driver)


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([(0, 4, "a")], "<a>0123</a>456789"),
        ([(0, 8, "a"), (2, 4, "b")], "<a>01<b>23</b>4567</a>89"),
        ([(0, 5, "a"), (3, 8, "b")], "<a>012<b>34</b></a><b>567</b>89"),
        ([(0, 5, "a"), (0, 5, "b")], "<a><b>01234</b></a>56789"),
        ([(0, 3, "a"), (3, 10, "b")], "<a>012</a><b>3456789</b>"),
        ([(0, 6, "a"), (2, 8, "b"), (4, 10, "i")], "<a>01<b>23<i>45</i></b></a><b><i>67</i></b><i>89</i>"),
    ],
)
def test_marks_are_nested(marks: list[tuple[int, int, str]], html: str) -> None:
    from markupsafe import Markup

    held = [Mark(start, end, tag, Markup()) for start, end, tag in marks]
    assert marked("0123456789", 0, 10, held)[0] == html
