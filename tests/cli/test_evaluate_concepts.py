"""``kg evaluate concepts``, with output for people and for programs."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import command
import pytest

TASKS = ["spans", "acronyms", "keyphrases", "datasets"]


@pytest.fixture
def desk(root: Path, tmp_path: Path) -> Path:
    """Make a folder with the labeled texts of the examples."""
    shutil.copytree(root / "examples" / "concepts", tmp_path, dirs_exist_ok=True)
    return tmp_path


def score(desk: Path, task: str, *words: str) -> dict[str, Any]:
    ran = command.call("evaluate", "concepts", f"{task}.jsonl", "--task", task, "--json", *words, cwd=desk)
    assert ran.status == 0, ran.err
    told: dict[str, Any] = json.loads(ran.out)
    return told


@pytest.mark.parametrize("task", TASKS)
def test_scores_as_json_and_as_a_table(desk: Path, task: str) -> None:
    told = score(desk, task)
    assert list(told) == ["score", "precision", "recall", "count", "types"]
    assert 0 < told["score"] <= 1
    assert (told["precision"] is None) == (task == "datasets")
    for type_ in told["types"].values():
        assert list(type_) == ["score", "precision", "recall", "count"]
    table = command.call("evaluate", "concepts", f"{task}.jsonl", "--task", task, cwd=desk).out
    assert re.search(rf"^all +\S+ +{told['recall']:.4f} +{told['score']:.4f} +{told['count']}$", table, re.MULTILINE)
    assert len(table.splitlines()) == 2 + len(told["types"])
    assert not list(desk.glob("*.tmp"))
    assert len(list(desk.iterdir())) == 5, "nothing is written unless asked for"


@pytest.mark.parametrize(("task", "labeled"), [("spans", 18), ("acronyms", 9), ("keyphrases", 10), ("datasets", 5)])
def test_what_was_meant_and_found_can_be_read(desk: Path, task: str, labeled: int) -> None:
    told = score(desk, task, "--predictions", "new/found.jsonl")
    items = [json.loads(line) for line in (desk / "new" / "found.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [json.loads(line)["id"] for line in (desk / f"{task}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(item["line"], item["id"]) for item in items] == list(enumerate(ids, 1))
    gold = [mark for item in items for mark in item["gold"]]
    assert len(gold) == told["count"] == labeled
    if task in {"spans", "datasets"}:
        assert sum(mark["right"] for mark in gold) / labeled == pytest.approx(told["recall"], abs=1e-6)
    for item in items:
        for mark in (*item["gold"], *item["predicted"]):
            if "start" in mark:
                assert item["text"][mark["start"] : mark["end"]] == mark["text"]


def test_a_mapping_of_ones_own_and_a_vocabulary_of_ones_own(desk: Path) -> None:
    assert score(desk, "spans", "--map", "mapping.toml")["types"].keys() == {"DATASET", "TASK"}
    (desk / "sea.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .\n"
        '<https://example.org/x> a kg:Dataset ; skos:prefLabel "HarbourViews-3k"@en .\n'
    )
    assert score(desk, "datasets", "--vocabulary", "sea.ttl")["count"] == 5
    items = command.call(
        "evaluate", "concepts", "datasets.jsonl", "--task", "datasets", "--vocabulary", "sea.ttl",
        "--predictions", "found.jsonl", cwd=desk,
    )  # fmt: skip
    assert items.status == 0
    assert '"text": "HarbourViews-3k", "right": true}]' in (desk / "found.jsonl").read_text(encoding="utf-8")


def test_fewer_phrases_are_fewer(desk: Path) -> None:
    assert score(desk, "keyphrases", "--at", "1")["recall"] < score(desk, "keyphrases")["recall"]
    assert score(desk, "keyphrases", "--at", "10") == score(desk, "keyphrases")


def test_a_set_that_trains_says_how_to_measure_without_having_seen_it(desk: Path) -> None:
    pytest.importorskip("pycrfsuite")
    plain = command.call("evaluate", "concepts", "spans.jsonl", "--task", "spans", cwd=desk)
    assert "--cross-validate 4" in plain.err
    assert (
        "--cross-validate"
        not in command.call("evaluate", "concepts", "acronyms.jsonl", "--task", "acronyms", cwd=desk).err
    )
    words = ["evaluate", "concepts", "spans.jsonl", "--task", "spans", "--cross-validate", "4", "--json"]
    folds = [command.call(*words, cwd=desk) for _ in range(2)]
    assert [ran.err for ran in folds] == ["", ""]
    assert folds[0].out == folds[1].out
    assert json.loads(folds[0].out)["count"] == 18


def test_labeled_texts_from_standard_input(desk: Path) -> None:
    piped = command.run(
        "evaluate", "concepts", "-", "--task", "datasets", "--json",
        cwd=desk, stdin=(desk / "datasets.jsonl").read_bytes(),
    )  # fmt: skip
    assert json.loads(piped.out) == score(desk, "datasets")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["spans.jsonl"], 2, "--task"),
        (["spans.jsonl", "--task", "verbs"], 2, "verbs"),
        (["spans.jsonl", "--task", "datasets"], 3, "spans.jsonl:1: these labels are for --task spans"),
        (["nowhere.jsonl", "--task", "spans"], 3, "nowhere.jsonl: cannot be opened"),
        (["mapping.toml", "--task", "spans"], 3, "mapping.toml:1: not a JSON object"),
        (["ships.jsonl", "--task", "spans"], 2, "nothing is mapped to the gold label Ship; give --map"),
        (["ships.jsonl", "--task", "spans", "--map", "mapping.toml"], 2, "nothing is mapped to the gold label Ship"),
        (["ships.jsonl", "--task", "spans", "--map", "ships.toml", "--cross-validate", "2"], 2, "may not train"),
        (["spans.jsonl", "--task", "spans", "--cross-validate", "9"], 2, "give 2 to 8"),
        (["spans.jsonl", "--task", "spans", "--map", "spans.jsonl"], 3, "not a mapping"),
        (["spans.jsonl", "--task", "spans", "--predictions", "."], 2, "is a folder"),
        (["datasets.jsonl", "--task", "datasets", "--map", "mapping.toml"], 2, "--map is for --task spans"),
        (["acronyms.jsonl", "--task", "acronyms", "--cross-validate", "2"], 2, "--cross-validate is for --task spans"),
        (["datasets.jsonl", "--task", "datasets", "--vocabulary", "nowhere.ttl"], 3, "nowhere.ttl"),
        (["keyphrases.jsonl", "--task", "keyphrases", "--at", "0"], 2, "--at"),
    ],
)
def test_errors_are_a_line_that_says_what_is_wrong(desk: Path, words: list[str], status: int, said: str) -> None:
    (desk / "ships.jsonl").write_text('{"text": "A sloop", "entities": [{"start": 2, "end": 7, "type": "Ship"}]}\n' * 2)
    (desk / "ships.toml").write_text('[labels]\nmaterial = "Ship"\n')
    ran = command.call("evaluate", "concepts", *words, cwd=desk)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_predictions_stay_as_they_were_where_something_is_wrong(desk: Path) -> None:
    (desk / "found.jsonl").write_text("mine")
    (desk / "spans.jsonl").write_text((desk / "spans.jsonl").read_text(encoding="utf-8") + "{", encoding="utf-8")
    words = ["evaluate", "concepts", "spans.jsonl", "--task", "spans", "--predictions", "found.jsonl"]
    assert command.call(*words, cwd=desk).status == 3
    assert (desk / "found.jsonl").read_text() == "mine"
