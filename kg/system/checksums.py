"""Write and verify checksums of the files of a folder.

`record` writes size and SHA-256 of every file into a list in the folder, with a digest of the list. `find_damage`
always compares the sizes; it verifies the contents of small files, and of files whose modification time has changed
since they were last verified. These times are in a separate file (`MEMORY`), which is local and not part of any output.
Code that reads a large file as a whole verifies it then (`verify`), which also detects a failing disk.
"""

import hashlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from kg.errors import DiskFull
from kg.system.atomic import replacing

LIST: Final = "files.json"
MEMORY: Final = "verified.json"
_MAX_SMALL_BYTES: Final = 2**17
"""Maximum bytes of a file that is always verified. This includes the lists of a store's other files."""

_DIFFERS: Final = "has other contents than were written (its SHA-256 differs)"


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

    @property
    def part(self) -> str:
        """The file or folder of the first level that the file belongs to."""
        return self.path.partition("/")[0]

    def __str__(self) -> str:
        """Name the file and its damage."""
        return f"{self.path} {self.reason}"


@dataclass(frozen=True, slots=True)
class _FileList:
    files: tuple[FileSum, ...]
    sha256: str


def record(folder: Path, *, leave_out: Collection[str] = (), earlier: Path | None = None) -> None:
    """Write the list of the files below a folder; ``leave_out`` names files and folders of its first level.

    Hidden ones are left out, too: locks, and files that a process was writing when it was killed. A file that is linked
    from the ``earlier`` folder keeps the checksum that it has in the list there: if its contents have changed since,
    that is still seen.
    """
    sums, times = [], {}
    listed = {one.path: one for one in _read_list(earlier) or ()} if earlier else {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = path.relative_to(folder)
        if place.parts[0] not in {LIST, MEMORY, *leave_out} and not any(part.startswith(".") for part in place.parts):
            status = path.stat()
            known = listed.get(place.as_posix())
            if known is None or earlier is None or not _is_linked(path, earlier / place):
                known = FileSum(place.as_posix(), status.st_size, sha256_of(path))
            sums.append(known)
            times[place.as_posix()] = status.st_mtime_ns
    files = tuple(sums)
    with replacing(folder / LIST) as out:
        out.write(msgspec.json.encode(_FileList(files, _digest(files))))
    _remember(folder, times)


def find_damage(folder: Path, *, leave_out: Collection[str] = (), thorough: bool = False) -> tuple[Damage, ...]:
    """Return the files below a folder that differ from its list, or the list if it is damaged itself.

    Contents are verified for small files and after a change of the modification time; with ``thorough``, for all files.
    """
    known = _read_list(folder)
    if known is None:
        return (Damage(LIST, "is missing or has other contents than were written"),)
    memory = {} if thorough else _recall(folder)
    times: dict[str, int] = {}
    found = []
    for one in known:
        if one.path.partition("/")[0] in leave_out:
            continue
        path = folder / one.path
        try:
            status = path.stat()
        except OSError:
            found.append(Damage(one.path, "is missing"))
            continue
        if status.st_size != one.size:
            found.append(Damage(one.path, f"has {status.st_size:,} bytes instead of {one.size:,}"))
        elif (one.size <= _MAX_SMALL_BYTES or memory.get(one.path) != status.st_mtime_ns) and sha256_of(
            path
        ) != one.sha256:
            found.append(Damage(one.path, _DIFFERS))
        else:
            times[one.path] = status.st_mtime_ns
    if not thorough and any(memory.get(path) != time for path, time in times.items()):
        _remember(folder, memory | times)
    return tuple(found)


def verify(folder: Path, path: Path) -> Damage | None:
    """Return the damage of a file below a folder; nothing where the folder has no list, or not this file in it."""
    place = path.relative_to(folder).as_posix()
    for one in _read_list(folder) or ():
        if one.path == place and sha256_of(path) != one.sha256:
            return Damage(place, _DIFFERS)
    return None


def _read_list(folder: Path) -> tuple[FileSum, ...] | None:
    """Return the list of a folder, None if it is missing or damaged."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        known = msgspec.json.decode((folder / LIST).read_bytes(), type=_FileList)
        if known.sha256 == _digest(known.files):
            return known.files
    return None


def _remember(folder: Path, times: Mapping[str, int]) -> None:
    """Remember when intact files were modified; in a folder that cannot be written they are read again each time."""
    with suppress(OSError, DiskFull), replacing(folder / MEMORY) as out:
        out.write(msgspec.json.encode(dict(sorted(times.items()))))


def _recall(folder: Path) -> dict[str, int]:
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode((folder / MEMORY).read_bytes(), type=dict[str, int])
    return {}


def _is_linked(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _digest(files: tuple[FileSum, ...]) -> str:
    return hashlib.sha256(msgspec.json.encode(files)).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's contents as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
