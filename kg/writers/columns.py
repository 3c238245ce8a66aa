"""Convert frames to text, slice by slice."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

import polars as pl

# Number of rows rendered at once: some ten MB of text.
_ROWS_PER_SLICE: Final = 20_000


def join_lists(frame: pl.DataFrame, separator: str) -> pl.DataFrame:
    """Return the frame with lists of strings as one string each, for formats without lists."""
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.String)]
    return frame.with_columns(pl.col(name).list.join(separator) for name in lists)


def render_rows(frame: pl.DataFrame, line: pl.Expr) -> Iterator[bytes]:
    """Yield the lines that an expression makes of the rows, each with its line end, in pieces."""
    for part in frame.iter_slices(_ROWS_PER_SLICE):
        # a CSV writer that quotes nothing is the fastest way from a column to bytes
        buffer = BytesIO()
        part.select(line).write_csv(buffer, include_header=False, quote_style="never")
        yield buffer.getvalue()


def json_rows(frame: pl.DataFrame) -> Iterator[bytes]:
    """Yield the rows as JSON objects with commas between them, one per line, in pieces."""
    between = b""
    for part in frame.iter_slices(_ROWS_PER_SLICE):
        buffer = BytesIO()
        part.write_ndjson(buffer)
        # a line end inside a string is escaped, so each one here ends a row
        yield between + buffer.getvalue().rstrip(b"\n").replace(b"\n", b",\n")
        between = b",\n"
