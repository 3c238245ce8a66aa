"""Make the table of concepts that occur together."""

from typing import Final

import polars as pl

from kg.frames.reference import reference_counts, reference_papers, steady_column
from kg.settings import DerivedSettings
from kg.tables.derived.pairing import divide_rows, number_ids, restore_ids

_DECIMALS: Final = 6


def count_together(named_by: pl.DataFrame, papers: int, min_papers: int, luck: float) -> pl.DataFrame:
    """Return ``a, b, paper_count, lift, npmi`` of concepts (a < b) that at least ``min_papers`` papers name both.

    ``named_by`` has one row per paper and concept; ``papers`` is the number of papers. Every paper counts, as in a
    view of some papers; `cooccurrences` counts on the reference papers.
    """
    counted = named_by.select("paper", "concept", in_reference=True)
    counts = counted.group_by("concept").agg(n=pl.len(), share=pl.len() / papers)
    return _compared_with_chance(_pairs(counted, counts, min_papers), counts, papers, luck)


def _pairs(named_by: pl.DataFrame, counts: pl.DataFrame, min_papers: int) -> pl.DataFrame:
    """Return ``a, b, n, counted`` of the pairs that at least ``min_papers`` papers name.

    ``counted`` is the number of reference papers; a pair that appeared after them counts by half of its papers.
    """
    often = named_by.join(counts.filter(pl.col("n") >= min_papers), on="concept", how="semi")
    rows, (names, _) = number_ids(often, "concept", "paper")
    others = rows.lazy().select("paper", b="concept")
    met = [
        part.lazy()
        .rename({"concept": "a"})
        .join(others, on="paper")
        .filter(pl.col("a") < pl.col("b"))
        .group_by("a", "b")
        .agg(n=pl.len(), in_reference=pl.col("in_reference").sum())
        .filter(pl.col("n") >= min_papers)
        .collect()
        for part in divide_rows(rows, "concept", "paper")
    ]
    empty = pl.DataFrame(schema={"a": pl.UInt32, "b": pl.UInt32, "n": pl.UInt32, "in_reference": pl.UInt32})
    pairs = pl.concat([empty, *met]).select("a", "b", "n", counted=reference_counts("in_reference", "n"))
    return restore_ids(restore_ids(pairs, "a", names), "b", names)


def _compared_with_chance(pairs: pl.DataFrame, counts: pl.DataFrame, papers: int, luck: float) -> pl.DataFrame:
    """Return how much more often than by chance papers name both concepts of each pair.

    ``counts`` has the ``share`` of the papers that name a concept; ``papers`` is how many are ``counted``. ``lift`` is
    the share of the papers that name both over the product of both shares. ``npmi`` is the normalized pointwise mutual
    information (Bouma 2009: 0 chance, 1 always together) of a count reduced by possible luck: ``luck`` times its root.
    """
    shares = counts.select("concept", "share")
    share, by_chance = pl.col("counted") / papers, pl.col("share_a") * pl.col("share_b")
    # a pair in every paper has no surprise to normalize by
    surprise = pl.max_horizontal(-share.log(), pl.lit(1e-9))
    information = (share * (1 - luck / pl.col("n").sqrt()) / by_chance).log()
    return (
        pairs.join(shares.rename({"concept": "a", "share": "share_a"}), on="a")
        .join(shares.rename({"concept": "b", "share": "share_b"}), on="b")
        .select(
            "a",
            "b",
            paper_count=pl.col("n").cast(pl.Int32),
            lift=(share / by_chance).round(_DECIMALS),
            npmi=pl.min_horizontal(information / surprise, pl.lit(1.0)).round(_DECIMALS),
        )
        .sort("a", "b")
    )


def lists_of_concepts(own: pl.DataFrame, max_concepts: int) -> pl.Series:
    """Return the papers that name more than ``max_concepts`` concepts: lists that make no pairs."""
    counts = own.group_by("paper").len().filter(pl.col("len") > max_concepts)
    return counts["paper"].sort()


def cooccurrences(own: pl.DataFrame, papers: pl.DataFrame, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs of concepts that papers name together more often than by chance, as table ``cooccurrences``.

    ``own`` is what `own_words` returns, ``papers`` has the columns ``paper`` and ``month``. Shares of papers are those
    of the reference papers; ``paper_count`` counts all. A paper that names more than
    ``settings.max_concepts_for_pairs`` concepts is a list of concepts, not a paper about them, and makes no pairs.
    """
    reference = reference_papers(papers)
    lists = lists_of_concepts(own, settings.max_concepts_for_pairs)
    named_by = (
        own.select("paper", "concept")
        .filter(~pl.col("paper").is_in(lists.implode()))
        .with_columns(in_reference=pl.col("paper").is_in(reference.implode()))
    )
    counts = (
        named_by.group_by("concept")
        .agg(n=pl.len(), in_reference=pl.col("in_reference").sum())
        .select("concept", "n", share=steady_column(reference_counts("in_reference", "n") / max(reference.len(), 1)))
    )
    min_papers = settings.papers_together + reference.len() // settings.papers_per_together
    pairs = _pairs(named_by, counts, min_papers)
    return _compared_with_chance(pairs, counts, reference.len(), settings.luck).filter(pl.col("npmi") > 0)
