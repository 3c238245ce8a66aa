"""Nodes and edges of each view, matches of its filters, and suggestions for an unknown name."""

from typing import Any

import networkx as nx
import pytest

from kg.errors import UnknownName, UsageError
from kg.ids import DEFAULT_BASE
from kg.settings import Settings
from kg.tables import Tables
from kg.views import EDGES, NODES, VIEWS, Network, project, to_networkx

SETTINGS = Settings()


def view(tables: Tables, name: str, **options: Any) -> Network:
    return project(tables, name, settings=SETTINGS, **options)


def names(network: Network) -> set[str]:
    return set(network.nodes["label"])


def joined(network: Network) -> set[frozenset[str]]:
    label = dict(network.nodes.select("id", "label").iter_rows())
    return {frozenset((label[s], label[t])) for s, t in network.edges.select("source", "target").iter_rows()}


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("options", [{}, {"top": 1}, {"top": 3}, {"author": "ana bell"}, {"since": "2099-01"}])
def test_every_view_keeps_its_promises(tables: Tables, name: str, options: dict[str, Any]) -> None:
    network = view(tables, name, **options)
    assert network.nodes.schema == NODES
    assert network.edges.schema == EDGES
    assert network.nodes["id"].is_unique().all()
    ids = set(network.nodes["id"])
    assert set(network.edges["source"]) | set(network.edges["target"]) <= ids
    assert network.nodes.height <= min(options.get("top", 10_000), network.node_total)
    assert network.edges.height <= network.edge_total
    assert network.nodes.null_count().sum_horizontal().item() == 0
    assert network.edges.null_count().sum_horizontal().item() == 0
    again = view(tables, name, **options)
    assert again.nodes.equals(network.nodes)
    assert again.edges.equals(network.edges)


def test_coauthors_are_joined_by_common_papers(tables: Tables) -> None:
    network = view(tables, "coauthors")
    [edge] = network.edges.filter(
        source="author/ana-bell/2512.00001", target="author/bo-cruz/2512.00001"
    ).to_dicts()  # fmt: skip
    assert edge["papers"] == ["2601.00002", "2512.00001"], "newest first"
    assert (edge["paper_count"], edge["weight"]) == (2, 1.5)
    assert (edge["first_seen"], edge["last_seen"]) == ("2025-12", "2026-01")
    assert network.nodes.filter(label="Example Team")["kind"].item() == "group"
    assert network.nodes.filter(label="Bo Cruz")["note"].item() == "also printed B. Cruz"
    assert not any("Many A" in pair for pair in joined(network)), "a paper too long for pairs makes none"


def test_people_without_a_pair_are_left_out_of_cut_views_alone_and_that_is_said(tables: Tables) -> None:
    cut, whole = view(tables, "coauthors"), view(tables, "coauthors", top=None)
    assert names(whole) - names(cut) == {"Solo Hall", *(f"Many {letter}" for letter in "ABCDEF")}
    assert cut.node_total == whole.node_total == whole.nodes.height
    assert (cut.filters, whole.filters) == (("people in a co-author pair, others left out",), ())
    assert names(view(tables, "coauthors", author="Solo Hall")) == {"Solo Hall"}, "unless asked for"


def test_counts_are_of_the_papers_asked_for(tables: Tables) -> None:
    network = view(tables, "coauthors", since="2026-01", until="2026-01-31", category="CS.lg")
    assert names(network) == {"Ana Bell", "Bo Cruz", "Chi Dorn", "Dé Eck"}, "cross-listed papers count"
    assert network.nodes.filter(label="Ana Bell")["papers"].item() == 1
    [weight] = network.edges.filter(
        source="author/ana-bell/2512.00001", target="author/bo-cruz/2512.00001"
    )["weight"]  # fmt: skip
    assert weight == 0.5
    assert network.filters == ("category cs.LG", "since 2026-01", "until 2026-01")


@pytest.mark.parametrize("who", ["DE ECK", "de-eck/2601.00003", f"{DEFAULT_BASE}author/de-eck/2601.00003"])
def test_a_person_is_found_by_name_id_and_iri(tables: Tables, who: str) -> None:
    assert names(view(tables, "coauthors", author=who)) == {"Dé Eck", "Chi Dorn"}


def test_steps_widen_the_circle(tables: Tables) -> None:
    assert names(view(tables, "coauthors", author="Dé Eck", hops=0)) == {"Dé Eck"}
    two = view(tables, "coauthors", author="Dé Eck", hops=2)
    assert names(two) == {"Dé Eck", "Chi Dorn", "Ana Bell", "Bo Cruz"}
    assert {"Ana Bell", "Bo Cruz"} in joined(two), "edges among the others are shown"
    assert names(view(tables, "authors-papers", author="Eva Fox")) == {
        "Eva Fox", "Finn Gray", "Example Team", "Paper 2601.00004", "Paper 2602.00006",
    }  # fmt: skip


