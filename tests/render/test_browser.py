"""Interaction with a pyvis page in a real browser whose network is blocked."""

import json
import re
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kg.render import Panel, PanelEntry
from kg.render import picture as _picture
from kg.render import pyvis_page as _page
from kg.render import write_picture as _write
from kg.settings import Settings
from kg.views.network import Network

page = partial(_page, settings=Settings())
picture = partial(_picture, settings=Settings())
write = partial(_write, settings=Settings(), renderer="pyvis")

pytestmark = pytest.mark.browser

TITLES = {"2601.00005": "A <b>bold</b> title", "2601.00001": "An old title"}


@pytest.fixture
def opened(tab: Any, network: Network, tmp_path: Path) -> Any:
    tab.prefer("light")
    tab.open(write(network, tmp_path / "page.html", titles=TITLES))
    yield tab
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []
    assert tab.evaluate("document.title") == "Sample & friends · arxiv-kg"  # no hostile script has changed it
    assert tab.evaluate("document.images.length") == 0


def place(tab: Any, script: str) -> tuple[float, float]:
    """Return the screen position of a point of the picture."""
    x, y = tab.evaluate(
        f"(() => {{ const at = KG.network.canvasToDOM({script}); const frame ="
        " document.getElementById('canvas').getBoundingClientRect(); return [at.x + frame.x, at.y + frame.y]; })()"
    )
    return x, y


def pixel(node: str) -> str:
    """Return a script for the color at the center of a node; it reads a copy, since reading the canvas is slow."""
    return (
        f"(node => {{ const at = KG.network.canvasToDOM(node); const copy = new OffscreenCanvas(1, 1).getContext('2d',"
        " {willReadFrequently: true}); copy.drawImage(document.querySelector('canvas'), -Math.round(at.x),"
        f" -Math.round(at.y)); return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3).join(); }})({node})"
    )


@pytest.fixture
def mixed(network: Network) -> Network:
    """Return a network with a node of each kind in an overview, and a second category."""
    kinds = ["category", "category", "concept", "paper", "paper", "author"]
    groups = ["cs.LG", "cs.CV", "method", "cs.LG", "cs.CV", "cs.LG"]
    nodes = network.nodes.with_columns(
        kind=pl.Series(kinds), group=pl.Series(groups), papers=pl.Series([7, 2, 3, 1, 1, 2], dtype=pl.Int32)
    )
    return replace(network, nodes=nodes)


def many(network: Network, count: int) -> Network:
    """Return a chain of people with long names."""
    first = network.nodes.slice(0, 1)
    ids = [f"author/person-{number:03}/2601.00001" for number in range(count)]
    nodes = pl.concat([first] * count).with_columns(
        id=pl.Series(ids), label=pl.Series([f"Somebody of a Long Name {number}" for number in range(count)])
    )
    edges = pl.concat([network.edges.slice(0, 1)] * (count - 1)).with_columns(
        source=pl.Series(ids[:-1]), target=pl.Series(ids[1:])
    )
    return replace(network, nodes=nodes, edges=edges, node_total=count, edge_total=count - 1)


def text(tab: Any, selector: str) -> str:
    answer: str = tab.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")
    return answer


def test_a_page_opens_with_one_heading_and_says_how_much_it_shows(opened: Any) -> None:
    assert opened.evaluate("document.querySelectorAll('h1').length") == 1
    assert text(opened, "h1") == "Sample & friends"
    assert text(opened, "#shown") == "6 of 9 authors and 3 of 3 links shown"
    assert "category <cs.LG>" in text(opened, ".filters")


def test_every_node_is_drawn_where_it_was_placed(opened: Any) -> None:
    painted = [opened.evaluate(pixel(f"KG.nodes[{number}]")) for number in range(6)]
    assert painted[0] == "0,95,138"  # the blue of cs.LG
    assert len(set(painted)) == 3  # three groups have three colors


