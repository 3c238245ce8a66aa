"""Make the scene that pages and figures share: a network with positions, sizes, color groups, and caption words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from zlib import crc32

import numpy as np
import polars as pl

from kg.arrangement import arrange, is_mixed, radii
from kg.frames.arrays import Floats, Ints
from kg.layout import Disc, Layout
from kg.layout.rings import count_steps
from kg.render.colors.palette import Hue, assign_hues
from kg.render.colors.region_hues import community_hues
from kg.render.legends import Legend, legends
from kg.sets.network_kinds import NodeKind
from kg.settings import PictureSettings, Settings
from kg.views.convert import edge_ends
from kg.views.network import Network

# In pictures of several kinds concepts are drawn as outlines: filled marks show categories, outlines types of concepts.
_OUTLINED: Final = NodeKind.CONCEPT.value


@dataclass(frozen=True, slots=True)
class Scene:
    """A network ready to be drawn.

    Lengths are in the layout's units, with y downwards as on screens; a disc's caption is above it. The arrays ``x``,
    ``y`` and ``radius`` are parallel to ``network.nodes``; ``sources`` and ``targets`` (row numbers of nodes) and
    ``width`` (in pixels) are parallel to ``network.edges``. ``priority`` lists the rows of nodes by the importance of
    their labels; the first ``named`` may be shown before zooming in. ``legends`` are lists of groups, the largest
    first; ``hues`` are the colors of groups, ``community_hues`` the colors of communities by number. ``outlined`` is
    the kind of nodes drawn as outlines, ``""`` if there is none. ``fade`` is the share of their strength that lines
    between groups keep; it is lower the more lines there are.
    """

    network: Network
    x: Floats
    y: Floats
    discs: tuple[Disc, ...]
    radius: Floats
    sources: Ints
    targets: Ints
    width: Floats
    priority: Ints
    named: int
    legends: tuple[Legend, ...]
    hues: Mapping[str, Hue]
    community_hues: tuple[Hue, ...]
    outlined: str
    fade: float


def scene(
    network: Network,
    *,
    settings: Settings,
    layout: Layout | None = None,
    group_labels: Mapping[str, str] | None = None,
) -> Scene:
    """Compute the positions and sizes of a network, once for all its pictures.

    ``layout`` has known positions, such as those stored with the graph; without it, positions are computed.
    ``group_labels`` are words for groups: ``{"cs.LG": "Machine Learning"}``.
    """
    nodes = network.nodes
    sources, targets = edge_ends(network).T
    size = radii(network, settings.layout)
    layout = layout or arrange(network, settings=settings.layout)
    discs = tuple(replace(disc, y=-disc.y) for disc in layout.discs)
    order, named = _priority(network, settings)
    listed = legends(network, group_labels or {})
    return Scene(
        network,
        layout.x,
        -layout.y,
        discs,
        size,
        sources,
        targets,
        _widths(network.edges, settings.pictures),
        order,
        named,
        listed,
        _hues(network, listed, discs),
        community_hues(layout.x, layout.y, nodes["community"].to_numpy().astype(np.int64)),
        _OUTLINED if is_mixed(network) else "",
        _fade(nodes, sources, targets, settings.pictures),
    )


def _hues(network: Network, listed: Sequence[Legend], discs: Sequence[Disc]) -> dict[str, Hue]:
    """Return the hue of every group; groups with the most nodes, then with the most papers, choose first."""
    counted = (
        network.nodes.group_by("group")
        .agg(nodes=pl.len(), papers=pl.col("papers").sum())
        .sort("nodes", "papers", "group", descending=[True, True, False])
    )
    more = [*(group.key for legend in listed for group in legend.groups), *(disc.label for disc in discs)]
    return assign_hues(more, assign_hues(counted["group"].to_list()))


def _fade(nodes: pl.DataFrame, sources: Ints, targets: Ints, settings: PictureSettings) -> float:
    group = nodes["group"].rank("dense").to_numpy()
    between = int((group[sources] != group[targets]).sum())
    return float(np.clip(math.sqrt(settings.clear_lines / max(between, 1)), settings.min_fade, 1.0))


def _priority(network: Network, settings: Settings) -> tuple[Ints, int]:
    """Return the rows of nodes by the importance of their names, and the number of names shown at first.

    Requested people come first, then the people near them. All other names are ordered by papers and neighbors, then by
    the strength of their edges, then by group in turn rather than by alphabet. A picture of few nodes, or a small
    complete one, shows every name at first. A larger picture shows fewer: in mixed pictures all except the long titles
    of papers; on a map of papers none, since it is read by its regions; otherwise the names of nodes with more papers
    than the minimum, unless these are too few.
    """
    nodes = network.nodes
    mixed = nodes["kind"].n_unique() > 1
    ranked = nodes.select("id", "papers", "degree", "group", paper=pl.col("kind") == "paper").with_columns(
        row=pl.int_range(pl.len(), dtype=pl.Int64),
        asked=pl.col("id").is_in(list(network.asked)),
        steps=pl.Series(_steps(network)),
        strength=pl.Series(_strength(network)),
        mixed=pl.Series([crc32(id_.encode()) for id_ in nodes["id"]], dtype=pl.UInt32),
    )
    falling = ("papers", "degree", "strength")
    ranked = ranked.sort("group", *falling, "mixed", descending=[False, True, True, True, False])
    ranked = ranked.with_columns(turn=pl.int_range(pl.len()).over("group", *falling))
    before = ["asked", "steps", *(["paper"] if mixed else [])]
    order = ranked.sort(
        *before, *falling, "turn", "mixed", "row",
        descending=[True, False, *([False] if mixed else []), True, True, True, False, False, False],
    )  # fmt: skip
    rows = order["row"].to_numpy().astype(np.int64)
    whole = mixed and len(rows) == network.node_total
    if len(rows) <= (settings.layout.max_named if whole else settings.pictures.max_titled):
        return rows, len(rows)
    if mixed and not order["paper"].all():
        return rows, int((~order["paper"]).sum())
    if len(rows) <= settings.layout.max_named:
        return rows, len(rows)
    if order["paper"].all():
        return rows, 0
    notable = int((order["papers"] > order["papers"].min()).sum())
    return rows, notable if notable > settings.pictures.min_notable else len(rows)


def _steps(network: Network) -> Ints:
    """Return the steps of each node from the requested people; all are equal if no person was requested."""
    asked = np.flatnonzero(network.nodes["id"].is_in(list(network.asked)).to_numpy())
    return count_steps(network.nodes.height, edge_ends(network), asked)


def _strength(network: Network) -> Floats:
    """Return the sum of the weights of each node's edges."""
    count, ends, weights = network.nodes.height, edge_ends(network), network.edges["weight"].to_numpy()
    total = np.bincount(ends[:, 0], weights, count) + np.bincount(ends[:, 1], weights, count)
    return np.round(total, 6)


def _widths(edges: pl.DataFrame, settings: PictureSettings) -> Floats:
    """Return line widths from the papers of each edge, in steps of a quarter pixel so that there are few styles."""
    papers = edges["paper_count"].to_numpy().astype(np.float64)
    grown = settings.line_width + settings.line_growth * np.log2(np.maximum(papers, 1))
    widths: Floats = np.minimum(np.round(grown * 4) / 4, settings.max_line_width)
    return widths
