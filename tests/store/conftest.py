"""A real SPARQL 1.1 endpoint for tests, with both protocols, on an Oxigraph store."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest


class _Handler(BaseHTTPRequestHandler):
    server: "Endpoint"

    def log_message(self, *_: object) -> None:
        return

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if urlsplit(self.path).path == "/query":
            self._query(body.decode())
        else:
            self.server.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=self._graph())
            self._send(204, b"", "text/plain")

    def do_GET(self) -> None:
        out = self.server.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=self._graph())
        self._send(200, out or b"", "application/n-triples")

    def _graph(self) -> ox.NamedNode | ox.DefaultGraph:
        choice = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        return ox.NamedNode(choice["graph"][0]) if "graph" in choice else ox.DefaultGraph()

    def _query(self, sparql: str) -> None:
        try:
            answer = self.server.store.query(sparql, use_default_graph_as_union=True)
            if isinstance(answer, ox.QueryTriples):
                self._send(200, answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", "application/n-triples")
            else:
                out = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
                self._send(200, out, "application/sparql-results+json")
        except SyntaxError as error:
            self._send(400, str(error).encode(), "text/plain")

    def _send(self, status: int, body: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Endpoint(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()


@contextmanager
def running() -> Iterator[str]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def endpoint() -> Iterator[str]:
    """Return the address of an empty endpoint."""
    with running() as address:
        yield address
