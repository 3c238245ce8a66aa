"""The contract of stores, tested on each of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, KGError, QueryError, UsageError
from kg.store import OxigraphStore, ResultKind, Store
from kg.store.remote import RemoteStore

QUADS = """\
<http://x/a> <http://x/knows> <http://x/b> <http://x/g1> .
<http://x/a> <http://x/name> "Ünï \\"x\\" 图"@en <http://x/g1> .
<http://x/b> <http://x/age> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g2> .
<http://x/b> <http://x/name> "plain" .
""".encode()
PREFIXES = {"x": "http://x/"}


@pytest.fixture(params=["disk", "memory", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    def remote() -> Store:
        address = request.getfixturevalue("endpoint")
        return RemoteStore(f"{address}/query", f"{address}/store")

    makers: dict[str, Callable[[], Store]] = {
        "disk": lambda: OxigraphStore.create(tmp_path / "store"),
        "memory": OxigraphStore.in_memory,
        "remote": remote,
    }
    with makers[request.param]() as opened:
        yield opened


def test_what_is_loaded_comes_back_in_its_graph(store: Store, tmp_path: Path) -> None:
    store.load(QUADS, "nq")
    expected = set(ox.parse(QUADS, format=ox.RdfFormat.N_QUADS))
    assert set(store.quads()) == expected
    assert {q.predicate.value for q in store.quads("http://x/g1")} == {"http://x/knows", "http://x/name"}
    file = tmp_path / "more.nq"
    file.write_bytes(QUADS)
    store.load(file, "nq")
    assert set(store.quads()) == expected, "loading twice adds nothing"


def test_triples_go_where_they_are_told(store: Store) -> None:
    store.load(b"<http://x/s> <http://x/p> 1 .", "ttl", graph="http://x/g3")
    store.load(b"<http://x/s> <http://x/p> <http://x/o> .", "nt")
    assert len(list(store.quads("http://x/g3"))) == 1
    assert len(list(store.quads())) == 2


def test_a_query_sees_the_union_of_graphs_and_knows_prefixes_and_base(store: Store) -> None:
    store.load(QUADS, "nq")
    result = store.query(
        "SELECT ?name ?age { <a> x:knows ?b ; x:name ?name . ?b x:age ?age }", prefixes=PREFIXES, base="http://x/"
    )
    assert result.kind is ResultKind.SOLUTIONS
    assert result.variables == ("name", "age")
    ((name, age),) = result
    assert name == ox.Literal('Ünï "x" 图', language="en")
    assert age == ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


def test_ask_and_construct(store: Store) -> None:
    store.load(QUADS, "nq")
    assert store.query("ASK { ?s x:knows ?o }", prefixes=PREFIXES)
    assert not store.query("ASK { ?s x:hates ?o }", prefixes=PREFIXES)
    made = store.query("CONSTRUCT { ?o x:known ?s } WHERE { ?s x:knows ?o }", prefixes=PREFIXES)
    assert made.kind is ResultKind.TRIPLES
    assert [str(t.subject) for t in made.triples()] == ["<http://x/b>"]


def test_bad_input_and_bad_queries_are_errors_of_this_program(store: Store) -> None:
    with pytest.raises(InputError, match="not valid"):
        store.load(b"<http://x/a> nonsense", "nq")
    with pytest.raises(QueryError):
        store.query("SELECT nonsense")
    with pytest.raises(KGError):
        store.query("SELECT \ud800")


def test_only_addresses_are_endpoints() -> None:
    with pytest.raises(UsageError, match="not an endpoint"):
        RemoteStore("file:///etc/passwd")


def test_an_endpoint_that_is_not_there_is_told(endpoint: str) -> None:
    gone = RemoteStore("http://127.0.0.1:1/query")
    with pytest.raises(InputError, match="cannot be reached"):
        gone.query("ASK {}")
    no_graphs = RemoteStore(f"{endpoint}/query")
    with pytest.raises(UsageError, match="graph store"):
        list(no_graphs.quads())
