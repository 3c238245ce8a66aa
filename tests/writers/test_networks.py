"""Every network format, read by independent programs: each attribute keeps its value and type."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import igraph as ig
import networkx as nx
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import writers
from kg.settings import Settings
from kg.tables import Tables
from kg.views import VIEWS, Network, project, to_networkx
from kg.writers.drawn import draw_view
from kg.writers.gexf import gexf
from kg.writers.graphml import graphml
from kg.writers.json_networks import cytoscape, node_link
from kg.writers.request import ExportRequest

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
COLORS = {"cs.LG": "#2f6db3", "software": "#0a0b0c"}
GEXF = "{http://gexf.net/1.3}"
Export = Callable[..., Path]
Attributes = dict[str, Any]


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def wanted(hostile: Tables, view: str) -> "nx.Graph[str]":
    # without positions and colors
    graph = to_networkx(draw_view(hostile, ExportRequest(SETTINGS, view=view, positions=False)))
    assert graph.number_of_nodes() > 1
    assert graph.number_of_edges() > 0
    return graph


def typed(graph: "nx.Graph[str]", *without: str) -> tuple[dict[str, Attributes], dict[frozenset[str], Attributes]]:
    """Return nodes and edges, with the type of each attribute next to its value."""

    def attributes(data: Mapping[str, Any]) -> Attributes:
        return {name: (type(value), value) for name, value in data.items() if name not in without}

    return (
        {node: attributes(data) for node, data in graph.nodes(data=True)},
        {frozenset((a, b)): attributes(data) for a, b, data in graph.edges(data=True)},
    )


def as_xml(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return the graph as XML can represent it: without forbidden characters, lists as joined text."""

    def held(value: Any) -> Any:
        if isinstance(value, list):
            value = " ".join(value)
        return value.translate(FORBIDDEN) if isinstance(value, str) else value

    copy: nx.Graph[str] = nx.Graph()
    for node, data in graph.nodes(data=True):
        copy.add_node(held(node), **{name: held(value) for name, value in data.items()})
    for a, b, data in graph.edges(data=True):
        copy.add_edge(held(a), held(b), **{name: held(value) for name, value in data.items()})
    return copy


def test_node_link_json_is_the_view(exported: Export, view: str, wanted: "nx.Graph[str]") -> None:
    data = json.loads(exported("g.json", view=view, positions=False).read_bytes())
    found = nx.node_link_graph(data)
    assert typed(found) == typed(wanted)
    assert found.graph == wanted.graph
    assert not found.is_directed()


def test_cytoscape_json_is_the_view(exported: Export, view: str, wanted: "nx.Graph[str]") -> None:
    data = json.loads(exported("g.cyjs", view=view, positions=False).read_bytes())
    found = nx.cytoscape_graph(data)
    assert typed(found, "id", "name", "value", "source", "target") == typed(wanted)
    assert found.graph == wanted.graph
    assert {node: d["name"] for node, d in found.nodes(data=True)} == dict(wanted.nodes(data="label"))
    ids = [element["data"]["id"] for kind in ("nodes", "edges") for element in data["elements"][kind]]
    assert len(set(ids)) == len(ids)


def test_graphml_is_the_view_to_networkx(exported: Export, view: str, wanted: "nx.Graph[str]") -> None:
    found = nx.read_graphml(exported("g.graphml", view=view, positions=False))
    assert typed(found) == typed(as_xml(wanted))
    assert {name: found.graph[name] for name in ("name", "title", "filters", "node_total", "edge_total")} == {
        **wanted.graph,
        "filters": "; ".join(wanted.graph["filters"]),
    }


