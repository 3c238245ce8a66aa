"""A title with LaTeX is stored as printed and displayed in readable form."""

import json
from pathlib import Path

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


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "&#x202e;"])
def test_marks_of_direction_are_not_part_of_a_title(mark: str, tmp_path: Path) -> None:
    row = {
        "id": "2601.00001", "title": f"{mark}Shells of {mark}sand", "authors": ["Ada Ost"], "categories": ["cs.LG"],
        "abstract": "We sort shells.", "comment": f"{mark}8 pages",
    }  # fmt: skip
    for day, title in (("2026-01-05", row["title"]), ("2026-01-06", f"Shells {mark}of glass")):
        (tmp_path / f"{day}.jsonl").write_text(json.dumps(row | {"title": title}), encoding="utf-8")
    with kg.build(tmp_path, tmp_path / "a.kg", store=False) as graph:
        assert graph.papers.select("title", "comment").row(0) == ("Shells of glass", "8 pages")
        assert "Shells of sand" in graph.tables["appearances"]["title"].to_list()
