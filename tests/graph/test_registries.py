"""Graphs of papers without an arXiv id: every identifier can be used to find, show and decide."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from assembling import assemble

from kg.authors import AuthorDecisions, resolve
from kg.authors.decisions.decisions import format_author_decision, parse_author_decision, parse_author_reference
from kg.errors import UnknownName
from kg.graph.author_lookup import find_author
from kg.graph.cards import Card, cards
from kg.identifiers import paper_keys
from kg.ids import DEFAULT_BASE
from kg.listings.concepts import known_paper
from kg.model import (
    AuthorDetails,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Extraction,
    Identifier,
    IdentifierScheme,
    Paper,
    Relation,
    Scheme,
    SectionKind,
)
from kg.rdf import PREFIXES, ntriples
from kg.search import find_one, names_of_tables
from kg.settings import GraphSettings, Settings
from kg.store import OxigraphStore
from kg.tables import Tables
from kg.views import project
from kg.views.frames import paper_nodes

JOURNAL, WORK, HASH = "doi:10.1000/182", "openalex:W2741809807", "s2:649def34f8be52c8b66281af98ae884c09aef38b"
SETTINGS = Settings()
ORCID = "0000-0002-1825-0097"


def doi(value: str) -> Identifier:
    return Identifier(IdentifierScheme.DOI, value)


PAPERS = (
    Paper(
        "2601.00001", "Sorting sheep", "2026-01", ("Ada Quindt", "Bo Han"), "cs.LG",
        (Category(Scheme.ARXIV, "cs.LG"),),
        identifiers=(Identifier(IdentifierScheme.ARXIV, "2601.00001"), doi("10.1000/sheep")),
        references=(JOURNAL, WORK),
    ),
    Paper(
        JOURNAL, "On shepherds", "", ("Ada Quindt", "Minsu Kim"), "",
        identifiers=(doi("10.1000/182"), Identifier(IdentifierScheme.OPENALEX, "W1234567")),
        details=(AuthorDetails(0, identifiers=(Identifier(IdentifierScheme.ORCID, ORCID),)),
                 AuthorDetails(1, "김민수")),
        journal="Journal of Examples", published=date(2024, 5, 6), truncated=True,
    ),
    Paper(
        WORK, "Sheep that were not there", "2024-02", ("Bo Han", "Ada Quindt"), "",
        identifiers=(Identifier(IdentifierScheme.OPENALEX, "W2741809807"),
                     Identifier(IdentifierScheme.SEMANTIC_SCHOLAR, HASH.removeprefix("s2:"))),
        withdrawn=True,
    ),
)  # fmt: skip


def tables_of(papers: tuple[Paper, ...]) -> Tables:
    claims = tuple(Claim(p.id, "sheep", Relation.ABOUT, SectionKind.TITLE, 0, 5, 0.9, "title") for p in papers)
    extraction = Extraction((Concept("sheep", ConceptType.UNTYPED, "sheep"),), claims)
    return assemble(Corpus(papers, (), (), ()), resolve(papers), extraction, GraphSettings())


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(PAPERS)


def card(tables: Tables, what: str) -> Card:
    (found,) = cards(tables, what, DEFAULT_BASE)
    return found


ASKED = [
    ("10.1000/182", JOURNAL),
    ("doi:10.1000/182", JOURNAL),
    ("DOI: 10.1000/182", JOURNAL),
    ("https://doi.org/10.1000/182", JOURNAL),
    ("http://dx.doi.org/10.1000/182", JOURNAL),
    ("W1234567", JOURNAL),
    ("W2741809807", WORK),
    ("openalex:W2741809807", WORK),
    ("https://openalex.org/W2741809807", WORK),
    (HASH, WORK),
    ("649def34f8be52c8b66281af98ae884c09aef38b", WORK),
    ("https://www.semanticscholar.org/paper/Sheep/649def34f8be52c8b66281af98ae884c09aef38b", WORK),
    ("2601.00001", "2601.00001"),
    ("arXiv:2601.00001v3", "2601.00001"),
    ("10.48550/arXiv.2601.00001", "2601.00001"),
    ("10.1000/SHEEP", "2601.00001"),
]


@pytest.mark.parametrize(("text", "key"), ASKED)
def test_a_paper_is_shown_by_any_of_its_identifiers(tables: Tables, text: str, key: str) -> None:
    assert card(tables, text).id == key
    assert known_paper(tables, text) == key


@pytest.mark.parametrize(("text", "key"), ASKED)
def test_a_question_takes_any_identifier_too(tables: Tables, tmp_path: Path, text: str, key: str) -> None:
    found = find_one(names_of_tables(tables), text, base=DEFAULT_BASE, kinds=["paper"])
    with OxigraphStore.create(tmp_path / "store") as store:
        with store.writer() as out:
            ntriples(tables, out, base=DEFAULT_BASE, profile="full")
        assert store.query(f"ASK {{ <{found.iri(DEFAULT_BASE)}> a kg:Paper }}", prefixes=PREFIXES)
    assert found.iri(DEFAULT_BASE) == card(tables, key).iri


@pytest.mark.parametrize("text", ["10.1000/none", "W99999999", "2601.09999"])
def test_an_identifier_that_no_paper_has_is_an_unknown_paper(tables: Tables, text: str) -> None:
    with pytest.raises(UnknownName, match="paper"):
        cards(tables, text, DEFAULT_BASE)
    with pytest.raises(UnknownName, match="DOI"):
        known_paper(tables, text)


@pytest.mark.parametrize("text", ["Bo Han", "sheep", "2601", "cs.LG", "graph/network", ""])
def test_what_is_no_identifier_has_no_key(text: str) -> None:
    assert paper_keys(text) == ()


def test_a_card_tells_journal_day_identifiers_and_citations(tables: Tables) -> None:
    shown = card(tables, JOURNAL)
    assert shown.iri == "https://doi.org/10.1000/182"
    facts = {name: shown.facts.get(name) for name in ("journal", "published", "identifiers", "authors_truncated")}
    assert facts == {
        "journal": "Journal of Examples", "published": "2024-05-06", "identifiers": ["openalex:W1234567"],
        "authors_truncated": True,
    }  # fmt: skip
    assert "month" not in shown.facts
    assert [cited["id"] for cited in shown.facts["cited_by"]] == ["2601.00001"]
    assert [cited["id"] for cited in card(tables, "2601.00001").facts["cites"]] == [WORK, JOURNAL]


def test_a_withdrawn_paper_says_so_on_its_card_and_in_lists(tables: Tables) -> None:
    assert card(tables, WORK).facts["withdrawn"] is True
    assert "withdrawn" not in card(tables, JOURNAL).facts
    for what in ("Ada Quindt", "sheep"):
        titles = {paper["id"]: paper["title"] for paper in card(tables, what).facts["papers"]}
        assert titles[WORK] == "Sheep that were not there (withdrawn)"
        assert titles["2601.00001"] == "Sorting sheep"
    assert card(tables, "2601.00001").facts["cites"][0]["title"].endswith(" (withdrawn)")


def test_an_author_s_card_has_the_orcid_and_is_found_in_either_script(tables: Tables) -> None:
    assert card(tables, "Ada Quindt").facts["orcid"] == [ORCID]
    for name in ("김민수", "김 민수", "Minsu Kim"):
        assert card(tables, name).label == "Minsu Kim"


@pytest.mark.parametrize(("count", "words"), [(3, "3"), (999, "999"), (3142, "3,142"), (20000, "20,000")])
def test_the_note_of_a_paper_counts_its_authors_with_separators(tables: Tables, count: int, words: str) -> None:
    crowd = Tables({"papers": tables["papers"].with_columns(author_count=pl.lit(count, pl.Int32))})
    notes = paper_nodes(crowd, tables["papers"].select("paper", degree=pl.lit(1)))["note"]
    assert all(note.endswith(f", {words} authors") for note in notes)


def test_views_draw_papers_of_every_registry_and_may_leave_out_the_withdrawn(tables: Tables) -> None:
    whole = project(tables, "authors-papers", settings=SETTINGS)
    papers = {row["id"]: row for row in whole.nodes.filter(kind="paper").to_dicts()}
    assert {row["iri"] for row in papers.values()} == {
        "https://arxiv.org/abs/2601.00001", "https://doi.org/10.1000/182", "https://openalex.org/W2741809807",
    }  # fmt: skip
    notes = {key: papers[f"paper/{key}"]["note"] for key in ("2601.00001", JOURNAL)}
    assert notes == {"2601.00001": "arXiv:2601.00001, 2026-01, 2 authors", JOURNAL: "doi:10.1000/182, 2 authors"}
    assert papers[f"paper/{WORK}"]["label"].endswith(" (withdrawn)")
    kept = project(tables, "authors-papers", settings=SETTINGS, withdrawn=False)
    assert set(kept.nodes.filter(kind="paper")["id"]) == {"paper/2601.00001", f"paper/{JOURNAL}"}
    assert "kg:withdrawn" in kept.sparql
    pairs = project(tables, "coauthors", settings=SETTINGS, withdrawn=False)
    assert pairs.edges["paper_count"].to_list() == [1, 1]


def test_months_asked_for_leave_out_papers_without_one(tables: Tables) -> None:
    until = project(tables, "authors-papers", settings=SETTINGS, until="2026-12")
    assert f"paper/{JOURNAL}" not in set(until.nodes["id"])


# -- decisions about authors -----------------------------------------------------------------------------------------


def read(line: str) -> AuthorDecisions:
    parsed = parse_author_decision(line)
    assert parsed is not None
    return AuthorDecisions("decisions/authors.txt", (parsed,))


@pytest.mark.parametrize(
    "who",
    [
        '"Ada Quindt" on 10.1000/182',
        '"Ada Quindt" on doi:10.1000/182',
        '"Ada Quindt" on https://doi.org/10.1000/182',
        "ada-quindt/doi%3A10.1000%2F182",
        "ada-quindt/doi:10.1000/182",
        "doi%3A10.1000%2F182/ada-quindt",
        "http://localhost:8000/id/author/ada-quindt/doi%3A10.1000%2F182",
    ],
)
def test_a_name_on_a_paper_without_arxiv_id_can_be_decided_about(tables: Tables, who: str) -> None:
    assert parse_author_reference(who).authorship == "doi%3A10.1000%2F182/ada-quindt"
    assert find_author(tables, who, DEFAULT_BASE).printed == "Ada Quindt"
    made = resolve(PAPERS, decisions=read(f'different {who} "Ada Quindt" on 2601.00001'))
    people = {m.paper: m.author for m in made.authorships if m.printed == "Ada Quindt"}
    assert people[JOURNAL] != people["2601.00001"]
    assert not made.reports


def test_a_decision_is_written_as_it_is_read() -> None:
    for written in ('hide "Ada Quindt" on doi:10.1000/182', 'hide "Ada Quindt" on openalex:W2741809807'):
        decision = parse_author_decision(written)
        assert decision is not None
        assert format_author_decision(decision) == written
    odd = parse_author_decision("hide doi%3A10.1000%2Fa%23b/ada-quindt")
    assert odd is not None
    assert format_author_decision(odd) == "hide doi%3A10.1000%2Fa%23b/ada-quindt"
