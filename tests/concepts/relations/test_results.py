"""Results that a sentence states explicitly, and sentences that state none."""

import pytest

from kg.concepts.relations.results import stated_results
from kg.concepts.stages.judging import TypedMention
from kg.model import ConceptType
from kg.settings import ConceptSettings

TYPES = {"wax": ConceptType.DATASET, "pollen": ConceptType.DATASET, "acc": ConceptType.METRIC, "f1": ConceptType.METRIC}
NAMES = {"WaxBench": "wax", "PollenSet": "pollen", "accuracy": "acc", "准确率": "acc", "F1": "f1"}


def results(text: str) -> list[tuple[str, str, float, str]]:
    named = sorted(
        TypedMention(at, at + len(name), concept, TYPES[concept], "vocabulary")
        for name, concept in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    )
    found = list(stated_results(text, 0, len(text), named, ConceptSettings()))
    for one in found:
        assert float(text[one.start : one.end].rstrip("%").rstrip().replace(",", "")) == one.value
    return [(one.dataset, one.metric, one.value, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It reaches 92.3% accuracy on WaxBench.", [("wax", "acc", 92.3, "%")]),
        ("An accuracy of 92.3 % on WaxBench is reached.", [("wax", "acc", 92.3, "%")]),
        ("On WaxBench, it gets an F1 score of 0.91.", [("wax", "f1", 0.91, "")]),
        ("在WaxBench上达到92.3%的准确率。", [("wax", "acc", 92.3, "%")]),
        ("在WaxBench上准确率达到92.3%。", [("wax", "acc", 92.3, "%")]),
        (
            "It has 92% accuracy on WaxBench and 81% on PollenSet.",
            [("wax", "acc", 92.0, "%"), ("pollen", "acc", 81.0, "%")],
        ),
        (
            "It has 92.5% accuracy on WaxBench and 0.71 F1 on PollenSet.",
            [("wax", "acc", 92.5, "%"), ("pollen", "f1", 0.71, "")],
        ),
    ],
)
def test_plain_statements_are_taken(text: str, expected: list[tuple[str, str, float, str]]) -> None:
    assert results(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It improves accuracy by 3.1% on WaxBench.",
        "It has 3.1% higher accuracy on WaxBench.",
        "A 3.1% accuracy gain on WaxBench.",
        "It beats 92.3% accuracy. WaxBench is hard.",
        "Accuracy is 92.3% and 81.0% on WaxBench and PollenSet, respectively.",
        "Trained on WaxBench, it has 92.3% accuracy.",
        "With 12,000 images, accuracy on WaxBench rises.",
        "在WaxBench上准确率提升3.1%。",
        "92.3% accuracy.",
    ],
)
def test_changes_and_doubtful_statements_are_left(text: str) -> None:
    assert results(text) == []
