"""Make the damaged parts of a graph again from its tables."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from kg import layout
from kg.build.outputs import PREPARED, index_words, lay_out
from kg.checksums import find_damage
from kg.errors import DamagedGraph
from kg.folder import GraphFolder, locked, read_folder, read_sums, write_sums
from kg.loading import find_store_damage, write_store


def find_damaged_files(path: Path) -> tuple[str, ...]:
    """Return what is wrong with the files of a graph, whose contents are all read; nothing where all are intact.

    Raises NotAGraph where the manifest cannot be read.
    """
    return _damaged(read_folder(path)[0])


def repair(path: Path, progress: Callable[[str], None] = lambda _stage: None) -> tuple[str, ...]:
    """Make the store, the search index and the positions again where they are damaged; return what was damaged.

    Damaged results of stages are removed, and the next build computes them again. Positions that started from an
    earlier graph are laid out afresh. Raises DamagedGraph where tables are damaged: only a build makes these.
    """
    with locked(path):
        folder, manifest = read_folder(path)
        damage = _damaged(folder)
        parts = {line.split("/")[0].split(" ")[0] for line in damage}
        if "tables" in parts:
            tables = [line for line in damage if line.startswith("tables/")]
            raise DamagedGraph(tables, str(path), "Nothing else contains the tables: build the graph again")
        if folder.cache.name in parts:
            progress("removing kept results")
            shutil.rmtree(folder.cache)
        if folder.search.name in parts:
            progress("indexing words")
            aside = folder.generation / f"{folder.search.name}.new"
            aside.unlink(missing_ok=True)
            index_words(folder.tables, aside)
            aside.replace(folder.search)
        if folder.layout.name in parts:
            progress("laying out views")
            rows = [lay_out(view, folder.tables, None, manifest.settings) for view in PREPARED]
            layout.write_layouts(folder.layout, pl.concat(rows))
        if folder.store.name in parts:
            progress("loading the store")
            shutil.rmtree(folder.store)
            write_store(folder, manifest.settings)
        if parts - {folder.store.name}:
            write_sums(folder.generation)
    return damage


def _damaged(folder: GraphFolder) -> tuple[str, ...]:
    files = find_damage(folder.generation, read_sums(folder), thorough=True)
    store = find_store_damage(folder, thorough=True) if folder.store.is_dir() else ()
    return (*map(str, files), *store)
