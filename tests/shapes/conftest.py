"""The sample graph of the RDF tests, in a store."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf import Profile, nquads
from kg.tables import Tables


@pytest.fixture(scope="session")
def tables() -> Tables:
    # tests are not a package, so the records of tests/rdf are loaded by path
    spec = spec_from_file_location("rdf_sample", Path(__file__).parent.parent / "rdf" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Tables = module.toy(module.sample_records())
    return made


@pytest.fixture
def store_of(tables: Tables) -> Callable[[Profile], ox.Store]:
    def store(profile: Profile) -> ox.Store:
        buffer = BytesIO()
        nquads(tables, buffer, base="http://localhost:8000/id/", profile=profile)
        made = ox.Store()
        made.load(buffer.getvalue(), format=ox.RdfFormat.N_QUADS)
        return made

    return store


@pytest.fixture
def store(store_of: Callable[[Profile], ox.Store]) -> ox.Store:
    return store_of("full")
