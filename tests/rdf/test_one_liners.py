"""A question asked in one line of SPARQL, as a newcomer writes it, has the answer that the tables give.

Each question is asked on the store, on the core Turtle and on the full Turtle, of the example graph and of a small one
with stated results, citations and namesakes. All of them contain the vocabulary and their own description, which must
not be counted as papers, people or concepts.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pyoxigraph as ox
import pytest

import kg
from kg.ids import DEFAULT_BASE
from kg.rdf import PREFIXES, nquads, turtle
from kg.tables import Tables

DUMPS = ("store", "core", "full")
Rows = Counter[tuple[str, ...]]


class Asked:
    """The tables of a graph and its three forms as RDF."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._dumps = {name: _dump(tables, name) for name in DUMPS}

    def __getitem__(self, table: Any) -> pl.DataFrame:
        return self.tables[table]

    def answer(self, dump: str, sparql: str) -> Rows:
        found = self._dumps[dump].query(
            sparql, prefixes=PREFIXES, base_iri=DEFAULT_BASE, use_default_graph_as_union=True
        )
        assert isinstance(found, ox.QuerySolutions)
        return Counter(tuple(_plain(cell) for cell in row) for row in found)

    @cached_property
    def edges(self) -> pl.DataFrame:
        """Papers and concepts in the papers' own words, with labels."""
        labels = self["concepts"].select("concept", "label", "type")
        return self["topics"].filter(~pl.col("generated")).join(labels, on="concept")

    @cached_property
    def people_of_papers(self) -> pl.DataFrame:
        """Return each person of each paper once, with the preferred name."""
        names = self["authors"].select("author", "name", "kind")
        return self["authorships"].select("paper", "author").unique().join(names, on="author")

    @cached_property
    def busiest(self) -> str:
        """Return the name of the first of those with most papers who shares it with nobody."""
        authors = self["authors"].filter(pl.col("name").is_unique())
        return str(authors.sort("paper_count", "author", descending=[True, False])["name"][0])

    @cached_property
    def months(self) -> pl.DataFrame:
        return self["papers"].filter(pl.col("month") != "")


def _dump(tables: Tables, name: str) -> ox.Store:
    out, store = BytesIO(), ox.Store()
    if name == "store":
        nquads(tables, out, base=DEFAULT_BASE, profile="store")
        store.bulk_load(out.getvalue(), format=ox.RdfFormat.N_QUADS)
    else:
        turtle(tables, out, base=DEFAULT_BASE, profile="full" if name == "full" else "core")
        store.bulk_load(out.getvalue(), format=ox.RdfFormat.TURTLE)
    return store


def _plain(cell: Any) -> str:
    """Return a cell as the tables have it: a number without trailing zeros, a name without its namespace."""
    if isinstance(cell, ox.Literal):
        number = cell.datatype.value.rpartition("#")[2] in {"integer", "decimal"}
        return f"{float(cell.value):g}" if number else cell.value
    return str(cell.value) if cell is not None else ""


def rows(frame: pl.DataFrame) -> Rows:
    """Return the rows of a frame in the form of an answer."""
    return Counter(
        tuple(f"{cell:g}" if isinstance(cell, int | float) else str(cell) for cell in row) for row in frame.iter_rows()
    )


def count(number: int) -> Rows:
    return Counter([(str(number),)])


@dataclass(frozen=True)
class Question:
    """A question, its line of SPARQL with NAME or PAPER for a value, and the answer that the tables give."""

    words: str
    sparql: str
    expected: Callable[[Asked], Rows]
    dumps: tuple[str, ...] = DUMPS


def labeled(asked: Asked, relation: str) -> pl.DataFrame:
    return asked.edges.filter(pl.col("relation") == relation).select("paper", "concept", "label")


def longest(asked: Asked) -> str:
    """Return the paper with most authors."""
    return str(asked["papers"].sort("author_count", "paper", descending=[True, False])["paper"][0])


def _at(asked: Asked, place: pl.Expr) -> pl.DataFrame:
    """Return title and preferred name of the authors at a place of each author list."""
    papers = asked["papers"].select("paper", "title", "authors_truncated")
    names = asked["authors"].select("author", "name")
    listed = asked["authorships"].join(papers, on="paper").join(names, on="author")
    return listed.filter(place.over("paper")).select("title", "name")


