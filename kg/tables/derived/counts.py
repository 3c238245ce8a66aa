"""Counts of papers and partners, and months."""

import polars as pl


def first_month() -> pl.Expr:
    """Return the earliest of some months, "" if unknown."""
    return pl.col("month").filter(pl.col("month") != "").min().fill_null("").alias("first_seen")


def last_month() -> pl.Expr:
    """Return the latest of some months, "" if unknown."""
    return pl.col("month").max().fill_null("").alias("last_seen")


def author_counts(authorships: pl.DataFrame, papers: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return papers, partners, months and the most frequent category of every author.

    Among equally frequent categories the alphabetically first is taken.
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
