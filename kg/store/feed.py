"""Feed statements to Oxigraph's bulk loader at the pace at which it sorts them.

The loader sorts batches of a million statements, one per core at a time, and needs about 0.9 GB per batch in progress.
One call has to load everything: after several calls, Oxigraph would rewrite the files without compression. Therefore
one call reads everything from a pipe, and the pipe pauses while a batch is being sorted.
"""

import io
import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from kg.errors import InputError, UsageError

STATEMENTS_PER_SORT: Final = 1_000_000
"""Statements that Oxigraph's bulk loader sorts at once (its ``DEFAULT_BULK_LOAD_BATCH_SIZE``)."""
BLOCK: Final = 2**20
"""Bytes written to the pipe at once."""
PATIENCE: Final = 30.0
"""Maximum seconds to wait for the files of a batch. After that, loading goes on without pauses and needs more memory,
for instance if another version of Oxigraph names its files differently."""
_PAUSE: Final = 0.05
"""Seconds between two checks of the files."""
_SETTLED: Final = 0.4
"""Seconds without growth after which a file is complete; the loader writes megabytes at a time."""
_FILES: Final = "bulk-*.sst"
"""The files that the loader writes during the call."""
_FILES_PER_BATCH: Final = {False: 4, True: 8}
"""Number of files without and with named graphs: strings and three orders, or strings, graphs and six orders."""


class Feed(io.RawIOBase):
    """A file object that passes N-Triples or N-Quads, in blocks of any size, to one bulk load."""

    def __init__(self, engine: ox.Store, folder: Path | None) -> None:
        super().__init__()
        reading, writing = os.pipe()
        self._out: BinaryIO = os.fdopen(writing, "wb", buffering=0)
        self._folder, self._waiting = folder, folder is not None
        self._statements, self._named_graphs = 0, False
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="kg-load")
        self._load: Future[None] = self._pool.submit(_bulk_load, engine, os.fdopen(reading, "rb", buffering=0))

    @property
    def batches(self) -> int:
        """Return the number of batches that the statements written so far fill."""
        return -(-self._statements // STATEMENTS_PER_SORT)

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: object) -> int:
        """Pass a block on; wait where a batch begins and where it ends."""
        block = memoryview(data).tobytes()  # type: ignore[arg-type]  # any buffer, as RawIOBase specifies
        if not self._statements:
            self._named_graphs = _is_quad(block)
        lines = block.count(b"\n")
        done, filled = divmod(self._statements, STATEMENTS_PER_SORT)
        room = STATEMENTS_PER_SORT - filled
        if lines < room:
            self._put(block)
        else:
            # the last statement of a batch starts its sorting, so the batch before must be finished by then
            last = _after_lines(block, room - 1)
            self._put(block[:last])
            self._wait(done, whole=True)
            end = _after_lines(block[last:], 1) + last
            self._put(block[last:end])
            self._statements += room
            # and the next one is read only after the texts of this one were converted to numbers
            self._wait(done + 1, whole=False)
            self._put(block[end:])
            lines -= room
        self._statements += lines
        return len(block)

    def close(self) -> None:
        """Wait until everything is loaded. Raises InputError for text that is not N-Quads."""
        if self.closed:
            return
        try:
            # the end of the text starts the sorting of the rest
            self._wait(self._statements // STATEMENTS_PER_SORT, whole=True)
            self._out.close()
            self._load.result()
        finally:
            self._pool.shutdown()
            super().close()

    def _put(self, block: bytes) -> None:
        if self.closed:
            raise UsageError("the writer is closed; ask the store for another")
        view = memoryview(block)
        try:
            while view:
                view = view[self._out.write(view) or 0 :]
        except BrokenPipeError:
            # the reader has ended with its own error, which is more specific
            self._load.result()
            raise

    def _wait(self, batches: int, *, whole: bool) -> None:
        """Wait until this many batches are on disk, or until the last of them is converted from text."""
        if not self._waiting or self._folder is None or batches < 1:
            return
        expected = _FILES_PER_BATCH[self._named_graphs] * (batches if whole else batches - 1) + (not whole)
        begin = grown = time.monotonic()
        before: dict[str, int] = {}
        while not self._load.done():
            files = {file.name: file.stat().st_size for file in self._folder.glob(_FILES)}
            now = time.monotonic()
            if files != before:
                before, grown = files, now
            if len(files) >= expected and (not whole or now - grown > _SETTLED):
                return
            if now - begin > PATIENCE:
                self._waiting = False
                return
            time.sleep(_PAUSE)


def _bulk_load(engine: ox.Store, source: BinaryIO) -> None:
    with source:
        try:
            engine.bulk_load(source, format=ox.RdfFormat.N_QUADS, lenient=True)
        except (SyntaxError, ValueError) as error:
            raise InputError(f"not N-Quads: {error}") from error
        finally:
            # an error would keep the engine alive through this frame, and so keep its folder locked
            del engine


def _is_quad(block: bytes) -> bool:
    """Return whether the first statement of a block names a graph; the loader reports an invalid one."""
    try:
        quad = next(iter(ox.parse(block[: block.find(b"\n") + 1], format=ox.RdfFormat.N_QUADS)), None)
    except SyntaxError:
        return False
    return quad is not None and not isinstance(quad.graph_name, ox.DefaultGraph)


def _after_lines(block: bytes, lines: int) -> int:
    """Return the position after this many line ends."""
    place = 0
    for _ in range(lines):
        place = block.index(b"\n", place) + 1
    return place
