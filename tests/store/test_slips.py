"""Error messages about queries that do not parse."""

import pytest
from cpu import is_linear

from kg.errors import QueryError
from kg.store import OxigraphStore
from kg.store.slips import find_slip
from kg.store.tokens import tokens


def complaint(sparql: str) -> list[str]:
    """Return the lines of the error that a query raises."""
    with OxigraphStore.in_memory() as store, pytest.raises(QueryError) as caught:
        store.query(sparql, prefixes={"kg": "http://kg/", "dcterms": "http://dcterms/"})
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("sparql", "word", "meant"),
    [
        ("SELEC ?s { ?s ?p ?o }", "SELEC", "SELECT"),
        ("SLECT ?s { ?s ?p ?o }", "SLECT", "SELECT"),
        ("selct ?s { ?s ?p ?o }", "selct", "SELECT"),
        ("SELECTS ?s { ?s ?p ?o }", "SELECTS", "SELECT"),
        ("CONSTRUC { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUC", "CONSTRUCT"),
        ("CONTSRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONTSRUCT", "CONSTRUCT"),
        ("ASC { ?s ?p ?o }", "ASC", "ASK"),
        ("AKS { ?s ?p ?o }", "AKS", "ASK"),
        ("DESCRIB kg:a", "DESCRIB", "DESCRIBE"),
        ("Desc kg:a", "Desc", "DESCRIBE"),
        ("PREFX x: <http://x/> SELECT * { ?s x:p ?o }", "PREFX", "PREFIX"),
        ("# all\nPREFIX x: <http://x/>\nSELEC * { ?s x:p ?o }", "SELEC", "SELECT"),
        ("SELECT DISTINC ?s { ?s ?p ?o }", "DISTINC", "DISTINCT"),
        ("SELECT ?s WHER { ?s ?p ?o }", "WHER", "WHERE"),
        ("SELECT ?s { ?s ?p ?o OPTINAL { ?s ?q ?r } }", "OPTINAL", "OPTIONAL"),
        ("SELECT ?s { ?s ?p ?o FLITER(?o > 2) }", "FLITER", "FILTER"),
        ("SELECT ?s { ?s ?p ?o }\nORDR BY ?s", "ORDR", "ORDER"),
        ("SELECT ?s { ?s ?p ?o } LIMT 3", "LIMT", "LIMIT"),
        ("SELECT ?s { { ?s ?p 1 } UNOIN { ?s ?p 2 } }", "UNOIN", "UNION"),
    ],
)
def test_a_keyword_with_a_typo_is_named_with_the_one_that_was_meant(sparql: str, word: str, meant: str) -> None:
    first, line, caret = complaint(sparql)
    assert f"{word} " in first
    assert f"Did you mean {meant}?" in first
    assert line[caret.index("^") :].startswith(word), "the caret is below the word"


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { kg:a kg:b kg:c }",
        "insert { ?s ?p 1 } where { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://x/>",
        "CLEAR ALL",
        "DROP GRAPH kg:g",
        "CREATE GRAPH kg:g",
        "ADD kg:g TO kg:h",
        "MOVE kg:g TO kg:h",
        "COPY kg:g TO kg:h",
        "WITH kg:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# DELETE all\nPREFIX x: <http://x/> BASE <http://y/>\nINSERT DATA { x:a x:b x:c }",
    ],
)
def test_updates_are_refused_by_name(sparql: str) -> None:
    words = [token.text.upper() for token in tokens(sparql) if token.kind == "word"]
    verb = next(word for word in words if word not in ("PREFIX", "BASE"))
    assert f": {verb} is an update; graphs are read-only" in complaint(sparql)[0]


