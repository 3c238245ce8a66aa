"""Seed the random generator of igraph, which has one per process."""

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

    Python's own generator keeps its state. igraph does not expose its current generator. So if a user has set one,
    igraph keeps it and draws from it, since it could not be restored.
    """
    with _LOCK:
        if not _draws_from_python():
            yield
            return
        ig.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout is not a secret
        try:
            yield
        finally:
            ig.set_random_number_generator(random)


def _draws_from_python() -> bool:
    """Return True if igraph has its default, Python's module ``random``; tested by a draw that is undone."""
    state = random.getstate()
    ig.Graph.Tree_Game(3)
    moved = random.getstate() != state
    random.setstate(state)
    return moved
