"""Convert networks to objects of networkx and igraph."""

from typing import TYPE_CHECKING, Any

import igraph as ig
import numpy as np
import polars as pl

from kg.views.network import Network

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(network: Network) -> "nx.Graph[str]":
    """Return an undirected `networkx.Graph` with every column as an attribute.

    Attributes are plain Python strings, numbers, booleans and (``papers`` of an edge) lists. No view has two edges
    between the same nodes. View, title, filters and totals are graph attributes.

    GraphML and GEXF have no lists: their writers decide how to join ``papers``.
    """
    import networkx as nx  # noqa: PLC0415 - pictures and layouts need the other functions only

    graph: nx.Graph[str] = nx.Graph(
        name=network.name,
        title=network.title,
        filters=list(network.filters),
        node_total=network.node_total,
        edge_total=network.edge_total,
    )
    for row in network.nodes.iter_rows(named=True):
        graph.add_node(row.pop("id"), **row)
    for row in network.edges.iter_rows(named=True):
        graph.add_edge(row.pop("source"), row.pop("target"), **row)
    return graph


def edge_ends(network: Network, *, ties: bool = False) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the edges as row numbers of ``nodes``, shape (edges, 2): the form that layouts and igraph use.

    With ``ties``, the ties of the network follow.
    """
    places = network.nodes.select("id").with_row_index("place")
    ends = (
        pulling_edges(network, ties=ties)
        .select("source", "target")
        .join(places.rename({"id": "source", "place": "s"}), on="source", how="left", maintain_order="left")
        .join(places.rename({"id": "target", "place": "t"}), on="target", how="left", maintain_order="left")
    )
    return ends.select(pl.col("s", "t").cast(pl.Int64)).to_numpy()


def pulling_edges(network: Network, *, ties: bool = True) -> pl.DataFrame:
    """Return the edges of a network and then, with ``ties``, its ties."""
    return pl.concat([network.edges, network.ties]) if ties else network.edges


def to_igraph(network: Network, *, ties: bool = False) -> ig.Graph:
    """Return an undirected `igraph.Graph`; vertices are in the order of ``nodes`` and have ``name`` and ``label``.

    Edges have ``weight``. With ``ties``, the ties of the network follow the edges.
    """
    graph = ig.Graph(n=network.nodes.height, edges=edge_ends(network, ties=ties), directed=False)
    graph.vs["name"] = network.nodes["id"].to_list()
    graph.vs["label"] = network.nodes["label"].to_list()
    graph.es["weight"] = pulling_edges(network, ties=ties)["weight"].to_list()
    return graph