@pytest.mark.parametrize(
    ("query", "name"),
    [("oster", "Ana Øster"), ("LUK", "Bo Łuk"), ("陈", "陈明"), ("ana ost", "Ana Øster"), ("team", "The Sample Team")],
)
def test_search_finds_without_accents_and_in_chinese(opened: Any, query: str, name: str) -> None:
    opened.evaluate("document.getElementById('search').focus()")
    opened.type(query)
    assert name in text(opened, "#found li")
    opened.key("ArrowDown")
    opened.key("Enter")
    assert text(opened, "#details h2") == name


def test_search_says_when_there_is_none(opened: Any) -> None:
    opened.evaluate("document.getElementById('search').focus()")
    opened.type("nobody of that name")
    assert "No such name" in text(opened, "#found")


def test_a_click_on_a_node_shows_who_and_what_lies_behind(opened: Any) -> None:
    opened.click(*place(opened, "KG.nodes[0]"))
    opened.wait("!document.getElementById('details').hidden")
    details = text(opened, "#details")
    for words in ("Ana Øster", "also printed A. Øster", "1 of 4", "Bo Łuk", "2 papers", "A <b>bold</b> title"):
        assert words in details
    links = opened.evaluate("[...document.querySelectorAll('#details .papers a')].map(a => [a.href, a.rel])")
    assert links[0] == ["https://arxiv.org/abs/2601.00005", "noopener noreferrer"]
    opened.click_on("#details .near button")  # the neighbor
    assert text(opened, "#details h2") == "Bo Łuk"


def test_a_line_shows_its_papers_and_its_doubt(opened: Any) -> None:
    opened.click(*place(opened, "KG.nodes[1]"))
    opened.wait("document.querySelector('#details .between')")
    opened.click_on("#details .between[aria-label$='陈明']")
    opened.wait("document.querySelector('#details .pair')")
    details = text(opened, "#details")
    for words in ("Bo Łuk", "wrote together", "陈明", "arXiv:2601.00002", "machine-written", "2025-12 – 2026-01"):
        assert words in details


def test_hostile_text_stays_text(opened: Any, network: Network) -> None:
    opened.click(*place(opened, "KG.nodes[3]"))
    opened.wait("!document.getElementById('details').hidden")
    shown = opened.evaluate("document.querySelector('#details h2').textContent")
    assert shown == network.nodes["label"][3]
    assert opened.evaluate("getComputedStyle(document.querySelector('#details h2 bdi')).unicodeBidi") == "isolate"


def test_the_legend_counts_and_lets_a_group_stand_out(opened: Any) -> None:
    assert opened.evaluate(
        "[...document.querySelectorAll('#legend li')].map(li => li.innerText.split(/\\s+/).join(' '))"
    ) == [
        "cs.LG 3",
        "cs.CV 2",
        "cs.XX 1",
    ]
    other = pixel("KG.nodes[4]")
    before = opened.evaluate(other)
    opened.click_on("#legend button[data-group='cs.CV']")
    assert text(opened, "#focus") == "2 of 6 stand out"
    opened.wait(f"{other} !== {json.dumps(before)}")  # another group's node fades
    opened.key("Escape")
    assert text(opened, "#focus") == ""
    opened.wait(f"{other} === {json.dumps(before)}")


def test_counts_stay_in_their_column_beside_long_names(tab: Any, network: Network, tmp_path: Path) -> None:
    labels = {"cs.LG": "A category whose name is far too long for the panel that stands beside the picture"}
    tab.open(write(network, tmp_path / "page.html", group_labels=labels))
    ends = tab.evaluate("[...document.querySelectorAll('#legend .count')].map(c => c.getBoundingClientRect().right)")
    assert len(set(ends)) == 1
    assert ends[0] <= tab.evaluate("innerWidth") - 15
    name, count = tab.evaluate(
        "['.name', '.count'].map(c => document.querySelector('#legend ' + c).getBoundingClientRect())"
        ".map(b => [b.left, b.right])"
    )
    assert name[1] <= count[0]


