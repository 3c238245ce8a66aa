"""Sort the rows of tables in canonical order, so that equal graphs are equal bytes however they were computed."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from kg.model import SectionKind
from kg.schema import SCHEMAS, TableName

_ORDER: Final[Mapping[TableName, tuple[str, ...]]] = {
    "digests": ("digest",),
    "papers": ("paper",),
    "appearances": ("paper", "digest", "section", "rank", "title"),
    "sections": ("paper", "kind"),
    "categories": ("paper", "position"),
    "authorships": ("paper", "position"),
    "authors": ("author",),
    "decisions": ("a", "b", "verdict", "source", "confidence"),
    "concepts": ("concept",),
    "claims": ("paper", "concept", "relation", "section", "start", "end", "rule", "confidence"),
    "evaluations": ("paper", "dataset", "metric", "section", "start", "end", "rule", "value", "unit", "confidence"),
    "terms": ("paper", "rank", "label"),
    "topics": ("paper", "concept", "relation"),
    "cooccurrences": ("a", "b"),
    "interests": ("author", "concept"),
    "related": ("a", "b"),
    "citations": ("paper", "cited"),
    "links": ("paper", "url", "section", "kind", "stars", "updated"),
    "coauthorships": ("a", "b"),
    "sources": ("path", "sha256"),
    "reports": ("level", "file", "line", "code", "arguments"),
}
"""Columns that each table is sorted by; rows that agree in them are equal."""

_READING_ORDER: Final = {kind.value: place for place, kind in enumerate(SectionKind)}


def order_table(name: TableName, frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame as the table of this name: its columns and types, its rows in canonical order."""
    keys = [pl.col(column) for column in _ORDER[name]]
    if name == "sections":
        keys[1] = pl.col("kind").replace_strict(_READING_ORDER, return_dtype=pl.Int8)
    return frame.select(pl.col(column).cast(dtype) for column, dtype in SCHEMAS[name].items()).sort(keys)
