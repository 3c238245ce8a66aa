"""Run on a worker: convert rows of packed partitions to rows of packed results.

Apache Spark calls it in its worker processes. Sail calls it in threads of the server's process, where all share
one interpreter lock and stages would interfere; there each partition is passed to a child process
(`kg.build.cluster.children`).
"""

import gc
import os
import pickle
import platform
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from kg.build.cluster.columns import Batches
from kg.build.cluster.files import read_contents
from kg.build.cluster.packing import pack_frames, unpack
from kg.build.runners.messages import make_portable
from kg.build.stage import PortableWork
from kg.errors import KGError
from kg.fingerprint import program_fingerprint
from kg.version import __version__

PART_SCHEMA: Final = "number long, part binary"
"""Rows that workers get: a packed partition each."""

RESULT_SCHEMA: Final = "number long, part binary, error binary, cpu double"
"""Rows that workers return: the packed result of a partition or a pickled error, and CPU seconds."""

PackedWork = Callable[[bytes], bytes]


class StageFailedError(KGError):
    """A stage raised an unexpected error on a worker: a fault of the program, or of the worker."""

    def __init__(self, stage: str, where: str, error: str) -> None:
        self.stage, self.where = stage, where
        super().__init__(f"the stage '{stage}' failed on a worker ({where}): {error.strip()}")


class OtherProgramError(KGError):
    """A worker has other files of this package than the driver."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"the worker ({where}) has other files of arxiv-kg {__version__} than this machine; install the same "
            "version on all workers"
        )


@dataclass(frozen=True, slots=True)
class PackedTask:
    """A task whose partitions and results are packed; a worker receives it once per stage."""

    task: PortableWork

    def work(self) -> PackedWork:
        """Create the function that does the work."""
        work = self.task.work()
        return lambda part: pack_frames(work(unpack(part)))


@dataclass(frozen=True, slots=True)
class Order:
    """The input of a worker besides partitions: a pickled `PackedTask`, the stage's name, the driver's program."""

    stage: str
    task: bytes
    fingerprint: str


def order_of(task: PortableWork) -> Order:
    """Return the input of a worker for a task of this program."""
    return Order(task.stage, pickle.dumps(PackedTask(task), protocol=pickle.HIGHEST_PROTOCOL), program_fingerprint())


def worker_function(order: Mapping[str, Any]) -> Callable[[Batches], Batches]:
    """Return the function for ``mapInArrow``, pickled by value so that a worker without this package can report it."""

    def compute(batches: Batches) -> Batches:
        import os  # noqa: PLC0415 - pickled by value
        import sys  # noqa: PLC0415 - pickled by value

        # the engine runs one task per core; Polars reads this when it is imported
        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        try:
            from kg.build.cluster.program import compute_batches  # noqa: PLC0415 - pickled by value
        except ImportError as error:
            raise RuntimeError(
                f"a worker cannot import arxiv-kg ({error}; {sys.executable}); install it there: "
                "pip install 'arxiv-kg[cluster]'"
            ) from error
        yield from compute_batches(order, batches)

    return compute


def reading_function(order: Mapping[str, Any], described: Mapping[str, bytes]) -> Callable[[Batches], Batches]:
    """Return the function for ``mapInArrow`` over files; ``described`` are their packed rows of ``files`` by place."""

    def compute(batches: Batches) -> Batches:
        import os  # noqa: PLC0415 - pickled by value

        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        from kg.build.cluster.program import compute_batches, described_batches  # noqa: PLC0415 - pickled by value

        yield from compute_batches(order, described_batches(described, batches))

    return compute


def described_batches(described: Mapping[str, bytes], batches: Batches) -> Batches:
    """Yield a batch with `PART_SCHEMA` per file of some batches: its row of ``files``, with the content."""
    import pyarrow as pa  # noqa: PLC0415 - only a worker of an engine has it

    for batch in batches:
        for place, content in read_contents(described, batch):
            files = unpack(described[place])["files"]
            part = pack_frames(
                {"files": files.with_columns(content=pl.lit(content, pl.Binary), path=pl.lit(None, pl.Binary))}
            )
            yield pa.RecordBatch.from_arrays([pa.array([0], pa.int64()), pa.array([part], pa.binary())],
                                             names=["number", "part"])  # fmt: skip


def compute_batches(values: Mapping[str, Any], batches: Batches) -> Batches:
    """Yield a batch of one row with `RESULT_SCHEMA` per row of the batches, which have `PART_SCHEMA`."""
    import pyarrow as pa  # noqa: PLC0415 - only a worker of an engine has it

    order = Order(**values)
    for batch in batches:
        for number, part in zip(batch.column("number").to_pylist(), batch.column("part"), strict=True):
            packed, error, cpu = _compute(order, part.as_py())
            yield pa.RecordBatch.from_arrays(
                [
                    pa.array([number], pa.int64()), pa.array([packed], pa.binary()), pa.array([error], pa.binary()),
                    pa.array([cpu], pa.float64()),
                ],
                names=["number", "part", "error", "cpu"],
            )  # fmt: skip


def _compute(order: Order, part: bytes) -> tuple[bytes | None, bytes | None, float]:
    """Return the packed result, or a pickled error, and CPU seconds."""
    start = time.thread_time()
    try:
        if order.fingerprint != program_fingerprint():
            raise OtherProgramError(_where())  # noqa: TRY301 - answered like any other error
        if threading.current_thread() is threading.main_thread():
            packed, cpu = _work_of(order)(part), 0.0
        else:
            from kg.build.cluster.children import compute_in_child  # noqa: PLC0415 - Spark has no need of it

            packed, cpu = compute_in_child(order, part)
    except BaseException as raised:  # noqa: BLE001 - the driver raises it again
        return None, pickle.dumps(_answer(order.stage, raised)), time.thread_time() - start
    return packed, None, time.thread_time() - start + cpu


_last: tuple[bytes, PackedWork] | None = None
"""The last task of this worker, and its work."""


def _work_of(order: Order) -> PackedWork:
    global _last  # noqa: PLW0603 - a worker process of Spark is called anew for each task
    if _last is None or _last[0] != order.task:
        # as in `kg.build.runners.worker`: this process works only for this build
        gc.disable()
        _last = None
        gc.collect()
        from kg.system.memory import import_igraph_without_plotting  # noqa: PLC0415 - it changes the process: for workers only

        import_igraph_without_plotting()
        task: PackedTask = pickle.loads(order.task)  # noqa: S301 - made by the driver
        _last = order.task, task.work()
    return _last[1]


def _answer(stage: str, raised: BaseException) -> BaseException:
    """Return the error that the driver raises: a `KGError` unchanged, any other error with its place and reason."""
    error = make_portable(raised)
    return error if isinstance(error, KGError) else StageFailedError(stage, _where(), str(error))


def _where() -> str:
    return f"{platform.node()}, process {os.getpid()}, {sys.executable}"
