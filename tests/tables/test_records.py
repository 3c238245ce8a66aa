from dataclasses import replace
from pathlib import Path

from assembling import assemble

from kg.authors import resolve
from kg.build.in_memory import read_tables
from kg.model import (
    AuthorDetails,
    Category,
    Corpus,
    Extraction,
    Identifier,
    IdentifierScheme,
    Paper,
    Scheme,
    SectionKind,
)
from kg.settings import GraphSettings
from kg.tables import Tables
from kg.tables.records import read_authors, read_authorships, read_extraction, read_papers


def example_tables(root: Path) -> Tables:
    return read_tables([root / "examples" / "digests"])


def test_papers_come_back_with_what_tells_who_wrote_them(root: Path) -> None:
    tables = example_tables(root)
    papers = {paper.id: paper for paper in read_papers(tables)}
    assert len(papers) == tables["papers"].height
    paper = papers["2510.01978"]
    assert paper.month == "2025-10"
    assert paper.title
    assert Category(Scheme.ARXIV, paper.primary_category) in paper.categories
    assert {category.scheme for category in paper.categories} > {Scheme.ARXIV}
    assert [section.kind for section in paper.sections] == [SectionKind.ABSTRACT]
    twice = papers["2601.19325"].authors
    assert len(twice) == 34
    assert twice.count("Linfeng Zhang") == 2


def test_resolving_what_came_back_gives_the_authors_of_the_graph(root: Path) -> None:
    tables = example_tables(root)
    made = resolve(read_papers(tables), extraction=read_extraction(tables))
    assert sorted(made.authorships, key=lambda m: m.id) == sorted(read_authorships(tables), key=lambda m: m.id)
    assert sorted(made.authors, key=lambda a: a.id) == sorted(read_authors(tables), key=lambda a: a.id)


def test_claims_come_back_as_they_were(root: Path) -> None:
    tables = example_tables(root)
    extraction = read_extraction(tables)
    assert len(extraction.concepts) == tables["concepts"].height
    assert len(extraction.claims) == tables["claims"].height
    claim, row = extraction.claims[0], tables["claims"].row(0, named=True)
    assert (claim.paper, claim.concept, claim.start, claim.rule) == (
        row["paper"], row["concept"], row["start"], row["rule"],
    )  # fmt: skip


def test_details_come_back_and_give_the_same_people() -> None:
    orcid = Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097")
    account = Identifier(IdentifierScheme.OPENALEX, "A1")
    papers = (
        Paper(
            "2601.00001", "One", "2026-01", ("Wei Wang", "Minsu Kim", "Ada Quindt"), "cs.LG",
            details=(
                AuthorDetails(0, identifiers=(orcid, account), affiliations=("Example Institute",)),
                AuthorDetails(1, "김민수"),
                AuthorDetails(2, organization=True),
            ),
        ),
        Paper(
            "doi:10.1000/182", "Two", "", ("W. Wang", "김민수", "Ada Quindt"), "",
            details=(AuthorDetails(0, identifiers=(orcid,)), AuthorDetails(2, organization=True)),
        ),
    )  # fmt: skip
    made = resolve(papers)
    tables = assemble(Corpus(papers, (), (), ()), made, Extraction(()), GraphSettings())
    again = read_papers(tables)
    assert {p.id: p.details for p in again} == {p.id: p.details for p in papers}
    assert resolve(again).authorships == made.authorships
    assert resolve(again).authors == made.authors


def test_details_keep_their_names_when_a_hidden_person_before_them_is_gone() -> None:
    native = AuthorDetails(2, "김민수")
    paper = Paper("2601.00001", "One", "2026-01", ("Ada", "Bob", "Minsu Kim"), "cs.LG", details=(native,))
    made = resolve((paper,))
    authors = tuple(replace(author, hidden=author.name == "Bob") for author in made.authors)
    tables = assemble(Corpus((paper,), (), (), ()), replace(made, authors=authors), Extraction(()), GraphSettings())
    (back,) = read_papers(tables)
    assert back.authors == ("Ada", "Minsu Kim")
    assert back.details == (AuthorDetails(1, "김민수"),)
