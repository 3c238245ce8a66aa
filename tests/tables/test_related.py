"""Papers that are related by subject."""

from dataclasses import replace

import polars as pl
import pytest

from kg.settings import DerivedSettings
from kg.tables import SCHEMAS
from kg.tables.derived.related import related

SETTINGS = DerivedSettings()
ALL = 128


def own(**papers: str) -> pl.DataFrame:
    """Return the concepts of papers: separated by blanks; a star marks those that characterize the paper."""
    rows = [
        (paper, concept.rstrip("*"), concept.endswith("*"), True)
        for paper, concepts in papers.items()
        for concept in concepts.split()
    ]
    return pl.DataFrame(
        rows, {"paper": pl.String, "concept": pl.String, "prominent": pl.Boolean, "worked": pl.Boolean}, orient="row"
    )


def terms(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """Return terms (paper, label, section) that are not concepts."""
    return pl.DataFrame(
        [(paper, 1, label, "", "", 1.0, section, 0, 1) for paper, label, section in rows],
        schema=SCHEMAS["terms"],
        orient="row",
    )


def corpus(named: pl.DataFrame, of: pl.DataFrame, size: int) -> pl.DataFrame:
    """Return the papers of a corpus: first those with a concept or term, then others up to ``size``."""
    mentioned = sorted({*named["paper"], *of["paper"]})
    others = [f"z{place}" for place in range(size - len(mentioned))]
    return pl.DataFrame(
        {"paper": mentioned + others, "month": ["2025-12"] * len(mentioned) + ["2026-01"] * len(others)},
        schema={"paper": pl.String, "month": pl.String},
    )


def relate(named: pl.DataFrame, of: pl.DataFrame, papers: int = ALL, **settings: float) -> pl.DataFrame:
    return related(named, of, corpus(named, of, papers), replace(SETTINGS, **settings))


def near(named: pl.DataFrame, of: pl.DataFrame | None = None, papers: int = ALL, **settings: float) -> set[str]:
    made = relate(named, terms() if of is None else of, papers, **settings)
    assert made.schema == SCHEMAS["related"]
    return {f"{a} {b}" for a, b in made.select("a", "b").rows()}


def test_papers_are_related_by_two_rare_concepts_or_one_of_both_titles() -> None:
    assert near(own(p1="a b", p2="a b", p3="c")) == {"p1 p2"}
    assert near(own(p1="a", p2="a")) == set()
    assert near(own(p1="a*", p2="a*")) == {"p1 p2"}
    assert near(own(p1="a*", p2="a")) == set()


def test_a_pair_tells_how_much_is_shared_and_its_weightiest_concepts() -> None:
    named = own(p1="a b* c", p2="a b* c", p3="c d", p4="c d")
    made = relate(named, terms(("p1", "Odd Term", "abstract"), ("p2", "odd term", "abstract")))
    first = made.row(0, named=True)
    assert (first["a"], first["b"], first["shared"], first["concepts"]) == ("p1", "p2", 4, ["b", "a", "c"])
    assert made["weight"][0] == made["weight"].max()


def test_without_concepts_there_is_an_empty_list() -> None:
    of = terms(*((paper, label, "abstract") for paper in ("p1", "p2") for label in ("one", "two")))
    assert relate(own(), of)["concepts"].to_list() == [[]]


def test_a_term_of_both_titles_alone_relates_nothing_and_one_of_summaries_is_not_looked_at() -> None:
    assert near(own(), terms(("p1", "one", "title"), ("p2", "one", "title"))) == set()
    summaries = terms(*((paper, label, "method") for paper in ("p1", "p2") for label in ("one", "two")))
    assert near(own(), summaries) == set()


def test_a_term_that_is_a_concept_is_counted_once() -> None:
    of = terms(("p1", "A", "title"), ("p2", "A", "title")).with_columns(concept=pl.lit("a"))
    assert near(own(p1="a", p2="a"), of) == set()


def test_what_many_papers_are_about_relates_none() -> None:
    papers = {f"p{place:02}": "usual* usually" for place in range(30)}
    assert near(own(**papers), papers=1000) == set()
    assert len(near(own(**papers), papers=1000, always_shared=30)) > 0
    assert near(own(**papers), papers=1000, always_shared=30, never_shared=29) == set()


def test_each_paper_keeps_its_nearest_and_may_be_nearest_to_more() -> None:
    many = {f"p{place}": f"hub* own{place}* own{place}too" for place in range(9)}
    twins = {f"q{place}": f"own{place}* own{place}too" for place in range(9)}
    found = near(own(hub="hub* other", **many, **twins), papers=1000, related_papers=1)
    assert {f"p{place} q{place}" for place in range(9)} <= found
    assert sum("hub" in pair for pair in found) == 1
    # each is related only to the one paper with which it shares a concept
    star = {f"p{place}": f"c{place}*" for place in range(8)}
    assert len(near(own(hub=" ".join(star.values()), **star), related_papers=1)) == 8


def test_what_lies_far_behind_the_nearest_is_not_related() -> None:
    named = own(p1="a* b* c* d e", p2="a* b* c*", p3="d e f g h i j k", p4="f g h i j k")
    assert "p1 p3" not in near(named)
    assert "p1 p3" in near(named, min_related=0.01)


@pytest.mark.parametrize("papers", [1, 2, 3])
def test_a_graph_of_few_papers_is_no_special_case(papers: int) -> None:
    named = own(**{f"p{place}": "a* b*" for place in range(papers)})
    assert near(named, papers=papers) == set()  # a concept of all papers has no weight


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    papers = {f"p{i:02}": " ".join(f"c{i * step % 11}{'*' * (i % 2)}" for step in (1, 2, 3, 5)) for i in range(40)}
    named = own(**papers).unique(["paper", "concept"], maintain_order=True)
    of = terms(*((f"p{i:02}", f"term {i % 13}", "abstract") for i in range(40)))
    expected = relate(named, of)
    mixed = relate(named.sample(fraction=1, shuffle=True, seed=seed), of.sample(fraction=1, shuffle=True, seed=seed))
    assert expected.height > 20
    assert mixed.equals(expected)
