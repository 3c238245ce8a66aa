"""`Graph.rdf`: the graph as RDF, for SPARQL, named questions and checks."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING

from kg import query, rdf, shapes
from kg.loading import ensure_store
from kg.query.guard import check_query as refuse_service
from kg.store.oxigraph import OxigraphStore

if TYPE_CHECKING:
    import rdflib

    from kg.graph.graph import Graph
    from kg.query import Answer, Question
    from kg.rdf import Profile
    from kg.shapes import Violation
    from kg.store import Result
    from kg.store.protocol import Queryable


class Rdf:
    """The statements of a graph, in an Oxigraph store that the first query opens, and creates if needed."""

    def __init__(self, graph: "Graph") -> None:
        self._graph = graph
        self._store: OxigraphStore | None = None

    @property
    def is_loaded(self) -> bool:
        """True if the graph has its store on disk."""
        return self._graph.folder.store.is_dir()

    def load(self, progress: Callable[[str], None] = lambda _stage: None) -> None:
        """Create the store if the graph was built without one.

        Without this call, the first query creates it, and takes longer.
        """
        ensure_store(self._graph.folder, self._graph.settings, progress)

    @property
    def store(self) -> OxigraphStore:
        """The store, with all named graphs."""
        if self._store is None:
            self.load()
            self._store = OxigraphStore.open(self._graph.folder.store, hold=self._graph.folder.hold)
        return self._store

    def query(self, sparql: str, *, timeout: float | None = None, limit: int | None = None) -> "Result":
        """Answer a SPARQL query over the union of the named graphs; the usual prefixes are known.

        With a ``timeout`` in seconds the query runs in a separate process, which is killed at the end of it; without
        one, in this process. ``limit`` is the maximum number of rows or triples.
        """
        if timeout is not None:
            self.load()
            return query.run(self._graph.folder.store, sparql, timeout=timeout, base=self._graph.base, limit=limit)
        refuse_service(sparql)
        return self.store.query(sparql, prefixes=rdf.PREFIXES, base=self._graph.base, limit=limit)

    def questions(self) -> "Mapping[str, Question]":
        """Return the named questions by name."""
        return query.questions()

    def ask(self, question: str, /, *, timeout: float | None = None, **values: object) -> "Answer":
        """Answer a named question: ``graph.rdf.ask("coauthors", person="Xunkai Li")``.

        With a ``timeout`` in seconds it has the limits of a query: time, memory, and size of the answer.
        """
        with self._queries(timeout) as queries:
            return query.ask(queries, self._graph.names, question, base=self._graph.base, **values)

    def write_query(self, question: str, /, *, timeout: float | None = None, **values: object) -> str:
        """Return the query of a named question with its parameters and prefixes, to run or to change."""
        with self._queries(timeout) as queries:
            return query.write_query(queries, self._graph.names, question, base=self._graph.base, **values)

    @contextmanager
    def _queries(self, timeout: float | None) -> "Iterator[Queryable]":
        if timeout is None:
            yield self.store
            return
        self.load()
        with query.Worker(self._graph.folder.store, base=self._graph.base) as worker:
            yield query.LimitedQueries(worker, timeout)

    def check(self) -> "list[Violation]":
        """Return the violations of the graph's shapes; an empty list means that the graph is valid."""
        texts = self._graph.settings.store.texts

        def write(out: IO[bytes]) -> None:
            rdf.ntriples(self._graph.tables, out, base=self._graph.base, profile="store", with_text=texts)

        return shapes.check(self.store.engine, write=write)

    def rdflib(self, profile: "Profile" = "core", *, with_text: bool = False) -> "rdflib.Graph":
        """Return the graph as an rdflib graph; for small graphs: a million triples take a minute and a gigabyte."""
        import rdflib  # noqa: PLC0415 - half a second that only this method needs

        buffer = BytesIO()
        rdf.turtle(self._graph.tables, buffer, base=self._graph.base, profile=profile, with_text=with_text)
        return rdflib.Graph().parse(data=buffer.getvalue(), format="turtle")

    def close(self) -> None:
        """Close the store's files; the next query opens them again."""
        if self._store is not None:
            self._store.close()
            self._store = None
