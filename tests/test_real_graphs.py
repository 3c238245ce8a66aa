"""Graphs of real digests: read by other programs, opened as pages, and equal for both formats of a day."""

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.views import VIEWS

if TYPE_CHECKING:
    from chromium import Page

pytestmark = pytest.mark.shared

KG = "https://w3id.org/arxiv-kg/ontology#"
ONLY_JSON_LINES = {
    *(
        KG + name
        for name in ("inCategory", "authorComment", "link", "codeRepository", "projectPage", "datasetPage", "stars")
    ),
    "http://purl.org/dc/terms/modified",
}
"""Facts that Markdown does not contain: cross-lists, place of publication, the code field."""


@pytest.fixture(scope="module", params=[0, 1], ids=["large seed", "small seed"])
def seed(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    path = sorted((shared / "digests" / "seeds").glob("*.txt"))[request.param]
    return kg.build(path, tmp_path_factory.mktemp("seed") / "seed.kg")


def test_turtle_is_read_back_by_two_other_programs(seed: kg.Graph, tmp_path: Path) -> None:
    told = seed.export(tmp_path / "graph.ttl")
    engine = ox.Store()
    engine.bulk_load(path=str(told.path), format=ox.RdfFormat.TURTLE)
    familiar = rdflib.Graph()
    familiar.parse(told.path, format="turtle")
    assert len(engine) == len(familiar) == told.size > 10_000
    assert {s.value for s, *_ in engine} == {str(s) for s in familiar.subjects()}


def test_the_whole_graph_with_its_evidence_is_valid(seed: kg.Graph, tmp_path: Path) -> None:
    told = seed.export(tmp_path / "full.nq", profile="full", with_text=True)
    assert sum(1 for _ in ox.parse(path=str(told.path), format=ox.RdfFormat.N_QUADS)) == told.size
    assert seed.check() == []


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_every_page_opens_with_the_network_blocked(seed: kg.Graph, tab: "Page", view: str, tmp_path: Path) -> None:
    categories = seed.papers["primary_category"].value_counts(sort=True)["primary_category"]
    part = {"category": categories[0]} if view in {"authors-papers", "papers-concepts"} else {}
    network = seed.views.project(view, **part)
    tab.open(seed.view(view, **part).write(tmp_path / f"{view}.html"))
    assert tab.evaluate("kgExplorer.model.count") == network.nodes.height > 1
    assert tab.evaluate("document.querySelectorAll('h1').length") == 1
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []


def statements(path: Path) -> set[tuple[str, str, str]]:
    triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    return {(str(t.subject), t.predicate.value, str(t.object)) for t in triples}


def _weighs_categories(triple: tuple[str, str, str], base: str) -> bool:
    """Return True for weights of evidence on names, which depend on categories; JSON Lines lists more of them."""
    weighed = triple[0].startswith((f"<{base}decision/", f"<{base}evidence/"))
    return weighed and triple[1] in (KG + "decisionConfidence", KG + "bits")


@pytest.mark.parametrize("day", ["2026-01-05", "2026-01-20"])
def test_both_forms_of_a_day_say_the_same_where_both_can(shared: Path, tmp_path: Path, day: str) -> None:
    said = {}
    for form in (f"{day}.md", f"{day}_AI_enhanced_Chinese.jsonl"):
        graph = kg.build(shared / "digests" / "2026-01" / form, tmp_path / f"{form}.kg")
        told = graph.export(tmp_path / f"{form}.ttl", profile="full", with_text=True)
        counted = (f"<{graph.base}dataset", f"<{graph.base}graph/")  # statements about the export itself
        said[form] = {
            triple
            for triple in statements(told.path)
            if not triple[0].startswith(counted) and not _weighs_categories(triple, graph.base)
        }
    markdown, lines = said.values()
    assert len(markdown) > 10_000
    assert markdown - lines == set()
    further = {triple for triple in lines - markdown if triple[1] not in ONLY_JSON_LINES}
    # the remaining statements describe categories and addresses that only the other format contains
    links = {o for _, p, o in lines if p == KG + "link"}
    assert [
        t for t in further if t[0] not in links and not t[0].startswith("<https://w3id.org/arxiv-kg/category/")
    ] == []
