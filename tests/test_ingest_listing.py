"""Which files a corpus has, and the tables beside them."""

import os
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimxi_cli.errors import CorpusError
from kimxi_cli.ingest import files, read, registry, scan, sidecar
from kimxi_cli.ingest.fields import Metadata
from kimxi_cli.ingest.listing import belongs_to
from kimxi_cli.model import Problem, Source

BODY = "The two ministers met in Geneva on Monday."


def corpus(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY)
    return folder


def ids(folder: Path) -> list[str]:
    return [file.id for file in files(folder)]


def test_folders_are_read_through_and_sorted_by_id(tmp_path: Path) -> None:
    corpus(tmp_path, "b.txt", "a/z.md", "a.text", "a/b/c.jsonl", "c.NDJSON", "d.markdown")
    assert ids(tmp_path) == ["a.text", "a/b/c.jsonl", "a/z.md", "b.txt", "c.NDJSON", "d.markdown"]


def test_what_is_no_article_is_left_out(tmp_path: Path) -> None:
    corpus(
        tmp_path, ".hidden.txt", ".git/a.txt", "README.md", "readme.txt", "LICENSE", "LICENSE.txt", "photo.jpg", "notes"
    )
    corpus(tmp_path, "metadata.csv", "sub/metadata.csv", "a.txt", "sub/README.md", ".txt")
    assert ids(tmp_path) == ["a.txt", "sub/README.md"]
    assert [table.id for table in scan(tmp_path).sidecars] == ["metadata.csv", "sub/metadata.csv"]


def test_a_changed_file_shows(tmp_path: Path) -> None:
    [before] = files(corpus(tmp_path, "a.txt"))
    (tmp_path / "a.txt").write_text(BODY + " More.")
    [after] = files(tmp_path)
    assert (before.size, before.mtime_ns) != (after.size, after.mtime_ns)


