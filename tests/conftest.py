"""Fixtures for several folders of tests."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from chromium import Chromium, Page

ROOT = Path(__file__).resolve().parent.parent

# In continuous integration Hypothesis uses the same examples every time; elsewhere each run tries new ones.
# Examples have no time limit, since their time depends on the load of the machine.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("new examples", deadline=None)
settings.load_profile("fixed" if os.environ.get("CI") else "new examples")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real digests and labeled data next to the checkout, or that in `KG_SHARED`."""
    folder = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
    if not (folder / "digests").is_dir():
        pytest.skip(f"no real digests at {folder}; set KG_SHARED to where they lie")
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the graph of `examples/digests`, built once per session; tests must not change it."""
    from kg.build.build import build_folder  # noqa: PLC0415 - tests of lower layers do without it

    path = tmp_path_factory.mktemp("example") / "example.kg"
    build_folder([ROOT / "examples" / "digests"], path)
    return path


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Chromium]":
    """Yield one browser for all tests; without one they skip, or fail under ``KG_REQUIRE_BROWSER=1``."""
    from chromium import Chromium, chromium_path  # noqa: PLC0415 - most tests do without

    binary = chromium_path()
    if binary is None:
        if os.environ.get("KG_REQUIRE_BROWSER") == "1":
            pytest.fail("KG_REQUIRE_BROWSER=1 and no Chromium on the PATH")
        pytest.skip("no Chromium on the PATH; install Debian's package chromium to open pages in tests")
    with Chromium(binary) as browser:
        yield browser


@pytest.fixture
def tab(chromium: "Chromium") -> "Iterator[Page]":
    """Open a new tab of 1400 x 1000 pixels."""
    with chromium.page() as page:
        yield page
