"""Content of an explorer page: all data of the nodes shown, small, safe, and the same on every run."""

import json
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from explorer_payload import Payload, read_page
from made_corpora import write_papers

import kg
from kg.graph import Graph
from kg.render import explorer_page
from kg.settings import PageSettings, PictureSettings, Settings
from kg.views import VIEWS
from kg.views.details import gather_details
from kg.views.network import Network

SETTINGS = Settings()
WHO = "Wei Wang"
CASES: list[dict[str, Any]] = [{}, {"top": 25}, {"author": WHO}, {"since": "2026-01"}, {"category": "cs.CV", "top": 40}]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Return a graph of made-up papers with namesakes, Chinese labels, and papers of very many authors."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "digests").mkdir()
    write_papers(folder / "digests", papers=180)
    return kg.build(folder / "digests", folder / "made.kg")


def payload(graph: Graph, view: str, **filters: Any) -> Payload:
    return read_page(graph.view(view, **filters)._picture.html)


# -- rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("filters", CASES, ids=str)
def test_the_page_has_every_node_and_link_of_the_view(graph: Graph, view: str, filters: dict[str, Any]) -> None:
    shown = graph.views.project(view, **filters)
    page = payload(graph, view, **filters)
    assert sorted(page.ids) == shown.nodes["id"].to_list()
    assert page.links == {frozenset(ends) for ends in shown.edges.select("source", "target").iter_rows()}
    label = dict(shown.nodes.select("id", "label").iter_rows())
    assert [label[id_] for id_ in page.ids] == page.labels
    assert all(page.labels), "a paper without a category makes no category"


@pytest.mark.parametrize(("view", "words"), [("categories", "in the same papers as"), ("concepts", "named together")])
def test_categories_are_in_papers_and_concepts_are_named_in_them(graph: Graph, view: str, words: str) -> None:
    kinds = {kind["key"]: kind["label"] for kind in payload(graph, view).header["edgeKinds"]}
    assert kinds["cooccurs"] == words


