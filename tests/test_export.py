"""`kimxi export`: the tables hold what the reports print, and the programs they are for open them."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kimxi_cli.errors import KimxiError
from kimxi_cli.export import FORMATS, Export
from kimxi_cli.export.schema import tables
from kimxi_cli.model import CorpusRows, EntityRow
from kimxi_cli.serial import dumps, plain
from tests.cli_support import filled, kimxi, rows

Rows = Callable[[str], Iterable[str]]
FOLDERS = ("parquet", "csv-dir")


def sample(content: CorpusRows | None = None) -> Rows:
    held = rows() if content is None else content
    return lambda report: map(dumps, map(plain, getattr(held, report)))


def exported(to: str, folder: Path, content: CorpusRows | None = None) -> Path:
    if to in ("duckdb", "parquet"):
        pytest.importorskip("duckdb", reason="the extra `export` is not installed")
    target = folder / f"out.{to}"
    Export(to, target).write(sample(content))
    return target


def read_sqlite(path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        held = {t.name: db.execute(f'SELECT * FROM "{t.name}"').fetchall() for t in tables()}
    return held.__getitem__


def read_duckdb(path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as db:
        held = {t.name: db.execute(f'SELECT * FROM "{t.name}"').fetchall() for t in tables()}
    return held.__getitem__


def read_parquet(path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

    def read(name: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in parquet.read_table(path / f"{name}.parquet").to_pylist()]

    return read


def read_csv(path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    def read(name: str) -> list[tuple[Any, ...]]:
        (table,) = [t for t in tables() if t.name == name]
        with (path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *found = csv.reader(file)
        assert tuple(head) == table.names
        return [
            tuple(None if v == "" and c.optional else c.type(v) for c, v in zip(table.columns, row, strict=True))
            for row in found
        ]

    return read


READERS = {"sqlite": read_sqlite, "duckdb": read_duckdb, "parquet": read_parquet, "csv-dir": read_csv}


def test_tables_hold_what_the_rows_say(tmp_path: Path) -> None:
    table = read_sqlite(exported("sqlite", tmp_path))
    visit, meeting = rows().visits
    assert table("visitors") == [
        (visit.id, 1, "Anna Berg", "anna-berg"),
        (meeting.id, 1, "Anna Berg", "anna-berg"),
        (meeting.id, 2, "Park Min-ho", "park-min-ho"),
    ]
    assert table("hosts") == [(visit.id, 1, "Park Min-ho", "park-min-ho")]
    assert table("conflicts") == [(visit.id, 1, "start", "2018-05-07", "it was written sooner after")]
    assert table("conflict_values") == [(visit.id, 1, 1, "2018-05-07"), (visit.id, 1, 2, "2018-05-08")]
    assert table("conflict_articles") == [(visit.id, 1, 1, 1, "wires/oslo.md"), (visit.id, 1, 2, 1, "bridge.txt")]
    assert [row[:3] for row in table("evidence")] == [(visit.id, 1, "bridge.txt"), (visit.id, 2, "wires/oslo.md")]
    assert [row[3] for row in table("variants")] == [2, 1, 1, 1, 1, 2, 1, 2]
    (quoted,) = table("quoted_parts")
    assert (quoted[0], quoted[4]) == (rows().quotes[1].id, "frank and open")
    (arrived,) = [row for row in table("mentions") if row[0] == "bridge.txt"]
    assert arrived[4] == "Berg\x1b[31m"


@pytest.mark.parametrize("to", READERS)
def test_values_are_those_of_the_reports(to: str, tmp_path: Path) -> None:
    read = READERS[to](exported(to, tmp_path))
    for table in tables():
        if not table.path:
            objects = [json.loads(row) for row in sample()(table.root)]
            assert read(table.name) == [tuple(row[name] for name in table.names) for row in objects]


@pytest.mark.parametrize("to", ["duckdb", "parquet", "csv-dir"])
def test_all_formats_hold_the_same_tables(to: str, tmp_path: Path) -> None:
    read, reference = READERS[to](exported(to, tmp_path)), read_sqlite(exported("sqlite", tmp_path))
    for table in tables():
        assert read(table.name) == reference(table.name)


@pytest.fixture
def odd() -> CorpusRows:
    """An entity whose name is as odd as a JSON text can hold, and nothing else."""
    name = "A\x00b\r\n\"'é\U0001f600\ud83d, \x1b[31m"
    return CorpusRows(entities=(EntityRow("odd", name, "person", 1, 0, None, "", (), 0.5),))


@pytest.mark.parametrize("to", READERS)
def test_odd_texts_stay_as_they_are_but_for_half_characters(to: str, tmp_path: Path, odd: CorpusRows) -> None:
    ((_, name, _, _, _, first, last, _),) = READERS[to](exported(to, tmp_path, odd))("entities")
    assert name == odd.entities[0].name.replace("\ud83d", "\ufffd")
    assert first is None
    assert last == ("" if to != "csv-dir" else None)  # csv.reader tells them apart only from Python 3.13 on


def test_a_csv_tells_null_from_an_empty_text(tmp_path: Path, odd: CorpusRows) -> None:
    text = (exported("csv-dir", tmp_path, odd) / "entities.csv").read_text(encoding="utf-8")
    assert text.endswith(',"person",1,0,,"",0.5\n')


@pytest.mark.parametrize("to", ["sqlite", "duckdb"])
def test_keys_and_views(to: str, tmp_path: Path) -> None:
    path = exported(to, tmp_path)
    views = {
        "people": ("anna-berg", "Anna Berg", 6, 2, 1, 2),
        "who_met_whom": ("anna-berg--oslo--2018-05", "Anna Berg", "Park Min-ho", "Oslo", "2018-05-07"),
    }
    if to == "sqlite":
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            keys = {row[2] for row in db.execute("PRAGMA foreign_key_list(quotes)")}
            first = {name: db.execute(f"SELECT * FROM {name}").fetchone() for name in views}
            statements = db.execute("SELECT count(*) FROM statements").fetchone()
    else:
        import duckdb

        with duckdb.connect(str(path)) as db:
            found = db.execute("SELECT referenced_table FROM duckdb_constraints() WHERE table_name = 'quotes'")
            keys = {row[0] for row in found.fetchall() if row[0]}
            first = {name: db.execute(f"SELECT * FROM {name}").fetchone() for name in views}
            statements = db.execute("SELECT count(*) FROM statements").fetchone()
            with pytest.raises(duckdb.ConstraintException):
                db.execute("INSERT INTO variants VALUES ('nobody', 1, 'Nobody', 1)")
    assert keys == {"articles", "entities", "visits"}
    assert first == views
    assert statements == (3,)


@pytest.mark.parametrize("to", FOLDERS)
def test_a_folder_describes_its_tables(to: str, tmp_path: Path) -> None:
    folder = exported(to, tmp_path)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert {r["path"] for r in described} == {p.name for p in folder.iterdir()} - {"datapackage.json"}
    schemata = {r["name"]: r["schema"] for r in described}
    for schema in schemata.values():
        names = {field["name"] for field in schema["fields"]}
        assert names.issuperset(schema["primaryKey"])
        for key in schema["foreignKeys"]:
            to_table = schemata.get(key["reference"]["resource"], schema)
            assert key["reference"]["fields"] == to_table["primaryKey"]
            assert names.issuperset(key["fields"])


def test_pandas_opens_the_tables(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.read_parquet(exported("parquet", tmp_path) / "visits.parquet")
    assert frame.status.tolist() == ["took_place", "planned"]
    assert frame.ordinal.isna().tolist() == [False, True]
    frame = pandas.read_csv(exported("csv-dir", tmp_path) / "quotes.csv")
    assert frame.speaker_id.dropna().tolist() == ["anna-berg", "park-min-ho"]


def test_networkx_opens_the_graph(tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    graph = networkx.read_gexf(exported("gexf", tmp_path))
    assert dict(graph.nodes(data="label")) == {"anna-berg": "Anna Berg", "park-min-ho": "Park Min-ho"}
    assert graph.nodes["anna-berg"]["quotes"] == 1
    ((_, _, facts),) = graph.edges(data=True)
    assert facts["weight"] == 1.0  # the planned meeting is none
    assert facts["visits"] == "anna-berg--oslo--2018-05"


def test_a_graph_holds_no_character_that_xml_can_not(tmp_path: Path) -> None:
    from dataclasses import replace
    from xml.etree import ElementTree

    visit = rows().visits[0]
    content = replace(rows(), visits=(replace(visit, visitors=("An\x00na\x1b & <Berg>", "Jan Vries")),))
    labels = [e.get("label") for e in ElementTree.parse(exported("gexf", tmp_path, content)).iter() if e.get("label")]
    assert "An\ufffdna\ufffd & <Berg>" in labels


def entities(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def test_followthemoney_takes_the_stream(tmp_path: Path) -> None:
    """Each entity is valid by its schema, and FollowTheMoney's cleaning takes no value away."""
    money = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    held = list(entities(exported("ftm", tmp_path)))
    ids = {entity["id"] for entity in held}
    assert len(ids) == len(held)
    for entity in held:
        schema = money.model.get(entity["schema"])
        schema.validate(entity)
        cleaned = money.model.get_proxy({"id": entity["id"], "schema": entity["schema"], "properties": {}})
        for name, values in entity["properties"].items():
            for value in values:
                cleaned.add(name, value)
            assert sorted(cleaned.get(name)) == sorted(values), (entity["schema"], name)
            if schema.get(name).type.name == "entity":
                assert ids.issuperset(values)
    assert [e["schema"] for e in held if "recordId" in e["properties"]] == ["Trip", "Event"]


