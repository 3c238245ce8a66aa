"""Make the table of concepts that authors work on."""

from typing import Final

import polars as pl

from kg.frames.reference import reference_papers
from kg.model import ConceptType
from kg.settings import DerivedSettings
from kg.tables.derived.pairing import number_ids, restore_ids
from kg.tables.derived.rarity import STEPS_PER_BIT, rarity_steps, with_counts

_WEIGHT_DECIMALS: Final = 3
_TOOLS: Final = [t.value for t in (ConceptType.METRIC, ConceptType.DATASET, ConceptType.SOFTWARE)]


def interests(
    own: pl.DataFrame,
    authorships: pl.DataFrame,
    concepts: pl.DataFrame,
    papers: pl.DataFrame,
    settings: DerivedSettings,
) -> pl.DataFrame:
    """Return what people work on, as table ``interests``: each one's strongest few concepts.

    Concepts that recur in a person's papers come first. If there are few, concepts of single titles and proposals are
    added; a concept that a single paper names in passing is ignored. Data sets, metrics and programs count only as
    the subject, that is, in titles and proposals. ``papers`` has the columns ``paper`` and ``month``.
    """
    reference = reference_papers(papers)
    types = concepts.select("concept", tool=pl.col("type").is_in(_TOOLS))
    weighty = (
        with_counts(own, "concept", reference)
        .join(types, on="concept")
        .filter(pl.col("worked") & (pl.col("prominent") | ~pl.col("tool")))
        .select(
            "paper",
            "concept",
            "prominent",
            steps=rarity_steps("counted", reference.len()) * pl.when("prominent").then(settings.prominent).otherwise(1),
        )
    )
    # numbers are joined instead of ids: there are four times as many rows as are kept
    weighty, (named_papers, named_concepts) = number_ids(weighty, "paper", "concept")
    signed, (named_authors,) = number_ids(authorships.select("author", "paper").unique(), "author")
    signed = signed.join(named_papers.rename({"name": "paper", "number": "at"}), on="paper").drop("paper")
    ranked = (
        signed.lazy()
        .join(weighty.lazy(), left_on="at", right_on="paper")
        .group_by("author", "concept")
        .agg(pl.len().cast(pl.Int32).alias("paper_count"), pl.col("prominent").any(), pl.col("steps").sum())
        .filter((pl.col("paper_count") > 1) | pl.col("prominent"), pl.col("steps") > 0)
        .with_columns(recurs=pl.col("paper_count") > 1)
        .sort("author", "recurs", "steps", "concept", descending=[False, True, True, False])
        .with_columns(place=pl.int_range(pl.len()).over("author"))
        .filter(
            (pl.col("place") < settings.min_interests) | (pl.col("recurs") & (pl.col("place") < settings.max_interests))
        )
        .collect()
    )
    return (
        restore_ids(restore_ids(ranked, "author", named_authors), "concept", named_concepts)
        .select("author", "concept", "paper_count", weight=(pl.col("steps") / STEPS_PER_BIT).round(_WEIGHT_DECIMALS))
        .sort("author", "concept")
    )
