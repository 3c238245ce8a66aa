"""Measure rarity among the reference papers (`kg.frames.reference`), which a few new papers leave unchanged.

An item is a concept or term of papers. The number of papers that have it is counted twice, in the whole corpus and
among the reference papers. Weights are made from the latter.
"""

from typing import Final

import polars as pl

from kg.frames.reference import reference_counts, steady_column

STEPS_PER_BIT: Final = 1024
"""Whole numbers per bit of rarity; a power of two, so that weights divided by it are exact."""


def with_counts(rows: pl.DataFrame, thing: str, reference: pl.Series) -> pl.DataFrame:
    """Add to rows of ``paper`` and an item the numbers of papers that have the item.

    ``n`` counts the papers of the corpus, ``counted`` the reference papers (`kg.frames.reference.reference_count`).
    """
    marked = rows.join(reference.to_frame("paper").with_columns(in_reference=True), on="paper", how="left")
    counts = marked.group_by(thing).agg(n=pl.len(), in_reference=pl.col("in_reference").sum())
    return rows.join(counts.select(thing, "n", counted=reference_counts("in_reference", "n")), on=thing)


def rarity_steps(counted: str, reference_size: int) -> pl.Expr:
    """Return log2 of all reference papers over those counted (Spärck Jones 1972), in whole steps, `STEPS_PER_BIT`.

    An item of all papers weighs nothing; one in a thousand weighs ten bits.
    """
    bits = (pl.lit(float(reference_size)) / pl.col(counted)).log(2)
    return (steady_column(bits) * STEPS_PER_BIT).round().cast(pl.Int64)
