"""What pages and figures share: a network with its places, sizes, colours' groups, and words for the caption."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from kg.arrangement import Floats, Indices, arrange, is_mixed, radii
from kg.layout import Disc, Layout
from kg.render.legends import Legend, legends
from kg.render.palette import Hue, assign_hues
from kg.settings import PictureSettings, Settings
from kg.views.convert import edge_ends
from kg.views.network import Network

# In pictures of several kinds concepts are drawn as outlines: filled marks show categories, outlines types of concepts.
_OUTLINED: Final = "concept"


@dataclass(frozen=True, slots=True)
class Scene:
    """A network ready to be drawn.

    Lengths are in the layout's units, with y downwards as screens and paper have it; a disc's caption stands upon its
    top. Arrays run along ``network.nodes`` (``x``, ``y``, ``radius``) and ``network.edges`` (``sources``, ``targets``:
    row numbers of nodes; ``width``: pixels). ``priority`` lists the rows of nodes from the one whose label matters
    most; of them the first ``named`` may be written before anybody zooms in. ``legends`` are lists of groups, which
    fall by size; ``hues`` are the colors of groups. ``outlined`` is the kind of nodes drawn as outlines, ``""`` where
    none is. ``fade`` is how much of their strength lines between groups keep: where they are many, each has to be
    fainter.
    """

    network: Network
    x: Floats
    y: Floats
    discs: tuple[Disc, ...]
    radius: Floats
    sources: Indices
    targets: Indices
    width: Floats
    priority: Indices
    named: int
    legends: tuple[Legend, ...]
    hues: Mapping[str, Hue]
    outlined: str
    fade: float


def scene(
    network: Network,
    *,
    settings: Settings,
    layout: Layout | None = None,
    group_labels: Mapping[str, str] | None = None,
) -> Scene:
    """Give a network its positions and sizes, once for every picture made of it.

    ``layout`` takes positions that are already known (those kept with the graph); otherwise they are computed.
    ``group_labels`` says groups in words: ``{"cs.LG": "Machine Learning"}``.
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
        _OUTLINED if is_mixed(network) else "",
        _fade(nodes, sources, targets, settings.pictures),
    )


def _hues(network: Network, listed: Sequence[Legend], discs: Sequence[Disc]) -> dict[str, Hue]:
    """Return the hue of every group; those of most nodes choose first, then those of most papers."""
    counted = (
        network.nodes.group_by("group")
        .agg(nodes=pl.len(), papers=pl.col("papers").sum())
        .sort("nodes", "papers", "group", descending=[True, True, False])
    )
    more = [*(group.key for legend in listed for group in legend.groups), *(disc.label for disc in discs)]
    return assign_hues(more, assign_hues(counted["group"].to_list()))


def _fade(nodes: pl.DataFrame, sources: Indices, targets: Indices, settings: PictureSettings) -> float:
    group = nodes["group"].rank("dense").to_numpy()
    between = int((group[sources] != group[targets]).sum())
    return float(np.clip(math.sqrt(settings.clear_lines / max(between, 1)), settings.min_fade, 1.0))


def _priority(network: Network, settings: Settings) -> tuple[Indices, int]:
    """Return the rows of nodes by how much their names matter, and how many of them matter at first sight.

    Many names do not explain a large picture: where all but a few people have one paper, those few are who joins
    the groups; in mixed pictures what papers are about says more than their long titles, which come last. A picture
    of few nodes, or a small one from which nothing is left out, may show every name.
    """
    ranked = network.nodes.with_row_index("row").with_columns(last=pl.col("kind") == "paper")
    mixed = ranked["kind"].n_unique() > 1
    keys = ["papers", "degree", "label", "row"]
    order = ranked.sort(
        *(["last"] if mixed else []), *keys, descending=[*([False] if mixed else []), True, True, False, False]
    )
    rows = order["row"].to_numpy().astype(np.int64)
    whole = mixed and len(rows) == network.node_total
    if len(rows) <= (settings.layout.max_named if whole else settings.pictures.max_titled):
        return rows, len(rows)
    if mixed and not order["last"].all():
        return rows, int((~order["last"]).sum())
    if len(rows) <= settings.layout.max_named:
        return rows, len(rows)
    notable = int((order["papers"] > order["papers"].min()).sum())
    return rows, notable if notable > settings.pictures.min_notable else len(rows)


def _widths(edges: pl.DataFrame, settings: PictureSettings) -> Floats:
    """Line widths in pixels from the papers behind each edge, in steps of a quarter so that few looks are drawn."""
    papers = edges["paper_count"].to_numpy().astype(np.float64)
    grown = settings.line_width + settings.line_growth * np.log2(np.maximum(papers, 1))
    widths: Floats = np.minimum(np.round(grown * 4) / 4, settings.max_line_width)
    return widths
