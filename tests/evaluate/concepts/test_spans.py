"""Scores for typed spans and acronyms: values calculated by hand, and properties of arbitrary spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.tagging.tagger import TaggedSpan
from kg.evaluate.concepts.formats import LabeledText
from kg.evaluate.concepts.joining import join
from kg.evaluate.concepts.mapping import LabelMap
from kg.evaluate.concepts.spans import score_acronyms, score_spans

MAPPING = LabelMap({"task": "Task", "method": "Method", "model": "Method"}, frozenset({"Generic"}))


def cut(text: str, *spans: tuple[int, int, str]) -> LabeledText:
    """Return a labeled text made of tokens; spans are pairs of token positions, the last one included."""
    joined = join(text.split())
    places = joined.places
    return LabeledText(
        "", 1, joined.text, tuple(TaggedSpan(places[a][0], places[b][1], t) for a, b, t in spans), places
    )


def test_a_span_is_right_when_all_three_are() -> None:
    # characters: Sails help ship-routing, says the new router.
    #             0     6    11   16       25   30  34  38
    first = cut(
        "Sails help ship - routing , says the new router .", (2, 4, "Task"), (0, 0, "Method"), (8, 9, "Generic")
    )
    second = cut("Knots are tied by hand .", (0, 0, "Task"), (4, 4, "Method"))
    found = [
        [
            TaggedSpan(11, 23, "task"),  # correct
            TaggedSpan(0, 5, "task"),  # wrong type
            TaggedSpan(34, 44, "model"),  # labeled, but with an ignored label
            TaggedSpan(6, 10, "metric"),  # no label is mapped to this type
        ],
        [
            TaggedSpan(0, 9, "task"),  # wrong end
            TaggedSpan(18, 22, "model"),  # correct: another type that is mapped to the same label
            TaggedSpan(18, 22, "method"),  # a duplicate of the previous span
        ],
    ]
    outcome = score_spans([first, second], found, MAPPING)
    # Task: 1 correct, 3 found, 2 labeled; Method: 1 correct, 2 found, 2 labeled; in total 2 correct, 5 found, 4 labeled
    assert outcome.as_dict() == {
        "score": 0.444444, "precision": 0.4, "recall": 0.5, "count": 4,
        "types": {
            "Method": {"score": 0.5, "precision": 0.5, "recall": 0.5, "count": 2},
            "Task": {"score": 0.4, "precision": 0.333333, "recall": 0.5, "count": 2},
        },
    }  # fmt: skip
    assert [mark.text for mark in outcome.items[0].gold] == ["Sails", "ship-routing"]
    assert [(mark.text, mark.type, mark.right) for mark in outcome.items[1].predicted] == [
        ("Knots are", "Task", False),
        ("hand", "Method", True),
    ]


def test_what_cuts_a_token_is_set_beside_the_whole_of_it() -> None:
    text = cut("A ship-routing task", (1, 1, "Task"))
    assert score_spans([text], [[TaggedSpan(7, 14, "task")]], MAPPING).all.score == 1.0
    on_characters = LabeledText("", 1, text.text, text.spans)
    assert score_spans([on_characters], [[TaggedSpan(7, 14, "task")]], MAPPING).all.score == 0.0


def test_overlapping_labels_count_one_by_one() -> None:
    text = cut("deep ship routing", (0, 2, "Task"), (1, 2, "Task"), (1, 2, "Method"))
    found = [[TaggedSpan(5, 17, "task"), TaggedSpan(5, 17, "model")]]
    assert score_spans([text], found, MAPPING).as_dict()["recall"] == 0.666667


def test_types_without_labels_have_no_figures_and_finding_nothing_scores_nothing() -> None:
    outcome = score_spans([cut("ships", (0, 0, "Task"))], [[]], MAPPING).as_dict()
    assert outcome["types"]["Method"] == {"score": None, "precision": None, "recall": None, "count": 0}
    assert outcome["types"]["Task"] == {"score": 0.0, "precision": 0.0, "recall": 0.0, "count": 1}
    ignored = score_spans([cut("ships", (0, 0, "Generic"))], [[]], MAPPING)
    assert (ignored.all.score, ignored.all.n) == (None, 0)


def test_acronyms_score_by_the_means_of_short_and_long_forms() -> None:
    text = cut("a ship log ( SL ) or SLs , GPS", (1, 2, "long"), (4, 4, "short"), (7, 7, "short"), (9, 9, "short"))
    at = text.text.index
    found = [
        [
            TaggedSpan(at("ship"), at("ship") + 8, "long"),
            TaggedSpan(at("a ship"), at("a ship") + 10, "long"),
            TaggedSpan(at("SL"), at("SL") + 2, "short"),
            TaggedSpan(at("SLs"), at("SLs") + 2, "short"),  # without the plural s: extended to the whole token
        ]
    ]
    outcome = score_acronyms([text], found).as_dict()
    assert outcome["types"] == {
        "short": {"score": 0.8, "precision": 1.0, "recall": 0.666667, "count": 3},
        "long": {"score": 0.666667, "precision": 0.5, "recall": 1.0, "count": 1},
    }
    # means 3/4 and 5/6; F1 = 2 · 3/4 · 5/6 / (3/4 + 5/6) = 15/19
    assert {key: outcome[key] for key in ("score", "precision", "recall", "count")} == {
        "score": 0.789474, "precision": 0.75, "recall": 0.833333, "count": 4,
    }  # fmt: skip


def test_a_kind_that_is_nowhere_does_not_halve_the_means() -> None:
    text = cut("GPS", (0, 0, "short"))
    assert score_acronyms([text], [[TaggedSpan(0, 3, "short")]]).all.score == 1.0
    assert score_acronyms([cut("a ship")], [[]]).all.score is None


TYPES = st.sampled_from(["Task", "Method"])


@st.composite
def token_spans(draw: st.DrawFn, length: int) -> set[tuple[int, int, str]]:
    first = st.integers(0, length - 1)
    pairs = st.tuples(first, first, TYPES).map(lambda t: (min(t[:2]), max(t[:2]), t[2]))
    return draw(st.sets(pairs, max_size=5))


@given(st.data())
def test_characters_count_as_tokens_do(data: st.DataObject) -> None:
    tokens = data.draw(st.lists(st.sampled_from("ship ( ) , . - log".split()), min_size=1, max_size=8))
    gold, guessed = (data.draw(token_spans(len(tokens))) for _ in range(2))
    text = cut(" ".join(tokens), *sorted(gold))
    found = cut(" ".join(tokens), *sorted(guessed)).spans
    right = len(gold & guessed)
    ours = [TaggedSpan(s.start, s.end, s.label.lower()) for s in found]
    score = score_spans([text], [ours], MAPPING).all
    assert score.n == len(gold)
    if gold | guessed:
        assert score.recall == pytest.approx(right / len(gold) if gold else 0)
        assert score.precision == pytest.approx(right / len(guessed) if guessed else 0)
        assert score.score == pytest.approx(2 * right / (len(gold) + len(guessed)))
    perfect = score_spans([text], [[s._replace(label=s.label.lower()) for s in text.spans]], MAPPING)
    assert perfect.all.score == (1.0 if gold else None)