def test_a_visit_in_the_stream(tmp_path: Path) -> None:
    (trip,) = [e["properties"] for e in entities(exported("ftm", tmp_path)) if e["schema"] == "Trip"]
    assert trip["name"] == ["Anna Berg, Park Min-ho: visit, Oslo, 2018-05-07"]
    assert (trip["country"], trip["startDate"], trip["endDate"]) == (["no"], ["2018-05-07"], ["2018-05-08"])
    assert trip["keywords"] == ["visit", "took_place"]
    assert len(trip["involved"]) == len(trip["organizer"]) == 1


# --- where it is written -----------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_there_is_replaced_only_when_asked_and_as_a_whole(to: str, tmp_path: Path) -> None:
    target = exported(to, tmp_path)
    with pytest.raises(KimxiError, match="is there already"):
        Export(to, target)

    def broken(report: str) -> Iterator[str]:
        raise OSError(28, "No space left on device")

    before = state(target)
    with pytest.raises(KimxiError, match="No space left"):
        Export(to, target, force=True).write(broken)
    assert state(target) == before
    Export(to, target, force=True).write(sample(CorpusRows()))
    assert state(target) != before
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def state(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (path.iterdir() if path.is_dir() else [path])}


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_rows_give_the_same_files(to: str, tmp_path: Path) -> None:
    if to == "duckdb":
        pytest.skip("DuckDB writes identifiers of its own into the file")
    target = exported(to, tmp_path)
    before = state(target)
    Export(to, target, force=True).write(sample())
    assert state(target) == before


