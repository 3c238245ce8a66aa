"""Measure processor time and memory of a command with all processes that it starts.

Linux: the measuring process adopts orphans (``PR_SET_CHILD_SUBREAPER``), so that processes that a command never waits
for, such as the resource tracker of ``multiprocessing``, are counted too. Elsewhere they are not, and memory is that of
the largest process.
"""

import ctypes
import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

SAMPLE_SECONDS = 0.1
"""Pause between two samples of memory. A shorter peak may be missed."""

MAX_SAMPLING_SHARE = 0.2
"""Share of the time that sampling may take: the pause grows where processes have many pages. What is sampled may wait
for it, so time is measured in other runs than memory."""

LINUX = sys.platform == "linux"
PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Make this process the parent of processes whose parent has ended."""
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_cpu() -> float:
    """Return the CPU seconds, user and system, of all processes waited for, with those that they waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def reap_orphans(seconds: float = 5.0) -> None:
    """Wait for adopted processes; raise RuntimeError if one is still running after ``seconds``."""
    end = time.monotonic() + seconds
    with suppress(ChildProcessError):
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.01)
        raise RuntimeError(f"processes still running {seconds:.0f} s after their command: {descendants(os.getpid())}")


def descendants(parent: int) -> list[int]:
    """Return the process ids below a process; empty if there is no /proc."""
    found: list[int] = []
    for path in Path(f"/proc/{parent}/task").glob("*/children"):
        with suppress(OSError):
            for child in path.read_text(encoding="ascii").split():
                found += [int(child), *descendants(int(child))]
    return found


def proportional_kb(process: int) -> int:
    """Return the proportional set size in kB: own pages, plus shared pages divided by the number of their users."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0  # it has ended


class MemoryWatch(Thread):
    """Sample the memory of all descendants of this process until stopped; ``peak_kb`` is the largest sum."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_kb = 0
        self._stopped = Event()

    def run(self) -> None:
        """Sample until `stop` is called."""
        pause = SAMPLE_SECONDS
        while not self._stopped.wait(pause):
            start = time.perf_counter()
            self.peak_kb = max(self.peak_kb, sum(map(proportional_kb, descendants(os.getpid()))))
            pause = max(SAMPLE_SECONDS, (time.perf_counter() - start) / MAX_SAMPLING_SHARE)

    def stop(self) -> None:
        """End sampling."""
        self._stopped.set()
        self.join()
