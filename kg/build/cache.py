"""Results of map stages kept with a graph, so that a later build computes only what is new.

::

    cache/
      decide blocks/
        hashes.json             BLAKE2 of each of the other files
        keys.parquet            unit, key
        block_people.parquet    what the stage wrote, with the unit column

A result is used again where the key of a unit is the same (`kg.build.values`); what the last build did not use is not
kept. A missing or damaged cache is an empty one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from kg.build.stage import Stage
from kg.full_disk import explained_full_disk
from kg.schema import FRAMES, FrameName, Frames

_HASHES: Final = "hashes.json"
_DAMAGE: Final = (OSError, pl.exceptions.PolarsError, msgspec.MsgspecError)
"""Errors that a missing or damaged file causes."""


@dataclass(frozen=True, slots=True)
class CachedResults:
    """Results of an earlier build: the units whose keys are the same now, and what the stage wrote for them."""

    units: pl.Series
    frames: Mapping[FrameName, pl.DataFrame]


@dataclass(slots=True)
class Cache:
    """The results in one folder, or none. ``without_names`` keeps no results that quote names of authors."""

    folder: Path | None = None
    without_names: bool = False

    def find(self, stage: Stage, keys: pl.DataFrame) -> CachedResults:
        """Return the earlier results for units with these keys, columns unit and ``key``."""
        nothing = CachedResults(keys[stage.unit].clear(), {name: FRAMES[name].to_frame() for name in stage.writes})
        if self.folder is None or not stage.cached:
            return nothing
        place = self.folder / stage.name
        try:
            if not _intact(place):
                return nothing
            earlier = pl.read_parquet(place / "keys.parquet")
            units = keys.join(earlier, on=[stage.unit, "key"], how="semi")[stage.unit]
            if units.is_empty():
                return nothing
            frames = {name: pl.read_parquet(place / f"{name}.parquet") for name in stage.writes}
        except _DAMAGE:
            return nothing
        if any(frames[name].schema != FRAMES[name] for name in stage.writes):
            return nothing
        return CachedResults(
            units,
            {name: frame.filter(pl.col(stage.unit).is_in(units.implode())) for name, frame in frames.items()},
        )

    def write(self, stage: Stage, keys: pl.DataFrame, frames: Frames) -> None:
        """Keep the results of a stage."""
        if self.folder is None or not stage.cached or (stage.quotes_names and self.without_names):
            return
        place = self.folder / stage.name
        place.mkdir(parents=True, exist_ok=True)
        with explained_full_disk(place):
            for name, frame in (("keys", keys), *((name, frames[name]) for name in stage.writes)):
                frame.write_parquet(place / f"{name}.parquet", compression="zstd", statistics=False)
            (place / _HASHES).write_bytes(msgspec.json.encode(_hashes(place)))


def _hashes(place: Path) -> dict[str, str]:
    return {path.name: hashlib.blake2b(path.read_bytes()).hexdigest() for path in sorted(place.glob("*.parquet"))}


def _intact(place: Path) -> bool:
    """Return whether the files of a stage are those that were written together."""
    known = msgspec.json.decode((place / _HASHES).read_bytes(), type=dict[str, str])
    return known == _hashes(place)


@dataclass(frozen=True, slots=True)
class Caches:
    """The results of an earlier build, and where those of this one are kept."""

    earlier: Cache = field(default_factory=Cache)
    new: Cache = field(default_factory=Cache)

    @property
    def used(self) -> bool:
        """Whether there is a folder to read results from or to keep them in."""
        return self.earlier.folder is not None or self.new.folder is not None
