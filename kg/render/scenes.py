"""What pages and figures share: a network with its places, sizes, colours' groups, and words for the caption."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.layout import Disc, Layout, place
from kg.render.legends import Legend, legends
from kg.settings import LayoutSettings
from kg.views.network import Network

Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SMALLEST: Final = 5.0  # radius of a node with one paper, in the layout's units
_LARGEST: Final = 27.0
_GROWTH: Final = 0.42  # a little under the square root: area almost follows papers, where no giant needs more room
_LETTER: Final = 6.2  # width of a letter of 12 pixels, at the scale such a network is first seen in
_NAMED: Final = 300  # a network this small shows all its names, so its layout makes room for them
_A_FEW: Final = 5  # so few notable names would leave a picture bare
ASPECT: Final = 1.1  # width over height: a page beside its panel, a figure beside its legend
LONGEST: Final = 34  # characters of a label that are drawn; a paper's title is longer

# In pictures of several kinds concepts are drawn as outlines: filled marks show categories, outlines types of concepts.
_OUTLINED: Final = "concept"

# How much an edge of a kind pulls against the others, in pictures of several kinds: papers keep to their category, and
# concepts stand between the papers that share them.
_PULLS: Final = {"category": 3.0, "creator": 1.0}
_PULL_OF_CONCEPTS: Final = 0.35

_CLEAR_LINES: Final = 250  # lines between groups that do not yet grey a picture
_FAINTEST: Final = 0.3  # of a line's usual strength; less cannot be followed
_TITLES_UP_TO: Final = 60  # nodes; a picture this small shows every name that fits


@dataclass(frozen=True, slots=True)
class Scene:
    """A network ready to be drawn.

    Lengths are in the layout's units, with y downwards as screens and paper have it; a disc's caption stands upon its
    top. Arrays run along ``network.nodes`` (``x``, ``y``, ``radius``) and ``network.edges`` (``sources``, ``targets``:
    row numbers of nodes; ``width``: pixels). ``priority`` lists the rows of nodes from the one whose label matters
    most; of them the first ``named`` may be written before anybody zooms in. ``legends`` are lists of groups, which
    fall by size. ``outlined`` is the kind of nodes drawn as outlines, ``""`` where none is. ``fade`` is
    how much of their strength lines between groups keep: where they are many, each has to be fainter.
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
    outlined: str
    fade: float


def scene(
    network: Network,
    *,
    layout: Layout | None = None,
    group_labels: Mapping[str, str] | None = None,
    settings: LayoutSettings | None = None,
) -> Scene:
    """Give a network its positions and sizes, once for every picture made of it.

    ``layout`` takes positions that are already known (those kept with the graph); otherwise they are computed.
    ``group_labels`` says groups in words: ``{"cs.LG": "Machine Learning"}``.
    """
    nodes = network.nodes
    sources, targets = _ends(network)
    size = radii(network)
    layout = layout or arrange(network, settings=settings)
    discs = tuple(replace(disc, y=-disc.y) for disc in layout.discs)
    order, named = _priority(network)
    return Scene(
        network,
        layout.x,
        -layout.y,
        discs,
        size,
        sources,
        targets,
        _widths(network.edges),
        order,
        named,
        legends(network, group_labels or {}),
        _OUTLINED if _mixed(network) else "",
        _fade(nodes, sources, targets),
    )


def _fade(nodes: pl.DataFrame, sources: Indices, targets: Indices) -> float:
    group = nodes["group"].rank("dense").to_numpy()
    between = int((group[sources] != group[targets]).sum())
    return float(np.clip(math.sqrt(_CLEAR_LINES / max(between, 1)), _FAINTEST, 1.0))