@pytest.mark.parametrize(
    ("sparql", "hint"),
    [
        ("SELECT COUNT(?s) { ?s ?p ?o }", "(COUNT(?s) AS ?n)"),
        ("SELECT ?p count(distinct ?s) { ?s ?p ?o } GROUP BY ?p", "(COUNT(distinct ?s) AS ?n)"),
        ("SELECT (COUNT(?s)) { ?s ?p ?o }", "(COUNT(?s) AS ?n)"),
        ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", "(COUNT(?s) AS ?n)"),
        ("SELECT AVG(?o) AS ?n { ?s ?p ?o }", "(AVG(?o) AS ?n)"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s DESC", "ORDER BY DESC(?s)"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY desc ?s", "ORDER BY DESC(?s)"),
        ("SELECT ?s, ?p { ?s ?p ?o }", "not by commas"),
        ("SELECT s { ?s ?p ?o }", "write ?s"),
        ("SELECT ?s { ?s ?p Bo }", 'write ?Bo, "Bo" in quotes, or with a prefix such as kg:Bo'),
        ("SELECT ?s { ?s ?p 'Bo }", "not closed by '"),
        ('SELECT ?s { ?s ?p """Bo }', 'not closed by """'),
        ("", "the query is empty"),
        ("# nothing", "the query is empty"),
        ("PREFIX x: <http://x/>", "only prefixes"),
        ("{ ?s ?p ?o }", "begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("MATCH (n) RETURN n", "begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "SELECT ?s { ?s dct:title ?o }",
            "the prefix dct: is neither declared nor known; known are dcterms, kg. Did you mean dcterms:?",
        ),
        ("PREFIX x: <http://x/> SELECT ?s { ?s x:a ?o ; k:month ?m }", "the prefix k: is neither"),
        ("SELECT ?s { ?s kg.month ?m }", "a prefix ends with a colon: kg:month"),
        ("PREFIX x <http://x/> SELECT ?s { ?s x:a ?o }", "a prefix ends with a colon: PREFIX x: <namespace>"),
        ("PREFIX x: http://x/ SELECT ?s { ?s x:a ?o }", "the address is in angle brackets: PREFIX x: <https://…>"),
        ("SELECT ?s { ?s kg:a ?o ?s kg:b ?p }", "a dot is missing before ?s"),
        ("SELECT ?s { ?s kg:a 'x'@en ?s kg:b ?p }", "a dot is missing before ?s"),
        ("SELECT ?s { ?s a kg:A, kg:b ?p }", "a dot is missing before ?p"),
        ("SELECT ?s { ?s kg:a ?o . kg:b ?p }", "kg:b ?p is not a triple"),
        ("SELECT ?s { ?s kg:a ?o FILTER(CONTAINS(?o 'x')) }", "a comma or an operator is missing before 'x'"),
        ("SELECT ?s { ?s kg:a ?o ; kg:b ?p", "the { that begins here is not closed; add }"),
        ("SELECT ?s { ?s kg:a ?o }}", "this } closes nothing"),
        ("SELECT ?s { ?s kg:a ?o FILTER(?o > 2 }", "the ( that begins here is not closed by )"),
        ("SELECT ?s ?s kg:a ?o }", "the pattern of a query is in braces: SELECT … WHERE { … }"),
        ("SELECT ?s WHERE ?s kg:a ?o", "WHERE is followed by the pattern in braces: WHERE { … }"),
        ("SELECT ?s { ?s kg:a ?o FILTER ?o > 2 }", "the condition of a FILTER is in brackets: FILTER(?o …)"),
        ("SELECT ?s { ?s kg:a ?o OPTIONAL ?s kg:b ?p }", "OPTIONAL needs a pattern in braces"),
        ("SELECT ?s { ?s kg:a 1 UNION { ?s kg:a 2 } }", "UNION connects patterns in braces"),
        ("SELECT ?s { ?s kg:a ?o } GROUP ?s", "write GROUP BY"),
        ("SELECT ?s { ?s kg:a ?o } LIMIT 3 ORDER BY ?s", "ORDER BY is written before LIMIT"),
        ("SELECT ?s { ?s kg:a ?o ORDER BY ?s }", "ORDER BY is written behind the closing brace"),
        ("SELECT ?s { ?s kg:a ?o } LIMIT ten", "LIMIT is followed by a number"),
        ("SELECT ?s { ?s kg:a ?o BIND(2 ?p) }", "BIND names its value"),
        ("SELECT (COUNT ?s AS ?n) { ?s kg:a ?o }", "(COUNT(?s) AS ?n)"),
        ("SELECT (COUNT(?s) AS n) { ?s kg:a ?o }", "write ?n"),
        ("SELECT DISTINCT(?s) { ?s kg:a ?o }", "SELECT DISTINCT ?s"),
        ("SELECT ?s { ?s kg:a 2026-01 }", 'a month or a day is text in quotes: "2026-01"'),
        ("SELECT ?s { ?s kg:a ‘x’ }", "straight quotes"),
        ("SELECT ?s { ?s kg:a ?o FILTER(?o == 1) }", "equality is one sign"),
        ("SELECT ?s { ?s kg:a 1 AND ?s kg:b 2 }", "triples are separated by dots"),
        ("SELECT ?s { ?s kg:a ?o FILTER(?o LIKE 'x') }", "CONTAINS"),
        ("SELECT TOP 5 ?s { ?s kg:a ?o }", "LIMIT 10 at the end"),
        (
            "SELECT ?s (COUNT(?o) AS ?n) { ?s kg:a ?o }",
            "?s is neither in an aggregate nor in GROUP BY; add GROUP BY ?s",
        ),
        ("SELECT ?s ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s", "add it to GROUP BY: ?p"),
        ("SELECT ?s { ?s kg:a <a b> }", "not a valid IRI; a space is written %20"),
        ("SELECT ?s { ?s kg:a ?o } LIMIT 3;", "a query does not end with ;"),
        ("SELECT ?s { ?s kg:a ?o, }", "nothing follows this comma"),
        ("SELECT ?s { ?s kg:a ?o ; kg:b }", "kg:b has no value"),
        ("SELECT ?s { ?s ?o }", "?s ?o is not a triple"),
        ("SELECT ?s { ?s kg:a kg:b 'x' }", "properties of a path are separated by /: kg:a/kg:b"),
        ("SELECT ?s { ?s http://x/a ?o }", "an address is in angle brackets"),
        ("SELECT ?s { ?s kg:a 'x'en }", "a language is written behind @: 'x'@en"),
        ("SELECT ?s { ?s kg:a 'the 'best' one' }", "a quote inside text is written \\'"),
        ("SELECT ?s { ?s kg:a '1'^kg:date }", "a data type follows two signs: '1'^^xsd:date"),
        ("SELECT s? { s? kg:a ?o }", "the name of a variable is written behind ?: ?s"),
        ("SELECT WHERE { ?s kg:a ?o }", "SELECT names what it returns: SELECT *"),
        ("SELECT ?s { ?s kg:a ?o } FILTER(?o > 1)", "FILTER is written inside the braces"),
        ("SELECT ?s { ?s kg:a ?o . NOT EXISTS { ?s kg:b ?p } }", "FILTER NOT EXISTS { … }"),
        ("SELECT ?s { ?s kg:a ?o FILTER NOT { ?s kg:b ?p } }", "write NOT EXISTS { … }"),
        ("SELECT ?s { VALUES ?s kg:x }", "the values are in braces: VALUES ?s { … }"),
        ("SELECT ?s { VALUES ?s { kg:x, kg:y } }", "values are separated by spaces"),
        ("SELECT ?s { ?s kg:a ?o FILTER(?o IN 'x') }", "IN is followed by a list in brackets: IN ('x')"),
        ("SELECT ?s { ?s kg:a ?o } GROUP BY ?s HAVING ?s > 1", "the condition of HAVING is in brackets: HAVING(?s …)"),
    ],
)
def test_a_slip_of_another_kind_is_said_to_be_what_it_is(sparql: str, hint: str) -> None:
    assert hint in complaint(sparql)[0]


