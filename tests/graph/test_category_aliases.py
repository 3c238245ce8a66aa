"""A category with two codes is one node, counts each paper once, and is found by either code."""

import json

import polars as pl
import pyoxigraph as ox
import pytest

import kg
from kg.errors import UnknownName

PAPERS = {
    "2601.00001": ["eess.SY", "cs.SY"],
    "2601.00002": ["cs.SY", "EESS.sy"],
    "1805.00003": ["cs.SY"],
    "cmp-lg/9405001": ["cmp-lg"],
    "2601.00005": ["cs.CL", "math.MP"],
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("aliases")
    rows = (
        {
            "id": id_,
            "title": f"On {id_}",
            "authors": ["Bo Lind" if id_.startswith("1805") else "Ada Ost"],
            "categories": codes,
            "summary": "We sort shells.",
        }
        for id_, codes in PAPERS.items()
    )
    (folder / "2026-01-05.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return kg.build(folder / "2026-01-05.jsonl", folder / "a.kg")


def value(term: object) -> str | int:
    """Return the text of a literal, or its number."""
    assert isinstance(term, ox.Literal)
    return int(term.value) if term.value.isdigit() else term.value


def test_each_paper_counts_once(graph: kg.Graph) -> None:
    rows = graph.query("SELECT ?c (COUNT(?p) AS ?n) { ?p kg:inCategory/kg:categoryCode ?c } GROUP BY ?c ORDER BY ?c")
    assert [tuple(map(value, row)) for row in rows] == [("cs.CL", 2), ("eess.SY", 3), ("math-ph", 1)]
    counted = [tuple(map(value, row)) for row in graph.ask("categories").result]
    assert counted == [
        ("eess.SY", "Systems and Control", "2026-01", 2), ("cs.CL", "Computation and Language", "2026-01", 1),
        ("eess.SY", "Systems and Control", "2018-05", 1), ("cs.CL", "Computation and Language", "1994-05", 1),
    ]  # fmt: skip


def test_the_node_has_both_codes(graph: kg.Graph) -> None:
    rows = graph.query("SELECT ?n { category:eess.SY skos:notation ?n } ORDER BY ?n")
    assert [value(code) for (code,) in rows] == ["cs.SY", "eess.SY"]
    assert list(graph.query("SELECT ?p { category:cs.SY ?p ?o }")) == []
    assert graph.check() == []


@pytest.mark.parametrize(
    "asked", ["eess.SY", "cs.SY", "CS.sy", "arxiv/cs.SY", "https://w3id.org/arxiv-kg/category/arxiv/cs.SY"]
)
def test_either_code_finds_it(graph: kg.Graph, asked: str) -> None:
    (card,) = graph.show(asked)
    assert (card.kind, card.id, card.label) == ("category", "arxiv/eess.SY", "Systems and Control")
    assert (card.facts["other_codes"], card.facts["paper_count"]) == (["cs.SY"], 3)
    nodes = graph.views.project("authors-papers", category=asked).nodes
    assert nodes.filter(pl.col("kind") == "paper")["label"].len() == 3
    (newcomer,) = graph.ask("newcomers", category=asked, month="2018-05").result
    assert value(newcomer[1]) == "Bo Lind"


def test_words_find_it_too(graph: kg.Graph) -> None:
    assert [hit.id for hit in graph.search("cs.SY", kinds=["category"])] == ["arxiv/eess.SY"]
    assert [hit.id for hit in graph.search("cmp-lg", kinds=["category"])] == ["arxiv/cs.CL"]


def test_a_category_that_no_paper_has_is_unknown(graph: kg.Graph) -> None:
    with pytest.raises(UnknownName):
        graph.show("cs.NA")
