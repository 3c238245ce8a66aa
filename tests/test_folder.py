import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import NotAGraph, UsageError
from kg.folder import Manifest, new_generation, open_folder

MANIFEST = Manifest("0.1.0", "http://example.org/", "0" * 64)


def put(path: Path, text: str) -> None:
    with new_generation(path) as (folder, commit):
        folder.tables.mkdir()
        (folder.tables / "x").write_text(text)
        commit(MANIFEST)


def read(path: Path) -> str:
    return (open_folder(path)[0].tables / "x").read_text()


def test_a_new_generation_replaces_the_old_and_the_one_before_goes(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    for text in ("one", "two", "three"):
        put(graph, text)
        assert read(graph) == text
    assert sorted(p.name for p in graph.iterdir() if p.is_dir()) == ["generation-0002", "generation-0003"]


def test_a_reader_keeps_what_it_opened_through_the_next_build(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    before, _ = open_folder(graph)
    put(graph, "two")
    assert (before.tables / "x").read_text() == "one"


def test_a_build_that_fails_leaves_the_old_graph_and_no_remains(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    with pytest.raises(RuntimeError), new_generation(graph) as (folder, _):
        folder.tables.mkdir()
        raise RuntimeError
    assert read(graph) == "one"
    assert not (graph / "building").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_build_killed_in_the_middle_leaves_the_old_graph_and_the_next_build_works(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    put(graph, "one")
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(f"""
            import sys, time
            from pathlib import Path
            from kg.folder import new_generation
            with new_generation(Path({str(graph)!r})) as (folder, commit):
                folder.tables.mkdir()
                print("inside", flush=True)
                time.sleep(600)
        """)],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout
    assert child.stdout.readline() == b"inside\n"
    with pytest.raises(UsageError, match="another build"):
        put(graph, "meanwhile")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert read(graph) == "one"
    put(graph, "two")
    assert read(graph) == "two"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    with pytest.raises(UsageError, match="is no graph"):
        put(tmp_path, "one")
    assert [p.name for p in tmp_path.iterdir()] == ["2024"]


def test_what_is_no_graph_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotAGraph, match=r"no such graph; make it with"):
        open_folder(tmp_path / "nowhere.kg")
    with pytest.raises(NotAGraph, match=r"no manifest\.json"):
        open_folder(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(NotAGraph, match="damaged"):
        open_folder(tmp_path)
    (tmp_path / "manifest.json").write_text('{"version":"9","base":"b","settings":"s","format":99}')
    with pytest.raises(NotAGraph, match="has format 99"):
        open_folder(tmp_path)
