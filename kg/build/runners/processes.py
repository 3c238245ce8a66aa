"""Compute partitions in worker processes, one per core.

The workers are plain subprocesses that communicate over pipes, and work the same way on Linux, macOS and Windows.
Processes of `multiprocessing` would survive a killed parent. They would also import the caller's main module again, so
that a script without ``if __name__ == "__main__"`` would start itself repeatedly.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

from kg.build.runners.messages import Job, WorkerAnswer, read_message, write_message
from kg.build.runners.runner import PartitionResult
from kg.build.runners.serial import Serial
from kg.build.stage import PortableWork
from kg.errors import KGError
from kg.schema import Frames

_ONE_THREAD: Final = dict.fromkeys(
    ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Libraries in a worker use one thread: the workers together use all cores."""

_MIN_UNITS: Final = 4
"""Maximum number of partitions for which no worker processes are started. A partition takes half a second to a second,
and starting two processes takes 2.4 seconds of CPU."""

_AHEAD: Final = 2
"""Partitions per worker that are computed ahead of their use; more would only use memory."""


class WorkerEndedError(KGError):
    """A worker process ended before its work was done."""

    def __init__(self, stage: str, status: int) -> None:
        self.stage, self.status = stage, status
        super().__init__(
            f"a worker process ended during the stage '{stage}' with status {status}; if the system ran out of "
            "memory, build with --workers 1"
        )


class Processes:
    """Runner with ``workers`` processes, which are started when a stage has more than a few partitions."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or available_cores()
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._started: list[subprocess.Popen[bytes]] = []
        self._threads: ThreadPoolExecutor | None = None
        self._tasks = 0
        self._known: dict[int, int] = {}
        """The number of the task that each worker has, by process id."""

    def map(self, task: PortableWork, parts: Sequence[Frames]) -> Iterator[PartitionResult]:
        """Yield the result of each part, in their order."""
        if self.workers == 1 or len(parts) <= (1 if self._started else _MIN_UNITS):
            yield from Serial().map(task, parts)
            return
        threads = self._start()
        self._tasks += 1
        pickled = pickle.dumps(task, protocol=pickle.HIGHEST_PROTOCOL)
        # each part is released as soon as a worker has it
        waiting, parts = deque(parts), ()
        pending: deque[Future[PartitionResult]] = deque()
        try:
            while waiting:
                if len(pending) > _AHEAD * self.workers:
                    yield pending.popleft().result()
                pending.append(threads.submit(self._compute, task.stage, self._tasks, pickled, waiting.popleft()))
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()

    def _start(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="kg-worker")
            for _ in range(self.workers):
                worker = start_worker()
                self._started.append(worker)
                self._idle.put(worker)
        return self._threads

    def _compute(self, stage: str, number: int, task: bytes, part: Frames) -> PartitionResult:
        worker = self._idle.get()
        try:
            known = self._known.get(worker.pid) == number
            answer = ask_worker(worker, Job(None if known else task, part))
            self._known[worker.pid] = number
            if answer is None:
                raise WorkerEndedError(stage, worker.wait())
            if answer.error is not None:
                raise answer.error
            return PartitionResult(answer.frames, answer.cpu)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._started:
            # a waiting worker ends when its input is closed; a worker whose result is not needed is stopped
            if kind is not None:
                worker.kill()
            if worker.stdin is not None:
                try:
                    worker.stdin.close()
                except OSError:
                    worker.kill()
        for worker in self._started:
            worker.wait()
            if worker.stdout is not None:
                worker.stdout.close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        self._started, self._threads = [], None
        self._idle = SimpleQueue()


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def ask_worker(worker: "subprocess.Popen[bytes]", job: Job) -> WorkerAnswer | None:
    """Return the answer of a worker; None if it has ended."""
    if worker.stdin is None or worker.stdout is None:
        return None
    try:
        write_message(cast("BinaryIO", worker.stdin), job)
    except OSError:
        return None
    return read_message(cast("BinaryIO", worker.stdout), WorkerAnswer)


def start_worker() -> "subprocess.Popen[bytes]":
    """Start a process that answers jobs (`kg.build.runners.worker`)."""
    # the worker imports the package from the same path as this process, even a path added at run time
    places = [
        str(Path(__file__).resolve().parents[3]),
        *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)),
    ]
    environment = os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(places)}
    # -P: nothing is imported from the current folder
    command = [sys.executable, "-P", "-m", "kg.build.runners.worker", str(os.getpid())]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603 - our own module
