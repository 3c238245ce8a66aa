"""Check the shapes with the `shacl` package, a compiled SHACL engine, and their queries with Oxigraph.

The engine would run a SPARQL constraint once per focus node, which takes minutes. Such a constraint is a query that
selects ``$this``, so one run without a value for ``$this`` finds the same nodes.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, NamedTuple

import pyoxigraph as ox
import shacl

from kg.assets import path
from kg.sets.namespaces import expand

_ONE_IRI: Final = re.compile(r"<[^<>]*>")
_MAX_SHOWN: Final = 100
_WRONG: Final = {
    "MinCountConstraintComponent": "too few values",
    "MaxCountConstraintComponent": "too many values",
    "DatatypeConstraintComponent": "not a value of the datatype",
    "ClassConstraintComponent": "not a node of the class",
    "NodeKindConstraintComponent": "not a node of the kind",
    "PatternConstraintComponent": "not in the required form",
    "InConstraintComponent": "not one of the allowed values",
    "ClosedConstraintComponent": "not a property that such a node may have",
    "MinInclusiveConstraintComponent": "too small",
    "MinExclusiveConstraintComponent": "too small",
    "MaxInclusiveConstraintComponent": "too large",
    "LessThanConstraintComponent": "not less than the value it is compared with",
    "LessThanOrEqualsConstraintComponent": "greater than the value it is compared with",
    "UniqueLangConstraintComponent": "several values of one language",
    "DisjointConstraintComponent": "has a value that another property excludes",
    "OrConstraintComponent": "fits none of the allowed alternatives",
    "XoneConstraintComponent": "does not fit exactly one of the allowed alternatives",
    "NodeConstraintComponent": "a node of another form",
    "NotConstraintComponent": "is what it must not be",
}
"""What is wrong, by constraint component of SHACL, for shapes without a message."""
WriteTriples = Callable[[IO[bytes]], object]
SHAPES: Final = "ontology/shapes/shapes.ttl"


class SparqlConstraint(NamedTuple):
    """A constraint of a shape that is a query; ``query`` has prefixes and selects ``this``."""

    shape: str
    message: str
    query: str


def violations(store: ox.Store, write: WriteTriples | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield node, shape and message of every violation in the union of the store's graphs.

    ``write`` writes the same triples to a file as N-Triples, faster than a store on disk dumps them.
    """
    shapes, constraints = read_shapes()
    with TemporaryDirectory() as folder:
        data, compiled = Path(folder) / "graph.nt", Path(folder) / "shapes.nt"
        with data.open("wb") as out:
            if write is not None:
                write(out)
            else:
                for graph in (ox.DefaultGraph(), *store.named_graphs()):
                    store.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        ox.serialize(shapes, str(compiled), format=ox.RdfFormat.N_TRIPLES)
        report = shacl.validate(str(data), str(compiled))
    for result in report.results:
        yield (
            _node(result.focus_node),
            _local(result.root_shape or ""),
            _message(result.path or "", result.message, result.component, result.value),
        )
    for constraint in constraints:
        rows = store.query(constraint.query, use_default_graph_as_union=True)
        if not isinstance(rows, ox.QuerySolutions):
            raise TypeError(f"the constraint of {constraint.shape} is not a SELECT query")
        for row in rows:
            yield _node(str(row["this"])), constraint.shape, constraint.message


def read_shapes() -> tuple[list[ox.Triple], list[SparqlConstraint]]:
    """Return the shapes without their SPARQL constraints, and these constraints."""
    triples = [quad.triple for quad in ox.parse(path=path(SHAPES), format=ox.RdfFormat.TURTLE)]
    values: dict[object, dict[str, object]] = {}
    for triple in triples:
        values.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    declared = [node for node in values.values() if expand("sh:namespace") in node]
    head = "".join(
        f"PREFIX {_text(node[expand('sh:prefix')])}: <{_text(node[expand('sh:namespace')])}>\n" for node in declared
    )
    sparql = ox.NamedNode(expand("sh:sparql"))
    found = [triple for triple in triples if triple.predicate == sparql]
    constraints = [
        SparqlConstraint(
            _local(str(triple.subject)),
            _text(values[triple.object][expand("sh:message")]),
            head + _text(values[triple.object][expand("sh:select")]),
        )
        for triple in found
    ]
    dropped = {triple.object for triple in found}
    return [t for t in triples if t.predicate != sparql and t.subject not in dropped], constraints


def _message(path: str, message: str | None, component: str, value: str | None) -> str:
    """Return a sentence: the property if the path is one, what is wrong, and the value."""
    text = message or _WRONG.get(component, f"violates {component.removesuffix('ConstraintComponent')}")
    where = f"{_local(path)}: " if _ONE_IRI.fullmatch(path) else ""
    shown = "" if value is None else f": {value if len(value) <= _MAX_SHOWN else value[:_MAX_SHOWN] + '…'}"
    return f"{where}{text}{shown}"


def _text(term: object) -> str:
    if not isinstance(term, ox.Literal):
        raise TypeError(f"not a literal: {term}")
    return term.value


def _node(term: str) -> str:
    # labels of blank nodes differ from load to load, but the same input must give the same answer
    return "[]" if term.startswith("_:") else term.removeprefix("<").removesuffix(">")


def _local(iri: str) -> str:
    return iri.strip("<>").rpartition("#")[2].rpartition("/")[2]
