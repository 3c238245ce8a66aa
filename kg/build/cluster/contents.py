"""Put the bytes of local files into the frame ``files``, so that workers do not need the driver's disk."""

from os import fsdecode
from pathlib import Path
from typing import Any, Final

import polars as pl

from kg.errors import InputError
from kg.schema import FRAMES, Frames

FILES: Final = "files"

MAX_BYTES: Final = 2**30
"""Maximum size of a file that an engine moves as one value. PySpark and Arrow allow 2 GiB; less leaves memory free on
both sides."""


_AT_ADDRESS: Final = pl.col("path").is_not_null() & pl.col("path").bin.contains(b"://")
"""Condition on rows of files that the engine reads; a `Path` has no two slashes in a row."""


def at_addresses(files: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of files that the engine reads."""
    return files.filter(_AT_ADDRESS)


def row_frame(row: dict[str, Any]) -> pl.DataFrame:
    """Return a row as the frame ``files``."""
    return pl.DataFrame([row], schema=FRAMES[FILES])


def with_contents(part: Frames) -> Frames:
    """Return a partition whose ``files`` include their contents, without those at addresses.

    A file that cannot be opened gets an error. Raises InputError if the user named it, or if it is too large.
    """
    rows = [_filled(row) for row in part[FILES].filter(~_AT_ADDRESS).iter_rows(named=True)]
    return {**part, FILES: pl.DataFrame(rows, schema=FRAMES[FILES])}


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    path = row["path"]
    if row["error"] or row["content"] is not None or not isinstance(path, bytes):
        return row
    if row["size"] > MAX_BYTES:
        raise InputError(f"more than {MAX_BYTES:,} bytes, which no engine moves as one; split it", fsdecode(path))
    try:
        return row | {"content": Path(fsdecode(path)).read_bytes(), "path": None}
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        if row["given"]:
            raise InputError(reason, fsdecode(path)) from error
        return row | {"error": reason}
