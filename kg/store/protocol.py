"""Define the protocol of all stores."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph as ox

from kg.sets.rdf_formats import RdfFormat
from kg.store.result import Result


class Queryable(Protocol):
    """Anything that answers queries: a store, or a worker with limits (`kg.query.execute`)."""

    def query(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> Result:
        """Answer a query over the union of all graphs. Raises QueryError."""
        ...


class Store(Queryable, Protocol):
    """Quads that can be loaded, queried and listed. A context manager: leaving it closes it."""

    def load(self, source: Path | bytes, format: RdfFormat | str, *, graph: str | None = None) -> None:  # noqa: A002 - rdflib's word
        """Add quads; triples go to ``graph``, or to the default graph without one. Raises InputError.

        ``format`` is an `RdfFormat` or its suffix, such as ``"nq"``.
        """
        ...

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all, in no particular order."""
        ...

    def close(self) -> None:
        """Close files and connections."""
        ...

    def __enter__(self) -> Self:
        """Return the store itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        ...
