"""Frames between the stages of concept extraction."""

from typing import Final

import polars as pl

CONCEPT_FRAMES: Final[dict[str, pl.Schema]] = {}
