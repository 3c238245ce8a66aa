"""Regions of communities: a click selects the visible region, a click on the background clears the selection."""

from pathlib import Path
from typing import Any

import pytest
from explorer_crowd import crowd_page
from explorer_payload import read_page
from explorer_reader import PIXELS, text
from explorer_sample import sample_header, sample_page

COLORS = ["#ff0000", "#00ff00", "#0000ff"]
# Points between dots with the color that is seen there and the community of the nearest dot.
POINTS = (
    f"(() => {{ {PIXELS}"
    """
  const dots = stage.positions(), found = [];
  for (let x = 60; x < host.width - 60; x += 5) for (let y = 60; y < host.height - 60; y += 5) {
    const near = dots.map((d) => [Math.hypot(d.x - x, d.y - y), d.node]).sort((a, b) => a[0] - b[0])[0];
    if (stage.nodeAt(x, y) >= 0 || stage.edgeAt(x, y) >= 0) continue;
    found.push({ x: x + host.x, y: y + host.y, rgb: pixel(x, y), nearest: model.community[near[1]], away: near[0] });
  }
  return found;
})()"""
)


@pytest.mark.browser
def test_a_click_selects_the_tint_that_is_seen_and_not_the_nearest_dot(tab: Any, tmp_path: Path) -> None:
    page = tmp_path / "crowd.html"
    made = read_page(crowd_page(120)).header["communities"]
    known = [one | {"light": COLORS[one["number"] % 3], "label": ""} for one in made]
    page.write_text(crowd_page(120, communities=known), encoding="utf-8")
    tab.prefer("light")
    tab.open(page)
    tab.evaluate("kgExplorer.stage.setColors(null, true)")
    clear = [point for point in tab.evaluate(POINTS) if max(point["rgb"]) - min(point["rgb"]) > 18]
    kinds = [point["rgb"].index(max(point["rgb"])) for point in clear]
    foreign = [(point, kind) for point, kind in zip(clear, kinds, strict=True) if point["nearest"] % 3 != kind]
    same = [(point, kind) for point, kind in zip(clear, kinds, strict=True) if point["nearest"] % 3 == kind]
    assert len(foreign) >= 3
    for point, kind in [*foreign[:: max(len(foreign) // 6, 1)], *same[:: len(same) // 6]]:
        tab.evaluate("kgExplorer.app.select(null)")
        tab.click(point["x"], point["y"])
        selected = tab.evaluate("kgExplorer.state.values.selection")
        assert selected["type"] == "community"
        assert selected["number"] % 3 == kind


@pytest.mark.browser
def test_empty_ground_clears_the_selection(opened: Any) -> None:
    opened.evaluate("kgExplorer.app.select({type: 'node', node: 0})")
    x, y = opened.evaluate("(f => [f.x + 12, f.y + 12])(document.getElementById('stage').getBoundingClientRect())")
    assert opened.evaluate("kgExplorer.stage.regionAt(12, 12)") is None
    opened.click(x, y)
    assert opened.evaluate("kgExplorer.state.values.selection") is None
    assert opened.evaluate("document.getElementById('details').hidden")


@pytest.mark.browser
def test_a_click_on_the_name_of_a_group_selects_it(opened: Any) -> None:
    name = opened.evaluate("kgExplorer.stage.regions()[0]")
    community = opened.evaluate(f"kgExplorer.model.header.communities[{name['community']}]")
    left, top = opened.evaluate("(f => [f.x, f.y])(document.getElementById('stage').getBoundingClientRect())")
    opened.click(left + name["x"] + 3, top + name["y"] + 3)
    assert opened.evaluate("kgExplorer.state.values.selection")["number"] == community["number"]
    assert text(opened, "#details h2") == community["label"]


@pytest.mark.browser
def test_a_group_and_its_node_do_not_say_the_same_name_twice(tab: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    first, second = sample_header()["communities"]
    page.write_text(sample_page(communities=[first | {"label": "learning, bo łuk"}, second]), encoding="utf-8")
    tab.open(page)
    names = [name["text"] for name in tab.evaluate("kgExplorer.stage.labels()")]
    regions = [region["text"].lower() for region in tab.evaluate("kgExplorer.stage.regions()")]
    assert "Ana Øster" in names
    assert ("Bo Łuk" in names) != ("learning, bo łuk" in regions)
