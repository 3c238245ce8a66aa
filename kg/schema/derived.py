"""Frames between the stages that derive tables from claims."""

from typing import Final

import polars as pl

from kg.schema.columns import schema
from kg.schema.tables import SCHEMAS

DERIVED_FRAMES: Final[dict[str, pl.Schema]] = {
    # one row per paper and concept that it names in its own words; prominent: the title names it or the paper proposes
    # it; worked: the paper works on it rather than only measuring by it or comparing with it
    "own_words": schema({"paper": pl.String, "concept": pl.String, "prominent": pl.Boolean, "worked": pl.Boolean}),
    # the reports of every stage
    "all_reports": SCHEMAS["reports"],
}
