"""Make the map of papers: papers that share rare concepts and terms are close together, in regions by community."""

from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from kg.sets.network_kinds import EdgeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.views import frames, sparql
from kg.views.algorithms import with_communities
from kg.views.network import Network
from kg.views.selection import Selection, papers_near

_RELATED: Final = EdgeKind.RELATED.value


def papers(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return papers, linked if they are close in subject (table ``related``), with communities at two levels.

    A paper without such a link is tied to the papers it shares its rarest concepts with; these ties give it a position
    and a community, and are not edges. With ``top``, the papers with the most links are kept, the newest first among
    equals.
    """
    chosen = papers_near(tables, selection).select("paper", "month")
    pairs = _among(tables["related"].select("a", "b", "weight"), chosen)
    if selection.min_weight is not None:
        pairs = pairs.filter(pl.col("weight") >= selection.min_weight)
    counts = chosen.join(
        frames.degrees(pairs, "a", "b", "paper"), on="paper", how="left", maintain_order="left"
    ).with_columns(pl.col("degree").fill_null(0))
    node_total, edge_total = counts.height, pairs.height
    if top is not None and counts.height > top:
        counts = counts.sort("degree", "month", "paper", descending=[True, True, False]).head(top)
        pairs = _among(pairs, counts)
    query, note = sparql.related_query(selection), ""
    if pairs.height < edge_total or selection.min_weight is not None:
        query, note = sparql.cut_query(
            partial(sparql.related_query, selection),
            pairs.select("a", "b").sort("a", "b").rows(),
            settings.views.max_pairs_in_query,
            f"{pairs.height:,} strongest links",
        )
    network = Network(
        name="papers",
        title="Map of papers",
        nodes=frames.paper_nodes(tables, counts),
        edges=_edges(pairs),
        node_total=node_total,
        edge_total=edge_total,
        sparql=query,
        sparql_note=note,
        filters=selection.words,
    )
    network = replace(network, ties=_ties(tables, counts, pairs, settings.views.ties_per_paper))
    return with_communities(
        network, settings.layout, resolution=settings.views.region_resolution, fine=settings.views.subregion_resolution
    )


def _among(pairs: pl.DataFrame, papers: pl.DataFrame) -> pl.DataFrame:
    ends = papers.select("paper")
    return pairs.join(ends, left_on="a", right_on="paper", how="semi").join(
        ends, left_on="b", right_on="paper", how="semi"
    )


def _edges(pairs: pl.DataFrame) -> pl.DataFrame:
    return frames.edge_frame(
        pairs.select(
            "weight",
            source=pl.lit("paper/") + pl.col("a"),
            target=pl.lit("paper/") + pl.col("b"),
            kind=pl.lit(_RELATED),
            papers=pl.lit([], dtype=pl.List(pl.String)),
        )
    )


def _ties(tables: Tables, papers: pl.DataFrame, pairs: pl.DataFrame, ties_per_paper: int) -> pl.DataFrame:
    """Return ties (`EDGES`) from papers without a link to the papers that share the most rare concepts with them."""
    linked = pl.concat([pairs.select(paper="a"), pairs.select(paper="b")]).unique()
    about = (
        tables["topics"]
        .filter(pl.col("relation") == "about")
        .join(papers.select("paper"), on="paper", how="semi")
        .select("paper", "concept", rarity=1 / pl.len().over("concept"))
    )
    alone = about.join(linked, on="paper", how="anti")
    others = about.select("concept", other="paper")
    nearest = (
        alone.lazy()
        .join(others.lazy(), on="concept")
        .filter(pl.col("paper") != pl.col("other"))
        .group_by("paper", "other")
        .agg(pl.col("rarity").max().round(9))
        .sort("paper", "rarity", "other", descending=[False, True, False])
        .group_by("paper", maintain_order=True)
        .head(ties_per_paper)
        .select(a=pl.min_horizontal("paper", "other"), b=pl.max_horizontal("paper", "other"))
        .unique()
        .collect()
    )
    weight = pairs["weight"].min() if pairs.height else 1.0
    return _edges(nearest.with_columns(weight=pl.lit(weight, dtype=pl.Float64)))
