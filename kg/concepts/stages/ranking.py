"""Stages ``rank terms`` and ``found concepts``: Polars expressions over all papers."""

from typing import Final

import polars as pl

from kg.concepts.learning.keyphrases import common_points
from kg.frames.reference import reference_count, reference_size, steady
from kg.model import ConceptType
from kg.schema import FRAMES, Frames
from kg.settings import ConceptSettings

_TYPES: Final = [type_.value for type_ in ConceptType]


def rank_terms(frames: Frames, settings: ConceptSettings) -> Frames:
    """Return the most salient terms of each paper, with the concepts that they name.

    A term names a concept only where a claim links the paper to it: "CoRA" as the acronym of a new method is not the
    data set Cora.

    Terms that other papers use score higher, terms of many papers lower. Papers are counted over the reference papers
    (`kg.frames.reference`).
    """
    ranked = (
        frames["term_candidates"]
        .lazy()
        .join(frames["refused_terms"].lazy(), on="key", how="anti")
        .join(_common(frames, settings).lazy(), on="key", how="left")
        .with_columns(
            weight=pl.col("score")
            + pl.when(pl.col("points").is_null())
            .then(0.0)
            .otherwise(pl.when("several").then(settings.ranking.shared_points).otherwise(0.0) - pl.col("points"))
        )
        .with_columns(pl.col("weight").round(4))
        .sort("paper", pl.col("weight"), "number", descending=[False, True, False])
        .with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over("paper"))
        .filter(pl.col("rank") <= settings.max_terms)
        .join(_claimed(frames), on=["paper", "number"], how="left", suffix=" of concept")
        .with_columns(
            pl.col("concept").fill_null(""),
            pl.coalesce(
                "type of concept", pl.when(pl.col("type").is_in(_TYPES)).then("type").otherwise(pl.lit(""))
            ).alias("type"),
        )
    )
    return {"terms": ranked.select(FRAMES["terms"].names()).sort("paper", "rank").collect()}


def _claimed(frames: Frames) -> pl.LazyFrame:
    """Return the concepts that candidates name, of papers with a claim about the concept."""
    claims = frames["claims"].lazy().select("paper", "concept").unique()
    return frames["term_concepts"].lazy().join(claims, on=["paper", "concept"], how="semi")


def _common(frames: Frames, settings: ConceptSettings) -> pl.DataFrame:
    """Return the penalty of each term for being common; terms of a single paper are left out."""
    reference = reference_size(frames["records"].height)
    counts = frames["term_counts"].filter(pl.col("papers") >= settings.ranking.min_sharing_papers)
    distinct = counts.select("papers", "reference_papers").unique().sort("papers", "reference_papers")
    points = [
        steady(common_points(reference_count(of_reference, papers), reference, settings.ranking))
        for papers, of_reference in distinct.iter_rows()
    ]
    distinct = distinct.with_columns(pl.Series("points", points, dtype=pl.Float64))
    return counts.join(distinct, on=["papers", "reference_papers"]).select("key", "points")


def found_concepts(frames: Frames) -> Frames:
    """Return the concepts of claims and, so that ``broader`` is complete, their broader concepts."""
    known = frames["known_concepts"]
    wider = dict(known.select("concept", "broader").iter_rows())
    reached = set(frames["claims"]["concept"].unique())
    open_ = list(reached)
    while open_:
        above = set(wider[open_.pop()]) - reached
        reached |= above
        open_ += above
    return {"found_concepts": known.filter(pl.col("concept").is_in(sorted(reached))).sort("concept")}
