"""Cross-validation: no text is tagged by a model that was trained on it."""

import pytest

from kg.concepts.tagging.tagger import TaggedSpan
from kg.concepts.vocabulary.vocabulary import Vocabulary
from kg.errors import UsageError
from kg.evaluate.concepts.folds import check_folds, cross_validate
from kg.evaluate.concepts.formats import LabeledText
from kg.evaluate.concepts.mapping import GoldSet, recognize

EMPTY = Vocabulary((), ())


def text(line: int, name: str) -> LabeledText:
    printed = f"we report {name} today"
    return LabeledText("", line, printed, (TaggedSpan(10, 10 + len(name), "METRIC"),))


def known(*texts: LabeledText) -> GoldSet | None:
    return recognize(texts)


def test_each_text_is_read_by_a_model_that_was_trained_without_it() -> None:
    pytest.importorskip("pycrfsuite")
    texts = [text(i, "tidemark") for i in range(6)] + [LabeledText("", 7 + i, "we mend sails", ()) for i in range(3)]
    found = cross_validate(texts, known(*texts), 3, EMPTY)
    assert found == [[TaggedSpan(10, 18, "metric")]] * 6 + [[]] * 3
    # all labels are in one fold, so the model that tags it was trained without labels
    lonely = [text(0, "tidemark"), *(LabeledText("", i, "we mend sails", ()) for i in range(1, 4))]
    assert cross_validate(lonely, known(*lonely), 4, EMPTY)[0] == []


@pytest.mark.parametrize(
    ("labels", "said"),
    [("Generic", "scierc may not train"), ("Process", "semeval2017 may not train"), ("Ship", "an unknown set")],
)
def test_sets_that_only_measure_train_nothing(labels: str, said: str) -> None:
    texts = [LabeledText("", i, "a ship", (TaggedSpan(2, 6, labels),)) for i in range(4)]
    with pytest.raises(UsageError, match=said) as raised:
        check_folds(texts, known(*texts), 2)
    assert "license" in str(raised.value)
    assert "tdmsci" in str(raised.value)


@pytest.mark.parametrize("folds", [-1, 0, 1, 4])
def test_there_are_at_least_two_folds_and_no_more_than_texts(folds: int) -> None:
    texts = [text(i, "tidemark") for i in range(3)]
    with pytest.raises(UsageError, match="give 2 to 3"):
        check_folds(texts, known(*texts), folds)
