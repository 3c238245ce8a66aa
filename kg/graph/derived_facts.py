"""List stated results, keywords, related papers, people's work and associated concepts for cards."""

from typing import Any

import polars as pl

from kg.tables import Tables
from kg.tables.keys import shown_title

Facts = list[dict[str, Any]]


def works_on(tables: Tables, author: str) -> Facts:
    """Return what a person works on, the most characteristic first."""
    return (
        _labeled(tables["interests"].filter(pl.col("author") == author), tables, "concept")
        .join(tables["concepts"].select("concept", "type"), on="concept", how="left")
        .sort("weight", "concept_label", descending=[True, False])
        .select("type", label="concept_label", papers="paper_count")
        .select("label", "type", "papers")
        .to_dicts()
    )


def together_with(tables: Tables, concept: str, most: int) -> Facts:
    """Return the concepts associated with a concept, the closest first."""
    pairs = tables["cooccurrences"]
    others = pl.concat(
        [
            pairs.filter(pl.col(me) == concept).select("paper_count", "lift", "npmi", other=pl.col(other))
            for me, other in (("a", "b"), ("b", "a"))
        ]
    )
    return (
        _labeled(others, tables, "other")
        .sort("npmi", "other_label", descending=[True, False])
        .head(most)
        .select(label="other_label", papers="paper_count", lift=pl.col("lift").round(1))
        .to_dicts()
    )


def keywords(tables: Tables, paper: str, most: int) -> list[str]:
    """Return the salient terms of a paper as it prints them, the most salient first."""
    return tables["terms"].filter(pl.col("paper") == paper).sort("rank").head(most)["label"].to_list()


def results_of(tables: Tables, paper: str) -> pl.DataFrame:
    """Return the results that a paper states, one row each, its own words before summaries.

    The columns are those of table ``evaluations`` with the labels ``dataset_label`` and ``metric_label``.
    """
    return _once(tables, pl.col("paper") == paper).sort("generated", "section", "start", "end", "dataset", "metric")


def results_on(tables: Tables, dataset: str, most: int) -> tuple[int, Facts]:
    """Return how many results are stated on a data set, and the first of them by metric, the largest value first."""
    stated = _once(tables, pl.col("dataset") == dataset)
    rows = (
        stated.join(tables["papers"].select("paper", "title", "withdrawn"), on="paper")
        .sort("metric_label", "unit", "value", "paper", descending=[False, False, True, False])
        .head(most)
        .with_columns(shown_title())
    )
    return stated.height, rows.select(
        "value", "unit", "title", "section", "confidence", "generated", metric="metric_label", id="paper"
    ).select("metric", "value", "unit", "id", "title", "section", "confidence", "generated").to_dicts()  # fmt: skip


def related_papers(tables: Tables, paper: str, most: int) -> Facts:
    """Return the papers near a paper in subject, the nearest first, with what they share."""
    pairs = tables["related"]
    others = pl.concat(
        [
            pairs.filter(pl.col(me) == paper).select("weight", "concepts", paper=pl.col(other))
            for me, other in (("a", "b"), ("b", "a"))
        ]
    )
    labels = dict(tables["concepts"].select("concept", "label").rows())
    nearest = (
        others.join(tables["papers"].select("paper", "title", "withdrawn", "month"), on="paper")
        .sort("weight", "paper", descending=[True, False])
        .head(most)
        .with_columns(shown_title())
    )
    return [
        {"id": row["paper"], "title": row["title"], "month": row["month"],
         "shared": [labels.get(concept, concept) for concept in row["concepts"]]}
        for row in nearest.iter_rows(named=True)
    ]  # fmt: skip


def _once(tables: Tables, wanted: pl.Expr) -> pl.DataFrame:
    """Return the requested results; one that abstract and summary both state appears once, as the abstract's."""
    stated = (
        tables["evaluations"]
        .filter(wanted)
        .sort("generated", "section", "start", "end")
        .unique(["paper", "dataset", "metric", "value", "unit"], keep="first", maintain_order=True)
    )
    return _labeled(_labeled(stated, tables, "dataset"), tables, "metric")


def _labeled(frame: pl.DataFrame, tables: Tables, column: str) -> pl.DataFrame:
    labels = tables["concepts"].select("concept", pl.col("label").alias(f"{column}_label"))
    return frame.join(labels, left_on=column, right_on="concept", how="left", maintain_order="left").with_columns(
        pl.coalesce(f"{column}_label", column).alias(f"{column}_label")
    )
