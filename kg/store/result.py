"""Hold the answer to a SPARQL query, independent of the store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.sets.rdf_formats import RdfFormat

RdfTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class ResultKind(StrEnum):
    """The kind of a query's answer: solutions of SELECT, boolean of ASK, triples of CONSTRUCT and DESCRIBE."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_WORDS: Final = {
    ResultKind.SOLUTIONS: "rows of a SELECT",
    ResultKind.BOOLEAN: "the answer to an ASK",
    ResultKind.TRIPLES: "triples",
}
_TRIPLES: Final = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD, RdfFormat.RDF_XML)
ROW_FORMATS: Final = tuple(_RESULTS)
"""Formats of solutions and booleans."""
TRIPLE_FORMATS: Final = tuple(form.value for form in _TRIPLES)
"""Formats of triples. JSON of triples is JSON-LD, and XML is RDF/XML."""
_TRIPLE_NAMES: Final = {form.value: form for form in _TRIPLES} | {"json": RdfFormat.JSON_LD, "xml": RdfFormat.RDF_XML}


@dataclass(frozen=True)
class Result:
    """One answer: SPARQL 1.1 JSON results, or N-Triples, as the engine returned them.

    It is parsed only on demand, because it is passed between processes and is mostly only printed.
    """

    kind: ResultKind
    payload: bytes
    is_cut: bool = False
    """True if a limit that the query does not contain has left out rows."""

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns; subject, predicate and object of a triple, none of a boolean."""
        if self.kind is ResultKind.TRIPLES:
            return ("subject", "predicate", "object")
        solutions = self._parsed()
        return () if isinstance(solutions, ox.QueryBoolean) else tuple(v.value for v in solutions.variables)

    def rows(self) -> Iterator[tuple[RdfTerm | None, ...]]:
        """Yield solutions or triples as tuples of terms, None for an unbound variable."""
        if self.kind is ResultKind.TRIPLES:
            yield from ((t.subject, t.predicate, t.object) for t in self.triples())
            return
        solutions = self._parsed()
        if not isinstance(solutions, ox.QueryBoolean):
            columns = range(len(self.variables))
            yield from (tuple(solution[place] for place in columns) for solution in solutions)

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE."""
        for quad in ox.parse(self.payload, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple

    def __iter__(self) -> Iterator[tuple[RdfTerm | None, ...]]:
        return self.rows()

    def __bool__(self) -> bool:
        """Return the answer of an ASK; for other queries, whether there is a row."""
        parsed = self._parsed() if self.kind is not ResultKind.TRIPLES else None
        return bool(parsed) if isinstance(parsed, ox.QueryBoolean) else next(self.rows(), None) is not None

    def serialize(self, format: str, prefixes: Mapping[str, str] | None = None) -> bytes:  # noqa: A002 - rdflib's word
        """Write the answer as csv, tsv, json, xml (the W3C result formats), or triples as ttl, nt, jsonld, rdf.

        JSON and XML of triples are JSON-LD and RDF/XML. Triples are sorted; Turtle uses ``prefixes``. Raises UsageError
        for a format that does not fit the answer.
        """
        fitting = TRIPLE_FORMATS if self.kind is ResultKind.TRIPLES else ROW_FORMATS
        if format not in (_TRIPLE_NAMES if self.kind is ResultKind.TRIPLES else fitting):
            raise UsageError(f"{_WORDS[self.kind]} cannot be written as {format}; choose one of {', '.join(fitting)}")
        if self.kind is ResultKind.TRIPLES:
            triples = sorted(set(self.triples()), key=str)
            form = _TRIPLE_NAMES[format].engine_format
            return ox.serialize(triples, format=form, prefixes=dict(prefixes or {})) or b""
        if self.kind is ResultKind.BOOLEAN and format == "tsv":
            return b"true" if self else b"false"
        return self._parsed().serialize(format=_RESULTS[format]) or b""

    def _parsed(self) -> ox.QuerySolutions | ox.QueryBoolean:
        return ox.parse_query_results(self.payload, format=ox.QueryResultsFormat.JSON)


def of_rows(variables: Sequence[str], rows: Iterable[Sequence[RdfTerm | None]]) -> Result:
    """Make a Result of terms, for questions that a program answers instead of a query."""
    import json  # noqa: PLC0415 - only here, and workers start without it

    bindings = [
        {name: _json(term) for name, term in zip(variables, row, strict=True) if term is not None} for row in rows
    ]
    answer = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return Result(ResultKind.SOLUTIONS, json.dumps(answer, ensure_ascii=False).encode())


def _json(term: RdfTerm) -> dict[str, str]:
    """Write a term as in SPARQL 1.1 Query Results JSON Format, section 3.2.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        extra = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value, **extra}
    raise QueryError(f"{term} cannot be a value of a table")
