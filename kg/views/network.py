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
        "group": pl.String,  # what colors it: primary category of people and papers, type of concepts, own code
        "papers": pl.Int32,  # papers behind the node; sizes it
        "degree": pl.Int32,  # neighbors in the whole view, before anything was left out
        "community": pl.Int32,  # from 0 by falling size, -1 where none was computed
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
    """Nodes and edges of one view, and the totals of which they are a part.

    ``nodes`` follow the schema `NODES` and ``edges`` `EDGES`, both in one fixed order; every edge's ends are among the
    nodes. ``node_total`` and ``edge_total`` count the view before ``top`` cut it. ``sparql`` queries a store for the
    same edges; ``sparql_note`` describes its rows if they are not exactly the edges shown. ``filters`` describes the
    filters in words. ``behind`` has one row ``id, paper`` per paper that a node counts, of all nodes shown and perhaps
    more; None if only edges know papers. ``asked`` are the nodes of the people that the view was asked for, with
    everyone within ``hops`` steps. ``ties`` follow `EDGES`; they pull nodes together that have no edge, and are not
    drawn.
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
