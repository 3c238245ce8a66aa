"""Write RDF in the syntaxes of `kg.rdf`, and TriG, which is made of the Turtle of each named graph."""

from collections.abc import Callable
from typing import IO, cast

from kg import rdf
from kg.tables import Tables
from kg.writers.request import ExportRequest


def write_turtle(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write the union of the named graphs as Turtle; return the number of triples."""
    return _write(rdf.turtle, tables, out, request, request.graph)


def write_ntriples(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write the union of the named graphs as N-Triples; return the number of triples."""
    return _write(rdf.ntriples, tables, out, request, request.graph)


def write_nquads(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write every statement in its named graph as N-Quads; return the number of quads."""
    return _write(rdf.nquads, tables, out, request, request.graph)


def trig(tables: Tables, out: IO[bytes], request: ExportRequest) -> int:
    """Write every statement in its named graph as TriG; return the number of quads.

    Each graph is one block, in the order of `kg.rdf.GRAPHS`; its content is the Turtle of that graph.
    """
    written = 0
    for place, graph in enumerate(rdf.GRAPHS if request.graph is None else (request.graph,)):
        opening = f"<{rdf.graph_iri(request.settings.base, graph)}> {{\n"
        block = _Block(out, opening.encode(), with_head=place == 0)
        written += _write(rdf.turtle, tables, cast("IO[bytes]", block), request, graph)
        out.write(b"}\n")
    return written


def _write(
    writer: Callable[..., int], tables: Tables, out: IO[bytes], request: ExportRequest, graph: rdf.NamedGraph | None
) -> int:
    return writer(
        tables,
        out,
        base=request.settings.base,
        profile=request.profile,
        with_text=request.with_text,
        graph=graph,
    )


class _Block:
    """A writable file that wraps the statements of a Turtle document in a named graph.

    The directives end at the first empty line; TriG allows them only outside of graphs.
    """

    def __init__(self, out: IO[bytes], opening: bytes, *, with_head: bool) -> None:
        self._out, self._opening, self._with_head = out, opening, with_head
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            return self._out.write(data)
        self._head += data
        directives, end, statements = self._head.partition(b"\n\n")
        if end:
            self._head = None
            self._out.write((directives + end if self._with_head else b"") + self._opening + statements)
        return len(data)
