"""Fixtures that more than one folder of tests uses."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real digests and labelled data that lie beside the checkout; `KG_SHARED` names another place."""
    folder = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
    if not (folder / "digests").is_dir():
        pytest.skip(f"no real digests at {folder}; set KG_SHARED to where they lie")
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of `examples/digests`, built once a session; tests only read it."""
    from kg.pipeline import build  # noqa: PLC0415 - tests of lower layers do without it

    path = tmp_path_factory.mktemp("example") / "example.kg"
    build([ROOT / "examples" / "digests"], path)
    return path
