import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import polars as pl
import pytest

import kg
from kg.errors import InputError, NotAGraph, RejectedRow, UnknownName
from kg.graph import Graph
from kg.graph.graph import _MOVED
from kg.rdf import PREFIXES


@pytest.fixture(scope="module")
def graph(example: Path) -> Graph:
    return kg.load(example)


def test_importing_the_package_imports_nothing_of_others() -> None:
    code = (
        "import sys; before = set(sys.modules); import kg; new = set(sys.modules) - before;"
        "print(sorted({name.split('.')[0] for name in new} - sys.stdlib_module_names))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "['kg']"


def test_every_name_the_package_offers_is_there() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError):
        kg.nonsense  # noqa: B018


def test_tables_are_polars_frames_that_agree_with_each_other(graph: Graph) -> None:
    papers = set(graph.papers["paper"])
    assert len(papers) == graph.papers.height == graph.manifest.counts["papers"]
    assert set(graph.claims["paper"]) <= papers
    assert set(graph.tables["authorships"]["author"]) == set(graph.authors["author"])
    assert set(graph.coauthorships["a"]) | set(graph.coauthorships["b"]) <= set(graph.authors["author"])


def test_every_claim_points_at_its_words(graph: Graph) -> None:
    texts = {(p, k): t for p, k, t in graph.tables["sections"].select("paper", "kind", "text").rows()}
    texts |= {(p, "title"): t for p, t in graph.papers.select("paper", "title").rows()}
    for paper, section, start, end in graph.claims.select("paper", "section", "start", "end").rows():
        printed = texts[paper, section][start:end]
        assert printed
        assert printed == printed.strip()


def test_sparql_networkx_and_rdflib_agree_on_who_wrote_with_whom(graph: Graph) -> None:
    query = """
        SELECT ?o (COUNT(?p) AS ?n) {
          ?p dcterms:creator ?me, ?o . ?me foaf:name "Chengyi Cai"
          FILTER(?o != ?me) FILTER NOT EXISTS { ?p kg:pairsOmitted true }
        } GROUP BY ?o"""
    asked = {(row[0].value, int(row[1].value)) for row in graph.query(query)}
    network = graph.networkx("coauthors")
    (me,) = (n for n, data in network.nodes(data=True) if data["label"] == "Chengyi Cai")
    drawn = {(network.nodes[o]["iri"], network.edges[me, o]["paper_count"]) for o in network[me]}
    ours = graph.rdflib()
    parsed = {(str(o), int(n)) for o, n in ours.query(query, initNs=PREFIXES)}
    assert asked == drawn == parsed
    assert len(asked) > 3


def test_what_is_known_of_a_person_is_what_the_tables_say(graph: Graph) -> None:
    (card,) = graph.show("chengyi cai")
    assert card.kind == "person"
    assert len(card.facts["papers"]) == card.facts["paper_count"]
    assert card.facts["coauthors"][0]["papers"] >= card.facts["coauthors"][-1]["papers"]


def test_a_paper_is_shown_by_id_or_address_with_its_evidence(graph: Graph) -> None:
    paper = graph.claims.filter(pl.col("relation") == "evaluatedOn")["paper"][0]
    (card,) = graph.show(f"https://arxiv.org/abs/{paper}v7")
    assert card.id == paper
    first = card.facts["evaluatedOn"][0]
    assert "«" in first["evidence"]
    assert first["type"] == "dataset"


def test_a_concept_is_found_in_either_language(graph: Graph) -> None:
    (english,), (chinese,) = graph.show("reinforcement learning"), graph.show("强化学习")
    assert english == chinese
    assert english.facts["paper_count"] >= 3


def test_an_unknown_name_offers_near_ones(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="Chengyi Cai") as caught:
        graph.show("Chengyi Cain")
    assert "Chengyi Cai" in caught.value.near


def test_search_answers_in_both_languages(graph: Graph) -> None:
    assert graph.search("gaussian splatting")[0].kind == "concept"
    assert "reinforcement-learning" in {hit.id for hit in graph.search("强化学习")}


def test_a_view_shows_itself_in_a_notebook_and_two_do_not_meet(graph: Graph) -> None:
    first, second = graph.view("coauthors")._repr_html_(), graph.view("categories")._repr_html_()
    for html in (first, second):
        assert html.startswith("<iframe")
        assert "allow-same-origin" not in html
    assert first != second


def test_the_example_graph_is_valid(graph: Graph) -> None:
    assert graph.check() == []


def test_what_cannot_be_read_is_an_error_and_leaves_nothing(tmp_path: Path, root: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n{}\n")
    with pytest.raises(InputError, match="no paper in"):
        kg.build(tmp_path / "empty.jsonl", tmp_path / "out.kg")
    with pytest.raises(NotAGraph):
        kg.load(tmp_path / "out.kg")
    with pytest.raises(RejectedRow):
        kg.build(root / "examples" / "digests", tmp_path / "out.kg", strict=True)


def test_an_own_base_is_used_everywhere(tmp_path: Path, root: Path) -> None:
    graph = kg.build(
        root / "examples" / "digests" / "2026-01-31.md", tmp_path / "own.kg", base="https://example.org/kg"
    )
    assert graph.base == "https://example.org/kg/"
    below = "FILTER(STRSTARTS(STR(?a), 'https://example.org/kg/author/'))"
    (row,) = graph.query(f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ ?p dcterms:creator ?a {below} }}")
    assert int(row[0].value) == graph.authors.height


@pytest.mark.parametrize(("old", "new"), sorted(_MOVED.items()))
def test_names_of_the_first_version_still_work_and_say_where_they_are(graph: Graph, old: str, new: str) -> None:
    with pytest.warns(DeprecationWarning, match=rf"Graph\.{old} is now Graph\.{new}"):
        found = getattr(graph, old)
    assert found == attrgetter(new)(graph)
    assert attrgetter(new.partition(".")[0])(Graph) is not None


def test_a_name_that_never_was_is_an_error(graph: Graph) -> None:
    with pytest.raises(AttributeError, match="explain_everything"):
        graph.explain_everything  # noqa: B018


def test_info_is_what_the_tables_say(graph: Graph) -> None:
    told, tables = graph.info(), graph.tables
    assert told["counts"] == {name: tables[name].height for name in told["counts"]}
    assert told["groups"] == tables["authors"].filter(kind="group").height
    assert told["possibly_same"] == tables["decisions"].filter(verdict="possiblySame").height
    assert told["rejects"] == tables["reports"].filter(level="reject").height == 1
    assert told["warnings"] == tables["reports"].filter(level="warning").height
    assert told["days"] == [day.isoformat() for day in tables["digests"]["date"].drop_nulls().sort()]
    assert told["sources"] == [
        {field: row[field] for field in told["sources"][0]} for row in tables["sources"].to_dicts()
    ]