@pytest.mark.parametrize(
    ("sparql", "column"),
    [("SELECT ?s GROUP BY ?s { ?s ?p ?o }", 11), ("SELECT ?s { ?s ?p ?o } ORDER ?s", 24)],
)
def test_the_place_of_a_missing_keyword_is_where_it_was_expected(sparql: str, column: int) -> None:
    assert complaint(sparql)[0].startswith(f"line 1, column {column}: ")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT (COUNT(?s) AS ?n) (SUM(?o) + 1 AS ?m) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(?s) > 2) ORDER BY DESC(?n)",
        "SELECT ?s (GROUP_CONCAT(DISTINCT ?o ; separator=', ') AS ?l) { ?s kg:a|kg:b ?o } GROUP BY ?s ORDER BY ASC(?s)",
        "SELECT * { VALUES (?a ?b) { (1 UNDEF) } BIND(IF(BOUND(?b), STRLEN('a'), true) AS ?c) MINUS { ?a a 1 } }",
        "SELECT ?s { ?s ?p 'it is SELEC' . # ORDR\n FILTER NOT EXISTS { ?s kg:DISTINC <http://x/WHER> , \"x\"@desc } }",
        "ASK { [] kg:a ( 1 2.5e3 ) }",
        "SELECT ?s { { SELECT ?s { ?s kg:a ?o } GROUP BY ?s ORDER BY ?s LIMIT 3 } FILTER regex(?s, 'x') } LIMIT 1",
        "SELECT ?s FROM <http://x/> WHERE { ?s kg:a 2026, -1 } GROUP BY ?s HAVING(COUNT(?o) > 1) LIMIT 1 OFFSET 2",
        "CONSTRUCT { ?s kg:a ?o } WHERE { { ?s kg:a ?o } UNION { ?s kg:b ?o } MINUS { ?s kg:c ?o } } LIMIT 1",
    ],
)
def test_nothing_is_found_in_queries_that_parse(sparql: str) -> None:
    assert find_slip(sparql, {"kg"}) is None
    with OxigraphStore.in_memory() as store:
        store.query(sparql, prefixes={"kg": "http://kg/"})


@pytest.mark.parametrize("piece", ["'\\", "a-.", '"""', "<a", "?", "a:b.", "1e"])
def test_long_texts_are_cut_in_linear_time(piece: str) -> None:
    assert is_linear(lambda size: tokens(piece * size), 25_000)