def test_a_variant_leads_to_the_person(tables: Tables) -> None:
    assert "Bo Cruz" in names(view(tables, "coauthors", author="b. cruz"))


def test_weak_edges_are_dropped_and_whoever_hung_on_them(tables: Tables) -> None:
    network = view(tables, "coauthors", min_weight=1.2)
    assert names(network) == {"Ana Bell", "Bo Cruz"}


def test_a_cut_keeps_relations(tables: Tables) -> None:
    network = view(tables, "coauthors", top=4)
    assert network.node_total == 14
    assert all(degree > 0 for _, degree in to_networkx(network).degree()), "nobody stands alone"
    asked = view(tables, "coauthors", author="Finn Gray", hops=2, top=1)
    assert names(asked) == {"Finn Gray"}, "who was asked for is shown"


def test_the_most_telling_relation_names_the_edge(tables: Tables) -> None:
    network = view(tables, "papers-concepts")
    kinds = {(s, t): (kind, made) for s, t, kind, made in network.edges.select(
        "source", "target", "kind", "generated").iter_rows()}  # fmt: skip
    assert kinds["paper/2601.00002", "concept/graph-mining"] == ("proposes", False)
    assert kinds["paper/2601.00003", "concept/maps"] == ("uses", True)


def test_concepts_are_joined_when_papers_name_both(tables: Tables) -> None:
    network = view(tables, "concepts")
    assert joined(network) == {frozenset({"graph mining", "maps"})}
    assert network.edges["papers"].to_list() == [["2601.00002", "2512.00001"]]


def test_concepts_have_themes(tables: Tables) -> None:
    assert view(tables, "concepts").nodes["community"].to_list() == [0, 0]


def test_a_concept_is_found_in_either_language(tables: Tables) -> None:
    for name in ("Graph Mining", "图挖掘", "graph-mining"):
        assert "Paper 2601.00002" in names(view(tables, "papers-concepts", concept=name))


def test_categories_are_joined_by_cross_lists(tables: Tables) -> None:
    network = view(tables, "categories")
    assert names(network) == {"cs.LG", "cs.CV", "cs.RO"}, "classes of other schemes stand elsewhere"
    assert network.edges.select("kind", "weight").rows() == [("cooccurs", 2.0)]


def test_without_cross_lists_people_join_categories(tables: Tables) -> None:
    network = view(tables, "categories", author="Eva Fox")
    assert network.edges.select("kind", "weight", "papers").rows() == [
        ("sharedAuthors", 1.0, ["2602.00006", "2601.00004"])
    ]


def test_the_overview_joins_all_kinds_and_names_people_who_link_first(tables: Tables) -> None:
    network = view(tables, "overview", top=16)
    assert set(network.nodes["kind"]) == {"author", "concept", "category", "paper"}
    linking = {"Ana Bell", "Bo Cruz", "Chi Dorn", "Eva Fox"}
    shown = set(network.nodes.filter(kind="author")["label"])
    assert shown & linking
    graph = to_networkx(network)
    joined_by = {data["label"]: graph.degree(node) for node, data in graph.nodes(data=True)}
    assert all(joined_by[name] >= 2 for name in shown & linking)
    assert shown <= linking or linking <= shown


@pytest.mark.parametrize(
    ("options", "offer"),
    [
        ({"name": "coauthor"}, "coauthors"),
        ({"author": "Ana Bel"}, "Ana Bell"),
        ({"concept": "graph minning"}, "graph mining"),
        ({"category": "cs.LV"}, "cs.CV"),
    ],
)
def test_a_wrong_name_offers_near_ones(tables: Tables, options: dict[str, Any], offer: str) -> None:
    with pytest.raises(UnknownName) as caught:
        view(tables, options.pop("name", "coauthors"), **options)
    assert offer in caught.value.near


@pytest.mark.parametrize("options", [{"since": "January"}, {"until": "2026-13"}, {"hops": -1}, {"top": 0}])
def test_what_cannot_be_meant_is_said(tables: Tables, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        view(tables, "coauthors", **options)


@pytest.mark.parametrize("name", VIEWS)
def test_networkx_gets_plain_values(tables: Tables, name: str) -> None:
    network = view(tables, name)
    graph = to_networkx(network)
    assert isinstance(graph, nx.Graph)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (network.nodes.height, network.edges.height)
    for _, attributes in graph.nodes(data=True):
        assert {type(value) for value in attributes.values()} <= {str, int}
    for *_, attributes in graph.edges(data=True):
        assert {type(value) for value in attributes.values()} <= {str, int, float, bool, list}