def test_the_legend_has_a_list_for_each_meaning_of_color_with_its_marks(
    tab: Any, mixed: Network, tmp_path: Path
) -> None:
    tab.open(write(mixed, tmp_path / "page.html"))
    lists = tab.evaluate(
        "[...document.querySelectorAll('#legend section')].map(s => [s.querySelector('h2').textContent,"
        " [...s.querySelectorAll('li')].map(li => li.innerText.split(/\\s+/).join(' ')),"
        " [...new Set([...s.querySelectorAll('.dot')].map(d => d.dataset.kind))]])"
    )
    assert lists == [
        ["Papers by category", ["cs.LG 7", "cs.CV 2"], ["category"]],
        ["Concepts by type", ["method 1"], ["concept"]],
        ["Papers and people", ["Papers 2", "Authors 1"], ["paper", "author"]],
    ]
    tab.click_on("#legend section:nth-child(3) li:nth-child(1) button")
    assert text(tab, "#focus") == "2 of 6 stand out"
    outlined = tab.evaluate("document.querySelector('.dot[data-kind=concept] path').getAttribute('fill')")
    assert outlined == "none"
    assert tab.complaints == []


@pytest.mark.parametrize("size", [(1400, 1000), (900, 640), (390, 844)])
def test_names_stay_on_the_canvas_and_off_what_lies_upon_it(
    tab: Any, network: Network, tmp_path: Path, size: tuple[int, int]
) -> None:
    tab.open(write(many(network, 240), tmp_path / "page.html"))
    tab.resize(*size, mobile=size[0] < 500)
    tab.wait("KG.network.canvas.frame.canvas.clientWidth === document.getElementById('canvas').clientWidth")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    boxes = tab.evaluate(
        "(() => { const frame = document.getElementById('canvas').getBoundingClientRect();"
        " const at = KG.network.getViewPosition(), scale = KG.network.getScale();"
        " const [x, y] = [frame.x + frame.width / 2 - at.x * scale, frame.y + frame.height / 2 - at.y * scale];"
        " return KG.labels.map(({box: [l, t, r, b]}) => [l + x, t + y, r + x, b + y]); })()"
    )
    assert len(boxes) >= 3  # there is no room for more names of this length on a phone
    left, top, right, bottom = tab.evaluate(
        "(b => [b.left, b.top, b.right, b.bottom])(document.getElementById('canvas').getBoundingClientRect())"
    )
    upon = tab.evaluate(
        "[...document.querySelectorAll('figure > header, figcaption, .zoom')].map(e => e.getBoundingClientRect())"
        ".map(b => [b.left, b.top, b.right, b.bottom])"
    )
    for box in boxes:
        assert left <= box[0] < box[2] <= right
        assert top <= box[1] < box[3] <= bottom
        for other in upon:
            assert box[0] >= other[2] or other[0] >= box[2] or box[1] >= other[3] or other[1] >= box[3]


def test_an_empty_page_says_why(tab: Any, network: Network, tmp_path: Path) -> None:
    tab.open(write(replace(network, nodes=network.nodes.clear(), edges=network.edges.clear()), tmp_path / "page.html"))
    assert "Nothing matches all of these filters" in text(tab, ".nothing")
    assert tab.complaints == []


def test_a_theme_is_selected_as_a_whole(tab: Any, network: Network, tmp_path: Path) -> None:
    themed = replace(network, nodes=network.nodes.with_columns(community=pl.Series([0, 0, 0, 1, 1, 1], dtype=pl.Int32)))
    panel = Panel("Themes", (PanelEntry("Øster, Łuk", 3, node=network.nodes["id"][0], community=0),))
    tab.open(write(themed, tmp_path / "page.html", panels=[panel]))
    tab.click_on("#panels button")
    assert "named together" in text(tab, "#details h2")
    assert tab.evaluate("document.querySelectorAll('#details .near li').length") == 3
    assert tab.complaints == []


