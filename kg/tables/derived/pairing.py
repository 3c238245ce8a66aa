"""Count pairs of items that have something in common, without all pairs in memory.

Ids become numbers, since a join of numbers takes a quarter of the memory of one of texts, and the join is made part by
part. Whatever is counted or added is a whole number, so that no sum depends on the order of the rows.
"""

from collections.abc import Iterator
from typing import Final

import polars as pl

MEETINGS_PER_PART: Final = 1_000_000
"""Maximum rows of a part of the join: about 30 MB; larger parts are not faster."""


def number_ids(frame: pl.DataFrame, *columns: str) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Replace the ids in some columns by numbers in their order; return the names (``number, name``) of each too.

    Nulls are left out.
    """
    names = []
    for column in columns:
        known = frame.select(name=column).drop_nulls().unique().sort("name").with_row_index("number")
        frame = frame.join(known.rename({"name": column}), on=column).drop(column).rename({"number": column})
        names.append(known)
    return frame, names


def restore_ids(frame: pl.DataFrame, column: str, names: pl.DataFrame) -> pl.DataFrame:
    """Put the ids back into a column of numbers."""
    return (
        frame.join(names.rename({"number": column}), on=column, maintain_order="left")
        .drop(column)
        .rename({"name": column})
    )


def divide_rows(rows: pl.DataFrame, ends: str, common: str, size: int = MEETINGS_PER_PART) -> Iterator[pl.DataFrame]:
    """Divide rows into parts to be joined, one after the other, with all rows on the column ``common``.

    All rows with the same number in ``ends`` are in one part, so counts within a part are complete. A part makes some
    ``size`` rows when joined.
    """
    work = (
        rows.with_columns(meetings=pl.len().over(common).cast(pl.Int64))
        .group_by(ends)
        .agg(pl.col("meetings").sum())
        .sort(ends)
        .select(ends, part=(pl.col("meetings").cum_sum() - 1) // size)
    )
    for part in rows.join(work, on=ends).sort(ends, common).partition_by("part", maintain_order=True):
        yield part.drop("part")
