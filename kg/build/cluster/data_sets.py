"""Write a graph as data sets with an engine: its tables as Parquet, its statements as N-Quads, then its manifest.

::

    hdfs://host/arxiv/
      tables/papers/*.parquet     one folder per table
      nquads/*.txt.gz             the statements of the store, each with its named graph
      manifest/*.txt              one line of JSON, written last: a folder without it is not complete
"""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec
import polars as pl

from kg import rdf
from kg.build.cluster.columns import Batches, arrow_schema, spark_schema
from kg.build.cluster.packing import pack_frames, unpack
from kg.build.cluster.session import engine_errors
from kg.build.outputs import TABLES_FOLDER
from kg.folder import GraphFolder, Manifest
from kg.rdf.lines import statements
from kg.rdf.terms import Syntax
from kg.schema import SCHEMAS
from kg.tables import Tables

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

NQUADS: Final = "nquads"
MANIFEST: Final = "manifest"

_WRITE_BYTES: Final = 32 * 2**20
"""Size of the rows that are passed to the engine at once; Spark Connect takes messages of at most 128 MiB."""

_QUAD_SCHEMA: Final = "kind binary, rows binary"


def publish(folder: GraphFolder, manifest: Manifest, url: str, session: "SparkSession") -> None:
    """Write the tables and statements of a graph folder below an address, which must be empty."""
    url = url.rstrip("/")
    for name in SCHEMAS:
        with engine_errors(f"the engine cannot write {url}/{TABLES_FOLDER}/{name}"):
            _write_table(Tables(folder=folder.tables)[name], f"{url}/{TABLES_FOLDER}/{name}", session)
    with engine_errors(f"the engine cannot write {url}/{NQUADS}"):
        _write_nquads(Tables(folder=folder.tables), manifest, f"{url}/{NQUADS}", session)
    with engine_errors(f"the engine cannot write {url}/{MANIFEST}"):
        line = msgspec.json.encode(manifest).decode()
        session.createDataFrame([(line,)], "value string").write.mode("error").text(f"{url}/{MANIFEST}")


def _write_table(frame: pl.DataFrame, url: str, session: "SparkSession") -> None:
    import pyarrow as pa  # noqa: PLC0415 - PySpark needs it, the rest of the package does not

    rows = max(1, frame.height * _WRITE_BYTES // max(int(frame.estimated_size()), 1))
    mode = "error"
    for start in range(0, max(frame.height, 1), rows):
        part = frame.slice(start, rows)
        table = part.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.schema(arrow_schema(part.schema)))
        session.createDataFrame(table, spark_schema(part.schema)).write.mode(mode).parquet(url)
        mode = "append"


def _write_nquads(tables: Tables, manifest: Manifest, url: str, session: "SparkSession") -> None:
    """Let workers serialize the statements, one slice of rows at a time."""
    function = quads_function(manifest.base)
    mode = "error"
    for wave in _waves(tables, manifest):
        frame = _quad_rows(wave, session).repartition(len(wave), "rows").mapInArrow(function, "value string")
        frame.write.mode(mode).option("compression", "gzip").text(url)
        mode = "append"


def _quad_rows(wave: list[tuple[bytes, bytes]], session: "SparkSession") -> "DataFrame":
    import pyarrow as pa  # noqa: PLC0415 - as above

    kinds, rows = zip(*wave, strict=True)
    return session.createDataFrame(
        pa.table({"kind": pa.array(kinds, pa.binary()), "rows": pa.array(rows, pa.binary())}), _QUAD_SCHEMA
    )


def _waves(tables: Tables, manifest: Manifest) -> Iterator[list[tuple[bytes, bytes]]]:
    """Yield node kinds with packed slices of their rows, many at a time."""
    wave: list[tuple[bytes, bytes]] = []
    texts = manifest.settings.store.texts
    for kind, part, _ in rdf.slices(tables, manifest.base, "store", with_text=texts):
        # the function that reads the rows only works on this machine and cannot be pickled
        wave.append((pickle.dumps(replace(kind, rows=_no_rows, stored_rows=None)), pack_frames({kind.name: part})))
        if sum(len(rows) for _, rows in wave) >= _WRITE_BYTES:
            yield wave
            wave = []
    if wave:
        yield wave


def _no_rows(_tables: Tables) -> pl.DataFrame:
    return pl.DataFrame()


def quads_function(base: str) -> Callable[[Batches], Batches]:
    """Return the function for ``mapInArrow`` that serializes statements with the namespace ``base``."""

    def compute(batches: Batches) -> Batches:
        import os  # noqa: PLC0415 - pickled by value

        import pyarrow as pa  # noqa: PLC0415 - pickled by value

        os.environ.setdefault("POLARS_MAX_THREADS", "1")
        from kg.build.cluster.data_sets import quads  # noqa: PLC0415 - pickled by value

        for batch in batches:
            for kind, rows in zip(batch.column("kind"), batch.column("rows"), strict=True):
                lines = quads(kind.as_py(), rows.as_py(), base)
                yield pa.RecordBatch.from_arrays([pa.array(lines, pa.string())], names=["value"])

    return compute


def quads(pickled: bytes, packed: bytes, base: str) -> list[str]:
    """Return the statements of a slice of a node kind; those of a subject are one value with line breaks."""
    kind = _kind(pickled)
    return statements(unpack(packed)[kind.name], kind, Syntax(base, turtle=False), quads=True).to_list()


@cache
def _kind(pickled: bytes) -> Any:
    return pickle.loads(pickled)  # noqa: S301 - made by the driver
