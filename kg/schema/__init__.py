"""Define the column names and types of every frame: the tables of a graph and the frames between stages.

``tables`` are stored as Parquet files; the others exist only during a build, or in its cache.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from kg.schema.authors import AUTHOR_FRAMES
from kg.schema.concepts import CONCEPT_FRAMES
from kg.schema.derived import DERIVED_FRAMES
from kg.schema.outputs import OUTPUT_FRAMES
from kg.schema.reading import READING_FRAMES
from kg.schema.tables import SCHEMAS, TableName

FrameName = str
"""The name of a table or of a frame between stages."""

Frames = Mapping[FrameName, pl.DataFrame]
"""Frames by name, each with the schema of that name."""

FRAMES: Final[dict[FrameName, pl.Schema]] = {
    **{str(name): columns for name, columns in SCHEMAS.items()},
    **READING_FRAMES,
    **CONCEPT_FRAMES,
    **AUTHOR_FRAMES,
    **DERIVED_FRAMES,
    **OUTPUT_FRAMES,
}
"""Every frame of the build."""

__all__ = ["FRAMES", "SCHEMAS", "FrameName", "Frames", "TableName"]
