"""SERVICE is refused in every spelling; the word in a comment or string is accepted.

Oxigraph is the reference: every text that it reads as a call to another server must be refused.
"""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.guard import MAX_DEPTH, check_query

# port 9 is refused by Oxigraph's own HTTP client, so nothing is ever sent
CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service\n<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment {\n <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y {} }",
    "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICEx:y {} }",
    "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <http://127.0.0.1:9/> {} } }",
    "SELECT * { VALUES ?a { 1 } FILTER(?a<'>'||true)SERVICE<http://127.0.0.1:9/>{} BIND('x' AS ?z) }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> {} } } }",
    "ASK { SERVICE <http://127.0.0.1:9/> {} }",
    "PREFIX h: <http://h:> SELECT * { VALUES ?s { h: } SERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { VALUES ?x { 'it' 's' } SERVICE <http://127.0.0.1:9/> {} }",
    'SELECT * { BIND("""a " b""" AS ?x) SERVICE <http://127.0.0.1:9/> {} }',
]
SILENT_CALLS = [
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> {} }",
    "SELECT * { service silent <http://127.0.0.1:9/> {} }",
    "SELECT * { Service # quietly\n Silent ?where { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p 1SERVICE SILENT<http://127.0.0.1:9/>{} }",
    "PREFIX x: <http://h:> SELECT * { ?s ?p x:SERVICE SILENT<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p true . SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
]
MENTIONS = [
    'SELECT * { ?s rdfs:label "SERVICE <http://x/> {" }',
    "SELECT * { ?s rdfs:label '''a SERVICE <http://x/> { ?s } ''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { }",
    "SELECT ?service ?x { ?service ?p ?x }",
    "SELECT * { ?s <http://x/#service> ?o . ?o <http://service/> ?x { ?a ?b ?c } }",
    "PREFIX s: <http://service.example/> SELECT * { ?x s:service ?y }",
    "PREFIX service: <http://x/> SELECT * { ?x service:a ?y }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?s > 2) } # it's a service",
]


@pytest.mark.parametrize("query", CALLS + SILENT_CALLS)
def test_a_call_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"line \d+, column \d+: SERVICE is refused"):
        check_query(query)


@pytest.mark.parametrize("query", CALLS)
def test_the_engine_would_have_called(query: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o")))
    with pytest.raises(OSError, match="port 9"):
        store.query(query).serialize(format=ox.QueryResultsFormat.JSON)


PIECES = ["'", '"', "<", ">", "#", "\n", "\\", "?a", "x:", "1", "'''", "{}"]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(CALLS), st.lists(st.tuples(st.integers(0, 120), st.sampled_from(PIECES)), max_size=4))
def test_nothing_the_engine_takes_for_a_call_is_let_through(query: str, pieces: list[tuple[int, str]]) -> None:
    for place, piece in pieces:
        query = query[:place] + piece + query[place:]
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o")))
    called = False
    try:
        store.query(query)
    except OSError:
        called = True
    except (SyntaxError, ValueError, RuntimeError):
        pass
    if called:
        with pytest.raises(QueryError, match="SERVICE is refused"):
            check_query(query)


@pytest.mark.parametrize("query", MENTIONS)
def test_a_mention_is_not(query: str) -> None:
    check_query(query)


def test_the_place_is_told() -> None:
    with pytest.raises(QueryError, match="line 2, column 3"):
        check_query("SELECT * {\n  SERVICE <http://x/> {} }")


def test_deep_nesting_is_refused_before_it_ends_the_engine() -> None:
    check_query("SELECT * " + "{" * MAX_DEPTH + "}" * MAX_DEPTH)
    with pytest.raises(QueryError, match="brackets"):
        check_query("SELECT * " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1))


def test_long_texts_are_looked_at_quickly() -> None:
    check_query("SELECT * { VALUES ?s { " + "<http://service.example/it's#x> " * 20_000 + "} }")
    check_query("service " * 50_000 + "#" * 50_000)
