"""Values that no triple of a graph can have are pointed out when an answer is empty, with what was meant."""

import pyoxigraph as ox
import pytest

from kg.query import absence_hints, is_empty, term_hints, value_hints
from kg.query.constraints import find_constraints
from kg.rdf import PREFIXES
from kg.store import OxigraphStore, Result
from kg.store.result import ResultKind, of_rows

YEAR = (
    'YEAR needs a date, but values of kg:month are text such as "2025-11". Compare texts, as in '
    'FILTER(?m >= "2025-11") or STRSTARTS(?m, "2026")'
)
INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def answer(store: OxigraphStore, sparql: str) -> Result:
    return store.query(sparql, prefixes=PREFIXES)


@pytest.mark.parametrize(
    ("sparql", "hint"),
    [
        ('SELECT * { ?p kg:month "2025-12"^^xsd:gYearMonth }',
         'no kg:month is "2025-12"^^xsd:gYearMonth. Did you mean "2025-12"?'),
        ('SELECT * { ?p kg:month ?m FILTER(?m = "2025-12"^^xsd:gYearMonth) }',
         'no kg:month is "2025-12"^^xsd:gYearMonth. Did you mean "2025-12"?'),
        ('SELECT * { ?p kg:month ?m FILTER("2025-12"^^xsd:gYearMonth = ?m) }',
         'no kg:month is "2025-12"^^xsd:gYearMonth. Did you mean "2025-12"?'),
        ('SELECT * { VALUES ?m { "2025-12"^^xsd:gYearMonth } ?p kg:month ?m }',
         'no kg:month is "2025-12"^^xsd:gYearMonth. Did you mean "2025-12"?'),
        ('SELECT * { ?p kg:month ?m FILTER(?m >= "2025-12-01"^^xsd:date) }',
         '"2025-12-01"^^xsd:date has another type than the values of kg:month, which are text such as "2025-11"'),
        ("SELECT * { ?p kg:month ?m FILTER(YEAR(?m) = 2025) }",
         YEAR),
        ('SELECT * { ?p kg:month "2025-1" }', 'no kg:month is "2025-1". Did you mean "2025-11" or "2025-12"?'),
        ('SELECT * { ?c skos:prefLabel "question answering" }',
         'no skos:prefLabel is "question answering". Did you mean "question answering"@en?'),
        ('SELECT * { ?c skos:prefLabel ?l FILTER(?l IN ("question answering")) }',
         'no skos:prefLabel is "question answering". Did you mean "question answering"@en?'),
        ('SELECT * { ?p kg:about/skos:prefLabel "图神经网络" }',
         'no skos:prefLabel is "图神经网络". Did you mean "图神经网络"@zh?'),
        ('SELECT * { ?a foaf:name "bo lind" }', 'no foaf:name is "bo lind". Did you mean "Bo Lind"?'),
        ('SELECT * { ?a foaf:name "Bo Lind"@en }', 'no foaf:name is "Bo Lind"@en. Did you mean "Bo Lind"?'),
        ('SELECT * { ?a foaf:name "Bo Linde" }', 'no foaf:name is "Bo Linde". Did you mean "Bo Lind"?'),
        ('SELECT * { ?p kg:about "ToyBench" }',
         'values of kg:about are nodes, not text. Did you mean kg:about/rdfs:label "ToyBench"?'),
        ('SELECT * { ?p kg:about ?c FILTER(?c = "ToyBench") }',
         'values of kg:about are nodes, not text. Did you mean kg:about/rdfs:label "ToyBench"?'),
        ('SELECT * { ?p a "kg:Paper" }',
         "values of rdf:type are nodes, not text. Did you mean kg:Paper without quotes?"),
        ('SELECT * { ?p kg:authorCount "3" }', 'no kg:authorCount is "3". Did you mean 3?'),
        ('SELECT * { ?p kg:authorCount ?n FILTER(?n > "3") }',
         '"3" has another type than the values of kg:authorCount, which are numbers such as 2'),
        ("SELECT * { ?p kg:month arxiv:2511.00001 }",
         'arxiv:2511.00001 has another type than the values of kg:month, which are text such as "2025-11"'),
    ],
)  # fmt: skip
def test_a_value_of_another_type_comes_with_what_was_meant(store: OxigraphStore, sparql: str, hint: str) -> None:
    assert is_empty(answer(store, sparql)), "so it is asked for"
    assert value_hints(store, sparql) == [hint]
    assert term_hints(store, sparql) == []


