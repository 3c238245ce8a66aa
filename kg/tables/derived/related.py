"""Which papers are near each other in subject: what they share that few others have."""

import math

import polars as pl

from kg.model import SectionKind
from kg.reference import reference_papers, steady_column
from kg.settings import DerivedSettings
from kg.tables.derived.pairing import named, numbered, parts
from kg.tables.derived.rarity import STEPS_PER_BIT, rarity_steps, with_counts

_DECIMALS = 6
_GENERATED = [kind.value for kind in SectionKind if kind.generated]
_PAIR = 2**32  # two numbers of papers as one, by which groups form faster than by two
_TERM = "term "
"""Before a term that is not a concept of the graph; no id of a concept has a blank."""


def related(own: pl.DataFrame, terms: pl.DataFrame, papers: pl.DataFrame, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs of papers that are nearest in subject, as table ``related``.

    A paper is the list of its concepts and salient terms in its own words, each weighing its rarity, and concepts of a
    title or proposal more. The weight of two papers is the product of what they share that few papers have, over the
    length of both lists (pivoted, Singhal, Buckley and Mitra 1996). They must share two things, or a concept that is
    telling of both. Each paper keeps its nearest few, whether it is among theirs or not.

    ``own`` is what `own_words` returns; ``papers`` has the columns ``paper`` and ``month``. Rarities are those of the
    reference papers, and lengths are rounded as statistics are: the weight of two papers depends on them and on how
    rare their concepts are, and seldom changes when others are added.
    """
    reference = reference_papers(papers)
    features = _features(own, terms, reference, settings.telling)
    lengths = _lengths(features, reference.len(), settings)
    rows, (papers_named, features_named) = numbered(features, "paper", "feature")
    lengths = lengths.join(papers_named, left_on="paper", right_on="name").select(paper="number", length="length")
    few = (pl.col("n") <= settings.always_shared) | (pl.col("counted") <= settings.max_shared * reference.len())
    rare = rows.filter(few, pl.col("n") <= settings.never_shared).drop("n", "counted")
    pairs = _nearest(rare, lengths, settings)
    shared = _shared_concepts(pairs, rare, features_named, settings.shared_listed)
    pairs = pairs.join(shared, on=["a", "b"], how="left")
    return (
        named(named(pairs, "a", papers_named), "b", papers_named)
        .select(
            "a",
            "b",
            "weight",
            pl.col("shared").cast(pl.Int32),
            pl.col("concepts").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        )
        .sort("a", "b")
    )


def _features(own: pl.DataFrame, terms: pl.DataFrame, reference: pl.Series, telling: int) -> pl.DataFrame:
    """Return what each paper is about that another is about too: ``paper, feature, telling, n, counted, steps``.

    ``n`` and ``counted`` are numbers of papers as `with_counts` has them; ``steps`` is the weight. A term that is not a
    concept is never telling: nobody has judged it.
    """
    concepts = own.select("paper", "telling", feature="concept")
    others = terms.filter(pl.col("concept") == "", ~pl.col("section").is_in(_GENERATED)).select(
        "paper", telling=False, feature=pl.lit(_TERM) + pl.col("label").str.to_lowercase()
    )
    return (
        with_counts(pl.concat([concepts, others.unique()]), "feature", reference)
        .with_columns(steps=rarity_steps("counted", reference.len()) * pl.when("telling").then(telling).otherwise(1))
        .filter(pl.col("n") > 1, pl.col("steps") > 0)
    )


def _lengths(features: pl.DataFrame, reference_size: int, settings: DerivedSettings) -> pl.DataFrame:
    """Return the length of each paper's list, drawn towards what is usual in a corpus of this size: ``paper, length``.

    What is usual depends on the number of reference papers only. The average would change all weights of the table
    whenever it crosses an edge of rounding.
    """
    usual = settings.usual_length * math.log2(max(reference_size, 2)) * STEPS_PER_BIT
    slope = settings.length_slope
    lengths = features.group_by("paper").agg(length=pl.col("steps").pow(2).sum().sqrt())
    return lengths.with_columns(length=(1 - slope) * usual + slope * steady_column(pl.col("length")))


def _nearest(rare: pl.DataFrame, lengths: pl.DataFrame, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs that are kept: ``a, b, shared, weight``, a < b."""
    others = rare.lazy().rename({"paper": "other", "steps": "steps_there", "telling": "telling_there"})
    paper, other = pl.col("paper").cast(pl.UInt64), pl.col("other")
    found = [
        part.lazy()
        .join(others, on="feature")
        .filter(pl.col("paper") != other)
        .select(
            pair=paper * _PAIR + other,
            product=pl.col("steps") * pl.col("steps_there"),
            subject=pl.col("telling") & pl.col("telling_there"),
        )
        .group_by("pair")
        .agg(pl.col("product").sum(), pl.col("subject").any(), shared=pl.len())
        .filter((pl.col("shared") > 1) | pl.col("subject"))
        .with_columns(paper=(pl.col("pair") // _PAIR).cast(pl.UInt32), other=(pl.col("pair") % _PAIR).cast(pl.UInt32))
        .join(lengths.lazy(), on="paper")
        .join(lengths.lazy().rename({"paper": "other", "length": "length_there"}), on="other")
        .with_columns(weight=(pl.col("product") / (pl.col("length") * pl.col("length_there"))).round(_DECIMALS))
        .filter(pl.col("weight") >= settings.min_related * pl.col("weight").max().over("paper"))
        .sort("paper", "weight", "other", descending=[False, True, False])
        .group_by("paper", maintain_order=True)
        .head(settings.related_papers)
        .select("paper", "other", "shared", "weight")
        .collect()
        for part in parts(rare, "paper", "feature")
    ]
    empty = pl.DataFrame(
        schema={"paper": pl.UInt32, "other": pl.UInt32, "shared": pl.UInt32, "weight": pl.Float64}
    )  # fmt: skip
    return (
        pl.concat([empty, *found])
        .select("shared", "weight", a=pl.min_horizontal("paper", "other"), b=pl.max_horizontal("paper", "other"))
        .unique(["a", "b"])
    )


def _shared_concepts(pairs: pl.DataFrame, rare: pl.DataFrame, names: pl.DataFrame, most: int) -> pl.DataFrame:
    """The rarest concepts that two papers share: ``a, b, concepts``."""
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
