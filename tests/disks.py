"""Small disks in memory that can be full or read-only; mounting them requires root on Linux."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_PAGE: Final = 4
"""Size of the smallest disk in kilobytes; a size of 0 would mean no limit."""


class Disk:
    """A disk that is mounted at ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def leave(self, kilobytes: int) -> None:
        """Shrink the disk until this much is free."""
        used = int(_call("df", "--output=used", "-k", self.path).splitlines()[1])
        _call("mount", "-o", f"remount,size={max(used + kilobytes, _PAGE)}k", self.path)

    def refuse_writing(self) -> None:
        """Make the disk read-only, even for root."""
        _call("mount", "-o", "remount,ro", self.path)


@contextmanager
def mounted(path: Path) -> Iterator[Disk]:
    """Mount an empty disk of 200 MB; skip the test where that is not possible."""
    path.mkdir()
    if sys.platform != "linux":
        pytest.skip("disks of tests are mounted on Linux only")
    try:
        _call("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", path)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this process may not mount a disk, which root may ({error})")
    try:
        yield Disk(path)
    finally:
        _call("umount", "-l", path)


def _call(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