def arrange(
    network: Network,
    *,
    previous: Mapping[str, tuple[float, float]] | None = None,
    settings: LayoutSettings | None = None,
) -> Layout:
    """Lay a network out as every picture of it is drawn.

    ``previous`` are positions by node id from an earlier layout; what is known there moves little.
    """
    nodes, size = network.nodes, radii(network)
    nowhere = (float("nan"), float("nan"))
    return place(
        *_ends(network),
        _pulls(network),
        size,
        nodes["group"].to_list(),
        seed=(settings or LayoutSettings()).seed,
        aspect=ASPECT,
        boxes=_boxes(nodes, size) if nodes.height <= _NAMED else None,
        previous=np.array([previous.get(id_, nowhere) for id_ in nodes["id"]]) if previous else None,
        communities=nodes["community"].to_numpy().astype(np.int64) if nodes["community"].max() != -1 else None,
    )


def _pulls(network: Network) -> Floats:
    weights = network.edges["weight"].to_numpy().astype(np.float64)
    if not _mixed(network):
        return weights
    kinds = network.edges["kind"].to_list()
    return weights * np.array([_PULLS.get(kind, _PULL_OF_CONCEPTS) for kind in kinds], dtype=np.float64)


def _mixed(network: Network) -> bool:
    """Tell whether concepts stand beside other kinds."""
    kinds = set(network.nodes["kind"].to_list())
    return "concept" in kinds and len(kinds) > 1


def _priority(network: Network) -> tuple[Indices, int]:
    """Return the rows of nodes by how much their names matter, and how many of them matter at first sight.

    Many names would not tell a large picture: where all but a few people have one paper, those few are who joins
    the groups; in mixed pictures what papers are about says more than their long titles, which come last.
    """
    ranked = network.nodes.with_row_index("row").with_columns(last=pl.col("kind") == "paper")
    mixed = ranked["kind"].n_unique() > 1
    keys = ["papers", "degree", "label", "row"]
    order = ranked.sort(
        *(["last"] if mixed else []), *keys, descending=[*([False] if mixed else []), True, True, False, False]
    )
    rows = order["row"].to_numpy().astype(np.int64)
    if len(rows) <= _TITLES_UP_TO:
        return rows, len(rows)
    if mixed and not order["last"].all():
        return rows, int((~order["last"]).sum())
    if len(rows) <= _NAMED:
        return rows, len(rows)
    notable = int((order["papers"] > order["papers"].min()).sum())
    return rows, notable if notable > _A_FEW else len(rows)


def _ends(network: Network) -> tuple[Indices, Indices]:
    row = dict(zip(network.nodes["id"], range(network.nodes.height), strict=True))
    return _rows(network.edges["source"], row), _rows(network.edges["target"], row)


def radii(network: Network) -> Floats:
    """Return the radius of each node, in the layout's units, from the papers behind it."""
    papers = network.nodes["papers"].to_numpy().astype(np.float64)
    most = max(float(papers.max(initial=1)), 2.0)
    # where the largest would outgrow the picture all grow less, so that large ones still differ
    growth = min(_GROWTH, math.log(_LARGEST / _SMALLEST) / math.log(most))
    grown: Floats = _SMALLEST * np.maximum(papers, 1) ** growth
    return grown


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut a long label, saying so by an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _boxes(nodes: pl.DataFrame, size: Floats) -> Floats:
    """Return half width and half height of each node with its name, guessed from the letters' usual width."""
    wide = [sum(2 if east_asian_width(c) in "WF" else 1 for c in shortened(label)) for label in nodes["label"]]
    return np.column_stack([np.maximum(np.array(wide) * _LETTER / 2, size), size + _LETTER * 1.2])


def _widths(edges: pl.DataFrame) -> Floats:
    """Line widths in pixels from the papers behind each edge, in steps of a quarter so that few looks are drawn."""
    papers = edges["paper_count"].to_numpy().astype(np.float64)
    widths: Floats = np.minimum(np.round((0.7 + 0.55 * np.log2(np.maximum(papers, 1))) * 4) / 4, 4.0)
    return widths


def _rows(ids: pl.Series, row: Mapping[str, int]) -> Indices:
    return np.fromiter((row[i] for i in ids), dtype=np.int64, count=len(ids))
