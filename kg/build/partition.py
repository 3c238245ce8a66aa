"""Divide the frames of a map stage into partitions, and combine their results."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from kg.build.stage import Stage
from kg.schema import FRAMES, FrameName, Frames

_PART: Final = "partition of the build"
"""A column name that is not in any frame."""


def divide_frames(stage: Stage, frames: Frames) -> list[Frames]:
    """Return the partitions of the frames that a map stage reads: whole units, about ``stage.grain`` of work each.

    With a ``cost`` column, the most expensive units come first, so that the longest work does not begin last.
    """
    first = frames[stage.reads[0]]
    if first.is_empty():
        return []
    cost = pl.col(stage.cost).cast(pl.Int64).sum() if stage.cost else pl.lit(1, pl.Int64)
    units = first.group_by(stage.unit, maintain_order=True).agg(cost.alias(_PART))
    if stage.cost:
        units = units.sort(_PART, descending=True, maintain_order=True)
    units = units.with_columns((pl.col(_PART).cum_sum() - pl.col(_PART)) // max(stage.grain, 1))
    numbers = units[_PART].unique().sort().to_list()
    if len(numbers) == 1:
        return [{name: frames[name] for name in stage.reads}]
    divided = {name: _divided(frames[name], units, stage.unit) for name in stage.reads}
    return [{name: divided[name].get(number, frames[name].clear()) for name in stage.reads} for number in numbers]


def _divided(frame: pl.DataFrame, units: pl.DataFrame, unit: str) -> dict[int, pl.DataFrame]:
    numbered = frame.join(units, on=unit, how="inner", maintain_order="left")
    parts = numbered.partition_by(_PART, as_dict=True, maintain_order=True, include_key=False)
    return {int(number): part for (number,), part in parts.items()}


def collect_partitions(stage: Stage, parts: Sequence[Frames]) -> dict[FrameName, pl.DataFrame]:
    """Combine the results of a map stage's partitions: sorted by unit, with the rows of a unit in their order.

    The result does not depend on the partitions or their order.
    """
    return {
        name: pl.concat([FRAMES[name].to_frame(), *(part[name] for part in parts)]).sort(
            stage.unit, maintain_order=True
        )
        for name in stage.writes
    }


def keep_units(stage: Stage, frames: Frames, units: pl.Series) -> dict[FrameName, pl.DataFrame]:
    """Return the rows of some units in the frames that a map stage reads."""
    return {name: frames[name].filter(pl.col(stage.unit).is_in(units.implode())) for name in stage.reads}