def _named(frame: pl.DataFrame, asked: Asked, column: str) -> pl.DataFrame:
    labels = dict(asked["concepts"].select("concept", "label").iter_rows())
    return frame.with_columns(pl.col(column).replace_strict(labels))


def _doubts(asked: Asked) -> Rows:
    names = dict(asked["authors"].select("author", "name").iter_rows())
    pairs = asked["decisions"].filter(pl.col("verdict") == "possiblySame").select("a", "b")
    return Counter((names[x], names[y]) for a, b in pairs.iter_rows() for x, y in ((a, b), (b, a)))


def _iri(column: str) -> pl.Expr:
    return pl.lit(f"{DEFAULT_BASE}author/") + pl.col(column)


QUESTIONS = [
    Question(
        "how many papers are there",
        "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }",
        lambda g: count(g["papers"].height),
    ),
    Question(
        "papers per day",
        "SELECT ?day (COUNT(?p) AS ?n) { ?p kg:listedIn/dcterms:date ?day } GROUP BY ?day",
        lambda g: rows(
            g["appearances"].select("paper", "digest").unique().join(g["digests"], on="digest")
            .drop_nulls("date").group_by("date").len()
        ),
    ),
    Question(
        "papers per month",
        "SELECT ?m (COUNT(?p) AS ?n) { ?p kg:month ?m } GROUP BY ?m",
        lambda g: rows(g.months.group_by("month").len()),
    ),
    Question(
        "titles of papers",
        "SELECT ?t { ?p dcterms:title ?t }",
        lambda g: rows(g["papers"].select("title")),
    ),
    Question(
        "labels of papers",
        "SELECT ?t { ?p a kg:Paper ; rdfs:label ?t }",
        lambda g: rows(g["papers"].select("title")),
    ),
    Question(
        "how many people are there",
        "SELECT (COUNT(?a) AS ?n) { ?a a kg:Author }",
        lambda g: count(g["authors"].filter(pl.col("kind") == "person").height),
    ),
    Question(
        "names of people and groups",
        "SELECT ?name { ?a foaf:name ?name }",
        lambda g: rows(g["authors"].select("name")),
    ),
    Question(
        "most productive authors",
        "SELECT ?a (COUNT(?p) AS ?n) { ?p dcterms:creator ?a } GROUP BY ?a",
        lambda g: rows(
            g.people_of_papers.group_by("author").len()
            .select(_iri("author"), "len")
        ),
    ),
    Question(
        "number of papers that each person has, as stated",
        "SELECT ?name ?n { ?a foaf:name ?name ; kg:paperCount ?n }",
        lambda g: rows(g.people_of_papers.group_by("author", "name").len().select("name", "len")),
    ),
    Question(
        "papers of a person",
        'SELECT ?t { ?p dcterms:creator/foaf:name "NAME" ; dcterms:title ?t }',
        lambda g: rows(
            g.people_of_papers.filter(pl.col("name") == g.busiest).join(g["papers"], on="paper").select("title")
        ),
    ),
    Question(
        "first authors",
        "SELECT ?t ?name { ?p dcterms:title ?t ; kg:firstAuthor/foaf:name ?name }",
        lambda g: rows(_at(g, pl.col("position") == pl.col("position").min())),
    ),
    Question(
        "last authors",
        "SELECT ?t ?name { ?p dcterms:title ?t ; kg:lastAuthor/foaf:name ?name }",
        lambda g: rows(_at(g, (pl.col("position") == pl.col("position").max()) & ~pl.col("authors_truncated"))),
    ),
    Question(
        "author list of a paper in order",
        "SELECT ?i ?name { <PAPER> kg:hasAuthorship ?s . ?s kg:position ?i ; kg:printedName ?name }",
        lambda g: rows(
            g["authorships"].filter(pl.col("paper") == longest(g)).select(pl.col("position") + 1, "printed")
        ),
    ),
    Question(
        "papers of one author",
        "SELECT (COUNT(?p) AS ?n) { ?p kg:authorCount 1 }",
        lambda g: count(g["papers"].filter(pl.col("author_count") == 1).height),
    ),
    Question(
        "co-authors of a person with the number of papers",
        'SELECT ?b (COUNT(?p) AS ?n) { ?p dcterms:creator/foaf:name "NAME" ; dcterms:creator ?b } GROUP BY ?b',
        lambda g: rows(
            g.people_of_papers.join(
                g.people_of_papers.filter(pl.col("name") == g.busiest).select("paper"), on="paper"
            ).group_by("author").len().select(_iri("author"), "len")
        ),
    ),
    Question(
        "number of co-authors of a person",
        'SELECT (COUNT(?b) AS ?n) { ?a foaf:name "NAME" ; kg:coAuthor ?b }',
        lambda g: count(g["authors"].filter(pl.col("name") == g.busiest)["coauthor_count"][0]),
    ),
    Question(
        "first and last month of a person",
        'SELECT ?from ?to { ?a foaf:name "NAME" ; kg:firstPaperMonth ?from ; kg:lastPaperMonth ?to }',
        lambda g: rows(
            g.people_of_papers.filter(pl.col("name") == g.busiest).join(g.months, on="paper")
            .select(pl.col("month").min(), pl.col("month").max().alias("last"))
        ),
    ),
    Question(
        "categories of a paper",
        "SELECT ?c { <PAPER> kg:inCategory/kg:categoryCode ?c }",
        lambda g: rows(g["categories"].filter(pl.col("paper") == longest(g)).select("code")),
    ),
    Question(
        "papers per primary category",
        "SELECT ?c (COUNT(?p) AS ?n) { ?p kg:primaryCategory/kg:categoryCode ?c } GROUP BY ?c",
        lambda g: rows(g["categories"].filter("primary").group_by("code").len()),
    ),
    Question(
        "concepts by type",
        "SELECT (COUNT(?c) AS ?n) { ?c a kg:Method }",
        lambda g: count(g["concepts"].filter(pl.col("type") == "method").height),
    ),
    Question(
        "how many concepts are there",
        "SELECT (COUNT(?c) AS ?n) { ?c a kg:Concept }",
        lambda g: count(g["concepts"].height),
    ),
    Question(
        "number of papers on each concept",
        "SELECT ?l (COUNT(?p) AS ?n) { ?p kg:about/rdfs:label ?l } GROUP BY ?l",
        lambda g: rows(labeled(g, "about").group_by("label").len()),
    ),
    Question(
        "number of papers on each concept, as stated",
        "SELECT ?l ?n { ?c rdfs:label ?l ; kg:conceptPaperCount ?n }",
        lambda g: rows(
            g["concepts"].join(labeled(g, "about").group_by("concept").len(), on="concept", how="left")
            .select("label", pl.col("len").fill_null(0))
        ),
    ),
    Question(
        "data sets on which papers are evaluated",
        "SELECT ?t ?d { ?p kg:evaluatedOn/rdfs:label ?d ; dcterms:title ?t }",
        lambda g: rows(labeled(g, "evaluatedOn").join(g["papers"], on="paper").select("title", "label")),
    ),
    Question(
        "labels in Chinese",
        'SELECT ?zh { ?c a kg:Concept ; skos:prefLabel|skos:altLabel ?zh FILTER(lang(?zh) = "zh") }',
        lambda g: rows(
            g["concepts"].select("concept", "labels").explode("labels").drop_nulls("labels").unnest("labels")
            .filter(pl.col("language") == "zh").unique().select("text")
        ),
    ),
    Question(
        "concepts that only a machine-written summary says a paper uses",
        "SELECT ?t ?c { ?p kg:usesInSummary/rdfs:label ?c ; dcterms:title ?t }",
        lambda g: rows(
            g["topics"].filter("generated", pl.col("relation") == "uses")
            .join(g["concepts"], on="concept").join(g["papers"], on="paper").select("title", "label")
        ),
    ),
    Question(
        "people who work on a concept",
        "SELECT ?l (COUNT(?a) AS ?n) { ?a kg:worksOn/rdfs:label ?l } GROUP BY ?l",
        lambda g: rows(g["interests"].join(g["concepts"], on="concept").group_by("label").len()),
    ),
    Question(
        "results with value and unit",
        "SELECT ?d ?m ?v ?u { ?e kg:measuredOn/rdfs:label ?d ; kg:measuredWith/rdfs:label ?m ; kg:measuredValue ?v ; "
        "kg:unit ?u }",
        lambda g: rows(
            _named(_named(g["evaluations"].filter(pl.col("unit") != ""), g, "dataset"), g, "metric")
            .select("dataset", "metric", "value", "unit")
        ),
    ),
    Question(
        "claims of a paper",
        "SELECT (COUNT(?c) AS ?n) { <PAPER> kg:hasClaim ?c }",
        lambda g: count(g["claims"].filter(pl.col("paper") == longest(g)).height),
        ("store", "full"),
    ),
    Question(
        "repositories of code",
        "SELECT ?t ?code { ?p kg:codeRepository ?code ; dcterms:title ?t }",
        lambda g: rows(
            g["links"].filter(pl.col("kind") == "code").select("paper", "url").unique()
            .join(g["papers"], on="paper").select("title", "url")
        ),
    ),
    Question(
        "pairs of people who may be one",
        "SELECT ?a ?b { ?x kg:possiblySame ?y . ?x foaf:name ?a . ?y foaf:name ?b }",
        _doubts,
    ),
    Question(
        "decisions by verdict",
        "SELECT ?v (COUNT(?d) AS ?n) { ?d kg:verdict ?v } GROUP BY ?v",
        lambda g: rows(g["decisions"].group_by("verdict").len()),
        ("store", "full"),
    ),
    Question(
        "papers that the authors or the publisher withdrew",
        "SELECT ?t { ?p kg:withdrawn true ; dcterms:title ?t }",
        lambda g: rows(g["papers"].filter("withdrawn").select("title")),
    ),
    Question(
        "papers that are cited",
        "SELECT ?t { ?p cito:cites/dcterms:title ?t }",
        lambda g: rows(g["citations"].join(g["papers"], left_on="cited", right_on="paper").select("title")),
    ),
    Question(
        "average number of authors",
        "SELECT (AVG(?n) AS ?mean) { ?p kg:authorCount ?n }",
        lambda g: rows(g["papers"].select(pl.col("author_count").mean())),
    ),
    Question(
        "average confidence of a claim",
        "SELECT (AVG(?c) AS ?mean) { ?x a kg:Claim ; kg:confidence ?c }",
        lambda g: rows(g["claims"].select(pl.col("confidence").mean())),
        ("store", "full"),
    ),
    Question(
        "digests and their days",
        "SELECT ?day { ?d dcterms:date ?day }",
        lambda g: rows(g["digests"].drop_nulls("date").select("date")),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def asked_graphs(example: Path, sample_tables: Tables) -> dict[str, Asked]:
    return {"example": Asked(kg.load(example).tables), "small": Asked(sample_tables)}


@pytest.mark.parametrize("graph", ["example", "small"])
@pytest.mark.parametrize("question", QUESTIONS, ids=[question.words for question in QUESTIONS])
def test_one_line_has_the_answer_of_the_tables(asked_graphs: dict[str, Asked], question: Question, graph: str) -> None:
    asked = asked_graphs[graph]
    sparql = question.sparql.replace("NAME", asked.busiest).replace("<PAPER>", f"arxiv:{longest(asked)}")
    expected = question.expected(asked)
    for dump in question.dumps:
        assert asked.answer(dump, sparql) == expected, dump


def test_every_question_has_an_answer_in_one_of_the_graphs(asked_graphs: dict[str, Asked]) -> None:
    """An empty answer that equals an empty one would prove nothing."""
    answered = [any(question.expected(asked) for asked in asked_graphs.values()) for question in QUESTIONS]
    assert [question.words for question, found in zip(QUESTIONS, answered, strict=True) if not found] == []


def test_a_line_of_each_question_is_one_line() -> None:
    assert all("\n" not in question.sparql for question in QUESTIONS)
    assert len(QUESTIONS) >= 20
