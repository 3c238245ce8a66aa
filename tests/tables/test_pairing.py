"""Ids as numbers, and a join that is computed in parts."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kg.tables.derived.pairing import divide_rows, number_ids, restore_ids

ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def test_names_come_back_from_numbers_in_their_order() -> None:
    frame = pl.DataFrame({"who": ["b", "a", "b"], "n": [1, 2, 3]})
    found, (names,) = number_ids(frame, "who")
    assert dict(found.select("n", "who").rows()) == {1: 1, 2: 0, 3: 1}
    assert restore_ids(found, "who", names).sort("n").select("who", "n").equals(frame)


@given(ROWS, st.integers(1, 30))
def test_parts_are_all_rows_and_no_end_stands_in_two(rows: list[tuple[int, int]], most: int) -> None:
    frame = pl.DataFrame(rows, schema={"end": pl.UInt32, "common": pl.UInt32}, orient="row")
    cut = list(divide_rows(frame, "end", "common", most))
    assert sorted(row for part in cut for row in part.rows()) == sorted(rows)
    ends = [end for part in cut for end in set(part["end"])]
    assert len(ends) == len(set(ends))


def test_small_parts_are_small() -> None:
    frame = pl.DataFrame({"end": range(100), "common": [i % 10 for i in range(100)]})
    cut = list(divide_rows(frame, "end", "common", 50))
    assert len(cut) > 10
    assert max(part.join(frame, on="common").height for part in cut) <= 50
