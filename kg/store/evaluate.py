"""Evaluate a query in an Oxigraph store, in this process or in a worker."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.result import Result, ResultKind, of_rows
from kg.store.slips import find_slip
from kg.store.stops import find_stop, find_ungrouped
from kg.store.tokens import Slip, TokenKind, tokens

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_MAX_WISH = 24


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow past a size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: object) -> int:
        size = super().write(data)  # type: ignore[arg-type]  # any bytes that the engine passes
        _check_size(self.tell(), self.most)
        return size


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise QueryError(
            f"the answer is larger than {most / 2**20:.0f} MB. Ask for counts, or for fewer rows with LIMIT or "
            "--limit; kg export GRAPH graph.ttl (or .nt, tables.csv) writes everything"
        )


def evaluate(
    store: ox.Store,
    sparql: str,
    *,
    prefixes: Mapping[str, str],
    base: str | None,
    most: int,
    limit: int | None = None,
) -> Result:
    """Run a query over the union of all graphs, unless it names some with FROM.

    ``prefixes`` need not be declared; a declaration in the query takes precedence. ``most`` is the maximum size of the
    answer in bytes, ``limit`` the maximum number of rows or triples. Raises QueryError with line and column of the
    query as it was written.
    """
    buffer = _Bounded(most)
    # with the union requested, the engine would ignore FROM
    union = "FROM" not in graph_words(sparql)
    try:
        answer = store.query(sparql, base_iri=base, prefixes=dict(prefixes), use_default_graph_as_union=union)
        if limit is not None and not isinstance(answer, ox.QueryBoolean):
            cut = _cut(answer, limit)
            _check_size(len(cut.payload), most)
            return cut
        if isinstance(answer, ox.QueryTriples):
            answer.serialize(buffer, format=ox.RdfFormat.N_TRIPLES)
            return Result(ResultKind.TRIPLES, buffer.getvalue())
        answer.serialize(buffer, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, UnicodeEncodeError) as error:
        raise QueryError(explain(str(error), sparql, prefixes)) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(f"the query cannot be run: {error}") from None
    kind = ResultKind.BOOLEAN if isinstance(answer, ox.QueryBoolean) else ResultKind.SOLUTIONS
    return Result(kind, buffer.getvalue())


def _cut(answer: ox.QuerySolutions | ox.QueryTriples, limit: int) -> Result:
    """Return the first rows or triples of an answer; the engine computes no others."""
    if isinstance(answer, ox.QueryTriples):
        triples = list(islice(answer, limit))
        payload = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        return Result(ResultKind.TRIPLES, payload, is_cut=next(answer, None) is not None)
    names = [variable.value for variable in answer.variables]
    rows = [tuple(solution[place] for place in range(len(names))) for solution in islice(answer, limit)]
    return replace(of_rows(names, rows), is_cut=next(answer, None) is not None)


def graph_words(sparql: str) -> set[str]:
    """Return which of the keywords FROM and GRAPH a query uses.

    >>> graph_words("SELECT ?from FROM <http://x/graph> { ?s x:graph 'graph' } # graph")
    {'FROM'}
    """
    return {token.text.upper() for token in tokens(sparql) if token.kind is TokenKind.WORD} & {"FROM", "GRAPH"}


def explain(complaint: str, sparql: str, prefixes: Mapping[str, str]) -> str:
    """Convert an error of Oxigraph's parser into an actionable message, with the line and a caret.

    >>> print(explain("error at 1:16: expected DISTINCT", "SELECT COUNT(?p) { ?p a kg:Paper }", {}))
    line 1, column 8: name what is computed, in brackets: (COUNT(?p) AS ?n)
      SELECT COUNT(?p) { ?p a kg:Paper }
             ^
    """
    place = _PLACE.match(complaint)
    if place is None:
        return f"the query does not parse: {complaint}"
    line, column, wishes = int(place[1]), int(place[2]), place[3]
    lines = sparql.split("\n")
    slip: Slip | None = None
    if "IRI parsing failed" in wishes:
        reason = "this is not a valid IRI; a space is written %20 in one"
    elif "contains a variable that is unbound" in wishes:
        reason = "a selected variable is not bound by the pattern, or is missing from GROUP BY"
        slip = find_ungrouped(sparql)
    else:
        start = sum(len(text) + 1 for text in lines[: line - 1]) - 1
        stops = sorted({start + column - back for back in (0, 1, *(len(w) for w in wishes.split(", ") if w.isalpha()))})
        column, reason = _before_keyword(column, wishes), "the query does not parse here" + _wishes(wishes)
        slip = find_slip(sparql, prefixes) or next(filter(None, (find_stop(sparql, stop) for stop in stops)), None)
    if slip:
        line = sparql.count("\n", 0, slip.start) + 1
        column, reason = slip.start - sparql.rfind("\n", 0, slip.start), slip.reason
    text = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    # a tab is kept as a tab, so that the caret is below its character in any terminal
    indent = "".join(c if c == "\t" else " " * _width(c) for c in text[: column - 1])
    return f"line {line}, column {column}: {reason}\n  {text}\n  {indent}^"


def _before_keyword(column: int, wishes: str) -> int:
    """Return the column where a keyword was expected; Oxigraph reports the column where it would have ended."""
    expected = wishes.split(", ")
    return max(column - min(map(len, expected)), 1) if all(w.isalpha() for w in expected) else column


def _wishes(wishes: str) -> str:
    """Return the keywords and signs that the parser expected; it lists character classes too."""
    readable = [w for w in wishes.split(", ") if w.strip('"') and "[" not in w and len(w) <= _MAX_WISH]
    return f"; expected {' or '.join(readable[:8])}" if readable else ""


def _width(character: str) -> int:
    import unicodedata  # noqa: PLC0415 - only when there is an error to show

    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
