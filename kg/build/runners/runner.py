"""Define the interface of all runners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from kg.build.stage import PortableWork
from kg.schema import Frames


@dataclass(frozen=True, slots=True)
class PartitionResult:
    """One partition computed, and the CPU seconds that another process spent on it."""

    frames: Frames
    cpu: float = 0.0


class Runner(Protocol):
    """Runner of partitions, a context manager that ends its processes on exit."""

    def map(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        """Yield the result of each part, in their order."""
        ...

    def __enter__(self) -> Self:
        """Return the runner itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers."""
        ...
