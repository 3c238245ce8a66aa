"""Locks of readers: a generation of a graph is kept on disk while a process reads it.

A reader has the generation's lock file open, with a shared lock on it (``flock``). The system drops the lock when the
process ends, however it ends. Windows has no such locks and needs none: a folder in which a file is open cannot be
renamed there, so it cannot be removed either (`kg.folder` renames a generation before it removes it).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

READERS: Final = ".readers"
"""The lock file of a generation."""


class Hold:
    """Keeps a generation on the disk until it is released, or nobody refers to it, or the process ends.

    ``descriptor`` is the open lock file, None if the file system has no locks or the file cannot be made.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    @property
    def is_active(self) -> bool:
        """True if the generation is held."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let the generation go; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()

    def __del__(self) -> None:
        self.release()


def make_lock_file(generation: Path) -> None:
    """Make a new lock file for a generation, even if the folder was copied or linked from another one."""
    path = generation / READERS
    path.unlink(missing_ok=True)
    path.touch()


def hold(generation: Path) -> Hold:
    """Hold a generation. Raises FileNotFoundError if its folder is missing.

    If the lock file is missing and cannot be made, or the file system has no locks, the hold is not active.
    """
    path = generation / READERS
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o666)
        except FileNotFoundError:
            raise
        except OSError:
            return Hold(None)
    held = Hold(descriptor)
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - POSIX only

        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
        except OSError:
            held.release()
    return held


def is_held(generation: Path) -> bool:
    """Return whether any process holds a generation. Raises OSError if the file system has no locks.

    Windows finds out when it renames the folder.
    """
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - POSIX only

    with suppress(FileNotFoundError):
        descriptor = os.open(generation / READERS, os.O_RDWR)  # network drives lock exclusively only what is writable
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
    return False
