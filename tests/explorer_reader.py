"""Act on an explorer page as a reader does, and return what the page then shows."""

import json
from typing import Any

# Start of a script: `pixel(x, y)` returns the red, green and blue at a point of the stage.
# It reads a copy of the picture, since WebGL discards a frame after it is drawn; the copy is made without highlights.
PIXELS = """const { stage, model } = kgExplorer;
  stage.setEmphasis({ nodes: null });
  stage.flush();
  const source = document.querySelector('canvas.picture'), box = source.getBoundingClientRect();
  const host = document.getElementById('stage').getBoundingClientRect();
  const shot = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  [shot.canvas.width, shot.canvas.height] = [source.width, source.height];
  shot.drawImage(source, 0, 0);
  const pixel = (x, y) =>
    [...shot.getImageData(Math.round(x + host.x - box.x), Math.round(y + host.y - box.y), 1, 1).data].slice(0, 3);
"""


def text(tab: Any, selector: str) -> str:
    found: str = tab.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? 'nothing at {selector}'")
    return found


def texts(tab: Any, selector: str) -> list[str]:
    found: list[str] = tab.evaluate(
        f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText.split(/\\s+/).join(' ').trim())"
    )
    return found


def press(tab: Any, name: str, times: int = 1) -> None:
    """Send a key event to the focused element; used for keys without a code in `Page.key`, such as ArrowLeft."""
    for _ in range(times):
        tab.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            f" {{key: {json.dumps(name)}, bubbles: true, cancelable: true}}))"
        )


def place(tab: Any, script: str) -> tuple[float, float]:
    """Return the screen position of a point of the layout."""
    x, y = tab.evaluate(
        f"(() => {{ const p = {script}; kgExplorer.stage.flush(); const c = kgExplorer.stage.camera;"
        " const f = document.getElementById('stage').getBoundingClientRect();"
        " return [f.x + f.width / 2 + (p.x - c.x) * c.scale, f.y + f.height / 2 + (p.y - c.y) * c.scale]; })()"
    )
    return x, y


def node(row: int) -> str:
    return f"{{x: kgExplorer.model.x[{row}], y: kgExplorer.model.y[{row}]}}"


def middle(edge: int) -> str:
    return (
        f"(m => ({{x: (m.x[m.source[{edge}]] + m.x[m.target[{edge}]]) / 2,"
        f" y: (m.y[m.source[{edge}]] + m.y[m.target[{edge}]]) / 2}}))(kgExplorer.model)"
    )


def search(tab: Any, query: str) -> None:
    tab.evaluate("(i => { i.focus(); i.value = ''; })(document.getElementById('search'))")
    tab.type(query)


def visible(tab: Any) -> list[int]:
    """Return the rows of the nodes that are drawn."""
    tab.evaluate("kgExplorer.stage.flush()")
    rows: list[int] = tab.evaluate("kgExplorer.stage.positions().filter(p => p.r > 0).map(p => p.node)")
    return sorted(rows)


def select(tab: Any, row: int) -> None:
    tab.click(*place(tab, node(row)))
    tab.wait("!document.getElementById('details').hidden")
