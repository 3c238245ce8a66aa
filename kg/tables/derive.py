"""Aggregates that a triple store would need minutes for: pairs of co-authors, edges from claims, counts."""

from typing import Final

import polars as pl

_DECIMALS: Final = 6


def first_month() -> pl.Expr:
    """Return the earliest of some months, "" where none is known."""
    return pl.col("month").filter(pl.col("month") != "").min().fill_null("").alias("first_seen")


def last_month() -> pl.Expr:
    """Return the latest of some months, "" where none is known."""
    return pl.col("month").max().fill_null("").alias("last_seen")


def coauthorships(authorships: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every two authors with a paper together, as table ``coauthorships``.

    A paper of n people adds 1/(n-1) to the weight of each of its pairs, so that every author of a paper spends
    one unit on it (Newman, Scientific collaboration networks II, 2001). Papers marked ``pairs_omitted`` add
    nothing.
    """
    kept = papers.filter(~pl.col("pairs_omitted")).select("paper", "month")
    present = (
        authorships.select("paper", "author")
        .unique()
        .join(kept, on="paper")
        .with_columns(pl.len().over("paper").alias("people"))
        .filter(pl.col("people") > 1)
    )
    return (
        present.lazy()
        .join(present.lazy().select("paper", b="author"), on="paper")
        .filter(pl.col("author") < pl.col("b"))
        .group_by(a=pl.col("author"), b=pl.col("b"))
        .agg(
            pl.len().cast(pl.Int32).alias("paper_count"),
            # sorted, since a sum of floats depends on its order
            (1 / (pl.col("people").sort() - 1)).sum().round(_DECIMALS).alias("weight"),
            first_month(),
            last_month(),
        )
        .sort("a", "b")
        .collect()
    )


def topics(claims: pl.DataFrame, least_confidence: float) -> pl.DataFrame:
    """Return the flat edges between papers and concepts that claims add up to, as table ``topics``.

    Each pair has relation ``about`` and every narrower relation that was claimed, one per row.
    """
    sure = claims.filter(pl.col("confidence") >= least_confidence)
    narrower = sure.filter(pl.col("relation") != "about")
    return (
        pl.concat([narrower, sure.with_columns(pl.lit("about").alias("relation"))])
        .group_by("paper", "concept", "relation")
        .agg(pl.col("generated").all(), pl.col("confidence").max())
        .sort("paper", "concept", "relation")
    )


def author_counts(authorships: pl.DataFrame, papers: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return papers, partners, months and the most frequent category of every author.

    Of equally frequent categories the alphabetically first is taken.
    """
    signed = authorships.select("author", "paper").unique().join(
        papers.select("paper", "month", "primary_category"), on="paper"
    )  # fmt: skip
    counts = signed.group_by("author").agg(
        pl.len().cast(pl.Int32).alias("paper_count"),
        first_month(),
        last_month(),
    )
    categories = (
        signed.group_by("author", "primary_category")
        .len()
        .sort("len", "primary_category", descending=[True, False])
        .unique("author", keep="first", maintain_order=True)
        .select("author", "primary_category")
    )
    partners = (
        pl.concat([pairs.select(author="a"), pairs.select(author="b")])
        .group_by("author")
        .agg(pl.len().cast(pl.Int32).alias("coauthor_count"))
    )
    return counts.join(categories, on="author").join(partners, on="author", how="left").with_columns(
        pl.col("coauthor_count").fill_null(0)
    )  # fmt: skip


def concept_counts(edges: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    """Return how many papers are about each concept, in their own words and by summary alone, and when."""
    return (
        edges.filter(pl.col("relation") == "about")
        .join(papers.select("paper", "month"), on="paper")
        .group_by("concept")
        .agg(
            (~pl.col("generated")).sum().cast(pl.Int32).alias("paper_count"),
            pl.col("generated").sum().cast(pl.Int32).alias("summary_paper_count"),
            first_month(),
            last_month(),
        )
    )
