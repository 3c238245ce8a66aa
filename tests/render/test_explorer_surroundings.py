"""The URL, table, keyboard, small screens, print, frames and files of a page, in a real browser."""

import html
import os
from pathlib import Path
from typing import Any

import pytest
from explorer_reader import press, select, text, texts, visible
from explorer_sample import sample_page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "viz/explorer/node_modules/axe-core/axe.min.js"


def test_the_address_brings_everything_back(tab: Any, path: Path) -> None:
    tab.open(path)
    tab.evaluate(
        "(a => { a.select({type: 'node', node: 1}); a.state.filter({topics: new Set([2]), minPapers: 2});"
        " a.state.set({coloring: 'firstSeen', hops: 2}); })(kgExplorer.app)"
    )
    address = tab.evaluate("location.hash")
    assert "node=author%2F1" in address
    assert "depth" in address
    tab.call("Page.navigate", url="about:blank")
    tab.call("Page.navigate", url=path.resolve().as_uri() + address)
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert text(tab, "#details h2") == "Bo Łuk"
    assert tab.evaluate("[...kgExplorer.state.values.filters.topics]") == [2]
    assert visible(tab) == [2]
    assert tab.evaluate("kgExplorer.state.values.coloring") == "firstSeen"
    assert tab.evaluate("kgExplorer.state.values.hops") == 2
    assert "at least 2 papers" in text(tab, "#in-force")


def test_the_back_button_goes_back(opened: Any) -> None:
    select(opened, 0)
    select(opened, 1)
    opened.click_on("#legend [data-key='cs.LG']")
    assert visible(opened) == [0, 1]
    opened.evaluate("history.back()")
    opened.wait("kgExplorer.state.values.filters.entries.size === 0")
    assert visible(opened) == list(range(8))
    assert text(opened, "#details h2") == "Bo Łuk"
    opened.evaluate("history.back()")
    opened.wait("document.querySelector('#details h2').innerText === 'Ana Øster'")


def test_an_address_that_names_what_is_not_there_is_ignored(tab: Any, path: Path) -> None:
    address = "#node=author/none&show=no&region=no&topic=no&from=1999-01-01&at=x,y,z&coloring=no&table=no"
    tab.call("Page.navigate", url=path.resolve().as_uri() + address)
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert tab.complaints == []
    assert tab.evaluate("document.getElementById('details').hidden")
    assert visible(tab) == list(range(8))


@pytest.mark.parametrize(
    ("address", "ignored"),
    [
        ("papers=Infinity", True), ("papers=1e999", True), ("weight=-Infinity", True), ("at=1e300,0,1", True),
        ("at=0,0,0", True), ("at=9000,0,1", True), ("at=0,-9000,1e-300", True), ("at=0,0,1e-300", False),
        ("at=150,60,1.5", False), ("at=150,60,1.5,7", True),
    ],
)  # fmt: skip
def test_an_address_that_would_show_nothing_is_ignored(tab: Any, path: Path, address: str, *, ignored: bool) -> None:
    tab.call("Page.navigate", url=f"{path.resolve().as_uri()}#{address}")
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert visible(tab) == list(range(8))
    assert (tab.evaluate("kgExplorer.state.values.camera") is None) == ignored
    assert tab.evaluate("kgExplorer.state.values.filters.minPapers + kgExplorer.state.values.filters.minWeight") == 0
    middles = tab.evaluate("(c => [c.x, c.y, c.scale].every(Number.isFinite))(kgExplorer.stage.camera)")
    assert middles
    assert tab.complaints == []


def test_dates_in_reverse_order_are_those_between_them(tab: Any, path: Path) -> None:
    found = []
    for address in ("#from=2025-12-15&to=2025-12-19", "#from=2025-12-19&to=2025-12-15"):
        tab.call("Page.navigate", url="about:blank")
        tab.call("Page.navigate", url=path.resolve().as_uri() + address)
        tab.wait("document.documentElement?.dataset.ready !== undefined")
        found.append(visible(tab))
    assert found[0] == found[1] != []


def test_the_links_of_a_node_are_counted_as_the_filters_leave_them(opened: Any) -> None:
    select(opened, 4)
    counted = "[...document.querySelectorAll('#details .facts div')].map(d => d.innerText.replace(/\\s+/g, ' '))"
    assert "links 3" in [words.lower() for words in opened.evaluate(counted)] or "3 links" in opened.evaluate(counted)
    opened.evaluate("kgExplorer.app.state.filter({entries: new Set(['cs.CV'])})")
    assert any("1 of 3" in words and "shown" in words.lower() for words in opened.evaluate(counted))
    assert "2 links are hidden by the filters." in text(opened, "#details")


