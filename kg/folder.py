"""Read and write the graph folder: generations, one of which the manifest names.

::

    arxiv.kg/
      manifest.json         the current generation, and what it was made from
      generation-0002/
        tables/*.parquet
        store/              Oxigraph
        search.sqlite       full-text index
        layout.parquet      positions
        cache/              results of stages, for the next build
        files.json          size and SHA-256 of the files above
        verified.json       modification times of intact files; for this machine only
        .readers            lock file of the readers of the generation
      generation-0001/      only while it still has readers

A build fills a new folder, which becomes the graph when the manifest is replaced, by one atomic rename. A build
that is killed before leaves the old graph intact, and the next build removes its remains. Everything is synced to disk
before the rename. Readers lock the generation they have opened (`kg.system.locks`); a build removes generations without
a lock. `files.json` has size and SHA-256 of every file except those of the store, which may be created later and has
its own list; both are compared when a graph is opened (`kg.system.checksums`).
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from shlex import quote
from typing import Any, Final

import msgspec

from kg.errors import DamagedGraph, GraphLocked, NotAGraph, UsageError, advise_build
from kg.model import Source, Summary
from kg.settings import Settings
from kg.system.atomic import replacing, sync_folder, sync_tree
from kg.system.checksums import LIST, Damage, find_damage, record, sha256_of
from kg.system.full_disk import explain_full_disk
from kg.system.locks import Hold, hold, is_held, make_lock_file

FORMAT: Final = 5
_MANIFEST: Final = "manifest.json"
_BUILDING: Final = "building"
_LOCK: Final = ".lock"
_REMOVING: Final = "removing-"
_STORE: Final = "store"
_GENERATION: Final = re.compile(r"generation-(\d{4,})")


@dataclass(frozen=True, slots=True)
class Companion:
    """A file or folder that a graph was built with, to be read again later.

    ``given`` is the path as the user wrote it; ``from_graph`` is relative to the graph folder, "" where that is
    impossible (another drive).
    """

    given: str
    from_graph: str

    def locate(self, graph: Path) -> Path:
        """Return the path: relative to the graph, so that both may be moved together, else as given."""
        beside = Path(os.path.normpath(graph.resolve() / self.from_graph))
        return beside if self.from_graph and (beside.exists() or not Path(self.given).exists()) else Path(self.given)


@dataclass(frozen=True, slots=True)
class VocabularyFile:
    """A SKOS file that a graph was built with, and its path."""

    name: str
    sha256: str
    place: Companion


@dataclass(frozen=True, slots=True)
class Manifest:
    """Contents and origin of a graph. ``counts`` are rows per table; ``months`` are the first and the last one.

    ``sha256`` is the `digest` as it was written. ``program`` is a hash of the program that made the graph, ``origin`` a
    hash of everything that its tables depend on: a build with an equal one has nothing to do. ``decisions`` is the
    decisions folder, None without one. ``vocabulary`` lists the SKOS files that were added to the shipped vocabulary,
    or with ``only_vocabulary`` used instead of it.
    """

    version: str
    settings: Settings
    program: str = ""
    origin: str = ""
    sources: tuple[Source, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    months: tuple[str, str] = ("", "")
    summary: Summary = field(default_factory=Summary)
    decisions: Companion | None = None
    vocabulary: tuple[VocabularyFile, ...] = ()
    only_vocabulary: bool = False
    format: int = FORMAT
    generation: int = 0
    sha256: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest's other fields."""
        return hashlib.sha256(msgspec.json.encode(replace(self, sha256=""))).hexdigest()

    @property
    def base(self) -> str:
        """The base IRI of authors and concepts."""
        return self.settings.base

    @property
    def named_graphs(self) -> bool:
        """True if the store distinguishes the named graphs."""
        return self.settings.store.named_graphs


