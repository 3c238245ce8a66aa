"""Frames between the stages of author resolution."""

from typing import Final

import polars as pl

AUTHOR_FRAMES: Final[dict[str, pl.Schema]] = {}
