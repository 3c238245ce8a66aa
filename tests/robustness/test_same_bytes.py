"""The same digests give the same bytes on every machine, whatever their folder and the order of arguments."""

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
    """Write all outputs three times: with two hash seeds, and from another folder with the files in shuffled order."""
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
    """Return the files below a folder by relative name, except the graph, whose parts are compared by content."""
    found = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not name.startswith("graph.kg")}


def test_everything_is_the_same(made: list[Path]) -> None:
    """All comparisons are in one test, so that parallel test processes do not build the folders again."""
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
    # the graph's metadata: input files, settings, counts
    assert len({(folder / "graph.kg" / "manifest.json").read_bytes() for folder in made}) == 1
    place = str(made[0].parent).encode()
    assert [name for name, path in first.items() if place in path.read_bytes()] == []
