"""Answers of ``kg ask`` and ``kg query``: formats, limits, and the query behind a question."""

import csv
import json
import re
from pathlib import Path

import command
import pytest

from kg.query import questions

PAPERS = "SELECT ?p { ?p a kg:Paper } ORDER BY ?p"
GROUPS = "CONSTRUCT WHERE { ?g a kg:Group }"
NAMESAKES = """\
kg: 2 people are called "Bo Han"; give an id, or write "Bo Han" on ARXIV-ID:
  bo-han/2601.22020  2 papers in cs.LG, with Chengyi Cai, Feng Liu, Jianzhong Qi
  bo-han/2510.05837  1 paper in cs.CL, with Hinrich Schütze, Jing Bai, Kam Fai Wong
"""
PEOPLE = [
    (question.name, parameter.name)
    for question in questions().values()
    for parameter in question.parameters
    if parameter.kind == "person"
]


def examples(name: str) -> dict[str, str]:
    """The values that the question's own help suggests."""
    return {parameter.name: parameter.example for parameter in questions()[name].parameters if parameter.example}


def words(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in values.items()]


@pytest.mark.parametrize("name", questions())
def test_the_example_of_a_question_has_rows_and_so_has_its_query_when_pasted(
    example: Path, tmp_path: Path, name: str
) -> None:
    asked = command.call("ask", example, name, *words(examples(name)), "--format", "csv", cwd=tmp_path)
    # no digest of the examples states a result
    assert (asked.status, len(asked.out.splitlines()) > 1) == (0, name != "benchmark"), asked.err
    assert "no chain" not in asked.err
    query = command.call("ask", example, name, *words(examples(name)), "--sparql", cwd=tmp_path)
    assert (query.status, query.err) == (0, "")
    pasted = command.call("query", example, query.out, "--format", "csv", cwd=tmp_path)
    assert (pasted.status, pasted.out) == (0, asked.out), pasted.err


def test_the_query_of_a_question_runs_from_a_file(example: Path, tmp_path: Path) -> None:
    query = command.call("ask", example, "coauthors", "person=Xunkai Li", "--sparql", cwd=tmp_path)
    (tmp_path / "coauthors.rq").write_text(query.out, encoding="utf-8")
    assert "Henan Sun" in command.call("query", example, "coauthors.rq", cwd=tmp_path).out


