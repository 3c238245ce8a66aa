"""The SPARQL of a view selects from a store the same nodes and edges as the view."""

from typing import Any

import pyoxigraph as ox
import pytest

from kg.ids import DEFAULT_BASE, ONTOLOGY_PREFIX, category_iri, paper_iri
from kg.settings import Settings
from kg.tables import Tables
from kg.views import VIEWS, project

SETTINGS = Settings()

KG = ONTOLOGY_PREFIX
DCTERMS = "http://purl.org/dc/terms/"


@pytest.fixture(scope="module")
def store(tables: Tables) -> ox.Store:
    """Return the statements that views refer to, made by independent code from the tables."""
    rows: list[tuple[str, str, str | ox.Literal]] = []

    iris = {
        concept: iri or f"{DEFAULT_BASE}concept/{concept}"
        for concept, iri in tables["concepts"].select("concept", "iri").iter_rows()
    }

    def author(id_: str) -> str:
        return f"{DEFAULT_BASE}author/{id_}"

    for paper in tables["papers"].iter_rows(named=True):
        iri = paper_iri(paper["paper"])
        rows += [
            (iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", KG + "Paper"),
            (iri, KG + "month", ox.Literal(paper["month"])),
            (iri, KG + "authorCount", ox.Literal(paper["author_count"])),
            (iri, KG + "primaryCategory", category_iri("arxiv", paper["primary_category"])),
        ]
        if paper["pairs_omitted"]:
            rows.append((iri, KG + "pairsOmitted", ox.Literal(value=True)))
    for paper, scheme, code in tables["categories"].select("paper", "scheme", "code").iter_rows():
        rows.append((paper_iri(paper), KG + "inCategory", category_iri(scheme, code)))
    for paper, id_ in tables["authorships"].select("paper", "author").iter_rows():
        rows.append((paper_iri(paper), DCTERMS + "creator", author(id_)))
    for a, b in tables["coauthorships"].select("a", "b").iter_rows():
        rows += [(author(a), KG + "coAuthor", author(b)), (author(b), KG + "coAuthor", author(a))]
    for paper, concept, relation, generated in (
        tables["topics"].select("paper", "concept", "relation", "generated").iter_rows()
    ):
        suffix = "InSummary" if generated else ""
        rows.append((paper_iri(paper), KG + relation + suffix, iris[concept]))
    for a, b in tables["related"].select("a", "b").iter_rows():
        rows += [(paper_iri(a), KG + "related", paper_iri(b)), (paper_iri(b), KG + "related", paper_iri(a))]
    for number, claim in enumerate(tables["claims"].iter_rows(named=True)):
        iri, section = f"{DEFAULT_BASE}claim/{number}", f"{DEFAULT_BASE}section/{claim['paper']}/{claim['section']}"
        rows += [
            (paper_iri(claim["paper"]), KG + "hasClaim", iri),
            (iri, KG + "claimedConcept", iris[claim["concept"]]),
            (iri, "http://www.w3.org/ns/prov#wasDerivedFrom", section),
            (section, KG + "machineWritten", ox.Literal(value=claim["generated"])),
            (iri, KG + "confidence", ox.Literal(claim["confidence"])),
        ]
    store = ox.Store()
    for s, p, o in rows:
        store.add(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o if isinstance(o, ox.Literal) else ox.NamedNode(o)))
    return store


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"category": "cs.LG"},
        {"since": "2026-01", "until": "2026-01"},
        {"concept": "maps"},
        {"author": "Chi Dorn"},
        {"author": "Dé Eck", "hops": 2, "since": "2026-01"},
        {"author": "Dé Eck", "hops": 0},
        {"min_weight": 0.8},
        {"min_weight": 1.5},
        {"top": 3},
        {"top": 5, "since": "2026-01"},
    ],
    ids=str,
)
def test_the_store_finds_the_edges_of_the_view(
    tables: Tables, store: ox.Store, name: str, options: dict[str, Any]
) -> None:
    network = project(tables, name, settings=SETTINGS, **options)
    answer = store.query(network.sparql)
    assert isinstance(answer, ox.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    ends = ("p", "node") if name == "overview" else columns[:2]
    found = {frozenset(row[end].value for end in ends) for row in answer}
    iri = dict(network.nodes.select("id", "iri").iter_rows())
    shown = {frozenset((iri[s], iri[t])) for s, t in network.edges.select("source", "target").iter_rows()}
    assert network.sparql_note == ""
    assert found == shown


def test_weights_come_from_the_store_too(tables: Tables, store: ox.Store) -> None:
    for options in ({"min_weight": 1.2}, {"min_weight": 0.9, "until": "2025-12"}):
        network = project(tables, "coauthors", settings=SETTINGS, **options)
        answer = store.query(network.sparql)
        assert isinstance(answer, ox.QuerySolutions)
        rows = [(row["papers"].value, float(row["weight"].value)) for row in answer]
        edges = network.edges.select("paper_count", "weight").rows()
        assert [(int(n), w) for n, w in rows] == edges
