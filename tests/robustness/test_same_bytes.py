"""The same digests give the same bytes, wherever they lie, in whatever order they are named, on whatever machine."""

import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from command import PATIENCE, ROOT, environment
from polars.testing import assert_frame_equal


def start(inputs: Sequence[Path], folder: Path, cwd: Path, variables: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    folder.mkdir()
    program = Path(__file__).parents[1] / "everything.py"
    return subprocess.Popen(
        [sys.executable, program, *inputs, folder], cwd=cwd, env=environment(ROOT, variables), stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three folders of everything: two hash seeds, then the files one by one, shuffled, from another place."""
    top = tmp_path_factory.mktemp("made")
    examples = root / "examples" / "digests"
    elsewhere = shutil.copytree(examples, top / "else where" / "Ünïcode")
    files = sorted(elsewhere.iterdir(), reverse=True)
    random.Random(5).shuffle(files)  # noqa: S311 - an order, no secret
    alone = {"PYTHONHASHSEED": "4242", "POLARS_MAX_THREADS": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    running = [
        start([examples], top / "a", root, {"PYTHONHASHSEED": "0"}),
        start([examples], top / "b", root, {"PYTHONHASHSEED": "1"}),
        start([*files, elsewhere / "2026-01-31.md"], top / "c", top, alone),
    ]
    assert [process.wait(PATIENCE) for process in running] == [0, 0, 0]
    return [top / name for name in "abc"]


def files(folder: Path) -> dict[str, Path]:
    """The files below a folder by relative name, but for the graph itself, whose parts are compared by content."""
    found = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not name.startswith("graph.kg")}


def test_everything_is_the_same(made: list[Path]) -> None:
    """One test, so that no other process makes the three folders again."""
    first = files(made[0])
    assert len(first) > 50
    for folder in made[1:]:
        other = files(folder)
        assert first.keys() == other.keys()
        for name, path in first.items():
            if path.suffix == ".parquet":
                assert_frame_equal(pl.read_parquet(path), pl.read_parquet(other[name]))
        texts = [name for name, path in first.items() if path.suffix != ".parquet"]
        assert [name for name in texts if first[name].read_bytes() != other[name].read_bytes()] == []
    # the graph's own account of itself: what it was made from, by which settings, how much there is
    assert len({(folder / "graph.kg" / "manifest.json").read_bytes() for folder in made}) == 1
    place = str(made[0].parent).encode()
    assert [name for name, path in first.items() if place in path.read_bytes()] == []
