"""Cache results of map stages with a graph, so that a later build computes only new units.

::

    cache/
      decide blocks/
        units.parquet           unit, key, and the part with its rows
        shared/*.parquet        shared frames whose changes the stage tracks itself
        0007/                   a part: results of the stage for some units
          block_people.parquet
          contents.json         the number of units

A result is reused if the key of a unit is the same (`kg.build.values`) and no change of the shared frames affects it;
results that the last build did not use are dropped. A build writes its fresh results as another part and hard-links the
files of older parts, so that a new day does not rewrite months. Parts are merged like the runs of a log-structured
merge tree (https://doi.org/10.1007/s002360050048): a part that is less than twice as large as the new part is merged
into it, so that their number grows logarithmically. A missing or damaged part is treated as empty. If the other files
of a stage are damaged, all its parts are.
"""

import errno
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from kg.build.partition import collect_partitions
from kg.build.stage import Stage
from kg.build.values import KEY
from kg.schema import FRAMES, Frames
from kg.system.atomic import link_or_copy
from kg.system.checksums import verify
from kg.system.full_disk import explain_full_disk

_UNITS: Final = "units.parquet"
_SHARED: Final = "shared"
_CONTENTS: Final = "contents.json"
_PART: Final = "part"
_MIN_SIZE_RATIO: Final = 2
"""A part is merged into the next one unless it has at least this many times its units."""
_MAX_STORED_PER_VALID: Final = 2
"""Maximum number of stored units per valid unit; a part with more is rewritten without the invalid ones."""
_COMPRESSION: Final = 1
"""Level of zstd. A higher level takes longer and saves few bytes."""
_DAMAGE: Final = (OSError, pl.exceptions.PolarsError, msgspec.MsgspecError, UnicodeDecodeError)
"""Errors that a missing or damaged file causes."""


@dataclass(frozen=True, slots=True)
class KeptResults:
    """Cached results of an earlier build that are still valid: their units, and the stage's rows for them.

    ``stored`` is the number of units in the files in ``folder``, valid or not.
    """

    folder: Path
    units: pl.Series
    frames: Frames
    stored: int


@dataclass(frozen=True, slots=True)
class _Contents:
    """The number of units in a part."""

    units: int


@dataclass(slots=True)
class Cache:
    """The results in one folder, or none. ``without_names`` drops results that quote names of authors.

    Files are compared with the list of the folder that contains this one, if it has a list.
    """

    folder: Path | None = None
    without_names: bool = False

    def find(self, stage: Stage, keys: pl.DataFrame, shared: Frames, frames: Frames) -> list[KeptResults]:
        """Return the earlier results for units with these keys (`kg.build.values.unit_keys`), in parts."""
        if self.folder is None or not stage.cached:
            return []
        place = self.folder / stage.name
        try:
            known = _read_intact(place / _UNITS, self.folder).join(keys, on=[stage.unit, *KEY], how="semi")
            if stage.affected is not None and known.height:
                before = {name: _read_intact(place / _SHARED / f"{name}.parquet", self.folder) for name in stage.shared}
                affected = stage.affected(before, shared, frames)
                known = known.filter(~pl.col(stage.unit).is_in(affected.implode()))
        except _DAMAGE:
            return []
        parts = known.sort(_PART, stage.unit).partition_by(_PART, as_dict=True, maintain_order=True)
        found = (
            _read_part(stage, place / _name(number), units[stage.unit], self.folder)
            for (number,), units in parts.items()
        )
        return [part for part in found if part is not None]

    def write(
        self, stage: Stage, keys: pl.DataFrame, shared: Frames, known: Sequence[KeptResults], fresh: Frames
    ) -> None:
        """Store the results of a stage: ``known`` results, and ``fresh`` results of all other units."""
        if self.folder is None or not stage.cached or (stage.quotes_names and self.without_names):
            return
        place = self.folder / stage.name
        with explain_full_disk(place):
            kept = _write_parts(stage, place, keys, known, fresh)
            _places(stage, keys, kept).write_parquet(place / _UNITS)
            if stage.affected is not None:
                (place / _SHARED).mkdir()
                for name in stage.shared:
                    shared[name].write_parquet(place / _SHARED / f"{name}.parquet")


