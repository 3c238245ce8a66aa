"""Find concepts with a larger share of the new papers than of the earlier ones.

The measure is the log-odds ratio with an informative Dirichlet prior, in standard deviations (Monroe, Colaresi and
Quinn, Fightin' Words, Political Analysis 16(4), 2008, equations 15, 16, 20, 22): the prior of each concept is its share
of all papers, so that a concept of few papers has to rise far. Earlier papers are weighted so that their primary
categories have the shares that they have among the new ones (direct standardization), otherwise common concepts of a
category would rise whenever digests have more of it. Thousands of concepts are compared at once, so some rise by
chance; `expected_by_chance` estimates how many do.
"""

import math
from typing import Any, Final, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kg.settings import ReportSettings, Settings
from kg.tables import Tables
from kg.tables.derived.claims import own_words

_DECIMALS: Final = 6
_CHANCE_DECIMALS: Final = 3
Numbers: TypeAlias = NDArray[Any]


def weigh_categories(papers: pl.DataFrame, min_papers: int) -> pl.DataFrame:
    """Return ``paper, new, weight, chance`` of new and earlier papers, by primary category.

    ``weight`` of an earlier paper is the share of its category among new papers, divided by that among earlier papers;
    these weights sum to the number of earlier papers. A new paper has weight 1. ``chance`` is the share of new papers
    among those of the category. Categories of fewer than ``min_papers`` earlier papers are taken as one; new papers of
    categories without any earlier one are left out, since there is nothing to compare them with.
    """
    known = papers.filter(pl.col("new") | pl.col("before")).select("paper", "category", "new")
    before = (~pl.col("new")).sum().over("category")
    known = known.with_columns(category=pl.when(before >= min_papers).then("category").otherwise(pl.lit("")))
    known = known.with_columns(
        now=pl.col("new").sum().over("category"), then=(~pl.col("new")).sum().over("category")
    ).filter(pl.col("then") > 0)
    total = pl.col("new").sum() / (~pl.col("new")).sum()
    return known.select(
        "paper",
        "new",
        weight=pl.when("new").then(1.0).otherwise(pl.col("now") / pl.col("then") / total),
        chance=pl.col("now") / (pl.col("now") + pl.col("then")),
    )


def count_concepts(tables: Tables, papers: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Return ``paper, concept, prominent, new, weight, chance`` of concepts that papers work on in their own words.

    Data sets and metrics used only for measuring, and concepts used only for comparison, are ignored. Weight and
    chance are those of `weigh_categories`.
    """
    known = weigh_categories(papers, settings.report.min_category_papers)
    return (
        own_words(tables["claims"], settings.graph.min_confidence)
        .filter("worked")
        .join(known, on="paper")
        .select("paper", "concept", "prominent", "new", "weight", "chance")
    )


def rising_concepts(
    tables: Tables, worked: pl.DataFrame, *, new: int, before: int, settings: ReportSettings
) -> pl.DataFrame:
    """Return ``concept, label, type, new, before, expected, score, papers`` of rising concepts, the most certain first.

    ``worked`` is what `count_concepts` returns; ``new`` and ``before`` count the papers. ``expected`` is the number of
    new papers that would work on the concept if it were as common as in earlier papers of the same categories.
    ``papers`` are the new papers, first those whose title names the concept or that propose it.
    """
    counts = worked.group_by("concept").agg(
        new=pl.col("new").sum(),
        before=(~pl.col("new")).sum(),
        weighted=pl.col("weight").filter(~pl.col("new")).sort().sum(),  # a sum of floats depends on its order
    )
    counts = counts.filter(pl.col("new") >= settings.min_rising_papers)
    score = scores(counts["new"].to_numpy(), counts["weighted"].to_numpy(), new, before, settings.prior_share)
    behind = (
        worked.filter("new")
        .sort("concept", "prominent", "paper", descending=[False, True, True])
        .group_by("concept", maintain_order=True)
        .agg(papers="paper")
    )
    return (
        counts.with_columns(score=pl.Series(score, dtype=pl.Float64).round(_DECIMALS))
        .filter(pl.col("score") >= settings.min_rise)
        .join(tables["concepts"].select("concept", "label", "type"), on="concept")
        .join(behind, on="concept")
        .with_columns(expected=(pl.col("weighted") * new / max(before, 1)).round(_DECIMALS))
        .sort("score", "label", "concept", descending=[True, False, False])
        .select("concept", "label", "type", "new", "before", "expected", "score", "papers")
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
    # a concept of all papers leaves no papers without it
    others = [
        np.maximum(total + prior_papers - count, 0.5) for total, count in ((new_total, now), (before_total, then))
    ]
    odds = np.log(now / others[0]) - np.log(then / others[1])
    return np.asarray(odds / np.sqrt(1 / now + 1 / then))


def expected_by_chance(worked: pl.DataFrame, *, new: int, before: int, settings: ReportSettings) -> float:
    """Return the expected number of listed concepts if the new papers of each category were chosen at random.

    The new papers of a concept are then binomial, with the mean ``chance`` of its papers as the probability.
    """
    totals = (
        worked.group_by("concept")
        .agg(papers=pl.len(), chance=pl.col("chance").sort().mean().round(_CHANCE_DECIMALS))
        .group_by("papers", "chance")
        .len("concepts")
        .sort("papers", "chance")
    )
    log_factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, new + before + 1)))])
    expected = 0.0
    for papers, chance, concepts in totals.iter_rows():
        if not 0 < chance < 1:
            continue
        now = np.arange(settings.min_rising_papers, min(papers, new) + 1)
        # with this weight of an earlier paper, the expected numbers of papers give a score of 0: no change
        weight = chance / (1 - chance) * before / new
        now = now[scores(now, (papers - now) * weight, new, before, settings.prior_share) >= settings.min_rise]
        choices = log_factorials[papers] - log_factorials[now] - log_factorials[papers - now]
        expected += concepts * float(np.exp(choices + now * np.log(chance) + (papers - now) * np.log1p(-chance)).sum())
    return expected


def is_beyond_chance(number: int, expected: float) -> bool:
    """Return True if more concepts rise than by chance: by two standard deviations of a Poisson distribution.

    >>> is_beyond_chance(78, 39.2), is_beyond_chance(15, 14.4)
    (True, False)
    """
    return number > expected + 2 * math.sqrt(max(expected, 1.0))
