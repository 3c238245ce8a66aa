"""Make the tables ``concepts`` and ``evaluations``."""

import polars as pl

from kg.tables.derived.counts import concept_counts
from kg.tables.order import order_table


def concepts_table(concepts: pl.DataFrame, topics: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Return table ``concepts``: each concept with the number of papers about it and their first and last months."""
    counts = concept_counts(topics, papers)
    return order_table(
        "concepts",
        concepts.join(counts, on="concept", how="left").with_columns(
            pl.col("paper_count", "summary_paper_count").fill_null(0)
        ),
    )


def evaluations_table(evaluations: pl.DataFrame, max_result: float) -> pl.DataFrame:
    """Return table ``evaluations``: results below ``max_result`` in size, since a larger number is an identifier."""
    return order_table("evaluations", evaluations.filter(pl.col("value").abs() < max_result))
