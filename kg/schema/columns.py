"""Define column types that several frames share."""

from collections.abc import Mapping
from typing import Final

import polars as pl

STRINGS: Final = pl.List(pl.String)
"""A list of strings."""


def schema(columns: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.Schema:
    """Return a schema with these columns, in this order."""
    return pl.Schema(columns)
