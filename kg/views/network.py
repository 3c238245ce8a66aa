"""Represent a view of the graph as nodes and edges, ready for layout, drawing or networkx.

The frames are the only form the rest of the program knows; networkx and igraph objects are made from them on demand. A
node's id is its path below the graph's base (``author/bo-han/2601.00123``, ``paper/2601.00123``, ``concept/llama``,
``category/arxiv/cs.LG``), so that ids of different kinds never collide.
"""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

NODES: Final = pl.Schema(
    {
        "id": pl.String,
        "kind": pl.String,  # author, group, paper, concept, category
        "label": pl.String,
        "type": pl.String,  # a concept's type, "" for all others
        "group": pl.String,  # decides the color: category of a person or paper, type of a concept, code of a category
        "papers": pl.Int32,  # number of papers behind the node; decides its size
        "degree": pl.Int32,  # neighbors in the whole view, before anything was left out
        "community": pl.Int32,  # from 0 by decreasing size; -1 if none was computed
        "subcommunity": pl.Int32,  # communities at a finer level, likewise
        "first_seen": pl.String,  # months
        "last_seen": pl.String,
        "note": pl.String,  # an additional line of text: variants of a name, month of a paper, type of a concept
        "iri": pl.String,
    }
)
_EDGES: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "source": pl.String,
    "target": pl.String,
    "kind": pl.String,  # an `EdgeKind`, or the `Relation` of a paper to a concept
    "weight": pl.Float64,
    "paper_count": pl.Int32,  # how many papers are behind the edge
    "papers": pl.List(pl.String),  # their arXiv ids, newest first, no more than `ViewSettings.papers_per_edge`
    "first_seen": pl.String,
    "last_seen": pl.String,
    "generated": pl.Boolean,  # based on machine-written summaries only: drawn dashed
}
EDGES: Final = pl.Schema(_EDGES)


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges of one view, and the totals of the whole view.

    ``nodes`` have the schema `NODES` and ``edges`` the schema `EDGES`, both in a fixed order; both ends of every edge
    are among the nodes. ``node_total`` and ``edge_total`` are the numbers before the view was limited to ``top`` nodes.
    ``sparql`` queries a store for the same edges; ``sparql_note`` describes its rows if they are not exactly the edges
    shown. ``filters`` describes the filters in words. ``behind`` has one row ``id, paper`` per node and paper, perhaps
    also for nodes that are not shown; None if only edges have papers. ``asked`` are the requested people with everyone
    within ``hops`` steps. ``ties`` have the schema `EDGES`; they pull nodes without an edge together in the layout, and
    are not drawn.
    """

    name: str
    title: str
    nodes: pl.DataFrame
    edges: pl.DataFrame
    node_total: int
    edge_total: int
    sparql: str
    filters: tuple[str, ...] = ()
    sparql_note: str = ""
    behind: pl.LazyFrame | None = None
    asked: tuple[str, ...] = ()
    hops: int = 0
    ties: pl.DataFrame = field(default_factory=EDGES.to_frame)
