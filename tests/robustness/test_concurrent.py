"""Readers during a build see either the old graph or the new one; of two writers one is refused."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from command import PATIENCE, call, run

import kg
from kg.build.repair import find_damaged_files
from kg.errors import UsageError
from kg.folder import lock_graph

build_module = import_module("kg.build.build")
COUNT = "SELECT (COUNT(?p) AS ?n) (COUNT(?a) AS ?m) { { ?p a kg:Paper } UNION { ?a a kg:Author } }"

BUILDING = """
import sys
import kg
out, *inputs = sys.argv[1:]
for _ in range(4):
    for path in inputs:
        kg.build(path, out, workers=1).close()
"""


@pytest.fixture(scope="module")
def days(root: Path) -> list[Path]:
    return [root / "examples" / "digests" / name for name in ("2025-12-30.md", "2026-01-31.md")]


def seen(graph: kg.Graph, folder: Path) -> list[object]:
    """Return a reader's view of all parts: tables, store (here and in another process), index, pages, exports."""
    return [
        graph.papers.rows(),
        graph.query(COUNT).payload,
        graph.query(COUNT, timeout=PATIENCE).payload,
        graph.search("learning"),
        graph.manifest.counts,
        graph.view("coauthors").write(folder / "a.html").read_bytes().replace(str(graph.path).encode(), b""),
        graph.export(folder / "a.nt").path.read_bytes(),
    ]


def test_each_answer_is_wholly_of_the_old_or_wholly_of_the_new_graph(days: list[Path], tmp_path: Path) -> None:
    expected, path = [], tmp_path / "g" / "a.kg"
    for number, day in enumerate(days):
        with kg.build(day, tmp_path / str(number) / "a.kg") as clean:
            expected.append(seen(clean, tmp_path))
    kg.build(days[-1], path).close()
    held = kg.load(path)
    found, commands = [], []
    with subprocess.Popen([sys.executable, "-c", BUILDING, str(path), *map(str, days)]) as building:
        while building.poll() is None:
            with kg.load(path) as graph:
                found.append(seen(graph, tmp_path))
            commands.append(run("query", path, COUNT, cwd=tmp_path))
    assert building.returncode == 0
    numbers = [expected.index(one) for one in found]  # raises ValueError for a mixture of both graphs
    assert set(numbers) == {0, 1}
    assert {ran.status for ran in commands} == {0}
    assert len({ran.out for ran in commands}) <= 2
    assert seen(held, tmp_path) in expected, "all of it was read after many builds"
    held.close()
    kg.build(days[0], path).close()
    assert len(list(path.glob("generation-*"))) == 1


def test_an_update_does_not_lose_the_files_of_another_one(
    days: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.kg"
    kg.build(days[0], path, workers=1).close()
    list_files = build_module.list_inputs

    def list_late(*arguments: Any) -> Any:
        monkeypatch.setattr(build_module, "list_inputs", list_files)
        build_module.update_folder(path, [days[1]])  # a complete update while the other process lists its files
        return list_files(*arguments)

    monkeypatch.setattr(build_module, "list_inputs", list_late)
    with pytest.raises(UsageError, match=r"another build has replaced .* run the command again"):
        build_module.update_folder(path, [days[0].with_name("2026-01-02.jsonl")])
    assert len(kg.load(path).manifest.sources) == 2
    build_module.update_folder(path, [days[0].with_name("2026-01-02.jsonl")])
    assert len(kg.load(path).manifest.sources) == 3


def test_a_build_that_finds_nothing_to_do_removes_what_others_left(days: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    reader = kg.build(days[0], path, workers=1)
    kg.build(days[1], path, workers=1).close()
    (path / "building").mkdir()
    (path / "removing-generation-0000").mkdir()
    kg.build(days[1], path, workers=1).close()
    assert sorted(p.name for p in path.glob("[!.]*")) == ["generation-0001", "generation-0002", "manifest.json"]
    reader.close()
    with lock_graph(path):
        kg.build(days[1], path, workers=1).close()
    kg.build(days[1], path, workers=1).close()
    assert sorted(p.name for p in path.glob("[!.]*")) == ["generation-0002", "manifest.json"]


def test_of_updates_at_once_all_are_in_the_graph_or_refused(days: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    kg.build(days[0], path, workers=1).close()
    added = [days[1], days[0].with_name("2026-01-02.jsonl"), days[0].with_name("2026-01-05.md")]
    command = [sys.executable, "-m", "kg", "update", str(path)]
    updates = [
        subprocess.Popen(
            [*command, str(file)], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        for file in added
    ]
    errors = [update.communicate(timeout=PATIENCE)[1] for update in updates]
    with kg.load(path) as graph:
        names = {Path(source.path).name for source in graph.manifest.sources}
    for file, update, error in zip(added, updates, errors, strict=True):
        assert (update.returncode == 0) == (file.name in names)
        if update.returncode:
            assert update.returncode == 2
            assert "another build is writing" in error or "another build has replaced" in error
    assert len(names) > 1, "one of them was first"
    assert find_damaged_files(path) == ()


def test_while_somebody_writes_every_other_writer_is_refused_and_readers_are_not(
    days: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / "a.kg"
    kg.build(days[0], path).close()
    writers = [("build", days[1], "-o", path), ("repair", path), ("update", path, days[1])]
    with lock_graph(path):
        for arguments in writers:
            ran = call(*arguments, cwd=tmp_path)
            assert (ran.status, ran.out) == (2, "")
            assert f"another build is writing {path}; wait for it" in ran.err
        for arguments in (("info", path), ("query", path, COUNT), ("search", path, "learning")):
            assert call(*arguments, cwd=tmp_path).status == 0
    for arguments in writers:
        assert call(*arguments, cwd=tmp_path).status == 0
    assert find_damaged_files(path) == ()
