"""Convert Python values to columns quickly and without errors.

Input may contain values that a column cannot store: text with lone surrogates, and numbers that are too large.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import polars as pl

from kg.schema import FRAMES, FrameName
from kg.schema.columns import STRINGS

_SEPARATOR: Final = "\x1f"
_MAX: Final[Mapping[object, int]] = {pl.Int32: 2**31 - 1, pl.Int64: 2**63 - 1}


def frame(name: FrameName, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """Convert rows of Python values to the frame of this name; values are in the order of its schema."""
    return frame_of(FRAMES[name], rows)


def frame_of(columns: Mapping[str, pl.DataType], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """Convert rows of Python values to a frame with these columns."""
    values: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [() for _ in columns]
    return pl.DataFrame(
        [column(name, given, dtype) for (name, dtype), given in zip(columns.items(), values, strict=True)]
    )


def column(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    """Make a column of any type."""
    if dtype == pl.String:
        return text_column(name, values)
    if dtype == STRINGS:
        return list_column(name, values)
    if isinstance(dtype, pl.List):
        return _lists(values, dtype).alias(name)
    if dtype in _MAX:
        return number_column(name, values, dtype)
    return pl.Series(name, values, dtype=dtype)


def text_column(name: str, values: Sequence[str | None]) -> pl.Series:
    """Make a column of strings; lone surrogates, which UTF-8 cannot hold, are left out."""
    try:
        return pl.Series(name, values, dtype=pl.String)
    except UnicodeEncodeError:
        return pl.Series(name, [value and _without_surrogates(value) for value in values], dtype=pl.String)


def list_column(name: str, values: Sequence[Sequence[str]]) -> pl.Series:
    """Make a column of lists of strings.

    The strings are joined and split again by Polars, which is 15 times as fast as passing nested lists.

    >>> list_column("names", [("Ann Lee", ""), ()]).to_list()
    [['Ann Lee', ''], []]
    """
    if not any(values):
        return pl.Series(name, [[]], dtype=STRINGS).new_from_index(0, len(values))
    joined = [_SEPARATOR + _SEPARATOR.join(row) if row else "" for row in values]
    if sum(text.count(_SEPARATOR) for text in joined) != sum(map(len, values)):  # one of them holds the separator
        return pl.Series(name, [list(map(_without_surrogates, row)) for row in values], dtype=STRINGS)
    return text_column(name, joined).str.split(_SEPARATOR).list.slice(1)


def number_column(
    name: str, values: Sequence[int | None], dtype: pl.DataType | type[pl.DataType] = pl.Int64
) -> pl.Series:
    """Make a column of whole numbers; values outside the range of the type are clipped to it.

    >>> number_column("stars", [7, None, 10**30]).to_list()
    [7, None, 9223372036854775807]
    """
    try:
        return pl.Series(name, values, dtype=dtype)
    except (TypeError, OverflowError):  # a number that is too large
        most = _MAX[dtype]
        fitting = [value if value is None else max(-most, min(most, value)) for value in values]
        return pl.Series(name, fitting, dtype=dtype)


def _lists(values: Sequence[Sequence[Any]], dtype: pl.List) -> pl.Series:
    """Make a column of lists from one flat column: converting the lists one by one takes 100 times as long."""
    flat = [value for one in values for value in one]
    inner = (
        _structs(flat, dtype.inner)
        if isinstance(dtype.inner, pl.Struct)
        else pl.Series("value", flat, dtype=dtype.inner)
    )
    of_row = np.repeat(np.arange(len(values)), np.fromiter(map(len, values), dtype=np.int64, count=len(values)))
    filled = pl.DataFrame({"row": of_row, "value": inner}).group_by("row", maintain_order=True).agg("value")
    rows = pl.DataFrame({"row": np.arange(len(values))})
    return rows.join(filled, on="row", how="left", maintain_order="left")["value"].fill_null([]).cast(dtype)


def _structs(values: Sequence[tuple[Any, ...]], dtype: pl.Struct) -> pl.Series:
    columns: Iterable[Sequence[Any]] = zip(*values, strict=True) if values else ((),) * len(dtype.fields)
    fields = zip(dtype.fields, columns, strict=True)
    return pl.DataFrame([pl.Series(field.name, column, dtype=field.dtype) for field, column in fields]).to_struct()


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode()
