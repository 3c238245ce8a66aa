"""Measure how rare an item (a concept or term) is among the reference papers (`kg.frames.reference`).

The papers that have an item are counted twice, in the whole corpus and among the reference papers. Weights use the
latter count, since a few new papers do not change it.
"""

from typing import Final

import polars as pl

from kg.frames.reference import reference_counts, steady_column

STEPS_PER_BIT: Final = 1024
"""Whole numbers per bit of rarity; a power of two, so that weights divided by it are exact."""


def with_counts(rows: pl.DataFrame, thing: str, reference: pl.Series) -> pl.DataFrame:
    """Add two counts to each row: how many papers have the row's item (column ``thing``).

    ``n`` counts papers of the corpus, ``counted`` reference papers (`kg.frames.reference.reference_count`).
    """
    marked = rows.join(reference.to_frame("paper").with_columns(in_reference=True), on="paper", how="left")
    counts = marked.group_by(thing).agg(n=pl.len(), in_reference=pl.col("in_reference").sum())
    return rows.join(counts.select(thing, "n", counted=reference_counts("in_reference", "n")), on=thing)


def rarity_steps(counted: str, reference_size: int) -> pl.Expr:
    """Return the inverse document frequency log2(``reference_size`` / ``counted``) in steps (`STEPS_PER_BIT`).

    An item of every paper has 0 bits; an item of one paper in a thousand has 10 bits. Source: Spärck Jones 1972.
    """
    bits = (pl.lit(float(reference_size)) / pl.col(counted)).log(2)
    return (steady_column(bits) * STEPS_PER_BIT).round().cast(pl.Int64)
