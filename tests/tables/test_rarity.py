"""Rarity among the reference papers."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kg.frames.reference import reference_count, reference_counts, steady, steady_values
from kg.tables.derived.rarity import STEPS_PER_BIT, rarity_steps, with_counts


def bits(*counted: float, size: int = 1024) -> list[float]:
    steps = pl.DataFrame({"counted": counted}, schema={"counted": pl.Float64}).select(rarity_steps("counted", size))
    return (steps.to_series() / STEPS_PER_BIT).to_list()


def test_what_all_reference_papers_have_weighs_nothing_and_one_in_1024_weighs_ten_bits() -> None:
    assert bits(1024, 512, 1) == [0, 1, 10]


def test_one_paper_more_seldom_changes_the_rarity_of_what_many_have() -> None:
    assert sum(bits(n) != bits(n + 1) for n in range(100, 200)) < 40


@given(st.integers(1, 1024))
def test_rarity_is_within_two_percent_of_the_exact_one(counted: int) -> None:
    exact = 10 - pl.Series([float(counted)]).log(2)[0]
    assert abs(bits(counted)[0] - exact) <= 0.01 * exact + 1 / STEPS_PER_BIT


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1))
def test_columns_are_counted_as_single_numbers_are(counts: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(counts, schema=["in_reference", "in_corpus"], orient="row")
    found = frame.select(reference_counts("in_reference", "in_corpus")).to_series().to_list()
    assert found == [reference_count(*pair) for pair in counts]


@given(st.lists(st.floats(-1e12, 1e12)))
def test_columns_are_rounded_as_single_numbers_are(values: list[float]) -> None:
    assert steady_values(pl.Series(values, dtype=pl.Float64)).to_list() == [steady(value) for value in values]


def test_papers_are_counted_in_the_corpus_and_among_the_reference_papers() -> None:
    rows = pl.DataFrame(
        [("p1", "old"), ("p2", "old"), *((f"p{i}", "new") for i in range(3, 9))], ["paper", "thing"], orient="row"
    )
    made = with_counts(rows, "thing", pl.Series(["p1", "p2", "p3"]))
    assert dict(made.select("thing", pl.struct("n", "counted")).unique().rows()) == {
        "old": {"n": 2, "counted": 2.0}, "new": {"n": 6, "counted": 3.0},
    }  # fmt: skip
