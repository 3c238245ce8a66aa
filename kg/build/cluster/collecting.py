"""Make a graph folder from data sets (`kg.build.cluster.data_sets`), if it fits one machine."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from kg import tables
from kg.build.cluster.data_sets import MANIFEST
from kg.build.cluster.session import engine_errors
from kg.build.generation import index_and_load
from kg.build.outputs import TABLES_FOLDER
from kg.errors import NotAGraph
from kg.folder import GraphFolder, decode_manifest, new_generation
from kg.ingest.files import is_url
from kg.schema import SCHEMAS, TableName

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Read = Callable[[TableName], pl.DataFrame]


def collect_data_sets(
    source: str,
    out: Path,
    session: "SparkSession | None" = None,
    *,
    workers: int | None = None,
    store: bool = True,
    progress: Callable[[str], None] = lambda _stage: None,
) -> GraphFolder:
    """Make the graph folder ``out`` of the data sets in a folder, or at an address that the engine reads.

    Raises NotAGraph if they are not complete.
    """
    manifest_text, read = _read_by_engine(source, session) if session and is_url(source) else _read_folder(Path(source))
    manifest = decode_manifest(manifest_text, Path(source) / MANIFEST)
    with new_generation(out) as (folder, commit):
        for name in SCHEMAS:
            progress(name)
            frame = tables.order_table(name, read(name))
            if frame.height != manifest.counts[name]:
                rows = f"{frame.height:,} rows, and {manifest.counts[name]:,} were written"
                raise NotAGraph(f"the table {name} has {rows}; build the data sets again", source)
            tables.write_table(name, frame, folder.tables)
        index_and_load(folder, manifest, workers=workers, store=store, progress=progress)
        return commit(replace(manifest, sha256=""))


def _read_folder(folder: Path) -> tuple[bytes, Read]:
    lines = sorted((folder / MANIFEST).glob("*.txt"))
    text = b"".join(path.read_bytes() for path in lines)
    if not text:
        raise NotAGraph("not the data sets of a graph, or not complete (no manifest)", str(folder))

    def read(name: TableName) -> pl.DataFrame:
        files = sorted((folder / TABLES_FOLDER / name).glob("*.parquet"))
        parts = [pl.read_parquet(file) for file in files]
        return pl.concat([SCHEMAS[name].to_frame(), *(_typed(name, part) for part in parts)])

    return text, read


def _read_by_engine(url: str, session: "SparkSession") -> tuple[bytes, Read]:
    url = url.rstrip("/")
    with engine_errors(f"the engine cannot read {url}/{MANIFEST}"):
        rows = session.read.text(f"{url}/{MANIFEST}").toArrow().column("value").to_pylist()
    if not rows:
        raise NotAGraph("not the data sets of a graph, or not complete (no manifest)", url)

    def read(name: TableName) -> pl.DataFrame:
        with engine_errors(f"the engine cannot read {url}/{TABLES_FOLDER}/{name}"):
            made = pl.from_arrow(session.read.parquet(f"{url}/{TABLES_FOLDER}/{name}").toArrow())
        frame = made if isinstance(made, pl.DataFrame) else made.to_frame()
        return _typed(name, frame) if frame.width else SCHEMAS[name].to_frame()

    return rows[0].encode(), read


def _typed(name: TableName, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(column).cast(dtype) for column, dtype in SCHEMAS[name].items())
