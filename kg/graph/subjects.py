"""`Graph.subjects`: what the papers are about, as concepts and terms."""

from typing import TYPE_CHECKING, Any

from kg import graph as room
from kg import listings
from kg.search import find_one

if TYPE_CHECKING:
    import polars as pl

    from kg.graph.concept_explanation import ConceptExplanation
    from kg.graph.graph import Graph


class Subjects:
    """Concepts of a graph, and the salient terms of its papers."""

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    def find(self, what: str) -> str:
        """Resolve an id, an IRI or a label to the id of one concept.

        Raises UnknownName if there is none, AmbiguousName if several concepts have the label.
        """
        return find_one(self._graph.names, what, base=self._graph.base, kinds=["concept"]).id

    def explain(self, what: str, *, paper: str | None = None) -> "ConceptExplanation":
        """Explain what a concept is and where it was found; with ``paper``, list every claim of that paper on it."""
        return room.explain_concept(self._graph.tables, what, self._graph.base, paper)

    def list(self, **filters: Any) -> "pl.DataFrame":
        """Return one row per concept, the most frequent first; ``filters`` are those of `kg.listings.list_concepts`."""
        return listings.list_concepts(self._graph.tables, **filters)

    def terms(self, paper: str) -> "pl.DataFrame":
        """Return the salient terms of a paper, one row per term, the most salient first."""
        return listings.top_terms(self._graph.tables, paper)
