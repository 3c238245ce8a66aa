"""A store on disk, or in memory, held by Oxigraph."""

import io
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

import pyoxigraph as ox

from kg.errors import InputError, NotAGraph, UsageError
from kg.store.evaluate import evaluate
from kg.store.protocol import FORMATS, QuadFormat
from kg.store.result import Result

CHUNK: Final = 8 * 2**20
"""Bytes of N-Quads given to one bulk load. On a million quads of 155 MB, two loaders on two cores took 3.9 s and 170 MB
of memory; the whole file at once took 9-10 s and 860 MB, since Oxigraph keeps and sorts all it is given."""
LOADERS: Final = min(4, os.cpu_count() or 1)
"""Chunks loaded at once; Oxigraph works outside the interpreter's lock, each on one core."""
MOST_BYTES: Final = 2**30
"""Bytes of one answer inside this process; past it a table is not what was wanted."""


class OxigraphStore:
    """Quads in Oxigraph. Made by `create`, `open` or `in_memory`."""

    def __init__(self, engine: ox.Store, *, built: bool = False) -> None:
        self._engine: ox.Store | None = engine
        self._built = built

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a store in a folder that does not exist yet or is empty."""
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty; a store is built in a folder of its own")
        folder.parent.mkdir(parents=True, exist_ok=True)
        return cls(ox.Store(os.fspath(folder)), built=True)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a finished store for reading; several processes may do so at once."""
        require(folder)
        try:
            return cls(ox.Store.read_only(os.fspath(folder)))
        except (OSError, ValueError, RuntimeError) as error:
            raise NotAGraph(f"the store cannot be opened ({error}); build the graph again", str(folder)) from error

    @classmethod
    def in_memory(cls) -> Self:
        """Make a store that is gone with the process."""
        return cls(ox.Store())

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store, for what this class leaves out."""
        if self._engine is None:
            raise UsageError("the store is closed; open it again")
        return self._engine

    def load(self, source: Path | bytes, format: QuadFormat, *, graph: str | None = None) -> None:  # noqa: A002 - rdflib's word
        """Add quads; triples go to ``graph``, without one to the default graph. Raises InputError."""
        if format == "nq" and graph is None:
            with self.writer() as out, _opened(source) as stream:
                while block := stream.read(CHUNK):
                    out.write(block)
            return
        to_graph = ox.NamedNode(graph) if graph else None
        with _opened(source) as stream:
            _bulk_load(self.engine, stream, FORMATS[format], to_graph, str(source) if isinstance(source, Path) else "")

    def writer(self) -> BinaryIO:
        """Return a binary file that loads the N-Quads written to it, on several cores; done when closed.

        So whatever makes quads can go on while earlier ones are being sorted, and no file lies between.
        """
        return cast("BinaryIO", io.BufferedWriter(_NQuadsSink(self.engine), CHUNK))

    def query(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> Result:
        """Answer a query over the union of all graphs, in this process and without a time limit.

        `kg.query.run` is the way to ask what others wrote: it has a limit and refuses SERVICE.
        """
        return evaluate(self.engine, sparql, prefixes=prefixes or {}, base=base, most=MOST_BYTES)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all, in no particular order."""
        return self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def __len__(self) -> int:
        return len(self.engine)

    def close(self) -> None:
        """Let go of the files; a store that was being built is complete on disk then."""
        if self._engine is not None and self._built:
            # loading leaves many small files; merged, look-ups are 5-10 times as fast, for 1 s a million quads
            self._engine.optimize()
            self._engine.flush()
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def require(folder: Path) -> None:
    """Raise NotAGraph where no store lies; Oxigraph itself would leave a log file in whatever folder it is given."""
    if not (folder / "CURRENT").is_file():
        raise NotAGraph("there is no store here; build the graph again", str(folder))


class _NQuadsSink(io.RawIOBase):
    """Takes N-Quads in blocks of any size, cuts them at line ends and loads them beside each other."""

    def __init__(self, engine: ox.Store) -> None:
        super().__init__()
        self._engine: ox.Store | None = engine
        self._pool = ThreadPoolExecutor(LOADERS, thread_name_prefix="kg-load")
        # one chunk may wait for each that is loading; the writer is held back at more
        self._room = BoundedSemaphore(LOADERS + 1)
        self._pending: list[Future[None]] = []
        self._rest = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = memoryview(data)  # type: ignore[arg-type]  # any buffer, as RawIOBase promises
        self._rest += block
        if len(self._rest) >= CHUNK:
            cut = self._rest.rfind(b"\n") + 1
            if cut:
                self._submit(bytes(self._rest[:cut]))
                del self._rest[:cut]
        return block.nbytes

    def _submit(self, chunk: bytes) -> None:
        if self._engine is None:
            raise UsageError("the writer is closed; ask the store for another")
        self._room.acquire()
        future = self._pool.submit(_bulk_load, self._engine, chunk, ox.RdfFormat.N_QUADS, None, "")
        future.add_done_callback(lambda _done: self._room.release())
        self._pending.append(future)
        for done in [f for f in self._pending if f.done()]:
            self._pending.remove(done)
            done.result()

    def close(self) -> None:
        if self.closed:
            return
        try:
            if self._rest:
                self._submit(bytes(self._rest))
                self._rest.clear()
            for future in self._pending:
                future.result()
        finally:
            self._pool.shutdown()
            # or the store would stay open for as long as somebody keeps this file
            self._engine = None
            super().close()


def _opened(source: Path | bytes) -> BinaryIO:
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def _bulk_load(
    engine: ox.Store, source: BinaryIO | bytes, format_: ox.RdfFormat, graph: ox.NamedNode | None, path: str
) -> None:
    try:
        engine.bulk_load(source, format=format_, to_graph=graph)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"this is no valid {format_.name}: {error}", path) from error
