"""A built graph as one object: tables, SPARQL, networks, pictures, exports.

`graph` is what people hold in Python. Its topics have a module each: `people`, `subjects` (concepts), `rdf`, `views`.
`cards` describes one person, paper or concept; `author_lookup` returns the authorships that a reference
covers.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.graph.building import build, renew, update
    from kg.graph.cards import Card, cards
    from kg.graph.concept_explanation import explain_concept
    from kg.graph.exports import export_graph, write_report
    from kg.graph.graph import Graph, load
    from kg.graph.people import People
    from kg.graph.pictures import View
    from kg.graph.rdf import Rdf
    from kg.graph.subjects import Subjects
    from kg.graph.views import Views
    from kg.report.finding.difference import find_difference
    from kg.report.finding.regrouping import hidden_slugs

__all__ = [
    "Card",
    "Graph",
    "People",
    "Rdf",
    "Subjects",
    "View",
    "Views",
    "build",
    "cards",
    "explain_concept",
    "export_graph",
    "find_difference",
    "hidden_slugs",
    "load",
    "renew",
    "update",
    "write_report",
]

export(
    __name__,
    {
        "kg.graph.building": "build renew update",
        "kg.graph.cards": "Card cards",
        "kg.graph.concept_explanation": "explain_concept",
        "kg.graph.exports": "export_graph write_report",
        "kg.graph.graph": "Graph load",
        "kg.graph.people": "People",
        "kg.graph.pictures": "View",
        "kg.graph.rdf": "Rdf",
        "kg.graph.subjects": "Subjects",
        "kg.graph.views": "Views",
        "kg.report.finding.difference": "find_difference",
        "kg.report.finding.regrouping": "hidden_slugs",
    },
)
