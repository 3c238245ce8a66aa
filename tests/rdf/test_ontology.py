"""Output follows the ontology, and every term of the ontology has a label, a comment and an example."""

import re
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import FOAF, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from kg.ids import DEFAULT_BASE, ONTOLOGY_PREFIX
from kg.model import Relation
from kg.rdf import turtle
from kg.rdf.mapping import NODE_MAPPINGS
from kg.tables import Tables

# what other vocabularies say of their own terms
ABOVE = rdflib.Graph()
for _kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
    ABOVE.add((_kind, RDFS.subClassOf, RDF.Property))
for _kind in (FOAF.Person, FOAF.Group):
    ABOVE.add((_kind, RDFS.subClassOf, FOAF.Agent))


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


def test_every_property_has_one_domain_and_one_range(ontology: rdflib.Graph) -> None:
    own = {s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)}
    for term, needed in product(own, (RDFS.domain, RDFS.range)):
        assert len(list(ontology.objects(term, needed))) == 1, f"{term} needs exactly one {needed}"


def test_no_two_terms_differ_in_the_case_of_letters_alone(ontology: rdflib.Graph) -> None:
    own = defined(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert len({name.casefold() for name in own}) == len(own)


def test_statements_keep_to_domain_and_range(ontology: rdflib.Graph, sample_tables: Tables) -> None:
    out = BytesIO()
    turtle(sample_tables, out, base=DEFAULT_BASE, profile="full", with_text=True)
    graph = rdflib.Graph().parse(data=out.getvalue(), format="turtle")
    wider = ontology + ABOVE
    domains, ranges = (dict(ontology.subject_objects(which)) for which in (RDFS.domain, RDFS.range))

    def classes(node: Node) -> set[Node]:
        if isinstance(node, rdflib.Literal):
            return {RDFS.Literal, RDF.langString if node.language else node.datatype or XSD.string}
        return {
            above for cls in graph.objects(node, RDF.type) for above in wider.transitive_objects(cls, RDFS.subClassOf)
        }

    used = [(s, p, o) for s, p, o in graph if p in domains]
    assert len({p for _, p, _ in used}) > 0.8 * len(domains)
    assert [(s, p) for s, p, _ in used if domains[p] not in classes(s)] == []
    assert [(p, o) for _, p, o in used if ranges[p] not in classes(o) | {RDFS.Resource}] == []


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


def test_every_list_of_relations_in_the_shapes_is_complete(root: Path) -> None:
    text = (root / "ontology" / "shapes" / "shapes.ttl").read_text(encoding="utf-8")
    # the closed shape of papers, its comparison with kg:about, the objects, the claims, and the query on claims
    for relation in Relation:
        lists = 4 if relation is Relation.ABOUT else 5
        assert len(re.findall(rf"\bkg:{relation.value}\b", text)) >= lists, relation
        assert len(re.findall(rf"\bkg:{relation.value}InSummary\b", text)) >= 2, relation