def test_a_single_file_is_a_corpus(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt", "b.txt", "README.md")
    (tmp_path / "metadata.csv").write_text("file,title\na,Talks\n")
    listing = scan(tmp_path / "a.txt")
    assert [file.id for file in listing.files] == ["a.txt"]
    assert sidecar(listing).get("a.txt").title == "Talks"
    assert [file.id for file in scan(tmp_path / "README.md").files] == ["README.md"]


def test_a_link_that_turns_in_a_circle_ends(tmp_path: Path) -> None:
    corpus(tmp_path, "a/x.txt")
    (tmp_path / "a/back").symlink_to(tmp_path)
    assert ids(tmp_path) == ["a/x.txt"]


@pytest.mark.parametrize(
    ("name", "target", "message"),
    [
        ("nowhere.txt", "gone", "nowhere.txt is a link that leads nowhere (to gone)."),
        ("loop.md", "loop.md", "loop.md is a link that leads nowhere (to loop.md)."),
        ("metadata.csv", "gone", "metadata.csv is a link that leads nowhere (to gone)."),
        ("nowhere.png", "gone", None),
        (".hidden.txt", "gone", None),
    ],
)
def test_a_link_to_nowhere_is_a_problem(tmp_path: Path, name: str, target: str, message: str | None) -> None:
    corpus(tmp_path, "a.txt")
    (tmp_path / name).symlink_to(target)
    found = [file for file in files(tmp_path) if file.id != "a.txt"]
    assert [problem.message for file in found for problem in read(file) if isinstance(problem, Problem)] == (
        [message] if message else []
    )
    if message and target == "gone":
        (tmp_path / "gone").write_text(BODY)
        assert all((file.size, file.mtime_ns) != (-1, 0) for file in files(tmp_path)), "mended: it is read again"


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus(tmp_path, "a.txt", "sub/b.txt")
    for name in ("scandir", "listdir"):
        real = getattr(os, name)

        def refuse(path: str, real: Callable[[str], object] = real) -> object:
            if str(path).endswith("sub"):
                raise PermissionError(13, "Permission denied")
            return real(path)

        monkeypatch.setattr(os, name, refuse)
    folder = files(tmp_path)[1]
    assert folder.id == "sub/"
    assert [problem.message for problem in read(folder) if isinstance(problem, Problem)] == ["sub/ may not be read."]


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    [problem] = read(files(corpus(tmp_path, "a.txt"))[0])
    assert isinstance(problem, Problem)
    assert problem.message == "a.txt can't be read: Input/output error."
    assert problem.hint.startswith("Try to open it in another program")


def test_the_right_to_read_shows_as_a_change(tmp_path: Path) -> None:
    [before] = files(corpus(tmp_path, "a.txt"))
    (tmp_path / "a.txt").chmod(0o600)
    [after] = files(tmp_path)
    assert after.mtime_ns > before.mtime_ns


def test_files_of_other_kinds_are_listed(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt", "b.png", "sub/c.svg", "README.md", ".d.png")
    assert [file.id for file in scan(tmp_path).others] == ["b.png", "sub/c.svg"]


@pytest.mark.parametrize(
    ("name", "belongs"),
    [
        ("corpus/a.txt", True),
        ("corpus/sub/new.md", True),
        ("corpus/metadata.csv", True),
        ("corpus/sub/../new.JSONL", True),
        ("linked/new.txt", True),
        ("elsewhere/new.txt", True),
        ("elsewhere.txt", True),
        ("corpus/rows.csv", True),
        ("corpus/rows.parquet", False),
        ("corpus/.rows.txt", False),
        ("corpus/.hidden/rows.txt", False),
        ("corpus/README.md", False),
        ("rows.txt", False),
        ("gone/rows.txt", False),
    ],
)
def test_what_belongs_to_a_corpus(tmp_path: Path, name: str, belongs: bool) -> None:
    corpus(tmp_path, "corpus/a.txt", "corpus/sub/b.txt", "corpus/.hidden/c.txt", "elsewhere/d.txt", "elsewhere.txt")
    (tmp_path / "linked").symlink_to(tmp_path / "corpus")
    (tmp_path / "corpus/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "corpus/article.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert belongs_to(tmp_path / name, tmp_path / "corpus") is belongs


def test_what_belongs_to_a_single_file(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt", "b.txt", "metadata.csv")
    assert [
        belongs_to(tmp_path / name, tmp_path / "a.txt") for name in ("a.txt", "b.txt", "metadata.csv", "c.txt")
    ] == [*(True, False, True, False)]
    assert not belongs_to(tmp_path / "b.txt", tmp_path / "gone")


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(BODY)
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    [file] = files(tmp_path)
    assert file.id == r"caf\xe9.txt"
    [article] = read(file)
    assert isinstance(article, Source)


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as error:
        scan(tmp_path / "gone")
    assert str(tmp_path / "gone") in error.value.message
    assert error.value.hint
    with pytest.raises(CorpusError, match="can't be read: File name too long"):
        scan(tmp_path / ("x" * 5000))
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(CorpusError, match="can't be read: Too many levels"):
        scan(tmp_path / "loop")


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="No article was found"):
        scan(tmp_path)
    corpus(tmp_path, "a.odt", "b.xyz")
    with pytest.raises(CorpusError, match=r"only files of other kinds: \.odt, \.xyz"):
        scan(tmp_path)


def test_a_single_file_of_another_kind(tmp_path: Path) -> None:
    corpus(tmp_path, "a.odt")
    with pytest.raises(CorpusError, match=r"can't be read \(\.odt\)"):
        scan(tmp_path / "a.odt")


def upper_reader(file: object, table: object) -> object:
    """A reader as another distribution would bring it."""
    yield Source("x", Path(file.path).read_text().upper())  # type: ignore[attr-defined]


def broken_reader(file: object, table: object) -> object:
    raise KeyError("no such part")


def test_readers_of_other_distributions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = {".upper": lambda: upper_reader, ".broken": lambda: broken_reader}
    monkeypatch.setattr(registry, "third_party", lambda: points)
    monkeypatch.setattr("kimxi_cli.ingest.listing.third_party", lambda: points)
    corpus(tmp_path, "a.upper", "b.broken", "c.other")
    broken, upper = sorted(files(tmp_path), key=lambda file: file.id, reverse=True)
    [article] = read(upper)
    assert isinstance(article, Source)
    assert article.text == BODY.upper()
    [problem] = read(broken)
    assert isinstance(problem, Problem)
    assert "KeyError" in problem.message


def test_the_entry_point_group_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint(".upper", f"{__name__}:upper_reader", registry.GROUP)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point] if group == registry.GROUP else [])
    registry.third_party.cache_clear()
    try:
        assert registry.reader_for(".UPPER") is upper_reader
        assert registry.reader_for(".nothing") is None
    finally:
        registry.third_party.cache_clear()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("article,title,published\na.txt,Talks,2015-03-04\n", Metadata("Talks", published="2015-03-04")),
        ("\ufefffile,headline\r\na,Talks\r\n", Metadata("Talks")),
        ('filename;author\na.txt;"Berg; Anna"\n', Metadata(byline="Berg; Anna")),
        ("Filename\tOutlet\na.txt\tSample Wire\n", Metadata(source="Sample Wire")),
        ("article,url\n./a.txt,https://example.org\n", Metadata(url="https://example.org")),
        ("article,title\n\na.txt\na.txt,,\n", Metadata()),
        ("article,title\nb.txt,Talks\n", Metadata()),
        ("", Metadata()),
    ],
)
def test_sidecar_tables(tmp_path: Path, table: str, expected: Metadata) -> None:
    corpus(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_bytes(table.encode())
    assert sidecar(tmp_path).get("a.txt") == expected


def test_a_table_speaks_of_its_own_folder_and_below(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt", "sub/a.txt")
    (tmp_path / "metadata.csv").write_text("article,title,source\na.txt,Top,Wire\nsub/a.txt,Sub from above,Wire\n")
    (tmp_path / "sub/metadata.csv").write_text("article,title\na.txt,Sub\n")
    table = sidecar(tmp_path)
    assert table.get("a.txt").title == "Top"
    assert table.get("sub/a.txt") == Metadata("Sub", "Wire")
    assert len(table) == 2


def test_a_table_that_names_no_articles_is_a_problem(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_text("title,source\nTalks,Wire\n")
    [problem] = sidecar(tmp_path).problems
    assert problem.message == "metadata.csv has no column that names the articles."
    (tmp_path / "metadata.csv").write_text("article,title\na.txt," + "x" * 1_100_000 + "\n")
    [problem] = sidecar(tmp_path).problems
    assert problem.message.startswith("metadata.csv can't be read: field larger")


@pytest.mark.parametrize(
    ("table", "noted", "title"),
    [
        (
            "article,title\na.txt,Talks\na.txt,More\n",
            ["line 3: a.txt stands in line 2 too; this row was taken."],
            "More",
        ),
        ("article,title\na,Talks\ngone.txt,Lost\n", ["line 3: there is no article gone.txt."], "Talks"),
        ("article,title\na,Talks\nREADME.md,Notes\nwire.jsonl#7,W\n", [], "Talks"),
        (
            "article,title,date\na.txt,Talks,03/04/2019\n",
            ["line 2: the date of a.txt, '03/04/2019', can't be read for certain; it was left out."],
            "Talks",
        ),
        (
            'article,title\na.txt,"Talks\nb.txt,B\n',
            ["line 2: a quotation mark is never closed; it was left out."],
            "Talks",
        ),
        (
            'article,title\na.txt,"Talks\nb.txt,"B"\n',
            ["line 2: a quotation mark is never closed; it was left out."],
            "Talks",
        ),
        ('article,title\na.txt,"Talks\nthat go on"\nb.txt,B\n', [], "Talks that go on"),
        ('article,title\na.txt,Talks on "peace"\nb.txt,B', [], 'Talks on "peace"'),
        (
            f'article,title\na.txt,"Talks\n{"b.txt,B" + chr(10) * 150_000}',
            ["line 2: a quotation mark is never"],
            "Talks",
        ),
    ],
)
def test_odd_rows_of_a_table_are_noted_and_taken(tmp_path: Path, table: str, noted: list[str], title: str) -> None:
    corpus(tmp_path, "a.txt", "b.txt", "wire.jsonl", "README.md")
    (tmp_path / "metadata.csv").write_text(table)
    found = sidecar(tmp_path)
    assert found.get("a.txt").title == title
    assert all(problem.note and problem.hint for problem in found.problems)
    assert len(found.problems) == len(noted)
    for problem, message in zip(found.problems, noted, strict=True):
        assert problem.message.startswith(f"metadata.csv, {message}")
    if "b.txt,B" in table:
        assert found.get("b.txt").title == "B"


def test_a_table_in_another_encoding_is_noted(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_bytes("article,title\na.txt,Malmö\n".encode("cp1252"))
    found = sidecar(tmp_path)
    assert found.get("a.txt").title == "Malmö"
    assert [p.message for p in found.problems] == ["metadata.csv is not UTF-8; it was read as Windows-1252."]


def test_rows_on_other_files_of_the_folder_are_no_fault_of_a_single_file(tmp_path: Path) -> None:
    corpus(tmp_path, "a.txt", "b.txt")
    (tmp_path / "metadata.csv").write_text("article,title\na,A\nb,B\n")
    assert sidecar(scan(tmp_path / "a.txt")).problems == ()


@given(text=st.text(st.sampled_from('ab,"\n '), max_size=60))
def test_a_table_takes_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = corpus(tmp_path_factory.mktemp("corpus"), "a.txt")
    (folder / "metadata.csv").write_text("article,title\n" + text)
    sidecar(folder)


def test_the_article_itself_speaks_before_the_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\ntitle: Own\n---\n{BODY}")
    (tmp_path / "metadata.csv").write_text("article,title,date\na,Other,2015-03-04\n")
    listing = scan(tmp_path)
    [article] = read(listing.files[0], sidecar(listing))
    assert isinstance(article, Source)
    assert (article.title, article.published, article.published_from) == ("Own", "2015-03-04", "sidecar")
