"""A graph built without a store gets one at its first query; operations that need no store do not make it."""

import shutil
import subprocess
import sys
from pathlib import Path

import command
import pytest

import kg

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def bare(example: Path, tmp_path: Path) -> Path:
    """Return the example graph without its store."""
    shutil.copytree(example, tmp_path / "bare.kg", ignore=shutil.ignore_patterns("store"))
    return tmp_path / "bare.kg"


def test_the_first_query_makes_the_store_that_a_build_makes(bare: Path, example: Path) -> None:
    with kg.load(bare) as graph, kg.load(example) as built:
        assert not graph.rdf.is_loaded
        assert list(graph.query(COUNT)) == list(built.query(COUNT))
        assert graph.rdf.is_loaded
        assert list(graph.ask("coauthors", person="Xunkai Li").result) == list(
            built.ask("coauthors", person="Xunkai Li").result
        )


def test_a_query_with_a_time_limit_makes_it_too(bare: Path) -> None:
    assert bool(kg.load(bare).query("ASK { ?p a kg:Paper }", timeout=60))


def test_a_graph_is_loaded_once_and_says_so(bare: Path) -> None:
    graph = kg.load(bare)
    stages: list[str] = []
    graph.rdf.load(stages.append)
    graph.rdf.load(stages.append)
    assert stages == ["loading the store"]


def test_processes_that_ask_at_once_make_one_store(bare: Path) -> None:
    code = f"import kg; print(len(list(kg.load({str(bare)!r}).query('SELECT ?p {{ ?p a kg:Paper }}'))))"
    asking = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = {process.communicate()[0] for process in asking}
    assert len(answers) == 1
    assert int(answers.pop()) > 30


def test_only_queries_wait_for_the_store(bare: Path, tmp_path: Path) -> None:
    for words in (["info"], ["search", "gaussian"], ["show", "Bo Han"], ["view", "coauthors", "-o", "x.html"], ["ask"]):
        ran = command.call(words[0], bare, *words[1:], cwd=tmp_path)
        assert ran.status == 0, ran.err
    assert not kg.load(bare).rdf.is_loaded
    assert command.call("ask", bare, "coauthors", "person=Xunkai Li", cwd=tmp_path).status == 0
    assert kg.load(bare).rdf.is_loaded


def test_a_build_may_leave_the_store_to_the_first_query(root: Path, tmp_path: Path) -> None:
    graph = kg.build(root / "examples" / "digests" / "2026-01-31.md", tmp_path / "a.kg", store=False)
    assert not graph.rdf.is_loaded
    assert graph.check() == []
