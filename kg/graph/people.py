"""Define `Graph.people`: authors, explanations of merges, and uncertain pairs."""

from pathlib import Path
from typing import TYPE_CHECKING

from kg import authors, listings
from kg.graph.author_lookup import AuthorMatch, find_author
from kg.settings import AuditSettings
from kg.tables.records import read_extraction, read_papers

if TYPE_CHECKING:
    import polars as pl

    from kg.authors import AuthorDecisions
    from kg.authors.explaining.case import Case
    from kg.authors.explaining.explanation import AuthorExplanation, PairExplanation
    from kg.graph.graph import Graph


class People:
    """Authors of a graph. Explanations use the settings and the decisions that the graph was built with."""

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph
        self._opened: tuple[AuthorDecisions, Case] | None = None

    def find(self, who: str) -> AuthorMatch:
        """Resolve a reference to one author: an id, an IRI, ``"Name" on ARXIV-ID`` or a name.

        Raises UnknownName if nobody matches, AmbiguousName if several authors have the name.
        """
        return find_author(self._graph.tables, who, self._graph.base)

    def explain(self, who: str, *, decisions: str | Path | None = None) -> "AuthorExplanation":
        """Explain how an author was merged from authorships, and who else may be the same person.

        ``who`` is an id or IRI of an author or an authorship, ``"Name" on ARXIV-ID``, or a name that one author has.
        ``decisions`` is a folder to use instead of the one that the graph was built with. The first call takes seconds
        on a large graph.
        """
        return authors.explain_author(self._case(decisions), self.find(who).authorships[0])

    def explain_pair(self, a: str, b: str, *, decisions: str | Path | None = None) -> "PairExplanation":
        """Explain why two authorships belong to one person or to two; ``a`` and ``b`` as in `explain`."""
        one, other = self.find(a), self.find(b)
        return authors.explain_pair(self._case(decisions), one.authorships, other.authorships)

    def review(self, top: int | None = None) -> "pl.DataFrame":
        """Return the most uncertain pairs of people, one row per pair, the most consequential first.

        The columns are those of `kg.listings.review.review`.
        """
        return listings.review(self._graph.tables, top)

    def audit(self, settings: AuditSettings | None = None) -> "pl.DataFrame":
        """Return suspicious people and names, one row per finding, the most serious rule first.

        The columns are those of `kg.listings.audit.Finding`.
        """
        return listings.audit(self._graph.tables, settings or self._graph.settings.audit)

    def decisions(self, folder: str | Path | None = None) -> "AuthorDecisions":
        """Read the current decisions of a folder, by default the one that the graph was built with.

        Raises DecisionsError if a given folder is missing; a default folder that was moved counts as empty.
        """
        if folder is not None:
            return authors.read_author_decisions(Path(folder))
        recorded = self._graph.manifest.decisions
        found = recorded.locate(self._graph.path) if recorded else None
        return authors.read_author_decisions(found if found and found.is_dir() else None)

    def _case(self, folder: str | Path | None) -> "Case":
        decisions = self.decisions(folder)
        if self._opened is None or self._opened[0] != decisions:
            tables = self._graph.tables
            papers, extraction = read_papers(tables), read_extraction(tables)
            case = authors.open_case(papers, self._graph.settings.authors, decisions, extraction=extraction)
            self._opened = decisions, case
        return self._opened[1]
