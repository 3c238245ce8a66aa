"""``kg update`` and ``kg watch``."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import command
import pytest

import kg
from kg.folder import is_graph, lock_graph


@pytest.fixture
def days(root: Path, tmp_path: Path) -> list[Path]:
    """Copy three days of the example digests to a separate folder."""
    folder = tmp_path / "days"
    folder.mkdir()
    digests = root / "examples" / "digests"
    return [
        Path(shutil.copy(digests / name, folder)) for name in ("2025-12-30.md", "2025-12-31.jsonl", "2026-01-31.md")
    ]


def test_an_update_says_what_it_added(days: list[Path], tmp_path: Path) -> None:
    assert command.call("build", days[0], "-o", "a.kg", cwd=tmp_path).status == 0
    ran = command.call("update", "a.kg", *days[1:], "--explain", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert ran.err.startswith("2 files added\n")
    assert "tag texts" in ran.out
    again = command.call("update", "a.kg", *days, cwd=tmp_path)
    assert again.err.startswith("nothing new: the graph already has these files\n")
    info = json.loads(command.call("update", "a.kg", days[0], "--json", cwd=tmp_path).out)
    assert len(info["sources"]) == 3


def test_a_build_says_what_changed(days: list[Path], tmp_path: Path) -> None:
    command.call("build", days[0].parent, "-o", "a.kg", cwd=tmp_path)
    days[0].unlink()
    days[2].write_text(days[2].read_text("utf-8").replace("2601.", "2602."), "utf-8")
    assert command.call("build", days[0].parent, "-o", "a.kg", cwd=tmp_path).err.startswith(
        "1 file replaced, 1 file gone\n"
    )


def test_statistics_that_step_are_mentioned(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": f"2601.0000{n}", "title": f"On {n}", "authors": ["Ann Lee"], "abstract": "We sort."})
        for n in range(4)
    ]
    (tmp_path / "2026-01-05.jsonl").write_text("\n".join(rows[:3]) + "\n", "utf-8")
    (tmp_path / "2026-01-06.jsonl").write_text(rows[3] + "\n", "utf-8")
    command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=tmp_path)
    assert "are counted on 4 papers from now on" in command.call("update", "a.kg", "2026-01-06.jsonl", cwd=tmp_path).err


@pytest.mark.parametrize("what", ["no graph", "no file"])
def test_an_update_of_nothing_is_refused(days: list[Path], tmp_path: Path, what: str) -> None:
    if what == "no graph":
        ran = command.call("update", "missing.kg", days[0], cwd=tmp_path)
        assert "no such graph; make it with: kg build INPUT -o missing.kg" in ran.err
    else:
        command.call("build", days[0], "-o", "a.kg", cwd=tmp_path)
        ran = command.call("update", "a.kg", "missing.md", cwd=tmp_path)
        assert "missing.md: no such file or folder" in ran.err
    assert ran.status == 3


def papers(graph: Path) -> int:
    return kg.load(graph).papers.height if is_graph(graph) else 0


def watch(folder: Path, graph: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "watch", folder, "-o", graph, "--every", "0.2", "--no-store"],
        cwd=graph.parent, env=command.environment(command.ROOT, {}), stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for(graph: Path, count: int, watching: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + command.PATIENCE
    while papers(graph) != count:
        assert watching.poll() is None
        assert time.monotonic() < deadline, papers(graph)
        time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_watched_folder_is_followed_until_the_watch_is_interrupted(days: list[Path], tmp_path: Path) -> None:
    """The graph follows files that arrive (even half-written) or are deleted, starting from an empty folder."""
    counts = []
    for number in range(1, 4):
        kg.build(days[:number], tmp_path / f"{number}.kg", store=False, workers=1)
        counts.append(papers(tmp_path / f"{number}.kg"))
    folder, graph = tmp_path / "watched", tmp_path / "a.kg"
    folder.mkdir()
    watching = watch(folder, graph)
    try:
        for number, path in enumerate(days):
            text = path.read_bytes()
            (folder / path.name).write_bytes(text[: len(text) // 2])
            (folder / path.name).write_bytes(text)
            wait_for(graph, counts[number], watching)
        (folder / days[2].name).unlink()
        wait_for(graph, counts[1], watching)
    finally:
        watching.send_signal(signal.SIGINT)
        _, said = watching.communicate(timeout=command.PATIENCE)
    assert watching.returncode == 130
    assert b"Traceback" not in said
    assert b"1 file added" in said


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_watch_waits_for_another_build(days: list[Path], tmp_path: Path) -> None:
    graph = tmp_path / "a.kg"
    kg.build(days[0], graph, store=False, workers=1).close()
    with lock_graph(graph):
        watching = watch(days[0].parent, graph)
        assert watching.stderr
        said = watching.stderr.readline()
    try:
        assert said == f"another build is writing {graph}; waiting for it\n".encode()
        kg.build(days, tmp_path / "all.kg", store=False, workers=1).close()
        wait_for(graph, papers(tmp_path / "all.kg"), watching)
    finally:
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=command.PATIENCE)
