"""What people do with a page, done in a real browser whose network is blocked."""

import html
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from explorer_sample import HOSTILE, sample_page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / "viz/explorer/node_modules/axe-core/axe.min.js"
NOISE = ("GL Driver Message", "software WebGL")  # what headless Chromium says of its own renderer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(sample_page(), encoding="utf-8")
    return file


def complaints(tab: Any) -> list[str]:
    return [words for words in tab.complaints if not any(noise in words for noise in NOISE)]


@pytest.fixture
def opened(tab: Any, path: Path) -> Iterator[Any]:
    tab.prefer("light")
    tab.open(path)
    yield tab
    assert complaints(tab) == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert tab.evaluate("document.title") == "Sample & friends · arxiv-kg"  # no hostile script has changed it
    assert tab.evaluate("document.images.length") == 0


def text(tab: Any, selector: str) -> str:
    found: str = tab.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? 'nothing at {selector}'")
    return found


def texts(tab: Any, selector: str) -> list[str]:
    found: list[str] = tab.evaluate(
        f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText.split(/\\s+/).join(' ').trim())"
    )
    return found


def press(tab: Any, name: str, times: int = 1) -> None:
    """Press a key on what has the focus; ArrowLeft and others that `Page.key` has no code for go as events."""
    for _ in range(times):
        tab.evaluate(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            f" {{key: {json.dumps(name)}, bubbles: true, cancelable: true}}))"
        )


def place(tab: Any, script: str) -> tuple[float, float]:
    """Where a point of the layout lies on the screen."""
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
    """The rows of nodes that the picture draws."""
    tab.evaluate("kgExplorer.stage.flush()")
    rows: list[int] = tab.evaluate("kgExplorer.stage.positions().filter(p => p.r > 0).map(p => p.node)")
    return sorted(rows)


def select(tab: Any, row: int) -> None:
    tab.click(*place(tab, node(row)))
    tab.wait("!document.getElementById('details').hidden")


# -- searching


@pytest.mark.parametrize(
    ("query", "group", "name"),
    [
        ("oster", "Authors", "Ana Øster"),
        ("Torr, Philip", "Authors", "Philip Torr"),
        ("philip torr", "Authors", "Philip Torr"),
        ("陈", "Authors", "陈明"),
        ("ming chen", "Authors", "陈明"),
        ("eve far", "Authors", "Évè Far"),
        ("强化学习", "Topics", "reinforcement learning"),
        ("RL", "Topics", "reinforcement learning"),
        ("llm", "Topics", "large language model"),
        ("bold title", "Papers", "A <b>bold</b> title"),
        ("2601.00009", "Papers", "Policy learning at scale"),
        ("https://arxiv.org/abs/2601.00009v2", "Papers", "Policy learning at scale"),
        ("seeing", "Groups", "seeing depth"),
    ],
)
def test_search_finds_names_topics_and_papers_by_whatever_they_are_called(
    opened: Any, query: str, group: str, name: str
) -> None:
    search(opened, query)
    assert text(opened, "#found-list [role=group] .head").startswith(group)
    assert name in text(opened, "#found-0")
    labelled = opened.evaluate(
        "[...document.querySelectorAll('#found-list [role=group]')].every(g =>"
        " document.getElementById(g.getAttribute('aria-labelledby')))"
    )
    assert labelled


def test_search_is_a_combobox_that_the_keyboard_drives(opened: Any) -> None:
    search(opened, "torr")
    opened.key("ArrowDown")
    opened.key("ArrowDown")
    assert opened.evaluate("document.getElementById('search').getAttribute('aria-activedescendant')") == "found-1"
    assert opened.evaluate("document.getElementById('found-1').getAttribute('aria-selected')") == "true"
    opened.key("Enter")
    assert text(opened, "#details h2") == "Philip H. S. Torr"
    assert opened.evaluate("document.getElementById('search').getAttribute('aria-expanded')") == "false"


def test_search_without_a_result_says_where_else_to_look(opened: Any) -> None:
    search(opened, 'no "body" $x')
    words = text(opened, "#found-none")
    assert "It may be in the graph all the same" in words
    assert "kg search s.kg 'no \"body\" $x'" in words


def test_a_topic_that_was_found_hides_what_is_not_about_it(opened: Any) -> None:
    search(opened, "depth estimation")
    opened.key("Enter")
    assert visible(opened) == [1, 2, 3, 4, 5, 6, 7]
    assert "7 of 8 authors and 5 of 7 links left" in text(opened, "#in-force")


# -- filters


