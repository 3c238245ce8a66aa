"""Write the tables as a folder of CSV or Parquet files, one per table, with a ``datapackage.json``.

Parquet files are the graph's own, for programs. CSV is for people and spreadsheets, and every value can be recovered:

- an arXiv id follows ``arXiv:``, because programs that guess types read a bare 2601.00010 as the number 2601.0001
(decision 0027); ids of other registries have their prefix anyway;
- a list or record is JSON in its cell;
- an empty cell is a missing value, ``""`` is the empty string;
- a report has its sentence beside its code, in the column ``message``;
- text that a spreadsheet would run as a formula has one apostrophe before it, as has text that begins with one. To
recover the text, remove one leading apostrophe.

Abstracts and summaries, with their column, are left out unless requested.
"""

import itertools
import json
from pathlib import Path
from typing import Final

import polars as pl

from kg import tables as kg_tables
from kg.tables import SCHEMAS, TableName, Tables
from kg.tables.keys import shown_id
from kg.wording.reports import report_message
from kg.writers.datapackage import DESCRIPTOR_NAME, datapackage, paper_columns
from kg.writers.request import ExportRequest

# Characters that start a formula in spreadsheets (OWASP, CSV Injection), and the sign that prevents it.
_FORMULA: Final = r"^[=+\-@\t\r\n＝＋－＠']"


def csv_tables(tables: Tables, folder: Path, request: ExportRequest) -> int:
    """Write every table as CSV (RFC 4180 with LF, UTF-8, a header); return the number of tables."""
    frames = exported_tables(tables, with_text=request.with_text)
    frames["reports"] = _with_messages(frames["reports"])
    for name, frame in frames.items():
        keys = frame.with_columns(_labeled_key(column, frame.schema[column]) for column in paper_columns(name))
        keys.select(_cell(column, dtype) for column, dtype in frame.schema.items()).write_csv(folder / f"{name}.csv")
    (folder / DESCRIPTOR_NAME).write_bytes(datapackage(frames, "csv"))
    return len(frames)


def parquet_tables(tables: Tables, folder: Path, request: ExportRequest) -> int:
    """Write every table as Parquet; return the number of tables."""
    frames = exported_tables(tables, with_text=request.with_text)
    kg_tables.write_tables(Tables(frames), folder)
    (folder / DESCRIPTOR_NAME).write_bytes(datapackage(frames, "parquet"))
    return len(frames)


def exported_files(suffix: str) -> frozenset[str]:
    """Return the names of all files of such an export."""
    return frozenset({DESCRIPTOR_NAME, *(f"{name}{suffix}" for name in SCHEMAS)})


def exported_tables(tables: Tables, *, with_text: bool) -> dict[TableName, pl.DataFrame]:
    """Return the tables to export: with texts all of them, else all without the texts of sections."""
    frames = {name: tables[name] for name in SCHEMAS}
    return frames if with_text else frames | {"sections": frames["sections"].drop("text")}


def _labeled_key(column: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column of papers' keys, or of lists of them, with a prefix before arXiv ids."""
    if isinstance(dtype, pl.List):
        return pl.col(column).list.eval(shown_id(pl.element()))
    return shown_id(column).alias(column)


def _with_messages(reports: pl.DataFrame) -> pl.DataFrame:
    messages = itertools.starmap(report_message, reports.select("code", "arguments").iter_rows())
    return reports.with_columns(message=pl.Series(list(messages), dtype=pl.String))


def _cell(column: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.String:
        return pl.when(pl.col(column).str.contains(_FORMULA)).then("'" + pl.col(column)).otherwise(column).alias(column)
    if isinstance(dtype, pl.List):
        return pl.col(column).map_batches(_as_json, return_dtype=pl.String)
    return pl.col(column)


def _as_json(values: pl.Series) -> pl.Series:
    cells = [None if v is None else json.dumps(v, ensure_ascii=False) for v in values.to_list()]
    return pl.Series(values.name, cells, dtype=pl.String)
