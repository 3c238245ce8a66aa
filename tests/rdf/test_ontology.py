"""Output follows the ontology, and every term of the ontology has a label, a comment and an example."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.ids import ONTOLOGY_PREFIX
from kg.model import Relation
from kg.rdf.mapping import NODE_MAPPINGS


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "core.ttl", format="turtle")


def defined(ontology: rdflib.Graph, *kinds: rdflib.URIRef) -> set[str]:
    """Return the local names of the project's own terms of these kinds."""
    own = {str(s) for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    return {iri.removeprefix(ONTOLOGY_PREFIX) for iri in own if iri.startswith(ONTOLOGY_PREFIX)}


def test_every_term_has_label_comment_and_example(ontology: rdflib.Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    own = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    assert own
    for term in own:
        for needed in (RDFS.label, RDFS.comment, SKOS.example):
            assert len(list(ontology.objects(term, needed))) == 1, f"{term} needs exactly one {needed}"


def test_what_is_written_is_defined_and_what_is_defined_is_written(ontology: rdflib.Graph) -> None:
    written = {
        p.predicate.removeprefix("kg:") for kind in NODE_MAPPINGS for p in kind.properties if "kg:" in p.predicate
    }
    assert written == defined(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    classes = {n for kind in NODE_MAPPINGS for p in kind.properties if p.predicate == "rdf:type" for n in p.names}
    classes |= {
        n for k in NODE_MAPPINGS for p in k.properties if p.predicate == "rdf:type" and isinstance(p.value, tuple)
        for n in p.value
    }  # fmt: skip
    assert {n.removeprefix("kg:") for n in classes if n.startswith("kg:")} | {"Finding"} == defined(ontology, OWL.Class)


def test_own_terms_that_are_named_are_defined(root: Path, ontology: rdflib.Graph) -> None:
    defined = {str(s) for s in ontology.subjects() if str(s).startswith(ONTOLOGY_PREFIX)}
    shapes = rdflib.Graph().parse(root / "ontology" / "shapes" / "shapes.ttl", format="turtle")
    categories = rdflib.Graph().parse(root / "ontology" / "vocab" / "categories.ttl", format="turtle")
    for graph in (ontology, shapes, categories):
        named = {str(t) for triple in graph for t in triple if str(t).startswith(ONTOLOGY_PREFIX)}
        assert named - {ONTOLOGY_PREFIX} <= defined


@pytest.mark.parametrize("file", ["core.ttl", "context.jsonld", "shapes/shapes.ttl"])
def test_every_relation_is_in_each_file_that_lists_relations(root: Path, file: str) -> None:
    text = (root / "ontology" / file).read_text(encoding="utf-8")
    narrower = [relation for relation in Relation if relation is not Relation.ABOUT]
    assert [relation.value for relation in narrower if not re.search(rf"\bkg:{relation.value}\b", text)] == []
