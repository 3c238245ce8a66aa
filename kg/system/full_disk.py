"""Recognize errors of a full disk, whichever library raises them; raise them with place, free space and what to do."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kg.errors import DiskFull, KGError

_ERROR_NUMBERS: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_MESSAGES: Final = (
    *map(os.strerror, _ERROR_NUMBERS),
    "No space left on device",
    "disk is full",
    "not enough space on the disk",
)
"""Messages of the system, of SQLite and of Windows: Polars, Oxigraph and SQLite pass them on without a number."""

_MIN_FREE_BYTES: Final = 2**14
"""Free bytes below which any error of writing is taken for a full disk: where the footer of a Parquet file cannot be
written, the error does not name the reason."""


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error means that a disk, or the user's quota on it, is full."""
    if isinstance(error, KGError):  # which may quote anything
        return isinstance(error, DiskFull)
    if isinstance(error, OSError) and error.errno in _ERROR_NUMBERS:
        return True
    return any(message in str(error) for message in _MESSAGES)


@contextmanager
def explain_full_disk(place: Path, advice: str = "") -> Iterator[None]:
    """Raise DiskFull if the block, which writes ``place``, fails because the disk is full.

    ``advice`` is a suggestion for the user. If it is given, the error omits place and advice of nested blocks.
    """
    free = _free_space(place)
    try:
        yield
    except Exception as error:
        full = is_disk_full(error) or (not isinstance(error, KGError) and _free_space(place) < _MIN_FREE_BYTES)
        if not full or (isinstance(error, DiskFull) and not advice):
            raise
        raise DiskFull(str(place), free, advice) from error


def _free_space(place: Path) -> int:
    """Return the bytes left on the disk of a place, which may not exist yet."""
    for folder in (place, *place.absolute().parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return 0
