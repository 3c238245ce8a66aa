"""The labeled data in the shared folder are read completely, and their labels keep their meaning."""

import json
from pathlib import Path

import pytest

from kg.concepts.tagging.tagger import TaggedSpan
from kg.evaluate.concepts.formats import EvaluationTask, LabeledText, read_labeled_papers, read_texts
from kg.evaluate.concepts.mapping import built_in, check_map, gold_labels, recognize
from kg.evaluate.concepts.names import score_keyphrases
from kg.evaluate.concepts.spans import score_acronyms, score_spans

pytestmark = pytest.mark.shared

SPELLED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "`": "'"}


def rows(path: Path) -> list[dict[str, list[dict[str, int]]]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "texts", "spans", "scored"),
    [
        ("scierc/train", 350, 5598, 3112),
        ("scierc/dev", 50, 811, 452),
        ("tdmsci/train", 1523, 2175, 2175),
        ("semeval2017/train", 350, 6018, 6018),
        ("semeval2017/dev", 50, 1057, 1057),
    ],
)
def test_typed_spans(shared: Path, name: str, texts: int, spans: int, scored: int) -> None:
    path = shared / "gold" / "concepts" / f"{name}.jsonl"
    read = read_texts(path, EvaluationTask.SPANS)
    known = recognize(read)
    assert known is not None
    assert known.name == name.partition("/")[0]
    assert (len(read), sum(len(text.spans) for text in read)) == (texts, spans)
    for text, row in zip(read, rows(path), strict=True):
        same_labels(text, row, "entities")
    mapping = built_in(known)
    check_map(mapping, gold_labels(read))
    ours = {gold: label for label, gold in mapping.labels.items()}
    perfect = [[s._replace(label=ours[s.label]) for s in text.spans if s.label in ours] for text in read]
    assert (outcome := score_spans(read, perfect, mapping)).all.score == 1.0
    assert outcome.all.n == scored


def test_acronyms(shared: Path) -> None:
    path = shared / "gold" / "concepts" / "sdu-acronym-identification" / "dev.jsonl"
    read = read_texts(path, EvaluationTask.ACRONYMS)
    for text, row in zip(read, rows(path), strict=True):
        same_labels(text, row, "spans")
    perfect = score_acronyms(read, [text.spans for text in read])
    assert (perfect.all.score, perfect.all.n) == (1.0, 4760)


def same_labels(text: LabeledText, row: dict[str, list[dict[str, int]]], field: str) -> None:
    """Each span has the characters that were labeled, apart from white space."""
    for span, label in zip(text.spans, row[field], strict=True):
        if "tokens" in row:
            labeled = [SPELLED.get(str(t), str(t)) for t in row["tokens"][label["start"] : label["end"] + 1]]
        else:
            labeled = str(label["text"]).split()
        assert "".join(text.text[span.start : span.end].split()) == "".join(labeled)
        assert isinstance(span, TaggedSpan)
        assert span.label == str(label["type"])


@pytest.mark.parametrize(
    ("name", "task", "papers", "named"),
    [
        ("inspec/train", EvaluationTask.KEYPHRASES, 1000, 9788),
        ("inspec/val", EvaluationTask.KEYPHRASES, 500, 4575),
        ("acl-datasets/papers", EvaluationTask.DATASETS, 1150, 1386),
    ],
)
def test_papers(shared: Path, name: str, task: EvaluationTask, papers: int, named: int) -> None:
    read = read_labeled_papers(shared / "gold" / "concepts" / f"{name}.jsonl", task)
    assert (len(read), sum(len(paper.names) for paper in read)) == (papers, named)
    if task is EvaluationTask.KEYPHRASES:
        assert score_keyphrases(read, [paper.names for paper in read], 1000).all.score == 1.0
    else:
        assert all(name.casefold() in paper.text.casefold() for paper in read for name in paper.names)
