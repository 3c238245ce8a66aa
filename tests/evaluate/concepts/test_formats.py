"""Labeled texts: formats that are read, and rows that are rejected."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.concepts.tagging.tagger import TaggedSpan
from kg.errors import InputError
from kg.evaluate.concepts.formats import EvaluationTask, LabeledPaper, documents, read_labeled_papers, read_texts

TOKENS = {"tokens": ["A", "ship", "'s", "log"], "entities": [{"start": 1, "end": 2, "type": "X", "text": "?"}]}
TEXT = {"text": "A ship’s log 船\n", "entities": [{"start": 13, "end": 14, "type": "X"}]}
ACRONYM = {"tokens": ["GPS"], "labels": ["B-short"], "spans": [{"start": 0, "end": 0, "type": "short"}]}
PAPER = {"title": "On ships", "abstract": "They float.", "id": 7}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.jsonl"


def write(path: Path, *rows: dict[str, Any] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_tokens_become_a_text_and_spans_its_characters(gold: Path) -> None:
    first, second = read_texts(write(gold, TOKENS, "", {**TOKENS, "id": "b", "entities": []}), EvaluationTask.SPANS)
    assert (first.text, first.spans) == ("A ship's log", (TaggedSpan(2, 8, "X"),))
    assert first.places == ((0, 1), (2, 6), (6, 8), (9, 12))
    assert [(text.id, text.line) for text in (first, second)] == [("", 1), ("b", 3)]


def test_a_text_keeps_its_characters(gold: Path) -> None:
    (found,) = read_texts(write(gold, TEXT), EvaluationTask.SPANS)
    assert (found.text, found.spans, found.places) == (TEXT["text"], (TaggedSpan(13, 14, "X"),), ())


def test_acronyms_are_spans_of_tokens(gold: Path) -> None:
    (found,) = read_texts(write(gold, ACRONYM), EvaluationTask.ACRONYMS)
    assert (found.text, found.spans) == ("GPS", (TaggedSpan(0, 3, "short"),))


@pytest.mark.parametrize(
    ("task", "field"), [(EvaluationTask.KEYPHRASES, "uncontrolled"), (EvaluationTask.DATASETS, "datasets")]
)
def test_papers_are_read_with_their_names(gold: Path, task: EvaluationTask, field: str) -> None:
    papers = read_labeled_papers(write(gold, {**PAPER, field: ["Sea", "Sky"], "controlled": ["no"]}), task)
    assert papers == (LabeledPaper("7", 1, "On ships", "They float.", ("Sea", "Sky")),)
    assert papers[0].text == "On ships\n\n\nThey float."
    assert documents(papers) == [("On ships", "They float.")]


def test_a_file_with_labels_of_both_kinds_of_paper_serves_both(gold: Path) -> None:
    write(gold, {**PAPER, "uncontrolled": ["sea"], "datasets": ["Sky"]})
    assert [
        read_labeled_papers(gold, task)[0].names for task in (EvaluationTask.KEYPHRASES, EvaluationTask.DATASETS)
    ] == [("sea",), ("Sky",)]


def test_compressed_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(TOKENS).encode()))
    assert len(read_texts(path, EvaluationTask.SPANS)) == 1


def entity(start: object, end: object, type_: str = "X") -> list[dict[str, object]]:
    return [{"start": start, "end": end, "type": type_}]


@pytest.mark.parametrize(
    ("row", "task", "said"),
    [
        (
            {**TOKENS, "entities": entity(1, 4)},
            EvaluationTask.SPANS,
            "tokens 1 to 4, the last included, are not a span of 4 tokens",
        ),
        ({**TOKENS, "entities": entity(2, 1)}, EvaluationTask.SPANS, "tokens 2 to 1"),
        ({**TOKENS, "entities": entity(-1, 1)}, EvaluationTask.SPANS, "tokens -1 to 1"),
        ({**TOKENS, "entities": entity("1", 1)}, EvaluationTask.SPANS, "`$.entities[0].start`"),
        ({"tokens": ["a", " "], "entities": []}, EvaluationTask.SPANS, "a token is empty"),
        ({"tokens": ["a"]}, EvaluationTask.SPANS, "a line looks like"),
        ({**ACRONYM, "spans": entity(0, 0, "medium")}, EvaluationTask.ACRONYMS, '"medium"'),
        ({**PAPER, "uncontrolled": "sea"}, EvaluationTask.KEYPHRASES, "`$.uncontrolled`"),
        ({**PAPER, "abstract": None, "datasets": []}, EvaluationTask.DATASETS, "`$.abstract`"),
        ("{", EvaluationTask.SPANS, "not a JSON object"),
        ("[1]", EvaluationTask.DATASETS, "not a JSON object"),
        (TOKENS, EvaluationTask.DATASETS, "these labels are for --task spans, not datasets"),
        (ACRONYM, EvaluationTask.SPANS, "these labels are for --task acronyms, not spans"),
        (PAPER, EvaluationTask.KEYPHRASES, "not a known format for keyphrases"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(
    gold: Path, row: dict[str, Any] | str, task: EvaluationTask, said: str
) -> None:
    read = read_texts if task in {EvaluationTask.SPANS, EvaluationTask.ACRONYMS} else read_labeled_papers
    with pytest.raises(InputError) as raised:
        read(write(gold, "", row), task)
    assert str(raised.value).startswith(f"{gold}:2: ")
    assert said in str(raised.value)


@pytest.mark.parametrize("place", [(0, 16), (5, 5), (6, 5), (-1, 3)])
def test_characters_outside_of_the_text_are_refused(gold: Path, place: tuple[int, int]) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:2: .*not a span of 15 characters"):
        read_texts(write(gold, TEXT, {**TEXT, "entities": entity(*place)}), EvaluationTask.SPANS)


def test_rows_of_another_format_further_down_are_refused(gold: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:2: .*`tokens`"):
        read_texts(write(gold, TOKENS, TEXT), EvaluationTask.SPANS)


def test_files_without_labels_or_at_all(gold: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_texts(gold, EvaluationTask.SPANS)
    with pytest.raises(InputError, match="no labeled spans"):
        read_texts(write(gold), EvaluationTask.SPANS)
    with pytest.raises(InputError, match="no labeled spans"):
        read_texts(write(gold, {**TOKENS, "entities": []}), EvaluationTask.SPANS)
    with pytest.raises(InputError, match="no datasets"):
        read_labeled_papers(write(gold, {**PAPER, "datasets": []}), EvaluationTask.DATASETS)
