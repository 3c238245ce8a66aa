"""Mapping of the project's concept types to the labels of published data sets."""

from pathlib import Path

import pytest

from kg.concepts.tagging.tagger import TaggedSpan
from kg.errors import InputError, UsageError
from kg.evaluate.concepts.formats import LabeledText
from kg.evaluate.concepts.mapping import LabelMap, built_in, check_map, gold_labels, read_map, recognize


def labeled(*labels: str, on_tokens: bool = True) -> list[LabeledText]:
    spans = tuple(TaggedSpan(0, 1, label) for label in labels)
    return [LabeledText("", 1, "x", spans, ((0, 1),) if on_tokens else ()), LabeledText("", 2, "y", ())]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (labeled("TASK", "METRIC"), "tdmsci"),
        (labeled("DATASET", on_tokens=False), "tdmsci"),
        (labeled("Task", "Generic"), "scierc"),
        (labeled("Process", "Task", "Material", on_tokens=False), "semeval2017"),
        (labeled("Task", "Material"), "scierc"),
        (labeled("Task", "Material", on_tokens=False), "semeval2017"),
        (labeled("Task", "Ship"), None),
        (labeled("task"), None),
    ],
)
def test_sets_are_known_by_their_labels(texts: list[LabeledText], name: str | None) -> None:
    known = recognize(texts)
    assert (known and known.name) == name


def test_built_in_mappings_say_which_label_answers_to_which() -> None:
    scierc, tdmsci, semeval = (
        built_in(known) for known in map(recognize, (labeled("Generic"), labeled("TASK"), labeled("Process"))) if known
    )
    assert scierc.types == ("Material", "Method", "Metric", "Task")
    assert {scierc.labels[label] for label in ("method", "model", "software")} == {"Method"}
    assert {scierc.labels[label] for label in ("task", "field")} == {"Task"}
    assert scierc.ignore == {"OtherScientificTerm", "Generic"}
    assert tdmsci.labels == {"task": "TASK", "dataset": "DATASET", "metric": "METRIC"}
    assert {semeval.labels[label] for label in ("dataset", "material")} == {"Material"}
    assert "field" not in semeval.labels
    assert "other" not in scierc.labels.keys() | semeval.labels.keys()


def test_what_is_not_mapped_is_left_out_on_both_sides() -> None:
    mapping = LabelMap({"task": "T", "field": "T"}, frozenset({"G"}))
    assert mapping.found([TaggedSpan(0, 1, "task"), TaggedSpan(0, 1, "field"), TaggedSpan(2, 3, "model")]) == {
        TaggedSpan(0, 1, "T")
    }
    assert mapping.meant([TaggedSpan(0, 1, "T"), TaggedSpan(0, 1, "G")]) == {TaggedSpan(0, 1, "T")}


def test_a_mapping_is_a_small_file(root: Path) -> None:
    mapping = read_map(root / "examples" / "concepts" / "mapping.toml")
    assert mapping.types == ("DATASET", "TASK")
    assert mapping.ignore == {"METRIC"}


def test_gold_labels_that_would_vanish_are_told() -> None:
    mapping = LabelMap({"task": "T"}, frozenset({"G"}))
    check_map(mapping, gold_labels(labeled("T", "G")))
    with pytest.raises(UsageError, match=r"gold labels Ship, Tide; give --map"):
        check_map(mapping, gold_labels(labeled("T", "Tide", "Ship")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("labels", "not a mapping"),
        ("ignore = []", "missing required field `labels`"),
        ("[label]\ntask = 'T'", "unknown field `label`"),
        ("[labels]\ntask = 1", "Expected `str`"),
        ("[labels]\ntask = 'T'\nignore = ['G']", "Expected `str`"),
        ("[labels]\ntechnique = 'T'", '"technique" is not one of our labels: dataset, field'),
        ("ignore = ['T']\n[labels]\ntask = 'T'", "mapped to and ignored"),
    ],
)
def test_mappings_that_are_none(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(InputError) as raised:
        read_map(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert said in str(raised.value)


def test_mappings_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_map(tmp_path / "nowhere.toml")
    (tmp_path / "a.toml").write_bytes(b"\xff")
    with pytest.raises(InputError, match="UTF-8"):
        read_map(tmp_path / "a.toml")
