"""The SPARQL store of a graph, made from its tables: by a build, or by the first query of a graph without one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg import rdf, tables
from kg.errors import DamagedGraph, NotAGraph, UsageError
from kg.folder import GraphFolder
from kg.settings import Settings
from kg.store.oxigraph import SORTED, OxigraphStore
from kg.system.atomic import sync_folder, sync_tree
from kg.system.checksums import Damage, find_damage, record
from kg.system.full_disk import explain_full_disk

_LOCK: Final = ".store.lock"
_BUILDING: Final = ".store.building"
_REPLACED: Final = ".store.replaced"
_ADVICE: Final = "The tables are unchanged: free some space and ask again"
_MAX_CHANGES: Final = 1_000_000
"""Changed statements above which the store is loaded anew: removing and adding one costs more than loading three."""
_LOADED: Final = "loaded_bytes.txt"
"""Size of the sorted files of a store when it was last loaded whole."""
_ROWS: Final = "rows.parquet"
"""Hashes of the rows that a store was made from (`kg.rdf.difference`), of which an update finds what has changed."""
_MAX_GROWTH: Final = 2
"""Growth since then above which a store is loaded anew. The engine compacts what updates add from time to time, and
what it compacts takes more space than what it loads (`kg.store.oxigraph.MAX_RUNS`)."""
_CHANGING: Final = ("LOCK", "LOG", "IDENTITY")
"""Files of Oxigraph that no answer depends on."""


def ensure_store(
    folder: GraphFolder, settings: Settings, progress: Callable[[str], None] = lambda _stage: None
) -> Path:
    """Return the folder of the SPARQL store, after making the store from the tables where it is missing.

    The store is filled beside its place and renamed when it is complete, so a process that is killed leaves none. Of
    several processes that want it at once, one makes it and the others wait. ``progress`` receives the name of the
    stage if there is work to do. Raises UsageError where the folder is not writable, NotAGraph where another build
    removed it meanwhile, DamagedGraph where a file of the store is not what was written.
    """
    if folder.store.is_dir():
        _verify(folder)
        return folder.store
    try:
        with explain_full_disk(folder.generation, _ADVICE), _store_lock(folder):
            if not folder.store.is_dir():
                progress("loading the store")
                write_store(folder, settings)
    except OSError as error:
        if not folder.tables.is_dir():
            raise NotAGraph("the graph was replaced by a newer build; run the command again", str(folder.path)) \
                from error  # fmt: skip
        raise UsageError(
            f"the graph has no SPARQL store, and none can be written into {folder.generation}: "
            f"{error.strerror or error}. Build the graph without --no-store, or make the folder writable."
        ) from error
    return folder.store


def renew_store(folder: GraphFolder, settings: Settings) -> None:
    """Make the store again while others may read the graph, or want to make the store themselves."""
    with explain_full_disk(folder.generation, _ADVICE), _store_lock(folder):
        write_store(folder, settings)


@contextmanager
def _store_lock(folder: GraphFolder) -> Iterator[None]:
    """Hold the lock of the process that makes the store."""
    from filelock import FileLock  # noqa: PLC0415 - a query of a graph with a store does without

    try:
        with FileLock(folder.generation / _LOCK):
            yield
    finally:
        # a lock file that another process is waiting for stays: Windows refuses to remove it
        with suppress(OSError):
            if folder.store.is_dir():
                (folder.generation / _LOCK).unlink()


def find_store_damage(folder: GraphFolder, *, thorough: bool = False) -> tuple[Damage, ...]:
    """Return what is wrong with the files of a store, nothing where all are as they were written."""
    damage = find_damage(folder.store, thorough=thorough)
    return tuple(replace(one, path=f"{folder.store.name}/{one.path}") for one in damage)


def _verify(folder: GraphFolder) -> None:
    if damage := find_store_damage(folder):
        remedy = f"Make the store again from the tables: kg repair {folder.path.name}"
        raise DamagedGraph([str(one) for one in damage], str(folder.path), remedy)


def write_store(folder: GraphFolder, settings: Settings) -> int:
    """Make the SPARQL store of a graph folder from its tables and return the number of statements.

    One that is there is replaced. For callers that have the folder to themselves; `ensure_store` and `renew_store` are
    for all others.
    """
    write = rdf.nquads if settings.store.named_graphs else rdf.ntriples
    hashes = rdf.RowHashes()
    with _new_store(folder) as building:
        with OxigraphStore.create(building) as store, store.writer() as out:
            count = write(
                tables.Tables(folder=folder.tables),
                out,
                base=settings.base,
                profile="store",
                with_text=settings.store.texts,
                seen=hashes.add,
            )
        hashes.frame().write_parquet(building / _ROWS)
        (building / _LOADED).write_text(f"{_sorted_bytes(building)}\n", encoding="ascii")
    return count


def update_store(folder: GraphFolder, earlier: GraphFolder, settings: Settings) -> int | None:
    """Make the store of a graph folder from that of another generation and what differs between their tables.

    Returns the number of statements that were removed or added, None where the earlier generation has no store that
    can be built upon. Both must have been made by this program with the same settings; the earlier one stays as it is.
    """
    import polars as pl  # noqa: PLC0415 - a query of a graph with a store does without

    if _has_outgrown(earlier.store) or find_store_damage(earlier, thorough=True):
        return None
    changes = rdf.changes(
        pl.read_parquet(earlier.store / _ROWS),
        tables.Tables(folder=folder.tables),
        base=settings.base,
        with_text=settings.store.texts,
        quads=settings.store.named_graphs,
        most=_MAX_CHANGES,
    )
    if changes is None:
        return None
    with OxigraphStore.open(earlier.store) as store:
        gone, new = store.compare(changes.subjects, "\n".join(changes.lines).encode())
    # a store that is open for writing is compacted in the background, so it is opened for as short as possible
    with _new_store(folder, earlier) as building:
        with OxigraphStore.change(earlier.store, building, leave_out=(_ROWS,)) as store:
            store.change_quads(gone, new)
        changes.hashes.write_parquet(building / _ROWS)
    return len(gone) + len(new)


def _sorted_bytes(store: Path) -> int:
    return sum(path.stat().st_size for path in store.glob(f"*{SORTED}"))


def _has_outgrown(store: Path) -> bool:
    """Return whether a store has grown so much that it is worth loading it anew.

    Also where nothing says its size or what it was made from, and where there is none.
    """
    if not (store / _ROWS).is_file():
        return True
    try:
        loaded = int((store / _LOADED).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return True
    return _sorted_bytes(store) > _MAX_GROWTH * loaded


@contextmanager
def _new_store(folder: GraphFolder, earlier: GraphFolder | None = None) -> Iterator[Path]:
    """Give a place for a store, which becomes that of the graph folder when the block ends well.

    Files may be linked from the store of an ``earlier`` generation.
    """
    building, replaced = folder.generation / _BUILDING, folder.generation / _REPLACED
    for remains in (building, replaced):
        shutil.rmtree(remains, ignore_errors=True)
    try:
        with explain_full_disk(building):
            yield building
            record(building, leave_out=_CHANGING, earlier=earlier.store if earlier else None)
            sync_tree(building)
        if folder.store.is_dir():
            folder.store.rename(replaced)
        building.rename(folder.store)
        sync_folder(folder.generation)
    finally:
        shutil.rmtree(building, ignore_errors=True)
        shutil.rmtree(replaced, ignore_errors=True)