# -- table


def test_the_table_sorts_and_follows_selection_and_filters(opened: Any) -> None:
    opened.click_on("#table-open")
    assert opened.evaluate("document.querySelector('table').ariaRowCount") == "9"
    opened.click_on("[data-column='papers']")
    assert texts(opened, "tr[data-place] td:first-child")[:2] == ["Philip Torr", "Bo Łuk"]
    opened.click_on("[data-column='papers']")
    assert opened.evaluate("document.querySelector('[aria-sort=ascending]').innerText").startswith("Papers")
    assert texts(opened, "tr[data-place] td:first-child")[-1] == "Philip Torr"
    opened.click_on("tr[data-place='7']")
    assert text(opened, "#details h2") == "Philip Torr"
    assert texts(opened, "tr[aria-selected=true] td:first-child") == ["Philip Torr"]
    select(opened, 0)
    assert texts(opened, "tr[aria-selected=true] td:first-child") == ["Ana Øster"]
    opened.click_on("#legend [data-key='cs.CL']")
    assert set(texts(opened, "tr[data-place] td:first-child")) == {"Évè Far", "Gus End"}


def test_the_table_is_walked_with_the_keyboard(opened: Any) -> None:
    opened.click_on("#table-open")
    opened.evaluate("document.querySelector('tr[tabindex=\"0\"]').focus()")
    press(opened, "ArrowDown", 2)
    assert opened.evaluate("document.activeElement.dataset.place") == "2"
    press(opened, "Enter")
    assert text(opened, "#details h2") == "Ana Øster"
    assert opened.evaluate("document.activeElement.dataset.place") == "2"


def test_the_table_of_links_names_what_they_are_about(opened: Any) -> None:
    opened.click_on("#table-open")
    opened.click_on("#table-edges")
    rows = texts(opened, "tr[data-place]")
    assert len(rows) == 7
    assert any("Ana Øster Bo Łuk 2 2 large language model, reinforcement learning" in row for row in rows)


def test_a_long_table_draws_the_rows_in_view_alone(tab: Any, tmp_path: Path) -> None:
    from explorer_sample import long_page  # noqa: PLC0415 - of this test alone

    file = tmp_path / "long.html"
    file.write_text(long_page(3000), encoding="utf-8")
    tab.open(file)
    tab.click_on("#table-open")
    assert tab.evaluate("document.querySelectorAll('tr[data-place]').length") < 60
    tab.evaluate("document.querySelector('tr[tabindex=\"0\"]').focus()")
    press(tab, "End")
    assert tab.evaluate("document.activeElement.dataset.place") == "2999"
    assert tab.complaints == []


# -- keyboard and screen readers


def test_neighbors_are_walked_with_arrows_and_enter(opened: Any) -> None:
    opened.evaluate("document.getElementById('stage').focus()")
    press(opened, "Enter")
    assert text(opened, "#details h2") == "Philip Torr"  # the first in the order of names
    press(opened, "ArrowRight")
    assert text(opened, "#status") == "1 of 3: Bo Łuk, 2 papers together. Enter goes there."
    press(opened, "ArrowLeft", 2)
    assert text(opened, "#status").startswith("2 of 3:")
    press(opened, "ArrowLeft")
    press(opened, "Enter")
    assert text(opened, "#details h2") == "Bo Łuk"
    assert opened.evaluate("document.activeElement.id") == "stage"
    press(opened, "Escape")
    assert opened.evaluate("document.getElementById('details').hidden")


def test_the_focus_is_kept_when_a_neighbor_is_followed(opened: Any) -> None:
    select(opened, 0)
    opened.evaluate("document.querySelector('#details .near .name').focus()")
    opened.key("Enter")
    assert text(opened, "#details h2") == "Bo Łuk"
    assert opened.evaluate("document.activeElement.id") == "details-title"


def test_only_a_short_status_is_announced(opened: Any) -> None:
    select(opened, 4)
    lengths = opened.evaluate(
        "[...document.querySelectorAll('[aria-live], [role=status], [role=alert]')].map(e => e.innerText.length)"
    )
    assert max(lengths) < 200
    assert "Philip Torr, author, 3 links" in text(opened, "#status")


def test_the_focus_stays_on_a_topic_that_was_pressed_in_the_details(opened: Any) -> None:
    select(opened, 0)
    opened.evaluate("document.querySelector('#details .chips .chip').focus()")
    pressed = text(opened, "#details .chips .chip")
    opened.key("Enter")
    assert "left" in text(opened, "#in-force")
    assert opened.evaluate("document.activeElement.innerText") == pressed
    assert opened.evaluate("document.activeElement.ariaPressed") == "true"


