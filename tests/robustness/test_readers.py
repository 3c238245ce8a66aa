"""Readers keep the generation they opened; builds remove only unused generations."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

import kg
from kg.errors import NotAGraph
from kg.folder import Manifest, new_generation, open_folder
from kg.settings import Settings
from kg.system.locks import READERS, Hold, hold

MANIFEST = Manifest("0.1.0", Settings())


def put(path: Path, text: str, *, keep_held: bool = True) -> None:
    with new_generation(path) as (folder, commit):
        folder.tables.mkdir()
        for name in "xy":
            (folder.tables / name).write_text(text)
        commit(MANIFEST, keep_held=keep_held)


def generations(path: Path) -> list[str]:
    return sorted(p.name for p in path.iterdir() if p.is_dir())


def test_a_reader_keeps_what_it_opened_through_many_builds(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    before, _ = open_folder(graph)
    for text in ("two", "three", "four"):
        put(graph, text)
    assert (before.tables / "x").read_text() == "one"
    assert generations(graph) == ["generation-0001", "generation-0004"]


def test_what_nobody_reads_any_more_goes_with_the_next_build(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    first, second = open_folder(graph)[0], open_folder(graph)[0]
    put(graph, "two")
    assert first.hold
    first.hold.release()
    put(graph, "three")
    assert generations(graph) == ["generation-0001", "generation-0003"]
    del second
    put(graph, "four")
    assert generations(graph) == ["generation-0004"]


READING = """
import sys
from pathlib import Path
from kg.folder import open_folder
folder, _ = open_folder(Path(sys.argv[1]))
print("reading", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_reader_that_is_killed_leaves_no_lock(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    command = [sys.executable, "-c", READING, str(graph)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == b"reading\n"
        put(graph, "two")
        assert generations(graph) == ["generation-0001", "generation-0002"]
        reader.kill()
    put(graph, "three")
    assert generations(graph) == ["generation-0003"]


def test_what_may_be_on_disk_no_longer_goes_also_where_it_is_read(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    before, _ = open_folder(graph)
    put(graph, "two", keep_held=False)
    assert generations(graph) == ["generation-0002"]
    assert not before.tables.exists()


def test_a_graph_that_was_closed_says_that_it_was_replaced(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.kg"
    kg.build(root / "examples" / "digests" / "2025-12-30.md", path, store=False).close()
    closed, opened = kg.load(path), kg.load(path)
    table, view = kg.load(path).tables, opened.view("coauthors")
    closed.close()
    opened.close()
    put(path, "other")
    assert table["papers"].height, "tables hold what they are read from, also when the graph itself is gone"
    del table
    put(path, "another")
    for read in (lambda: closed.papers, lambda: closed.query("ASK {}"), lambda: view.write(tmp_path / "a.html")):
        with pytest.raises(NotAGraph, match="the graph was replaced by a newer build"):
            read()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_without_locks_the_graph_is_read_and_the_one_before_stays_for_a_build(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    graph, lock = tmp_path / "a.kg", fcntl.flock

    def refuse(descriptor: int, operation: int) -> None:
        if os.fstat(descriptor).st_ino in {path.stat().st_ino for path in graph.glob(f"*/{READERS}")}:
            raise OSError(number, os.strerror(number))
        lock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", refuse)
    put(graph, "one")
    before, _ = open_folder(graph)
    put(graph, "two")
    assert (before.tables / "x").read_text() == "one"
    put(graph, "three")
    assert generations(graph) == ["generation-0002", "generation-0003"]


def test_a_copy_without_lock_files_is_held_too(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    (graph / "generation-0001" / READERS).unlink()
    before, _ = open_folder(graph)
    put(graph, "two")
    assert (before.tables / "x").read_text() == "one"


def test_what_a_build_killed_while_removing_left_behind_goes_with_the_next(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    (graph / "removing-generation-0000" / "tables").mkdir(parents=True)
    put(graph, "two")
    assert generations(graph) == ["generation-0002"]


def test_a_build_that_commits_between_manifest_and_lock_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")

    def hold_late(generation: Path) -> Hold:
        monkeypatch.setattr("kg.folder.hold", hold)
        put(graph, "two")
        return hold(generation)

    monkeypatch.setattr("kg.folder.hold", hold_late)
    folder, manifest = open_folder(graph)
    assert (manifest.generation, (folder.tables / "x").read_text()) == (2, "two")


WRITING = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[2])
    from pathlib import Path
    from test_readers import put
    for number in range(int(sys.argv[3])):
        put(Path(sys.argv[1]), str(number) * 10)
""")


def test_readers_that_open_while_builds_commit_see_one_generation_whole(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "start")
    command = [sys.executable, "-c", WRITING, str(graph), str(Path(__file__).parent), "60"]
    faults: list[object] = []
    seen: set[str] = set()

    def read_until(ended: threading.Event) -> None:
        try:
            while not ended.is_set():
                folder, _ = open_folder(graph)
                found = {(folder.tables / name).read_text() for name in "xy"}
                seen.update(found)
                if len(found) != 1:
                    faults.append(found)
        except Exception as error:  # noqa: BLE001 - any error is a fault here
            faults.append(error)

    ended = threading.Event()
    threads = [threading.Thread(target=read_until, args=(ended,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    writing = subprocess.run(command, check=False)
    ended.set()
    for thread in threads:
        thread.join()
    assert writing.returncode == 0
    assert faults == []
    assert len(seen) > 10
    put(graph, "last")
    assert len(generations(graph)) == 1
