"""Neighbors in the view of concepts."""

import polars as pl

from kg.settings import Settings
from kg.views.concepts import distinctive_pairs, keep_strongest


def test_what_most_papers_report_is_not_everybodys_neighbor() -> None:
    # twenty pairs of concepts with four papers each, and a concept of every third paper
    rows = [(f"p{i}", f"c{i // 4}-{end}") for i in range(80) for end in "ab"]
    rows += [(f"p{i}", "usual") for i in range(0, 240, 3)]
    named = pl.DataFrame(rows, schema=["paper", "concept"], orient="row")
    pairs = keep_strongest(distinctive_pairs(named, 240, 2, Settings()), 5)
    assert "usual" not in {*pairs["a"], *pairs["b"]}
    assert pairs.height == 20, "each with its partner"
