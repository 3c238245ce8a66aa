"""Possible duplicate people: drawn, clicked and explained, and never counted among the links."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from explorer_payload import read_page
from explorer_reader import PIXELS, place, select, text, texts
from explorer_sample import sample_page

from kg.render import explorer_page
from kg.render.namesakes import distinguish_namesakes
from kg.render.write import write_picture
from kg.settings import Settings
from kg.views.details import Doubt
from kg.views.network import Network

LINE = """(d => ({x: (d[0].x + d[1].x) / 2, y: (d[0].y + d[1].y) / 2}))(
  [4, 6].map(r => ({x: kgExplorer.model.x[r], y: kgExplorer.model.y[r]})))"""
# The share of points on the line between nodes 4 and 6 whose pixel has the color of doubts.
DOTTED = (
    f"(() => {{ {PIXELS}"
    """
  const { camera } = stage;
  const [left, top] = [host.width / 2, host.height / 2];
  const at = (row) => [(model.x[row] - camera.x) * camera.scale + left, (model.y[row] - camera.y) * camera.scale + top];
  const [[ax, ay], [bx, by]] = [at(4), at(6)];
  const seen = Array.from({ length: 200 }, (_, i) => {
    const [x, y] = [ax + (0.3 + i / 500) * (bx - ax), ay + (0.3 + i / 500) * (by - ay)];
    const [r, g, b] = pixel(x, y);
    return r > 170 && g < 120 && b > 80 ? 1 : 0;
  });
  return seen.reduce((sum, one) => sum + one, 0) / seen.length;
})()"""
)


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "?renderer=canvas"])
def test_a_doubt_is_a_dotted_line_of_its_own_color(tab: Any, path: Path, query: str) -> None:
    tab.prefer("light")
    tab.call("Page.navigate", url="about:blank")
    tab.call("Page.navigate", url=path.as_uri() + query)
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert 0.1 < tab.evaluate(DOTTED) < 0.8
    assert "may be the same person (chance) 1" in " ".join(texts(tab, "#legend section"))


@pytest.mark.browser
def test_a_click_on_the_line_says_what_speaks_for_and_against_it(opened: Any) -> None:
    opened.click(*place(opened, LINE))
    opened.wait("!document.getElementById('details').hidden")
    assert text(opened, "#details h2").replace("\xa0", " ") == "May be the same person: 17 %"
    details = text(opened, "#details").replace("\xa0", " ")
    for words in ("Philip Torr", "Philip H. S. Torr", "a middle name left out", "−2.5 bits", "+0.7 bits"):
        assert words in details
    assert texts(opened, "#details h3") == ["For", "Against", "Says nothing", "To settle it"]
    names = '"Philip Torr" "Philip H. S. Torr"'
    assert texts(opened, "#details code") == [f"same {names}", f"different {names}", "kg authors explain s.kg a b"]
    assert [chance.replace("\xa0", " ") for chance in opened.evaluate("kgExplorer.stage.doubts().chances")] == ["17 %"]
    assert "doubt=author%2F4&doubt=author%2F6" in opened.evaluate("location.hash")


@pytest.mark.browser
def test_hovering_the_line_shows_the_chance(opened: Any) -> None:
    assert opened.evaluate("kgExplorer.stage.doubts().chances") == []
    x, y = place(opened, LINE)
    opened.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    opened.wait("!document.getElementById('card').hidden")
    card = text(opened, "#card").replace("\xa0", " ")
    assert "May be the same person: 17 %" in card
    assert "for: categories · against: name" in card
    assert opened.evaluate("document.querySelector('#stage svg text').textContent").replace("\xa0", " ") == "17 %"


@pytest.mark.browser
def test_who_is_selected_shows_the_namesake_with_the_chance(opened: Any) -> None:
    select(opened, 6)
    assert [chance.replace("\xa0", " ") for chance in opened.evaluate("kgExplorer.stage.doubts().chances")] == ["17 %"]
    opened.evaluate("document.querySelector('#details .doubt .between').click()")
    assert text(opened, "#details h2").startswith("May be the same person")


@pytest.mark.browser
def test_a_doubt_is_hidden_with_its_ends(opened: Any) -> None:
    assert opened.evaluate("kgExplorer.stage.doubts().shown") == [0]
    opened.click_on("#legend [data-key='cs.LG']")
    assert opened.evaluate("kgExplorer.stage.doubts().shown") == []
    assert "0 of 1" in " ".join(texts(opened, "#legend section"))


@pytest.mark.browser
def test_a_doubt_is_not_a_link_of_table_list_or_path(opened: Any) -> None:
    select(opened, 6)
    assert texts(opened, "#details .near .name") == ["Gus End"]
    opened.evaluate("kgExplorer.app.select({type: 'path', from: 4, to: 6})")
    assert "Nothing in this picture connects them" in text(opened, "#details")
    opened.evaluate("kgExplorer.app.select({type: 'doubt', doubt: 0})")
    opened.evaluate("document.getElementById('table-open').click(); document.getElementById('table-edges').click()")
    assert text(opened, "#table-count").startswith("7")


@pytest.mark.browser
def test_saved_pictures_show_doubts(opened: Any) -> None:
    root = ET.fromstring(opened.evaluate("kgExplorer.stage.toSVG()"))  # noqa: S314 - made by the page under test
    assert len(root.findall(".//{*}path[@class='doubt']")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("selected", ["null", "{type: 'node', node: 4}"])
def test_who_was_asked_for_is_named_outside_of_the_ring_in_larger_letters(
    tab: Any, tmp_path: Path, selected: str
) -> None:
    file = tmp_path / "ego.html"
    file.write_text(sample_page(ego={"nodes": [4, 6], "hops": 1, "notes": ["cs.CV · 9 papers", ""]}), encoding="utf-8")
    tab.open(file)
    tab.evaluate(f"kgExplorer.app.select({selected})")
    names = {name["node"]: name for name in tab.evaluate("kgExplorer.stage.labels()")}
    dots = {dot["node"]: dot for dot in tab.evaluate("kgExplorer.stage.positions()")}
    name, dot = names[4], dots[4]
    assert name["note"] == "cs.CV · 9 papers"
    assert name["weight"] >= 700 > names[1]["weight"]
    across = max(name["x"] - dot["x"], dot["x"] - name["x"] - name["width"], 0)
    down = max(name["y"] - dot["y"], dot["y"] - name["y"] - name["height"], 0)
    assert (across**2 + down**2) ** 0.5 >= dot["r"] + 4.5  # the center line of the ring
    assert len(tab.evaluate("kgExplorer.stage.doubts().chances")) == 1
    assert tab.complaints == []


def test_equal_names_are_set_apart_by_category_papers_and_co_author(network: Network) -> None:
    ids = network.nodes["id"].to_list()
    alike = pl.col("id").is_in([ids[0], ids[1], ids[4]])
    nodes = network.nodes.with_columns(
        label=pl.when(alike).then(pl.lit("Bo Han")).otherwise("label"),
        papers=pl.when(pl.col("id") == ids[0]).then(2).otherwise("papers").cast(pl.Int32),
    )
    asked = replace(network, nodes=nodes, asked=(ids[0], ids[1], ids[4]))
    found = distinguish_namesakes(asked)
    # a co-author of the same name is not a shared co-author
    assert found == {ids[0]: "cs.LG · 2 papers", ids[1]: "cs.LG · with 陈明", ids[4]: "cs.XX · 1 paper"}
    page = read_page(explorer_page(asked, settings=Settings()))
    assert sorted(page.header["ego"]["notes"]) == sorted(found.values())


def test_a_figure_of_namesakes_draws_doubts_and_second_lines(network: Network, tmp_path: Path) -> None:
    ids = network.nodes["id"].to_list()
    nodes = network.nodes.with_columns(label=pl.when(pl.col("id").is_in(ids[:2])).then(pl.lit("Bo")).otherwise("label"))
    asked = replace(network, nodes=nodes, asked=(ids[0], ids[1]))
    doubt = Doubt(ids[0], ids[1], 0.168, '"Bo" on 2601.00001 "Bo" on 2601.00005')
    plain = write_picture(asked, tmp_path / "plain.svg", settings=Settings()).read_text(encoding="utf-8")
    drawn = write_picture(asked, tmp_path / "drawn.svg", settings=Settings(), doubts=[doubt]).read_text(
        encoding="utf-8"
    )
    assert "#c4007f" not in plain
    assert re.search(r"stroke-dasharray[^\"]*stroke: #c4007f", drawn)
    assert re.search(r"fill: #c4007f", drawn)  # the chance
    assert "Dotted: may be the same person" in drawn
    alone = write_picture(replace(asked, asked=(ids[0],)), tmp_path / "alone.svg", settings=Settings())
    second_lines = [text.count("fill: #566076") for text in (plain, alone.read_text(encoding="utf-8"))]
    assert second_lines[0] > second_lines[1]


def test_one_person_needs_no_second_line(network: Network) -> None:
    assert distinguish_namesakes(replace(network, asked=(network.nodes["id"][0],))) == {}
