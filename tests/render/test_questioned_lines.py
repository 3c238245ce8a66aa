"""Explanations of links: a page shows why two nodes are linked, in every view and in plain words."""

from pathlib import Path
from typing import Any

import pytest
from explorer_payload import Payload, read_page
from explorer_reader import middle, place, text, texts
from made_corpora import write_papers

import kg
from kg.graph import Graph
from kg.model import Relation
from kg.render.explorer.claims import rule_words
from kg.render.explorer.header import EDGE_WORDS
from kg.views import VIEWS

RAW = ("evaluatedOn", "comparesWith", "cooccurs", "coAuthor", "sharedAuthors", "vocabulary/", "acronym/", "undefined")
# Up to four edges of each kind.
EDGES = """(() => {
  const { model, app } = kgExplorer, found = {};
  for (let edge = 0; edge < model.edgeCount; edge++) {
    const { key } = app.facts.header.edgeKinds[model.edgeKind[edge]];
    if ((found[key] ??= []).length < 4) found[key].push(edge);
  }
  return Object.values(found).flat();
})()"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of 240 made-up papers."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "digests").mkdir()
    write_papers(folder / "digests")
    return kg.build(folder / "digests", folder / "made.kg")


def payload(graph: Graph, view: str, **filters: Any) -> Payload:
    return read_page(graph.view(view, **filters)._picture.html)


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_a_line_says_why_it_is_there(tab: Any, graph: Graph, tmp_path: Path, view: str) -> None:
    filters = {"category": "cs.CV"} if view in ("authors-papers", "papers-concepts") else {}
    page = graph.view(view, **filters).write(tmp_path / f"{view}.html")
    tab.open(page)
    edges = tab.evaluate(EDGES)
    assert edges
    for edge in edges:
        tab.evaluate(f"kgExplorer.app.select({{type: 'edge', edge: {edge}}})")
        reasons = texts(tab, "#details .papers li, #details blockquote, #details .near li")
        assert reasons, (view, edge)
        words = text(tab, "#details")
        assert [key for key in RAW if key in words] == []
    assert tab.complaints == []


def test_two_related_papers_show_what_they_share_and_how_many_papers_have_it(graph: Graph) -> None:
    page = payload(graph, "papers")
    labels, papers = page.columns["sharedLabel"], page.columns["sharedPapers"]
    counts = dict(graph.concepts.select("label", "paper_count").iter_rows())
    known = {(a, b): row for a, b, *row in graph.tables["related"].select("a", "b", "concepts", "shared").iter_rows()}
    called = dict(graph.concepts.select("concept", "label").iter_rows())
    assert page.columns["source"]
    for source, target, shared in zip(
        page.columns["source"], page.columns["target"], page.rows("edgeShared"), strict=True
    ):
        a, b = sorted(page.ids[end].removeprefix("paper/") for end in (source, target))
        concepts, number = known[a, b]
        listed = [labels[thing] for thing in shared]
        assert {called[concept] for concept in concepts} <= set(listed)
        assert len(listed) <= max(number, len(concepts))
        assert all(papers[thing] == counts.get(labels[thing], papers[thing]) for thing in shared)
        assert [papers[thing] for thing in shared] == sorted(papers[thing] for thing in shared)


def test_two_co_authors_show_their_places_on_each_paper_as_printed(graph: Graph) -> None:
    page = payload(graph, "coauthors")
    signed = graph.tables["authorships"].sort("position").unique(["author", "paper"], keep="first")
    known = {
        (author, paper): (position + 1, printed)
        for author, paper, position, printed in signed.select("author", "paper", "position", "printed").iter_rows()
    }
    sizes = dict(graph.papers.select("paper", "author_count").iter_rows())
    at, seen = 0, 0
    for row, id_ in enumerate(page.ids):
        for paper in page.papers(row):
            position, printed = known[id_.removeprefix("author/"), paper]
            assert page.columns["nodePaperPosition"][at] == position
            assert (page.columns["nodePaperPrinted"][at] or page.columns["label"][row]) == printed
            seen += page.columns["nodePaperPrinted"][at] != ""
            at += 1
    assert seen
    assert [sizes[paper] for paper in page.columns["paperId"]] == page.columns["paperSize"]


def test_relations_and_rules_of_claims_have_words(graph: Graph) -> None:
    words = [EDGE_WORDS[relation.value] for relation in Relation]
    assert EDGE_WORDS["evaluatedOn"] == "is evaluated on"
    assert len(set(words)) == len(Relation)
    assert [word for word in words if word != word.lower()] == [], "keys such as evaluatedOn are not words"
    rules = graph.claims["rule"].unique().to_list()
    assert len(rules) > 3
    assert [rule for rule in rules if rule_words(rule) == rule] == []


@pytest.mark.browser
def test_hovering_a_line_between_related_papers_says_what_both_have(tab: Any, graph: Graph, tmp_path: Path) -> None:
    tab.open(graph.view("papers").write(tmp_path / "papers.html"))
    edge = tab.evaluate(
        "(m => Array.from({length: m.edgeCount}, (_, e) => e).sort((a, b) => Math.hypot(m.x[m.source[b]] -"
        " m.x[m.target[b]], m.y[m.source[b]] - m.y[m.target[b]]) - Math.hypot(m.x[m.source[a]] - m.x[m.target[a]],"
        " m.y[m.source[a]] - m.y[m.target[a]]))[0])(kgExplorer.model)"
    )
    tab.evaluate(f"kgExplorer.app.select({{type: 'edge', edge: {edge}}})")
    x, y = place(tab, middle(edge))
    tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    tab.wait("!document.getElementById('card').hidden")
    card = text(tab, "#card")
    assert "near in subject" in card
    assert "both: " in card
    assert "papers)" in card


@pytest.mark.browser
def test_a_line_between_two_concepts_is_on_others(tab: Any, graph: Graph, tmp_path: Path) -> None:
    tab.open(graph.view("concepts").write(tmp_path / "concepts.html"))
    own, others = tab.evaluate(
        """(({ model, app }) => Array.from({ length: model.edgeCount }, (_, edge) => {
          const ends = [model.label(model.source[edge]), model.label(model.target[edge])];
          const topics = app.facts.edgeTopics(edge).map(({ concept }) => model.conceptLabel(concept));
          return [topics.filter((topic) => ends.includes(topic)).length, topics.length];
        }).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]))(kgExplorer)"""
    )
    assert own == 0
    assert others > 0
