"""Define `Graph`, the Python interface to a built graph."""

import warnings
from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from kg import graph as room
from kg import search
from kg import tables as tables_room
from kg.folder import GraphFolder, Manifest, open_folder
from kg.settings import Settings

if TYPE_CHECKING:
    import networkx as nx
    import polars as pl
    import rdflib
    from pyvis.network import Network as Pyvis

    from kg.build.generation import FileChanges
    from kg.graph.cards import Card
    from kg.graph.people import People
    from kg.graph.pictures import View
    from kg.graph.rdf import Rdf
    from kg.graph.subjects import Subjects
    from kg.graph.views import Views
    from kg.query import Answer
    from kg.rdf import Profile
    from kg.report.finding.difference import Difference
    from kg.search import Hit
    from kg.shapes import Violation
    from kg.store import Result
    from kg.tables import Tables
    from kg.writers import ExportSummary

_MOVED: Final = {
    "audit": "people.audit",
    "concept": "subjects.find",
    "explain_author": "people.explain",
    "explain_concept": "subjects.explain",
    "explain_pair": "people.explain_pair",
    "list_concepts": "subjects.list",
    "network": "views.project",
    "person": "people.find",
    "questions": "rdf.questions",
    "review": "people.review",
    "store": "rdf.store",
    "top_terms": "subjects.terms",
    "view_result": "views.draw_result",
}
"""Names of version 0.1 and where they are; they still work, with a DeprecationWarning."""


def load(path: str | Path) -> "Graph":
    """Open a graph folder for reading; several readers may have it open at once.

    The opened graph does not change, even if a build replaces it: its files stay on disk until it is closed or
    garbage-collected. Raises NotAGraph if there is none.
    """
    return Graph(*open_folder(Path(path)))


