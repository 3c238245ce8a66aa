"""Run child processes of a worker that has only threads: one per core, with one task each, ended when idle."""

import platform
import subprocess
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.build.runners.messages import Job
from kg.build.runners.processes import ask_worker, available_cores, start_worker
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.build.cluster.program import Order

MAX_IDLE_SECONDS: Final = 30.0
"""Seconds after which an idle child ends. This is longer than the time between stages, since starting a child takes
almost a second, but short enough to free the memory soon after a build."""


class ChildEndedError(KGError):
    """A child process of a worker ended before its work was done."""

    def __init__(self, stage: str, status: int) -> None:
        self.stage, self.status = stage, status
        super().__init__(
            f"a worker process ended during the stage '{stage}' with status {status} on {platform.node()}; if the "
            "system ran out of memory, give the workers more"
        )


@dataclass(slots=True)
class _Child:
    process: "subprocess.Popen[bytes]"
    task: bytes = b""
    used: float = field(default_factory=time.monotonic)


class Children:
    """Pool that computes partitions in at most ``limit`` child processes."""

    def __init__(self, limit: int | None = None) -> None:
        self._free = threading.BoundedSemaphore(limit or available_cores())
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._timer: threading.Timer | None = None

    def compute(self, stage: str, task: bytes, part: Any) -> tuple[Any, float]:
        """Return the result of a partition and the CPU seconds of the child. Raises the exceptions of the stage."""
        with self._free:
            child = self._take(task)
            answer = ask_worker(child.process, Job(None if child.task == task else task, part))
            if answer is None:
                raise ChildEndedError(stage, child.process.wait())
            child.task = task
            self._put_back(child)
        if answer.error is not None:
            raise answer.error
        return answer.frames, answer.cpu

    def _take(self, task: bytes) -> _Child:
        """Return an idle child, preferably one that has the task, else a new one."""
        with self._lock:
            for child in self._idle:
                if child.task == task:
                    self._idle.remove(child)
                    return child
            if self._idle:
                return self._idle.pop()
        return _Child(start_worker())

    def _put_back(self, child: _Child) -> None:
        with self._lock:
            child.used = time.monotonic()
            self._idle.append(child)
            if self._timer is None:
                self._start_timer()

    def _start_timer(self) -> None:
        self._timer = threading.Timer(MAX_IDLE_SECONDS / 2, self._end_idle)
        self._timer.daemon = True
        self._timer.start()

    def _end_idle(self) -> None:
        """End children that have been idle too long; check again later if other children are left."""
        with self._lock:
            now = time.monotonic()
            old = [child for child in self._idle if now - child.used > MAX_IDLE_SECONDS]
            self._idle = [child for child in self._idle if child not in old]
            self._timer = None
            if self._idle:
                self._start_timer()
        for child in old:
            if child.process.stdin is not None:
                child.process.stdin.close()
            child.process.wait()


_children = Children()


def compute_in_child(order: "Order", part: bytes) -> tuple[bytes, float]:
    """Return the packed result of a packed partition, and CPU seconds."""
    packed, cpu = _children.compute(order.stage, order.task, part)
    return packed, cpu
