"""Make the network of concepts that papers name together."""

import polars as pl

from kg.sets.network_kinds import EdgeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.cooccurrences import count_together
from kg.tables.derived.counts import first_month, last_month
from kg.tables.keys import concept_iris
from kg.views import frames, sparql
from kg.views.algorithms import with_communities
from kg.views.network import Network
from kg.views.selection import Selection, papers_near


def concepts(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return concepts, linked if papers name both more often than by chance.

    The weight of an edge is the normalized pointwise mutual information of its ends (Bouma 2009: 0 by chance, 1 always
    together), computed from a count that is lowered to allow for luck. An edge remains if each end is among the
    strongest neighbors of the other; otherwise a concept of every paper would be linked to all concepts. The themes are
    Leiden communities of the remaining network. Concepts that only summaries name are used if there are no others.
    """
    papers = papers_near(tables, selection).select("paper", "month")
    about = tables["topics"].filter(pl.col("relation") == "about").join(papers, on="paper")
    own = about.filter(~pl.col("generated"))
    generated = own.is_empty() and not about.is_empty()
    named = about if generated else own
    least = settings.graph.derived.papers_together + papers.height // settings.views.papers_per_together
    pairs = distinctive_pairs(named, papers.height, least, settings)
    if selection.min_weight is not None:
        pairs = pairs.filter(pl.col("weight") >= selection.min_weight)
    counts = named.group_by("concept").agg(
        papers=pl.len().cast(pl.Int32), first_seen=first_month(), last_seen=last_month()
    )
    counts = counts.join(frames.degrees(pairs, "a", "b", "concept"), on="concept")
    node_total, edge_total = counts.height, pairs.height
    kept = counts.sort("papers", "concept", descending=[True, False]).head(top or counts.height)
    strong = keep_strongest(_among(pairs, kept), settings.views.concept_neighbors)
    edges = strong.join(_behind(named, strong, settings.views.papers_per_edge), on=["a", "b"])
    kept = kept.join(pl.concat([edges.select(concept="a"), edges.select(concept="b")]), on="concept", how="semi")
    iris = dict(tables["concepts"].select("concept", concept_iris(selection.base)).iter_rows())
    query, note = sparql.cut_query(
        lambda pairs: sparql.concepts_query(selection, least, generated=generated, pairs=pairs),
        # the query compares IRIs, whose order is not always that of ids
        sorted((min(iris[a], iris[b]), max(iris[a], iris[b])) for a, b in edges.select("a", "b").iter_rows()),
        settings.views.max_pairs_in_query,
        f"{edges.height:,} strongest links",
    )
    network = Network(
        name="concepts",
        title="Concepts named together",
        nodes=frames.concept_nodes(tables, selection.base, kept),
        edges=frames.edge_frame(
            edges.with_columns(
                source=pl.lit("concept/") + pl.col("a"),
                target=pl.lit("concept/") + pl.col("b"),
                kind=pl.lit(EdgeKind.COOCCURS.value),
                generated=pl.lit(generated),
            )
        ),
        node_total=node_total,
        edge_total=edge_total,
        sparql=query,
        sparql_note=note,
        filters=selection.words,
        behind=frames.behind_nodes(named, "concept"),
    )
    return with_communities(network, settings.layout)


def distinctive_pairs(named: pl.DataFrame, papers: int, least: int, settings: Settings) -> pl.DataFrame:
    """Return ``a, b, weight`` of concepts that at least ``least`` papers name together, more than by chance.

    ``named`` has one row per paper and concept. Concepts that most papers name are left out.
    """
    by = pl.len().over("concept")
    prominent = named.filter((by <= settings.views.max_named_share * papers) | (papers < settings.views.few_papers))
    pairs = count_together(prominent, papers, least, settings.graph.derived.luck).select("a", "b", weight="npmi")
    return pairs.filter(pl.col("weight") >= settings.views.min_npmi)


def keep_strongest(pairs: pl.DataFrame, neighbors: int) -> pl.DataFrame:
    """Keep the pairs that both ends rank high, and the best pair of each concept.

    A pair must be among the ``neighbors`` best of one end and among twice as many of the other.
    """
    both = pl.concat([pairs.select("a", "b", "weight", me="a"), pairs.select("a", "b", "weight", me="b")])
    places = (
        both.sort("weight", "a", "b", descending=[True, False, False])
        .with_columns(place=pl.int_range(pl.len()).over("me"))
        .group_by("a", "b")
        .agg(better=pl.col("place").min(), worse=pl.col("place").max())
    )
    mutual = (pl.col("better") < neighbors) & (pl.col("worse") < 2 * neighbors)
    return pairs.select("a", "b", "weight").join(
        places.filter(mutual | (pl.col("better") == 0)), on=["a", "b"], how="semi"
    )


def _among(pairs: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    return pairs.join(kept, left_on="a", right_on="concept", how="semi").join(
        kept, left_on="b", right_on="concept", how="semi"
    )


def _behind(named: pl.DataFrame, pairs: pl.DataFrame, max_papers: int) -> pl.DataFrame:
    ends = pl.concat([pairs.select(concept="a"), pairs.select(concept="b")]).unique()
    rows = named.select("paper", "month", "concept").join(ends, on="concept", how="semi")
    wanted = pairs.lazy().select("a", "b")
    joined = (
        rows.lazy()
        .rename({"concept": "a"})
        .join(rows.lazy().select("paper", b="concept"), on="paper")
        .join(wanted, on=["a", "b"], how="semi")
    )
    return frames.group_behind(joined.collect(), "a", "b", max_papers=max_papers)
