"""Find concepts that more of the new papers work on than of the earlier ones.

The measure is the log-odds ratio with an informative Dirichlet prior, in standard deviations (Monroe, Colaresi and
Quinn, Fightin' Words, Political Analysis 16(4), 2008, equations 15, 16, 20, 22): the prior of each concept is its
share of all papers, so that a concept of few papers has to rise far. Thousands of concepts are compared at once, and
some are up by chance; `expected_by_chance` counts them for the same numbers of papers.
"""

from typing import Any, Final, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.settings import ReportSettings
from kg.tables import Tables
from kg.tables.derived.claims import own_words

_DECIMALS: Final = 6
Numbers: TypeAlias = NDArray[Any]


def count_concepts(tables: Tables, papers: pl.DataFrame, min_confidence: float) -> pl.DataFrame:
    """Return ``paper, concept, telling, new`` of concepts that new and earlier papers work on in their own words.

    Data sets and metrics that a paper is only measured with, and what it is only compared with, do not count.
    """
    known = papers.filter(pl.col("new") | pl.col("before")).select("paper", "new")
    return (
        own_words(tables["claims"], min_confidence)
        .filter("worked")
        .join(known, on="paper")
        .select("paper", "concept", "telling", "new")
    )


def rising_concepts(
    tables: Tables, worked: pl.DataFrame, *, new: int, before: int, settings: ReportSettings
) -> pl.DataFrame:
    """Return ``concept, label, type, new, before, times, score, papers`` of rising concepts, the surest first.

    ``worked`` is what `count_concepts` returns; ``new`` and ``before`` count the papers. ``times`` is the share of new
    papers over that of earlier ones, null where no earlier paper has the concept. ``papers`` are the new ones, first
    those whose title names it or that propose it.
    """
    counts = worked.group_by("concept").agg(new=pl.col("new").sum(), before=(~pl.col("new")).sum())
    score = scores(counts["new"].to_numpy(), counts["before"].to_numpy(), new, before, settings.prior_share)
    behind = (
        worked.filter("new")
        .sort("concept", "telling", "paper", descending=[False, True, True])
        .group_by("concept", maintain_order=True)
        .agg(papers="paper")
    )
    share = (pl.col("new") / new) / (pl.col("before") / max(before, 1))
    return (
        counts.with_columns(score=pl.Series(score, dtype=pl.Float64).round(_DECIMALS))
        .filter(pl.col("new") >= settings.min_rising_papers, pl.col("score") >= settings.min_rise)
        .join(tables["concepts"].select("concept", "label", "type"), on="concept")
        .join(behind, on="concept")
        .with_columns(times=pl.when(pl.col("before") > 0).then(share))
        .sort("score", "label", "concept", descending=[True, False, False])
        .select("concept", "label", "type", "new", "before", "times", "score", "papers")
    )


def scores(
    new: Numbers, before: Numbers, new_total: Numbers | int, before_total: Numbers | int, prior_share: float
) -> NDArray[np.float64]:
    """Return the log-odds ratio of concepts between new and earlier papers, in standard deviations.

    >>> np.round(scores(np.array([3, 6, 60]), np.array([0, 5, 480]), 400, 3200, 0.06), 2).tolist()
    [1.89, 3.3, 0.0]
    """
    prior, prior_papers = prior_share * (new + before), prior_share * (new_total + before_total)
    now, then = new + prior, before + prior
    odds = np.log(now / (new_total + prior_papers - now)) - np.log(then / (before_total + prior_papers - then))
    return np.asarray(odds / np.sqrt(1 / now + 1 / then))


def expected_by_chance(worked: pl.DataFrame, *, new: int, before: int, settings: ReportSettings) -> float:
    """Return how many concepts would be listed if each of their papers were new with the same probability."""
    totals = worked.group_by("concept").len("papers").group_by("papers").len("concepts").sort("papers")
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, new + before + 1)))])
    chance = new / max(new + before, 1)
    expected = 0.0
    for papers, concepts in totals.iter_rows():
        now = np.arange(max(settings.min_rising_papers, papers - before), min(papers, new) + 1)
        now = now[scores(now, papers - now, new, before, settings.prior_share) >= settings.min_rise]
        choices = log_factorials[papers] - log_factorials[now] - log_factorials[papers - now]
        expected += concepts * float(np.exp(choices + now * np.log(chance) + (papers - now) * np.log1p(-chance)).sum())
    return expected
