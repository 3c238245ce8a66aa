"""The wheel that people install: it is built, unpacked and used outside of the checkout."""

import email
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from command import Ran, run

from kg.version import __version__


def built(kind: str, checkout: Path, out: Path) -> Path:
    """Build a wheel or sdist as pip does, without network access."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", out]
    made = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    (path,) = out.iterdir()
    return path


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", root, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the unpacked source distribution."""
    out = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built("sdist", root, out)) as archive:
        archive.extractall(out, filter="data")
    return out / f"arxiv_kg-{__version__}"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel's packages only; dependencies come from the test environment."""
    out = tmp_path_factory.mktemp("installed")
    shutil.unpack_archive(wheel, out, "zip")
    return out


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_is_used_away_from_the_checkout(root: Path, installed: Path, tmp_path: Path) -> None:
    def kg(*arguments: str | Path) -> Ran:
        ran = run(*arguments, cwd=tmp_path, code=installed)
        assert ran.status == 0, ran.err
        return ran

    where = subprocess.run(
        [sys.executable, "-c", "import kg, kg.assets; print(kg.__file__, kg.assets.path('viz'), sep='\\n')"],
        cwd=tmp_path, env={"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert [Path(place).relative_to(installed).parts[0] for place in where] == ["kg", "kg"]

    assert re.search(r"[1-9]\d papers of 2025-10", kg("build", root / "examples" / "digests", "-o", "a.kg").err)
    kg("view", "a.kg", "overview", "-o", "overview.html")
    page = (tmp_path / "overview.html").read_text(encoding="utf-8")
    assert "dataset.ready" in page
    assert re.search(r"<script[^>]+src=", page) is None
    assert "0 violations" in kg("check", "a.kg").err
    assert "TASK" in kg("evaluate", "concepts", root / "examples" / "concepts" / "spans.jsonl", "--task", "spans").out
    assert "Henan Sun" in kg("ask", "a.kg", "coauthors", "person=Xunkai Li", "--format", "csv").out


def test_the_wheel_holds_the_package_its_data_and_nothing_else(root: Path, wheel: Path) -> None:
    names = contents(wheel).keys()
    assert {name.partition("/")[0] for name in names} == {"kg", f"arxiv_kg-{__version__}.dist-info"}
    building = re.compile(r"viz/explorer/(src|tools|node_modules|package|tsconfig)")  # files that only the build reads
    for folder in ("ontology", "viz"):
        found = (p.relative_to(root).as_posix() for p in (root / folder).rglob("*") if p.is_file())
        files = {name for name in found if not building.match(name)}
        assert {f"kg/_data/{name}" for name in files} == {n for n in names if n.startswith(f"kg/_data/{folder}/")}
    modules = {p.relative_to(root).as_posix() for p in (root / "kg").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules
    assert "kg/py.typed" in names
    unwanted = re.compile(r"tests?/|conftest|benchmarks?/|__pycache__|\.pyc$|examples/|exports/|/\.")
    assert [name for name in names if unwanted.search(name)] == []


def test_the_wheel_says_what_it_is(root: Path, wheel: Path) -> None:
    held = contents(wheel)
    folder = f"arxiv_kg-{__version__}.dist-info"
    metadata = email.message_from_bytes(held[f"{folder}/METADATA"])
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (metadata["Name"], metadata["Version"], metadata["License-Expression"]) == (
        "arxiv-kg", __version__, "Apache-2.0",
    )  # fmt: skip
    needed = metadata.get_all("Requires-Dist", [])
    assert sum("extra ==" not in line for line in needed) == len(project["dependencies"])
    extras = {"cluster", "evaluate", "figures", "fit", "shacl", "all", "dev"}
    assert set(metadata.get_all("Provides-Extra", [])) == extras
    assert held[f"{folder}/licenses/LICENSE"] == (root / "LICENSE").read_bytes()
    assert b"kg = kg.cli:main" in held[f"{folder}/entry_points.txt"]
    assert "# arxiv-kg" in str(metadata.get_payload())


def test_the_source_distribution_is_enough_to_build_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    again = contents(built("wheel", sdist, tmp_path))
    once = contents(wheel)
    assert again.keys() == once.keys()
    assert [name for name in once if once[name] != again[name]] == []


def test_the_source_distribution_is_enough_to_test(root: Path, sdist: Path) -> None:
    for name in ("Makefile", "README.md", "LICENSE", "CHANGELOG.md", "examples/digests", "exports/sample", "docs"):
        assert (sdist / name).exists(), name
    tests = {p.relative_to(root).as_posix() for p in (root / "tests").rglob("*.py")}
    assert tests <= {p.relative_to(sdist).as_posix() for p in (sdist / "tests").rglob("*.py")}
    assert not list(sdist.rglob("__pycache__"))
    assert not list(sdist.rglob("*.kg"))
