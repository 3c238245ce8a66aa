"""Make the views of papers with people and with concepts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import polars as pl

from kg.errors import UsageError
from kg.model import Relation
from kg.sets.network_kinds import EdgeKind
from kg.settings import Settings
from kg.tables import Tables
from kg.tables.derived.counts import first_month, last_month
from kg.views import MAX_PAPERS_OF_LINES, frames, sparql
from kg.views.network import Network
from kg.views.selection import Selection, papers_near

_FILTERS: Final = ("author", "category", "concept", "since", "until")
_INSTEAD: Final = {"authors-papers": "coauthors", "papers-concepts": "papers"}
"""The view to suggest instead, by view that is not drawn for too many papers."""


def check_drawable(view: str, papers: int, filters: Mapping[str, Any]) -> None:
    """Raise UsageError if one of these views has no filter and too many ``papers``."""
    if view not in _INSTEAD or papers <= MAX_PAPERS_OF_LINES or any(filters.get(name) for name in _FILTERS):
        return
    raise UsageError(
        f"{view} is not drawn for all {papers:,} papers: above {MAX_PAPERS_OF_LINES} its lines hide one another."
        f' Limit it with {", ".join(_FILTERS[:-1])} or {_FILTERS[-1]} (kg view GRAPH {view} --concept "…"),'
        f" or draw {_INSTEAD[view]} (kg view GRAPH {_INSTEAD[view]}). `kg show` and `kg ask` list what belongs to one"
        " person, paper or concept."
    )


def authors_papers(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return papers and the people who signed them."""
    papers = papers_near(tables, selection).select("paper", "month")
    signed = tables["authorships"].select("author", "paper").unique().join(papers, on="paper")
    shown = _whole_neighborhoods(signed, "author", "paper", top)
    limit = settings.views.max_nodes_in_query
    ask = partial(sparql.authors_papers_query, selection)
    query, note = _query(ask, signed, shown, center="author", leaf="paper", limit=limit)
    return Network(
        name="authors-papers",
        title="Authors and papers",
        nodes=pl.concat(
            [
                frames.author_nodes(tables, selection.base, _counts(signed, shown, "author")),
                frames.paper_nodes(tables, _counts(signed, shown, "paper")),
            ]
        ).sort("id"),
        edges=frames.edge_frame(
            shown.select(
                source=pl.lit("author/") + pl.col("author"),
                target=pl.lit("paper/") + pl.col("paper"),
                kind=pl.lit(EdgeKind.CREATOR.value),
                papers=pl.concat_list("paper"),
                first_seen="month",
                last_seen="month",
            )
        ),
        node_total=signed["author"].n_unique() + signed["paper"].n_unique(),
        edge_total=signed.height,
        sparql=query,
        sparql_note=note,
        filters=selection.words,
        behind=frames.behind_nodes(signed, "author"),
    )


def papers_concepts(tables: Tables, selection: Selection, top: int | None, settings: Settings) -> Network:
    """Return papers and the concepts they are about; the one edge per pair is named by its most specific relation.

    The weight of an edge is the confidence of its best claim.
    """
    papers = papers_near(tables, selection).select("paper", "month")
    about = best_relation(tables["topics"]).join(papers, on="paper")
    if selection.min_weight is not None:
        about = about.filter(pl.col("confidence") >= selection.min_weight)
    shown = _whole_neighborhoods(about, "paper", "concept", top)
    limit = settings.views.max_nodes_in_query
    ask = partial(sparql.papers_concepts_query, selection)
    query, note = _query(ask, about, shown, center="paper", leaf="concept", limit=limit)
    return Network(
        name="papers-concepts",
        title="Papers and concepts",
        nodes=pl.concat(
            [
                frames.paper_nodes(tables, _counts(about, shown, "paper")),
                frames.concept_nodes(tables, selection.base, _counts(about, shown, "concept")),
            ]
        ).sort("id"),
        edges=frames.edge_frame(
            shown.select(
                source=pl.lit("paper/") + pl.col("paper"),
                target=pl.lit("concept/") + pl.col("concept"),
                kind="relation",
                weight="confidence",
                papers=pl.concat_list("paper"),
                first_seen="month",
                last_seen="month",
                generated="generated",
            )
        ),
        node_total=about["paper"].n_unique() + about["concept"].n_unique(),
        edge_total=about.height,
        sparql=query,
        sparql_note=note,
        filters=selection.words,
        behind=frames.behind_nodes(about, "concept"),
    )


def _query(
    ask: Callable[[Sequence[str] | None], str],
    edges: pl.DataFrame,
    shown: pl.DataFrame,
    *,
    center: str,
    leaf: str,
    limit: int,
) -> tuple[str, str]:
    """Return the query of a view and the note on its rows; the query of a cut view lists its centers, up to a limit."""
    if shown.height == edges.height:
        return ask(None), ""
    centers = shown[center].unique().sort()
    return sparql.cut_query(ask, centers.to_list(), limit, f"{centers.len() + shown[leaf].n_unique():,} largest nodes")


def best_relation(topics: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each paper and concept of table ``topics``, with the most specific relation.

    ``generated`` and ``confidence`` are those of the relation ``about``, which combines all claims of the pair.
    """
    rank = {relation.value: relation.precedence for relation in Relation}
    narrow = (
        topics.with_columns(place=pl.col("relation").replace_strict(rank, return_dtype=pl.Int8))
        .group_by("paper", "concept")
        .agg(pl.col("relation").sort_by("place").first())
    )
    whole = topics.filter(pl.col("relation") == "about").drop("relation")
    return narrow.join(whole, on=["paper", "concept"])


def _whole_neighborhoods(edges: pl.DataFrame, center: str, leaf: str, top: int | None) -> pl.DataFrame:
    """Return the edges of as many ``center`` nodes, with all their leaves, as fit into ``top`` nodes.

    Centers are sorted by the number of leaves that they share with another center, then by id. A leaf is counted with
    its first center.
    """
    if top is None or edges[center].n_unique() + edges[leaf].n_unique() <= top:
        return edges
    shares = edges.with_columns(shared=pl.len().over(leaf) > 1)
    order = (
        shares.group_by(center)
        .agg(pl.col("shared").sum(), pl.col("month").max())
        .sort("shared", "month", center, descending=[True, True, False])
        .with_row_index("place")
    )
    brought = edges.join(order.select(center, "place"), on=center).group_by(leaf).agg(pl.col("place").min())
    cost = (
        order.select("place", center)
        .join(brought.group_by("place").len("leaves"), on="place", how="left", maintain_order="left")
        .with_columns(nodes=(1 + pl.col("leaves").fill_null(0)).cum_sum())
    )
    return edges.join(cost.filter(pl.col("nodes") <= top), on=center, how="semi")


def _counts(edges: pl.DataFrame, shown: pl.DataFrame, node: str) -> pl.DataFrame:
    counted = edges.group_by(node).agg(
        papers=pl.col("paper").n_unique().cast(pl.Int32),
        degree=pl.len().cast(pl.Int32),
        first_seen=first_month(),
        last_seen=last_month(),
    )
    return counted.join(shown, on=node, how="semi")
