"""Tables do not depend on the order of their input rows."""

from datetime import date

import polars as pl
import pytest
from assembling import frames_to_tables, records_to_frames

from kg.authors import resolve
from kg.model import (
    Appearance,
    AuthorDetails,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Digest,
    Evaluation,
    Extraction,
    Identifier,
    IdentifierScheme,
    Link,
    LinkKind,
    Paper,
    Relation,
    Scheme,
    Section,
    SectionKind,
    Term,
)
from kg.report_codes import Report, ReportCode
from kg.schema import SCHEMAS
from kg.settings import GraphSettings
from kg.tables import order_table

CONCEPTS = ("tides", "maps", "buoys", "waves")
PEOPLE = ("Ada Quill", "Bo Lind", "Cy Abel", "Di Marsh", "Ed Noor")


def paper(number: int) -> Paper:
    """Return a paper with several values of every list property."""
    id_ = f"2601.{number:05}"
    return Paper(
        id_,
        f"Title {number}",
        "2026-01",
        tuple(PEOPLE[(number + step) % 5] for step in range(1 + number % 4)),
        "cs.LG",
        (Category(Scheme.ARXIV, "cs.LG"), Category(Scheme.ARXIV, "cs.CL"), Category(Scheme.MSC, "68T07")),
        sections=(Section(SectionKind.TLDR, "Short.", "en"), Section(SectionKind.ABSTRACT, "Long.", "en")),
        links=(
            Link("https://example.org/b", LinkKind.CODE, SectionKind.ABSTRACT, 3),
            Link("https://example.org/a", LinkKind.PROJECT),
            Link("https://example.org/b", LinkKind.CODE, None, 4),
        ),
        appearances=tuple(
            Appearance(day, code, number + 1, f"Earlier {number}", ("Ada Q.",))
            for day in ("2026-01-05", "notes")
            for code in ("cs.LG", "cs.CL")
        ),
        identifiers=(Identifier(IdentifierScheme.ARXIV, id_), Identifier(IdentifierScheme.DOI, f"10.1000/{number}")),
        details=(AuthorDetails(0, identifiers=(Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),)),),
        references=(f"doi:10.1000/{(number * 3) % 11}", "2601.00004"),
    )


def extraction(papers: tuple[Paper, ...]) -> Extraction:
    claims, evaluations, terms = [], [], []
    for number, one in enumerate(papers):
        for place, concept in enumerate(CONCEPTS[: 1 + number % 4]):
            section = (SectionKind.TITLE, SectionKind.ABSTRACT, SectionKind.TLDR)[(number + place) % 3]
            for relation in (Relation.ABOUT, Relation.USES):
                claims += [
                    Claim(one.id, concept, relation, section, start, start + 5, 0.6 + start / 100, "rule")
                    for start in (0, 9)
                ]
            terms.append(Term(one.id, place + 1, f"term {place}", ConceptType.TASK, "", 0.5, section, 0, 5))
        evaluations += [
            Evaluation(one.id, "maps", "waves", value, "%", SectionKind.ABSTRACT, 3, 5, 0.9, "number")
            for value in (1.5, 2.5)
        ]
    concepts = tuple(Concept(concept, ConceptType.TASK, concept, ((concept.upper(), "en"),)) for concept in CONCEPTS)
    reports = tuple(Report(ReportCode.NO_ENTRY, "a.md", line, (name,)) for line in (2, 1) for name in ("y", "x"))
    return Extraction(concepts, tuple(claims), tuple(evaluations), tuple(terms), reports)


@pytest.mark.parametrize("seed", range(4))
def test_rows_in_any_order_make_the_same_tables(seed: int) -> None:
    papers = tuple(paper(number) for number in range(23))
    days = (Digest("2026-01-05", date(2026, 1, 5), ("a.md",)), Digest("notes", None, ("b.md",)))
    frames = records_to_frames(Corpus(papers, days, (), ()), resolve(papers), extraction(papers))
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=seed) for name, frame in frames.items()}
    expected, made = (frames_to_tables(rows, GraphSettings()) for rows in (frames, shuffled))
    for name in SCHEMAS:
        assert made[name].equals(expected[name]), name
    assert {name for name in SCHEMAS if expected[name].is_empty()} <= {"decisions", "sources", "cooccurrences"}


def test_sections_are_in_reading_order() -> None:
    rows = [("p", kind.value, "en", kind.generated, "text") for kind in sorted(SectionKind)[::-1]]
    frame = pl.DataFrame(rows, SCHEMAS["sections"], orient="row")
    assert order_table("sections", frame)["kind"].to_list() == [kind.value for kind in SectionKind]
