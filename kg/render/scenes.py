"""What pages and figures share: a network with its places, sizes, colours' groups, and words for the caption."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.layout import Disc, Layout, place
from kg.settings import LayoutSettings
from kg.views.network import Network

Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SMALLEST: Final = 5.0  # radius of a node with one paper, in the layout's units
_LARGEST: Final = 34.0
_GROWTH: Final = 0.42  # a little under the square root: area almost follows papers, and giants leave room
_LETTER: Final = 6.2  # width of a letter of 12 pixels, at the scale such a network is first seen in
_NAMED: Final = 300  # a network this small shows all its names, so its layout makes room for them
ASPECT: Final = 1.1  # width over height: a page beside its panel, a figure beside its legend
LONGEST: Final = 34  # characters of a label that are drawn; a paper's title is longer

_NOUNS: Final = {
    "author": ("author", "authors"),
    "group": ("group of authors", "groups of authors"),
    "paper": ("paper", "papers"),
    "concept": ("concept", "concepts"),
    "category": ("category", "categories"),
}

SHAPE_WORDS: Final = {
    "author": "dots",
    "group": "triangles",
    "paper": "squares",
    "concept": "diamonds",
    "category": "hexagons",
}


@dataclass(frozen=True, slots=True)
class Group:
    """One entry of the legend: ``key`` colours it, ``label`` says it in words, ``size`` counts its nodes or papers."""

    key: str
    label: str
    size: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A network ready to be drawn.

    Lengths are in the layout's units, with y downwards as screens and paper have it; a disc's caption stands upon its
    top. Arrays run along ``network.nodes`` (``x``, ``y``, ``radius``) and ``network.edges`` (``sources``, ``targets``:
    row numbers of nodes; ``width``: pixels). ``priority`` lists the rows of nodes from the one whose label matters
    most. ``groups`` fall by size.
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
    groups: tuple[Group, ...]


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
    groups = _groups(nodes, group_labels or {})
    layout = layout or arrange(network, settings=settings)
    discs = tuple(replace(disc, y=-disc.y) for disc in layout.discs)
    order = nodes.with_row_index("row").sort("papers", "degree", "label", "row", descending=[True, True, False, False])
    priority = order["row"].to_numpy().astype(np.int64)
    return Scene(network, layout.x, -layout.y, discs, size, sources, targets, _widths(network.edges), priority, groups)


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
        network.edges["weight"].to_numpy(),
        size,
        nodes["group"].to_list(),
        seed=(settings or LayoutSettings()).seed,
        aspect=ASPECT,
        boxes=_boxes(nodes, size) if nodes.height <= _NAMED else None,
        previous=np.array([previous.get(id_, nowhere) for id_ in nodes["id"]]) if previous else None,
    )


def _ends(network: Network) -> tuple[Indices, Indices]:
    row = dict(zip(network.nodes["id"], range(network.nodes.height), strict=True))
    return _rows(network.edges["source"], row), _rows(network.edges["target"], row)


def radii(network: Network) -> Floats:
    """Return the radius of each node, in the layout's units, from the papers behind it."""
    papers = network.nodes["papers"].to_numpy().astype(np.float64)
    grown: Floats = np.clip(_SMALLEST * np.maximum(papers, 1) ** _GROWTH, _SMALLEST, _LARGEST)
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


def noun(network: Network, count: int) -> str:
    """Return what the nodes are called, counted: ``authors``, ``paper``, or ``nodes`` where kinds are mixed."""
    kinds = network.nodes["kind"].unique().sort().to_list()
    if kinds == ["author", "group"]:
        kinds = ["author"]
    single, several = _NOUNS.get(kinds[0], ("node", "nodes")) if len(kinds) == 1 else ("node", "nodes")
    return single if count == 1 else several


def noun_of(kind: str) -> str:
    """Return what nodes of a kind are called, several of them."""
    return _NOUNS.get(kind, ("node", "nodes"))[1]


def shown(network: Network) -> str:
    """Say how much of the view is drawn.

    Always "N of M", also where that is all: a reader should not have to guess whether something was left out.
    """
    nodes, edges = network.nodes.height, network.edges.height
    links = "link" if network.edge_total == 1 else "links"
    return (
        f"{nodes:,} of {network.node_total:,} {noun(network, network.node_total)}"
        f" and {edges:,} of {network.edge_total:,} {links} shown"
    )


def reading(network: Network) -> str:
    """Say how to read the picture, as a caption."""
    kinds = set(network.nodes["kind"].to_list())
    marks = "Size: papers. "
    if len(kinds) > 1 and kinds != {"author", "group"}:
        marks += (
            "Shape: "
            + ", ".join(f"{SHAPE_WORDS.get(kind, 'dots')} are {noun_of(kind)}" for kind in sorted(kinds))
            + ". "
        )
    if kinds <= {"author", "group", "paper"}:
        marks += "Colour: primary category. "
    if network.edges["generated"].any():
        marks += "Dashed: rests on machine-written summaries alone."
    return marks.strip()


def legend_title(network: Network) -> str:
    """Say what is counted and what the colours stand for: ``Authors by primary category``."""
    kinds = set(network.nodes["kind"].to_list())
    nouns = noun(network, 2).capitalize()
    if kinds == {"category"}:
        return "Papers by category"
    if kinds <= {"concept"}:
        return f"{nouns} by type"
    if kinds <= {"author", "group", "paper"}:
        return f"{nouns} by primary category"
    return f"{nouns} by category or type"


def _rows(ids: pl.Series, row: Mapping[str, int]) -> Indices:
    return np.fromiter((row[i] for i in ids), dtype=np.int64, count=len(ids))


def _groups(nodes: pl.DataFrame, labels: Mapping[str, str]) -> tuple[Group, ...]:
    # A category is a group of its own: there its papers are what can be counted.
    size = pl.col("papers").sum() if nodes["kind"].eq("category").all() else pl.len()
    counts = nodes.group_by("group").agg(len=size).sort("len", "group", descending=[True, False])
    return tuple(
        Group(key, labels.get(key, key) if key else labels.get("", "other"), size) for key, size in counts.iter_rows()
    )
