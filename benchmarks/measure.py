"""Run commands as whole processes and keep what the system says of them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One finished process: seconds on the clock and on the processors, peak memory of the largest process, output."""

    wall: float
    cpu: float
    peak_mb: float
    out: str


def run(*command: str, env: dict[str, str] | None = None) -> Run:
    """Run a command to its end. An exit code other than 0 raises, with what the command said."""
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})}, cwd=ROOT)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{err.decode()[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.decode())


def python(*arguments: str, env: dict[str, str] | None = None) -> Run:
    """Run this interpreter."""
    return run(sys.executable, *arguments, env=env)


def paired(ours: list[str], other: list[str], rounds: int) -> tuple[list[Run], list[Run]]:
    """Run two commands in turn, A B A B …, so that a machine that drifts drifts for both."""
    both = [(python(*ours), python(*other)) for _ in range(rounds)]
    return [a for a, _ in both], [b for _, b in both]


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
