"""The graph as tables: the one truth on disk, everything else is made from it.

`schema` says what each table holds, `assemble` makes the tables from records, `derive` holds the aggregates that
are too costly to ask of a triple store, `files` writes and reads them as Parquet.
"""

from kg.schema import SCHEMAS, TableName
from kg.tables.assemble import assemble
from kg.tables.files import Tables, write

__all__ = ["SCHEMAS", "TableName", "Tables", "assemble", "write"]
