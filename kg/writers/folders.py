"""The tables as a folder of CSV or Parquet files, one a table, with ``datapackage.json`` beside them.

Parquet files are the graph's own, for programs. CSV is for people and spreadsheets, and every value can be had back:

- a list or record is JSON in its cell;
- an empty cell is no value, ``""`` is the empty string;
- text that a spreadsheet would run as a formula has one apostrophe before it, as has text that begins with one. To
  have the text, take one leading apostrophe away.

Abstracts and summaries are left out unless asked for, and the column that would hold them with them.
"""

import json
from pathlib import Path
from typing import Final

import polars as pl

from kg import tables as kg_tables
from kg.tables import SCHEMAS, TableName, Tables
from kg.writers.datapackage import DESCRIPTOR_NAME, datapackage
from kg.writers.request import ExportRequest

# What spreadsheets take for the start of a formula (OWASP, CSV Injection), and the sign that disarms it.
_FORMULA: Final = r"^[=+\-@\t\r\n＝＋－＠']"


def csv_tables(tables: Tables, folder: Path, request: ExportRequest) -> int:
    """Write every table as CSV (RFC 4180 with LF, UTF-8, a header); return the number of tables."""
    frames = exported_tables(tables, with_text=request.with_text)
    for name, frame in frames.items():
        frame.select(_cell(column, dtype) for column, dtype in frame.schema.items()).write_csv(folder / f"{name}.csv")
    (folder / DESCRIPTOR_NAME).write_bytes(datapackage(frames, "csv"))
    return len(frames)


def parquet_tables(tables: Tables, folder: Path, request: ExportRequest) -> int:
    """Write every table as Parquet; return the number of tables."""
    frames = exported_tables(tables, with_text=request.with_text)
    kg_tables.write_tables(Tables(frames), folder)
    (folder / DESCRIPTOR_NAME).write_bytes(datapackage(frames, "parquet"))
    return len(frames)


def exported_files(suffix: str) -> frozenset[str]:
    """Return the names of all files that such an export consists of."""
    return frozenset({DESCRIPTOR_NAME, *(f"{name}{suffix}" for name in SCHEMAS)})


def exported_tables(tables: Tables, *, with_text: bool) -> dict[TableName, pl.DataFrame]:
    """Return the tables that leave the house: with texts all of them, else all but the words of the sections."""
    frames = {name: tables[name] for name in SCHEMAS}
    return frames if with_text else frames | {"sections": frames["sections"].drop("text")}


def _cell(column: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.String:
        return pl.when(pl.col(column).str.contains(_FORMULA)).then("'" + pl.col(column)).otherwise(column).alias(column)
    if isinstance(dtype, pl.List):
        return pl.col(column).map_batches(_as_json, return_dtype=pl.String)
    return pl.col(column)


def _as_json(values: pl.Series) -> pl.Series:
    cells = [None if v is None else json.dumps(v, ensure_ascii=False) for v in values.to_list()]
    return pl.Series(values.name, cells, dtype=pl.String)
