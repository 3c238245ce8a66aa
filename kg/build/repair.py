"""Recreate the damaged parts of a graph from its tables."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from kg import layout
from kg.build.outputs import PREPARED, index_words, lay_out
from kg.errors import DamagedGraph, advise_build
from kg.folder import GraphFolder, is_lost, lock_graph, read_folder, record_generation
from kg.loading import find_store_damage, renew_store
from kg.system.checksums import Damage, find_damage
from kg.system.full_disk import explain_full_disk


def find_damaged_files(path: Path) -> tuple[Damage, ...]:
    """Return the problems of a graph's files, after reading all contents; empty if all are intact.

    Raises NotAGraph if the manifest cannot be read.
    """
    return _damaged(read_folder(path)[0])


def repair_folder(path: Path, progress: Callable[[str], None] = lambda _stage: None) -> tuple[Damage, ...]:
    """Recreate the store, the search index and the positions if they are damaged; return the damaged files.

    Damaged results of stages are removed, and the next build computes them again. Views that started from positions of
    an earlier graph are laid out from scratch. Raises DamagedGraph if tables are damaged: only a build can recreate
    them.
    """
    read_folder(path, held=False)  # raises before a lock file is created in a folder that is not a graph
    with explain_full_disk(path, "Free some space and call it again"), lock_graph(path):
        folder, manifest = read_folder(path, held=False)
        damage = _damaged(folder)
        if lost := [str(one) for one in damage if is_lost(folder, one)]:
            raise DamagedGraph(
                lost, str(path), f"Nothing else contains the tables: build the graph again with {advise_build(path)}"
            )
        parts = {one.part for one in damage}
        if folder.cache.name in parts:
            progress("removing kept results")
            shutil.rmtree(folder.cache)
        if folder.search.name in parts:
            progress("indexing words")
            aside = folder.generation / f".{folder.search.name}.new"
            aside.unlink(missing_ok=True)
            index_words(folder.generation, target=aside)
            aside.replace(folder.search)
        if folder.layout.name in parts:
            progress("laying out views")
            rows = [lay_out(view, folder.generation, manifest.settings) for view in PREPARED]
            layout.write_layouts(folder.layout, pl.concat(rows))
        if folder.store.name in parts:
            progress("loading the store")
            renew_store(folder, manifest.settings)
        if parts - {folder.store.name}:
            record_generation(folder.generation)
    return damage


def _damaged(folder: GraphFolder) -> tuple[Damage, ...]:
    store = find_store_damage(folder, thorough=True) if folder.store.is_dir() else ()
    return (*find_damage(folder.generation, thorough=True), *store)