def test_graphml_is_the_view_to_igraph(exported: Export, view: str, wanted: "nx.Graph[str]") -> None:
    found = ig.Graph.Read_GraphML(str(exported("g.graphml", view=view, positions=False)))
    held = as_xml(wanted)
    assert not found.is_directed()
    # igraph has a single number type
    assert {v["id"]: {k: x for k, x in v.attributes().items() if k != "id"} for v in found.vs} == dict(
        held.nodes(data=True)
    )
    ends = [frozenset(found.vs[place]["id"] for place in edge.tuple) for edge in found.es]
    assert dict(zip(ends, (edge.attributes() for edge in found.es), strict=True)) == {
        frozenset((a, b)): data for a, b, data in held.edges(data=True)
    }
    assert all(type(edge["generated"]) is bool for edge in found.es)


def test_gexf_is_the_view(exported: Export, view: str, wanted: "nx.Graph[str]") -> None:
    found = nx.read_gexf(exported("g.gexf", view=view, positions=False), version="1.3")
    assert typed(found, "id", "start", "end") == typed(as_xml(wanted))
    assert not found.is_directed()


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json", ".cyjs"])
def test_every_node_has_a_community_of_connected_nodes(exported: Export, view: str, suffix: str) -> None:
    path = exported(f"g{suffix}", view=view, positions=False)
    graph = {
        ".graphml": lambda: nx.read_graphml(path),
        ".gexf": lambda: nx.read_gexf(path, version="1.3"),
        ".json": lambda: nx.node_link_graph(json.loads(path.read_bytes())),
        ".cyjs": lambda: nx.cytoscape_graph(json.loads(path.read_bytes())),
    }[suffix]()
    members: dict[int, set[str]] = {}
    for node, data in graph.nodes(data=True):
        assert type(data["community"]) is type(data["papers"]) is int
        members.setdefault(data["community"], set()).add(node)
    assert sorted(members) == list(range(len(members))), "numbered from 0"
    if view != "papers":  # there invisible ties count as well
        assert all(nx.is_connected(graph.subgraph(nodes)) for nodes in members.values())


def test_gexf_tells_gephi_when_everything_was_there(exported: Export) -> None:
    graph = nx.read_gexf(exported("g.gexf"), version="1.3")
    spans = {data["label"]: (data["start"], data["end"]) for _, data in graph.nodes(data=True)}
    assert spans['Zoë O\'Brien-"Quote"'] == ("2025-12-01", "2026-01-31")
    assert spans["=cmd()"] == ("1999-01-01", "1999-01-31")
    assert graph.graph["mode"] == "dynamic"
    for a, b, data in graph.edges(data=True):
        assert max(graph.nodes[end]["start"] for end in (a, b)) <= data["start"]
        assert data["end"] <= min(graph.nodes[end]["end"] for end in (a, b))


def test_no_format_holds_the_time_of_writing(exported: Export) -> None:
    assert b"lastmodified" not in exported("g.gexf").read_bytes()


def test_positions_sizes_and_colors_are_the_same_in_all_formats(exported: Export) -> None:
    linked = json.loads(exported("g.json", colors=COLORS).read_bytes())["nodes"]
    drawn = {n["id"]: (n["x"], n["y"], n["size"], n["color"]) for n in linked}
    assert len({(x, y) for x, y, _, _ in drawn.values()}) == len(drawn) > 1

    in_graphml = nx.read_graphml(exported("g.graphml", colors=COLORS))
    assert drawn == {i: (d["x"], d["y"], d["size"], d.get("color")) for i, d in in_graphml.nodes(data=True)}

    in_cytoscape = json.loads(exported("g.cyjs", colors=COLORS).read_bytes())["elements"]["nodes"]
    assert drawn == {
        n["data"]["id"]: (n["position"]["x"], -n["position"]["y"], n["data"]["size"], n["data"]["color"])
        for n in in_cytoscape
    }

    in_gexf = nx.read_gexf(exported("g.gexf", colors=COLORS), version="1.3").nodes(data="viz")
    for node, viz in in_gexf:
        color = viz.get("color")
        written = "#{r:02x}{g:02x}{b:02x}".format(**color) if color else None
        assert (viz["position"]["x"], viz["position"]["y"], viz["size"], written) == drawn[node]
    assert {color for _, _, _, color in drawn.values()} == {"#2f6db3", None}


