"""Summarize the claims of each paper."""

from typing import Final

import polars as pl

from kg.model import Relation, SectionKind

_OWN_WORK: Final = [r.value for r in (Relation.ADDRESSES, Relation.PROPOSES, Relation.USES)]
_MEASURED_WITH: Final = [r.value for r in (Relation.EVALUATED_ON, Relation.REPORTS, Relation.COMPARES_WITH)]


def topics(claims: pl.DataFrame, min_confidence: float) -> pl.DataFrame:
    """Return the flat edges between papers and concepts that claims add up to, as table ``topics``.

    Each pair has relation ``about`` and every narrower relation that was claimed, one per row.
    """
    sure = claims.filter(pl.col("confidence") >= min_confidence)
    narrower = sure.filter(pl.col("relation") != "about")
    return (
        pl.concat([narrower, sure.with_columns(pl.lit("about").alias("relation"))])
        .group_by("paper", "concept", "relation")
        .agg(pl.col("generated").all(), pl.col("confidence").max())
        .sort("paper", "concept", "relation")
    )


def own_words(claims: pl.DataFrame, min_confidence: float) -> pl.DataFrame:
    """Return the concepts that papers name in their own words: ``paper, concept, prominent, worked``.

    ``prominent``: the title names it, or the paper proposes it. ``worked``: the paper works on it, and does not merely
    measure with it or compare itself with it.
    """
    relation = pl.col("relation")
    prominent = (pl.col("section") == SectionKind.TITLE.value) | (relation == Relation.PROPOSES.value)
    return (
        claims.filter(~pl.col("generated"), pl.col("confidence") >= min_confidence)
        .group_by("paper", "concept")
        .agg(
            prominent=prominent.any(),
            worked=(prominent | relation.is_in(_OWN_WORK)).any() | ~relation.is_in(_MEASURED_WITH).any(),
        )
        .sort("paper", "concept")
    )
