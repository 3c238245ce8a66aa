"""Read and write tables: one Parquet file each, read at first use."""

import errno
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from kg.errors import DamagedGraph, NotAGraph, advise_build
from kg.schema import SCHEMAS, TableName
from kg.system.checksums import verify
from kg.system.full_disk import explain_full_disk
from kg.system.locks import Hold


class Tables:
    """The tables of one graph, in memory or in a folder.

    ``tables["papers"]`` is a Polars frame. From a folder a table is read at its first use and kept. ``hold`` keeps the
    folder on disk as long as these tables are referenced (`kg.system.locks`). ``index`` is the search index of these
    tables, which answers lookups of names.
    """

    def __init__(
        self,
        frames: Mapping[TableName, pl.DataFrame] | None = None,
        folder: Path | None = None,
        hold: Hold | None = None,
        index: Path | None = None,
    ) -> None:
        self._frames: dict[TableName, pl.DataFrame] = dict(frames or {})
        self.folder, self.index, self._hold = folder, index, hold

    def __getitem__(self, name: TableName) -> pl.DataFrame:
        if name not in self._frames:
            if self.folder is None:
                raise KeyError(name)
            self._frames[name] = _read(self.folder, name)
        return self._frames[name]


def _read(folder: Path, name: TableName) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    build = advise_build(folder.parent.parent)  # tables are in a generation of the graph
    try:
        if damage := verify(folder.parent, path):
            raise DamagedGraph([str(damage)], str(folder.parent), f"Build the graph again: {build}")
        frame = pl.read_parquet(path)
    except FileNotFoundError:
        if not folder.exists():
            raise NotAGraph("the graph was replaced by a newer build; open it again", str(folder)) from None
        raise NotAGraph(f"the graph lacks the table {name}; build it again: {build}", str(path)) from None
    except pl.exceptions.ComputeError as error:
        raise NotAGraph(f"the table cannot be read ({error}); build the graph again: {build}", str(path)) from error
    if frame.schema != SCHEMAS[name]:
        raise NotAGraph(f"the table has other columns than this version writes; build it again: {build}", str(path))
    return frame


def write_tables(tables: Tables, folder: Path) -> None:
    """Write every table to ``folder``, which is made if need be."""
    for name in SCHEMAS:
        write_table(name, tables[name], folder)


def write_table(name: TableName, frame: pl.DataFrame, folder: Path) -> None:
    """Write one table to ``folder``, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.parquet"
    with explain_full_disk(path):
        try:
            frame.write_parquet(path, compression="zstd", statistics=False)
        except pl.exceptions.PolarsError as error:
            raise OSError(errno.EIO, str(error), str(path)) from error
