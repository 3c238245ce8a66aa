"""Create the SPARQL store of a graph from its tables: in a build, or at the first query of a graph without one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shlex import quote
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
"""Number of changed statements above which the store is reloaded: removing and adding one costs more than loading
three."""
_LOADED: Final = "loaded_bytes.txt"
"""Size of the sorted files of a store when it was last loaded whole."""
_ROWS: Final = "rows.parquet"
"""Hashes of the rows that a store was made from (`kg.rdf.difference`); an update compares them."""
_MAX_GROWTH: Final = 2
"""Growth factor since then above which a store is reloaded. The engine compacts added statements from time to time, and
compacted files take more space than loaded ones (`kg.store.oxigraph.MAX_RUNS`)."""
_CHANGING: Final = ("LOCK", "LOG", "IDENTITY")
"""Files of Oxigraph that no answer depends on."""


def ensure_store(
    folder: GraphFolder, settings: Settings, progress: Callable[[str], None] = lambda _stage: None
) -> Path:
    """Return the folder of the SPARQL store; create the store from the tables if it is missing.

    The store is written to a temporary folder and renamed when it is complete, so a killed process leaves none. If
    several processes need it at once, one creates it and the others wait. ``progress`` receives the name of the stage
    if there is work to do. Raises UsageError if the folder is not writable, NotAGraph if another build removed it
    meanwhile, DamagedGraph if a file of the store differs from what was written.
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
    """Recreate the store while others may read the graph, or create the store themselves."""
    with explain_full_disk(folder.generation, _ADVICE), _store_lock(folder):
        write_store(folder, settings)


@contextmanager
def _store_lock(folder: GraphFolder) -> Iterator[None]:
    """Hold the lock of the process that creates the store."""
    from filelock import FileLock  # noqa: PLC0415 - a query of a graph with a store does without

    try:
        with FileLock(folder.generation / _LOCK):
            yield
    finally:
        # Windows refuses to remove a lock file that another process waits for; it stays
        with suppress(OSError):
            if folder.store.is_dir():
                (folder.generation / _LOCK).unlink()


def find_store_damage(folder: GraphFolder, *, thorough: bool = False) -> tuple[Damage, ...]:
    """Return the damage of a store's files; empty if all are as written."""
    damage = find_damage(folder.store, thorough=thorough)
    return tuple(replace(one, path=f"{folder.store.name}/{one.path}") for one in damage)


def _verify(folder: GraphFolder) -> None:
    if damage := find_store_damage(folder):
        remedy = f"Make the store again from the tables: kg repair {quote(str(folder.path))}"
        raise DamagedGraph([str(one) for one in damage], str(folder.path), remedy)


def write_store(folder: GraphFolder, settings: Settings) -> int:
    """Create the SPARQL store of a graph folder from its tables and return the number of statements.

    An existing store is replaced. For callers with exclusive access to the folder; others use `ensure_store` and
    `renew_store`.
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
    """Create the store of a graph folder from another generation's store and the differences between their tables.

    Returns the number of statements that were removed or added, None if the earlier generation has no usable store.
    Both must have been made by this program with the same settings; the earlier one stays as it is.
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
    # a store that is open for writing is compacted in the background, so it is opened as briefly as possible
    with _new_store(folder, earlier) as building:
        with OxigraphStore.change(earlier.store, building, leave_out=(_ROWS,)) as store:
            store.change_quads(gone, new)
        changes.hashes.write_parquet(building / _ROWS)
    return len(gone) + len(new)


def _sorted_bytes(store: Path) -> int:
    return sum(path.stat().st_size for path in store.glob(f"*{SORTED}"))


def _has_outgrown(store: Path) -> bool:
    """Return True if a store has grown so much that it should be reloaded.

    Also if its original size or rows are unknown, or it does not exist.
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
    """Yield a folder for a store, which becomes the graph's store if the block succeeds.

    Files may be hard-linked from the store of an ``earlier`` generation.
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
