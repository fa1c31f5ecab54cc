"""`datapackage.json`: the tables of a folder with their types and keys, which CSV and Parquet can't hold.

The format is Frictionless Data's tabular data package, https://specs.frictionlessdata.io/tabular-data-package/.
"""

import json
from pathlib import Path
from typing import Any

from kimxi_cli.export.schema import Table, tables

NAME = "datapackage.json"

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def describe(folder: Path, ending: str) -> None:
    """Write the description of the tables in a folder, files of `ending`."""
    held = {"name": "kimxi", "resources": [_resource(table, ending) for table in tables()]}
    (folder / NAME).write_text(json.dumps(held, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _resource(table: Table, ending: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.{ending}",
        "format": ending,
        "encoding": "utf-8",
        "description": table.about,
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": TYPES[column.type],
                    "description": column.about,
                    "constraints": {"required": not column.optional},
                }
                for column in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(reference.columns),
                    # the format calls the table itself ""
                    "reference": {
                        "resource": "" if reference.table == table.name else reference.table,
                        "fields": list(reference.to),
                    },
                }
                for reference in table.references
            ],
        },
    }
