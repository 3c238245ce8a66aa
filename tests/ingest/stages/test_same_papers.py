"""Rows with different identifiers that are one paper."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.identifiers import main_first
from kg.ingest.stages.same_papers import Links, unite_papers
from kg.model import Identifier, IdentifierScheme

ARXIV, DOI, OPENALEX = IdentifierScheme.ARXIV, IdentifierScheme.DOI, IdentifierScheme.OPENALEX


def test_a_chain_of_identifiers_is_one_paper_under_its_arxiv_id() -> None:
    doi, work = Identifier(DOI, "10.1000/a"), Identifier(OPENALEX, "W12345")
    arxiv = Identifier(ARXIV, "2601.00001")
    links = unite_papers(
        {"openalex:W12345": [work, doi], "doi:10.1000/a": [doi], "2601.00001": [arxiv, doi]},
        {"openalex:W12345", "doi:10.1000/a", "2601.00001"},
    )
    assert links.united == {"2601.00001": ("doi:10.1000/a", "openalex:W12345")}
    assert links.paper_of["openalex:W12345"] == "2601.00001"


def test_without_an_arxiv_id_the_doi_names_the_paper() -> None:
    doi, work = Identifier(DOI, "10.1000/a"), Identifier(OPENALEX, "W12345")
    links = unite_papers({"openalex:W12345": [work, doi], "doi:10.1000/a": [doi]}, {"openalex:W12345", "doi:10.1000/a"})
    assert links.united == {"doi:10.1000/a": ("openalex:W12345",)}


def test_a_doi_of_two_arxiv_papers_joins_nothing_and_is_reported() -> None:
    doi = Identifier(DOI, "10.1000/proceedings")
    one, other = Identifier(ARXIV, "2601.00001"), Identifier(ARXIV, "2601.00002")
    links = unite_papers(
        {"2601.00001": [one, doi], "2601.00002": [other, doi], "doi:10.1000/proceedings": [doi]},
        {"2601.00001", "2601.00002", "doi:10.1000/proceedings"},
    )
    assert links.united == {}
    assert links.ambiguous == ("doi:10.1000/proceedings",)


def test_no_chain_joins_two_arxiv_papers() -> None:
    a, b = Identifier(DOI, "10.1000/a"), Identifier(DOI, "10.1000/b")
    links = unite_papers(
        {
            "2601.00001": [Identifier(ARXIV, "2601.00001"), a],
            "2601.00002": [Identifier(ARXIV, "2601.00002"), b],
            "openalex:W12345": [Identifier(OPENALEX, "W12345"), a, b],
        },
        {"2601.00001", "2601.00002", "openalex:W12345"},
    )
    assert links.united == {}


_IDENTIFIERS = st.sampled_from(
    [Identifier(ARXIV, f"2601.0000{n}") for n in (1, 2)]
    + [Identifier(DOI, f"10.1000/{n}") for n in "abc"]
    + [Identifier(OPENALEX, f"W1234{n}") for n in (1, 2)]
)


@given(st.lists(st.sets(_IDENTIFIERS, min_size=1, max_size=3), max_size=8), st.randoms())
def test_the_order_of_rows_does_not_matter_and_every_paper_keeps_one_arxiv_id(
    rows: list[set[Identifier]], random: Random
) -> None:
    one = _link(rows)
    random.shuffle(rows)
    other = _link(rows)
    assert (other.united, other.ambiguous, dict(other.paper_of)) == (one.united, one.ambiguous, dict(one.paper_of))
    for main, others in one.united.items():
        assert sum(":" not in id_ for id_ in (main, *others)) <= 1


def _link(rows: list[set[Identifier]]) -> Links:
    known: dict[str, list[Identifier]] = {}
    for identifiers in rows:
        known.setdefault(main_first(identifiers)[0].key, []).extend(identifiers)
    return unite_papers(known, set(known))
