"""A built graph as one object: tables, SPARQL, networks, pictures, exports.

`facade` is what people hold in Python, `cards` what is known of one person, paper or concept.
"""

from kg.graph.cards import Card
from kg.graph.facade import Graph, build, load

__all__ = ["Card", "Graph", "build", "load"]
