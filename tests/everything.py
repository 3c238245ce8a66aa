"""Build a graph and write every possible output of it: ``python everything.py INPUT… FOLDER``.

A separate program, so that tests can run it with another hash seed, time zone or number of threads.
"""

import sqlite3
import sys
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import polars as pl

import kg
from kg.report.forms.atom import FeedPlace
from kg.report.reports import feed_on
from kg.tables import SCHEMAS
from kg.writers import EXPORT_FORMATS

STATEMENTS = {"core": {}, "full": {"profile": "full", "with_text": True}}


def main(inputs: list[str], folder: Path, decisions: Path | None = None) -> None:
    """Write all outputs below ``folder``."""
    graph = kg.build(inputs, folder / "graph.kg", decisions=decisions)
    write_exports(graph, folder)
    for view in ("overview", "coauthors"):
        graph.view(view).write(folder / f"{view}.html")
    graph.view("coauthors").write(folder / "coauthors.svg")
    for suffix in ("html", "md"):
        graph.report(folder / f"report.{suffix}", since="1000d", with_text=True)
        graph.report(folder / f"newest.{suffix}")
    place = FeedPlace("https://example.org/", "feed.atom", "report.html", "")
    feed = feed_on(graph.tables, graph.settings, place=place)
    (folder / "feed.atom").write_text(feed, encoding="utf-8")
    (folder / "info.txt").write_text(repr(graph.info()["sources"]), encoding="utf-8")
    kept = folder / "kept"
    kept.mkdir()
    (generation,) = graph.path.glob("generation-*")
    for name in SCHEMAS:
        graph.tables[name].write_parquet(kept / f"{name}.parquet")
    pl.read_parquet(generation / "layout.parquet").write_parquet(kept / "layout.parquet")
    (kept / "store.nq").write_text("\n".join(sorted(map(str, graph.rdf.store.quads()))), encoding="utf-8")
    with closing(sqlite3.connect(generation / "search.sqlite")) as index:
        (kept / "search.sql").write_text("\n".join(index.iterdump()), encoding="utf-8")


def write_exports(graph: kg.Graph, folder: Path, suffixes: Collection[str] = tuple(EXPORT_FORMATS)) -> None:
    """Write a graph in all export formats, or in those given."""
    for suffix, format_ in EXPORT_FORMATS.items():
        if suffix not in suffixes:
            continue
        if format_.holds == "statements":
            for name, options in STATEMENTS.items():
                graph.export(folder / f"{name}{suffix}", **options)
        elif format_.holds == "network":
            graph.export(folder / f"coauthors{suffix}")
        else:
            graph.export(folder / f"tables{suffix}", with_text=True)


if __name__ == "__main__":
    main(sys.argv[1:-1], Path(sys.argv[-1]))
