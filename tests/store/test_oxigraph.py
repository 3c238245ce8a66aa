"""Behavior of a store on disk beyond the contract of all stores."""

import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, NotAGraph, UsageError
from kg.store import OxigraphStore, Result, ResultKind
from kg.store.feed import PATIENCE, STATEMENTS_PER_SORT

_LONG = "<http://x/an/address/of/which/many/characters/are/equal/to/those/of/others/>"


def _quads(number: int) -> bytes:
    return b"".join(b'<http://x/%d> <http://x/p> "%d" <http://x/g%d> .\n' % (i, i, i % 3) for i in range(number))


def test_a_writer_loads_blocks_cut_anywhere(tmp_path: Path) -> None:
    data = _quads(5_000)
    with OxigraphStore.create(tmp_path / "store") as store:
        with store.writer() as out:
            for start in range(0, len(data), 777):
                out.write(data[start : start + 777])
        assert len(store) == 5_000
    with OxigraphStore.open(tmp_path / "store") as store:
        assert {str(q) + " ." for q in store.quads()} == set(data.decode().splitlines())


@pytest.mark.parametrize("graph", ["", "<http://x/g> "])
def test_what_is_more_than_one_batch_is_loaded_compressed_and_without_a_pause(tmp_path: Path, graph: str) -> None:
    number = STATEMENTS_PER_SORT + 50_000
    with OxigraphStore.create(tmp_path / "store") as store:
        before = time.monotonic()
        with store.writer() as out:
            for start in range(0, number, 50_000):
                out.write("".join(f"<a:{i % 1000}> <a:p> {_LONG[:-1]}{i}> {graph}.\n"
                                  for i in range(start, start + 50_000)).encode())  # fmt: skip
        assert time.monotonic() - before < 10 * PATIENCE
        assert len(store) == number
    size = sum(file.stat().st_size for file in (tmp_path / "store").glob("*.sst"))
    assert size < (320 if graph else 200) * number
    with OxigraphStore.open(tmp_path / "store") as store:
        assert [str(o) for (o,) in store.query("SELECT ?o { <a:7> <a:p> ?o } ORDER BY ?o LIMIT 1")] == [
            f"{_LONG[:-1]}1000007>"
        ]


@pytest.mark.parametrize("begin", [b"", _quads(10)])
def test_a_fault_is_reported_when_the_writer_closes(tmp_path: Path, begin: bytes) -> None:
    store = OxigraphStore.create(tmp_path / "store")
    out = store.writer()
    out.write(begin + b"no quad\n")
    with pytest.raises(InputError, match="not N-Quads"):
        out.close()


def test_a_fault_ends_a_long_text_early(tmp_path: Path) -> None:
    out = OxigraphStore.create(tmp_path / "store").writer()
    with pytest.raises(InputError, match="not N-Quads"):
        for _ in range(1_000):
            out.write(b"no quad\n" + _quads(10_000))
    with pytest.raises(InputError, match="not N-Quads"):
        out.close()


def test_several_processes_read_at_once_and_none_can_write(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with OxigraphStore.create(folder) as store:
        store.load(_quads(10), "nq")
    with OxigraphStore.open(folder) as here:
        code = "import sys, pyoxigraph; print(len(pyoxigraph.Store.read_only(sys.argv[1])))"
        there = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, check=True, text=True)
        assert int(there.stdout) == len(here) == 10
        with pytest.raises(RuntimeError, match="read-write"):
            here.engine.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:b"), ox.NamedNode("a:b")))


def test_a_store_is_built_in_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("precious", encoding="utf-8")
    with pytest.raises(UsageError, match="not empty"):
        OxigraphStore.create(tmp_path)
    with pytest.raises(NotAGraph, match="no store here"):
        OxigraphStore.open(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_closed_store_says_so() -> None:
    store = OxigraphStore.in_memory()
    store.close()
    with pytest.raises(UsageError, match="closed"):
        store.query("ASK {}")


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml"])
def test_results_are_written_in_the_standard_formats(format_: str) -> None:
    with OxigraphStore.in_memory() as store:
        store.load(_quads(2), "nq")
        solutions = store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
        yes = store.query("ASK {}")
    assert solutions.serialize(format_)
    assert b"true" in yes.serialize(format_)
    if format_ != "csv":
        parsed = ox.parse_query_results(
            solutions.serialize(format_), format=ox.QueryResultsFormat.from_extension(format_)
        )
        assert isinstance(parsed, ox.QuerySolutions)
        assert [row["o"] for row in parsed] == [ox.Literal("0"), ox.Literal("1")]


def test_triples_are_written_as_sorted_turtle_and_not_as_a_table() -> None:
    result = Result(ResultKind.TRIPLES, b'<http://x/b> <http://x/p> "1" .\n<http://x/a> <http://x/p> "1" .\n')
    assert result.serialize("ttl", {"x": "http://x/"}).index(b"x:a") < result.serialize(
        "ttl", {"x": "http://x/"}
    ).index(b"x:b")
    with pytest.raises(UsageError, match="ttl, nt, jsonld, rdf"):
        result.serialize("csv")


@pytest.mark.parametrize(
    ("sparql", "count"),
    [
        ("SELECT ?s { ?s ?p ?o }", 2),
        ("SELECT ?s FROM <http://x/g1> { ?s ?p ?o }", 1),
        ("select ?s\nfrom<http://x/g1>{ ?s ?p ?o }", 1),
        ("SELECT ?s FROM <http://x/none> { ?s ?p ?o }", 0),
        ("# FROM <http://x/g1>\nSELECT ?from { ?from ?p ?o FILTER(?o != 'from') }", 2),
        ('SELECT ?s { ?s ?p ?o FILTER(?o != """ " FROM <http://x/g1> """) }', 2),
    ],
)
def test_a_query_is_of_all_graphs_unless_it_names_one(sparql: str, count: int) -> None:
    with OxigraphStore.in_memory() as store:
        store.load(
            b'<http://x/a> <http://x/p> "1" <http://x/g1> .\n<http://x/b> <http://x/p> "2" <http://x/g2> .\n', "nq"
        )
        assert len(list(store.query(sparql))) == count
