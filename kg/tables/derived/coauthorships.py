"""Make the table of co-authorships."""

from typing import Final

import polars as pl

from kg.tables.derived.counts import first_month, last_month
from kg.tables.derived.pairing import number_ids, restore_ids

_DECIMALS: Final = 6
_PAIR: Final = 2**32


def coauthorships(authorships: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Return one row per pair of authors with a common paper, as table ``coauthorships``.

    A paper of n people adds 1/(n-1) to the weight of each of its pairs, so that each author contributes one unit per
    paper (Newman, Scientific collaboration networks II, 2001). Papers marked ``pairs_omitted`` add nothing.
    """
    kept = papers.filter(~pl.col("pairs_omitted")).select("paper", "month")
    present = (
        authorships.select("paper", "author")
        .unique()
        .join(kept, on="paper")
        .with_columns(pl.len().over("paper").alias("people"))
        .filter(pl.col("people") > 1)
    )
    # numbers are in the order of ids, and pairs of them are joined, grouped and sorted as single numbers
    present, (_, names) = number_ids(present, "paper", "author")
    pairs = (
        present.lazy()
        .join(present.lazy().select("paper", b="author"), on="paper")
        .filter(pl.col("author") < pl.col("b"))
        .group_by(pair=pl.col("author").cast(pl.UInt64) * _PAIR + pl.col("b"))
        .agg(
            pl.len().cast(pl.Int32).alias("paper_count"),
            # sorted, since a sum of floats depends on its order
            (1 / (pl.col("people").sort() - 1)).sum().round(_DECIMALS).alias("weight"),
            first_month(),
            last_month(),
        )
        .sort("pair")
        .select(
            (pl.col("pair") // _PAIR).cast(pl.UInt32).alias("a"),
            (pl.col("pair") % _PAIR).cast(pl.UInt32).alias("b"),
            pl.exclude("pair"),
        )
        .collect()
    )
    return restore_ids(restore_ids(pairs, "a", names), "b", names).select("a", "b", *pairs.columns[2:])
