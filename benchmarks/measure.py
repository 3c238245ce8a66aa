"""Run commands as whole processes, measure them, and print rows of the table."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Timer
from time import perf_counter

from processes import LINUX, MemoryWatch, adopt_orphans, children_cpu, reap_orphans

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One finished command with all processes that it started.

    ``wall`` and ``cpu`` are seconds; ``cpu`` is user and system time summed over the processes. ``peak_mb`` is the
    largest sum of their memory (`processes.MemoryWatch`) where it was watched, else the memory of the largest one.
    """

    wall: float
    cpu: float
    peak_mb: float
    out: str
    stopped: bool = False


def run(
    *command: str, env: dict[str, str] | None = None, limit: float = 3600.0, root: Path = ROOT, watch: bool = False
) -> Run:
    """Run a command in ``root`` to its end, or for ``limit`` seconds; an exit code other than 0 raises RuntimeError."""
    adopt_orphans()
    # an installed program has its bytecode, so a run leaves it for the next
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    memory = MemoryWatch() if watch and LINUX else None
    stopped = Event()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before, start = children_cpu(), perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=err, env={**inherited, **(env or {})}, cwd=root, start_new_session=True
        )
        timer = Timer(limit, lambda: (stopped.set(), os.killpg(process.pid, signal.SIGKILL)))
        timer.start()
        if memory:
            memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        timer.cancel()
        if memory:
            memory.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        reap_orphans()
        cpu = children_cpu() - before
        printed, complaints = ((file.seek(0), file.read().decode())[1] for file in (out, err))
    if process.returncode and not stopped.is_set():
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{complaints[-2000:]}")
    peak_kb = memory.peak_kb if memory else usage.ru_maxrss
    return Run(wall, cpu, peak_kb / 1024, printed, stopped.is_set())


def python(*arguments: str, **options) -> Run:
    """Run this interpreter."""
    return run(sys.executable, *arguments, **options)


def middle(values: list[float]) -> float:
    """Return the median."""
    return float(median(values))


def timed(action: Callable[[], object], rounds: int = 5) -> float:
    """Return the median seconds of calling ``action``."""
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        action()
        seconds.append(perf_counter() - start)
    return middle(seconds)


def row(figure: str, now: str, least: str = "", aim: str = "", *, before: str = "") -> None:
    """Print a row of the table; ``before`` is the figure of version 0.1.0."""
    print(f"| {figure} | {before} | {now} | {least} | {aim} |", flush=True)
