"""Prefixes of IRIs, for everything this project writes or asks."""

import re
from typing import Final

from kg.ids import CATEGORY_PREFIX, CONCEPT_PREFIX, ONTOLOGY_PREFIX, PAPER_PREFIX

PREFIXES: Final[dict[str, str]] = {
    "kg": ONTOLOGY_PREFIX,
    "arxiv": PAPER_PREFIX,
    "concept": CONCEPT_PREFIX,
    "category": f"{CATEGORY_PREFIX}arxiv/",
    "msc": f"{CATEGORY_PREFIX}msc/",
    "acm": f"{CATEGORY_PREFIX}acm/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "fabio": "http://purl.org/spar/fabio/",
    "schema": "https://schema.org/",
    "cito": "http://purl.org/spar/cito/",
    "prov": "http://www.w3.org/ns/prov#",
    "void": "http://rdfs.org/ns/void#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sh": "http://www.w3.org/ns/shacl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "vann": "http://purl.org/vocab/vann/",
    "owl": "http://www.w3.org/2002/07/owl#",
}
"""Prefix -> namespace."""


def expand(name: str) -> str:
    """Return the IRI of a prefixed name.

    >>> expand("foaf:name")
    'http://xmlns.com/foaf/0.1/name'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def abbreviate(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself if it has none.

    >>> abbreviate("http://xmlns.com/foaf/0.1/name"), abbreviate("https://w3id.org/arxiv-kg/ontology")
    ('foaf:name', 'https://w3id.org/arxiv-kg/ontology')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(local := iri[len(namespace) :]):
            return f"{prefix}:{local}"
    return iri
