"""Bytes of local files, put into the frame ``files``: workers need not see the disk of the driver."""

from os import fsdecode
from pathlib import Path
from typing import Any, Final

import polars as pl

from kg.errors import InputError
from kg.schema import FRAMES, Frames

FILES: Final = "files"

MAX_BYTES: Final = 2**30
"""Size of a file that an engine moves as one value: PySpark and Arrow allow 2 GiB, and both sides need room."""


def with_contents(part: Frames) -> Frames:
    """Return a partition whose ``files`` carry what is in them.

    A file that cannot be opened gets an error. Raises InputError where the user named it, or where it is too large.
    """
    rows = [_filled(row) for row in part[FILES].iter_rows(named=True)]
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
