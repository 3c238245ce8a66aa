"""``kg concepts``: show concepts of papers, and decide about them."""

import json
from pathlib import Path
from typing import Any

import command
import polars as pl
import pytest

from kg.graph import load

LINES = "decisions/concepts.txt"
TEXT = (
    "Large language models (LLMs) make things up. We study pollen routing networks (PRNs), "
    "evaluate on GSM8K and reach an accuracy of 93.1 %."
)


def digest(folder: Path, name: str, *ids: str) -> Path:
    rows = (
        {"id": id_, "title": f"Pollen and bees {id_[-1]}", "authors": [f"Ada {id_[-1]} Bee"], "categories": ["cs.CL"],
         "summary": TEXT, "AI": {"result": "在GSM8K上优于GPT-4o。"}}
        for id_ in ids
    )  # fmt: skip
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("concepts")
    digest(folder, "2026-01-05.jsonl", "2601.00001", "2601.00002")
    assert command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=folder).status == 0
    return folder / "a.kg"


def decide(*words: str | Path, cwd: Path) -> command.Ran:
    return command.call("concepts", "decide", *words, "--decisions", "decisions", cwd=cwd)


def written(cwd: Path) -> list[str]:
    lines = (cwd / LINES).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def listed(graph: Path, *words: str) -> list[dict[str, Any]]:
    ran = command.call("concepts", "list", graph, *words, "--json", cwd=graph.parent)
    assert (ran.status, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


# -- decide ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["same", "LLM", "GPT-4o"], 'same "LLM" "GPT-4o"'),
        (["same", "llm", "http://localhost:8000/id/concept/gpt-4o"], 'same "large language model" gpt-4o'),
        (["not", "pollen routing network"], 'not "pollen routing network"'),
        (["type", "GSM8K", "Task"], 'type "GSM8K" task'),
        (["label", "大语言模型", "大模型@zh"], 'label "large language model" "大模型"@zh'),
        (["label", "LLM", '"LLM"@en'], 'label "LLM" "LLM"'),
    ],
)
def test_with_a_graph_the_line_is_in_words_that_a_build_understands(
    graph: Path, tmp_path: Path, words: list[str], line: str
) -> None:
    ran = decide(*words, "--graph", graph, cwd=tmp_path)
    assert (ran.status, ran.out) == (0, f"{LINES}:7: {line}\n"), ran.err
    assert f"kg build INPUT… -o {graph} --decisions decisions" in ran.err
    assert "named by 2 papers" in ran.err
    assert written(tmp_path) == [line]
    again = decide(*words, "--graph", graph, cwd=tmp_path)
    assert again.out == f"{LINES}:7: already there: {line}\n"
    undone = decide(*words, "--graph", graph, "--undo", cwd=tmp_path)
    assert (undone.out, written(tmp_path)) == (f"{LINES}:7: taken out: {line}\n", [])


def test_without_a_graph_a_label_is_taken_as_it_is(tmp_path: Path) -> None:
    assert decide("same", "Honey Net", "HNet", "--comment", "one\nline", cwd=tmp_path).status == 0
    assert written(tmp_path) == ['same "Honey Net" "HNet"  # one line']


