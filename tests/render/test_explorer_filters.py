"""Combined filters of an explorer page: the nodes that remain, and how filters are removed."""

from pathlib import Path
from typing import Any

import pytest
from explorer_reader import press, text, texts, visible
from explorer_sample import sample_header, sample_page


@pytest.fixture
def chips(opened: Any) -> Any:
    """Return a function that clicks the button of a topic in the panel."""

    def press_topic(label: str) -> None:
        opened.evaluate(
            f"[...document.querySelectorAll('#topic-list button')].find(b => b.innerText.startsWith('{label}')).click()"
        )

    return press_topic


def test_papers_left_are_about_all_topics_chosen_and_each_is_taken_back_by_itself(opened: Any, chips: Any) -> None:
    chips("large language model")
    assert visible(opened) == [0, 1, 2]
    chips("reinforcement learning")
    assert visible(opened) == [0, 1], "only 2601.00009 is about both"
    assert "2 of 8 authors and 1 of 7 links left" in text(opened, "#in-force")
    assert texts(opened, "#topic-list [aria-pressed=true]") == ["large language model 1", "reinforcement learning 1"]
    assert opened.evaluate("location.hash") == "#topic=large+language+model&topic=reinforcement+learning"
    opened.click_on("#in-force [aria-label='Remove the filter reinforcement learning']")
    assert opened.evaluate("location.hash") == "#topic=large+language+model"
    assert visible(opened) == [0, 1, 2]
    opened.evaluate("history.back()")
    opened.wait("kgExplorer.state.values.filters.topics.size === 2")
    assert visible(opened) == [0, 1]


def test_topics_dates_groups_and_papers_together_leave_what_each_of_them_leaves(opened: Any, chips: Any) -> None:
    chips("reinforcement learning")
    assert "2025-11-30 – 2026-01-12: 2 papers" in text(opened, "#dates")
    opened.evaluate("document.querySelector('.handle.from').focus()")
    press(opened, "End")
    assert visible(opened) == [0, 1]
    assert "2026-01-12: 1 paper" in text(opened, "#dates")
    opened.click_on("#legend [data-key='cs.CV']")
    assert visible(opened) == []
    assert len(texts(opened, "#in-force .chip")) == 3
    opened.click_on("#in-force [aria-label='Remove the filter Computer Vision (cs.CV)']")
    assert visible(opened) == [0, 1]


def test_a_drag_over_dates_is_one_step_back(opened: Any) -> None:
    length = opened.evaluate("history.length")
    box = opened.evaluate(
        "(t => { t.scrollIntoView(); const b = t.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })"
        "(document.querySelector('.track'))"
    )
    steps = [("mousePressed", 0.5), *(("mouseMoved", 0.5 + i / 20) for i in range(1, 10)), ("mouseReleased", 0.95)]
    for kind, share in steps:
        opened.call(
            "Input.dispatchMouseEvent", type=kind, x=box[0] + share * box[2], y=box[1] + 9, button="left", buttons=1,
            clickCount=1,
        )  # fmt: skip
    opened.wait("location.hash.includes('from=')")
    assert opened.evaluate("history.length") == length + 1
    opened.evaluate("history.back()")
    opened.wait("location.hash === ''")
    assert visible(opened) == list(range(8))


def test_what_glows_is_in_the_legend_and_a_filter(opened: Any) -> None:
    assert texts(opened, "#legend [data-key=new]") == ["new on 2026-01-12 2"]
    opened.click_on("#legend [data-key=new]")
    assert visible(opened) == [0, 1]
    assert opened.evaluate("location.hash") == "#new=1"
    opened.click_on("#in-force [aria-label='Remove the filter new on 2026-01-12']")
    assert visible(opened) == list(range(8))


def test_the_lines_of_a_list_say_what_they_would_show_beside_the_other_filters(opened: Any, chips: Any) -> None:
    chips("depth estimation")
    opened.click_on("#legend [data-key='cs.LG']")
    assert visible(opened) == [1]
    assert texts(opened, "#legend section:first-child li") == [
        "cs.CV Computer Vision 4 of 4", "cs.LG Machine Learning 1 of 2", "cs.CL Computation and Language 2 of 2",
    ]  # fmt: skip


def test_lists_of_the_legend_have_to_agree(tab: Any, tmp_path: Path) -> None:
    legends = sample_header()["legends"]
    kinds = {"title": "Authors", "unit": "", "groups": [
        {"group": 0, "label": "Authors", "size": 8, "kinds": ["author"], "every": True}]}  # fmt: skip
    (tmp_path / "a.html").write_text(sample_page(legends=[*legends, kinds]), encoding="utf-8")
    tab.open(tmp_path / "a.html")
    tab.click_on("#legend [data-key='all author']")
    assert visible(tab) == list(range(8))
    tab.click_on("#legend [data-key='cs.LG']")
    assert visible(tab) == [0, 1], "of the authors those of cs.LG"


def test_the_names_of_hidden_groups_are_hidden(opened: Any) -> None:
    names = "kgExplorer.stage.regions().map(r => r.text).sort()"
    assert opened.evaluate(names) == ["POLICY LEARNING", "SEEING DEPTH"]
    opened.click_on("#legend [data-key='0:1']")
    assert opened.evaluate(names) == ["SEEING DEPTH"]