class Graph:
    """A built graph, read-only. Made by `load` or `build`; a context manager that closes it.

    Tables are Polars frames: `tables["papers"]`, or `papers` and others as attributes. The most used functions are
    here; the others are grouped by topic in `people`, `subjects` (concepts), `rdf` and `views`. Each topic, table and
    package is loaded at first use; the store is opened by the first query.
    """

    def __init__(self, folder: GraphFolder, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.work: Sequence[str] = ()
        """The plan with the work of each stage, one line per stage, if this process built the graph."""
        self.changes: FileChanges | None = None
        """The changes that a build in this process made to an existing graph."""

    # -- what it is ------------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The graph folder."""
        return self.folder.path

    @property
    def settings(self) -> Settings:
        """The settings that the graph was built with; explanations, views and exports use them."""
        return self.manifest.settings

    @property
    def base(self) -> str:
        """The IRI under which authors and concepts have their IRIs."""
        return self.manifest.base

    def info(self) -> dict[str, Any]:
        """Return the contents of the graph and the problems of the input, as plain values.

        Everything is read from the manifest, no table is opened.
        """
        summary = self.manifest.summary
        return {
            "path": str(self.path),
            "tables": str(self.folder.tables),
            "base": self.base,
            "version": self.manifest.version,
            "counts": self.manifest.counts,
            "months": list(self.manifest.months),
            "days": list(summary.days),
            "groups": summary.groups,
            "possibly_same": summary.possibly_same,
            "rejects": summary.rejects,
            "warnings": summary.warnings,
            "sources": [asdict(source) for source in self.manifest.sources],
        }

    # -- tables ----------------------------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> "Tables":
        """All tables by name, each a Polars frame that is read at first use."""
        return tables_room.Tables(folder=self.folder.tables, hold=self.folder.hold, index=self.folder.search)

    @cached_property
    def names(self) -> search.Names:
        """The names of people, concepts and categories, to look up what a user typed (`kg.search.resolve`)."""
        return search.Names(lambda: self.tables, self.folder.search)

    @property
    def papers(self) -> "pl.DataFrame":
        """One row per paper."""
        return self.tables["papers"]

    @property
    def authors(self) -> "pl.DataFrame":
        """One row per resolved person or group."""
        return self.tables["authors"]

    @property
    def concepts(self) -> "pl.DataFrame":
        """One row per concept."""
        return self.tables["concepts"]

    @property
    def coauthorships(self) -> "pl.DataFrame":
        """One row per pair of co-authors."""
        return self.tables["coauthorships"]

    @property
    def claims(self) -> "pl.DataFrame":
        """One row per claim that links a paper to a concept, with its evidence."""
        return self.tables["claims"]

    @property
    def evaluations(self) -> "pl.DataFrame":
        """One row per stated result: the value of a metric on a data set, with its evidence."""
        return self.tables["evaluations"]

    @property
    def interests(self) -> "pl.DataFrame":
        """One row per author and concept that the author works on."""
        return self.tables["interests"]

    @property
    def related(self) -> "pl.DataFrame":
        """One row per pair of papers near in subject, with what they share."""
        return self.tables["related"]

    # -- topics ----------------------------------------------------------------------------------------------------

    @cached_property
    def people(self) -> "People":
        """Authors: resolve a reference, explain who was merged and why, list doubts."""
        return room.People(self)

    @cached_property
    def subjects(self) -> "Subjects":
        """Concepts: resolve a label, list, explain where each was found."""
        return room.Subjects(self)

    @cached_property
    def rdf(self) -> "Rdf":
        """The graph as RDF: SPARQL queries, named questions, the store, checks."""
        return room.Rdf(self)

    @cached_property
    def views(self) -> "Views":
        """Projections of the graph as networks: as frames, as networkx graphs, as pictures."""
        return room.Views(self)

    # -- what is used most -----------------------------------------------------------------------------------------

    def show(self, what: str) -> "list[Card]":
        """Return the facts about a person, paper, concept or category, one card per match of ``what``."""
        return room.cards(self.tables, what, self.base)

    def search(
        self, text: str, *, kinds: Sequence[str] | None = None, limit: int = 20, withdrawn: bool = True
    ) -> "list[Hit]":
        """Find papers, people, concepts and categories by words, in English or Chinese, best first.

        Without ``withdrawn`` papers that were withdrawn are left out.
        """
        settings = self.settings.search
        return search.search(self.folder.search, text, settings=settings, kinds=kinds, limit=limit, withdrawn=withdrawn)

    def query(self, sparql: str, *, timeout: float | None = None, limit: int | None = None) -> "Result":
        """Answer a SPARQL query; see `kg.graph.rdf.Rdf.query`."""
        return self.rdf.query(sparql, timeout=timeout, limit=limit)

    def ask(self, question: str, /, *, timeout: float | None = None, **values: object) -> "Answer":
        """Answer a named question: ``graph.ask("coauthors", person="Xunkai Li")``. `rdf.questions()` lists them."""
        return self.rdf.ask(question, timeout=timeout, **values)

    def check(self) -> "list[Violation]":
        """Return the violations of the graph's shapes; an empty list means that the graph is valid."""
        return self.rdf.check()

    def view(self, view: str = "overview", **filters: Any) -> "View":
        """Return a picture of a view: a notebook displays it, ``.write("x.html")`` or ``.svg`` saves it."""
        return self.views.draw(view, **filters)

    def pyvis(self, view: str = "overview", **filters: Any) -> "Pyvis":
        """Return a view as a `pyvis.network.Network` to edit further: positions, colors and labels are set."""
        return self.view(view, **filters).pyvis()

    def networkx(self, view: str = "coauthors", **filters: Any) -> "nx.Graph[str]":
        """Return a view as a networkx graph, complete unless ``top`` or another filter is given."""
        return self.views.networkx(view, **filters)

    def rdflib(self, profile: "Profile" = "core", *, with_text: bool = False) -> "rdflib.Graph":
        """Return the graph as an rdflib graph; for small graphs: a million triples take a minute and a gigabyte."""
        return self.rdf.rdflib(profile, with_text=with_text)

    def export(self, path: str | Path, **options: Any) -> "ExportSummary":
        """Write the graph to a file in the format of its suffix; ``options`` are those of `kg.writers.write`.

        Networks have the colors of the pages' light theme unless others are given.
        """
        return room.export_graph(self, Path(path), **options)

    def report(
        self, path: str | Path, since: str | None = None, *, everything: bool = False, with_text: bool = False
    ) -> Path:
        """Write what is new since a day, as a page (``.html``) or Markdown (``.md``); by default the newest day.

        ``since`` is a day, a month, or ``7d``. ``everything`` lists all; ``with_text`` adds abstracts.
        """
        return room.write_report(self, Path(path), since=since, everything=everything, with_text=with_text)

    def diff(self, old: "Graph") -> "Difference":
        """Return what differs between an old graph and this one: papers, people, co-authorships, concepts, claims."""
        return room.find_difference(old.tables, self.tables, room.hidden_slugs(self.people.decisions()))

    # -- life ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the store's files, and let the next build remove this generation of the graph.

        Tables that were not read by then may be deleted.
        """
        if "rdf" in self.__dict__:
            self.rdf.close()
        if self.folder.hold is not None:
            self.folder.hold.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.manifest.counts
        return f"<Graph {self.path}: {counts['papers']} papers, {counts['authors']} authors>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in _MOVED:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
            warnings.warn(f"Graph.{name} is now Graph.{_MOVED[name]}", DeprecationWarning, stacklevel=2)
            return attrgetter(_MOVED[name])(self)
