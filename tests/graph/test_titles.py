"""A title with LaTeX stays as printed in the graph and is shown readable wherever people see it."""

import json

import pytest

import kg

PRINTED = r"$\mathcal{O}(n^2)$ bounds for $\alpha$-shells"
SHOWN = "O(n²) bounds for α-shells"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("titles")
    rows = (
        {
            "id": f"2601.0000{n}",
            "title": PRINTED,
            "authors": ["Ada Ost", "Bo Han"],
            "categories": ["cs.LG"],
            "summary": t,
        }
        for n, t in enumerate(("We study large language models.", "Large language models sort shells."), 1)
    )
    (folder / "2026-01-05.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return kg.build(folder / "2026-01-05.jsonl", folder / "a.kg")


def test_the_graph_has_the_title_as_printed(graph: kg.Graph) -> None:
    assert set(graph.papers["title"]) == {PRINTED}
    assert len(list(graph.query("SELECT ?p { ?p dcterms:title ?t FILTER(CONTAINS(?t, 'mathcal')) }"))) == 2


def test_people_see_it_readable(graph: kg.Graph) -> None:
    (paper,) = graph.show("2601.00001")
    (person,) = graph.show("Ada Ost")
    (category,) = graph.show("cs.LG")
    assert paper.label == SHOWN
    assert {p["title"] for card in (person, category) for p in card.facts["papers"]} == {SHOWN}
    nodes = graph.views.project("authors-papers").nodes
    assert set(nodes.filter(nodes["kind"] == "paper")["label"]) == {SHOWN}
    assert set(graph.view("coauthors").titles.values()) == {SHOWN}


@pytest.mark.parametrize("words", ["mathcal bounds", "α shells", "O(n²) bounds", "alpha shells"])
def test_it_is_found_as_printed_and_as_shown(graph: kg.Graph, words: str) -> None:
    assert {hit.label for hit in graph.search(words, kinds=["paper"])} == {SHOWN}
