"""Add communities, positions, sizes and colors to the nodes of a view."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kg.arrangement import arrange, radii
from kg.settings import LayoutSettings
from kg.tables import Tables
from kg.views import Network, project, with_communities
from kg.writers.request import ExportRequest


def draw_view(tables: Tables, request: ExportRequest) -> Network:
    """Return the requested view, with communities, and with columns ``x, y, size`` and ``color`` if requested.

    ``size`` is a node's radius in the unit of ``x`` and ``y``; no two nodes overlap, and y grows upwards. A color is
    ``#rrggbb``, or null if the group has none.
    """
    network = project(tables, request.view, settings=request.settings, top=request.top)
    nodes = network.nodes
    if request.positions:
        nodes = _placed(network, request.previous or {}, request.settings.layout)
    if request.colors is not None:
        nodes = nodes.with_columns(
            color=pl.col("group").replace_strict(dict(request.colors), default=None, return_dtype=pl.String)
        )
    network = replace(network, nodes=nodes)
    # after the positions, so that these do not depend on whether a view has communities of its own
    return with_communities(network, request.settings.layout) if (nodes["community"] < 0).any() else network


def _placed(network: Network, previous: Mapping[str, tuple[float, float]], settings: LayoutSettings) -> pl.DataFrame:
    layout = arrange(network, previous=previous, settings=settings)
    return network.nodes.with_columns(
        x=pl.Series(layout.x, dtype=pl.Float64),
        y=pl.Series(layout.y, dtype=pl.Float64),
        size=pl.Series(radii(network, settings), dtype=pl.Float64).round(2),
    )
