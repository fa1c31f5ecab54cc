"""A folder of CSV files, one a table. An empty field is null; an empty text is two quotation marks."""

import csv
from pathlib import Path

from kimxi_cli.export.package import describe
from kimxi_cli.export.relations import Relations
from kimxi_cli.export.schema import tables


def write(path: Path, relations: Relations) -> None:
    path.mkdir()
    for table in tables():
        with (path / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(table.names)
            csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_STRINGS).writerows(relations.content(table))
    describe(path, "csv")
