"""Store quads in Oxigraph, on disk or in memory."""

import io
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, cast

import pyoxigraph as ox

from kg.errors import InputError, NotAGraph, UsageError, advise_build
from kg.sets.rdf_formats import RdfFormat
from kg.store.evaluate import evaluate
from kg.store.feed import BLOCK, Feed
from kg.store.result import Result
from kg.system.atomic import link_or_copy
from kg.system.checksums import LIST, MEMORY
from kg.system.locks import Hold

MAX_RUNS: Final = 10
"""Maximum number of sorted runs in a finished store: one per million statements (`kg.store.feed`). Oxigraph compresses
what it loads, but not what it compacts afterwards: for five million statements, five runs took 80 bytes per statement,
one compacted run 126, and a query took 1.3 to 5 times as long over five runs. A store with more runs is
compacted."""
SORTED: Final = ".sst"
"""Suffix of the files of RocksDB that are never changed."""
MAX_BYTES_IN_PROCESS: Final = 2**30
"""Maximum number of bytes of one answer inside this process; larger answers are not usable as a table."""


class OxigraphStore:
    """Quads in Oxigraph. Made by `create`, `open` or `in_memory`."""

    def __init__(
        self, engine: ox.Store, folder: Path | None = None, *, built: bool = False, hold: Hold | None = None
    ) -> None:
        self._engine: ox.Store | None = engine
        self._folder, self._built, self._hold = folder, built, hold
        self._feeds: list[Feed] = []

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a store in a folder that does not exist yet or is empty."""
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty; a store is built in a folder of its own")
        folder.parent.mkdir(parents=True, exist_ok=True)
        return cls(ox.Store(os.fspath(folder)), folder, built=True)

    @classmethod
    def change(cls, earlier: Path, folder: Path, *, leave_out: Collection[str] = ()) -> Self:
        """Make a store in a new folder with the statements of a finished one, which stays unchanged.

        The sorted files of RocksDB, nearly all of a store, are never changed, so the new folder links to them,
        or copies them if the system cannot link. ``leave_out`` names unrelated files in the folder.
        """
        require_store(earlier)
        folder.mkdir(parents=True)
        for path in sorted(earlier.iterdir()):
            if path.suffix == SORTED:
                link_or_copy(path, folder / path.name)
            elif path.name not in (LIST, MEMORY, *leave_out):
                shutil.copyfile(path, folder / path.name)
        return cls(ox.Store(os.fspath(folder)), folder, built=True)

    @classmethod
    def open(cls, folder: Path, *, hold: Hold | None = None) -> Self:
        """Open a finished store for reading; several processes may do so at once.

        ``hold`` keeps the folder on the disk as long as the store is referred to (`kg.system.locks`).
        """
        require_store(folder)
        try:
            return cls(ox.Store.read_only(os.fspath(folder)), folder, hold=hold)
        except (OSError, ValueError, RuntimeError) as error:
            raise NotAGraph(
                f"the store cannot be opened ({error}); make it again from the tables: kg repair GRAPH", str(folder)
            ) from error

    @classmethod
    def in_memory(cls) -> Self:
        """Make a store that ends with the process."""
        return cls(ox.Store())

    @property
    def engine(self) -> ox.Store:
        """The pyoxigraph store, for operations that this class does not have."""
        if self._engine is None:
            raise UsageError("the store is closed; open it again")
        return self._engine

    def load(self, source: Path | bytes, format: RdfFormat | str, *, graph: str | None = None) -> None:  # noqa: A002 - rdflib's word
        """Add quads; triples go to ``graph``, or to the default graph without one. Raises InputError."""
        to_graph = ox.NamedNode(graph) if graph else None
        with _opened(source) as stream:
            form = RdfFormat(format).engine_format
            _bulk_load(self.engine, stream, form, to_graph, str(source) if isinstance(source, Path) else "")

    def writer(self) -> BinaryIO:
        """Return a binary file that loads the N-Triples or N-Quads written to it; everything is loaded when it closes.

        At most one per store: a second one would make Oxigraph compact what the first one loaded. The text is
        not validated as in `load`. Write whole lines, or small blocks cut anywhere.
        """
        feed = Feed(self.engine, self._folder)
        self._feeds.append(feed)
        return cast("BinaryIO", io.BufferedWriter(feed, BLOCK))

    def compare(self, subjects: Iterable[str], statements: bytes) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """Return the quads to remove and to add so that some nodes have exactly the statements of an N-Quads text.

        Statements of the text about other nodes are added; some of them may exist already.
        """
        here = {quad for iri in subjects for quad in self.engine.quads_for_pattern(ox.NamedNode(iri), None, None, None)}
        wanted = set(ox.parse(statements, format=ox.RdfFormat.N_QUADS, lenient=True))
        return list(here - wanted), list(wanted - here)

    def change_quads(self, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Remove and add a few quads; use `writer` for millions."""
        for quad in gone:
            self.engine.remove(quad)
        # loaded as sorted files, 67,000 quads take 1.1 s; in a transaction, 2.6 s
        self.engine.bulk_extend(new)

    def query(
        self,
        sparql: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        base: str | None = None,
        limit: int | None = None,
    ) -> Result:
        """Answer a query over the union of all graphs, in this process and without a time limit.

        Use `kg.query.run` for queries that others wrote: it has a limit and refuses SERVICE.
        """
        return evaluate(self.engine, sparql, prefixes=prefixes or {}, base=base, most=MAX_BYTES_IN_PROCESS, limit=limit)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all, in no particular order."""
        return self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def __len__(self) -> int:
        return len(self.engine)

    def close(self) -> None:
        """Close the files; a store that was being built is then complete on disk."""
        try:
            if self._engine is not None and self._built:
                if sum(feed.batches for feed in self._feeds) > MAX_RUNS:
                    self._engine.optimize()
                self._engine.flush()
        finally:
            self._engine = self._hold = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def require_store(folder: Path) -> None:
    """Raise NotAGraph if a folder has no store; Oxigraph itself would create a log file in any folder."""
    if not (folder / "CURRENT").is_file():
        raise NotAGraph(f"no store here; build the graph again: {advise_build(folder.parent.parent)}", str(folder))


def _opened(source: Path | bytes) -> BinaryIO:
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def _bulk_load(
    engine: ox.Store, source: BinaryIO | bytes, format_: ox.RdfFormat, graph: ox.NamedNode | None, path: str
) -> None:
    try:
        engine.bulk_load(source, format=format_, to_graph=graph)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"not valid {format_.name}: {error}", path) from error
