"""Killed builds and concurrent readers: the old graph stays complete until the new one is."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import command
import polars as pl
import pytest

import kg
from kg.errors import NotAGraph
from kg.folder import is_graph

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")

COUNT = "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }"


@pytest.fixture(scope="module")
def one_day(root: Path) -> Path:
    return root / "examples" / "digests" / "2026-01-31.md"


@pytest.fixture(scope="module")
def many(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Repeat the examples under other ids and names, so that a build is slow enough to be killed in each stage."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((root / "examples" / "digests").glob("*.jsonl"))]
    lines = [line for text in texts for line in text.splitlines() if line.endswith("}")]
    path = tmp_path_factory.mktemp("many") / "2026-01-31.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for copy in range(20):
            for number, line in enumerate(lines):
                row = json.loads(line)
                row["id"] = f"2601.{1 + copy * len(lines) + number:05}"
                row["authors"] = [f"{name} {chr(ord('a') + copy)}" for name in row["authors"]]
                out.write(json.dumps(row) + "\n")
    return path


def papers(path: Path) -> int:
    with kg.load(path) as graph:
        ((count,),) = graph.query(COUNT)
        assert int(count.value) == graph.papers.height
        return graph.papers.height


def kill(running: "subprocess.Popen[bytes]", when: Path) -> None:
    """Kill a build as soon as the path ``when`` exists."""
    deadline = time.monotonic() + command.PATIENCE
    while not when.exists():
        assert running.poll() is None, f"the build ended before {when.name} was seen"
        assert time.monotonic() < deadline
        time.sleep(0.001)
    os.kill(running.pid, signal.SIGKILL)
    assert running.wait(command.PATIENCE) == -signal.SIGKILL


@pytest.mark.parametrize("stage", ["", "tables/papers.parquet", "search.sqlite", ".store.building/CURRENT"])
def test_a_killed_build_leaves_the_old_graph_and_nothing_in_the_way_of_the_next(
    stage: str, one_day: Path, many: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "a.kg"
    kg.build(one_day, graph)
    before = papers(graph)
    kill(command.start("build", many, "-o", graph, cwd=tmp_path), graph / "building" / stage)
    assert (graph / "building").is_dir()
    assert papers(graph) == before
    assert kg.load(graph).search("learning")
    kg.build([one_day.with_name("2025-12-30.md"), one_day], graph)
    assert papers(graph) > before
    assert not (graph / "building").exists()


def test_a_first_build_that_is_killed_leaves_no_graph_and_the_next_one_works(
    one_day: Path, many: Path, tmp_path: Path
) -> None:
    graph = tmp_path / "a.kg"
    kill(command.start("build", many, "-o", graph, cwd=tmp_path), graph / "building" / "tables" / "papers.parquet")
    assert not is_graph(graph)
    with pytest.raises(NotAGraph):
        kg.load(graph)
    kg.build(one_day, graph)
    assert papers(graph) > 0
    assert sorted(p.name for p in graph.iterdir()) == [".lock", "generation-0001", "manifest.json"]


def test_killed_between_its_last_two_steps_a_build_did_not_happen(one_day: Path, tmp_path: Path) -> None:
    """The new generation is renamed and the manifest names the old one: a moment too short for random kills."""
    graph = tmp_path / "a.kg"
    kg.build(one_day, graph)
    before = papers(graph)
    kg.build(one_day.with_name("2025-12-30.md"), tmp_path / "other.kg")
    (tmp_path / "other.kg" / "generation-0001").rename(graph / "generation-0002")
    (graph / "manifest.json.tmp").write_text("{")
    assert papers(graph) == before
    kg.build([one_day.with_name("2025-12-30.md"), one_day], graph)
    assert papers(graph) > before
    assert sorted(p.name for p in graph.glob("generation-*")) == ["generation-0003"]


def test_readers_keep_their_answers_while_another_build_replaces_the_graph(one_day: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    with kg.build(one_day, path) as reader, kg.load(path) as late:
        before = reader.papers.height
        running = command.start("build", one_day.parent, "-o", path, cwd=tmp_path)
        answered = 0
        while running.poll() is None:
            ((count,),) = reader.query(COUNT)
            assert int(count.value) == before
            answered += 1
        assert running.returncode == 0
        assert answered > 10
        # this reader opens its files only now, after a newer generation has replaced the graph
        ((count,),) = late.query(COUNT, timeout=command.PATIENCE)
        assert int(count.value) == late.papers.height == before
        assert late.authors.filter(pl.col("name") == reader.authors["name"][0]).height == 1
        assert late.search("learning") == reader.search("learning")
        assert late.view("coauthors").network.nodes.height == reader.views.project("coauthors").nodes.height
        assert papers(path) > before


def test_two_builds_do_not_share_a_graph(one_day: Path, many: Path, tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    first = command.start("build", many, "-o", graph, cwd=tmp_path)
    while not (graph / "building").exists():
        assert first.poll() is None
        time.sleep(0.001)
    second = command.run("build", one_day, "-o", graph, cwd=tmp_path)
    assert (second.status, second.out) == (2, "")
    assert "another build is writing" in second.err
    assert first.poll() is None  # the second build has not stopped it
    first.kill()
    first.wait(command.PATIENCE)
