"""Cards: results, keywords, related papers, people's concepts, and concepts that occur together."""

import pytest
from assembling import assemble

from kg.authors import resolve
from kg.cli.questions.show import _text
from kg.graph.cards import Card, cards
from kg.ids import DEFAULT_BASE, author_id, authorship_id
from kg.model import (
    Author,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Evaluation,
    Extraction,
    Paper,
    Relation,
    Resolution,
    Scheme,
    Section,
    SectionKind,
    Term,
)
from kg.settings import GraphSettings
from kg.tables import Tables

ABSTRACT = "We map tides on TideBench and reach 92.3 % accuracy, 84 % before."
IDS = [f"2601.0000{i}" for i in range(1, 9)]
TIDES = IDS[:3]
"""The papers on tide mapping, of which the first states results; the other papers in `IDS` are on other subjects."""


@pytest.fixture(scope="module")
def tables() -> Tables:
    papers = tuple(
        Paper(
            id_, f"Tide mapping, part {id_[-1]}" if id_ in TIDES else f"Paper {id_}", "2026-01", ("Ada Ost",), "cs.LG",
            (Category(Scheme.ARXIV, "cs.LG"),),
            sections=(
                Section(SectionKind.RESULT, "准确率达到92.3%，召回率70%。", "zh"),
                Section(SectionKind.ABSTRACT, ABSTRACT, "en"),
            )
            if id_ == IDS[0]
            else (),
        )
        for id_ in IDS
    )  # fmt: skip
    ada = author_id("Ada Ost", IDS[0])
    concepts = (
        Concept("tide-mapping", ConceptType.TASK, "tide mapping"),
        Concept("tides", ConceptType.FIELD, "tides"),
        Concept("tidebench", ConceptType.DATASET, "TideBench"),
        Concept("accuracy", ConceptType.METRIC, "accuracy"),
        Concept("recall", ConceptType.METRIC, "recall"),
    )
    claims = [
        Claim(id_, concept, Relation.ABOUT, SectionKind.TITLE, 0, 4, 0.9, "title")
        for id_ in TIDES
        for concept in ("tide-mapping", "tides")
    ]
    results = (
        Evaluation(IDS[0], "tidebench", "accuracy", 92.3, "%", SectionKind.RESULT, 5, 9, 0.8, "of"),
        Evaluation(IDS[0], "tidebench", "recall", 70, "%", SectionKind.RESULT, 14, 16, 0.8, "of"),
        Evaluation(IDS[0], "tidebench", "accuracy", 92.3, "%", SectionKind.ABSTRACT, 36, 40, 0.9, "of"),
        Evaluation(IDS[0], "tidebench", "accuracy", 84, "", SectionKind.ABSTRACT, 53, 55, 0.9, "of"),
    )
    terms = tuple(
        Term(IDS[0], rank, label, ConceptType.UNTYPED, "", 1.0, SectionKind.ABSTRACT, 0, 4)
        for rank, label in ((2, "accuracy"), (1, "tides"))
    )
    return assemble(
        Corpus(papers, (), (), ()),
        Resolution(
            tuple(Authorship(authorship_id(id_, "ada-ost"), id_, 0, "Ada Ost", ada) for id_ in IDS),
            (Author(ada, "Ada Ost", AuthorKind.PERSON),),
            (),
        ),
        Extraction(concepts, tuple(claims), results, terms),
        GraphSettings(),
    )


def card(tables: Tables, what: str) -> Card:
    (only,) = cards(tables, what, DEFAULT_BASE)
    return only


def test_a_persons_card_tells_what_the_person_works_on(tables: Tables) -> None:
    assert card(tables, "Ada Ost").facts["works_on"] == [
        {"label": "tide mapping", "type": "task", "papers": 3},
        {"label": "tides", "type": "field", "papers": 3},
    ]


def test_a_papers_card_tells_its_keywords_and_related_papers(tables: Tables) -> None:
    facts = card(tables, IDS[0]).facts
    assert facts["keywords"] == ["tides", "accuracy"]
    assert [(p["id"], p["shared"]) for p in facts["related_papers"]] == [
        (id_, ["tide mapping", "tides"]) for id_ in TIDES[1:]
    ]
    assert "keywords" not in card(tables, IDS[5]).facts
    assert "related_papers" not in card(tables, IDS[5]).facts


def test_a_result_is_told_once_in_the_papers_own_words_if_it_has_any(tables: Tables) -> None:
    told = card(tables, IDS[0]).facts["results"]
    assert [(r["metric"], r["dataset"], r["value"], r["unit"], r["generated"]) for r in told] == [
        ("accuracy", "TideBench", 92.3, "%", False),
        ("accuracy", "TideBench", 84, "", False),
        ("recall", "TideBench", 70, "%", True),
    ]
    assert "«92.3» % accuracy" in told[0]["evidence"]


def test_a_data_sets_card_tells_what_is_stated_on_it(tables: Tables) -> None:
    facts = card(tables, "TideBench").facts
    assert facts["result_count"] == 3
    assert [(r["metric"], r["value"], r["id"]) for r in facts["results"]] == [
        ("accuracy", 84, IDS[0]), ("accuracy", 92.3, IDS[0]), ("recall", 70, IDS[0]),
    ]  # fmt: skip
    assert "results" not in card(tables, "tides").facts


def test_a_concepts_card_tells_what_goes_with_it(tables: Tables) -> None:
    assert card(tables, "tides").facts["together_with"] == [{"label": "tide mapping", "papers": 3, "lift": 2.7}]
    assert card(tables, "tide mapping").facts["together_with"][0]["label"] == "tides"


def test_numbers_are_printed_with_their_units(tables: Tables) -> None:
    paper, concept = (_text(card(tables, what)) for what in (IDS[0], "tides"))
    assert "accuracy  TideBench  92.3 %  " in paper
    assert "accuracy  TideBench  84  " in paper
    assert "recall  TideBench  70 %  " in paper
    assert paper.count("(by summary alone)") == 1
    assert "tide mapping  3 papers  lift 2.7" in concept


def test_an_author_printed_several_times_is_listed_once() -> None:
    paper = Paper("2601.00001", "Twice", "2026-01", ("Ann Lee", "Ann Lee", "Bo Han"), "cs.LG")
    made = assemble(Corpus((paper,), (), (), ()), resolve((paper,)), Extraction(()), GraphSettings())
    (card,) = cards(made, "2601.00001", DEFAULT_BASE)
    assert [author["name"] for author in card.facts["authors"]] == ["Ann Lee", "Bo Han"]
    (ann,) = cards(made, "Ann Lee", DEFAULT_BASE)
    assert [partner["name"] for partner in ann.facts["coauthors"]] == ["Bo Han"]
