"""Graph algorithms of igraph give the same results as those of networkx."""

import random

import networkx as nx
import pytest

from kg.errors import UnknownName
from kg.settings import Settings
from kg.tables import Tables
from kg.views import Network, centralities, components, project, shortest_path, to_networkx, with_communities

SETTINGS = Settings()


@pytest.fixture(scope="module")
def network(tables: Tables) -> Network:
    return project(tables, "authors-papers", settings=SETTINGS)


def test_communities_are_numbered_by_size_and_stay_the_same(network: Network) -> None:
    first = with_communities(network, SETTINGS.layout).nodes["community"]
    random.seed(99)
    assert first.equals(with_communities(network, SETTINGS.layout).nodes["community"])
    sizes = first.value_counts().sort("community")["count"].to_list()
    assert sizes == sorted(sizes, reverse=True)
    assert first.min() == 0


def test_centralities_agree_with_networkx(network: Network) -> None:
    graph = to_networkx(network)
    mine = centralities(network, SETTINGS.views)
    betweenness = nx.betweenness_centrality(graph, normalized=False)
    harmonic = nx.harmonic_centrality(graph)
    others = len(graph) - 1
    for id_, degree, between, closeness in mine.select("id", "degree", "betweenness", "closeness").iter_rows():
        assert degree == graph.degree(id_)
        assert between == pytest.approx(betweenness[id_])
        assert closeness == pytest.approx(harmonic[id_] / others)


def test_components_agree_with_networkx(network: Network) -> None:
    mine = network.nodes.select("id", part=components(network)).group_by("part").agg("id")
    assert {frozenset(ids) for ids in mine["id"]} == {
        frozenset(part) for part in nx.connected_components(to_networkx(network))
    }


def test_shortest_paths(tables: Tables) -> None:
    network = project(tables, "coauthors", settings=SETTINGS)
    path = shortest_path(network, "author/ana-bell/2512.00001", "author/de-eck/2601.00003")
    assert path == ["author/ana-bell/2512.00001", "author/chi-dorn/2601.00002", "author/de-eck/2601.00003"]
    # the path over strong ties has more steps but is shorter by weight
    strong = shortest_path(network, "author/ana-bell/2512.00001", "author/de-eck/2601.00003", weighted=True)
    assert strong[0] == path[0]
    assert shortest_path(network, "author/ana-bell/2512.00001", "author/eva-fox/2601.00004") == []
    with pytest.raises(UnknownName):
        shortest_path(network, "author/ana-bell", "author/eva-fox/2601.00004")
