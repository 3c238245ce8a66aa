"""A small graph in which every paper represents one case."""

from datetime import date

import pytest
from assembling import assemble

from kg.ids import author_id, authorship_id
from kg.model import (
    Appearance,
    Author,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Digest,
    Extraction,
    Paper,
    Relation,
    Resolution,
    Scheme,
    SectionKind,
)
from kg.settings import GraphSettings
from kg.tables import Tables

# id, authors, categories with the primary one first
PAPERS = [
    ("2512.00001", ["Ana Bell", "Bo Cruz"], ["cs.LG", "cs.CV"]),
    ("2601.00002", ["Ana Bell", "Bo Cruz", "Chi Dorn"], ["cs.LG"]),
    ("2601.00003", ["Chi Dorn", "Dé Eck"], ["cs.CV", "cs.LG"]),
    ("2601.00004", ["Eva Fox", "Finn Gray"], ["cs.RO"]),
    ("2601.00005", ["Solo Hall"], ["cs.RO", "68T45"]),
    ("2602.00006", ["Eva Fox", "Example Team"], ["cs.CV"]),
    # more authors than are linked in pairs under the settings below
    ("2602.00007", [f"Many {letter}" for letter in "ABCDEF"], ["cs.LG"]),
]
CONCEPTS = {"graph-mining": "graph mining", "maps": "maps", "grasping": "grasping", "speech": "speech"}
ABOUT = [
    ("2512.00001", "graph-mining", Relation.USES, SectionKind.ABSTRACT),
    ("2512.00001", "maps", Relation.ABOUT, SectionKind.ABSTRACT),
    ("2601.00002", "graph-mining", Relation.PROPOSES, SectionKind.METHOD),
    ("2601.00002", "graph-mining", Relation.USES, SectionKind.ABSTRACT),
    ("2601.00002", "maps", Relation.USES, SectionKind.ABSTRACT),
    ("2601.00003", "maps", Relation.USES, SectionKind.METHOD),
    ("2601.00004", "grasping", Relation.ADDRESSES, SectionKind.TITLE),
    ("2601.00005", "grasping", Relation.ADDRESSES, SectionKind.TITLE),
    ("2602.00006", "speech", Relation.ABOUT, SectionKind.ABSTRACT),
]


@pytest.fixture(scope="session")
def tables() -> Tables:
    first: dict[str, str] = {}
    for paper, names, _ in PAPERS:
        for name in names:
            first.setdefault(name, author_id(name, paper))
    mentions = tuple(
        Authorship(authorship_id(paper, name), paper, place, name, first[name])
        for paper, names, _ in PAPERS
        for place, name in enumerate(names)
    )
    authors = tuple(
        Author(
            id_,
            name,
            AuthorKind.GROUP if "Team" in name else AuthorKind.PERSON,
            ("B. Cruz",) if name == "Bo Cruz" else (),
        )
        for name, id_ in first.items()
    )
    papers = tuple(
        Paper(
            id=paper,
            title=f"Paper {paper}",
            month=f"20{paper[:2]}-{paper[2:4]}",
            authors=tuple(names),
            primary_category=codes[0],
            categories=tuple(
                Category(Scheme.MSC if code[0].isdigit() else Scheme.ARXIV, code) for code in codes
            ),
            appearances=(Appearance("2026-02-01", codes[0], 1),),
        )
        for paper, names, codes in PAPERS
    )  # fmt: skip
    return assemble(
        Corpus(papers, (Digest("2026-02-01", date(2026, 2, 1), ("a.md",)),), (), ()),
        Resolution(mentions, authors, ()),
        Extraction(
            tuple(
                Concept(
                    id_,
                    ConceptType.METHOD,
                    label,
                    (("图挖掘", "zh"),) if id_ == "graph-mining" else (),
                    iri="https://example.org/a#maps" if id_ == "maps" else "",
                )
                for id_, label in CONCEPTS.items()
            ),
            tuple(Claim(p, c, r, s, 0, 4, 0.9, "test") for p, c, r, s in ABOUT),
        ),
        GraphSettings(max_authors_for_pairs=5),
    )