@pytest.mark.parametrize("to", FOLDERS)
def test_a_folder_with_other_things_in_it_is_left_alone(to: str, tmp_path: Path) -> None:
    target = exported(to, tmp_path)
    (target / "notes.txt").write_text("mine")
    with pytest.raises(KimxiError, match=r"more than an export, such as notes\.txt"):
        Export(to, target, force=True)
    assert (target / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("to", "place", "message"),
    [
        ("sqlite", "a-folder", "no file"),
        ("csv-dir", "a-file", "no folder"),
        ("sqlite", "no/where/x.sqlite", "there is no folder"),
    ],
)
def test_places_that_can_not_be(to: str, place: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "a-file").write_text("mine")
    with pytest.raises(KimxiError, match=message):
        Export(to, tmp_path / place, force=True)


# --- the command -------------------------------------------------------------------------------------


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    done = kimxi("export", "--to", "sqlite", str(tmp_path / "x.sqlite"))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"kimxi: {tmp_path}/x.sqlite: 2 articles, 4 entities, 3 mentions, 3 quotes, 2 visits\n"
    again = kimxi("export", "--to", "sqlite", str(tmp_path / "x.sqlite"))
    assert again.returncode == 2
    assert "--force" in again.stderr
    assert kimxi("export", "--to", "sqlite", "--force", "-q", str(tmp_path / "x.sqlite")).stderr == ""


def test_an_extra_that_is_absent_is_named(tmp_path: Path) -> None:
    (tmp_path / "duckdb.py").write_text("raise ModuleNotFoundError('no', name='duckdb')")
    import subprocess

    from tests.cli_support import command, env

    variables = env()
    variables["PYTHONPATH"] = f"{tmp_path}:{variables['PYTHONPATH']}"
    arguments = command("export", "--to", "duckdb", str(tmp_path / "x.duckdb"))
    done = subprocess.run(arguments, capture_output=True, text=True, env=variables)
    assert done.returncode == 2
    assert done.stderr == ("kimxi: --to duckdb needs duckdb, which is not installed.\n  pip install 'kimxi[export]'\n")


def test_nothing_of_kimxis_own_is_overwritten(tmp_path: Path) -> None:
    corpus = tmp_path / "news"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Anna Berg visited Oslo.")
    filled(tmp_path / "store.db").close()
    told = {
        str(tmp_path / "store.db"): "it is the store",
        str(corpus / "a.txt"): "would read it as a part of the corpus",
    }
    for place, message in told.items():
        done = kimxi(
            "export", "-c", str(corpus), "--store", str(tmp_path / "store.db"), "--to", "gexf", "--force", place
        )
        assert done.returncode == 2
        assert message in done.stderr
    done = kimxi("export", "-c", str(corpus), "--to", "csv-dir", str(corpus / "tables"))
    assert "would read it as a part of the corpus" in done.stderr
