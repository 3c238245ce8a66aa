"""Compute the cache keys of units.

The key of a unit is a hash of everything that its result depends on: its rows in the frames that the stage reads, the
frames that all units share, what the stage takes of the request (settings), the stage and its version, and a hash of
the program (`kg.fingerprint`). All stages use this definition.
"""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import msgspec
import polars as pl

from kg.build.stage import Stage
from kg.fingerprint import program_fingerprint
from kg.schema import Frames

_BYTES: Final = 16
_VALUE: Final = "value of the unit"
_END: Final = "\n"


def unit_keys(stage: Stage, taken: tuple[Any, ...], shared: Frames, frames: Frames) -> pl.DataFrame:
    """Return the key of each unit: the unit column and ``key`` (`pl.Binary`), sorted by unit."""
    ground = hashlib.blake2b(digest_size=_BYTES)
    ground.update(msgspec.msgpack.encode((program_fingerprint(), stage.name, stage.version, taken), order="sorted"))
    for name in stage.shared:
        for line in _rows(shared[name].drop(stage.not_in_key, strict=False)):
            ground.update(line.encode())
            ground.update(_END.encode())
    values = [_unit_values(stage, frames[name]) for name in stage.reads]
    joined = values[0]
    for number, value in enumerate(values[1:], 1):
        joined = joined.join(value.rename({_VALUE: f"{_VALUE} {number}"}), on=stage.unit, how="left")
    joined = joined.sort(stage.unit)
    columns = [joined[column].to_list() for column in joined.columns if column != stage.unit]
    keys = [_key(ground.digest(), parts) for parts in zip(*columns, strict=True)]
    return pl.DataFrame({stage.unit: joined[stage.unit], "key": pl.Series(keys, dtype=pl.Binary)})


def _key(ground: bytes, parts: Iterable[str | None]) -> bytes:
    digest = hashlib.blake2b(ground, digest_size=_BYTES)
    for part in parts:
        value = (part or "").encode()
        digest.update(f"{len(value)} ".encode())
        digest.update(value)
    return digest.digest()


def _unit_values(stage: Stage, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of each unit as one text, in their order."""
    frame = frame.drop(stage.not_in_key, strict=False)
    return (
        frame.select(stage.unit, _rows(frame.drop(stage.unit)).alias(_VALUE))
        .group_by(stage.unit, maintain_order=True)
        .agg(pl.col(_VALUE).str.join(_END))
    )


def _rows(frame: pl.DataFrame) -> pl.Series:
    """Return each row as a text that differs where rows differ."""
    readable = frame.with_columns(
        pl.col(name).bin.encode("base64") for name, dtype in frame.schema.items() if dtype == pl.Binary
    )
    if not readable.width:
        return pl.Series("row", [""] * frame.height, dtype=pl.String)
    return readable.select(row=pl.struct(pl.all()).struct.json_encode())["row"]
