"""`Graph`: everything that can be done with a built graph, from Python."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import polars as pl
from pyoxigraph import NamedNode

from kg import pipeline, query, rdf, search, shapes, views
from kg.authors import AuthorDecisions, read_decisions
from kg.authors.case import Case, open_case
from kg.authors.explain import explain_author, explain_pair
from kg.authors.explanation import AuthorExplanation, PairExplanation
from kg.folder import GraphFolder, Manifest, open_folder
from kg.graph.cards import Card, cards
from kg.graph.concept_explanation import ConceptExplanation, explain_concept
from kg.graph.people import Meant, person_meant
from kg.graph.pictures import View, draw
from kg.graph.subjects import concept_meant
from kg.layout import read_layout
from kg.query import Answer, Question
from kg.query.guard import check as refuse_service
from kg.rdf import PREFIXES
from kg.render.colours import colour
from kg.search import Hit
from kg.settings import AuditSettings, Settings
from kg.store import OxigraphStore, Result, ResultKind
from kg.tables import Tables
from kg.tables.records import read_extraction, read_papers
from kg.views.audit import audit
from kg.views.listing import list_concepts, top_terms
from kg.views.review import review

if TYPE_CHECKING:
    # half a second that only those need who ask for such an object
    import networkx as nx
    import rdflib

    from kg.writers import Written


def load(path: str | Path) -> "Graph":
    """Open a graph folder for reading; several readers may have it open at once.

    Raises NotAGraph where there is none.
    """
    return Graph(*open_folder(Path(path)))


def build(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    day: date | None = None,
    base: str | None = None,
    decisions: str | Path | None = None,
    previous: str | Path | None = None,
    strict: bool = False,
    form: str | None = None,
    vocabulary: Sequence[str | Path] = (),
    only_vocabulary: bool = False,
    settings: Settings | None = None,
) -> "Graph":
    """Build a graph from digests and open it: what ``kg build`` does, with the same defaults.

    ``inputs`` are files, folders or globs; ``out`` is the folder to make, whose old graph stays until the new one is
    whole. ``form`` names the format of all files where it is not to be recognized (`kg formats`). ``vocabulary`` are
    SKOS files whose concepts add to the shipped ones, or with ``only_vocabulary`` replace them.
    Raises InputError when no paper can be read, RejectedRow at the first bad row under ``strict``.
    """
    settings = settings or Settings()
    files = [Path(file) for file in vocabulary]
    pipeline.build(
        [inputs] if isinstance(inputs, str | Path) else inputs,
        Path(out),
        day=day,
        decisions=Path(decisions) if decisions else None,
        previous=Path(previous) if previous else None,
        strict=strict,
        form=form,
        vocabulary=files,
        only_vocabulary=only_vocabulary,
        settings=settings.with_base(base) if base else settings,
    )
    return load(out)


class Graph:
    """A built graph, read-only. Made by `load` or `build`; a context manager that closes the store.

    Tables are Polars frames, read at first use; the store is opened by the first query.
    """

    def __init__(self, folder: GraphFolder, manifest: Manifest) -> None:
        self._folder, self.manifest = folder, manifest
        self.tables = Tables(folder=folder.tables)
        self._store: OxigraphStore | None = None
        self._opened: tuple[AuthorDecisions, Case] | None = None

    @property
    def path(self) -> Path:
        """The graph folder."""
        return self._folder.path

    @property
    def settings(self) -> Settings:
        """The settings that the graph was built with."""
        return self.manifest.settings

    @property
    def base(self) -> str:
        """The IRI below which people and concepts live."""
        return self.manifest.base

    @property
    def papers(self) -> pl.DataFrame:
        """Every paper, a row each."""
        return self.tables["papers"]

    @property
    def authors(self) -> pl.DataFrame:
        """Every resolved person and group, a row each."""
        return self.tables["authors"]

    @property
    def concepts(self) -> pl.DataFrame:
        """Every concept, a row each."""
        return self.tables["concepts"]

    @property
    def coauthorships(self) -> pl.DataFrame:
        """Every pair of co-authors, a row each."""
        return self.tables["coauthorships"]

    @property
    def claims(self) -> pl.DataFrame:
        """Every claim that joins a paper to a concept, with its evidence."""
        return self.tables["claims"]

    @property
    def evaluations(self) -> pl.DataFrame:
        """Every stated result: a metric's value on a data set, with its evidence."""
        return self.tables["evaluations"]

    @property
    def interests(self) -> pl.DataFrame:
        """Every concept that an author works on, a row each."""
        return self.tables["interests"]

    @property
    def related(self) -> pl.DataFrame:
        """Every pair of papers near in subject, with what they share."""
        return self.tables["related"]

    @cached_property
    def store(self) -> OxigraphStore:
        """The graph in Oxigraph, all named graphs of it."""
        self._store = OxigraphStore.open(self._folder.store)
        return self._store

    def info(self) -> dict[str, Any]:
        """Return what the graph holds and what was wrong with the input, as plain values."""
        reports = self.tables["reports"]
        return {
            "path": str(self.path),
            "tables": str(self._folder.tables),
            "base": self.base,
            "version": self.manifest.version,
            "counts": self.manifest.counts,
            "months": list(self.manifest.months),
            "days": [d.isoformat() for d in self.tables["digests"]["date"].drop_nulls().sort()],
            "groups": self.authors.filter(pl.col("kind") == "group").height,
            "possibly_same": self.tables["decisions"].filter(pl.col("verdict") == "possiblySame").height,
            "rejects": reports.filter(pl.col("level") == "reject").height,
            "warnings": reports.filter(pl.col("level") == "warning").height,
            "sources": self.tables["sources"].to_dicts(),
        }

    def show(self, what: str) -> list[Card]:
        """Return what is known of a person, paper, concept or category: one card per thing that ``what`` may mean."""
        return cards(self.tables, what, self.base)

    def explain_author(self, who: str, *, decisions: str | Path | None = None) -> AuthorExplanation:
        """Tell how a person was put together from mentions, and who else may be the same.

        ``who`` is an id or IRI of an author or an authorship, ``"Name" on ARXIV-ID``, or a name that one person bears.
        ``decisions`` is the folder that the graph was built with. Takes seconds on a large graph, at the first call.
        """
        return explain_author(self._case(decisions), self.person(who).mentions[0])

    def explain_pair(self, a: str, b: str, *, decisions: str | Path | None = None) -> PairExplanation:
        """Tell why two mentions are one person or are not; ``a`` and ``b`` as in `explain_author`."""
        one, other = self.person(a), self.person(b)
        return explain_pair(self._case(decisions), one.mentions, other.mentions)

    def person(self, who: str) -> Meant:
        """Return the one author, and the mentions, that an id, an IRI, ``"Name" on ARXIV-ID`` or a name means.

        Raises UnknownName where that is nobody, UsageError where several people bear the name.
        """
        return person_meant(self.tables, who, self.base)

    def concept(self, what: str) -> str:
        """Return the id of the one concept that an id, an IRI or a label means.

        Raises UnknownName where that is none, UsageError where several concepts bear the label.
        """
        return concept_meant(self.tables, what, self.base)

    def explain_concept(self, what: str, *, paper: str | None = None) -> ConceptExplanation:
        """Tell what is known of a concept and where it was found; with ``paper``, every claim of that paper on it."""
        return explain_concept(self.tables, what, self.base, paper)

    def list_concepts(self, **filters: Any) -> pl.DataFrame:
        """Return concepts, a row each, those that most papers name first, filtered as in `kg.views.listing`."""
        return list_concepts(self.tables, **filters)

    def top_terms(self, paper: str) -> pl.DataFrame:
        """Return the salient terms of a paper, a row each, the most salient first."""
        return top_terms(self.tables, paper)

    def _case(self, decisions: str | Path | None) -> Case:
        settled = read_decisions(Path(decisions) if decisions else None)
        if self._opened is None or self._opened[0] != settled:
            papers, extraction = read_papers(self.tables), read_extraction(self.tables)
            self._opened = settled, open_case(papers, decisions=settled, extraction=extraction)
        return self._opened[1]

    def search(
        self, text: str, *, kinds: Sequence[str] | None = None, limit: int = 20, withdrawn: bool = True
    ) -> list[Hit]:
        """Find papers, people, concepts and categories by words, in English or Chinese, best first.

        Without ``withdrawn`` papers that were withdrawn are left out.
        """
        return search.search(self._folder.search, text, kinds=kinds, limit=limit, withdrawn=withdrawn)

    def query(self, sparql: str, *, timeout: float | None = None) -> Result:
        """Answer a SPARQL query over the union of the named graphs; the usual prefixes are known.

        With a ``timeout`` in seconds the query runs in a process that is killed when they are over; without one, in
        this process.
        """
        if timeout is not None:
            return query.run(self._folder.store, sparql, timeout=timeout, base=self.base)
        refuse_service(sparql)
        return self.store.query(sparql, prefixes=PREFIXES, base=self.base)

    def questions(self) -> Mapping[str, Question]:
        """Return the named questions."""
        return query.questions()

    def ask(self, question: str, /, **values: object) -> Answer:
        """Answer a named question: ``graph.ask("coauthors", person="Bo Han")``."""
        return query.ask(self.store, question, base=self.base, **values)

    def network(self, view: str, **filters: Any) -> views.Network:
        """Return a view as frames of nodes and edges; ``filters`` are those of `kg.views.project`."""
        return views.project(self.tables, view, base=self.base, **filters)

    def networkx(self, view: str = "coauthors", **filters: Any) -> "nx.Graph[str]":
        """Return a view as a networkx graph, whole unless ``top`` or another filter is given."""
        return views.to_networkx(self.network(view, **({"top": None} | filters)))

    def rdflib(self, profile: rdf.Profile = "core", *, with_text: bool = False) -> "rdflib.Graph":
        """Return the graph as an rdflib graph: for small graphs, a million triples take a minute and a gigabyte."""
        import rdflib  # noqa: PLC0415 - see above

        buffer = BytesIO()
        rdf.turtle(self.tables, buffer, base=self.base, profile=profile, with_text=with_text)
        return rdflib.Graph().parse(data=buffer.getvalue(), format="turtle")

    def view(self, view: str = "overview", **filters: Any) -> View:
        """Return a picture of a view: a notebook shows it, ``.write("x.html")`` or ``.svg`` keeps it."""
        network = self.network(view, **filters)
        return draw(self.tables, network, read_layout(self._folder.layout, view, network.nodes["id"].to_list()))

    def view_result(self, result: Result, sparql: str) -> View:
        """Return a picture of the people, papers, concepts and categories that an answer names.

        Each row joins the first of them to the others; triples join subject and object.
        """
        rows = [tuple(term.value if isinstance(term, NamedNode) else None for term in row) for row in result]
        triples = result.kind is ResultKind.TRIPLES
        network = views.named_together(
            self.tables,
            [(s, o) for s, _, o in rows] if triples else rows,
            base=self.base,
            sparql=sparql,
            predicates=[str(p) for _, p, _ in rows] if triples else None,
        )
        return draw(self.tables, network)

    def export(self, path: str | Path, **options: Any) -> "Written":
        """Write the graph to a file whose suffix tells the format; ``options`` are those of `kg.writers.write`.

        Networks have the colours of the pages' light theme unless others are given.
        """
        from kg import writers  # noqa: PLC0415 - see above

        if writers.format_of(Path(path)).holds == "network":
            groups = {"", *self.tables["categories"]["code"], *self.concepts["type"]}
            options = {"colours": {group: colour(group, "light") for group in groups}} | options
        return writers.write(self.tables, Path(path), base=self.base, **options)

    def check(self) -> list[shapes.Violation]:
        """Return what breaks the graph's shapes; an empty list is a valid graph."""
        return shapes.check(self.store.engine)

    def review(self, top: int | None = None) -> pl.DataFrame:
        """Return the pairs of people the graph is least sure of, a row each, the most worth settling first.

        The columns are those of `kg.views.review.review`.
        """
        return review(self.tables, top)

    def audit(self, settings: AuditSettings | None = None) -> pl.DataFrame:
        """Return suspicious people and names, a row each, the gravest rule first.

        The columns are those of `kg.views.audit.Finding`.
        """
        return audit(self.tables, settings or AuditSettings())

    def close(self) -> None:
        """Let go of the store's files."""
        if self._store is not None:
            self._store.close()
            self._store = None
            del self.store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.manifest.counts
        return f"<Graph {self.path}: {counts['papers']} papers, {counts['authors']} authors>"
