"""Compute the cache keys of units.

The key of a unit is a hash of everything its result depends on: its rows in the frames that the stage reads, the frames
that all units share, the parts of the request that the stage takes (settings), the stage and its version, and a hash of
the program (`kg.fingerprint`). An update hashes every row of the corpus, so Polars hashes the rows, column by column. A
unit has two hashes of 64 bits. They are only compared with the hashes of the same unit in the earlier build, so a
collision between different units does no harm.
"""

import hashlib
from typing import Any, Final

import msgspec
import polars as pl

from kg.build.stage import Stage
from kg.fingerprint import program_fingerprint
from kg.schema import FrameName, Frames

KEY: Final = ("key", "key_2")
"""The columns of a key."""

_SEEDS: Final = (17, 4711)
_PLACE: Final = "place of a row in its unit"
_BYTES: Final = 16


def unit_keys(stage: Stage, taken: tuple[Any, ...], shared: Frames, frames: Frames) -> pl.DataFrame:
    """Return the key of each unit: the unit column and the columns `KEY` (`pl.UInt64`), sorted by unit.

    Shared frames whose changes the stage tracks itself (``stage.affected``) are left out.
    """
    ground = _ground(stage, taken, {} if stage.affected else shared)
    first, *others = stage.reads
    joined = _unit_hashes(stage, first, frames[first])
    for name in others:
        joined = joined.join(_unit_hashes(stage, name, frames[name]), on=stage.unit, how="left")
    joined = joined.sort(stage.unit)
    numbers = joined.drop(stage.unit).with_columns(
        ground=pl.lit(int.from_bytes(ground[:8], "little"), pl.UInt64),
        ground_2=pl.lit(int.from_bytes(ground[8:], "little"), pl.UInt64),
    )
    return pl.DataFrame(
        [joined[stage.unit], *(numbers.hash_rows(seed).alias(key) for key, seed in zip(KEY, _SEEDS, strict=True))]
    )


def _ground(stage: Stage, taken: tuple[Any, ...], shared: Frames) -> bytes:
    """Return a hash of everything that the units of a stage have in common."""
    ground = hashlib.blake2b(digest_size=_BYTES)
    common = (program_fingerprint(), pl.__version__, stage.name, stage.version, taken)
    ground.update(msgspec.msgpack.encode(common, order="sorted"))
    for name in stage.shared:
        if name in shared:
            frame = shared[name].drop(stage.not_in_key, strict=False)
            ground.update(f"{name} {frame.height} ".encode())
            ground.update(frame.write_ndjson().encode())
    return ground.digest()


def _unit_hashes(stage: Stage, name: FrameName, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the unit column and two hashes of the rows of each unit, in their order, and their number."""
    rows = frame.drop(stage.not_in_key, strict=False).with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).over(stage.unit).alias(_PLACE)
    )
    hashes = [rows.hash_rows(seed).alias(f"{name} {seed}") for seed in _SEEDS]
    # the hash of a row includes its place, so that the (wrapping) sum of hashes depends on the order of the rows
    return (
        pl.DataFrame([rows[stage.unit], *hashes])
        .group_by(stage.unit)
        .agg(pl.exclude(stage.unit).sum(), pl.len().alias(f"{name} rows"))
    )
