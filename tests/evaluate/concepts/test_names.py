"""Scores for keyphrases and data sets, compared with values calculated by hand."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.tagging.tagger import TaggedSpan
from kg.errors import MissingExtra
from kg.evaluate.concepts import names
from kg.evaluate.concepts.formats import LabeledPaper
from kg.evaluate.concepts.names import score_datasets, score_keyphrases, stem_phrase


def paper(*labeled: str, title: str = "Ships", abstract: str = "They float.") -> LabeledPaper:
    return LabeledPaper("", 1, title, abstract, labeled)


def test_keyphrases_count_by_stems_once_and_before_the_cut() -> None:
    papers = [
        paper("neural networks", "Graph Theory", "a phrase that is nowhere"),
        paper("knots"),
    ]
    ranked = [
        ["Neural network", "neural networks", "graph theories", "noise", "graph theory", "phrase"],
        ["ropes", "knot", "knots"],
    ]
    # at 3, first text: 2 of 3 found are correct, 3 labeled; second text: 1 of 2 found is correct, 1 labeled
    # means 7/12 and 5/6; F1 = 35/51
    assert score_keyphrases(papers, ranked, 3).as_dict() == {
        "score": 0.686275, "precision": 0.583333, "recall": 0.833333, "count": 4, "types": {},
    }  # fmt: skip
    # at 1: one of the two first phrases is correct: means 1/2 and 1/6
    assert score_keyphrases(papers, ranked, 1).as_dict()["score"] == 0.25
    (first, second) = score_keyphrases(papers, ranked, 3).items
    assert [(mark.text, mark.right) for mark in first.predicted] == [
        ("Neural network", True), ("graph theories", True), ("noise", False),
    ]  # fmt: skip
    assert [mark.right for mark in (*first.gold, *second.gold)] == [True, True, False, True]


def test_labeled_phrases_with_equal_stems_are_one() -> None:
    assert score_keyphrases([paper("knot", "Knots")], [["knots"]], 10).as_dict()["count"] == 1


def test_papers_without_phrases_are_left_out_and_those_where_nothing_is_found_are_not() -> None:
    papers = [paper("knots"), paper(), paper("ropes")]
    outcome = score_keyphrases(papers, [["knots"], ["noise"], []], 10).as_dict()
    assert (outcome["precision"], outcome["recall"], outcome["count"]) == (0.5, 0.5, 2)
    assert score_keyphrases([paper()], [["noise"]], 10).all.score is None


@pytest.mark.parametrize(
    ("phrase", "stems"),
    [
        ("Generalizations", ("gener",)),
        ("fairly", ("fairli",)),  # the original Porter stemmer; Porter2 returns "fair"
        ("oscillators", ("oscil",)),
        ("Web-based  search-engines", ("web", "-", "base", "search", "-", "engin")),
        ("C++", ("c", "+", "+")),
        ("船舶", ("船舶",)),
        (" ", ()),
    ],
)
def test_stems_are_porters(phrase: str, stems: tuple[str, ...]) -> None:
    assert stem_phrase(phrase) == stems


def test_a_hyphen_tells_phrases_apart() -> None:
    assert score_keyphrases([paper("ship-routing")], [["ship routing"]], 10).all.score == 0.0


@given(st.lists(st.text("ab -s", min_size=1, max_size=8), max_size=6))
def test_people_agree_with_themselves(phrases: list[str]) -> None:
    score = score_keyphrases([paper(*phrases)], [phrases], 10).all.score
    assert score == (1.0 if any(stem_phrase(phrase) for phrase in phrases) else None)


def test_without_the_stemmer_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    names._stemmer.cache_clear()
    with pytest.raises(MissingExtra, match=r"arxiv-kg\[evaluate\]"):
        names.require_stemmer()


def test_a_data_set_is_found_when_one_name_holds_the_other() -> None:
    title, abstract = "Reading SQUAD 2.0", "On the Harbour corpus and ShipLogs, not on Knots."
    labeled = paper("SQuAD", "Harbour corpus v2", "ShipLogs", "Knots", title=title, abstract=abstract)
    text = labeled.text

    def span(printed: str, label: str = "dataset") -> TaggedSpan:
        return TaggedSpan(text.index(printed), text.index(printed) + len(printed), label)

    found = [[span("Harbour corpus"), span("SQUAD 2.0"), span("ShipLogs", "method"), span("Reading")]]
    outcome = score_datasets([labeled, paper("Tides")], [*found, []])
    # SQuAD in "SQUAD 2.0", "Harbour corpus" in its name with a version; ShipLogs is typed otherwise
    assert outcome.as_dict() == {"score": 0.4, "precision": None, "recall": 0.4, "count": 5, "types": {}}
    assert [mark.right for mark in outcome.items[0].gold] == [True, True, False, False]
    assert [(mark.text, mark.right, mark.start) for mark in outcome.items[0].predicted] == [
        ("Reading", False, 0), ("SQUAD 2.0", True, 8), ("Harbour corpus", True, text.index("Harbour")),
    ]  # fmt: skip


def test_nothing_is_held_by_everything() -> None:
    assert (
        score_datasets([paper("Tides")], [[TaggedSpan(5, 6, "dataset"), TaggedSpan(3, 3, "dataset")]]).all.score == 0.0
    )
