"""Measure how CPU time grows with the size of the input."""

import time
from collections.abc import Callable

MIN_SECONDS = 0.005
"""Minimum time in seconds; shorter times are mostly noise and are rounded up to it."""
ATTEMPTS = 3


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Return True if input of four times the size takes less than eight times the CPU time, in the best of a few runs.

    Linear work takes four times as long, quadratic work sixteen times.
    """
    return any(_seconds(work, 4 * size) < 8 * max(_seconds(work, size), MIN_SECONDS) for _ in range(ATTEMPTS))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