def test_a_list_of_the_legend_that_was_opened_stays_open(tab: Any, tmp_path: Path) -> None:
    file = tmp_path / "groups.html"
    communities = [
        {"number": number, "label": f"group {number}", "size": 30 - number, "x": 0, "y": 0, "level": 0,
         "light": "#2f72c4", "dark": "#5b9be6"}
        for number in range(20)
    ]  # fmt: skip
    file.write_text(sample_page(communities=communities), encoding="utf-8")
    tab.open(file)
    lines = "document.querySelectorAll('#legend [data-key^=\"0:\"]').length"
    assert tab.evaluate(lines) == 10
    tab.evaluate("[...document.querySelectorAll('#legend .quiet')].find(b => b.innerText == '10 more').click()")
    assert tab.evaluate(lines) == 20
    tab.evaluate("document.querySelector('#legend [data-key=\"0:1\"]').click()")
    assert tab.evaluate(lines) == 20


def test_a_page_with_a_group_without_a_name_opens_with_nothing_selected(tab: Any, tmp_path: Path) -> None:
    file = tmp_path / "nameless.html"
    unnamed = {
        "number": 0,
        "label": "",
        "size": 3,
        "x": -100,
        "y": 0,
        "level": 0,
        "light": "#2f72c4",
        "dark": "#5b9be6",
    }
    file.write_text(sample_page(communities=[unnamed]), encoding="utf-8")
    tab.open(file)
    assert tab.evaluate("kgExplorer.state.values.selection") is None
    assert tab.evaluate("location.hash") == ""


@pytest.mark.parametrize("width", [1400, 1024, 800, 600])
def test_the_title_and_the_picture_have_room_beside_many_numbers(chromium: Any, tmp_path: Path, width: int) -> None:
    file = tmp_path / "facts.html"
    facts = [["14,189", "papers"], ["61,958", "authors"], ["5,965", "concepts"], ["2025-09-01 – 2025-12-31", "days"],
             ["1,296", "new since 2025-12-24"]]  # fmt: skip
    file.write_text(sample_page(facts=facts), encoding="utf-8")
    with chromium.page(width, 640) as tab:
        tab.open(file)
        size = "(f => [f.width, f.height])(document.querySelector('{}').getBoundingClientRect())"
        wide, high = tab.evaluate(size.format("h1 bdi"))
        assert wide > 3 * high, "the title is on one line"
        assert tab.evaluate(size.format("#stage"))[1] > 300


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_axe_finds_nothing(tab: Any, path: Path, theme: str, width: int) -> None:
    if not AXE.exists():
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail("no axe-core; run npm ci in viz/explorer")
        pytest.skip("no axe-core; run npm ci in viz/explorer")
    tab.prefer(theme)
    tab.resize(width, 900, mobile=width < 500)
    file = path.with_name("axe.html")
    page = sample_page()
    file.write_text(page[page.index("<!DOCTYPE") :], encoding="utf-8")
    tab.open(file)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    run = (
        "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
        " v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + (n.any[0]?.message ?? '')).join(' | ')))"
    )
    steps = [
        "0",
        "kgExplorer.app.select({type: 'edge', edge: 0})",
        "kgExplorer.app.select({type: 'node', node: 4})",
        "kgExplorer.app.select({type: 'doubt', doubt: 0})",
        "kgExplorer.app.select({type: 'path', from: 0, to: 5})",
        "kgExplorer.app.select({type: 'community', level: 0, number: 0})",
        "kgExplorer.state.filter({topics: new Set([2]), minPapers: 1})",
        "document.getElementById('table-open').click()",
        "(kgExplorer.state.set({table: ''}), document.getElementById('save-open').click())",
        "(document.getElementById('save').close(), document.getElementById('sparql-open').click())",
        "(document.getElementById('sparql').close(), document.getElementById('search').focus())",
        "(i => { i.value = 'torr'; i.dispatchEvent(new Event('input')); })(document.getElementById('search'))",
        "(i => { i.value = 'nobody'; i.dispatchEvent(new Event('input')); })(document.getElementById('search'))",
    ]
    for step in steps:
        tab.evaluate(f"void ({step})")
        assert tab.evaluate(run) == [], step


# -- phones, frames, print, files


