"""Compute partitions in this process, one after the other."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from kg.build.runners.runner import PartitionResult
from kg.build.stage import PortableWork
from kg.schema import Frames


class Serial:
    """Runner that computes in the calling process."""

    def map(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        """Yield the result of each part, in their order."""
        if parts:
            work = task.work()
            for part in parts:
                yield PartitionResult(work(part))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
