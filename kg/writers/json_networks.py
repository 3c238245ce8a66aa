"""Write networks as JSON: networkx's node-link form and Cytoscape's.

Each line is a node or an edge. JSON has lists and types, so every attribute is as in the view.
"""

import json
from typing import IO, Any

import polars as pl

from kg.views import Network
from kg.writers.columns import json_rows


def node_link(network: Network, out: IO[bytes]) -> None:
    """Write the form that ``networkx.node_link_graph(data)`` reads, since 3.6 without options.

    Before 3.6, and in d3, the default name of the list of edges is ``links``: pass ``edges="edges"`` there.
    """
    head = json.dumps({"directed": False, "multigraph": False, "graph": _about(network)}, ensure_ascii=False)
    out.write(f'{head[:-1]}, "nodes": [\n'.encode())
    for chunk in json_rows(network.nodes):
        out.write(chunk)
    out.write(b'\n], "edges": [\n')
    for chunk in json_rows(network.edges):
        out.write(chunk)
    out.write(b"\n]}\n")


def cytoscape(network: Network, out: IO[bytes]) -> None:
    """Write the form of Cytoscape (File, Import, Network), Cytoscape.js and ``networkx.cytoscape_graph``.

    ``data.name`` is the label, which Cytoscape shows; ``data.value`` the id, by which networkx names the node.
    Cytoscape's y grows downwards.
    """
    nodes = network.nodes.select(
        pl.struct(pl.all().exclude("x", "y"), value="id", name="label").alias("data"),
        *([pl.struct("x", y=0.0 - pl.col("y")).alias("position")] if "x" in network.nodes.columns else []),
    )
    ends = pl.concat_str(["source", pl.lit(" — "), "target"])
    edges = network.edges.select(pl.struct(ends.alias("id"), pl.all()).alias("data"))
    head = {
        "format_version": "1.0",
        "target_cytoscapejs_version": "~3",
        "directed": False,
        "multigraph": False,
        "data": _about(network),
    }
    out.write(f'{json.dumps(head, ensure_ascii=False)[:-1]}, "elements": {{"nodes": [\n'.encode())
    for chunk in json_rows(nodes):
        out.write(chunk)
    out.write(b'\n], "edges": [\n')
    for chunk in json_rows(edges):
        out.write(chunk)
    out.write(b"\n]}}\n")


def _about(network: Network) -> dict[str, Any]:
    return {
        "name": network.name,
        "title": network.title,
        "filters": list(network.filters),
        "node_total": network.node_total,
        "edge_total": network.edge_total,
    }
