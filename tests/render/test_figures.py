"""Figures for reports."""

import re
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest

from kg.errors import MissingExtra, UsageError
from kg.render import figure as _figure
from kg.render import write_picture as _write
from kg.render.colors.palette import CATEGORY_HUES
from kg.render.scenes import scene as _scene
from kg.sets.network_kinds import NodeKind
from kg.settings import Settings
from kg.views.network import EDGES, NODES, Network

figure = partial(_figure, settings=Settings())
write = partial(_write, settings=Settings())
scene = partial(_scene, settings=Settings())

MAGIC = {".svg": b"<?xml", ".pdf": b"%PDF", ".png": b"\x89PNG"}


@pytest.mark.parametrize("suffix", MAGIC)
def test_a_figure_comes_out_twice_the_same(network: Network, tmp_path: Path, suffix: str) -> None:
    one = figure(network, tmp_path / f"one{suffix}").read_bytes()
    other = write(network, tmp_path / f"other{suffix}").read_bytes()
    assert one.startswith(MAGIC[suffix])
    assert one == other
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"one{suffix}", f"other{suffix}"]


def test_a_figure_says_in_words_what_it_shows(network: Network, tmp_path: Path) -> None:
    tree = ET.parse(figure(network, tmp_path / "a.svg"))  # noqa: S314 -- this program has just written it
    words = " ".join("".join(element.itertext()) for element in tree.iter() if "metadata" in element.tag)
    assert "Sample & friends" in words
    assert "6 of 9 authors and 3 of 3 links shown" in words
    assert "category <cs.LG>" in words
    assert "machine-written" in words


def test_the_themes_differ(network: Network, tmp_path: Path) -> None:
    light = figure(network, tmp_path / "light.svg").read_text(encoding="utf-8")
    dark = figure(network, tmp_path / "dark.svg", theme="dark").read_text(encoding="utf-8")
    assert "#fbfcfe" in light
    assert "#0a0f1e" in dark
    assert "#0a0f1e" not in light


def test_an_empty_network_makes_a_figure(tmp_path: Path) -> None:
    nothing = Network("coauthors", "Nobody", NODES.to_frame(), EDGES.to_frame(), 0, 0, "")
    assert figure(nothing, tmp_path / "a.png").stat().st_size > 0


@pytest.mark.parametrize("rows", [1, 2, 6])
def test_few_nodes_are_marks_and_not_blots(network: Network, tmp_path: Path, rows: int) -> None:
    image = pytest.importorskip("matplotlib.image")
    nodes = network.nodes.head(rows)
    ids = nodes["id"].implode()
    few = replace(
        network,
        nodes=nodes.with_columns(group=pl.lit("cs.LG")),
        edges=network.edges.filter(pl.col("source").is_in(ids), pl.col("target").is_in(ids)),
    )
    pixels = (image.imread(figure(few, tmp_path / "a.png"))[:, :, :3] * 255).round().astype(int)
    high, wide, _ = pixels.shape
    marked = (pixels == [int(CATEGORY_HUES["cs.LG"].light[i : i + 2], 16) for i in (1, 3, 5)]).all(axis=2)
    # at 200 dots per inch: a quarter of an inch per node, slightly more for nodes with several papers
    assert 0.01 < marked.sum() / 200**2 / rows < 0.15
    assert wide < 1500
    assert high < 1000


def test_a_picture_from_which_nothing_is_left_out_names_its_papers(network: Network) -> None:
    kinds = ["paper" if i % 2 else "author" for i in range(100)]
    nodes = pl.concat([network.nodes.head(1)] * 100).with_columns(
        id=pl.Series([f"{kind}/{i}" for i, kind in enumerate(kinds)]),
        kind=pl.Series(kinds),
        label=pl.Series([f"Name {i}" for i in range(100)]),
    )
    whole = replace(network, nodes=nodes, edges=EDGES.to_frame(), node_total=100)
    assert scene(whole).named == 100
    assert scene(replace(whole, node_total=101)).named == 50


@pytest.mark.parametrize("name", ["a.jpeg", "a", "a.svg.gz"])
def test_another_suffix_is_refused_before_any_work(network: Network, tmp_path: Path, name: str) -> None:
    for draw in (figure, write):
        with pytest.raises(UsageError, match=r"end the name in .*\.svg"):
            draw(network, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_extra_is_named(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"arxiv-kg\[figures\]"):
        figure(network, tmp_path / "a.svg")


@pytest.mark.parametrize("kind", list(NodeKind))
def test_every_kind_of_node_has_a_mark_of_its_own_in_figures(network: Network, tmp_path: Path, kind: NodeKind) -> None:
    alone = replace(network, nodes=network.nodes.with_columns(kind=pl.lit(kind.value)), name="x")
    other = next(one for one in NodeKind if one.shape != kind.shape)
    others = replace(alone, nodes=alone.nodes.with_columns(kind=pl.lit(other.value)))
    assert _marks(figure(alone, tmp_path / "a.svg")) != _marks(figure(others, tmp_path / "b.svg"))


def _marks(svg: Path) -> set[str]:
    """Return the outlines of the nodes; outlines of letters have other ids."""
    return set(re.findall(r'<path id="(?:m|C)[^"]*" d="([^"]*)"', svg.read_text(encoding="utf-8")))