def test_the_legend_hides_other_groups_and_one_button_brings_them_back(opened: Any) -> None:
    assert texts(opened, "#legend section:first-child li") == [
        "cs.CV Computer Vision 4", "cs.LG Machine Learning 2", "cs.CL Computation and Language 2",
    ]  # fmt: skip
    opened.click_on("#legend [data-key='cs.LG']")
    assert visible(opened) == [0, 1]
    assert opened.evaluate("document.querySelector('[data-key=\"cs.LG\"]').ariaPressed") == "true"
    opened.click_on("#legend [data-key='cs.CL']")
    assert visible(opened) == [0, 1, 5, 7]
    assert "4 of 8 authors and 1 of 7 links left" in text(opened, "#in-force")
    opened.click_on("#reset")
    assert visible(opened) == list(range(8))
    assert opened.evaluate("document.getElementById('in-force').hidden")


def test_hidden_nodes_cannot_be_clicked(opened: Any) -> None:
    opened.click_on("#legend [data-key='cs.LG']")
    opened.click(*place(opened, node(4)))
    assert "Philip" not in text(opened, "#details")


def test_dates_are_chosen_with_the_keyboard_and_hide_older_papers(opened: Any) -> None:
    opened.evaluate("document.querySelector('.handle.from').focus()")
    assert opened.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "2025-11-30"
    press(opened, "ArrowRight", 20)
    assert opened.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "2025-12-20"
    assert "3 papers" in text(opened, "#dates")
    # Philip Torr has more papers than are listed, but those that are not are older.
    assert visible(opened) == [0, 1, 2]


def test_dates_are_dragged_on_the_histogram(opened: Any) -> None:
    box = opened.evaluate(
        "(t => { t.scrollIntoView(); const b = t.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
        "(document.querySelector('.track'))"
    )
    y = box[1] + box[3] / 2
    for kind, share in (("mousePressed", 0.95), ("mouseMoved", 0.9), ("mouseMoved", 0.99), ("mouseReleased", 0.99)):
        opened.call(
            "Input.dispatchMouseEvent",
            type=kind,
            x=box[0] + share * box[2],
            y=y,
            button="left",
            buttons=1,
            clickCount=1,
        )
    assert "2026-01-12: 2 papers" in text(opened, "#dates")
    assert visible(opened) == [0, 1, 2]


def test_the_least_number_of_papers_hides_who_has_fewer(opened: Any) -> None:
    opened.evaluate(
        "(i => { i.value = '2'; i.dispatchEvent(new Event('input')); })(document.getElementById('min-papers'))"
    )
    assert "any" not in text(opened, "#thresholds output")
    assert visible(opened) == [0, 1, 2, 4]


def test_filters_that_hide_everything_say_so(opened: Any) -> None:
    search(opened, "reinforcement")
    opened.key("Enter")
    opened.click_on("#legend [data-key='cs.CL']")
    assert visible(opened) == []
    assert "Nothing is left" in text(opened, "#nothing-left")


def test_colors_follow_what_is_chosen(opened: Any) -> None:
    before = opened.evaluate("document.querySelector('#legend svg.mark path').getAttribute('fill')")
    assert before == "#d2660a"
    opened.evaluate(
        "(s => { s.value = 'community'; s.dispatchEvent(new Event('change')); })(document.getElementById('color-by'))"
    )
    assert text(opened, "#legend h2").startswith("Groups")
    assert "coloring=community" in opened.evaluate("location.hash")


# -- nodes, lines, paths


def test_a_person_with_more_papers_than_listed_says_so_with_the_command(opened: Any) -> None:
    select(opened, 4)
    details = text(opened, "#details")
    assert "2 of 9 papers" in details
    assert 'kg ask s.kg person person="Philip Torr" limit=9' in details


def test_a_person_with_all_papers_listed_has_no_such_words(opened: Any) -> None:
    select(opened, 0)
    details = text(opened, "#details")
    assert "3 papers" in details
    assert "kg ask" not in details
    assert "A <b>bold</b> title" in details
    assert opened.evaluate("document.querySelector('#details .papers a').href") == "https://arxiv.org/abs/2601.00009"


def test_namesakes_are_named_with_chance_and_the_line_that_merges_them(opened: Any) -> None:
    select(opened, 6)
    doubt = text(opened, "#details .doubt").replace("\xa0", " ")
    for words in ("17 %", "Philip Torr", 'same "Philip Torr" "Philip H. S. Torr"'):
        assert words in doubt