def test_a_phone_shows_picture_and_details_on_one_screen(opened: Any) -> None:
    opened.resize(420, 860, mobile=True)
    opened.wait("innerWidth === 420")
    opened.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert opened.evaluate("document.getElementById('stage').getBoundingClientRect().height") > 500
    select(opened, 1)
    top, bottom = opened.evaluate(
        "(b => [b.top, b.bottom])(document.querySelector('#details h2').getBoundingClientRect())"
    )
    assert 0 < top < bottom < 860
    assert opened.evaluate("document.getElementById('stage').getBoundingClientRect().height") > 200
    assert opened.evaluate("document.documentElement.scrollWidth") == 420


def test_a_sandboxed_frame_works_without_storage_history_and_downloads(tab: Any, path: Path, tmp_path: Path) -> None:
    frame = html.escape(path.read_text(encoding="utf-8"), quote=True)
    outer = tmp_path / "outer.html"
    outer.write_text(
        "<!DOCTYPE html><html data-ready><body><iframe sandbox='allow-scripts' width='1200' height='900'"
        f' srcdoc="{frame}"></iframe></body></html>',
        encoding="utf-8",
    )
    tab.open(outer)
    tree = tab.call("Page.getFrameTree")["frameTree"]["childFrames"]
    inside = tree[0]["frame"]["id"]

    def ask(script: str) -> Any:
        context = tab.call("Page.createIsolatedWorld", frameId=inside)["executionContextId"]
        answer = tab.call(
            "Runtime.evaluate", contextId=context, expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    for _ in range(400):
        if ask("document.documentElement?.dataset.ready !== undefined"):
            break
        ask("new Promise(done => setTimeout(done, 50))")
    ask("document.querySelector('#panels button').click()")
    assert ask("document.querySelector('#details h2').innerText") == "Philip Torr"
    ask("document.getElementById('theme').click()")
    ask("document.getElementById('save-open').click()")
    ask("[...document.querySelectorAll('#save-choices button')].find(b => /BibTeX/.test(b.innerText)).click()")
    assert "@misc{arxiv:2512.00002" in ask("document.querySelector('#save-output textarea').value")
    ask("[...document.querySelectorAll('#save-choices button')].find(b => /PNG/.test(b.innerText)).click()")
    assert ask("document.querySelector('#save-output img').src").startswith("data:image/png")
    assert tab.complaints == []


def test_the_page_works_on_a_plain_canvas(tab: Any, path: Path) -> None:
    tab.call("Page.navigate", url=path.resolve().as_uri() + "?renderer=canvas#node=author/1")
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert tab.evaluate("kgExplorer.stage.renderer") == "canvas"
    tab.click_on("#legend [data-key='cs.LG']")
    assert visible(tab) == [0, 1]
    assert "renderer=canvas" in tab.evaluate("location.search")
    assert tab.complaints == []


def test_the_query_of_the_view_is_one_click_away(opened: Any) -> None:
    opened.click_on("#sparql-open")
    assert text(opened, "#sparql-text") == "SELECT ?a { ?a ?b ?c FILTER(?a < ?b) }"
    assert "Finds what the view had before the cut to the 8 largest nodes." in text(opened, "#sparql")


def test_the_theme_is_switched_by_hand(opened: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(ground) == "rgb(251, 252, 254)"
    opened.prefer("dark")
    opened.wait(f"{ground} === 'rgb(10, 15, 30)'")
    opened.click_on("#theme")
    assert opened.evaluate(ground) == "rgb(251, 252, 254)"


def test_a_page_without_optional_columns_still_works(tab: Any, tmp_path: Path) -> None:
    optional = frozenset(
        {"aliases", "note", "community", "nodePapersAt", "nodePapers", "edgePapersAt", "edgePapers", "edgePaperCount",
         "paperId", "paperTitle", "paperDay", "paperMonth", "paperGroup", "paperConceptsAt", "paperConcepts",
         "conceptLabel", "conceptAliases", "firstMonth", "lastMonth", "edgeFirst", "edgeLast", "generated"}
        | {f"evidence{name}" for name in ("Edge", "Paper", "Relation", "Section", "Rule", "Confidence", "Generated",
                                          "Sentence", "Start", "End")}
    )  # fmt: skip
    file = tmp_path / "bare.html"
    file.write_text(sample_page(optional, communities=[], evidenceNote="", doubts=[], panels=[]), encoding="utf-8")
    tab.open(file)
    for selection in ("{type: 'node', node: 0}", "{type: 'edge', edge: 0}", "{type: 'path', from: 0, to: 5}"):
        tab.evaluate(f"kgExplorer.app.select({selection})")
    tab.click_on("#table-open")
    tab.click_on("#legend [data-key='cs.LG']")
    assert visible(tab) == [0, 1]
    assert tab.complaints == []
