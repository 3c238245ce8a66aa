"""`Graph.views`: projections of the graph as networks, in frames, for networkx and as pictures."""

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg import layout, views
from kg.errors import UsageError
from kg.graph.commands import drawing_command, graph_argument
from kg.graph.pictures import View, draw
from kg.store.result import Result, ResultKind
from kg.views.dates import first_day

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.graph import Graph
    from kg.views import Network


class Views:
    """Views of a graph: its people, papers, concepts and categories as networks."""

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    def project(self, view: str, **filters: Any) -> "Network":
        """Return a view as frames of nodes and edges; ``filters`` are those of `kg.views.project`."""
        return views.project(self._graph.tables, view, settings=self._graph.settings, **filters)

    def networkx(self, view: str = "coauthors", **filters: Any) -> "nx.Graph[str]":
        """Return a view as a networkx graph, complete unless ``top`` or another filter is given."""
        return views.to_networkx(self.project(view, **({"top": None} | filters)))

    def draw(self, view: str = "overview", *, new_since: str | None = None, **filters: Any) -> View:
        """Return a picture of a view: a notebook displays it, ``.write("x.html")`` or ``.svg`` saves it.

        On the map of papers, new papers glow: those since ``new_since``, which is a day or a month (its first day), or
        by default those of the newest day. Raises UsageError for `authors-papers` and `papers-concepts` of many papers
        without a filter (`kg.views.MAX_PAPERS_OF_LINES`): their lines would hide one another.
        """
        since = first_day(new_since) if new_since is not None else ""
        if since and view != "papers":
            raise UsageError(f"new papers glow on the map of papers, not in the view {view}: draw the view papers")
        views.check_drawable(view, self._graph.manifest.counts["papers"], filters)
        network = self.project(view, **filters)
        kept = layout.read_layout(self._graph.folder.layout, view, network.nodes["id"].to_list())
        name = self._graph.path.name
        command = drawing_command(name, view, {**filters, "new_since": since or None})
        return draw(
            self._graph.tables,
            network,
            self._graph.settings,
            kept,
            command=command,
            graph=graph_argument(name),
            new_since=since,
        )

    def draw_result(self, result: Result, sparql: str) -> View:
        """Return a picture of the people, papers, concepts and categories in an answer.

        Each row links the first of them to the others; triples link subject and object.
        """
        rows = [tuple(term.value if isinstance(term, NamedNode) else None for term in row) for row in result]
        triples = result.kind is ResultKind.TRIPLES
        network = views.named_together(
            self._graph.tables,
            [(s, o) for s, _, o in rows] if triples else rows,
            base=self._graph.base,
            sparql=sparql,
            predicates=[str(p) for _, p, _ in rows] if triples else None,
        )
        return draw(self._graph.tables, network, self._graph.settings)
