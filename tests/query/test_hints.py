"""Hints name the terms of a query that cannot match anything in the graph, and no others."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from kg.query.hints import term_hints
from kg.query.vocabulary import known_terms
from kg.rdf import PREFIXES
from kg.rdf.questions import questions
from kg.store import OxigraphStore

ONTOLOGY = "https://w3id.org/arxiv-kg/ontology#"


@pytest.mark.parametrize(
    ("sparql", "written", "meant"),
    [
        ("SELECT * { ?p kg:evaluatedon ?d }", "kg:evaluatedon", "kg:evaluatedOn"),
        ("SELECT * { ?p kg:mnoth ?m }", "kg:mnoth", "kg:month"),
        ("SELECT * { ?p a kg:Autor }", "kg:Autor", "kg:Author"),
        ("SELECT * { ?p rdf:type kg:Papers }", "kg:Papers", "kg:Paper"),
        ("SELECT * { ?p foaf:nmae ?n }", "foaf:nmae", "foaf:name"),
        ("SELECT * { ?p skos:preflabel ?n }", "skos:preflabel", "skos:prefLabel"),
        ("SELECT * { ?p dcterms:Title ?n }", "dcterms:Title", "dcterms:title"),
        ("SELECT * { ?p schema:sameas ?n }", "schema:sameas", "schema:sameAs"),
        ("SELECT * { ?p a schema:ScholarlyArtikel }", "schema:ScholarlyArtikel", "schema:ScholarlyArticle"),
        ("SELECT * { ?p rdfs:lable ?n }", "rdfs:lable", "rdfs:label"),
        ("SELECT * { ?p kg:title ?n }", "kg:title", "dcterms:title"),
        ("SELECT * { ?p kg:name ?n }", "kg:name", "foaf:name"),
        ("SELECT * { ?p kg:uses/rdfs:lable ?n }", "rdfs:lable", "rdfs:label"),
        ("SELECT * { ?p (kg:uses|^kg:abuot)+ ?n }", "kg:abuot", "kg:about"),
        ("SELECT * { ?p !(kg:usse) ?n }", "kg:usse", "kg:uses"),
        ("SELECT * { ?p kg:month ?m . OPTIONAL { ?p kg:verison ?v } }", "kg:verison", "kg:version"),
        ("SELECT (COUNT(*) AS ?n) { ?p kg:month ?m FILTER NOT EXISTS { ?p kg:usess ?c } }", "kg:usess", "kg:uses"),
        ("ASK { VALUES ?r { kg:uses kg:evalutedOn } ?p ?r ?c }", "kg:evalutedOn", "kg:evaluatedOn"),
        ("SELECT * { ?p ?r ?c FILTER(?r = kg:evalutedOn) }", "kg:evalutedOn", "kg:evaluatedOn"),
        ("CONSTRUCT WHERE { ?p kg:mnoth ?m }", "kg:mnoth", "kg:month"),
        (f"PREFIX o: <{ONTOLOGY}> SELECT * {{ ?p o:mnoth ?m }}", "o:mnoth", "o:month"),
        (f"SELECT * {{ ?p <{ONTOLOGY}evaluatedon> ?d }}", f"<{ONTOLOGY}evaluatedon>", f"<{ONTOLOGY}evaluatedOn>"),
        ("SELECT * { ?p <http://xmlns.com/foaf/0.1/nmae> ?d }", "<http://xmlns.com/foaf/0.1/nmae>",
         "<http://xmlns.com/foaf/0.1/name>"),
    ],
)  # fmt: skip
def test_a_misspelled_term_is_named_with_what_was_meant(
    store: OxigraphStore, sparql: str, written: str, meant: str
) -> None:
    (hint,) = term_hints(store, sparql)
    assert hint.startswith(f"this graph contains no triple with {written}. Did you mean {meant}")
    assert hint.endswith("?")


@pytest.mark.parametrize(
    ("sparql", "written", "kind"),
    [
        ("SELECT * { ?p a kg:coAuthor }", "kg:coAuthor", "property"),
        ("SELECT * { ?p kg:Author ?a }", "kg:Author", "class"),
        ("SELECT * { ?c kg:Paper/dcterms:title ?t }", "kg:Paper", "class"),
    ],
)
def test_a_class_in_the_place_of_a_property_is_reported(
    store: OxigraphStore, sparql: str, written: str, kind: str
) -> None:
    (hint,) = term_hints(store, sparql)
    used = {"class": "property", "property": "class"}[kind]
    assert hint.startswith(f"{written} is a {kind}, but is used as a {used} here.")


@pytest.mark.parametrize(
    ("sparql", "namespace"),
    [
        ("SELECT * { ?p <http://w3id.org/arxiv-kg/ontology#month> ?m }", ONTOLOGY),
        ("SELECT * { ?p <https://w3id.org/arxiv-kg/ontology/month> ?m }", ONTOLOGY),
        ("PREFIX schema: <http://schema.org/> SELECT * { ?p schema:sameAs ?m }", "https://schema.org/"),
        ("SELECT * { <http://arxiv.org/abs/2511.00001> kg:month ?m }", "https://arxiv.org/abs/"),
    ],
)
def test_a_namespace_that_is_nearly_known_is_named(store: OxigraphStore, sparql: str, namespace: str) -> None:
    (hint,) = term_hints(store, sparql)
    assert hint.endswith(f"Did you mean the namespace <{namespace}>?")


def test_a_term_of_a_small_vocabulary_that_is_not_used_comes_with_those_that_are(store: OxigraphStore) -> None:
    (hint,) = term_hints(store, "SELECT * { ?p foaf:mbox ?m }")
    assert hint.startswith("this graph contains no triple with foaf:mbox. Terms of this vocabulary in the graph: ")
    assert "foaf:name" in hint


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?p kg:month '1999-01' ; dcterms:title 'kg:mnoth' } # kg:mnoth",
        "SELECT * { ?p a kg:Software ; kg:modelPage ?page }",  # terms of the ontology that this graph does not use
        "CONSTRUCT { ?a kg:knows ?b } WHERE { ?a kg:coAuthor ?b }",
        "SELECT * { VALUES ?t { kg:Paper kg:Author kg:Group } ?x a ?t FILTER(?t IN (kg:Paper, kg:Author)) }",
        "SELECT * { kg:Paper rdfs:label ?l . ?s rdfs:range kg:Author . }",
        "SELECT * { ?claim kg:claimedRelation kg:uses ; a kg:Claim . }",
        "SELECT * { ?d dcterms:date '2026-01-01'^^xsd:date ; ?p <http://example.org/kg#mnoth> }",
        "SELECT * { <author/nobody/1> foaf:name ?n . category:cs.XX rdfs:label ?l . arxiv:9999.00001 ?p ?o }",
        "SELECT * FROM kg:nothing { GRAPH kg:other { ?s ?p ?o } }",
        "SELECT * { ?s (kg:uses|kg:about)/^kg:about* ?o }",
        "DESCRIBE kg:Paper",
        "PREFIX kg: <http://example.org/mine#> SELECT * { ?p kg:mnoth ?o }",
        "this is not SPARQL kg:month {",
    ],
)
def test_nothing_is_said_of_what_can_match_or_is_not_of_these_vocabularies(store: OxigraphStore, sparql: str) -> None:
    assert term_hints(store, sparql) == []


def test_nothing_is_said_of_the_named_questions(store: OxigraphStore) -> None:
    assert {
        name: hints for name, question in questions().items() if (hints := term_hints(store, question.sparql))
    } == {}


def test_a_term_that_only_the_graph_has_is_known() -> None:
    with OxigraphStore.in_memory() as store:
        store.load(b"<http://x/a> <https://w3id.org/arxiv-kg/ontology#evaluatedon> <http://x/b> .\n", "nq")
        assert term_hints(store, "SELECT * { ?p kg:evaluatedon ?d }") == []


def test_every_term_of_the_ontology_is_known(root: Path) -> None:
    ontology = rdflib.Graph().parse(root / "ontology" / "core.ttl", format="turtle")
    classes = {str(term) for term in ontology.subjects(RDF.type, OWL.Class)}
    properties = {
        str(s) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)
    }
    terms = known_terms()
    assert terms.properties >= {term for term in properties if term.startswith(ONTOLOGY)}
    assert terms.classes >= {term for term in classes if term.startswith(ONTOLOGY)}
    assert not classes & terms.properties


def test_a_term_is_mentioned_once(store: OxigraphStore) -> None:
    assert len(term_hints(store, "SELECT * { ?p kg:mnoth ?m . ?q kg:mnoth ?m }")) == 1


@pytest.mark.parametrize(
    ("sparql", "advice"),
    [
        ("SELECT * { ?s a kg:Section }", "ask ?section kg:sectionKind ?kind"),
        ("SELECT * { ?i a kg:Interest ; kg:interestWeight ?w }", "ask ?person kg:worksOn ?concept"),
        ("SELECT * { ?a rdf:type foaf:Person }", "ask ?person a kg:Author"),
        ("SELECT * { ?c kg:startOffset ?s }", "oa:exact quotes the words"),
        ("SELECT * { ?s kg:text ?t }", "kg export --with-text"),
        ("SELECT * { ?c kg:fromSummary true }", "ask ?claim prov:wasDerivedFrom/kg:machineWritten ?machine"),
        ("SELECT * { ?x kg:partner ?a, ?b ; kg:collaborationWeight ?n }", "for all pairs ask ?a kg:coAuthor ?b"),
        ("SELECT * { ?x a kg:Coauthorship }", "for all pairs ask ?a kg:coAuthor ?b"),
    ],
)
def test_what_the_store_omits_is_named_with_what_to_ask_instead(
    store: OxigraphStore, whole: OxigraphStore, sparql: str, advice: str
) -> None:
    (hint,) = term_hints(store, sparql)
    assert advice in hint
    assert term_hints(whole, sparql) == []


@pytest.mark.parametrize(
    ("sparql", "advice"),
    [
        ("SELECT * { ?a a foaf:Agent }", "ask ?agent foaf:name ?name"),
        ("SELECT * { ?f a kg:Finding }", "ask ?finding a kg:Claim or kg:Evaluation"),
        ("SELECT * { ?s dcterms:language ?l }", "kg export --profile full writes it"),
    ],
)
def test_what_this_store_has_of_no_node_is_named_with_where_to_find_it(
    store: OxigraphStore, sparql: str, advice: str
) -> None:
    (hint,) = term_hints(store, sparql)
    assert advice in hint


def test_evaluations_state_whether_they_are_from_a_summary(store: OxigraphStore) -> None:
    assert term_hints(store, "SELECT * { ?e a kg:Evaluation ; kg:fromSummary true }") == []


def test_advice_finds_what_the_omitted_statements_would(store: OxigraphStore, whole: OxigraphStore) -> None:
    def rows(asked: OxigraphStore, sparql: str) -> set[str]:
        return {str(row[0]) for row in asked.query(sparql, prefixes=PREFIXES)}

    for omitted, instead in (
        ("SELECT ?x { ?x a kg:Section }", "SELECT ?x { ?x kg:sectionKind ?kind }"),
        ("SELECT ?x { ?x a kg:Evidence }", "SELECT ?x { ?decision kg:hasEvidence ?x }"),
        ("SELECT ?x { ?x a foaf:Person }", "SELECT ?x { ?x a kg:Author }"),
        ("SELECT ?x { ?x a foaf:Group }", "SELECT ?x { ?x a kg:Group }"),
    ):
        assert rows(store, omitted) == set()
        assert rows(store, instead) == rows(whole, omitted) == rows(whole, instead) != set()
