"""Frames for making outputs from the tables: one row per output, and positions of nodes."""

from typing import Final

import polars as pl

from kg.schema.columns import schema

OUTPUT_FRAMES: Final[dict[str, pl.Schema]] = {
    # one row per file or view to make from the tables of the generation in a folder; earlier is a file with the
    # positions of an earlier graph, replaced: the folder of the generation that is replaced, "" without one; papers is
    # the amount of work; hides: whether a person is hidden
    "outputs": schema(
        {
            "output": pl.String, "folder": pl.String, "earlier": pl.String, "replaced": pl.String, "papers": pl.Int64,
            "hides": pl.Boolean,
        }
    ),
    # nodes and discs of a view, as in layout.parquet
    "positions": schema(
        {
            "output": pl.String, "kind": pl.String, "id": pl.String, "component": pl.Int64, "x": pl.Float64,
            "y": pl.Float64, "r": pl.Float64, "caption": pl.Float64,
        }
    ),
}  # fmt: skip