def test_a_type_or_label_is_taken_back_without_saying_which(tmp_path: Path) -> None:
    for words in (["type", "HNet", "model"], ["label", "HNet", "Honey Net"]):
        decide(*words, cwd=tmp_path)
        assert decide(*words[:2], "--undo", cwd=tmp_path).status == 0
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["same", "GSM9K", "GPT-4o"], 'no concept called "GSM9K". Did you mean GSM8K'),
        (["not", "pollen"], 'no concept called "pollen"'),
        (["label", "GSM9K", "grade school maths"], "Did you mean GSM8K"),
        (["not", "SAM"], 'no concept called "SAM"'),
        (["same", "GSM8K"], "needs a label or id and a label or id, 1 given"),
        (["type", "GSM8K"], 'give a concept and its type: type "GSM8K" dataset'),
        (["type", "GSM8K", "thing"], "where TYPE is task, method"),
        (["label", "GSM8K"], "give a concept and its label"),
        (["label", "GSM8K", "accuracy"], '"accuracy" is a label of accuracy already'),
        (["forget", "GSM8K"], "is not one of 'same', 'not', 'type', 'label'"),
        (["not", "GSM8K", "--undo"], "has no such line: not GSM8K"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    graph: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    ran = decide(*words, "--graph", graph, cwd=tmp_path)
    assert ran.status in {2, 3}
    assert ran.out == ""
    assert said in ran.err
    assert not (tmp_path / LINES).exists()


def test_a_label_that_means_several_is_refused_with_their_ids(tmp_path: Path) -> None:
    ran = decide("type", "MAE", "metric", cwd=tmp_path)
    assert ran.status == 3
    assert '"MAE" means several concepts, masked-autoencoder, mean-absolute-error' in ran.err
    assert not (tmp_path / LINES).exists()


def test_a_contradiction_is_refused_with_the_lines(graph: Path, tmp_path: Path) -> None:
    decide("type", "large language model", "model", "--graph", graph, cwd=tmp_path)
    ran = decide("not", "LLM", "--graph", graph, cwd=tmp_path)
    assert ran.status == 3
    assert f"nothing was written: {LINES}:8" in ran.err
    assert 'line 7 says type "large language model" model; remove one of these 2 lines' in ran.err
    assert len(written(tmp_path)) == 1


def test_a_type_for_what_the_graph_does_not_know_warns_of_a_slip(graph: Path, tmp_path: Path) -> None:
    ran = decide("type", "GSM9K", "dataset", "--graph", graph, cwd=tmp_path)
    assert ran.status == 0
    assert 'warning: no concept called "GSM9K". Did you mean GSM8K' in ran.err
    assert "The line makes it one." in ran.err


def test_what_is_decided_survives_other_files_and_undo_brings_it_back(graph: Path, tmp_path: Path) -> None:
    said = [
        ["same", "GPT-4 Omni", "GPT-4o"],
        ["not", "pollen routing network"],
        ["type", "GSM8K", "task"],
        ["label", "LLM", "大模@zh"],
        ["type", "bees", "field"],
        ["not", "honey badger"],
    ]
    for words in said:
        assert decide(*words, cwd=tmp_path).status == 0
    digest(tmp_path, "2026-02-01.jsonl", "2602.00001", "2602.00002", "2602.00003")
    build = ["build", "2026-02-01.jsonl", "-o", "b.kg"]
    assert command.call(*build, "--decisions", "decisions", cwd=tmp_path).status == 0
    settled = {row["label"]: row for row in listed(tmp_path / "b.kg")}
    assert (settled["GPT-4 Omni"]["concept"], settled["GPT-4 Omni"]["summary_paper_count"]) == ("gpt-4-omni", 3)
    assert (settled["bees"]["type"], settled["bees"]["paper_count"]) == ("field", 3)
    assert settled["large language model"]["chinese"] == "大模"
    assert {"GPT-4o", "pollen routing network"}.isdisjoint(settled)
    made = load(tmp_path / "b.kg")
    on_gsm8k = made.claims.filter(pl.col("concept") == "gsm8k")["relation"].to_list()
    assert (settled["GSM8K"]["type"], "evaluatedOn" in on_gsm8k) == ("task", False)
    assert not made.tables["terms"]["label"].str.contains("(?i)pollen routing|PRN").any()
    warned = made.tables["reports"].filter(pl.col("file") == "concepts.txt").rows()
    assert warned == [("warning", "concepts.txt", 12, "absentConcept", '{"concepts":["\\"honey badger\\""]}')]
    assert made.check() == []

    for words in said:
        assert decide(*words, "--graph", "b.kg", "--undo", cwd=tmp_path).status == 0
    assert written(tmp_path) == []
    assert command.call(*build, "--decisions", "decisions", cwd=tmp_path).status == 0
    again = {row["label"] for row in listed(tmp_path / "b.kg")}
    assert {"GPT-4o", "pollen routing network", "GSM8K"} <= again
    assert again == {row["label"] for row in listed(graph)}


# -- list --------------------------------------------------------------------------------------------------------


def test_a_list_begins_with_what_most_papers_name_and_can_be_narrowed(graph: Path) -> None:
    every = listed(graph)
    assert [row["paper_count"] for row in every] == sorted((row["paper_count"] for row in every), reverse=True)
    by_label = {row["label"]: row for row in every}
    assert by_label["large language model"]["chinese"] == "大语言模型"
    assert "language model" in by_label["large language model"]["broader"]
    assert (by_label["GPT-4o"]["paper_count"], by_label["GPT-4o"]["summary_paper_count"]) == (0, 2)
    datasets = listed(graph, "--type", "dataset")
    assert {row["type"] for row in datasets} == {"dataset"}
    assert {"GSM8K"} <= {row["label"] for row in datasets}
    assert [row["label"] for row in listed(graph, "--found")] == ["pollen routing network"]
    assert all(row["curated"] for row in listed(graph, "--curated"))
    assert len(listed(graph, "--curated")) == len(every) - 1
    assert listed(graph, "--min-papers", "3") == []
    assert listed(graph, "--top", "2") == every[:2]
    assert all(row["type"] == "" for row in listed(graph, "--untyped"))


def test_a_list_lines_up_chinese_too(graph: Path) -> None:
    ran = command.call("concepts", "list", graph, "--type", "metric", cwd=graph.parent)
    assert ran.out.splitlines()[0].split() == ["papers", "by", "summary", "type", "label", "Chinese", "under"]
    assert "     2           0  metric  accuracy  准确率" in ran.out
    assert ran.err == "1 concept\n"
    both = command.call("concepts", "list", graph, "--type", "metric", "--untyped", cwd=graph.parent)
    assert (both.status, "exclude each other" in both.err) == (2, True)


# -- top ---------------------------------------------------------------------------------------------------------


def test_the_salient_terms_of_a_paper_are_ranked(graph: Path) -> None:
    ran = command.call("concepts", "top", graph, "https://arxiv.org/abs/2601.00001v2", "--json", cwd=graph.parent)
    terms = json.loads(ran.out)
    assert [term["rank"] for term in terms] == list(range(1, len(terms) + 1))
    told = {term["label"]: term["concept_label"] for term in terms}
    assert told["GSM8K"] == "GSM8K"
    words = command.call("concepts", "top", graph, "2601.00001", cwd=graph.parent)
    assert len(words.out.splitlines()) == len(terms) + 1
    absent = command.call("concepts", "top", graph, "2601.99999", cwd=graph.parent)
    assert (absent.status, absent.out) == (2, "")
    assert 'no paper called "2601.99999"' in absent.err


# -- explain -----------------------------------------------------------------------------------------------------


def test_an_explanation_counts_papers_and_quotes_the_claims_of_one(graph: Path) -> None:
    ran = command.call("concepts", "explain", graph, "gsm8k", "--paper", "2601.00002", "--json", cwd=graph.parent)
    found = json.loads(ran.out)
    assert (found["label"], found["type"], found["curated"], found["paper_count"]) == ("GSM8K", "dataset", True, 2)
    assert found["relations"]["evaluatedOn"] == 2
    assert found["sections"] == {"abstract": 2, "result": 2}
    assert {claim["section"]: claim["generated"] for claim in found["claims"]} == {"abstract": False, "result": True}
    assert all("«GSM8K»" in claim["snippet"] for claim in found["claims"])
    words = command.call("concepts", "explain", graph, "GSM8K", "--paper", "2601.00002", cwd=graph.parent)
    assert words.out.startswith("GSM8K: dataset\ngsm8k, from the curated vocabulary\n")
    assert "在«GSM8K»上优于GPT-4o。" in words.out
    assert "kg concepts decide not GSM8K" in words.err


def test_an_explanation_of_what_was_found_says_so(graph: Path) -> None:
    words = command.call("concepts", "explain", graph, "Pollen-Routing Networks", cwd=graph.parent).out
    assert words.startswith("pollen routing network: method\npollen-routing-network, found in these papers\n")
    assert "named by 2 papers" in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["GSM9K"], 'no concept called "GSM9K". Did you mean GSM8K'),
        (["GSM8K", "--paper", "2601.99999"], 'no paper called "2601.99999"'),
        (["GSM8K", "--paper", "GSM8K"], 'no paper called "GSM8K"'),
        ([" "], 'no concept called " "'),
    ],
)
def test_what_there_is_not_cannot_be_explained(graph: Path, words: list[str], said: str) -> None:
    ran = command.call("concepts", "explain", graph, *words, cwd=graph.parent)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
