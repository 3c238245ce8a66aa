"""Use any SPARQL 1.1 endpoint as a store: SPARQL Protocol for queries, Graph Store Protocol for quads.

Both protocols are plain requests with a media type, so urllib of the standard library covers the HTTP that is needed
(redirects, proxies, TLS) without another package. https://www.w3.org/TR/sparql11-protocol/ and
https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import InputError, KGError, QueryError, UsageError
from kg.sets.rdf_formats import RdfFormat
from kg.store.result import Result, ResultKind

TRIPLES_PER_REQUEST: Final = 50_000
"""Triples in one request: about 8 MB, less than the usual limits of endpoints."""
_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_MAX_COMPLAINT: Final = 500


class RemoteStore:
    """A remote endpoint. ``headers`` are headers that it requires, such as Authorization.

    ``query_url`` answers queries; ``graphs_url`` is its graph store, needed by `load` and `quads` only.
    """

    def __init__(
        self,
        query_url: str,
        graphs_url: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> None:
        for url in filter(None, (query_url, graphs_url)):
            if urlsplit(url).scheme not in ("http", "https"):
                raise UsageError(f"not an endpoint: {url}; give an address that begins with http:// or https://")
        self.query_url, self._graphs_url = query_url, graphs_url
        self._headers, self._timeout = dict(headers or {}), timeout

    def load(self, source: Path | bytes, format: RdfFormat | str, *, graph: str | None = None) -> None:  # noqa: A002 - rdflib's word
        """Add quads; triples go to ``graph``, or to the default graph without one. Raises InputError."""
        batches: dict[str, list[ox.Triple]] = defaultdict(list)
        try:
            parsed = (
                ox.parse(path=source, format=RdfFormat(format).engine_format)
                if isinstance(source, Path)
                else ox.parse(source, format=RdfFormat(format).engine_format)
            )
            for quad in parsed:
                name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else graph or ""
                batch = batches[name]
                batch.append(quad.triple)
                if len(batch) == TRIPLES_PER_REQUEST:
                    self._add(name, batches.pop(name))
        except (SyntaxError, ValueError) as error:
            raise InputError(f"not valid {format}: {error}", str(source) if isinstance(source, Path) else "") \
                from error  # fmt: skip
        for name, batch in batches.items():
            self._add(name, batch)

    def query(self, sparql: str, *, prefixes: Mapping[str, str] | None = None, base: str | None = None) -> Result:
        """Answer a query. Prefixes and base are written in front of it.

        They are put on the first line of the query, so line numbers in the endpoint's error messages stay correct. The
        endpoint decides what its default graph is; configure it there as the union of all graphs.
        """
        prologue = (f"BASE <{base}> " if base else "") + "".join(
            f"PREFIX {prefix}: <{iri}> " for prefix, iri in (prefixes or {}).items()
        )
        body, media_type = self._request(
            "POST",
            self.query_url,
            (prologue + sparql).encode(errors="replace"),
            {"Content-Type": "application/sparql-query; charset=utf-8", "Accept": _ACCEPT},
        )
        if media_type == "application/n-triples":
            return Result(ResultKind.TRIPLES, body)
        if media_type not in ("application/sparql-results+json", "application/json"):
            raise QueryError(
                f"{self.query_url} answered with {media_type}, not with SPARQL results; is it an endpoint?"
            )
        try:
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.query_url} answered with damaged results: {error}") from error
        kind = ResultKind.BOOLEAN if isinstance(answer, ox.QueryBoolean) else ResultKind.SOLUTIONS
        return Result(kind, body)

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all, in no particular order."""
        if graph is not None:
            names: list[ox.NamedNode | ox.DefaultGraph] = [ox.NamedNode(graph)]
        else:
            named = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
            names = [ox.DefaultGraph(), *(g for (g,) in named if isinstance(g, ox.NamedNode))]
        for name in names:
            body, _ = self._request("GET", self._graph_url(name), None, {"Accept": "application/n-triples"})
            for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, name)

    def close(self) -> None:
        """Do nothing: every request has a separate connection."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _add(self, graph: str, triples: list[ox.Triple]) -> None:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
        self._request("POST", self._graph_url(name), body, {"Content-Type": "application/n-triples"})

    def _graph_url(self, graph: ox.NamedNode | ox.DefaultGraph) -> str:
        if self._graphs_url is None:
            raise UsageError("to load or list quads, give the address of the endpoint's graph store too")
        choice = f"graph={quote(graph.value, safe='')}" if isinstance(graph, ox.NamedNode) else "default"
        return f"{self._graphs_url}{'&' if urlsplit(self._graphs_url).query else '?'}{choice}"

    def _request(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[bytes, str]:
        request = Request(url, body, {**self._headers, **headers}, method=method)  # noqa: S310 - http(s), checked above
        try:
            with urlopen(request, timeout=self._timeout) as response:  # noqa: S310 - as above
                return response.read(), response.headers.get_content_type()
        except HTTPError as error:
            with error:
                said = error.read(_MAX_COMPLAINT).decode(errors="replace").strip()
            wrong: type[KGError] = QueryError if url == self.query_url else InputError
            raise wrong(f"{url} refused ({error.code} {error.reason}): {said}") from None
        except TimeoutError:
            raise QueryError(f"{url} did not answer within {self._timeout:g} s") from None
        except (URLError, HTTPException, OSError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise InputError(f"cannot be reached: {reason}", url) from error
