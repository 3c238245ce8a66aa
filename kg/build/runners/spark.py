"""Compute partitions with an engine that has the DataFrame API of PySpark: Apache Spark, or Sail.

Partitions are sent as values of a binary column, in waves of bounded size. A few waves are in progress at a time, so
that the engine always has work and the driver never has a second copy of everything in memory. The engine only needs
``mapInArrow`` and repartitioning.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import asdict
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar
from uuid import uuid4

from kg.build.cluster.contents import FILES, at_addresses, row_frame, with_contents
from kg.build.cluster.files import EngineFiles, path_of_url
from kg.build.cluster.packing import pack_frames, unpack
from kg.build.cluster.program import PART_SCHEMA, RESULT_SCHEMA, order_of, reading_function, worker_function
from kg.build.cluster.session import engine_errors
from kg.build.runners.runner import PartitionResult, Runner
from kg.build.runners.serial import Serial
from kg.build.stage import PortableWork
from kg.ingest.files import FoundFiles
from kg.schema import Frames

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_T = TypeVar("_T")

_WAVE_BYTES: Final = 32 * 2**20
"""Size of the partitions that are sent at once; Spark Connect takes messages of at most 128 MiB."""

_WAVES: Final = 8
"""Number of waves in progress. Together they are 256 MiB: the texts of about 60,000 papers, or 150 partitions of the
most expensive stage."""


class Spark:
    """Runner on the engine of a PySpark session.

    With ``stop``, the session is stopped at the end. Work that fits into one partition is done in the calling process.
    """

    def __init__(self, session: "SparkSession", *, stop: bool = False) -> None:
        self.session, self._stop = session, stop
        self._files = EngineFiles(session)
        self._tag = f"kg-{uuid4().hex}"

    def map(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        """Yield the result of each part, in their order."""
        if parts and FILES in parts[0]:
            yield from self._read(task, parts)
            parts = [part for part in map(with_contents, parts) if not part[FILES].is_empty()]
        if len(parts) <= 1:
            yield from Serial().map(task, parts)
            return
        function = worker_function(asdict(order_of(task)))
        waiting, parts = deque(parts), ()
        pending: deque[Future[list[PartitionResult]]] = deque()
        try:
            while waiting:
                if len(pending) >= _WAVES:
                    yield from pending.popleft().result()
                pending.append(_begin(self._compute, task.stage, function, _wave(waiting)))
            while pending:
                yield from pending.popleft().result()
        except BaseException:
            self._interrupt()
            raise

    def _interrupt(self) -> None:
        """Cancel the engine's work for this runner."""
        with suppress(Exception):
            self.session.interruptTag(self._tag)

    def _read(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        """Yield the results of files that the engine reads."""
        rows = {row["path"].decode(): row for part in parts for row in at_addresses(part[FILES]).iter_rows(named=True)}
        for root, urls in self._files.by_root(list(rows)).items():
            described = {path_of_url(url): pack_frames({FILES: row_frame(rows[url])}) for url in urls}
            function = reading_function(asdict(order_of(task)), described)
            with engine_errors(f"the engine cannot read {root}"):
                done = self._files.rows(root, len(urls)).mapInArrow(function, RESULT_SCHEMA).toArrow()
            yield from map(_result, done.to_pylist())

    def find_files(self, url: str) -> FoundFiles:
        """Return the files below an address that the engine reads."""
        return self._files.find(url)

    def file_hashes(self, urls: Sequence[str]) -> Mapping[str, tuple[str, int]]:
        """Return SHA-256 and size of files that the engine reads."""
        return self._files.hashes(urls)

    def _compute(self, stage: str, function: Any, wave: list[bytes]) -> list[PartitionResult]:
        import pyarrow as pa  # noqa: PLC0415 - PySpark needs it, the rest of the package does not

        self.session.addTag(self._tag)  # tags belong to a thread
        with engine_errors(f"the engine failed during the stage '{stage}'"):
            rows = pa.table({"number": pa.array(range(len(wave)), pa.int64()), "part": pa.array(wave, pa.binary())})
            frame = self.session.createDataFrame(rows, PART_SCHEMA)
            done = frame.repartition(len(wave), "number").mapInArrow(function, RESULT_SCHEMA).toArrow()
        results = {row["number"]: row for row in done.to_pylist()}
        return [_result(results[number]) for number in range(len(wave))]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # after an error the server may be lost, and stopping the session would wait for it
        if self._stop and error is None:
            self.session.stop()


def _begin(function: Callable[..., _T], *arguments: Any) -> "Future[_T]":
    """Call a function in a daemon thread, which does not keep the process alive."""
    future: Future[_T] = Future()

    def run() -> None:
        try:
            future.set_result(function(*arguments))
        except BaseException as error:  # noqa: BLE001 - the waiting thread raises it
            future.set_exception(error)

    Thread(target=run, name="kg-wave", daemon=True).start()
    return future


def _wave(waiting: deque[Frames]) -> list[bytes]:
    """Take partitions until a wave is full, and pack and release each."""
    wave: list[bytes] = []
    while waiting and sum(map(len, wave)) < _WAVE_BYTES:
        wave.append(pack_frames(waiting.popleft()))
    return wave


def _result(row: dict[str, Any]) -> PartitionResult:
    if row["error"] is not None:
        raise pickle.loads(row["error"])  # noqa: S301 - made by our own program on a worker
    return PartitionResult(unpack(row["part"]), row["cpu"])


def reader_of(runner: Runner | None) -> Spark | None:
    """Return the reader of inputs that are addresses: a runner with an engine."""
    return runner if isinstance(runner, Spark) else None
