"""Checksums of the files of a graph: whether each still has the contents that were written.

`describe` takes size and SHA-256 of every file in a folder. `find_damage` compares the sizes each time and reads the
contents only of files whose time of modification differs from the one remembered at the last comparison, so that it
costs one look-up per file. Times are remembered beside the graph (`Memory`) and belong to no output.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from kg.atomic import replacing

MEMORY: Final = "verified.json"


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file of a folder: its path from there with ``/``, its size in bytes, its SHA-256 as hexadecimal digits."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that does not have the contents that were written."""

    path: str
    reason: str

    def __str__(self) -> str:
        """Name the file and what is wrong with it."""
        return f"{self.path} {self.reason}"


def describe(folder: Path, files: Iterable[Path]) -> tuple[FileSum, ...]:
    """Return the sums of files below a folder, by path."""
    found = [FileSum(path.relative_to(folder).as_posix(), path.stat().st_size, _sha256(path)) for path in files]
    return tuple(sorted(found, key=lambda one: one.path))


def find_damage(folder: Path, known: Sequence[FileSum], *, thorough: bool = False) -> tuple[Damage, ...]:
    """Return the files below a folder that differ from ``known``.

    Contents are read where the time of modification is new, with ``thorough`` in any case.
    """
    memory = {} if thorough else _recall(folder)
    times: dict[str, int] = {}
    found = []
    for one in known:
        path = folder / one.path
        try:
            status = path.stat()
        except OSError:
            found.append(Damage(one.path, "is missing"))
            continue
        if status.st_size != one.size:
            found.append(Damage(one.path, f"has {status.st_size:,} bytes instead of {one.size:,}"))
        elif memory.get(one.path) != status.st_mtime_ns and _sha256(path) != one.sha256:
            found.append(Damage(one.path, "has other contents than were written (its SHA-256 differs)"))
        else:
            times[one.path] = status.st_mtime_ns
    if not thorough and any(memory.get(path) != time for path, time in times.items()):
        remember(folder, memory | times)
    return tuple(found)


def remember(folder: Path, times: Mapping[str, int]) -> None:
    """Remember when intact files were modified; in a folder that cannot be written they are read again each time."""
    with suppress(OSError), replacing(folder / MEMORY) as out:
        out.write(msgspec.json.encode(dict(sorted(times.items()))))


def _recall(folder: Path) -> dict[str, int]:
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / MEMORY).read_bytes(), type=dict[str, int])
    return {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