def test_the_theme_follows_the_system_until_the_reader_chooses(opened: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened.evaluate(ground)
    opened.prefer("dark")
    dark = opened.evaluate(ground)
    assert (light, dark) == ("rgb(251, 252, 254)", "rgb(10, 15, 30)")
    opened.click_on("#theme")
    assert opened.evaluate(ground) == light
    assert opened.evaluate("KG.color('cs.LG')") == "#005f8a"


def test_the_query_of_the_view_is_one_click_away(opened: Any, network: Network) -> None:
    opened.click_on("#sparql-open")
    assert opened.evaluate("document.getElementById('sparql').open")
    assert opened.evaluate("document.getElementById('sparql-text').textContent") == network.sparql
    opened.key("Escape")
    opened.wait("!document.getElementById('sparql').open")


def test_everything_is_named_and_in_reach_of_the_keyboard(opened: Any) -> None:
    nameless = opened.evaluate(
        "[...document.querySelectorAll('button, input, [tabindex=\"0\"]')].filter(e => !(e.innerText || e.ariaLabel"
        " || e.labels?.length || e.textContent || e.closest('.vis-network'))).map(e => e.outerHTML)"
    )
    assert nameless == []
    scale = opened.evaluate("KG.network.getScale()")
    opened.evaluate("document.getElementById('canvas').focus()")
    opened.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '+', bubbles: true}))")
    assert opened.evaluate("KG.network.getScale()") > scale


def test_a_phone_shows_the_picture_first_and_never_scrolls_sideways(opened: Any) -> None:
    opened.resize(390, 844, mobile=True)
    opened.wait("innerWidth === 390")
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    assert opened.evaluate("document.getElementById('canvas').getBoundingClientRect().width") == 390


def test_the_policy_stops_what_escaping_would_miss(tab: Any, network: Network, tmp_path: Path) -> None:
    html = page(network).replace("</h1>", "<script>window.ran = 1</script><img src='https://example.org/x.png'></h1>")
    path = tmp_path / "injected.html"
    path.write_text(html, encoding="utf-8")
    tab.open(path)
    tab.evaluate("void fetch('https://example.org/').catch(() => { window.refused = 1; })")
    tab.wait("window.refused")
    assert tab.evaluate("window.ran") is None
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []
    assert any("Content Security Policy" in words for words in tab.complaints)


def test_panels_of_an_overview_select_nodes_and_lead_to_arxiv(tab: Any, network: Network, tmp_path: Path) -> None:
    panels = (
        Panel(
            "People <b>", (PanelEntry("Bo Łuk", 2, node="author/bo-two/2601.00001", group="cs.LG"),), note="who & why"
        ),
        Panel(
            "Papers",
            (PanelEntry("A title", href="https://arxiv.org/abs/2601.00005"), PanelEntry("Bad", href="javascript:0")),
        ),
    )
    tab.open(write(network, tmp_path / "overview.html", panels=panels, facts=[("312", "papers")]))
    assert tab.evaluate("[...document.querySelectorAll('#panels h2')].map(h => h.textContent)") == [
        "People <b>",
        "Papers",
    ]
    assert tab.evaluate("[...document.querySelectorAll('#panels a')].map(a => a.href)") == [
        "https://arxiv.org/abs/2601.00005"
    ]
    tab.click_on("#panels button")
    assert text(tab, "#details h2") == "Bo Łuk"
    assert tab.complaints == []


def test_two_pictures_live_in_one_notebook(tab: Any, network: Network, tmp_path: Path) -> None:
    frames = picture(network)._repr_html_() + picture(network, theme="dark")._repr_html_()
    assert (
        re.findall(r'sandbox="([^"]*)"', frames)
        == ["allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"] * 2
    )
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!DOCTYPE html><html data-ready><body>{frames}</body></html>", encoding="utf-8")
    tab.open(notebook)
    deadline = time.monotonic() + 20
    while not all(frame_is_ready(tab, child["frame"]["id"]) for child in frames_of(tab)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert len(frames_of(tab)) == 2
    assert tab.complaints == []


def frames_of(tab: Any) -> list[dict[str, Any]]:
    children: list[dict[str, Any]] = tab.call("Page.getFrameTree")["frameTree"]["childFrames"]
    return children


def frame_is_ready(tab: Any, frame: str) -> bool:
    """Evaluate a script in a sandboxed frame, which DevTools can reach and the surrounding page cannot."""
    answer = tab.call(
        "Runtime.evaluate",
        contextId=tab.call("Page.createIsolatedWorld", frameId=frame)["executionContextId"],
        expression="document.documentElement?.dataset.ready !== undefined",
        returnByValue=True,
    )
    return bool(answer["result"]["value"])