def test_known_positions_are_kept(hostile: Tables, tmp_path: Path) -> None:
    def places(name: str, **options: Any) -> dict[str, tuple[float, float]]:
        path = writers.write(hostile, tmp_path / name, settings=SETTINGS, **options).path
        return {n["id"]: (n["x"], n["y"]) for n in json.loads(path.read_bytes())["nodes"]}

    first = places("a.json")
    turned = {node: (-x, -y) for node, (x, y) in first.items()}
    again = places("b.json", previous=turned)
    width = max(x for x, _ in first.values()) - min(x for x, _ in first.values())
    assert all(math.dist(again[node], place) < width / 4 for node, place in turned.items())
    assert places("c.json", previous={"author/nobody/2601.00001": (1.0, 1.0)}) == first


def test_the_size_told_is_the_number_of_nodes_and_top_cuts(hostile: Tables, tmp_path: Path) -> None:
    whole = writers.write(hostile, tmp_path / "g.json", settings=SETTINGS)
    part = writers.write(hostile, tmp_path / "p.json", settings=SETTINGS, top=3)
    read = json.loads(part.path.read_bytes())
    assert (part.size, part.unit) == (len(read["nodes"]), "node")
    assert part.size == 3 < whole.size == read["graph"]["node_total"]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".json", ".cyjs"])
def test_a_view_without_anything_in_it_is_still_a_file(
    hostile: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    empty = project(hostile, "coauthors", settings=SETTINGS)
    empty = replace(empty, nodes=empty.nodes.clear(), edges=empty.edges.clear())
    monkeypatch.setattr("kg.writers.drawn.project", lambda *_args, **_options: empty)
    path = writers.write(hostile, tmp_path / f"g{suffix}", settings=SETTINGS).path
    read: dict[str, Callable[[], nx.Graph[str]]] = {
        ".graphml": lambda: nx.read_graphml(path),
        ".gexf": lambda: nx.read_gexf(path, version="1.3"),
        ".json": lambda: nx.node_link_graph(json.loads(path.read_bytes())),
        ".cyjs": lambda: nx.cytoscape_graph(json.loads(path.read_bytes())),
    }
    assert read[suffix]().number_of_nodes() == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_comes_back(hostile: Tables, text: str) -> None:
    network = project(hostile, "coauthors", settings=SETTINGS)
    renamed = replace(network, nodes=network.nodes.with_columns(label=pl.lit(text), note=pl.lit(text)))
    held = text.translate(FORBIDDEN)

    def made(write: Callable[[Network, BytesIO], None]) -> bytes:
        out = BytesIO()
        write(renamed, out)
        return out.getvalue()

    for data in (nx.parse_graphml(made(graphml).decode()), nx.read_gexf(BytesIO(made(gexf)), version="1.3")):
        assert set(data.nodes(data="label")) == {(node, held) for node in network.nodes["id"]}
        assert {note for _, note in data.nodes(data="note")} == {held}
    assert {n["label"] for n in json.loads(made(node_link))["nodes"]} == {text}
    assert {n["data"]["note"] for n in json.loads(made(cytoscape))["elements"]["nodes"]} == {text}


def test_papers_behind_an_edge_stay_apart_in_xml(exported: Export) -> None:
    graph = nx.read_graphml(exported("g.graphml"))
    several = [data["papers"].split() for _, _, data in graph.edges(data=True) if data["paper_count"] > 1]
    assert several
    assert all(len(papers) > 1 for papers in several)


def test_gexf_declares_what_it_is(exported: Export) -> None:
    root = ET.parse(exported("g.gexf")).getroot()  # noqa: S314 - a file of our own
    assert root.get("version") == "1.3"
    types = {a.get("title"): a.get("type") for a in root.iter(f"{GEXF}attribute")}
    assert types["papers"] in {"integer", "string"}
    assert types["generated"] == "boolean"
    assert {a.get("class") for a in root.iter(f"{GEXF}attributes")} == {"node", "edge"}
