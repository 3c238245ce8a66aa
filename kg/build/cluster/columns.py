"""Convert types of columns to those of an engine: neither large strings nor large lists."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from pyarrow import RecordBatch

Batches = Iterator["RecordBatch"]

_PLAIN = {
    pl.String: ("string", "string"), pl.Boolean: ("bool_", "boolean"), pl.Date: ("date32", "date"),
    pl.Int8: ("int8", "tinyint"), pl.Int32: ("int32", "int"), pl.Int64: ("int64", "bigint"),
    pl.Float64: ("float64", "double"),
}  # fmt: skip
"""Names of a type in pyarrow and in Spark's SQL."""


def arrow_schema(schema: pl.Schema) -> list[tuple[str, Any]]:
    """Return the columns with their types in pyarrow."""
    return [(name, _arrow(dtype)) for name, dtype in schema.items()]


def spark_schema(schema: pl.Schema) -> str:
    """Return the columns with their types in Spark's SQL."""
    return ", ".join(f"`{name}` {_spark(dtype)}" for name, dtype in schema.items())


def _arrow(dtype: pl.DataType) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - PySpark needs it, the rest of the package does not

    if isinstance(dtype, pl.List):
        return pa.list_(_arrow(_inner(dtype)))
    if isinstance(dtype, pl.Struct):
        return pa.struct([(field.name, _arrow(_instance(field.dtype))) for field in dtype.fields])
    return getattr(pa, _PLAIN[type(dtype)][0])()


def _spark(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.List):
        return f"array<{_spark(_inner(dtype))}>"
    if isinstance(dtype, pl.Struct):
        return f"struct<{', '.join(f'`{field.name}`: {_spark(_instance(field.dtype))}' for field in dtype.fields)}>"
    return _PLAIN[type(dtype)][1]


def _inner(dtype: pl.List) -> pl.DataType:
    return _instance(dtype.inner)


def _instance(dtype: Any) -> pl.DataType:
    """Return a type as an object; Polars accepts classes, too."""
    made: pl.DataType = dtype() if isinstance(dtype, type) else dtype
    return made
