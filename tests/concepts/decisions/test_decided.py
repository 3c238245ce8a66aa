"""Decisions about concepts, applied when papers are read."""

from kg.concepts import extract
from kg.concepts.decisions.decisions import parse_concept_decisions
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.model import Concept, ConceptType, Extraction, Paper, Relation, Section, SectionKind

BEES = Vocabulary(
    (
        Concept("apiset", ConceptType.DATASET, "ApiSet", curated=True),
        Concept("hivenet", ConceptType.MODEL, "HiveNet", curated=True),
    ),
    (Label("apiset", "ApiSet", "en"), Label("hivenet", "HiveNet", "en")),
)


def paper(id_: str = "2601.00001", title: str = "A paper", **texts: str) -> Paper:
    sections = tuple(
        Section(SectionKind(kind), text, "zh" if any(c > "一" for c in text) else "en") for kind, text in texts.items()
    )
    return Paper(id_, title, "2026-01", ("Ada Bee",), "cs.LG", sections=sections)


def said(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {(c.concept, c.relation.value, c.section.value) for c in extraction.claims}


def decided(text: str, *papers: Paper) -> Extraction:
    decisions = parse_concept_decisions(text.encode(), "decisions/concepts.txt")
    return extract(papers, BEES, decisions=decisions)


def test_a_decided_type_decides_the_relation() -> None:
    (claim,) = decided('type "ApiSet" metric', paper(result="ApiSet为3")).claims
    assert claim.relation is Relation.REPORTS
    made = decided('type "PollenBank" dataset', paper(result="在PollenBank上更好"))
    assert said(made) == {("pollenbank", "evaluatedOn", "result")}
    assert [(c.id, c.type) for c in made.concepts] == [("pollenbank", ConceptType.DATASET)]


def test_what_a_person_calls_none_is_none_wherever_it_stands() -> None:
    papers = [
        paper(f"2601.0000{i}", abstract="We study pollen routing networks (PRNs). PRN and HiveNet.", method="HiveNet")
        for i in (1, 2)
    ]
    free, settled = (decided(text, *papers) for text in ("", 'not "HiveNet"\nnot "pollen-routing networks"'))
    assert {"hivenet", "pollen-routing-network"} <= {c.concept for c in free.claims}
    assert settled.claims == settled.concepts == ()
    none = {"hivenet", "prn", "prns", "pollen routing networks"}
    assert none & {term.label.lower() for term in free.terms}
    assert not none & {term.label.lower() for term in settled.terms}


def test_two_that_a_person_calls_one_are_claimed_as_one() -> None:
    made = decided('same "HiveNet" "ApiSet"', paper(tldr="HiveNet", abstract="We like ApiSet."))
    assert said(made) == {("hivenet", "about", "tldr"), ("hivenet", "about", "abstract")}


def test_a_decision_that_waits_is_reported() -> None:
    (report,) = decided('\nnot "mead"', paper(title="HiveNet")).reports
    assert (report.file, report.line) == ("concepts.txt", 2)
