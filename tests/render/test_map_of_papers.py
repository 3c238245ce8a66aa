"""The map of papers: regions, names and news on its page and in its scene."""

import json
import re
import zlib
from base64 import b64decode
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from explorer_reader import text, texts
from made_corpora import write_papers

import kg
from kg.build.build import build_folder
from kg.graph import Graph, load
from kg.render.colors.palette import GRAY
from kg.render.figures.labels import Box
from kg.render.figures.region_names import place_region_names
from kg.render.figures.sheet import figure
from kg.render.scenes import scene
from kg.views.convert import edge_ends


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("map")
    (folder / "digests").mkdir()
    write_papers(folder / "digests", papers=400)
    build_folder([folder / "digests"], folder / "made.kg", store=False, workers=1)
    return load(folder / "made.kg")


def header(page: Path) -> dict[str, Any]:
    payload = page.read_text(encoding="utf-8").split('id="payload">')[1].split("</script>")[0]
    data = zlib.decompress(b64decode(payload), -15)
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])  # type: ignore[no-any-return]


def test_every_paper_is_on_the_map_and_most_in_a_named_region(graph: Graph, tmp_path: Path) -> None:
    view = graph.view("papers")
    assert view.network.nodes.height == graph.manifest.counts["papers"]
    said = header(view.write(tmp_path / "map.html"))
    regions = [one for one in said["communities"] if one["level"] == 0]
    labels = [one["label"] for one in regions]
    assert all(labels), "each region has a name"
    assert len(set(labels)) == len(labels), "no two regions have the same name"


def test_the_map_is_colored_by_region_and_names_no_paper_before_zooming(graph: Graph, tmp_path: Path) -> None:
    said = header(graph.view("papers").write(tmp_path / "map.html"))
    assert said["colorings"][0] == "community"
    assert said["labels"]["named"] == 0
    assert said["fresh"]["label"] == "new on 2026-01-06", "papers of the last day glow"


def test_a_region_lies_together(graph: Graph) -> None:
    view = graph.view("papers")
    region = view.network.nodes["community"].to_numpy()
    layout = view.layout or _arranged(view)
    xy = np.stack([layout.x, layout.y], axis=1)
    apart = ((xy[:, None] - xy[None]) ** 2).sum(axis=-1)
    np.fill_diagonal(apart, np.inf)
    large = np.bincount(region)[region] > 10
    nearest = np.argsort(apart[large], axis=1)[:, :4]
    assert (region[nearest] == region[large][:, None]).mean() > 0.85


def test_papers_without_a_related_one_are_tied_but_not_linked(graph: Graph) -> None:
    network = graph.views.project("papers")
    linked = set(edge_ends(network).ravel().tolist())
    rows = {id_: row for row, id_ in enumerate(network.nodes["id"])}
    assert network.ties.height
    for source, target in network.ties.select("source", "target").iter_rows():
        assert {rows[source], rows[target]} - linked, "a tie has an end without a link"
    assert network.edges.height == graph.tables["related"].height


def test_a_figure_of_the_map_colors_papers_by_region(graph: Graph, tmp_path: Path) -> None:
    view = graph.view("papers")
    drawn = view.write(tmp_path / "map.svg").read_text(encoding="utf-8")
    hues = scene(view.network, settings=view.settings, layout=_arranged(view)).community_hues
    assert all(f"fill: {hues[one.number].light}" in drawn for one in view.details.communities)


def test_a_page_has_the_colors_of_the_figure(graph: Graph, tmp_path: Path) -> None:
    view = graph.view("papers")
    hues = scene(view.network, settings=view.settings, layout=_arranged(view)).community_hues
    shown = [one for one in header(view.write(tmp_path / "map.html"))["communities"] if one["level"] == 0]
    assert shown
    assert [(one["light"], one["dark"]) for one in shown] == [
        (hues[one["number"]].light, hues[one["number"]].dark) for one in shown
    ]


def test_names_of_regions_overlap_neither_one_another_nor_the_edge() -> None:
    # three regions whose centers are closer than the width of their names, one of them at the edge
    x = np.array([50.0] * 9 + [60.0] * 5 + [55.0] * 3 + [99.0] * 2)
    member = np.array([0] * 9 + [1] * 5 + [2] * 3 + [3] * 2)
    labels = [(0, "largest"), (1, "second"), (2, "third"), (3, "at the edge")]
    frame = Box(0, 0, 100, 100)
    named = place_region_names(
        x, np.full(len(x), 50.0), member, labels, measure=lambda text, size: (len(text) * size / 2, size), frame=frame
    )
    assert [one.text for one in named] == ["largest", "second", "third"]
    assert [one.size for one in named] == sorted((one.size for one in named), reverse=True)
    boxes = [
        Box(
            one.x - len(one.text) * one.size / 4,
            one.base - 0.75 * one.size,
            one.x + len(one.text) * one.size / 4,
            one.base,
        )
        for one in named
    ]
    assert not any(a.touches(b) for a, b in combinations(boxes, 2))


def _arranged(view: Any) -> Any:
    from kg.arrangement import arrange  # noqa: PLC0415 - only where no layout was kept

    return arrange(view.network, settings=view.settings.layout)


def test_in_a_figure_papers_of_no_named_region_are_gray(graph: Graph, tmp_path: Path) -> None:
    view = graph.view("papers")
    drawn = scene(view.network, settings=graph.settings)
    member = view.network.nodes["community"].to_list()
    named = sorted({number for number in member if number >= 0})[:2]
    svg = figure(
        view.network,
        tmp_path / "map.svg",
        settings=graph.settings,
        regions=[(number, f"r{number}") for number in named],
    ).read_text(encoding="utf-8")
    fills = Counter(re.findall(r"fill: (#[0-9a-f]{6}); stroke", svg))
    assert fills[GRAY.light] == sum(number not in named for number in member)
    assert all(fills[drawn.community_hues[number].light] == member.count(number) for number in named)


@pytest.mark.browser
def test_a_paper_is_shown_with_its_authors_and_topics_begin_with_subjects(tab: Any, root: Path, tmp_path: Path) -> None:
    small = kg.build(root / "examples" / "digests", tmp_path / "g.kg", store=False)
    tab.open(small.view("papers").write(tmp_path / "map.html"))
    types = dict(small.concepts.select("label", "type").iter_rows())
    offered = [re.sub(r" \d+$", "", chip) for chip in texts(tab, "#topic-list .chip")]
    assert offered
    assert "metric" not in {types[label] for label in offered}
    paper = small.tables["authorships"].sort("paper", "position").filter(pl.col("paper") == "2601.23273")
    tab.evaluate("kgExplorer.app.select({type: 'node', node: kgExplorer.app.facts.nodeById('paper/2601.23273')})")
    names = dict(small.authors.select("author", "name").iter_rows())
    assert ", ".join(names[author] for author in paper["author"]) in text(tab, "#details")
