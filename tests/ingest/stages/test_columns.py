"""Columns can store any value of the input."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kg.frames.columns import list_column, number_column, text_column


@given(st.lists(st.lists(st.text(alphabet="aé\x1f\x00\n ", max_size=3), max_size=3), max_size=5))
def test_lists_of_any_strings_stay_as_they_are(values: list[list[str]]) -> None:
    column = list_column("x", values)
    assert column.to_list() == values
    assert column.dtype == pl.List(pl.String)


def test_halves_of_characters_are_left_out() -> None:
    assert text_column("x", ["a\ud800b", None, "c"]).to_list() == ["ab", None, "c"]
    assert list_column("x", [["a\ud800b"], [], ["\x1f\udc00"]]).to_list() == [["ab"], [], ["\x1f"]]


def test_numbers_beyond_a_type_become_its_largest() -> None:
    assert number_column("x", [2**40, -(2**40), None], pl.Int32).to_list() == [2**31 - 1, -(2**31 - 1), None]