def test_a_line_says_what_two_people_wrote_on_with_papers_and_sentences(opened: Any) -> None:
    opened.click(*place(opened, middle(0)))
    opened.wait("!document.getElementById('details').hidden")
    assert texts(opened, "#details .chip")[:2] == ["large language model 2", "reinforcement learning 1"]
    details = text(opened, "#details").replace("\xa0", " ")
    for words in (
        "wrote together", "2 papers behind it", "evaluated on", "in abstract", "vocabulary/words", "confidence 85 %",
        "2 of 5 passages",
    ):  # fmt: skip
        assert words in details
    assert texts(opened, "#details blockquote")[0] == "We train policies with RL 🙂 and PPO on one machine."
    assert texts(opened, "#details mark") == ["PPO", "Graphs"]  # offsets count UTF-16 units
    assert texts(opened, "#details .tag") == ["human-written", "machine-written summary"]


def test_a_line_on_machine_written_summaries_alone_says_so(opened: Any) -> None:
    opened.click(*place(opened, middle(6)))
    opened.wait("!document.getElementById('details').hidden")
    assert "machine-written summaries alone" in text(opened, "#details")


def test_hovering_a_line_shows_its_topics(opened: Any) -> None:
    x, y = place(opened, middle(2))
    opened.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    opened.wait("!document.getElementById('card').hidden")
    card = text(opened, "#card")
    for words in ("Bo Łuk", "Philip Torr", "2 papers", "depth estimation"):
        assert words in card


def test_two_steps_reach_further_than_one(opened: Any) -> None:
    select(opened, 5)
    dimmed = "document.querySelectorAll('#details .near > li').length"
    assert opened.evaluate(dimmed) == 1
    opened.evaluate(
        "[...document.querySelectorAll('#details .actions .chip')].find(b => b.innerText == '2 steps').click()"
    )
    assert opened.evaluate("kgExplorer.state.values.hops") == 2
    assert "hops=2" in opened.evaluate("location.hash")


def test_a_path_takes_the_fewest_steps_and_then_most_papers(opened: Any) -> None:
    select(opened, 0)
    opened.evaluate(
        "[...document.querySelectorAll('#details .actions .chip')].find(b => /Path/.test(b.innerText)).click()"
    )
    assert "select the other end" in text(opened, "#path-bar")
    search(opened, "eve")
    opened.key("Enter")
    assert texts(opened, "#details .path > li > .name") == ["Ana Øster", "Bo Łuk", "Philip Torr", "Évè Far"]
    assert texts(opened, "#details .path .between") == ["2 papers", "2 papers", "1 paper"]
    assert opened.evaluate("document.getElementById('path-bar').hidden")
    assert opened.evaluate("document.activeElement.id") == "details-title"


def test_a_path_that_does_not_exist_names_the_command_that_looks_in_the_graph(opened: Any) -> None:
    opened.evaluate("kgExplorer.app.select({type: 'path', from: 0, to: 6})")
    assert 'kg ask s.kg path person="Ana Øster" other="Philip H. S. Torr"' in text(opened, "#details")


def test_a_path_that_filters_hide_says_so(opened: Any) -> None:
    opened.click_on("#legend [data-key='cs.LG']")
    opened.evaluate("kgExplorer.app.select({type: 'path', from: 0, to: 5})")
    assert "without filters 3 steps do" in text(opened, "#details")


def test_a_group_lists_papers_people_data_sets_and_what_rose(opened: Any) -> None:
    opened.evaluate("kgExplorer.app.select({type: 'community', level: 0, number: 0})")
    details = text(opened, "#details")
    for words in ("policy learning", "3 authors", "Ana Øster", "Atari", "Policy learning at scale", "graph of agents"):
        assert words in details


def test_hostile_text_stays_text(opened: Any) -> None:
    select(opened, 3)
    assert opened.evaluate("document.querySelector('#details h2').textContent") == HOSTILE
    assert opened.evaluate("getComputedStyle(document.querySelector('#details h2 bdi')).unicodeBidi") == "isolate"
    assert opened.evaluate("[...document.querySelectorAll('#panels a')].length") == 0  # javascript: is not a link


# -- address and history


def test_the_address_brings_everything_back(tab: Any, path: Path) -> None:
    tab.open(path)
    tab.evaluate(
        "(a => { a.select({type: 'node', node: 1}); a.state.filter({topic: 2, minPapers: 2});"
        " a.state.set({coloring: 'firstSeen', hops: 2}); })(kgExplorer.app)"
    )
    address = tab.evaluate("location.hash")
    assert "node=author%2F1" in address
    assert "depth" in address
    tab.call("Page.navigate", url="about:blank")
    tab.call("Page.navigate", url=path.resolve().as_uri() + address)
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert text(tab, "#details h2") == "Bo Łuk"
    assert tab.evaluate("kgExplorer.state.values.filters.topic") == 2
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
    assert complaints(tab) == []
    assert tab.evaluate("document.getElementById('details').hidden")


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
    assert complaints(tab) == []


