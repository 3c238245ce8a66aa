"""Run commands as whole processes and keep what the system says of them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Timer
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One finished process: seconds on the clock and on the processors, peak memory of the largest process, output."""

    wall: float
    cpu: float
    peak_mb: float
    out: str
    stopped: bool = False


def run(*command: str, env: dict[str, str] | None = None, limit: float = 3600.0) -> Run:
    """Run a command to its end, or for ``limit`` seconds. An exit code other than 0 raises, with what was said."""
    start = perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})}, cwd=ROOT
    )
    stopped = Event()
    timer = Timer(limit, lambda: (stopped.set(), process.kill()))
    timer.start()
    out, err = process.stdout.read(), process.stderr.read()
    timer.cancel()
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not stopped.is_set():
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{err.decode()[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.decode(), stopped.is_set())


def python(*arguments: str, env: dict[str, str] | None = None, limit: float = 3600.0) -> Run:
    """Run this interpreter."""
    return run(sys.executable, *arguments, env=env, limit=limit)


def middle(values: list[float]) -> float:
    """The median."""
    return float(median(values))


def timed(action, rounds: int = 5) -> float:
    """Median seconds of calling ``action``."""
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        action()
        seconds.append(perf_counter() - start)
    return middle(seconds)


def row(figure: str, got: str, least: str, aim: str) -> None:
    """Print a line of the table."""
    print(f"| {figure} | {got} | {least} | {aim} |", flush=True)
