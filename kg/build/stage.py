"""Define a stage of the build: named frames in, named frames out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from kg.schema import FrameName, Frames

Work = Callable[[Frames], Frames]
"""Function from one partition of the frames that a map stage reads to one of the frames that it writes."""

Affected = Callable[[Frames, Frames, Frames], pl.Series]
"""Function that returns the units whose results may change, given the earlier and the current shared frames, and the
frames that the stage reads."""


class StageKind(StrEnum):
    """Ways to divide a stage."""

    MAP = "map"
    """Unit by unit: a file, a paper or a block is enough to compute its contribution."""
    REDUCE = "reduce"
    """A commutative, associative sum of the partitions' contributions."""
    GLOBAL = "global"
    """Over the whole corpus at once: small frames, or Polars expressions only."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the plan.

    ``takes`` names the parts of the `kg.build.request.BuildRequest` that the function gets, such as
    ``settings.concepts``.

    A MAP stage has a factory as ``function``: ``function(*taken, shared)`` returns the `Work`, once per worker.
    ``shared`` are the frames that every worker gets as a whole, ``unit`` is the column of all frames in ``reads`` whose
    values are the units. The results of a unit depend only on its rows, the shared frames and the taken parts, and have
    the unit column as well. ``grain`` is the size of one partition: a number of units, or a sum of the column ``cost``
    of the first frame. Work of one partition is done in the calling process. ``not_in_key`` are columns that the
    cache key leaves out: locations (path, size), and numbers that follow from other columns (cost, mentions). The
    results of a ``cached`` stage are stored with the graph, and a later build reuses those of equal units; with
    ``quotes_names`` they contain names of authors, and are not stored while a person is hidden. A change of a shared
    frame invalidates all cached results, unless ``affected`` returns the invalid ones.

    Other stages have a function ``function(frames, *taken)`` of the frames they read.

    Increment ``version`` with every change of a stage's results: it is part of every cache key.
    """

    name: str
    kind: StageKind
    function: Callable[..., Any]
    reads: tuple[FrameName, ...]
    writes: tuple[FrameName, ...]
    version: int = 1
    unit: str = ""
    shared: tuple[FrameName, ...] = ()
    takes: tuple[str, ...] = ()
    grain: int = 0
    cost: str = ""
    not_in_key: tuple[str, ...] = ()
    cached: bool = False
    quotes_names: bool = False
    affected: Affected | None = None


@dataclass(frozen=True, slots=True)
class PortableWork:
    """The `Work` of a map stage as a value that pickles; a worker receives it once."""

    stage: str
    factory: Callable[..., Work]
    taken: tuple[Any, ...]
    shared: Frames

    def work(self) -> Work:
        """Make the function that does the work."""
        return self.factory(*self.taken, self.shared)
