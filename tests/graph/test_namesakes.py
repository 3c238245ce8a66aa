"""Two people with one name on one paper, from the digest to the graph: two nodes, a link, and two answers."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from command import call

import kg
from kg.errors import AmbiguousName
from kg.graph import Graph

FIRST, SECOND = "2601.00010/wei-wang", "2601.00010/wei-wang-2"
PAPERS: list[dict[str, Any]] = [
    {
        "id": "2601.00010", "title": "Sorting sheep", "authors": ["Wei Wang", "Xaver Quindtmeyer", "Wei Wang"],
        "categories": ["cs.DS"], "abstract": "We sort sheep.",
    },
    {
        "id": "2601.00020", "title": "Counting sheep", "authors": ["Ada Byron", "Ada Byron"],
        "categories": ["cs.DS"], "abstract": "We count sheep.",
    },
]  # fmt: skip


def write(path: Path, papers: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("namesakes")
    return kg.build(write(folder / "2026-01-05.jsonl", PAPERS), folder / "g.kg")


def test_they_are_two_nodes_with_a_link(graph: Graph) -> None:
    network = graph.networkx("coauthors")
    names = dict(network.nodes(data="label"))
    both = [node for node, name in names.items() if name == "Wei Wang"]
    assert len(both) == 2
    assert network.has_edge(*both)
    counts = dict(graph.papers.select("paper", "author_count").rows())
    assert counts == {"2601.00010": 3, "2601.00020": 1}


def test_rdf_has_both(graph: Graph) -> None:
    answer = graph.query('SELECT DISTINCT ?a { ?a a kg:Author ; foaf:name "Wei Wang" }')
    assert len(list(answer)) == 2


def test_a_name_that_means_both_has_to_be_chosen_by_id(graph: Graph) -> None:
    with pytest.raises(AmbiguousName, match=r"2601\.00010 prints each of them") as caught:
        graph.people.find('"Wei Wang" on 2601.00010')
    assert caught.value.ids == (FIRST, SECOND)
    assert graph.people.find(FIRST).author != graph.people.find(SECOND).author
    assert graph.people.find('"Ada Byron" on 2601.00020').author == "ada-byron/2601.00020"


def test_the_advice_after_an_explanation_names_both_by_id(graph: Graph, tmp_path: Path) -> None:
    ran = call("authors", "explain", graph.path, FIRST, SECOND, cwd=tmp_path)
    assert ran.status == 0
    assert "are two people" in ran.out
    assert f"kg authors decide same {FIRST} {SECOND} " in ran.err
    ran = call("authors", "decide", "same", FIRST, SECOND, "--decisions", "d", "--graph", graph.path, cwd=tmp_path)
    assert ran.status == 0
    again = kg.build(write(tmp_path / "2026-01-05.jsonl", PAPERS), tmp_path / "g.kg", decisions=tmp_path / "d")
    assert again.authors.filter(pl.col("name") == "Wei Wang").height == 1
    assert "Wei Wang" not in str(again.tables["reports"]["arguments"].to_list())


def test_a_day_that_adds_papers_keeps_them_apart_as_a_build_of_both_days_does(graph: Graph, tmp_path: Path) -> None:
    days = write(tmp_path / "2026-01-05.jsonl", PAPERS), tmp_path / "2026-01-06.jsonl"
    more = [{**PAPERS[0], "id": "2601.00030", "title": "Sorting more sheep"}]
    write(days[1], more)
    kg.build(days[0], tmp_path / "g.kg")
    updated = kg.update(tmp_path / "g.kg", days[1])
    whole = kg.build(days, tmp_path / "whole.kg")
    assert updated.authors.equals(whole.authors)
    assert updated.tables["authorships"].equals(whole.tables["authorships"])
    wangs = updated.authors.filter(pl.col("name") == "Wei Wang")
    assert dict(wangs.select("author", "paper_count").rows()) == {
        graph.people.find(FIRST).author: 2, graph.people.find(SECOND).author: 2,
    }  # fmt: skip
