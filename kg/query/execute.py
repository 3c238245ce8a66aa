"""Run a query in a separate process, so that a time limit can stop it.

A thread cannot be stopped while it is inside the engine, and a cross product over even a small graph runs for days.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kg.errors import QueryError, QueryTimeout
from kg.ids import DEFAULT_BASE
from kg.query.guard import check_query
from kg.rdf import PREFIXES
from kg.store import OxigraphStore, Result, ResultKind
from kg.store.evaluate import evaluate
from kg.store.oxigraph import require_store
from kg.system.available_memory import available_memory

TIMEOUT: Final = 60.0
"""Maximum seconds per query: a person at a terminal gives up sooner."""
MAX_ANSWER_BYTES: Final = 256 * 2**20
"""Maximum bytes of an answer, about two million rows; the calling process keeps them in memory."""
SHARE_OF_MEMORY: Final = 0.5
"""Share of the memory available at a worker's start that its queries may use; a query that needs more is ended.
The rest is for the calling process and other programs."""
_UNKNOWN_MEMORY: Final = 8 * 2**30
"""Bytes that queries may use if the available memory is unknown."""

# The child imports the modules that its parent imports, not those in the working directory.
_START: Final = (
    "import sys; sys.path[:] = sys.argv[4:]; from kg.store.worker import serve_queries; "
    "serve_queries(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"
)


class Worker:
    """A process that answers queries over one store, one at a time; started on demand, and again after a timeout.

    Queries may use ``memory`` bytes, by default half of the memory available when the process starts. Use it from one
    thread at a time. A context manager: leaving it ends the process.
    """

    def __init__(self, store_folder: Path, *, base: str = DEFAULT_BASE, memory: int | None = None) -> None:
        self._folder, self._base, self._memory = store_folder, base, memory
        self._bound = 0
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self,
        sparql: str,
        *,
        timeout: float = TIMEOUT,
        prefixes: Mapping[str, str] = PREFIXES,
        base: str | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a query. Raises QueryTimeout after ``timeout`` seconds, QueryError for an invalid query."""
        check_query(sparql)
        request = {
            "sparql": sparql.encode(errors="replace").decode(), "prefixes": dict(prefixes), "base": base or self._base,
            "most": MAX_ANSWER_BYTES, "limit": limit,
        }  # fmt: skip
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise QueryError("the worker has no pipes")  # pragma: no cover - it is started with both
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout, stop)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            head = json.loads(line) if line.endswith(b"\n") else None
            payload = process.stdout.read(head["size"]) if head else b""
        except BrokenPipeError:
            head, payload = None, b""
        except BaseException:
            # for example Ctrl-C: half an answer may be in the pipe
            self.close()
            raise
        finally:
            timer.cancel()
        if head is None or len(payload) < head["size"]:
            self.close()
            if late.is_set():
                raise QueryTimeout(timeout)
            raise QueryError(
                f"the query ended its worker: it needs more than {self._bound / 2**20:,.0f} MB of memory or nests too "
                "deeply; narrow the pattern, or leave out DISTINCT, ORDER BY and GROUP BY over many rows"
            )
        if "error" in head:
            raise QueryError(head["error"])
        return Result(ResultKind(head["kind"]), payload, is_cut=head["cut"])

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    # output not yet written needs no reader
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()
            process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        require_store(self._folder)
        if self._memory is not None:
            self._bound = self._memory
        else:
            available = available_memory()
            self._bound = _UNKNOWN_MEMORY if available is None else int(available * SHARE_OF_MEMORY)
        limits = [str(self._bound), str(os.getpid())]
        command = [sys.executable, "-P", "-c", _START, str(self._folder), *limits, *sys.path]
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, with this program's own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process


class LimitedQueries:
    """Queries of a worker that share one time limit: the queries of one named question."""

    def __init__(self, worker: Worker, timeout: float) -> None:
        self._worker, self._timeout = worker, timeout
        self._end = time.monotonic() + timeout

    def query(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> Result:
        """Answer a query in the time that is left. Raises QueryTimeout."""
        left = self._end - time.monotonic()
        with contextlib.suppress(QueryTimeout):
            if left > 0:
                return self._worker.run(sparql, timeout=left, prefixes=prefixes or {}, base=base)
        raise QueryTimeout(self._timeout)


def run(
    store_folder: Path,
    sparql: str,
    *,
    timeout: float | None = TIMEOUT,
    base: str = DEFAULT_BASE,
    prefixes: Mapping[str, str] = PREFIXES,
    limit: int | None = None,
) -> Result:
    """Answer a SPARQL query over the union of a graph's named graphs, with at most ``limit`` rows or triples.

    ``prefixes`` are known without being declared; ``base`` resolves relative IRIs such as ``<author/…>``. With
    ``timeout`` None the query runs in this process, 50 ms faster and without a limit: use it only for your own queries.
    Raises QueryTimeout, or QueryError with line and column.
    """
    if timeout is not None:
        with Worker(store_folder, base=base) as worker:
            return worker.run(sparql, timeout=timeout, prefixes=prefixes, limit=limit)
    check_query(sparql)
    with OxigraphStore.open(store_folder) as store:
        return evaluate(store.engine, sparql, prefixes=prefixes, base=base, most=MAX_ANSWER_BYTES, limit=limit)
