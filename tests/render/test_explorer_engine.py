"""Drawing in a real browser: names at every zoom, equal pictures from both renderers, limits, failures."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from explorer_crowd import crowd_page
from explorer_reader import PIXELS
from explorer_sample import sample_page

if TYPE_CHECKING:
    from chromium import Chromium, Page

pytestmark = pytest.mark.browser

ZOOMS = (1, 1.5, 2.25, 3.4, 5, 10, 20, 40)
MEASURE = """(() => {
  const { stage } = kgExplorer;
  const names = stage.labels(), regions = stage.regions(), dots = stage.positions();
  const { clientWidth: width, clientHeight: height } = document.getElementById('stage');
  const beyond = (from, length, at) => Math.max(from - at, at - from - length, 0);
  const meets = (a, d) => Math.hypot(beyond(a.x, a.width, d.x), beyond(a.y, a.height, d.y)) < d.r;
  const laps = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const boxes = [...names, ...regions];
  const rank = new Map(Array.from(kgExplorer.model.order, (node, place) => [node, place])); // of equal dots
  const seen = dots.filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height)
    .sort((a, b) => b.r - a.r || rank.get(a.node) - rank.get(b.node));
  const named = new Set(names.map(({ node }) => node));
  return {
    names: names.length, regions: regions.length,
    foreign: names.filter((name) => dots.some((dot) => dot.node !== name.node && meets(name, dot))).length,
    overlaps: boxes.reduce((sum, box, i) => sum + boxes.slice(0, i).filter((other) => laps(box, other)).length, 0),
    big: Math.min(seen.length, 20), bigNamed: seen.slice(0, 20).filter(({ node }) => named.has(node)).length,
  };
})()"""
# The color at the center of the largest dots.
COLORS = (
    f"(() => {{ {PIXELS}"
    """
  const dots = stage.positions().sort((a, b) => b.r - a.r || a.node - b.node).slice(0, 40);
  return dots.map(({ node, x, y }) => [node, pixel(x, y)]);
})()"""
)


@pytest.fixture(scope="module")
def browser(chromium: "Chromium") -> Iterator["Page"]:
    """One tab, shared by tests that do not change the page."""
    with chromium.page() as page:
        yield page


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Pages by number of people."""
    folder = tmp_path_factory.mktemp("crowds")
    made = {}
    for count in (120, 2000):
        made[count] = folder / f"{count}.html"
        made[count].write_text(crowd_page(count), encoding="utf-8")
    return made


def at_zoom(page: Any, zoom: float) -> dict[str, int]:
    page.evaluate(f"kgExplorer.stage.fit(undefined, false); kgExplorer.stage.zoomBy({zoom}, false)")
    found: dict[str, int] = page.evaluate(MEASURE)
    return found


@pytest.mark.parametrize("count", [120, 2000])
def test_zooming_in_keeps_the_names_of_the_biggest(browser: Any, crowds: dict[int, Path], count: int) -> None:
    browser.open(crowds[count])
    found = {zoom: at_zoom(browser, zoom) for zoom in ZOOMS}
    assert {z: f["bigNamed"] for z, f in found.items() if f["bigNamed"] < min(f["big"], 15)} == {}
    assert {z: f["overlaps"] for z, f in found.items() if f["overlaps"]} == {}
    limit = 0 if count < 300 else 0.05
    assert {z: f for z, f in found.items() if f["foreign"] > limit * f["names"]} == {}
    assert found[1]["regions"] >= 2
    assert found[2.25]["names"] >= found[1]["names"] * 0.4


