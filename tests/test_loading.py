"""The store made by the first query is complete or absent, even after kills and with several processes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.folder import GraphFolder, open_folder
from kg.loading import ensure_store
from kg.settings import Settings, StoreSettings
from kg.store import OxigraphStore

PATIENCE = 120
MAKE = "import sys; from pathlib import Path; from kg.folder import open_folder; from kg.loading import ensure_store; \
folder, manifest = open_folder(Path(sys.argv[1])); ensure_store(folder, manifest.settings, print)"


@pytest.fixture
def bare(example: Path, tmp_path: Path) -> Path:
    """Return the example graph without its store."""
    shutil.copytree(example, tmp_path / "bare.kg", ignore=shutil.ignore_patterns("store"))
    return tmp_path / "bare.kg"


def _making(graph: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", MAKE, str(graph)], stdout=subprocess.PIPE, text=True)


def _quads(folder: Path) -> list[str]:
    with OxigraphStore.open(folder) as store:
        return sorted(map(str, store.quads()))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_store_whose_making_was_killed_is_made_again(bare: Path, example: Path) -> None:
    folder, _ = open_folder(bare)
    running = _making(bare)
    until = time.monotonic() + PATIENCE
    while not (folder.generation / ".store.building" / "CURRENT").exists():
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.001)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate(timeout=PATIENCE)
    assert running.returncode == -signal.SIGKILL
    assert not folder.store.exists()
    assert kg.load(bare).query("ASK { ?p a kg:Paper }")
    assert _quads(folder.store) == _quads(open_folder(example)[0].store)
    assert {p.name for p in folder.generation.iterdir()} == {
        p.name for p in open_folder(example)[0].generation.iterdir()
    }


def test_of_several_processes_one_makes_the_store(bare: Path, example: Path) -> None:
    running = [_making(bare) for _ in range(3)]
    said = [process.communicate(timeout=PATIENCE)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(said) == ["", "", "loading the store\n"]
    assert _quads(open_folder(bare)[0].store) == _quads(open_folder(example)[0].store)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_cannot_be_written_is_reported(bare: Path) -> None:
    folder, manifest = open_folder(bare)
    folder.generation.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="no SPARQL store, and none can be written"):
            ensure_store(folder, manifest.settings)
    finally:
        folder.generation.chmod(0o700)


@pytest.mark.parametrize(
    ("settings", "texts", "graphs"),
    [
        (StoreSettings(), False, False),
        (StoreSettings(texts=True), True, False),
        (StoreSettings(named_graphs=True), False, True),
    ],
)
def test_settings_say_what_the_store_contains(bare: Path, settings: StoreSettings, texts: bool, graphs: bool) -> None:
    folder, _ = open_folder(bare)
    ensure_store(GraphFolder(folder.path, folder.generation), Settings(store=settings))
    ontology = "https://w3id.org/arxiv-kg/ontology#"
    with OxigraphStore.open(folder.store) as store:
        assert bool(store.query(f"ASK {{ ?section <{ontology}text> ?text }}")) is texts
        assert bool(store.query("ASK { GRAPH ?g { ?s ?p ?o } }")) is graphs