def test_a_page_of_papers_without_authors_has_authors_in_general(tmp_path: Path) -> None:
    row = {"id": "2601.00001", "title": "Tides", "categories": ["cs.LG"], "abstract": "We use deep learning."}
    (tmp_path / "2026-01-05.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with kg.build(tmp_path / "2026-01-05.jsonl", tmp_path / "a.kg", store=False) as graph:
        page = payload(graph, "papers")
    assert page.columns["paperId"] == ["2601.00001"]
    assert page.rows("paperAuthors") == [[]]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("filters", CASES, ids=str)
def test_the_rows_of_its_sparql_are_its_links_or_it_says_what_they_are(
    graph: Graph, view: str, filters: dict[str, Any]
) -> None:
    header = payload(graph, view, **filters).header
    shown = graph.views.project(view, **filters)
    rows = list(graph.query(header["sparql"]))
    if header["sparqlNote"]:
        assert header["sparqlNote"].startswith("before the cut to the ")
        assert len(rows) > shown.edges.height
    else:
        assert len(rows) == shown.edges.height


def test_a_view_that_is_cut_to_many_nodes_says_that_its_sparql_is_not(graph: Graph) -> None:
    settings = Settings().with_values({"views": {"max_nodes_in_query": 10, "max_pairs_in_query": 5}})
    cut = [kg.views.project(graph.tables, view, settings=settings, top=30) for view in VIEWS]
    notes = {network.name: network.sparql_note for network in cut}
    assert notes["coauthors"] == "before the cut to the 30 largest nodes"
    assert notes["concepts"].endswith("strongest links")
    for network in cut:
        if network.sparql_note:
            assert len(list(graph.query(network.sparql))) > network.edges.height


# -- papers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("filters", [{}, {"top": 10}, {"author": WHO, "hops": 2}, {"since": "2026-01"}], ids=str)
def test_as_many_papers_are_listed_of_a_person_as_are_counted(graph: Graph, filters: dict[str, Any]) -> None:
    page = payload(graph, "coauthors", **filters)
    counted, listed = page.columns["papers"], page.rows("nodePapers")
    assert [len(papers) for papers in listed] == counted
    assert max(counted) > 1
    signed = graph.tables["authorships"]
    row = counted.index(max(counted))
    author = page.ids[row].removeprefix("author/")
    assert set(page.papers(row)) <= set(signed.filter(author=author)["paper"])


def test_papers_of_an_edge_are_those_that_both_ends_list(graph: Graph) -> None:
    page = payload(graph, "coauthors")
    assert page.header["papersShared"]
    listed, omitted = page.rows("nodePapers"), page.columns["pairsOmitted"]
    ends = zip(page.columns["source"], page.columns["target"], page.columns["edgePaperCount"], strict=True)
    for a, b, count in ends:
        assert len([paper for paper in set(listed[a]) & set(listed[b]) if not omitted[paper]]) == count
    assert sum(omitted) == 1, "the paper of more than three hundred people"


def test_papers_have_title_day_and_what_they_are_about(graph: Graph) -> None:
    page = payload(graph, "coauthors")
    titles = dict(graph.papers.select("paper", "title").iter_rows())
    columns = page.columns
    assert [titles[paper] for paper in columns["paperId"]] == columns["paperTitle"]
    assert {day[:4] for day in columns["paperDay"]} <= {"2025", "2026"}
    months = [page.header["months"][month] for month in columns["paperMonth"]]
    assert months == sorted(months, reverse=True), "newest first"
    about = page.rows("paperConcepts")
    assert any(about)
    topics = graph.tables["topics"].filter(relation="about")
    labels = dict(graph.concepts.select("concept", "label").iter_rows())
    for paper, concepts in zip(columns["paperId"], about, strict=True):
        named = {labels[concept] for concept in topics.filter(paper=paper)["concept"]}
        assert {columns["conceptLabel"][concept] for concept in concepts} <= named


def test_a_concept_lists_its_newest_papers_and_its_edges_list_theirs(graph: Graph) -> None:
    few = replace(SETTINGS.pictures, page=PageSettings(max_papers_per_topic=3))
    network = graph.views.project("concepts")
    details = gather_details(graph.tables, network, few)
    page = read_page(explorer_page(network, settings=SETTINGS, details=details))
    listed, counted = page.rows("nodePapers"), page.columns["papers"]
    assert [len(papers) for papers in listed] == [min(3, count) for count in counted]
    assert not page.header["papersShared"]
    assert [len(papers) for papers in page.rows("edgePapers")] == [min(25, n) for n in page.columns["edgePaperCount"]]
    own = graph.tables["topics"].filter(relation="about", generated=False).join(graph.papers, on="paper")
    row = max(range(len(counted)), key=counted.__getitem__)
    newest = own.filter(concept=page.ids[row].removeprefix("concept/")).sort("month", "paper", descending=True)
    assert page.papers(row) == newest["paper"].head(3).to_list()


# -- names, doubts, evidence -------------------------------------------------------------------------------------------


def test_nodes_are_found_by_all_their_names(graph: Graph) -> None:
    page = payload(graph, "coauthors")
    variants = dict(graph.authors.filter(pl.col("variants").list.len() > 0).select("author", "variants").iter_rows())
    found = {id_: names for id_, names in zip(page.ids, page.columns["aliases"], strict=True) if names}
    assert found
    for id_, names in found.items():
        assert set(names.split("\x1f")) <= set(variants[id_.removeprefix("author/")])
    concepts = payload(graph, "concepts")
    labels = graph.concepts.explode("labels").drop_nulls("labels").unnest("labels").filter(language="zh")
    chinese = set(labels["text"])
    assert any(chinese & set(names.split("\x1f")) for names in concepts.columns["aliases"])
    assert any(chinese & set(names.split("\x1f")) for names in page.columns["conceptAliases"]), "topics of people too"


def test_namesakes_are_shown_with_their_doubt_and_the_line_that_settles_it(graph: Graph) -> None:
    page = payload(graph, "coauthors", author=WHO)
    ids, header = page.ids, page.header
    names = [(page.columns["label"][row], page.columns["aliases"][row]) for row in header["ego"]["nodes"]]
    assert len(names) > 1
    assert all(WHO in (label, *others.split("\x1f")) for label, others in names)
    assert header["heading"].endswith(f"{WHO}: {len(names)} people")
    doubts = graph.tables["decisions"].filter(verdict="possiblySame", source="program")
    known = {frozenset((f"author/{a}", f"author/{b}")) for a, b in doubts.select("a", "b").iter_rows()}
    shown = {frozenset((ids[doubt["a"]], ids[doubt["b"]])) for doubt in header["doubts"]}
    assert shown == {pair for pair in known if pair <= set(ids)}
    for doubt in header["doubts"]:
        assert 0 < doubt["confidence"] < 1
        assert doubt["sameDecision"].startswith('same "')
        assert doubt["differentDecision"] == "different" + doubt["sameDecision"].removeprefix("same")
        assert {reason["kind"] for reason in doubt["reasons"]} == {
            "name",
            "co-authors",
            "words",
            "categories",
            "papers",
        }
        a, b = (page.papers(doubt[end]) for end in "ab")
        assert any(paper in doubt["sameDecision"] for paper in a)
        assert any(paper in doubt["sameDecision"] for paper in b)


@pytest.mark.parametrize("view", ["overview", "papers-concepts", "concepts"])
def test_an_edge_quotes_the_sentence_it_rests_on(graph: Graph, view: str) -> None:
    page = payload(graph, view)
    columns, ids = page.columns, page.ids
    texts = {(p, k): t for p, k, t in graph.tables["sections"].select("paper", "kind", "text").iter_rows()}
    texts |= {(p, "title"): t for p, t in graph.papers.select("paper", "title").iter_rows()}
    claims = graph.claims
    assert len(columns["evidenceEdge"]) > 10
    for row, edge in enumerate(columns["evidenceEdge"]):
        paper = columns["paperId"][columns["evidencePaper"][row]]
        start, end = columns["evidenceStart"][row], columns["evidenceEnd"][row]
        said = columns["evidenceSentence"][row].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        section = columns["evidenceSection"][row]
        ends = {ids[columns["source"][edge]], ids[columns["target"][edge]]}
        concepts = [id_.removeprefix("concept/") for id_ in ends if id_.startswith("concept/")]
        found = claims.filter(pl.col("concept").is_in(concepts), paper=paper, section=section)
        spans = {" ".join(texts[paper, section][a:b].split()) for a, b in found.select("start", "end").iter_rows()}
        assert said in spans
        assert len(columns["evidenceSentence"][row]) <= 304


def test_evidence_beyond_the_limit_is_counted_and_the_command_named(graph: Graph) -> None:
    network = graph.views.project("concepts")
    few = PictureSettings(page=PageSettings(max_evidence=7))
    details = gather_details(graph.tables, network, few, "made.kg")
    assert details.evidence.height == 7
    assert details.evidence_note.startswith("7 of ")
    assert "kg concepts explain made.kg" in details.evidence_note


# -- egos --------------------------------------------------------------------------------------------------------------


def test_an_ego_picture_has_its_person_in_the_middle_and_rings_by_steps(graph: Graph) -> None:
    who = graph.authors.sort("coauthor_count", "author")["author"][-1]
    page = payload(graph, "coauthors", author=who, hops=2)
    columns, [middle] = page.columns, page.header["ego"]["nodes"]
    assert page.header["ego"]["hops"] == 2
    assert page.header["heading"] == columns["label"][middle]
    assert columns["order"][0] == middle, "named first"
    away = [(x**2 + y**2) ** 0.5 for x, y in zip(columns["x"], columns["y"], strict=True)]
    rings = {hop: [r for r, of in zip(away, columns["hop"], strict=True) if of == hop] for hop in (0, 1, 2)}
    assert max(rings[0]) < min(rings[1]) <= max(rings[1]) < min(rings[2])
    near = {a for a, b in _ends(page) if b == middle} | {b for a, b in _ends(page) if a == middle}
    assert {row for row, hop in enumerate(columns["hop"]) if hop == 1} == near


def _ends(page: Payload) -> list[tuple[int, int]]:
    return list(zip(page.columns["source"], page.columns["target"], strict=True))


# -- communities -------------------------------------------------------------------------------------------------------


def test_communities_are_named_by_concepts_and_have_their_members(graph: Graph) -> None:
    page = payload(graph, "papers")
    communities = [one for one in page.header["communities"] if one["level"] == 0]
    assert communities
    assert len({one["label"] for one in communities}) == len(communities)
    for one in communities:
        assert one["size"] == page.columns["community"].count(one["number"])
        assert one["label"]
        assert all(0 <= row < len(page.columns["paperId"]) for row in one["papers"])


def test_a_community_whose_papers_share_no_concept_is_called_by_its_busiest_member(tmp_path: Path) -> None:
    rows = [
        {"id": f"2601.{paper:05}", "title": f"Untitled {paper}", "authors": [f"Tam {team}", f"Ola {team}", "Zoe Busy"]}
        for paper, team in enumerate(["Ahlberg", "Brandt", "Castell"], 1)
    ]
    (tmp_path / "day.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    graph = kg.build(tmp_path / "day.jsonl", tmp_path / "g.kg", store=False)
    network = graph.views.project("coauthors")
    together = replace(network, nodes=network.nodes.with_columns(community=pl.lit(0)))
    details = gather_details(graph.tables, together, SETTINGS.pictures, "g.kg")
    page = read_page(explorer_page(together, settings=SETTINGS, details=details))
    assert [one["label"] for one in page.header["communities"]] == ["around Zoe Busy"]


def test_a_community_of_people_is_listed_by_who_is_in_it_and_what_they_write_on(graph: Graph) -> None:
    network = graph.views.project("coauthors")
    together = replace(network, nodes=network.nodes.with_columns(community=pl.lit(0)))
    (community,) = gather_details(graph.tables, together, SETTINGS.pictures, "g.kg").communities
    first = network.nodes.sort("papers", "id", descending=[True, False])["label"][0]
    assert community.label == f"{first}: {community.short}"
    assert community.short.startswith(community.concepts[0])


def test_a_community_of_concepts_is_not_called_by_a_metric(root: Path, tmp_path: Path) -> None:
    graph = kg.build(root / "examples" / "digests", tmp_path / "g.kg", store=False)
    types = dict(graph.concepts.select("label", "type").iter_rows())
    communities = payload(graph, "concepts").header["communities"]
    assert any("metric" in {types[label] for label in one["concepts"]} for one in communities)
    assert "metric" not in {types[label] for one in communities for label in one["label"].split(", ")}


def test_papers_of_the_newest_day_are_marked(graph: Graph) -> None:
    page = payload(graph, "papers")
    days = dict(graph.papers.select("paper", "first_seen").iter_rows())
    newest = max(day for day in days.values() if day)
    assert page.header["fresh"]["label"] == f"new on {newest}"
    marked = {id_.removeprefix("paper/") for id_, fresh in zip(page.ids, page.columns["fresh"], strict=True) if fresh}
    shown = {id_.removeprefix("paper/") for id_ in page.ids}
    assert marked == {paper for paper, day in days.items() if day == newest} & shown
    assert marked


def test_themes_of_concepts_are_listed_once(graph: Graph) -> None:
    header = payload(graph, "concepts").header
    assert [one for one in header["communities"] if one["level"] == 0]
    assert header["panels"] == []


def test_the_histogram_counts_papers_that_the_page_does_not_list(graph: Graph) -> None:
    settings = replace(SETTINGS.pictures, page=PageSettings(max_papers_per_topic=2))
    details = gather_details(graph.tables, graph.views.project("categories"), settings, "g.kg")
    days = graph.papers.filter(pl.col("primary_category") != "")["first_seen"].dt.to_string("%Y-%m-%d")
    assert details.papers.height < graph.papers.height
    assert dict(details.days) == dict(days.value_counts().iter_rows())


# -- form --------------------------------------------------------------------------------------------------------------


def test_the_page_is_small(graph: Graph) -> None:
    html = graph.view("coauthors")._picture.html
    page = read_page(html)
    empty = explorer_page(
        Network("coauthors", "Nobody", *(frame.clear() for frame in _frames(graph)), 0, 0, ""), settings=SETTINGS
    )
    nodes, edges, papers = len(page.ids), len(_ends(page)), len(page.columns["paperId"])
    assert len(html) - len(empty) < 4 / 3 * (25 * nodes + 8 * edges + (45 + 15) * papers) + 20_000


def _frames(graph: Graph) -> tuple[pl.DataFrame, pl.DataFrame]:
    network = graph.views.project("coauthors")
    return network.nodes, network.edges


def test_the_same_view_is_the_same_page(graph: Graph) -> None:
    assert graph.view("concepts")._picture.html == kg.load(graph.path).view("concepts")._picture.html


def test_an_overview_that_has_to_choose_chooses_the_same_each_time(graph: Graph) -> None:
    chosen = {tuple(graph.views.project("overview", category="cs.CV", top=40).nodes["id"]) for _ in range(20)}
    assert len(chosen) == 1


def test_a_hostile_name_stays_inside_its_column(network: Network) -> None:
    html = explorer_page(network, settings=SETTINGS)
    hostile = network.nodes["label"][3]
    assert "onerror" not in html
    assert read_page(html).columns["label"].count(hostile) == 1
    assert "&lt;/script" not in json.dumps(read_page(html).header)


def test_a_hostile_heading_stays_text(network: Network) -> None:
    heading = "<script>alert(1)</script> & \"quoted\" <img src=x onerror='alert(1)'>"
    found: dict[str, list[str]] = {"tags": [], "title": []}

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            found["tags"].append(tag)

        def handle_data(self, data: str) -> None:
            if self.get_starttag_text() == "<title>":
                found["title"].append(data)

    plain, hostile = (explorer_page(network, settings=Settings(), heading=words) for words in ("Plain", heading))
    Tags(convert_charrefs=True).feed(plain)
    tags = list(found["tags"])
    found["tags"].clear()
    found["title"].clear()
    Tags(convert_charrefs=True).feed(hostile)
    assert found["tags"] == tags
    assert "".join(found["title"]).startswith(heading)


def test_the_command_of_a_view_draws_it_again(graph: Graph, tmp_path: Path) -> None:
    header = payload(graph, "coauthors", author=WHO, hops=2, since="2026-01", top=20).header
    verb, *rest = header["command"].replace("'", "").replace(WHO, "WHO").split()
    assert (verb, rest[0], rest[1]) == ("kg", "view", graph.path.name)
    arguments = [WHO if part == "WHO" else part for part in rest[2:]]
    out = tmp_path / "again.html"
    command = [sys.executable, "-m", "kg", "view", str(graph.path), *arguments, "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    assert read_page(out.read_text("utf-8")).header == header


def test_pyvis_draws_pages_where_it_is_asked_to(graph: Graph, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    for renderer, mark in (("explorer", 'id="payload"'), ("pyvis", "vis.Network")):
        command = [sys.executable, "-m", "kg", "view", str(graph.path), "coauthors", "--renderer", renderer]
        subprocess.run([*command, "-o", str(out)], check=True, capture_output=True)
        assert mark in out.read_text("utf-8")
