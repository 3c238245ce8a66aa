"""Randomness from a seed for igraph, which has one generator per process."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

import igraph as ig

_LOCK: Final = Lock()


@contextmanager
def seeded_igraph(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator with this seed; afterwards it draws from Python's again, as by default.

    Python's own generator keeps its state. igraph does not say which generator it has. So where somebody has given it
    one of their own, it keeps that one and draws from it, since it could not be given back.
    """
    with _LOCK:
        if not _draws_from_python():
            yield
            return
        ig.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout is no secret
        try:
            yield
        finally:
            ig.set_random_number_generator(random)


def _draws_from_python() -> bool:
    """Return True where igraph has its default, Python's module ``random``; found out by a draw that is taken back."""
    state = random.getstate()
    ig.Graph.Tree_Game(3)
    moved = random.getstate() != state
    random.setstate(state)
    return moved
