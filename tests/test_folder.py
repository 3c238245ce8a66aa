import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import NotAGraph, UsageError
from kg.folder import Manifest, companion, new_generation, open_folder, vocabulary_file
from kg.settings import Settings

SETTINGS = Settings().with_values({"base": "http://example.org/", "authors.merge_bits": 2})
MANIFEST = Manifest("0.1.0", SETTINGS)


def put(path: Path, text: str, manifest: Manifest = MANIFEST) -> None:
    with new_generation(path) as (folder, commit):
        folder.tables.mkdir()
        (folder.tables / "x").write_text(text)
        commit(manifest)


def read(path: Path) -> str:
    return (open_folder(path)[0].tables / "x").read_text()


def test_a_new_generation_replaces_the_old_which_nobody_reads(tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    for text in ("one", "two", "three"):
        put(graph, text)
        assert read(graph) == text
    assert sorted(p.name for p in graph.iterdir() if p.is_dir()) == ["generation-0003"]


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
    with pytest.raises(UsageError, match="is not a graph"):
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
    (tmp_path / "manifest.json").write_text("[]")
    with pytest.raises(NotAGraph, match="damaged"):
        open_folder(tmp_path)


@pytest.mark.parametrize("form", [1, 99])
def test_a_graph_of_another_format_is_to_be_built_again(tmp_path: Path, form: int) -> None:
    (tmp_path / "manifest.json").write_text(f'{{"version":"9","base":"b","settings":"{"0" * 64}","format":{form}}}')
    with pytest.raises(NotAGraph, match=rf"the graph has format {form}, this version reads 5; build it again"):
        open_folder(tmp_path)


def test_the_settings_of_a_graph_are_read_back_whole(tmp_path: Path) -> None:
    put(tmp_path / "a.kg", "one")
    _, manifest = open_folder(tmp_path / "a.kg")
    assert (manifest.settings, manifest.base, manifest.named_graphs) == (SETTINGS, "http://example.org/", False)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"merge_bit": 2.0', r'other settings than this version \(no setting called "authors\.merge_bit"'),
        ('"merge_bits": "2"', r'authors\.merge_bits is a number, not "2"'),
    ],
)
def test_a_graph_with_settings_of_another_version_is_to_be_built_again(
    tmp_path: Path, written: str, shown: str
) -> None:
    put(tmp_path / "a.kg", "one")
    manifest = tmp_path / "a.kg" / "manifest.json"
    assert '"merge_bits": 2.0' in manifest.read_text()
    manifest.write_text(manifest.read_text().replace('"merge_bits": 2.0', written))
    with pytest.raises(NotAGraph, match=rf"{shown}.*build it again"):
        open_folder(tmp_path / "a.kg")


def test_decisions_are_found_beside_a_graph_that_is_moved_with_them(tmp_path: Path) -> None:
    graph, decisions = tmp_path / "here" / "a.kg", tmp_path / "here" / "decisions"
    decisions.mkdir(parents=True)
    put(graph, "one", replace(MANIFEST, decisions=companion(decisions, graph)))
    (tmp_path / "here").rename(tmp_path / "there")
    moved = tmp_path / "there" / "a.kg"
    recorded = open_folder(moved)[1].decisions
    assert recorded
    assert recorded.locate(moved).resolve() == tmp_path / "there" / "decisions"


def test_decisions_are_found_where_they_were_when_the_graph_alone_is_moved(tmp_path: Path) -> None:
    graph, decisions = tmp_path / "here" / "a.kg", tmp_path / "decisions"
    decisions.mkdir()
    put(graph, "one", replace(MANIFEST, decisions=companion(decisions, graph)))
    (tmp_path / "deep" / "er").mkdir(parents=True)
    moved = graph.rename(tmp_path / "deep" / "er" / "a.kg")
    recorded = open_folder(moved)[1].decisions
    assert recorded
    assert recorded.locate(moved) == decisions


def test_vocabulary_files_are_recorded_by_name_and_content(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("x")
    recorded = (vocabulary_file(tmp_path / "own.ttl", tmp_path / "a.kg"),)
    put(tmp_path / "a.kg", "one", replace(MANIFEST, vocabulary=recorded, only_vocabulary=True))
    _, manifest = open_folder(tmp_path / "a.kg")
    assert (manifest.vocabulary, manifest.only_vocabulary) == (recorded, True)
    assert recorded[0].name == "own.ttl"
    assert recorded[0].sha256.startswith("2d711642b726b044")
