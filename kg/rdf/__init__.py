"""Convert tables to RDF: Turtle, N-Triples and N-Quads made from Polars columns, by one declarative mapping.

`mapping` defines which columns become which statements, `frames` prepares the tables, `terms` and `links` write single
terms, `lines` and `write` make text of them, `void` describes a dump within it, `difference` finds the nodes that an
update changes.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.rdf.difference import RowHashes, changes
    from kg.rdf.graphs import GRAPHS, NamedGraph, Profile
    from kg.rdf.mapping import NODE_MAPPINGS
    from kg.rdf.write import graph_iri, nquads, ntriples, slices, turtle
    from kg.sets.namespaces import PREFIXES, expand

__all__ = [
    "GRAPHS",
    "NODE_MAPPINGS",
    "PREFIXES",
    "NamedGraph",
    "Profile",
    "RowHashes",
    "changes",
    "expand",
    "graph_iri",
    "nquads",
    "ntriples",
    "slices",
    "turtle",
]

export(
    __name__,
    {
        "kg.rdf.difference": "RowHashes changes",
        "kg.rdf.graphs": "GRAPHS NamedGraph Profile",
        "kg.rdf.mapping": "NODE_MAPPINGS",
        "kg.sets.namespaces": "PREFIXES expand",
        "kg.rdf.write": "graph_iri nquads ntriples slices turtle",
    },
)
