"""What all claims say together: which concepts go together, and what people work on."""

import polars as pl

from kg.model import ConceptType, Relation, SectionKind
from kg.settings import DerivedSettings
from kg.tables.pairing import STEPS_A_BIT, named, numbered, parts, rarity

_DECIMALS = 6
_OWN_WORK = [r.value for r in (Relation.ADDRESSES, Relation.PROPOSES, Relation.USES)]
_MEASURED_WITH = [r.value for r in (Relation.EVALUATED_ON, Relation.REPORTS, Relation.COMPARES_WITH)]
_TOOLS = [t.value for t in (ConceptType.METRIC, ConceptType.DATASET, ConceptType.SOFTWARE)]


def own_words(claims: pl.DataFrame, least_confidence: float) -> pl.DataFrame:
    """Return the concepts that papers name in their own words: ``paper, concept, telling, worked``.

    ``telling``: the title names it, or the paper proposes it. ``worked``: the paper is at work on it, and does not
    merely measure by it or compare itself with it.
    """
    relation = pl.col("relation")
    telling = (pl.col("section") == SectionKind.TITLE.value) | (relation == Relation.PROPOSES.value)
    return (
        claims.filter(~pl.col("generated"), pl.col("confidence") >= least_confidence)
        .group_by("paper", "concept")
        .agg(
            telling=telling.any(),
            worked=(telling | relation.is_in(_OWN_WORK)).any() | ~relation.is_in(_MEASURED_WITH).any(),
        )
        .sort("paper", "concept")
    )


def together(named_by: pl.DataFrame, papers: int, least: int, luck: float) -> pl.DataFrame:
    """Return ``a, b, paper_count, lift, npmi`` of concepts (a < b) that at least ``least`` of the papers name both.

    ``named_by`` has a row for each paper and concept; ``papers`` is how many papers there are. ``lift`` is how many
    times more papers name both than chance would have it. ``npmi`` is the normalised pointwise mutual information
    (Bouma 2009: 0 chance, 1 always together) of a count made smaller by what may be luck: ``luck`` times its root.
    """
    often = named_by.select("paper", "concept").with_columns(n=pl.len().over("concept")).filter(pl.col("n") >= least)
    counts = often.select("concept", "n").unique()
    rows, (names, _) = numbered(often.select("concept", "paper"), "concept", "paper")
    others = rows.lazy().rename({"concept": "b"})
    met = [
        part.lazy()
        .rename({"concept": "a"})
        .join(others, on="paper")
        .filter(pl.col("a") < pl.col("b"))
        .group_by("a", "b")
        .agg(n=pl.len())
        .filter(pl.col("n") >= least)
        .collect()
        for part in parts(rows, "concept", "paper")
    ]
    empty = pl.DataFrame(schema={"a": pl.UInt32, "b": pl.UInt32, "n": pl.UInt32})
    pairs = named(named(pl.concat([empty, *met]), "a", names), "b", names)
    n = pl.col("n").cast(pl.Float64)
    by_chance = pl.col("n_a").cast(pl.Float64) * pl.col("n_b") / papers
    # a pair seen in every paper has no surprise left to normalise by
    surprise = pl.max_horizontal((papers / n).log(), pl.lit(1e-9))
    information = ((n - luck * n.sqrt()) / by_chance).log()
    return (
        pairs.join(counts.rename({"concept": "a", "n": "n_a"}), on="a")
        .join(counts.rename({"concept": "b", "n": "n_b"}), on="b")
        .select(
            "a",
            "b",
            paper_count=pl.col("n").cast(pl.Int32),
            lift=(n / by_chance).round(_DECIMALS),
            npmi=pl.min_horizontal(information / surprise, pl.lit(1.0)).round(_DECIMALS),
        )
        .sort("a", "b")
    )


def lists_of_concepts(own: pl.DataFrame, settings: DerivedSettings) -> pl.Series:
    """Return the papers that name more than ``settings.max_concepts_for_pairs`` concepts: lists that make no pairs."""
    counts = own.group_by("paper").len().filter(pl.col("len") > settings.max_concepts_for_pairs)
    return counts["paper"].sort()


def cooccurrences(own: pl.DataFrame, papers: int, settings: DerivedSettings) -> pl.DataFrame:
    """Return the pairs of concepts that papers name together more often than by chance, as table ``cooccurrences``.

    ``own`` is what `own_words` returns. A paper that names more than ``settings.max_concepts_for_pairs`` concepts is a
    list of concepts, not a paper about them, and makes no pairs.
    """
    least = settings.papers_together + papers // settings.papers_per_together
    own = own.filter(~pl.col("paper").is_in(lists_of_concepts(own, settings).implode()))
    return together(own, papers, least, settings.luck).filter(pl.col("npmi") > 0)


def interests(
    own: pl.DataFrame, authorships: pl.DataFrame, concepts: pl.DataFrame, papers: int, settings: DerivedSettings
) -> pl.DataFrame:
    """Return what people work on, as table ``interests``: each one's strongest few concepts.

    What recurs in a person's papers comes first. Where little does, the concepts of single titles and proposals fill
    up; what a single paper names on the way is not what its authors work on. Data sets, metrics and programs count
    where they are the subject, that is, in titles and proposals.
    """
    types = concepts.select("concept", tool=pl.col("type").is_in(_TOOLS))
    weighty = (
        own.with_columns(n=pl.len().over("concept"))
        .join(types, on="concept")
        .filter(pl.col("worked") & (pl.col("telling") | ~pl.col("tool")))
        .select(
            "paper",
            "concept",
            "telling",
            steps=rarity("n", papers) * pl.when("telling").then(settings.telling).otherwise(1),
        )
    )
    # of papers as of people and concepts only the number is joined: four times as many rows as are kept
    weighty, (named_papers, named_concepts) = numbered(weighty, "paper", "concept")
    signed, (named_authors,) = numbered(authorships.select("author", "paper").unique(), "author")
    signed = signed.join(named_papers.rename({"name": "paper", "number": "at"}), on="paper").drop("paper")
    ranked = (
        signed.lazy()
        .join(weighty.lazy(), left_on="at", right_on="paper")
        .group_by("author", "concept")
        .agg(pl.len().cast(pl.Int32).alias("paper_count"), pl.col("telling").any(), pl.col("steps").sum())
        .filter((pl.col("paper_count") > 1) | pl.col("telling"), pl.col("steps") > 0)
        .with_columns(recurs=pl.col("paper_count") > 1)
        .sort("author", "recurs", "steps", "concept", descending=[False, True, True, False])
        .with_columns(place=pl.int_range(pl.len()).over("author"))
        .filter(
            (pl.col("place") < settings.least_interests)
            | (pl.col("recurs") & (pl.col("place") < settings.most_interests))
        )
        .collect()
    )
    return (
        named(named(ranked, "author", named_authors), "concept", named_concepts)
        .select("author", "concept", "paper_count", weight=pl.col("steps") / STEPS_A_BIT)
        .sort("author", "concept")
    )
