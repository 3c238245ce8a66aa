"""A view with what a picture of it needs: positions, sizes and colours as further columns of its nodes."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.layout import place
from kg.settings import LayoutSettings
from kg.tables import Tables
from kg.views import Network, project
from kg.views.convert import edge_ends
from kg.writers.request import Request

Floats = npt.NDArray[np.float64]

# Radius of a node with one paper, the largest, and the power of its papers it grows with: a little below the square
# root, so that area almost follows papers and giants leave room.
_SMALLEST, _LARGEST, _GROWTH = 5.0, 34.0, 0.42


def drawn(tables: Tables, request: Request) -> Network:
    """Return the view that was asked for; its nodes have ``x, y, size`` with positions, ``colour`` with colours.

    Positions are in the unit of ``size``, a node's radius, so that no two nodes overlap; y grows upwards. A colour is
    ``#rrggbb``, null where the group has none.
    """
    network = project(tables, request.view, base=request.base, top=request.top)
    nodes = network.nodes
    if request.positions:
        nodes = _placed(network, request.previous or {})
    if request.colours is not None:
        nodes = nodes.with_columns(
            colour=pl.col("group").replace_strict(dict(request.colours), default=None, return_dtype=pl.String)
        )
    return replace(network, nodes=nodes)


def _placed(network: Network, previous: Mapping[str, tuple[float, float]]) -> pl.DataFrame:
    nodes = network.nodes
    size: Floats = np.clip(_SMALLEST * np.maximum(nodes["papers"].to_numpy(), 1) ** _GROWTH, _SMALLEST, _LARGEST)
    ends = edge_ends(network)
    unknown = (np.nan, np.nan)
    known = np.array([previous.get(node, unknown) for node in nodes["id"]], dtype=np.float64).reshape(-1, 2)
    layout = place(
        ends[:, 0],
        ends[:, 1],
        network.edges["weight"].to_numpy(),
        size,
        nodes["group"].to_list(),
        seed=LayoutSettings().seed,
        previous=None if np.isnan(known).all() else known,
    )
    return nodes.with_columns(
        x=pl.Series(layout.x, dtype=pl.Float64),
        y=pl.Series(layout.y, dtype=pl.Float64),
        size=pl.Series(size, dtype=pl.Float64).round(2),
    )
