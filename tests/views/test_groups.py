"""A person's category is that of most of their papers, not of one long author list or the first by alphabet."""

import polars as pl
import pytest

from kg.views.groups import author_categories

PAPERS = pl.DataFrame(
    {
        "paper": ["p1", "p2", "p3", "p4", "p5", "crowd"],
        "author_count": [2, 4, 2, 2, 1, 161],
        "primary_category": ["cs.LG", "cs.CV", "cs.CV", "cs.LG", "", "cs.AI"],
    }
)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        (["p1"], "cs.LG"),
        (["p1", "crowd"], "cs.LG"),
        (["p2", "crowd"], "cs.CV"),
        (["crowd"], "cs.AI"),
        (["p1", "p2"], "cs.LG"),  # 1/2 versus 1/4
        (["p5"], ""),
        (["p5", "crowd"], "cs.AI"),  # the only known category
    ],
)
def test_a_paper_of_many_authors_counts_less(papers: list[str], expected: str) -> None:
    signed = pl.DataFrame({"paper": papers, "author": ["me"] * len(papers)})
    assert author_categories(signed, PAPERS).rows() == [("me", expected)]


def test_of_equal_categories_the_commonest_of_the_graph_is_taken() -> None:
    signed = pl.DataFrame({"paper": ["p3", "p1"], "author": ["me", "me"]})
    more = pl.DataFrame({"paper": ["q1"], "author_count": [9], "primary_category": ["cs.LG"]})
    assert author_categories(signed, pl.concat([PAPERS, more])).rows() == [("me", "cs.LG")]
    fewer = PAPERS.filter(pl.col("paper") != "p4")
    assert author_categories(signed, fewer).rows() == [("me", "cs.CV")]
