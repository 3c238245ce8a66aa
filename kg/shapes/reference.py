"""Check the shapes with pySHACL on an rdflib graph: slow, and the reference for the compiled engine."""

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO

import pyoxigraph as ox
import rdflib
from rdflib.namespace import SH

from kg.assets import path
from kg.errors import MissingExtra


def available() -> bool:
    """Return whether pySHACL is installed."""
    return find_spec("pyshacl") is not None


def violations(store: ox.Store) -> Iterator[tuple[str, str, str]]:
    """Yield node, shape and message of every violation in the union of the store's graphs."""
    if not available():
        raise MissingExtra("checking with SHACL", "shacl")
    from pyshacl import validate  # noqa: PLC0415 - an optional extra

    shapes = rdflib.Graph().parse(path("ontology/shapes/shapes.ttl"), format="turtle")
    _, report, _ = validate(_union(store), shacl_graph=shapes, advanced=False, inference="none")
    for result in report.objects(None, SH.result):
        node, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
        message = report.value(result, SH.resultMessage)
        where = report.value(result, SH.resultPath)
        text = str(message or "")
        yield (
            str(node) if isinstance(node, rdflib.URIRef) else "[]",
            _name(shapes, shape),
            f"{_local(where)}: {text}" if isinstance(where, rdflib.URIRef) else text,
        )


def _union(store: ox.Store) -> rdflib.Graph:
    buffer = BytesIO()
    triples = (quad.triple for quad in store)
    ox.serialize(triples, buffer, format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=buffer.getvalue(), format="nt")


def _name(shapes: rdflib.Graph, shape: rdflib.term.Node | None) -> str:
    """Return the name of the shape of a result: a property shape has no name, so its node shape's is used."""
    while isinstance(shape, rdflib.BNode):
        shape = next((parent for parent, _, _ in shapes.triples((None, None, shape))), None)
    return _local(shape)


def _local(iri: rdflib.term.Node | None) -> str:
    return str(iri).rpartition("#")[2].rpartition("/")[2]
