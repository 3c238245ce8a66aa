"""A concept has one IRI in RDF, store, cards, lookups, views and JSON: that of its vocabulary, if it is in one."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from command import call

import kg
from kg.concepts import load_vocabulary
from kg.graph import Graph
from kg.ids import CONCEPT_PREFIX
from kg.search import look_up, names_of_tables
from kg.settings import Settings
from kg.tables import Tables

BASE = "https://one.example/graph/"
HIVES, LLM, SMOKE = (
    "urn:x-bees:hive#counting",
    f"{CONCEPT_PREFIX}large-language-model",
    f"{BASE}concept/smoke-alarm-study",
)
FLOCKS = "urn:x-bees:flocks"
IRIS = {"graph-neural-network": FLOCKS, "hive-counting": HIVES, "large-language-model": LLM, "smoke-alarm-study": SMOKE}
VOCABULARY = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{HIVES}> a kg:Task ; skos:prefLabel "hive counting"@en ; skos:broader <urn:x-bees:husbandry> .
<urn:x-bees:husbandry> a kg:Task ; skos:prefLabel "bee husbandry"@en .
<urn:x-bees:flocks> skos:prefLabel "graph neural network"@en ; skos:altLabel "flock network"@en, "网"@zh ;
    skos:definition "A network of bees."@en ; skos:exactMatch <https://other.example/gnn> .
<urn:x-bees:> a skos:ConceptScheme ; dcterms:title "Bees"@en ; dcterms:license <https://license.example/bees> .
"""
PAPERS: list[dict[str, Any]] = [
    {
        "id": f"2601.0000{number}", "title": "Large language models for hive counting", "authors": ["Ada Ost"],
        "categories": ["cs.LG"],
        "abstract": "Hive counting with LLMs and graph neural networks in a smoke alarm study.",
    }
    for number in (1, 2, 3)
]  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("bees")
    (folder / "2026-01-05.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS), encoding="utf-8")
    (folder / "bees.ttl").write_text(VOCABULARY, encoding="utf-8")
    (folder / "concepts.txt").write_text('type "smoke alarm study" task\n', encoding="utf-8")
    return kg.build(
        folder / "2026-01-05.jsonl",
        folder / "a.kg",
        decisions=folder,
        vocabulary=[folder / "bees.ttl"],
        settings=Settings().with_base(BASE),
    )


def test_every_form_of_the_graph_has_the_same_iris(graph: Graph) -> None:
    assert set(IRIS) <= set(graph.tables["concepts"]["concept"])
    broader = {f"{CONCEPT_PREFIX}language-model", f"{CONCEPT_PREFIX}machine-learning", "urn:x-bees:husbandry"}
    everything = iris_of(graph.query("SELECT ?c { ?c a kg:Concept }"))
    assert everything >= set(IRIS.values()) | broader
    assert {iri for iri in everything if not iri.startswith(CONCEPT_PREFIX)} == {
        FLOCKS,
        HIVES,
        SMOKE,
        "urn:x-bees:husbandry",
    }
    assert iris_of(graph.query("SELECT DISTINCT ?c { ?paper kg:about ?c }")) == set(IRIS.values())
    assert iris_of(graph.query("SELECT ?c { ?scheme skos:hasTopConcept ?c . ?c a kg:Concept }")) < everything - {HIVES}
    assert graph.query(f"ASK {{ <{HIVES}> skos:broader <urn:x-bees:husbandry> }}")
    nodes = graph.views.project("papers-concepts").nodes
    assert set(nodes.filter(kind="concept")["iri"]) == set(IRIS.values())
    sparql = "SELECT ?p ?c { ?p kg:about ?c }"
    answer = graph.views.draw_result(graph.query(sparql), sparql).network.nodes
    assert set(answer.filter(kind="concept")["iri"]) == set(IRIS.values())


@pytest.mark.parametrize("form", ["ttl", "jsonld", "rdf", "nt"])
def test_exports_have_the_iris_of_the_store(graph: Graph, tmp_path: Path, form: str) -> None:
    graph.export(tmp_path / f"all.{form}")
    kind = ox.NamedNode("https://w3id.org/arxiv-kg/ontology#Concept")
    quads = [quad for quad in ox.parse(path=tmp_path / f"all.{form}") if quad.predicate.value.endswith("#type")]
    found = {quad.subject.value for quad in quads if quad.object == kind}
    assert found == iris_of(graph.query("SELECT ?c { ?c a kg:Concept }"))


@pytest.mark.parametrize("concept", IRIS)
def test_an_iri_and_an_id_mean_the_concept_and_are_answered_with_the_iri(graph: Graph, concept: str) -> None:
    iri = IRIS[concept]
    shared = [f"concept:{concept}", f"{CONCEPT_PREFIX}{concept}"] if iri in (LLM, FLOCKS) else []
    for typed in (iri, concept, f"concept/{concept}", f"{BASE}concept/{concept}", concept.replace("-", " "), *shared):
        (found,) = look_up(graph.names, typed, base=BASE)
        assert (found.id, found.iri(BASE)) == (concept, iri), typed
        assert look_up(names_of_tables(Tables(folder=graph.folder.tables)), typed, base=BASE) == (found,)
        assert f"{{ <{iri}> }}" in graph.ask("papers", concept=typed).sparql
        assert len([*graph.ask("papers", concept=typed).result.rows()]) == len(PAPERS)
    assert graph.show(iri)[0].iri == iri
    ran = call("show", graph.path, iri, "--json", cwd=graph.path.parent)
    assert json.loads(ran.out)[0]["iri"] == iri


def test_a_concept_of_two_vocabularies_has_the_facts_of_both(graph: Graph) -> None:
    shipped = next(concept for concept in load_vocabulary().concepts if concept.id == "graph-neural-network")
    asked = f"<{FLOCKS}> a kg:{shipped.type.value.title()}, kg:Concept ; skos:definition 'A network of bees.'@en ;"
    asked += f" skos:exactMatch <https://other.example/gnn>, <{CONCEPT_PREFIX}graph-neural-network> ;"
    asked += f" skos:inScheme <urn:x-bees:>, <{CONCEPT_PREFIX[:-1]}> ; skos:altLabel 'flock network'@en ."
    asked += " <urn:x-bees:> a skos:ConceptScheme ; dcterms:license <https://license.example/bees> ; rdfs:label 'Bees'"
    assert graph.query(f"ASK {{ {asked} }}")
    labels = {row[0].value for row in graph.query(f"SELECT ?l {{ <{FLOCKS}> skos:prefLabel|skos:altLabel ?l }}")}
    assert labels >= {text for text, _ in shipped.labels} | {shipped.label, "网"}
    wider = iris_of(graph.query(f"SELECT ?c {{ <{FLOCKS}> skos:broader|kg:inTopic ?c }}"))
    assert wider == {CONCEPT_PREFIX + id_ for id_ in shipped.broader}
    assert graph.check() == []


def test_queries_of_views_find_the_links_that_the_views_show(graph: Graph) -> None:
    for view in ("papers-concepts", "concepts", "overview"):
        drawn = graph.views.project(view)
        assert drawn.sparql is not None
        if drawn.edges.height:
            assert [*graph.query(drawn.sparql).rows()], view
    only = graph.views.project("papers", concept=HIVES)
    assert f"<{HIVES}>" in (only.sparql or "")


def test_tables_of_answers_shorten_shared_iris(graph: Graph) -> None:
    ran = call("query", graph.path, "SELECT DISTINCT ?c { ?paper kg:about ?c } ORDER BY ?c", cwd=graph.path.parent)
    assert [line.strip() for line in ran.out.splitlines()[2:5]] == [
        "concept/smoke-alarm-study",
        "concept:large-language-model",
        "<urn:x-bees:flocks>",
    ]


def test_a_concept_that_a_decision_merges_keeps_the_iri_of_a_vocabulary(graph: Graph, tmp_path: Path) -> None:
    lines = 'type "smoke alarm study" task\nsame "smoke alarm study" "hive counting"\n'
    (tmp_path / "concepts.txt").write_text(lines, encoding="utf-8")
    merged = kg.build(
        graph.path.parent / "2026-01-05.jsonl",
        tmp_path / "b.kg",
        decisions=tmp_path,
        vocabulary=[graph.path.parent / "bees.ttl"],
        settings=Settings().with_base("https://two.example/"),
    )
    assert iris_of(merged.query("SELECT DISTINCT ?c { ?paper kg:about ?c }")) == {FLOCKS, HIVES, LLM}


def iris_of(result: Any) -> set[str]:
    return {term.value for row in result.rows() for term in row if isinstance(term, ox.NamedNode)}
