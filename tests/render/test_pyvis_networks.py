"""`graph.pyvis` returns a pyvis network that its own methods can edit further."""

from pathlib import Path

from pyvis.network import Network as Pyvis

import kg
from kg.render import pyvis_network
from kg.render.colors.palette import CATEGORY_HUES
from kg.settings import Settings
from kg.views.network import Network

SETTINGS = Settings()


def test_a_view_is_a_pyvis_network_with_everything_set(example: Path, tmp_path: Path) -> None:
    graph = kg.load(example)
    shown = graph.view("coauthors").network
    made = graph.pyvis("coauthors")
    assert isinstance(made, Pyvis)
    assert made.get_nodes() == shown.nodes["id"].to_list()
    assert len(made.edges) == shown.edges.height
    first = shown.nodes.row(0, named=True)
    node = made.get_node(first["id"])
    assert node["label"] == first["label"]
    assert first["label"] in node["title"]
    assert {"x", "y", "size", "color"} <= node.keys()
    assert made.options.physics.enabled is False
    path = tmp_path / "page.html"
    made.write_html(str(path))
    assert first["id"] in path.read_text("utf-8")


def test_it_can_be_edited_further(network: Network) -> None:
    made = pyvis_network(network, settings=SETTINGS)
    ana = network.nodes["id"][0]
    assert made.get_node(ana)["color"] == CATEGORY_HUES["cs.LG"].light
    made.get_node(ana)["color"] = "#ff0000"
    made.add_node("me", label="Me")
    made.add_edge("me", ana)
    made.toggle_physics(status=True)
    html = made.generate_html()
    assert "#ff0000" in html
    assert made.edges[-1]["to"] == ana


def test_a_name_that_looks_like_a_link_stays_text(network: Network) -> None:
    nodes = network.nodes.to_dicts()
    nodes[0]["label"] = "<a href='x' onclick=alert(1)>"
    changed = Network(
        network.name, network.title, type(network.nodes)(nodes, schema=network.nodes.schema), network.edges, 9, 3, ""
    )
    made = pyvis_network(changed, settings=SETTINGS)
    assert "<" not in made.get_node(nodes[0]["id"])["title"]
