"""Columns of explorer pages: decoding returns the encoded values, and the encoding is compact."""

import base64
import random
import zlib

import numpy as np
import pytest
from explorer_payload import read_payload
from hypothesis import given
from hypothesis import strategies as st

from kg.render.explorer.columns import compress, integers, offsets, pack_columns, steps, texts


@given(st.lists(st.integers(0, 2**32 - 1)), st.booleans())
def test_whole_numbers_come_back(values: list[int], delta: bool) -> None:
    if delta:
        values = [value // 2 for value in values]
    payload = read_payload(pack_columns({}, {"before": texts(["ü"]), "numbers": integers(values, delta=delta)}))
    assert payload.columns["numbers"] == values


@given(st.lists(st.floats(-5000, 5000, allow_nan=False)), st.booleans())
def test_steps_come_back_to_half_a_step(values: list[float], delta: bool) -> None:
    found = read_payload(pack_columns({}, {"x": steps(values, 0.25, delta=delta)})).columns["x"]
    assert np.abs(np.array(found) - np.array(values)).max(initial=0) <= 0.1251


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
    )
)
def test_texts_come_back(values: list[str]) -> None:
    assert read_payload(pack_columns({}, {"words": texts(values)})).columns["words"] == values


@pytest.mark.parametrize("broken", ["two\nlines", "two\r\nlines", "two\u2028lines"])
def test_a_line_break_within_a_text_does_not_shift_the_others(broken: str) -> None:
    assert read_payload(pack_columns({}, {"w": texts([broken, "next"])})).columns["w"] == ["two lines", "next"]


def test_lists_of_any_length_come_back() -> None:
    lists = [[3, 1], [], [2], []]
    columns = {"itemsAt": offsets([len(found) for found in lists]), "items": integers([3, 1, 2], delta=True)}
    assert read_payload(pack_columns({}, columns)).rows("items") == lists


def test_a_column_of_equal_values_takes_no_bytes() -> None:
    assert integers([7] * 1000).data == texts(["same"] * 1000).data == b""


def test_numbers_that_rise_slowly_take_a_byte_each() -> None:
    draw = random.Random(1)  # noqa: S311 - numbers to compress are no secret
    values = np.cumsum([draw.randrange(3) for _ in range(50_000)])
    assert len(integers(values, delta=True).data) == len(values)
    assert len(compress(integers(values, delta=True).data)) < 0.45 * len(values)


def test_compressed_bytes_are_raw_deflate_and_the_same_each_time() -> None:
    data = pack_columns({"title": "</script>"}, {"words": texts(["a", "b"])})
    assert zlib.decompress(base64.b64decode(compress(data)), -15) == data
    assert compress(data) == compress(data)
