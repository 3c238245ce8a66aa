"""Compute communities, centralities, components and shortest paths of a network with igraph."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from kg.algorithms.randomness import seeded_igraph
from kg.errors import UnknownName, UsageError
from kg.settings import LayoutSettings, ViewSettings
from kg.text.near import near_names
from kg.views.convert import to_igraph
from kg.views.network import Network

LEIDEN_ROUNDS: Final = 12
"""Maximum number of rounds of the Leiden algorithm. It usually converges in fewer, but igraph may alternate forever
between equally good results."""


def with_communities(
    network: Network, settings: LayoutSettings, *, resolution: float | None = None, fine: float | None = None
) -> Network:
    """Return the network with Leiden communities (Traag et al. 2019, modularity) in column ``community``.

    They are numbered from 0 by decreasing size, then by their first node, and are the same in every run. ``resolution``
    replaces that of the settings. With ``fine``, a higher resolution, column ``subcommunity`` has communities at that
    level. Both edges and ties are used.
    """
    graph = to_igraph(network, ties=True)

    def found(at: float) -> pl.Series:
        with seeded_igraph(settings.seed):
            member = graph.community_leiden(
                "modularity", weights="weight", resolution=at, n_iterations=LEIDEN_ROUNDS
            ).membership  # fmt: skip
        return pl.Series(_by_size(member), dtype=pl.Int32)

    nodes = network.nodes.with_columns(community=found(resolution or settings.communities_resolution))
    return replace(network, nodes=nodes if fine is None else nodes.with_columns(subcommunity=found(fine)))


def centralities(network: Network, settings: ViewSettings) -> pl.DataFrame:
    """Return ``id, degree, strength, betweenness, closeness, core`` of every node, in the order of ``nodes``.

    ``degree`` counts the edges of this network. Betweenness and closeness (harmonic, which allows for separate
    components) are exact up to ``max_exact_paths`` nodes; in larger networks they only consider paths of at most
    ``max_path_length`` steps. Both ignore weights, since a weight is a strength, not a length.
    """
    graph = to_igraph(network)
    cutoff = None if graph.vcount() <= settings.max_exact_paths else settings.max_path_length
    return network.nodes.select("id").with_columns(
        degree=pl.Series(graph.degree(), dtype=pl.Int32),
        strength=pl.Series(graph.strength(weights="weight"), dtype=pl.Float64),
        betweenness=pl.Series(graph.betweenness(cutoff=cutoff), dtype=pl.Float64),
        closeness=pl.Series(graph.harmonic_centrality(cutoff=cutoff), dtype=pl.Float64),
        core=pl.Series(graph.coreness(), dtype=pl.Int32),
    )


def components(network: Network) -> pl.Series:
    """Return the connected component of each node, numbered from 0 by decreasing size."""
    return pl.Series("component", _by_size(to_igraph(network).connected_components().membership), dtype=pl.Int32)


def shortest_path(network: Network, a: str, b: str, *, weighted: bool = False) -> list[str]:
    """Return the node ids along a shortest path, both ends included; empty if there is none.

    With ``weighted`` a strong edge is short (1/weight).
    """
    known = network.nodes["id"].to_list()
    for end in (a, b):
        if end not in known:
            raise UnknownName("node", end, near_names(end, known), "Give the id of a node of this view.")
    graph = to_igraph(network)
    lengths = None
    if weighted:
        lengths = [1 / weight if weight > 0 else float("inf") for weight in graph.es["weight"]]
        if float("inf") in lengths:
            raise UsageError("an edge without weight has no length; ask for the path unweighted")
    start, goal = known.index(a), known.index(b)
    member = graph.connected_components().membership
    if member[start] != member[goal]:
        return []
    [path] = graph.get_shortest_paths(start, goal, weights=lengths)
    return [known[place] for place in path]


def _by_size(membership: Sequence[int]) -> list[int]:
    """Number the groups by decreasing size, then by first member."""
    first: dict[int, int] = {}
    size: dict[int, int] = {}
    for place, group in enumerate(membership):
        first.setdefault(group, place)
        size[group] = size.get(group, 0) + 1
    order = {group: new for new, group in enumerate(sorted(first, key=lambda g: (-size[g], first[g])))}
    return [order[group] for group in membership]