def _read_intact(path: Path, cache: Path) -> pl.DataFrame:
    """Read a file of a cache. Raises OSError if it has other contents than were written."""
    if damage := verify(cache.parent, path):
        raise OSError(errno.EIO, str(damage), str(path))
    return pl.read_parquet(path)


def _write_parts(
    stage: Stage, place: Path, keys: pl.DataFrame, known: Sequence[KeptResults], fresh: Frames
) -> list[KeptResults]:
    """Link or rewrite parts, and write new results as the last one; return the parts that are unchanged."""
    place.mkdir(parents=True, exist_ok=True)
    kept, joined = list(known), list[KeptResults]()
    size = keys.height - sum(len(part.units) for part in known)
    while kept and size and len(kept[-1].units) < _MIN_SIZE_RATIO * size:
        joined.append(kept.pop())
        size += len(joined[-1].units)
    for number, part in enumerate(kept):
        if _MAX_STORED_PER_VALID * len(part.units) >= part.stored:
            _link(part.folder, place / _name(number))
        else:
            _write_part(place / _name(number), part.frames, len(part.units))
    if size:
        whole = collect_partitions(stage, [fresh, *(part.frames for part in joined)])
        _write_part(place / _name(len(kept)), whole, size)
    return kept


def _places(stage: Stage, keys: pl.DataFrame, kept: Sequence[KeptResults]) -> pl.DataFrame:
    """Return keys with the number of each unit's part: the number of a kept part, or the next number for new units."""
    numbers = [
        part.units.to_frame().with_columns(pl.lit(number, pl.Int64).alias(_PART)) for number, part in enumerate(kept)
    ]
    numbers.append(pl.DataFrame(schema={stage.unit: keys.schema[stage.unit], _PART: pl.Int64}))
    return keys.join(pl.concat(numbers), on=stage.unit, how="left").with_columns(pl.col(_PART).fill_null(len(kept)))


def _name(number: int) -> str:
    return f"{number:04d}"


def _read_part(stage: Stage, folder: Path, units: pl.Series, cache: Path) -> KeptResults | None:
    """Return the results of some units in a part of a cache, None if the part is damaged."""
    try:
        if verify(cache.parent, folder / _CONTENTS):
            return None
        contents = msgspec.json.decode((folder / _CONTENTS).read_bytes(), type=_Contents)
        frames = {name: _read_intact(folder / f"{name}.parquet", cache) for name in stage.writes}
    except _DAMAGE:
        return None
    if any(frames[name].schema != FRAMES[name] for name in stage.writes):
        return None
    if len(units) < contents.units:
        frames = {name: frame.filter(pl.col(stage.unit).is_in(units.implode())) for name, frame in frames.items()}
    return KeptResults(folder, units, frames, contents.units)


def _write_part(folder: Path, frames: Frames, units: int) -> None:
    folder.mkdir()
    for name, frame in frames.items():
        frame.write_parquet(
            folder / f"{name}.parquet", compression="zstd", compression_level=_COMPRESSION, statistics=False
        )
    (folder / _CONTENTS).write_bytes(msgspec.json.encode(_Contents(units)))


def _link(source: Path, target: Path) -> None:
    target.mkdir()
    for path in sorted(source.iterdir()):
        link_or_copy(path, target / path.name)


@dataclass(frozen=True, slots=True)
class Caches:
    """The results of an earlier build, and the folder for those of this one."""

    earlier: Cache = field(default_factory=Cache)
    new: Cache = field(default_factory=Cache)

    @property
    def used(self) -> bool:
        """True if there is a folder to read results from or to store them in."""
        return self.earlier.folder is not None or self.new.folder is not None
