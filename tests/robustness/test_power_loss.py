"""System calls of a build: every file of a generation is synced to disk before the manifest names it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import PATIENCE, ROOT, environment

CALL = re.compile(r"\b(fsync|fdatasync|rename)\((.*)\)\s+= 0")
SYNCED = re.compile(r"\d+<(.*)>")
RENAMED = re.compile(r'"(.*)", "(.*)"')


@pytest.fixture
def calls(root: Path, tmp_path: Path) -> list[tuple[str, str, str]]:
    """Return the calls of a build that sync or rename files: call, path, and for renames the new path."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("no strace on the PATH; install Debian's package strace to see when files are on the disk")
    tracing = [strace, "-f", "-y", "-qq", "-o", str(tmp_path / "trace"), "-e", "trace=fsync,fdatasync,rename"]
    digest = root / "examples" / "digests" / "2026-01-02.jsonl"
    building = [sys.executable, "-m", "kg", "build", str(digest), "-o", str(tmp_path / "a.kg"), "--workers", "1"]
    ran = subprocess.run(
        [*tracing, *building],
        cwd=tmp_path,
        env=environment(ROOT, {}),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    if ran.returncode and b"ptrace" in ran.stderr:
        pytest.skip("this process may not trace others")
    assert ran.returncode == 0, ran.stderr
    return [call for line in (tmp_path / "trace").read_text().splitlines() if (call := parsed(line))]


def parsed(line: str) -> tuple[str, str, str] | None:
    call = CALL.search(line)
    paths = (RENAMED if call[1] == "rename" else SYNCED).search(call[2]) if call else None
    return (call[1], paths[1], paths[2] if call[1] == "rename" else "") if call and paths else None


def test_every_file_and_folder_is_synced_before_the_manifest_is_replaced(
    calls: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    graph = tmp_path / "a.kg"
    generation = graph / "generation-0001"
    synced: set[str] = set()
    for name, path, target in calls:
        if name != "rename":
            synced.add(path)
        elif target == str(graph / "manifest.json"):
            assert path in synced, "the new manifest itself is on the disk before it gets its name"
            break
        else:
            # a file that was synced before its renaming counts as synced
            synced |= {target + one.removeprefix(path) for one in synced if one == path or one.startswith(path + "/")}
    else:
        pytest.fail("the manifest was not renamed")
    expected = {str(path) for path in (generation, *generation.rglob("*"))}
    assert expected - synced == set()
    assert {str(graph), str(tmp_path)} <= synced, "the folders that have the names"
    assert ("fsync", str(graph), "") == calls[-1], "and the new name of the manifest at the end"
