"""Define the tables of a graph, from which everything else is derived.

`stages` lists the stages that make tables and the frames that each reads. `papers`, `people` and `concepts` make the
tables of these, `derived` the aggregates that are too costly to ask of a triple store, `order` sorts rows, `files`
writes and reads Parquet. `kg.schema` describes each table.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.schema import SCHEMAS, TableName
    from kg.tables.files import Tables, write_table, write_tables
    from kg.tables.order import order_table
    from kg.tables.summary import summarize

__all__ = ["SCHEMAS", "TableName", "Tables", "order_table", "summarize", "write_table", "write_tables"]

export(
    __name__,
    {
        "kg.schema": "SCHEMAS TableName",
        "kg.tables.files": "Tables write_tables write_table",
        "kg.tables.order": "order_table",
        "kg.tables.summary": "summarize",
    },
)
