"""Bytes of local files, put into the frame ``files``: workers need not see the disk of the driver."""

from os import fsdecode
from pathlib import Path

import polars as pl

from kg.errors import InputError
from kg.schema import FRAMES, Frames


def with_contents(part: Frames, limit: int) -> Frames:
    """Return a partition whose ``files`` carry what is in them, up to one byte above ``limit``.

    A file that cannot be opened gets an error. Raises InputError where the user named it.
    """
    rows = [_filled(row, limit) for row in part["files"].iter_rows(named=True)]
    return {**part, "files": pl.DataFrame(rows, schema=FRAMES["files"])}


def _filled(row: dict[str, object], limit: int) -> dict[str, object]:
    path = row["path"]
    if row["error"] or row["content"] is not None or not isinstance(path, bytes):
        return row
    try:
        with Path(fsdecode(path)).open("rb") as stream:
            return row | {"content": stream.read(limit + 1), "path": None}
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        if row["given"]:
            raise InputError(reason, fsdecode(path)) from error
        return row | {"error": reason}
