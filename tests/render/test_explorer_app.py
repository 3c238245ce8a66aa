"""Search, filters, selection and questions on a page, in a real browser whose network is blocked."""

from typing import Any

import pytest
from explorer_reader import middle, node, place, press, search, select, text, texts, visible
from explorer_sample import HOSTILE

pytestmark = pytest.mark.browser


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
    labeled = opened.evaluate(
        "[...document.querySelectorAll('#found-list [role=group]')].every(g =>"
        " document.getElementById(g.getAttribute('aria-labelledby')))"
    )
    assert labeled


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
    # Philip Torr has more papers than the page lists, but the others are older.
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
        "wrote together", "2 papers behind it", "is evaluated on", "in the abstract", "confidence 85 %",
        "Found by: the words around it, by a trained model", "Ana Øster 1st, B. Łuk 3rd of 3 authors",
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
    for words in ("Bo Łuk", "Philip Torr", "wrote together · 2 papers", "on depth estimation"):
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
