"""Compute the positions and sizes of a view's nodes, the same in pages, figures and exported network files."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from unicodedata import east_asian_width

import igraph as ig
import msgspec
import numpy as np
import polars as pl

from kg.fingerprint import program_fingerprint
from kg.frames.arrays import Floats, Ints
from kg.layout import Layout, place
from kg.layout.rings import place_around
from kg.sets.network_kinds import PEOPLE, EdgeKind, NodeKind
from kg.settings import LayoutSettings
from kg.text.readable import shorten
from kg.views import Network
from kg.views.convert import edge_ends, pulling_edges

ASKED_LETTERS: Final = 1.3
"""Letter width of the names of requested people, which are bold and larger, relative to other names."""

_NODE_COLUMNS: Final = ("id", "kind", "label", "group", "papers", "community", "subcommunity")
_EDGE_COLUMNS: Final = ("source", "target", "kind", "weight")
_BYTES: Final = 16


def arrange(
    network: Network,
    *,
    settings: LayoutSettings,
    previous: Mapping[str, tuple[float, float]] | None = None,
) -> Layout:
    """Compute the layout that all pictures of a network share.

    ``previous`` are positions by node id from an earlier layout; these nodes move little.
    """
    network = _reduced(network)
    nodes, size, ends = network.nodes, radii(network, settings), edge_ends(network, ties=True)
    nowhere = (float("nan"), float("nan"))
    if network.asked:
        return _around_asked(network, size, ends, settings)
    known = np.array([(previous or {}).get(id_, nowhere) for id_ in nodes["id"]], dtype=np.float64).reshape(-1, 2)
    return place(
        ends[:, 0],
        ends[:, 1],
        _pulls(network, settings),
        size,
        nodes["group"].to_list(),
        settings=settings,
        boxes=_boxes(nodes, size, settings) if _makes_room(nodes, settings) else None,
        previous=None if np.isnan(known).all() else known,
        communities=_communities(nodes, "community"),
        subcommunities=_communities(nodes, "subcommunity"),
        ties=network.ties.height,
    )


def arrangement_key(
    network: Network,
    *,
    settings: LayoutSettings,
    previous: Mapping[str, tuple[float, float]] | None = None,
) -> str:
    """Return a hash of everything that `arrange` depends on: equal keys have equal layouts.

    The positions of an earlier layout are part of it, since the layout depends on them, too.
    """
    program = (program_fingerprint(), np.__version__, ig.__version__)
    asked = (network.asked, network.hops, sorted((previous or {}).items()))
    digest = hashlib.blake2b(msgspec.msgpack.encode((program, settings, asked)), digest_size=_BYTES)
    reduced = _reduced(network)
    for frame in (reduced.nodes, reduced.edges, reduced.ties):
        digest.update(f"{frame.height}\n".encode())
        digest.update(frame.write_ndjson().encode())
    return digest.hexdigest()


def _reduced(network: Network) -> Network:
    """Return the network with the columns that positions depend on; `arrangement_key` hashes all of them."""
    return replace(
        network,
        nodes=network.nodes.select(_NODE_COLUMNS),
        edges=network.edges.select(_EDGE_COLUMNS),
        ties=network.ties.select(_EDGE_COLUMNS),
    )


def _communities(nodes: pl.DataFrame, level: str) -> Ints | None:
    """Return the communities of a level, None if they are not known."""
    return nodes[level].to_numpy().astype(np.int64) if nodes[level].max() not in (None, -1) else None


def _around_asked(network: Network, size: Floats, ends: Ints, settings: LayoutSettings) -> Layout:
    """Return rings around the requested people of a view."""
    rows = {id_: row for row, id_ in enumerate(network.nodes["id"])}
    middles = np.array([rows[id_] for id_ in network.asked], dtype=np.int64)
    room = np.full(len(size), settings.letter_width) if len(size) <= settings.max_named else None
    clear = None if room is None else _half_names(network, middles, settings)
    xy = place_around(middles, ends, _pulls(network, settings), size, settings, room=room, clear=clear)
    xy = np.round(xy, settings.decimals) + 0.0
    return Layout(xy[:, 0].copy(), xy[:, 1].copy(), (), np.zeros(len(size), dtype=np.int64))


def _half_names(network: Network, middles: Ints, settings: LayoutSettings) -> Floats:
    """Return half the width of the names of requested people, which are written in larger letters."""
    wide = _letters(network.nodes["label"].gather(middles), settings)
    return wide * settings.letter_width * ASKED_LETTERS / 2


def _pulls(network: Network, settings: LayoutSettings) -> Floats:
    edges = pulling_edges(network)
    weights = edges["weight"].to_numpy().astype(np.float64)
    if not is_mixed(network):
        return weights
    pulls = {EdgeKind.CATEGORY.value: settings.category_pull, EdgeKind.CREATOR.value: 1.0}
    kinds = edges["kind"].to_list()
    return weights * np.array([pulls.get(kind, settings.concept_pull) for kind in kinds], dtype=np.float64)


def is_mixed(network: Network) -> bool:
    """Return True if there are concepts and other kinds."""
    kinds = set(network.nodes["kind"].to_list())
    return NodeKind.CONCEPT in kinds and len(kinds) > 1


def radii(network: Network, settings: LayoutSettings) -> Floats:
    """Return the radius of each node, in the layout's units, from its number of papers.

    If the largest would be too large for the picture, all are scaled down, so that areas stay comparable; the smallest
    keep a visible size.
    """
    papers = network.nodes["papers"].to_numpy().astype(np.float64)
    grown: Floats = settings.min_radius * np.maximum(papers, 1) ** settings.radius_growth
    scale = min(1.0, settings.max_radius / float(grown.max(initial=settings.min_radius)))
    return np.maximum(scale * grown, settings.min_radius)


def _makes_room(nodes: pl.DataFrame, settings: LayoutSettings) -> bool:
    """Return True if the layout makes room for every name: in small networks, unless all nodes are people.

    Teams are recognized by their round shape, which room for every name would distort.
    """
    return nodes.height <= settings.max_named and not nodes["kind"].is_in([kind.value for kind in PEOPLE]).all()


def _boxes(nodes: pl.DataFrame, size: Floats, settings: LayoutSettings) -> Floats:
    """Return half width and half height of each node with its name, estimated from the mean letter width."""
    wide = _letters(nodes["label"], settings)
    return np.column_stack([np.maximum(wide * settings.letter_width / 2, size), size + settings.letter_width * 1.2])


def _letters(labels: pl.Series, settings: LayoutSettings) -> Floats:
    """Return the width of each label in letters; Chinese characters are two wide."""
    wide = [
        sum(2 if east_asian_width(c) in "WF" else 1 for c in shorten(label, settings.max_label)) for label in labels
    ]
    return np.array(wide, dtype=np.float64)
