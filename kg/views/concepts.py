"""Which concepts go together."""

import polars as pl

from kg.tables import Tables
from kg.views import frames, sparql
from kg.views.network import Network
from kg.views.selection import Selection, papers_near

LEAST_PAPERS = 2  # once together is an accident
PAPERS_PER_LEAST = 3000  # one more is asked for with every so many papers: accidents grow with the corpus
OBVIOUS = 0.5  # of the papers; what half of them name says nothing about any


def concepts(tables: Tables, selection: Selection, top: int | None) -> Network:
    """Return concepts, joined where papers name both more often than chance would have it.

    An edge weighs the normalised pointwise mutual information of its ends (Bouma 2009: 0 chance, 1 always together),
    shrunk for small counts. Each concept keeps its strongest neighbours. What only summaries say does not count,
    unless the graph holds nothing else.
    """
    papers = papers_near(tables, selection).select("paper", "month")
    about = tables["topics"].filter(pl.col("relation") == "about").join(papers, on="paper")
    own = about.filter(~pl.col("generated"))
    generated = own.is_empty() and not about.is_empty()
    named = about if generated else own
    least = LEAST_PAPERS + papers.height // PAPERS_PER_LEAST
    pairs = _together(named, papers.height, least)
    if selection.min_weight is not None:
        pairs = pairs.filter(pl.col("weight") >= selection.min_weight)
    counts = named.group_by("concept").agg(
        papers=pl.len().cast(pl.Int32), first_seen=pl.col("month").min(), last_seen=pl.col("month").max()
    )
    counts = counts.join(frames.degrees(pairs, "a", "b", "concept"), on="concept")
    node_total, edge_total = counts.height, pairs.height
    kept = counts.sort("papers", "concept", descending=[True, False]).head(top or counts.height)
    strong = _strongest(_among(pairs, kept), frames.SETTINGS.concept_neighbours)
    edges = strong.join(_behind(named, strong), on=["a", "b"])
    kept = kept.join(pl.concat([edges.select(concept="a"), edges.select(concept="b")]), on="concept", how="semi")
    return Network(
        name="concepts",
        title="Concepts named together",
        nodes=frames.concept_nodes(tables, selection.base, kept),
        edges=frames.edge_frame(
            edges.with_columns(
                source=pl.lit("concept/") + pl.col("a"),
                target=pl.lit("concept/") + pl.col("b"),
                kind=pl.lit("cooccurs"),
                generated=pl.lit(generated),
            )
        ),
        node_total=node_total,
        edge_total=edge_total,
        sparql=sparql.concepts(selection, least, generated=generated),
        filters=selection.words,
    )


def _together(named: pl.DataFrame, papers: int, least: int) -> pl.DataFrame:
    often = (
        named.select("paper", "concept")
        .with_columns(n=pl.len().over("concept"))
        .filter((pl.col("n") >= least) & ((pl.col("n") <= OBVIOUS * papers) | (papers < 2 * PAPERS_PER_LEAST // 100)))
    )
    joint = (
        often.lazy()
        .rename({"concept": "a", "n": "n_a"})
        .join(often.lazy().rename({"concept": "b", "n": "n_b"}), on="paper")
        .filter(pl.col("a") < pl.col("b"))
        .group_by("a", "b")
        .agg(pl.len().alias("n"), pl.col("n_a").first(), pl.col("n_b").first())
        .filter(pl.col("n") >= least)
        .collect()
    )
    n = pl.col("n").cast(pl.Float64)
    information = (n * papers / (pl.col("n_a").cast(pl.Float64) * pl.col("n_b"))).log()
    # a pair seen in every paper has no surprise left to normalise by
    surprise = pl.max_horizontal((papers / n).log(), pl.lit(1e-9))
    return joint.with_columns(
        weight=(information / surprise * (n / (n + 1))).round(6)
    ).filter(pl.col("weight") >= frames.SETTINGS.least_npmi)  # fmt: skip


def _strongest(pairs: pl.DataFrame, neighbours: int) -> pl.DataFrame:
    both = pl.concat([pairs.select("a", "b", "weight", me="a"), pairs.select("a", "b", "weight", me="b")])
    best = (
        both.sort("weight", "a", "b", descending=[True, False, False])
        .group_by("me", maintain_order=True)
        .head(neighbours)
    )
    return pairs.select("a", "b", "weight").join(best, on=["a", "b"], how="semi")


def _among(pairs: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    return pairs.join(kept, left_on="a", right_on="concept", how="semi").join(
        kept, left_on="b", right_on="concept", how="semi"
    )


def _behind(named: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    ends = pl.concat([pairs.select(concept="a"), pairs.select(concept="b")]).unique()
    rows = named.select("paper", "month", "concept").join(ends, on="concept", how="semi")
    wanted = pairs.lazy().select("a", "b")
    joined = (
        rows.lazy()
        .rename({"concept": "a"})
        .join(rows.lazy().select("paper", b="concept"), on="paper")
        .join(wanted, on=["a", "b"], how="semi")
    )
    return frames.behind(joined.collect(), "a", "b")
