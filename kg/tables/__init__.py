"""The graph as tables: the one truth on disk, everything else is made from it.

`schema` says what each table holds, `assemble` makes the tables from records, `derive` holds the aggregates that
are too costly to ask of a triple store, `files` writes and reads them as Parquet.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.schema import SCHEMAS, TableName
    from kg.tables.assemble import assemble
    from kg.tables.files import Tables, write

__all__ = ["SCHEMAS", "TableName", "Tables", "assemble", "write"]

export(
    __name__,
    {
        "kg.schema": "SCHEMAS TableName",
        "kg.tables.assemble": "assemble",
        "kg.tables.files": "Tables write",
    },
)
