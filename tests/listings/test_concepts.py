import pytest
from assembling import assemble

from kg.errors import UnknownName
from kg.listings.concepts import list_concepts, top_terms
from kg.model import Claim, Concept, ConceptType, Corpus, Extraction, Paper, Relation, Resolution, SectionKind, Term
from kg.settings import GraphSettings
from kg.tables import Tables
from kg.tables.records import read_vocabulary

IDS = ["2601.00001", "2601.00002", "hep-th/9901001"]


@pytest.fixture(scope="module")
def tables() -> Tables:
    papers = tuple(Paper(id_, "Tides", "2026-01", (), "cs.LG") for id_ in IDS)
    concepts = (
        Concept("tides", ConceptType.FIELD, "tides", (("潮汐", "zh"), ("ebb and flow", "en"), ("潮", "zh")), (), True),
        Concept("tide-mapping", ConceptType.TASK, "tide mapping", (), ("tides", "ebb")),
        Concept("ebb", ConceptType.FIELD, "an ebb", (), (), True),
        Concept("moon-pull", ConceptType.UNTYPED, "moon pull"),
    )
    claims = [Claim(id_, "tide-mapping", Relation.ABOUT, SectionKind.TITLE, 0, 4, 0.9, "title") for id_ in IDS]
    claims += [Claim(id_, "moon-pull", Relation.ABOUT, SectionKind.TLDR, 0, 4, 0.9, "mention") for id_ in IDS]
    terms = [
        Term(IDS[2], 2, "Tides", ConceptType.FIELD, "tides", 0.5, SectionKind.TITLE, 0, 5),
        Term(IDS[2], 1, "sea", ConceptType.UNTYPED, "", 0.75, SectionKind.TITLE, 0, 3),
    ]
    extraction = Extraction(concepts, tuple(claims), (), tuple(terms))
    return assemble(Corpus(papers, (), (), ()), Resolution((), (), ()), extraction, GraphSettings())


def test_concepts_come_with_chinese_label_and_wider_ones(tables: Tables) -> None:
    rows = {row["concept"]: row for row in list_concepts(tables).to_dicts()}
    assert list(rows) == ["tide-mapping", "moon-pull", "ebb", "tides"], "by papers, then by those of summaries"
    assert rows["tides"]["chinese"] == "潮汐"
    assert rows["tide-mapping"]["broader"] == ["an ebb", "tides"]
    assert (rows["moon-pull"]["chinese"], rows["moon-pull"]["broader"]) == (None, [])


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"type_": "field"}, ["ebb", "tides"]),
        ({"type_": ""}, ["moon-pull"]),
        ({"curated": True}, ["ebb", "tides"]),
        ({"curated": False, "least_papers": 1}, ["tide-mapping"]),
        ({"top": 1}, ["tide-mapping"]),
        ({"type_": "metric"}, []),
    ],
)
def test_a_list_is_narrowed(tables: Tables, filters: dict[str, object], kept: list[str]) -> None:
    assert list_concepts(tables, **filters)["concept"].to_list() == kept  # type: ignore[arg-type]


def test_terms_come_in_order_of_rank_with_their_concepts(tables: Tables) -> None:
    terms = top_terms(tables, "https://arxiv.org/abs/hep-th/9901001v3")
    assert terms.select("label", "concept_label").rows() == [("sea", None), ("Tides", "tides")]
    assert top_terms(tables, IDS[0]).is_empty()
    with pytest.raises(UnknownName, match="Give an arXiv id"):
        top_terms(tables, "tides")


def test_the_vocabulary_of_a_graph_has_every_label(tables: Tables) -> None:
    vocabulary = read_vocabulary(tables)
    assert {c.id for c in vocabulary.concepts} == set(tables["concepts"]["concept"])
    assert {(label.text, label.language) for label in vocabulary.labels if label.concept == "tides"} == {
        ("tides", "en"), ("潮汐", "zh"), ("ebb and flow", "en"), ("潮", "zh"),
    }  # fmt: skip
    assert not any(label.hidden for label in vocabulary.labels)
