"""List the concepts of a graph and the terms of a paper."""

from typing import Final

import polars as pl

from kg.ids import DEFAULT_BASE
from kg.search import find_one, names_of_tables
from kg.tables import Tables

LISTING_COLUMNS: Final = (
    "concept", "label", "type", "chinese", "broader", "curated", "paper_count", "summary_paper_count",
)  # fmt: skip


def list_concepts(
    tables: Tables,
    *,
    type_: str | None = None,
    curated: bool | None = None,
    least_papers: int = 0,
    top: int | None = None,
) -> pl.DataFrame:
    """Return the concepts of a graph, one per row, the most frequent first.

    ``type_`` keeps one type, ``""`` the untyped; ``curated`` the vocabulary's own, or the found ones. Counts are of
    papers whose own words name the concept. ``chinese`` is the preferred Chinese label, null if unknown; ``broader``
    are labels.
    """
    concepts = tables["concepts"]
    chinese = (
        concepts.select("concept", "labels")
        .explode("labels")
        .drop_nulls("labels")
        .unnest("labels")
        .filter(pl.col("language").str.starts_with("zh"))
        .group_by("concept", maintain_order=True)
        .agg(chinese=pl.col("text").first())
    )
    wider = (
        concepts.select("concept", "broader")
        .explode("broader")
        .drop_nulls("broader")
        .join(concepts.select(broader="concept", name="label"), on="broader")
        .group_by("concept")
        .agg(broader=pl.col("name").sort())
    )
    wanted = pl.col("paper_count") >= least_papers
    if type_ is not None:
        wanted &= pl.col("type") == type_
    if curated is not None:
        wanted &= pl.col("curated") == curated
    found = (
        concepts.filter(wanted)
        .drop("broader")
        .join(chinese, on="concept", how="left")
        .join(wider, on="concept", how="left")
        .with_columns(pl.col("broader").fill_null([]))
        .select(LISTING_COLUMNS)
        .sort("paper_count", "summary_paper_count", "label", "concept", descending=[True, True, False, False])
    )
    return found if top is None else found.head(top)


def top_terms(tables: Tables, paper: str) -> pl.DataFrame:
    """Return the salient terms of a paper, the most salient first.

    The columns are those of table ``terms``, and ``concept_label``, null if a term is not a concept. ``paper`` is an
    identifier in any form; raises UnknownName if the graph does not have the paper.
    """
    id_ = known_paper(tables, paper)
    labels = tables["concepts"].select("concept", concept_label="label")
    return tables["terms"].filter(pl.col("paper") == id_).join(labels, on="concept", how="left").sort("rank")


def known_paper(tables: Tables, text: str) -> str:
    """Return the paper key for an identifier or address; raises UnknownName for an unknown paper."""
    return find_one(names_of_tables(tables), text, base=DEFAULT_BASE, kinds=["paper"]).id
