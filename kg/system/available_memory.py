"""The memory that is left for this process: on the machine, and within the limits of its containers."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_GROUP_FILES: Final = {
    2: ("memory.max", "memory.current"),
    1: ("memory.limit_in_bytes", "memory.usage_in_bytes"),
}
"""Limit and use of a control group (cgroup), by version of the interface."""
_CACHED: Final = ("inactive_file ", "active_file ", "total_inactive_file ", "total_active_file ")
"""Lines of memory.stat that count cached files, which the system drops before it runs out of memory."""


def available_memory(root: Path = Path("/")) -> int | None:
    """Return the bytes that this process and others may still use together; None if the system does not say.

    ``root`` is where the files of Linux are, /proc and /sys.
    """
    sizes = [*_machine(root), *_groups(root)]
    return max(0, min(sizes)) if sizes else None


def _machine(root: Path) -> Iterator[int]:
    with suppress(OSError):
        for line in (root / "proc" / "meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                yield int(line.split()[1]) * 1024
                return
    with suppress(OSError, ValueError, AttributeError):  # no sysconf on Windows, other names elsewhere
        yield os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _groups(root: Path) -> Iterator[int]:
    """Yield the available memory of the control groups of this process, from its own up to the root."""
    try:
        lines = (root / "proc" / "self" / "cgroup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    mounted = root / "sys" / "fs" / "cgroup"
    for line in lines:
        _number, controllers, path = line.split(":", 2)
        if not controllers:
            top, files = mounted, _GROUP_FILES[2]
        elif "memory" in controllers.split(","):
            top, files = mounted / "memory", _GROUP_FILES[1]
        else:
            continue
        # inside a container the path may be that of the host: then only the top is found
        group = top / path.strip("/")
        for folder in (group, *group.parents):
            yield from _left(folder, *files)
            if folder == top:
                break


def _left(group: Path, limit: str, used: str) -> Iterator[int]:
    with suppress(OSError, ValueError):  # "max" where there is no limit
        most, now = int((group / limit).read_text()), int((group / used).read_text())
        counted = [
            line.split() for line in (group / "memory.stat").read_text().splitlines() if line.startswith(_CACHED)
        ]
        # version 1 lists the group's own cache and that with the groups below
        cached = {name.removeprefix("total_"): int(size) for name, size in counted}
        yield most - now + sum(cached.values())
