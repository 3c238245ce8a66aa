"""Measure how the CPU time of some work grows with its size."""

import time
from collections.abc import Callable

MIN_SECONDS = 0.005
"""Shorter times are mostly noise and count as this."""
ATTEMPTS = 3


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Return True where four times the size takes less than eight times the CPU time, at best of a few attempts.

    Linear work takes four times as long, quadratic work sixteen times.
    """
    return any(_seconds(work, 4 * size) < 8 * max(_seconds(work, size), MIN_SECONDS) for _ in range(ATTEMPTS))


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
