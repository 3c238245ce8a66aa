"""The constants follow the ontology, and the ontology says of each term what it promises to."""

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import vocab
from kg.ids import ONTOLOGY_PREFIX
from kg.rdf.mapping import NODE_KINDS
from kg.rdf.vocabulary import terms, vocab_source


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "core.ttl", format="turtle")


def test_the_constants_are_those_of_the_ontology(root: Path) -> None:
    stale = "kg/vocab.py is stale: run python -m kg.rdf.vocabulary"
    assert (root / "kg" / "vocab.py").read_text(encoding="utf-8") == vocab_source(), stale


def test_a_constant_is_the_terms_iri() -> None:
    assert vocab.Class.PAPER == "https://w3id.org/arxiv-kg/ontology#Paper"
    assert vocab.Property.CO_AUTHOR == "https://w3id.org/arxiv-kg/ontology#coAuthor"


def test_every_term_has_label_comment_and_example(ontology: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    own = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    assert own
    for term in own:
        for needed in (RDFS.label, RDFS.comment, SKOS.example):
            assert len(list(ontology.objects(term, needed))) == 1, f"{term} needs exactly one {needed}"


def test_what_is_written_is_defined_and_what_is_defined_is_written() -> None:
    written = {p.predicate.removeprefix("kg:") for kind in NODE_KINDS for p in kind.properties if "kg:" in p.predicate}
    assert written == set(terms()["Property"])
    classes = {n for kind in NODE_KINDS for p in kind.properties if p.predicate == "rdf:type" for n in p.names}
    classes |= {
        n for k in NODE_KINDS for p in k.properties if p.predicate == "rdf:type" and isinstance(p.value, tuple)
        for n in p.value
    }  # fmt: skip
    assert {n.removeprefix("kg:") for n in classes if n.startswith("kg:")} == set(terms()["Class"])


def test_own_terms_that_are_named_are_defined(root: Path, ontology: rdflib.Graph) -> None:
    defined = {str(s) for s in ontology.subjects() if str(s).startswith(ONTOLOGY_PREFIX)}
    shapes = rdflib.Graph().parse(root / "ontology" / "shapes" / "shapes.ttl", format="turtle")
    categories = rdflib.Graph().parse(root / "ontology" / "vocab" / "categories.ttl", format="turtle")
    for graph in (ontology, shapes, categories):
        named = {str(t) for triple in graph for t in triple if str(t).startswith(ONTOLOGY_PREFIX)}
        assert named - {ONTOLOGY_PREFIX} <= defined
