"""A folder of Parquet files, one a table, written by DuckDB."""

from pathlib import Path

from kimxi_cli.export.package import describe
from kimxi_cli.export.relations import Relations
from kimxi_cli.export.schema import tables
from kimxi_cli.export.to_duckdb import connected, selected


def write(path: Path, relations: Relations) -> None:
    path.mkdir()
    with connected(":memory:") as db:
        for table in tables():
            where = str(path / f"{table.name}.parquet").replace("'", "''")
            db.execute(f"COPY ({selected(table, relations, path.parent)}) TO '{where}' (FORMAT parquet)")
    describe(path, "parquet")
