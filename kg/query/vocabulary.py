"""List the terms that graphs use: properties and classes of the ontology and the vocabularies it is aligned to."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from kg import assets, rdf
from kg.rdf import PREFIXES, expand

OPEN: Final = frozenset({"arxiv", "category", "msc", "acm", "xsd"})
"""Prefixes of identifiers and data types; in all other namespaces a graph uses a known set of terms."""
CLOSED: Final = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in OPEN}

_PROPERTY_ENDS: Final = frozenset({expand("rdfs:subPropertyOf")})
_CLASS_ENDS: Final = frozenset({expand("rdfs:subClassOf")})
_CLASS_OBJECTS: Final = frozenset({expand("rdfs:domain"), expand("rdfs:range"), expand("rdf:type")})
_TYPE: Final = expand("rdf:type")


@dataclass(frozen=True, slots=True)
class VocabularyTerms:
    """IRIs of properties and of classes."""

    properties: frozenset[str]
    classes: frozenset[str]


@cache
def known_terms() -> VocabularyTerms:
    """Return the terms of `ontology_terms`, and those that graphs use."""
    ontology, (properties, classes) = ontology_terms(), _of_mapping()
    return VocabularyTerms(ontology.properties | _closed(properties), ontology.classes | _closed(classes))


@cache
def ontology_terms() -> VocabularyTerms:
    """Return the terms that ``ontology/core.ttl`` defines or refers to; faster to load than `known_terms`."""
    properties, classes = set[str](), set[str]()
    for quad in ox.parse(path=assets.path("ontology/core.ttl"), format=ox.RdfFormat.TURTLE):
        subject, predicate, object_ = (
            term.value if isinstance(term, ox.NamedNode) else "" for term in (quad.subject, quad.predicate, quad.object)
        )
        properties.add(predicate)
        if predicate in _PROPERTY_ENDS or object_.endswith("Property"):
            properties |= {subject, object_} if predicate in _PROPERTY_ENDS else {subject}
        if predicate in _CLASS_ENDS or object_ == expand("owl:Class"):
            classes |= {subject, object_} if predicate in _CLASS_ENDS else {subject}
        if predicate in _CLASS_OBJECTS:
            classes.add(object_)
    return VocabularyTerms(_closed(properties), _closed(classes))


def is_published(iri: str) -> bool | None:
    """Return whether a vocabulary that others publish has a term; None for one whose terms are not known here."""
    from rdflib import namespace as published  # noqa: PLC0415 - half a second that only an unknown term needs

    lists = (
        published.DCAT, published.DCTERMS, published.FOAF, published.OWL, published.PROV, published.RDF,
        published.RDFS, published.SDO, published.SH, published.SKOS, published.VOID,
    )  # fmt: skip
    return next((iri in terms for terms in lists if iri.startswith(str(terms))), None)


def _closed(iris: set[str]) -> frozenset[str]:
    """Return the terms in namespaces from which a graph uses a known set."""
    namespaces = tuple(CLOSED.values())
    return frozenset(iri for iri in iris if iri.startswith(namespaces))


def _of_mapping() -> tuple[set[str], set[str]]:
    properties, classes = {_TYPE}, set[str]()
    for kind in rdf.NODE_MAPPINGS:
        for written in kind.properties:
            properties.add(expand(written.predicate))
            if expand(written.predicate) == _TYPE:
                constants = () if isinstance(written.value, str) else written.value
                classes |= {expand(name) for name in (*constants, *written.names)}
    return properties, classes