def companion(path: Path, graph: Path) -> Companion:
    """Describe a file or folder for the manifest of the graph at ``graph``."""
    try:
        from_graph = Path(os.path.relpath(path.resolve(), graph.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        from_graph = ""
    return Companion(str(path), from_graph)


def vocabulary_file(path: Path, graph: Path) -> VocabularyFile:
    """Describe a SKOS file for the manifest of the graph at ``graph``."""
    return VocabularyFile(path.name, sha256_of(path), companion(path, graph))


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """Paths of the parts of one generation of a graph.

    A folder that was opened for reading has a ``hold``: the generation stays on disk until the hold is released or
    garbage-collected.
    """

    path: Path
    generation: Path
    hold: Hold | None = field(default=None, compare=False, repr=False)

    @property
    def tables(self) -> Path:
        """The Parquet tables."""
        return self.generation / "tables"

    @property
    def store(self) -> Path:
        """The Oxigraph store."""
        return self.generation / _STORE

    @property
    def search(self) -> Path:
        """The full-text index."""
        return self.generation / "search.sqlite"

    @property
    def cache(self) -> Path:
        """Results of stages, for the next build."""
        return self.generation / "cache"

    @property
    def layout(self) -> Path:
        """Positions of the nodes of prepared views."""
        return self.generation / "layout.parquet"


def open_folder(path: Path, *, held: bool = True) -> tuple[GraphFolder, Manifest]:
    """Return the paths of a graph's parts, and its manifest, after checking its files; the hold is as in `read_folder`.

    Raises NotAGraph for a missing graph, or one this version cannot read, DamagedGraph if a file differs from what was
    written. Cached results of stages are checked by the build that uses them.
    """
    folder, manifest = read_folder(path, held=held)
    if damage := find_damage(folder.generation, leave_out=(folder.cache.name,)):
        raise DamagedGraph([str(one) for one in damage], str(path), _remedy(folder, damage))
    return folder, manifest


def is_lost(folder: GraphFolder, damage: Damage) -> bool:
    """Return True if only a build can recreate a damaged file: a table, or the list of checksums of tables."""
    return damage.part in (folder.tables.name, LIST)


def _remedy(folder: GraphFolder, damage: Sequence[Damage]) -> str:
    if any(is_lost(folder, one) for one in damage):
        return f"Build the graph again: {advise_build(folder.path)}"
    return f"Make it again from the tables: kg repair {quote(str(folder.path))}"


def read_folder(path: Path, *, held: bool = True) -> tuple[GraphFolder, Manifest]:
    """Return the paths of a graph's parts, and its manifest, without checking the files.

    The generation stays on disk as long as the folder's hold. A writer (`lock_graph`) opens it without ``held``: it
    cannot disappear, and a hold would keep it when it is replaced.

    Raises NotAGraph for a missing graph, or one this version cannot read.
    """
    raw = _read_raw(path)
    while True:
        manifest = decode_manifest(raw, path)
        generation = path / _name(manifest.generation)
        lock = None
        if held:
            with suppress(FileNotFoundError):
                lock = hold(generation)
        # a build that replaced the manifest before the lock was taken may remove the generation
        earlier, raw = raw, _read_raw(path) if held else raw
        if raw == earlier:
            break
    folder = GraphFolder(path, generation, lock)
    if not folder.tables.is_dir():
        missing = f"generation {folder.generation.name} is missing; build the graph again: {advise_build(path)}"
        raise NotAGraph(missing, str(path))
    return folder, manifest


def _read_raw(path: Path) -> bytes:
    if not path.exists():
        raise NotAGraph("no such graph; make it with: kg build INPUT -o " + path.name, str(path))
    try:
        return (path / _MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotAGraph("not a graph folder (no manifest.json); pass a folder created by kg build",
                        str(path)) from None  # fmt: skip


def decode_manifest(raw: bytes, path: Path) -> Manifest:
    """Decode a manifest, its format first: another format may have other fields."""
    try:
        values = msgspec.json.decode(raw, type=dict[str, Any])
        format_ = values.get("format")
        if format_ != FORMAT:
            raise NotAGraph(
                f"the graph has format {format_}, this version reads {FORMAT}; build it again: {advise_build(path)}",
                str(path),
            )
        Settings.from_dict(msgspec.convert(values.get("settings"), dict[str, Any]))  # stricter than msgspec
        manifest = msgspec.convert(values, Manifest)
    except (msgspec.MsgspecError, ValueError) as error:  # ValueError: bytes that are not UTF-8
        raise NotAGraph(
            f"the manifest is damaged ({error}); build it again: {advise_build(path)}", str(path / _MANIFEST)
        ) from error
    except UsageError as error:
        raise NotAGraph(
            f"the graph has other settings than this version ({error}); build it again: {advise_build(path)}", str(path)
        ) from error
    if manifest.sha256 != manifest.digest:
        damage = f"{_MANIFEST} has other contents than were written"
        raise DamagedGraph([damage], str(path), f"Build the graph again: {advise_build(path)}")
    return manifest


def is_graph(path: Path) -> bool:
    """Return whether ``path`` is a graph folder, readable or not."""
    return (path / _MANIFEST).is_file()


@contextmanager
def new_generation(path: Path) -> Iterator[tuple[GraphFolder, "Commit"]]:
    """Yield a folder to fill; calling the commit with a manifest makes it the graph.

    Without a commit, the folder is removed and the old graph stays. Only one build at a time may write a graph. Raises
    GraphLocked if another build does, UsageError if the folder contains other things.
    """
    if path.exists() and (not path.is_dir() or (any(path.iterdir()) and not is_graph(path) and not _remains(path))):
        raise UsageError(f"{path} exists and is not a graph; give another place with -o, or move it away")
    made_here = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make {path}: {error.strerror}; give another place with -o") from error
    building = path / _BUILDING
    with explain_full_disk(path, _advice(path)), lock_graph(path):
        try:
            for remains in _unfinished(path):
                shutil.rmtree(remains, ignore_errors=True)
            building.mkdir()
            yield GraphFolder(path, building), Commit(path, building)
        finally:
            shutil.rmtree(building, ignore_errors=True)
            if made_here and not is_graph(path):
                with suppress(OSError):  # another build may have finished meanwhile
                    (path / _LOCK).unlink()
                    path.rmdir()


def _advice(path: Path) -> str:
    """Return the advice for a full disk."""
    earlier = "The graph in place is unchanged; a new one is written beside it. " if is_graph(path) else ""
    return f"{earlier}Free some space, or give another place with -o"


@contextmanager
def lock_graph(path: Path) -> Iterator[None]:
    """Hold the write lock of a graph. Raises GraphLocked if another process holds it."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only writers need it

    lock = FileLock(path / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise GraphLocked(str(path)) from None
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class Commit:
    """The last step of a build."""

    path: Path
    building: Path

    def __call__(self, manifest: Manifest, *, keep_held: bool = True) -> GraphFolder:
        """Make the filled folder the graph, and remove the generations without readers.

        Generations with readers stay until a later build. Without ``keep_held`` they are removed, too: they may contain
        data that must be deleted. Raises UsageError if one cannot be removed then; the new graph is in place.
        """
        older = _generations(self.path)
        current = _current(self.path)
        generation = max(older, default=0) + 1
        folder = self.path / _name(generation)
        record_generation(self.building, earlier=older.get(current))
        make_lock_file(self.building)
        sync_tree(self.building)
        self.building.rename(folder)
        sync_folder(self.path)
        manifest = replace(manifest, generation=generation)
        manifest = replace(manifest, sha256=manifest.digest)
        with suppress(OSError):  # a parent that may not be listed cannot be opened
            sync_folder(self.path.absolute().parent)  # which may contain the graph folder only since this build
        with replacing(self.path / _MANIFEST) as out:
            out.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        _remove_all(older.values(), replaced=older.get(current), keep_held=keep_held)
        return read_folder(self.path)[0]


def clear_remains(path: Path, *, keep_held: bool = True) -> None:
    """Remove the remains of earlier builds from a graph folder, as a commit does, after a build with nothing to do.

    A process that writes the graph meanwhile does it instead; in a read-only folder everything stays.
    """
    if len(_generations(path)) < 2 and not _unfinished(path):  # noqa: PLR2004 - none besides the graph's own
        return
    try:
        with lock_graph(path):
            current = _current(path)
            for one in _unfinished(path):
                shutil.rmtree(one, ignore_errors=True)
            older = [one for number, one in _generations(path).items() if current and number != current]
            _remove_all(older, replaced=None, keep_held=keep_held)
    except (UsageError, OSError):
        if not keep_held and len(_generations(path)) > 1:
            raise


def _unfinished(path: Path) -> list[Path]:
    return [one for one in (path / _BUILDING, *path.glob(_REMOVING + "*")) if one.exists()]


def _remove_all(generations: Iterable[Path], *, replaced: Path | None, keep_held: bool) -> None:
    """Remove generations, with ``keep_held`` only those without readers; ``replaced`` is the previous graph."""
    for one in generations:
        if keep_held and _may_be_read(one, replaced=one == replaced):
            continue
        remains = _remove(one)
        if remains.exists() and not keep_held:
            raise UsageError(
                f"the graph is built, but {remains}, which may name people who are hidden now, cannot be removed; "
                "remove that folder"
            )


def _may_be_read(generation: Path, *, replaced: bool) -> bool:
    """Return True if a generation has readers; without locks, if it is the one just ``replaced``."""
    try:
        return is_held(generation)
    except OSError:
        return replaced


def _remove(generation: Path) -> Path:
    """Remove a generation and return its last path, which exists only if the system refused.

    It is renamed first: a reader without a lock then misses the whole generation, not a part of it.
    """
    aside = generation.with_name(_REMOVING + generation.name)
    try:
        generation.rename(aside)
    except OSError:
        return generation
    shutil.rmtree(aside, ignore_errors=True)
    return aside


def record_generation(generation: Path, *, earlier: Path | None = None) -> None:
    """Write the list of the files of a generation; its store may be created later, and has its own list.

    ``earlier`` is a generation whose files may be hard-linked.
    """
    record(generation, leave_out=(_STORE,), earlier=earlier)


def _name(generation: int) -> str:
    return f"generation-{generation:04d}"


def _generations(path: Path) -> dict[int, Path]:
    return {int(match[1]): p for p in path.iterdir() if (match := _GENERATION.fullmatch(p.name))}


def _current(path: Path) -> int:
    try:
        return read_folder(path, held=False)[1].generation
    except NotAGraph:
        return 0


def _remains(path: Path) -> bool:
    """Return True if a folder has only the remains of a first build that was killed."""
    return all(
        p.name in {_BUILDING, _LOCK}
        or p.name.startswith((f".{_MANIFEST}.", _REMOVING))
        or _GENERATION.fullmatch(p.name)
        for p in path.iterdir()
    )