@pytest.mark.parametrize(("name", "parameter"), PEOPLE)
def test_namesakes_are_listed_by_every_question_about_a_person(
    example: Path, tmp_path: Path, name: str, parameter: str
) -> None:
    ran = command.call("ask", example, name, *words(examples(name) | {parameter: "Bo Han"}), cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (2, "", NAMESAKES)


@pytest.mark.parametrize("one", ["bo-han/2601.22020", "author/bo-han/2601.22020", "Bo Han on 2601.22020"])
def test_a_namesake_is_chosen_by_what_the_list_suggests(example: Path, tmp_path: Path, one: str) -> None:
    ran = command.call("ask", example, "coauthors", f"person={one}", cwd=tmp_path)
    assert (ran.status, "Feng Liu" in ran.out, "Hinrich" in ran.out) == (0, True, False), ran.err


def test_a_question_that_is_answered_otherwise_says_so(example: Path, tmp_path: Path) -> None:
    ran = command.call("ask", example, "path", "person=Chengyi Cai", "other=Xunkai Li", cwd=tmp_path)
    assert ran.err.startswith("no chain of co-authors connects these two: ")
    assert ran.out.split()[:3] == ["concept", "label", "papers"]
    ran = command.call("ask", example, "newcomers", "category=cs.LG", cwd=tmp_path)
    assert ran.err == "month=2026-01, the latest of this graph\n"
    ran = command.call("ask", example, "pairs", "topic=cs.LG", cwd=tmp_path)
    assert ran.err == "the first 25 rows; for more give limit=250\n"
    assert command.call("ask", example, "pairs", "topic=cs.LG", "limit=25", cwd=tmp_path).err == ""


@pytest.mark.parametrize("verb", [["query", PAPERS], ["ask", "papers", "concept=reinforcement learning"]], ids=str)
def test_rows_have_every_format_that_is_offered(example: Path, tmp_path: Path, verb: list[str]) -> None:
    offered = command.call(verb[0], example, *verb[1:], "--format", "pdf", cwd=tmp_path)
    assert offered.status == 2
    outputs = {}
    for form in ("table", "csv", "tsv", "json", "xml"):
        assert f"'{form}'" in offered.err
        ran = command.call(verb[0], example, *verb[1:], "--format", form, cwd=tmp_path)
        assert (ran.status, ran.err) == (0, ""), form
        assert ran.out.endswith("\n")
        outputs[form] = ran.out
    assert command.call(verb[0], example, *verb[1:], "--json", cwd=tmp_path).out == outputs["json"]
    rows = list(csv.reader(outputs["csv"].splitlines()))
    assert len(json.loads(outputs["json"])["results"]["bindings"]) == len(rows) - 1 > 3
    both = command.call(verb[0], example, *verb[1:], "--json", "--format", "csv", cwd=tmp_path)
    assert (both.status, both.err) == (2, "kg: --json and --format csv contradict each other; give one of them\n")


def test_triples_have_every_format_that_an_error_offers(example: Path, tmp_path: Path) -> None:
    refused = command.call("query", example, GROUPS, "--format", "csv", cwd=tmp_path)
    assert (refused.status, refused.out) == (2, "")
    head, _, offered = refused.err.strip().partition("; choose one of ")
    assert head == "kg: triples cannot be written as csv"
    for form in offered.split(", "):
        ran = command.call("query", example, GROUPS, "--format", form, cwd=tmp_path)
        assert (ran.status, ran.err, "Group" in ran.out) == (0, "", True), form
    described = command.call("query", example, GROUPS, "--json", cwd=tmp_path)
    assert {node["@type"][0] for node in _typed(json.loads(described.out))} == {
        "https://w3id.org/arxiv-kg/ontology#Group"
    }


def _typed(nodes: list[dict[str, list[dict[str, str]]]]) -> list[dict[str, list[str]]]:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return [{"@type": [value["@id"] for value in node[rdf_type]]} for node in nodes]


def test_questions_are_listed_as_json(example: Path, tmp_path: Path) -> None:
    listed = json.loads(command.call("ask", example, "--json", cwd=tmp_path).out)
    assert [question["name"] for question in listed] == list(questions())
    (coauthors,) = (question for question in listed if question["name"] == "coauthors")
    assert coauthors["parameters"][1] == {
        "name": "limit", "kind": "number", "description": "rows at most", "default": "200", "example": None,
    }  # fmt: skip


@pytest.mark.parametrize(("sparql", "unit"), [(PAPERS, "rows"), ("CONSTRUCT WHERE { ?p a kg:Paper }", "triples")])
def test_a_limit_cuts_the_answer_and_says_so(example: Path, tmp_path: Path, sparql: str, unit: str) -> None:
    ran = command.call("query", example, sparql, "--limit", "3", cwd=tmp_path)
    assert (ran.status, len(ran.out.splitlines()), ran.err) == (0, 5, f"the first 3 {unit} of more\n")
    whole = command.call("query", example, sparql, "--limit", "1000", cwd=tmp_path)
    assert (len(whole.out.splitlines()) > 40, whole.err) == (True, "")


@pytest.mark.parametrize("verb", [["query", PAPERS], ["ask", "coauthors", "person=Xunkai Li"]], ids=str)
def test_an_answer_too_large_points_to_what_writes_all(
    example: Path, tmp_path: Path, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.query.execute.MAX_ANSWER_BYTES", 100)
    ran = command.call(verb[0], example, *verb[1:], cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "LIMIT or --limit; kg export GRAPH graph.ttl" in ran.err


@pytest.mark.parametrize("verb", [["query", PAPERS], ["ask", "path", "person=Anna Korhonen", "other=Hinrich Schütze"]])
def test_queries_and_questions_have_one_time_limit(
    example: Path, tmp_path: Path, verb: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # the worker takes a second before it starts, ten times the limit
    monkeypatch.setattr("kg.query.execute._START", "import time; time.sleep(1)\n" + _start())
    ran = command.call(verb[0], example, *verb[1:], "--timeout", "0.1", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("kg: stopped after 0.1 s. ")


def _start() -> str:
    from kg.query.execute import _START  # noqa: PLC0415 - the value before the test changes it

    return _START


@pytest.mark.parametrize(
    "words",
    [["export", "arxiv.kg", "x"], ["report", "arxiv.kg", "-o", "x"], ["view", "arxiv.kg", "categories", "-o", "x"]],
    ids=lambda words: words[0],
)
def test_files_have_every_format_that_an_error_offers(example: Path, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "arxiv.kg").symlink_to(example)
    refused = command.call(*words[:-1], "x.foo", cwd=tmp_path)
    assert refused.status == 2
    offered = re.findall(r"\.[a-z]+\b", refused.err.partition(" in ")[2])
    assert len(offered) > 2
    for suffix in offered:
        ran = command.call(*words[:-1], f"x{suffix}", cwd=tmp_path)
        assert ran.status == 0, (suffix, ran.err)
        assert (tmp_path / f"x{suffix}").exists()


@pytest.mark.parametrize(
    ("sparql", "form", "said"),
    [
        ("SELECT ?p { ?p a kg:Paper }", "nt", "rows of a SELECT cannot be written as nt"),
        ("ASK { ?p a kg:Paper }", "ttl", "the answer to an ASK cannot be written as ttl"),
    ],
)
def test_a_format_that_does_not_fit_the_answer_is_refused(
    example: Path, tmp_path: Path, sparql: str, form: str, said: str
) -> None:
    ran = command.call("query", example, sparql, "--format", form, cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (2, "", f"kg: {said}; choose one of csv, tsv, json, xml\n")