def test_text_that_no_node_has_comes_with_the_property_that_names_nodes(store: OxigraphStore) -> None:
    (hint,) = value_hints(store, 'SELECT * { ?p kg:about "alchemy" }')
    assert hint.startswith("values of kg:about are nodes such as <")
    assert hint.endswith(", not text; their text is at kg:about/rdfs:label")


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?p kg:month "1999-01" }',
        'SELECT * { ?p kg:month ?m FILTER(?m > "2030-01") }',
        'SELECT * { ?p kg:month ?m FILTER(STR(?m) = "1999-01"^^xsd:gYearMonth) }',
        'SELECT * { ?p kg:month "2025-12" ; kg:authorCount 99 }',
        "SELECT * { ?p kg:authorCount 99.5 }",
        'SELECT * { ?p kg:month "ber" ; dcterms:title "On" ; foaf:name "Lind" }',
        'SELECT * { ?p kg:nowhere "x" }',
        'SELECT * { { ?p kg:month ?v } UNION { ?p kg:about ?v } FILTER(?v = "ToyBench"@en) }',
        "SELECT * { ?p dcterms:creator <author/nobody/1> ; kg:about ?c }",
        'SELECT * { ?l ^skos:prefLabel "x" }',
        'this is not SPARQL kg:month "x" {',
    ],
)
def test_nothing_is_said_of_values_that_a_graph_could_have(store: OxigraphStore, sparql: str) -> None:
    assert value_hints(store, sparql) == []


def test_the_types_are_those_of_the_graph() -> None:
    with OxigraphStore.in_memory() as store:
        month = f'<{PREFIXES["kg"]}month> "2026-01"^^<{PREFIXES["xsd"]}gYearMonth>'
        store.load(f"<http://x/a> {month} .\n".encode(), "nq")
        (hint,) = value_hints(store, 'SELECT * { ?p kg:month "2026-01" }')
    assert hint == 'no kg:month is "2026-01". Did you mean "2026-01"^^xsd:gYearMonth?'


def test_text_of_a_digest_in_a_hint_cannot_steer_the_terminal() -> None:
    with OxigraphStore.in_memory() as store:
        store.load(f'<http://x/a> <{PREFIXES["foaf"]}name> "\\u001B[31mred{"x" * 100}" .\n'.encode(), "nq")
        (hint,) = value_hints(store, "SELECT * { ?p foaf:name 3 }")
    assert hint.isprintable()
    assert len(hint) < 200


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (of_rows(["a"], []), True),
        (of_rows(["n"], [[ox.Literal("0", datatype=INTEGER)]]), True),
        (of_rows(["n", "m"], [[ox.Literal("0", datatype=INTEGER), None]]), True),
        (of_rows(["n"], [[ox.Literal("1", datatype=INTEGER)]]), False),
        (of_rows(["n"], [[ox.Literal("0")]]), False),
        (of_rows(["a"], [[None], [None]]), False),
        (Result(ResultKind.BOOLEAN, b'{"head":{},"boolean":false}'), True),
        (Result(ResultKind.BOOLEAN, b'{"head":{},"boolean":true}'), False),
        (Result(ResultKind.TRIPLES, b""), True),
    ],
)
def test_an_answer_is_empty_without_rows_and_with_counts_of_nothing(result: Result, expected: bool) -> None:
    assert is_empty(result) is expected


def test_a_term_that_this_graph_does_not_use_is_named(store: OxigraphStore) -> None:
    assert absence_hints(store, "SELECT * { ?p kg:modelPage ?page ; kg:withdrawn true ; a kg:Software }") == [
        "this graph contains no triple with kg:modelPage",
        "this graph contains no triple with kg:withdrawn",
        "this graph contains no triple with kg:Software",
    ]


@pytest.mark.parametrize(
    ("term", "rest"),
    [
        ("dcterms:available", ""),
        ("schema:author", ""),
        ("owl:sameAs", " It has schema:sameAs."),
        ("prov:wasInformedBy", ""),
        ("cito:citesAsEvidence", " Terms of this vocabulary in the graph: "),
    ],
)
def test_a_real_term_of_another_vocabulary_is_not_called_a_misspelling(
    store: OxigraphStore, term: str, rest: str
) -> None:
    (hint,) = term_hints(store, f"SELECT * {{ ?s {term} ?o }}")
    assert hint.startswith(f"this graph contains no triple with {term}.{rest}")
    assert "Did you mean" not in hint


def test_constraints_of_one_value_have_no_end() -> None:
    listed = "SELECT * { ?p kg:month " + ", ".join(['"x"'] * 5) + " FILTER(?m IN ()) VALUES ?m { } ?p kg:month ?m }"
    assert len(list(find_constraints(listed))) == 5
