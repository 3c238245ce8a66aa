"""Find papers near each other in subject, by shared concepts and terms that few others have."""

import math
from collections.abc import Iterator

import numpy as np
import polars as pl

from kg.frames.reference import reference_papers, steady_column
from kg.model import SectionKind
from kg.settings import DerivedSettings
from kg.tables.derived.pairing import MEETINGS_PER_PART, number_ids, restore_ids
from kg.tables.derived.rarity import STEPS_PER_BIT, rarity_steps, with_counts

_DECIMALS = 6
_GENERATED = [kind.value for kind in SectionKind if kind.generated]
_PAIR = 2**32  # two numbers of papers as one, by which groups form faster than by two
_TERM = "term "
"""Prefix of a term that is not a concept of the graph; ids of concepts contain no space."""


def related(own: pl.DataFrame, terms: pl.DataFrame, papers: pl.DataFrame, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs of papers that are nearest in subject, as table ``related``.

    A paper is represented by the concepts and salient terms in its own words, each weighted by its rarity, and concepts
    of a title or proposal more. The weight of two papers is the dot product over shared rare features, divided by the
    length of both lists (pivoted, Singhal, Buckley and Mitra 1996). They must share two features, or a concept that is
    characteristic of both. Each paper keeps its nearest few, whether it is among theirs or not.

    ``own`` is what `own_words` returns; ``papers`` has the columns ``paper`` and ``month``. Rarities are those of the
    reference papers, and lengths are rounded as statistics are: the weight of two papers depends on them and on how
    rare their concepts are, and seldom changes when others are added.
    """
    reference = reference_papers(papers)
    features = _features(own, terms, reference, settings.prominent)
    lengths = _lengths(features, reference.len(), settings)
    rows, (papers_named, features_named) = number_ids(features, "paper", "feature")
    lengths = lengths.join(papers_named, left_on="paper", right_on="name").select(paper="number", length="length")
    few = (pl.col("n") <= settings.always_shared) | (pl.col("counted") <= settings.max_shared * reference.len())
    rare = rows.filter(few, pl.col("n") <= settings.never_shared).drop("n", "counted")
    pairs = _nearest(rare, lengths, settings)
    shared = _shared_concepts(pairs, rare, features_named, settings.shared_listed)
    pairs = pairs.join(shared, on=["a", "b"], how="left")
    return (
        restore_ids(restore_ids(pairs, "a", papers_named), "b", papers_named)
        .select(
            "a",
            "b",
            "weight",
            pl.col("shared").cast(pl.Int32),
            pl.col("concepts").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        )
        .sort("a", "b")
    )


def _features(own: pl.DataFrame, terms: pl.DataFrame, reference: pl.Series, prominent: int) -> pl.DataFrame:
    """Return the features that each paper shares with others: ``paper, feature, prominent, n, counted, steps``.

    ``n`` and ``counted`` are numbers of papers as `with_counts` has them; ``steps`` is the weight. A term that is not a
    concept is never ``prominent``: nobody has judged it.
    """
    concepts = own.select("paper", "prominent", feature="concept")
    others = terms.filter(pl.col("concept") == "", ~pl.col("section").is_in(_GENERATED)).select(
        "paper", prominent=False, feature=pl.lit(_TERM) + pl.col("label").str.to_lowercase()
    )
    return (
        with_counts(pl.concat([concepts, others.unique()]), "feature", reference)
        .with_columns(
            steps=rarity_steps("counted", reference.len()) * pl.when("prominent").then(prominent).otherwise(1)
        )
        .filter(pl.col("n") > 1, pl.col("steps") > 0)
    )


def _lengths(features: pl.DataFrame, reference_size: int, settings: DerivedSettings) -> pl.DataFrame:
    """Return the length of each paper's list, shrunk towards the usual one in a corpus of this size: ``paper, length``.

    The usual length depends only on the number of reference papers. An average would change all weights of the table
    whenever its rounded value changes.
    """
    usual = settings.usual_length * math.log2(max(reference_size, 2)) * STEPS_PER_BIT
    slope = settings.length_slope
    lengths = features.group_by("paper").agg(length=pl.col("steps").pow(2).sum().sqrt())
    return lengths.with_columns(length=(1 - slope) * usual + slope * steady_column(pl.col("length")))


def _nearest(rare: pl.DataFrame, lengths: pl.DataFrame, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs that are kept: ``a, b, shared, weight``, a < b."""
    empty = pl.DataFrame(schema={"a": pl.UInt32, "b": pl.UInt32, "shared": pl.UInt32, "weight": pl.Float64})
    least = settings.min_related
    found = [
        part.join(lengths.rename({"paper": "a"}), on="a")
        .join(lengths.rename({"paper": "b", "length": "length_there"}), on="b")
        .select(
            "a",
            "b",
            "shared",
            weight=(pl.col("product") / (pl.col("length") * pl.col("length_there"))).round(_DECIMALS),
        )
        # pairs far from the nearest here are far from the overall nearest
        .filter(pl.any_horizontal(pl.col("weight") >= least * pl.col("weight").max().over(side) for side in "ab"))
        for part in _meetings(rare)
    ]
    pairs = pl.concat([empty, *found])
    both = ((pl.col("a"), pl.col("b")), (pl.col("b"), pl.col("a")))
    return (
        pl.concat([pairs.select("a", "b", "shared", "weight", paper=one, other=there) for one, there in both])
        .filter(pl.col("weight") >= least * pl.col("weight").max().over("paper"))
        .sort("paper", "weight", "other", descending=[False, True, False])
        .group_by("paper", maintain_order=True)
        .head(settings.related_papers)
        .select("shared", "weight", "a", "b")
        .unique(["a", "b"])
    )


def _meetings(rare: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the pairs of papers with two common features or a ``prominent`` one: ``a, b, product, shared``.

    ``product`` is the sum of the products of the weights of shared features.
    """
    if rare.is_empty():
        return
    rows = rare.sort("feature", "paper").with_columns(
        # later rows of the same feature, each of another paper
        later=pl.len().over("feature").cast(pl.Int64) - pl.int_range(1, pl.len() + 1).over("feature")
    )
    paper, steps, prominent, later = (rows[name].to_numpy() for name in ("paper", "steps", "prominent", "later"))
    order = np.argsort(paper, kind="stable")
    paper = paper.astype(np.uint64)
    ends = np.flatnonzero(np.append(paper[order][1:] != paper[order][:-1], True)) + 1
    part = (np.cumsum(later[order])[ends - 1] - 1) // MEETINGS_PER_PART
    for number in np.unique(part):
        inside = np.flatnonzero(part == number)
        here = order[ends[inside[0] - 1] if inside[0] else 0 : ends[inside[-1]]]
        times = later[here]
        one = np.repeat(here, times)
        if not one.size:
            continue
        other = one + 1 + np.arange(one.size) - np.repeat(np.cumsum(times) - times, times)
        pair = paper[one] * np.uint64(_PAIR) + paper[other]
        subject = prominent[one] & prominent[other]
        by_pair = np.argsort(pair, kind="stable")
        pair = pair[by_pair]
        again = pair[1:] == pair[:-1]
        chosen = np.append(False, again) | np.append(again, False) | subject[by_pair]
        pair, by_pair = pair[chosen], by_pair[chosen]
        if not pair.size:
            continue
        starts = np.flatnonzero(np.append(True, pair[1:] != pair[:-1]))
        yield pl.DataFrame(
            {
                "a": (pair[starts] // _PAIR).astype(np.uint32),
                "b": (pair[starts] % _PAIR).astype(np.uint32),
                "product": np.add.reduceat(steps[one[by_pair]] * steps[other[by_pair]], starts),
                "shared": np.diff(np.append(starts, pair.size)).astype(np.uint32),
            }
        )


def _shared_concepts(pairs: pl.DataFrame, rare: pl.DataFrame, names: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the rarest concepts that two papers share: ``a, b, concepts``."""
    of_papers = rare.select("paper", "feature", "steps").join(
        names.filter(~pl.col("name").str.starts_with(_TERM)), left_on="feature", right_on="number"
    )
    return (
        pairs.select("a", "b")
        .join(of_papers, left_on="a", right_on="paper")
        .join(of_papers.select(b="paper", feature="feature", there="steps"), on=["b", "feature"])
        .sort(pl.col("steps") * pl.col("there"), "name", descending=[True, False])
        .group_by("a", "b", maintain_order=True)
        .agg(concepts=pl.col("name").head(most))
    )
