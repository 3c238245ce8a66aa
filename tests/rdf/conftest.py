"""A small graph with rows in every table, and characters that are hard to write."""

from datetime import date

import pytest
from assembling import assemble

from kg.ids import authorship_id
from kg.model import (
    Appearance,
    Author,
    AuthorDetails,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Decision,
    Digest,
    Evaluation,
    Evidence,
    Extraction,
    Identifier,
    IdentifierScheme,
    Link,
    LinkKind,
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

JOURNAL = "doi:10.1000/a(b)<c>;d#e"
"""The key of a paper without an arXiv id, with characters that an IRI forbids."""

Records = tuple[Corpus, Resolution, Extraction]


def sample_records() -> Records:
    ada, bo, bo_too, team = "ada-ost/2601.00001", "bo-han/2601.00001", "bo-han/hep-th%2F9901001", "toy-team/2601.00002"
    papers = (
        Paper(
            "2601.00001",
            'Graphs "in" a\\b\nline',
            "2026-01",
            ("Ada Ost", "Bo Han"),
            "cs.LG",
            (Category(Scheme.ARXIV, "cs.LG"), Category(Scheme.ARXIV, "eess.SY"), Category(Scheme.ACM, "I.2.10")),
            version=2,
            comment="12 pages; \ttables",
            sections=(
                Section(SectionKind.ABSTRACT, "We use graph networks on ToyBench: 92.3 % accuracy.", "en"),
                Section(SectionKind.METHOD, "图神经网络。准确率92.3%。", "zh"),
            ),
            links=(
                Link("https://github.com/toy/code", LinkKind.CODE, None, 7, date(2026, 1, 3)),
                Link("https://github.com/toy/code", LinkKind.CODE, SectionKind.METHOD),
                Link("https://toy.example/a b?q={x}", LinkKind.PROJECT, SectionKind.ABSTRACT),
                Link("https://toy.example/sum", LinkKind.OTHER, SectionKind.METHOD),
                Link("https://arxiv.org/abs/2601.00002", LinkKind.OTHER, SectionKind.ABSTRACT),
            ),
            appearances=(
                Appearance("2026-01-05", "cs.LG", 1),
                Appearance("loose", "", 3, "An older title", ("A. Ost", "Bo Han")),
            ),
        ),
        Paper(
            "2601.00002",
            "A second paper",
            "2026-01",
            ("Ada Ost", "Bo Han", "Toy Team"),
            "math.NA",
            (Category(Scheme.ARXIV, "math.NA"), Category(Scheme.MSC, "68T45"), Category(Scheme.MSC, "odd code")),
            sections=(Section(SectionKind.TLDR, "看图。", "zh"),),
            appearances=(Appearance("2026-01-05", "math.NA", 1),),
        ),
        Paper(
            "hep-th/9901001",
            "An old paper",
            "1999-01",
            ("Bo Han",),
            "hep-th",
            (Category(Scheme.ARXIV, "hep-th"),),
            appearances=(Appearance("2026-01-05", "hep-th", 1),),
        ),
        Paper(
            "2512.00003",
            "A paper on nothing else",
            "2025-12",
            ("Ada Ost",),
            "cs.LG",
            (Category(Scheme.ARXIV, "cs.LG"),),
            appearances=(Appearance("2026-01-05", "cs.LG", 2),),
            withdrawn=True,
            truncated=True,
        ),
        Paper(
            JOURNAL,
            "A paper in a journal",
            "",
            ("Ada Ost",),
            "",
            appearances=(Appearance("loose", "", 4),),
            identifiers=(
                Identifier(IdentifierScheme.DOI, "10.1000/a(b)<c>;d#e"),
                Identifier(IdentifierScheme.OPENALEX, "W2741809807"),
            ),
            details=(
                AuthorDetails(
                    0,
                    "에이다",
                    (
                        Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),
                        Identifier(IdentifierScheme.OPENALEX, "A5012345678"),
                    ),
                    ('Institute of "Examples"',),
                ),
            ),
            journal="Journal of Examples",
            published=date(2025, 11, 3),
            references=("2601.00001", "10.48550/none", "openalex:W1"),
        ),
        Paper(
            "openalex:W1",
            "A paper of a registry",
            "2024-02",
            ("Bo Han",),
            "",
            identifiers=(
                Identifier(IdentifierScheme.OPENALEX, "W1"),
                Identifier(IdentifierScheme.SEMANTIC_SCHOLAR, "0" * 40),
            ),
            references=(JOURNAL, "openalex:W1"),
        ),
    )
    corpus = Corpus(
        papers, (Digest("2026-01-05", date(2026, 1, 5), ("a.md",)), Digest("loose", None, ("b.md",))), (), ()
    )
    resolution = Resolution(
        (
            Authorship("2601.00001/ada-ost", "2601.00001", 0, "Ada Ost", ada),
            Authorship("2601.00001/bo-han", "2601.00001", 1, "Bo Han", bo),
            Authorship("2601.00002/ada-ost", "2601.00002", 0, "Ada Ost", ada),
            Authorship("2601.00002/bo-han", "2601.00002", 1, "Bo Han", bo),
            Authorship("2601.00002/toy-team", "2601.00002", 2, "Toy Team", team),
            Authorship("2512.00003/ada-ost", "2512.00003", 0, "Ada Ost", ada),
            Authorship("hep-th%2F9901001/bo-han", "hep-th/9901001", 0, "Bo Han", bo_too),
            Authorship(authorship_id(JOURNAL, "ada-ost"), JOURNAL, 0, "Ada Ost", ada),
            Authorship("openalex%3AW1/bo-han", "openalex:W1", 0, "Bo Han", bo),
        ),
        (
            Author(ada, "Ada Ost", AuthorKind.PERSON, ("A. Ost", "Ada Øst")),
            Author(bo, "Bo Han", AuthorKind.PERSON),
            Author(bo_too, "Bo Han", AuthorKind.PERSON),
            Author(team, "Toy Team", AuthorKind.GROUP),
        ),
        (
            Decision(
                bo, bo_too, "possiblySame", "program", 0.4,
                (Evidence("words", ("bo han",), 2.5), Evidence("categories", (), -1.0)),
            ),
            Decision(ada, bo, "different", "person", 0.0),
            Decision(
                "2601.00001/bo-han", "2601.00002/bo-han", "same", "program", 0.6,
                (Evidence("co-authors", ("Ada Ost",), 2),),
            ),
        ),
    )  # fmt: skip
    extraction = Extraction(
        (
            Concept(
                "graph-network", ConceptType.METHOD, "graph network", (("GNN", "en"), ("图网络", "zh")), ("network",)
            ),
            Concept("network", ConceptType.UNTYPED, "network"),
            Concept("accuracy", ConceptType.METRIC, "accuracy"),
            Concept("toybench", ConceptType.DATASET, "ToyBench", (), (), curated=True),
        ),
        (
            Claim("2601.00001", "graph-network", Relation.USES, SectionKind.ABSTRACT, 7, 21, 0.8, "vocabulary"),
            Claim("2601.00001", "graph-network", Relation.USES, SectionKind.ABSTRACT, 22, 24, 1.0, "acronym"),
            Claim("2601.00001", "graph-network", Relation.USES, SectionKind.METHOD, 0, 5, 0.7, "vocabulary"),
            Claim("2601.00001", "toybench", Relation.EVALUATED_ON, SectionKind.ABSTRACT, 25, 33, 0.9, "vocabulary"),
            Claim("2601.00001", "accuracy", Relation.REPORTS, SectionKind.ABSTRACT, 42, 50, 0.9, "vocabulary"),
            Claim("2601.00002", "graph-network", Relation.ABOUT, SectionKind.TITLE, 2, 8, 0.9, "title"),
            Claim("2601.00002", "toybench", Relation.ABOUT, SectionKind.TITLE, 9, 14, 0.9, "title"),
            Claim("2601.00002", "network", Relation.ABOUT, SectionKind.TLDR, 0, 1, 0.6, "vocabulary"),
            Claim("2601.00002", "toybench", Relation.USES, SectionKind.TLDR, 1, 2, 0.1, "vocabulary"),
        ),
        (
            Evaluation("2601.00001", "toybench", "accuracy", 92.3, "%", SectionKind.ABSTRACT, 35, 39, 0.9, "of"),
            Evaluation("2601.00001", "toybench", "accuracy", 3, "", SectionKind.ABSTRACT, 37, 38, 0.5, "of"),
            Evaluation("2601.00001", "toybench", "accuracy", 92.3, "%", SectionKind.METHOD, 9, 13, 0.8, "of"),
        ),
        (
            Term(
                "2601.00001", 1, "graph networks", ConceptType.METHOD, "graph-network", 2.5, SectionKind.ABSTRACT, 7, 21
            ),
        ),
    )
    return corpus, resolution, extraction


def toy(records: Records) -> Tables:
    return assemble(*records, GraphSettings())


@pytest.fixture
def records() -> Records:
    return sample_records()


@pytest.fixture
def tables(records: Records) -> Tables:
    return toy(records)


@pytest.fixture(scope="session")
def sample_tables() -> Tables:
    """Return the tables of the small graph for tests that share them and change nothing."""
    return toy(sample_records())
