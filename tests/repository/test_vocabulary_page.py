"""docs/vocabulary.md follows the vocabulary, and its table of changes has every term that is gone or new."""

import re
from itertools import chain

import pytest
from vocabulary_page import CORE, PAGE, tables, with_tables

from kg.rdf.graphs import GRAPHS
from kg.rdf.mapping import NODE_MAPPINGS

IN_0_1 = frozenset(
    """
    Appearance Author Authorship Category Claim Coauthorship Concept Cooccurrence Dataset Decision Digest Evaluation
    Evidence Field Group Interest Method Metric Model Paper Section Software Task about addresses affiliation author
    authorCount authorsTruncated bits category coAuthor codeRepository comparesWith concept conceptPairsOmitted
    confidence dataset datasetPage decidedBy digest end evaluatedOn evidence firstSeen generated journal lastSeen
    lift link listedUnder member metric modelPage month nativeName orcid pairsOmitted paper paperCount position
    possibleAuthor possiblySame primaryCategory printedAuthors printedName projectPage proposes rank related
    relation reports rule section sectionKind stars start subject summaryPaperCount text unit uses value verdict
    version weight withdrawn worksOn
    """.split()
)
"""Local names of the terms of version 0.1."""


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def defined() -> set[str]:
    return set(re.findall(r"^kg:(\w+) a ", CORE.read_text(encoding="utf-8"), re.MULTILINE))


def changes(page: str) -> tuple[str, str]:
    """Return the left column of the table of changes, and the rest of that section."""
    section = page.partition("## Changes from 0.1 to 0.2")[2]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")]
    new = section.partition("New in 0.2")[2]
    return " ".join(row[0] for row in rows), " ".join(chain((row[2] for row in rows), [new]))


def terms(text: str) -> set[str]:
    return set(re.findall(r"\bkg:(\w+)", text))


def test_the_tables_follow_the_vocabulary_and_the_mapping(page: str) -> None:
    assert page == with_tables(page), "make docs writes the tables again"
    assert set(re.findall(r"<!-- table: (\w+) -->", page)) == tables().keys()


def test_the_tables_have_every_term(defined: set[str]) -> None:
    made = tables()
    assert defined - terms(made["classes"] + made["properties"]) == set()


def test_terms_that_the_page_names_exist(page: str, defined: set[str]) -> None:
    before, after = changes(page)
    assert terms(page.partition("## Changes")[0]) - defined == set()
    assert terms(after) - defined == set()
    assert terms(before) - IN_0_1 == set()


def test_the_changes_have_every_term_that_is_gone_or_new(page: str, defined: set[str]) -> None:
    before, after = changes(page)
    assert (IN_0_1 - defined) - terms(before) == set()
    assert (defined - IN_0_1) - terms(after) == set()


def test_the_page_has_every_term_of_other_vocabularies(page: str) -> None:
    written = {p.predicate for kind in NODE_MAPPINGS for p in kind.properties if not p.predicate.startswith("kg:")}
    shared = page.partition("## Terms of other vocabularies")[2].partition("## Named graphs")[0]
    assert {term for term in written if f"`{term}`" not in shared} == set()


def test_the_page_has_every_named_graph_and_the_version(page: str) -> None:
    assert [graph for graph in GRAPHS if f"| `{graph}` |" not in page] == []
    (version,) = re.findall(r'owl:versionInfo "(.+)"', CORE.read_text(encoding="utf-8"))
    assert f"Version {version}," in page