# -- keyboard and screen readers


def test_neighbors_are_walked_with_arrows_and_enter(opened: Any) -> None:
    opened.evaluate("document.getElementById('stage').focus()")
    press(opened, "Enter")
    assert text(opened, "#details h2") == "Philip Torr"  # whose name matters most
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
        "kgExplorer.app.select({type: 'path', from: 0, to: 5})",
        "kgExplorer.app.select({type: 'community', level: 0, number: 0})",
        "kgExplorer.state.filter({topic: 2, minPapers: 1})",
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


def test_print_shows_picture_heading_caption_and_legend_without_controls(opened: Any) -> None:
    opened.call("Emulation.setEmulatedMedia", media="print")
    shown = opened.evaluate(
        "['#heading', '#stage', 'figcaption', '#legend', '.zoom', '.bar', 'footer', '#time'].map(s =>"
        " document.querySelector(s).getBoundingClientRect().height > 0)"
    )
    assert shown == [True, True, True, True, False, False, False, False]


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
    assert complaints(tab) == []


def saved(tab: Any, choice: str) -> str:
    """Take something along, and return the text that the dialog shows of it."""
    if not tab.evaluate("document.getElementById('save').open"):
        tab.click_on("#save-open")
    buttons = "[...document.querySelectorAll('#save-choices button')]"
    tab.evaluate(f"{buttons}.find(b => b.innerText.includes({json.dumps(choice)})).click()")
    found: str = tab.evaluate("document.querySelector('#save-output textarea').value")
    return found


def test_data_are_taken_along_for_the_selection_or_for_what_is_left(opened: Any) -> None:
    opened.call("Browser.setDownloadBehavior", behavior="deny")
    nodes = saved(opened, "Nodes (CSV)").split("\n")
    assert nodes[0] == "label,group,community,papers,links,first,last,iri"
    assert len(nodes) == 8 + 2
    assert "Philip Torr,Computer Vision (cs.CV),seeing depth,9,3,2025-11,2025-12,http://localhost/id/author/4" in nodes
    opened.evaluate("document.getElementById('save').close()")
    select(opened, 0)
    links = saved(opened, "Links (CSV)")
    assert links.count("\n") == 1 + 2
    assert "2601.00009 2601.00007" in links
    bibtex = saved(opened, "BibTeX")
    assert bibtex.count("@misc{") == 3
    assert "title = {{Policy learning at scale}}" in bibtex
    assert "eprint = {2601.00009}" in bibtex
    assert "kg view s.kg coauthors" in saved(opened, "Command")
    assert "<iframe src=" in saved(opened, "Embed")
    assert "#node=author%2F0" in saved(opened, "Embed")


def test_a_saved_picture_has_heading_legend_and_caption_around_it(opened: Any) -> None:
    height = opened.evaluate(
        "new Promise(done => { HTMLCanvasElement.prototype.toBlob = function () { done(this.height); };"
        " document.getElementById('save-open').click();"
        " document.querySelector('#save-choices button').click(); })"
    )
    assert height == 2 * (opened.evaluate("document.getElementById('stage').clientHeight") + 58 + 19 + 26)


def test_the_page_works_on_a_plain_canvas(tab: Any, path: Path) -> None:
    tab.call("Page.navigate", url=path.resolve().as_uri() + "?renderer=canvas#node=author/1")
    tab.wait("document.documentElement?.dataset.ready !== undefined")
    assert tab.evaluate("kgExplorer.stage.renderer") == "canvas"
    tab.click_on("#legend [data-key='cs.LG']")
    assert visible(tab) == [0, 1]
    assert "renderer=canvas" in tab.evaluate("location.search")
    assert complaints(tab) == []


def test_the_query_of_the_view_is_one_click_away(opened: Any) -> None:
    opened.click_on("#sparql-open")
    assert text(opened, "#sparql-text") == "SELECT ?a { ?a ?b ?c FILTER(?a < ?b) }"
    assert "One row per link." in text(opened, "#sparql")


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
         "conceptLabel", "conceptAliases", "first", "last", "edgeFirst", "edgeLast", "generated"}
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
    assert complaints(tab) == []
