"""Queries run in a process that can be stopped, with errors that help to correct them."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KGError, NotAGraph, QueryError, QueryTimeout
from kg.query import ResultKind, Worker, run, table
from kg.system.available_memory import available_memory

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_prefixes_and_the_union_of_graphs_are_there_without_being_asked_for(store_folder: Path) -> None:
    query = 'SELECT ?p { ?p kg:evaluatedOn/rdfs:label "ToyBench" ; kg:month ?m FILTER(?m >= "2025-12") }'
    assert "arxiv:2512.00005" in table(run(store_folder, query))


def test_a_declared_prefix_wins(store_folder: Path) -> None:
    query = "PREFIX kg: <http://xmlns.com/foaf/0.1/> ASK { ?who kg:name 'Bo Lind' }"
    assert bool(run(store_folder, query))


def test_relative_iris_are_below_the_base(store_folder: Path) -> None:
    assert bool(run(store_folder, "ASK { <author/bo-lind/2511.00001> a kg:Author }"))


@pytest.mark.parametrize("timeout", [60.0, None])
def test_worker_and_process_give_the_same(store_folder: Path, timeout: float | None) -> None:
    solutions = run(store_folder, "SELECT ?n { ?p foaf:name ?n } ORDER BY ?n", timeout=timeout)
    assert solutions.kind is ResultKind.SOLUTIONS
    assert len(list(solutions)) == 11
    triples = run(store_folder, "DESCRIBE <author/bo-lind/2511.00001>", timeout=timeout)
    assert triples.kind is ResultKind.TRIPLES
    assert b"foaf:name" in triples.serialize("ttl", {"foaf": "http://xmlns.com/foaf/0.1/"})
    with pytest.raises(QueryError, match="line 2, column 1: the"):
        run(store_folder, "SELECT *\n{ ?s ?p ", timeout=timeout)


def test_a_query_without_end_is_stopped(store_folder: Path) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"stopped after 0\.5 s"):
        run(store_folder, CROSS_PRODUCT, timeout=0.5)
    assert time.monotonic() - started < 10


def test_a_worker_answers_again_after_a_query_that_was_stopped_or_wrong(store_folder: Path) -> None:
    with Worker(store_folder) as worker:
        with pytest.raises(QueryTimeout):
            worker.run(CROSS_PRODUCT, timeout=0.5)
        with pytest.raises(QueryError):
            worker.run("SELECT")
        assert bool(worker.run("ASK { ?s ?p ?o }"))


ASKING = """
import sys
from pathlib import Path
from kg.query import Worker
with Worker(Path(sys.argv[1])) as worker:
    worker.run("ASK { ?s ?p ?o }")
    print(worker._process.pid, flush=True)
    worker.run(sys.argv[2], timeout=600)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGHUP", "SIGTERM"])
def test_a_query_ends_with_the_process_that_asked(store_folder: Path, name: str) -> None:
    command = [sys.executable, "-c", ASKING, str(store_folder), CROSS_PRODUCT]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as asking:
        assert asking.stdout is not None
        worker = int(asking.stdout.readline())
        time.sleep(0.5)  # until the query runs
        asking.send_signal(getattr(signal, name))
        asking.wait(30)
    deadline = time.monotonic() + 30
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(worker, 0)
            time.sleep(0.1)


GREEDY = """
import resource, sys
from pathlib import Path
from kg.errors import QueryError
from kg.query import Worker
with Worker(Path(sys.argv[1]), memory=150 * 2**20) as worker:
    worker.run("ASK { ?s ?p ?o }")
    try:
        worker.run(sys.argv[2], timeout=600)
    except QueryError as error:
        print(error)
    print(bool(worker.run("ASK { ?s ?p ?o }")))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a LIMIT 1",
        "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
        "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?c ?d ?f ?g",
    ],
)
def test_a_query_that_wants_all_memory_ends_with_an_error_and_the_machine_lives(
    store_folder: Path, sparql: str
) -> None:
    command = [sys.executable, "-c", GREEDY, str(store_folder), sparql]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    error, again, megabytes = ran.stdout.splitlines()
    assert error.startswith("the query ended its worker: it needs more than 150 MB of memory")
    assert again == "True"
    assert 100 < int(megabytes) < 300, "the worker itself takes some 50 MB"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_half_of_the_memory_that_is_left_stays_for_other_programs(store_folder: Path) -> None:
    left = available_memory()
    assert left is not None
    with Worker(store_folder) as worker:
        worker.run("ASK { ?s ?p ?o }")
        assert worker._process is not None
        limits = Path(f"/proc/{worker._process.pid}/limits").read_text(encoding="ascii")
    bound = int(next(line for line in limits.splitlines() if line.startswith("Max data size")).split()[3])
    assert 0.3 * left < bound < 0.75 * left, "what the process itself uses comes on top, and others may free some"


def test_an_answer_too_large_is_refused(store_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.query.execute.MAX_ANSWER_BYTES", 10_000)
    with pytest.raises(QueryError, match=r"fewer rows with LIMIT.*kg export GRAPH"):
        run(store_folder, "SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAGraph, match="no store here"):
        run(tmp_path, "ASK {}")
    with pytest.raises(NotAGraph, match="no store here"):
        run(tmp_path, "ASK {}", timeout=None)
    assert not list(tmp_path.iterdir())


def test_the_caret_stands_below_the_fault(store_folder: Path) -> None:
    with pytest.raises(QueryError) as caught:
        run(store_folder, "SELECT *\n{ ?s ?p '中文' ?}")
    message = str(caught.value).splitlines()
    assert message[0].startswith("line 2, column ")
    assert message[2].index("^") > message[1].index("'")


def test_an_unknown_prefix_lists_the_known_ones(store_folder: Path) -> None:
    with pytest.raises(QueryError, match=r"known are .*foaf.*kg"):
        run(store_folder, "SELECT * { ?s nope:p ?o }")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["SELECT", "ASK", "*", "{", "}", "?s", "?p", "?o", ".", "kg:month", "'x'", '"', "FILTER(", ")", "<",
                 ">", "COUNT(?s)", "GROUP BY", "SERVICE", "<http://x/>", "LIMIT", "1", "#", "\\", "UNION", "VALUES"]
            ),
            st.text(st.characters(), max_size=4),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_query_text_raises_anything_else(store_folder: Path, words: list[str]) -> None:
    # three patterns over eight papers cannot run for long
    if words.count("{") > 2 or words.count("?s") + words.count("?o") > 3:
        return
    with suppress(KGError):
        run(store_folder, " ".join(words), timeout=None)