def test_the_biggest_of_a_crowd_are_named_wherever_one_looks(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "crowd.html"
    path.write_text(crowd_page(8000), encoding="utf-8")
    browser.open(path)
    for zoom in (1, 5, 10):
        browser.evaluate(f"kgExplorer.stage.centerOn(kgExplorer.model.order[0], {zoom}, false)")
        found = browser.evaluate(MEASURE)
        assert (found["bigNamed"], found["overlaps"]) == (20, 0), (zoom, found)


def test_a_phone_shows_names(chromium: "Chromium", crowds: dict[int, Path]) -> None:
    with chromium.page(420, 800) as page:
        page.open(crowds[2000])
        found = page.evaluate(MEASURE)
    assert found["names"] >= 20
    assert found["bigNamed"] >= 18
    assert found["overlaps"] == 0
    assert found["foreign"] <= 0.05 * found["names"]


def test_boxes_of_names_are_as_wide_as_their_letters_in_any_script(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    widths = browser.evaluate(
        """(() => {
          const pen = document.createElement('canvas').getContext('2d');
          const { fontFamily } = getComputedStyle(document.body);
          return kgExplorer.stage.labels().map(({ text, width, height }) => {
            const size = height / 1.18;
            pen.font = `${size >= 13.25 ? 600 : 500} ${size}px ${fontFamily}`;
            return [text, width / pen.measureText(text).width];
          });
        })()"""
    )
    assert any(not text.isascii() and text[0] > "\u02ff" for text, _ in widths)
    assert all(0.99 < share < 1.06 for _, share in widths), widths


def test_obstacles_that_are_reported_again_draw_nothing(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    drawn = browser.evaluate(
        """(async () => {
          const { stage } = kgExplorer;
          const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const counts = [];
          let count = 0;
          stage.on('drawn', () => count++);
          for (const right of [40, 40, 80]) {
            stage.setObstacles([{ left: 0, top: 0, right, bottom: 40 }]);
            await frames();
            counts.push(count);
          }
          return counts;
        })()"""
    )
    assert drawn == [1, 1, 2]


def test_names_keep_away_from_the_sides(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[2000])
    for zoom in (1, 3):
        at_zoom(browser, zoom)
        wide = browser.evaluate("document.getElementById('stage').clientWidth")
        names = browser.evaluate("kgExplorer.stage.labels()")
        assert min(name["x"] for name in names) >= 7.9
        assert max(name["x"] + name["width"] for name in names) <= wide - 7.9


def test_zooming_into_twenty_thousand_dots_names_without_covering(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "crowd.html"
    page.write_text(crowd_page(20_000), encoding="utf-8")
    browser.open(page)
    for zoom in (2, 3):
        found = at_zoom(browser, zoom)
        assert found["foreign"] <= 0.02 * found["names"]
        assert found["names"] >= 50
        assert found["bigNamed"] >= 18


def test_names_stay_where_they_are_while_the_view_moves(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[2000])
    at_zoom(browser, 4)
    script = """kgExplorer.stage.labels().map(({ node, x, y }) => {
      const { stage: { camera }, model } = kgExplorer;
      const from = (at, value, middle) => Math.round(at - (value[node] - middle) * camera.scale);
      return [node, from(x, model.x, camera.x), from(y, model.y, camera.y)];
    })"""
    before = {node: place for node, *place in browser.evaluate(script)}
    browser.evaluate("kgExplorer.stage.panBy(160, 0)")
    after = {node: place for node, *place in browser.evaluate(script)}
    common = before.keys() & after.keys()
    assert len(common) > 0.5 * len(before)
    assert sum(before[node] == after[node] for node in common) >= 0.9 * len(common)


def test_both_renderers_draw_the_same_dots(browser: Any, crowds: dict[int, Path]) -> None:
    colors = []
    for query, kind in (("", "webgl"), ("?renderer=canvas", "canvas")):
        browser.call("Page.navigate", url="about:blank")
        browser.call("Page.navigate", url=crowds[120].as_uri() + query)
        browser.wait("document.documentElement?.dataset.ready !== undefined")
        assert browser.evaluate("kgExplorer.stage.renderer") == kind
        colors.append(browser.evaluate(COLORS))
    assert [node for node, _ in colors[0]] == [node for node, _ in colors[1]]
    apart = [max(map(abs, map(int.__sub__, one, other))) for (_, one), (_, other) in zip(*colors, strict=True)]
    assert (
        sum(distance <= 3 for distance in apart) >= 36
    )  # the centers of the others are covered by the rim of a smaller one
    assert len({tuple(color) for _, color in colors[0]}) >= 3


def test_links_that_stand_out_are_drawn_on_a_plain_canvas(chromium: "Chromium", crowds: dict[int, Path]) -> None:
    with chromium.page() as page:
        page.call("Page.navigate", url=f"{crowds[2000].as_uri()}?renderer=canvas")
        page.wait("document.documentElement?.dataset.ready !== undefined")
        shades = page.evaluate(
            """(() => {
              const { stage, model } = kgExplorer;
              const edge = model.order.findIndex((_, row) => row < model.edgeCount && !model.generated[row]
                && Math.hypot(model.x[model.source[row]] - model.x[model.target[row]],
                              model.y[model.source[row]] - model.y[model.target[row]]) > 300);
              const [a, b] = [model.source[edge], model.target[edge]];
              stage.setEmphasis({ nodes: [a, b], edges: [edge], focus: [a, b] });
              stage.fit([a, b], false); stage.flush();
              const source = document.querySelector('canvas.picture'), box = source.getBoundingClientRect();
              const host = document.getElementById('stage').getBoundingClientRect(), c = stage.camera;
              const pen = source.getContext('2d');
              const at = (share) => {
                const x = model.x[a] + share * (model.x[b] - model.x[a]);
                const y = model.y[a] + share * (model.y[b] - model.y[a]);
                const px = (x - c.x) * c.scale + host.width / 2 + host.x - box.x;
                const py = (y - c.y) * c.scale + host.height / 2 + host.y - box.y;
                return Math.min(...pen.getImageData(px - 2, py - 2, 5, 5).data.filter((_, i) => i % 4 === 0));
              };
              return [0.3, 0.4, 0.5, 0.6, 0.7].map(at);
            })()"""
        )
        assert all(shade < 200 for shade in shades), shades


def test_pages_work_without_webgl(chromium: "Chromium", crowds: dict[int, Path]) -> None:
    refuse = """{
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest);
      };
    }"""
    with chromium.page() as page:
        page.call("Page.addScriptToEvaluateOnNewDocument", source=refuse)
        page.open(crowds[120])
        assert page.evaluate("kgExplorer.stage.renderer") == "canvas"
        assert page.evaluate(MEASURE)["names"] > 20
        assert page.complaints == []


def test_shaders_that_a_driver_refuses_fall_back_to_canvas(chromium: "Chromium", crowds: dict[int, Path]) -> None:
    with chromium.page() as page:
        page.call(
            "Page.addScriptToEvaluateOnNewDocument", source="WebGL2RenderingContext.prototype.linkProgram = () => {}"
        )
        page.open(crowds[120])
        assert page.evaluate("kgExplorer.stage.renderer") == "canvas"
        assert len({tuple(color) for _, color in page.evaluate(COLORS)}) > 1


def test_a_lost_context_falls_back_to_canvas(chromium: "Chromium", crowds: dict[int, Path]) -> None:
    with chromium.page() as page:
        page.open(crowds[120])
        assert page.evaluate("kgExplorer.stage.renderer") == "webgl"
        context = "document.querySelector('canvas.picture').getContext('webgl2')"
        page.evaluate(f"{context}.getExtension('WEBGL_lose_context').loseContext()")
        page.wait("kgExplorer.stage.renderer === 'canvas'")
        assert len({tuple(color) for _, color in page.evaluate(COLORS)}) >= 3


def test_the_wheel_stops_at_limits(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    for delta, least, most in ((-300, 63, 64.01), (300, 0.499, 0.51)):
        for _ in range(30):
            browser.call("Input.dispatchMouseEvent", type="mouseWheel", x=500, y=500, deltaX=0, deltaY=delta)
        browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert least <= browser.evaluate("kgExplorer.stage.zoom") <= most


def test_hidden_nodes_are_neither_drawn_nor_found(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    place = browser.evaluate(
        "(({node, x, y}) => [node, x, y])(kgExplorer.stage.positions().sort((a, b) => b.r - a.r)[0])"
    )
    node, x, y = place
    assert browser.evaluate(f"kgExplorer.stage.nodeAt({x}, {y})") == node
    browser.evaluate(
        "(({ model, stage }) => { const shown = new Uint8Array(model.count).fill(1);"
        f" shown[{node}] = 0; stage.setVisible(shown, null); }})(kgExplorer)"
    )
    assert browser.evaluate(f"kgExplorer.stage.nodeAt({x}, {y}, 1)") != node
    assert node not in browser.evaluate("kgExplorer.stage.labels().map(l => l.node)")
    browser.evaluate("kgExplorer.stage.setVisible(null, null)")
    assert node in browser.evaluate("kgExplorer.stage.labels().map(l => l.node)")


def test_the_picture_is_saved_as_svg_and_bitmap(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    at_zoom(browser, 1)
    root = ET.fromstring(browser.evaluate("kgExplorer.stage.toSVG()"))  # noqa: S314 - made by the page under test
    assert len(root.findall(".//{*}circle")) == 120
    names = {element.text for element in root.findall(".//{*}text")}
    assert names >= set(browser.evaluate("kgExplorer.stage.labels().map(l => l.text)"))
    size = browser.evaluate("(c => [c.width, c.height])(kgExplorer.stage.toCanvas(2))")
    assert size == browser.evaluate("(s => [2 * s.clientWidth, 2 * s.clientHeight])(document.getElementById('stage'))")


def test_circles_stay_circles_in_print(browser: Any, crowds: dict[int, Path]) -> None:
    browser.open(crowds[120])
    wide, high, left = browser.evaluate("""(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const image = document.querySelector('#sheet svg image'), to = image.getCTM();
      const found = [to.a, to.d];
      window.dispatchEvent(new Event('afterprint'));
      return [...found, document.querySelectorAll('#sheet').length];
    })()""")
    assert wide == pytest.approx(high)
    assert left == 0


def test_shades_have_colors_only_where_marks_have_the_same(browser: "Page", tmp_path: Path) -> None:
    file = tmp_path / "shades.html"
    file.write_text(sample_page(), encoding="utf-8")
    browser.open(file)
    # in all directions from a mark that does not glow, within the shade of its group; names and lines are the fewer
    spread = """(() => {
      const { stage } = kgExplorer;
      stage.setEmphasis({ nodes: null }); stage.flush();
      const pen = stage.toCanvas(1).getContext('2d'), { x, y, r } = stage.positions().find(({ node }) => node === 2);
      const spreads = Array.from({ length: 15 }, (_, i) => {
        const [dx, dy] = [Math.cos(i) * (r + 6), Math.sin(i) * (r + 6)];
        const [red, green, blue] = pen.getImageData(Math.round(x + dx), Math.round(y + dy), 1, 1).data;
        return Math.max(red, green, blue) - Math.min(red, green, blue);
      });
      return spreads.sort((a, b) => a - b)[7];
    })()"""
    assert browser.evaluate(spread) < 6
    browser.evaluate("kgExplorer.state.set({ coloring: 'community' })")
    assert browser.evaluate(spread) > 8


def test_of_many_chosen_nodes_the_groups_among_them_are_named(browser: "Page", crowds: dict[int, Path]) -> None:
    browser.open(crowds[2000])
    named = "(stage => { stage.flush(); return [stage.regions().length, stage.labels().length]; })(kgExplorer.stage)"
    rows = "Uint32Array.from({ length: 2000 }, (_, i) => i).filter((node) => kgExplorer.model.community[node] < 4)"
    browser.evaluate(f"kgExplorer.stage.setEmphasis({{ nodes: {rows}, edges: [] }})")
    assert browser.evaluate(named) == [4, 0]
    browser.evaluate(f"kgExplorer.stage.setEmphasis({{ nodes: {rows}.slice(0, 20) }})")
    regions, names = browser.evaluate(named)
    assert regions == 0
    assert names > 0
