"""Where the nodes of a view go and how large they are: the same in pages, figures and exported network files."""

import math
from collections.abc import Mapping
from typing import Final
from unicodedata import east_asian_width

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.layout import Layout, place
from kg.settings import LayoutSettings
from kg.views import Network
from kg.views.convert import edge_ends

Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SMALLEST: Final = 5.0  # radius of a node with one paper, in the layout's units
_LARGEST: Final = 27.0
_GROWTH: Final = 0.42  # a little under the square root: area almost follows papers, where no giant needs more room
_LETTER: Final = 6.2  # width of a letter of 12 pixels, at the scale such a network is first seen in
NAMED: Final = 300  # a network this small shows all its names, so its layout makes room for them
ASPECT: Final = 1.1  # width over height: a page beside its panel, a figure beside its legend
LONGEST: Final = 34  # characters of a label that are drawn; a paper's title is longer

# How much an edge of a kind pulls against the others, in pictures of several kinds: papers keep to their category, and
# concepts stand between the papers that share them.
_PULLS: Final = {"category": 3.0, "creator": 1.0}
_PULL_OF_CONCEPTS: Final = 0.35


def arrange(
    network: Network,
    *,
    previous: Mapping[str, tuple[float, float]] | None = None,
    settings: LayoutSettings | None = None,
) -> Layout:
    """Lay a network out as every picture of it is drawn.

    ``previous`` are positions by node id from an earlier layout; what is known there moves little.
    """
    nodes, size, ends = network.nodes, radii(network), edge_ends(network)
    nowhere = (float("nan"), float("nan"))
    known = np.array([(previous or {}).get(id_, nowhere) for id_ in nodes["id"]], dtype=np.float64).reshape(-1, 2)
    return place(
        ends[:, 0],
        ends[:, 1],
        _pulls(network),
        size,
        nodes["group"].to_list(),
        seed=(settings or LayoutSettings()).seed,
        aspect=ASPECT,
        boxes=_boxes(nodes, size) if _makes_room(nodes) else None,
        previous=None if np.isnan(known).all() else known,
        communities=nodes["community"].to_numpy().astype(np.int64) if nodes["community"].max() != -1 else None,
    )


def _pulls(network: Network) -> Floats:
    weights = network.edges["weight"].to_numpy().astype(np.float64)
    if not is_mixed(network):
        return weights
    kinds = network.edges["kind"].to_list()
    return weights * np.array([_PULLS.get(kind, _PULL_OF_CONCEPTS) for kind in kinds], dtype=np.float64)


def is_mixed(network: Network) -> bool:
    """Tell whether concepts stand beside other kinds."""
    kinds = set(network.nodes["kind"].to_list())
    return "concept" in kinds and len(kinds) > 1


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


def _makes_room(nodes: pl.DataFrame) -> bool:
    """Tell whether the layout makes room for every name: in small networks, but not among people alone.

    A team is known by its round form, which room for every name would pull out of shape.
    """
    return nodes.height <= NAMED and not nodes["kind"].is_in(["author", "group"]).all()


def _boxes(nodes: pl.DataFrame, size: Floats) -> Floats:
    """Return half width and half height of each node with its name, guessed from the letters' usual width."""
    wide = [sum(2 if east_asian_width(c) in "WF" else 1 for c in shortened(label)) for label in nodes["label"]]
    return np.column_stack([np.maximum(np.array(wide) * _LETTER / 2, size), size + _LETTER * 1.2])
