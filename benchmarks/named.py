"""Count the nodes that a picture names, and names on the dots of others: read from an open explorer page."""

import time
from typing import Any

from browsing import Page

ZOOMS = (1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10)
"""Zoom relative to the whole picture."""

SETTLED = 0.25
"""Seconds to wait after a change of the tab's size."""

NAMES = """(() => {
  const stage = kgExplorer.stage, frame = document.getElementById('stage');
  const labels = stage.labels(), dots = stage.positions();
  const apart = (from, at, length) => Math.max(from - at, 0, at - from - length);
  const on = (label, {x, y, r, node}) => node !== label.node &&
    Math.hypot(apart(label.x, x, label.width), apart(label.y, y, label.height)) < r;
  const named = new Set(labels.map(({node}) => node));
  const inside = ({x, y}) => x >= 0 && y >= 0 && x <= frame.clientWidth && y <= frame.clientHeight;
  const biggest = dots.filter((dot) => dot.r > 0 && inside(dot))
    .sort((a, b) => b.r - a.r || a.node - b.node).slice(0, 20);
  return {
    zoom: stage.zoom, names: labels.length, regions: stage.regions().length,
    foreign: labels.filter(label => dots.some(dot => on(label, dot))).length,
    biggest: biggest.length, named: biggest.filter(({node}) => named.has(node)).length,
  };
})()"""


def names(page: Page) -> dict[str, Any]:
    """Count the names in view, those on foreign dots, the 20 largest dots in view, and those of them with a name."""
    found: dict[str, Any] = page.evaluate(NAMES)
    return found


def names_by_zoom(page: Page) -> list[dict[str, Any]]:
    """Count names at every step of the zoom, around the center of the picture and around its most important node."""
    found = []
    for around in ("stage.zoomBy({factor}, false)", "stage.centerOn(kgExplorer.model.order[0], {zoom}, false)"):
        page.evaluate("(stage => { stage.fit(undefined, false); stage.flush(); })(kgExplorer.stage)")
        last = 1.0
        for zoom in ZOOMS:
            page.evaluate(f"(stage => {{ {around.format(factor=zoom / last, zoom=zoom)}; }})(kgExplorer.stage)")
            found.append(names(page))
            last = zoom
    return found


def names_at_width(page: Page, width: int, height: int) -> dict[str, Any]:
    """Count names of the whole picture in a tab of another size."""
    page.resize(width, height)
    time.sleep(SETTLED)
    page.evaluate("kgExplorer.stage.fit(undefined, false)")
    return names(page)


def foreign_share(steps: list[dict[str, Any]]) -> str:
    """Return the share of names on foreign dots: in the whole picture, and over all steps of the zoom."""
    at_first = steps[0]
    every, foreign = (sum(step[key] for step in steps) for key in ("names", "foreign"))
    return (
        f"{at_first['foreign'] / max(at_first['names'], 1):.1%} of {at_first['names']} names;"
        f" {foreign / max(every, 1):.1%} of {every} at all steps of the zoom"
    )


def worst_of_biggest(steps: list[dict[str, Any]]) -> str:
    """Return the zoom step at which most of the largest nodes in view have no name."""
    worst = max(steps, key=lambda step: step["biggest"] - step["named"])
    return f"{worst['named']} of {worst['biggest']} (zoom {worst['zoom']:.2g})"
