"""Make a generation of a graph: execute the plan, then make index, layouts and store, then commit.

Unchanged parts are taken from the generation that is replaced: results of stages (`kg.build.cache`), and the store, to
which the difference between the tables of both generations is applied.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from kg import layout, tables
from kg.build.cache import Cache, Caches
from kg.build.execute import StageReport, execute
from kg.build.inputs import changed_names, digest_of, write_inputs
from kg.build.outputs import SEARCH_INDEX, outputs
from kg.build.plan import LOAD_STORE, OUTPUT_STAGES, TABLE_STAGES
from kg.build.request import BuildRequest
from kg.build.runners import Processes, Runner
from kg.errors import KGError, UsageError
from kg.fingerprint import program_fingerprint
from kg.folder import (
    GraphFolder,
    Manifest,
    clear_remains,
    companion,
    new_generation,
    open_folder,
    read_folder,
    vocabulary_file,
)
from kg.frames.reference import reference_size
from kg.loading import ensure_store, update_store, write_store
from kg.model import Source
from kg.schema import SCHEMAS, FrameName, Frames
from kg.system.checksums import find_damage
from kg.version import __version__

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Origin:
    """The files, besides the inputs, that a graph is built with: the decisions folder and SKOS files."""

    decisions: Path | None = None
    vocabulary: tuple[Path, ...] = ()
    only_vocabulary: bool = False


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Files that are new, changed and removed since the generation that was replaced.

    ``reference_papers`` is the number of reference papers (`kg.frames.reference`) if it has changed, so that statistics
    were counted again; ``step_cpu`` are the CPU seconds of the stages that had to compute most of their units again.
    """

    new: int
    changed: int
    gone: int
    reference_papers: int | None = None
    step_cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A graph that was built, the work of each stage (empty if nothing was new), and the changes."""

    folder: GraphFolder
    work: tuple[StageReport, ...]
    changes: FileChanges | None = None


def make_generation(
    out: Path,
    request: BuildRequest,
    inputs: Frames,
    origin: Origin,
    *,
    previous: Path | None = None,
    workers: int | None = None,
    runner: Runner | None = None,
    store: bool = True,
    transient: bool = False,
    only_tables: bool = False,
    basis: Manifest | None = None,
    progress: Progress = lambda _stage: None,
) -> BuildResult:
    """Make the graph of some files in the folder ``out``; see `kg.build.build.build_folder` for the options.

    ``inputs`` are the frames ``files`` and ``input_reports``. If the graph already has these files, only a missing
    store is made. ``basis`` is the graph that the list of files comes from. Raises UsageError if another build has
    replaced it, since the files of that build would be lost.
    """
    digest = digest_of(request, inputs)
    if previous is None and (same := _same(out, digest, origin)):
        clear_remains(out, keep_held=not request.hides)
        if store:
            ensure_store(same, request.settings, progress)
        return BuildResult(same, (), FileChanges(0, 0, 0))
    start = open_folder(previous)[0] if previous else None
    with new_generation(out) as (folder, commit):
        if basis is not None and read_folder(out, held=False)[1].sha256 != basis.sha256:
            raise UsageError(f"another build has replaced {out} meanwhile; run the command again")
        earlier = _Earlier.open(out)
        caches = (
            Caches()
            if transient or only_tables
            else Caches(earlier.cache, Cache(folder.cache, without_names=request.hides))
        )
        with Processes(workers) as processes, runner or nullcontext(processes) as running:
            counts, work = _write_tables(folder, request, inputs, runner=running, caches=caches, progress=progress)
            given = outputs(
                folder.generation,
                counts["papers"],
                earlier_layout=start.layout if start else None,
                replaced=earlier.of_this_program.generation if earlier.of_this_program else None,
                hides=request.hides,
            )
            if only_tables:
                given = given.clear()
            elif transient:
                given = given.filter(pl.col("output") == SEARCH_INDEX)
            work += _write_outputs(folder, request, processes, given, progress)
        del start  # releases the generation that is replaced, which is not read from here on
        if not transient and not only_tables:
            write_inputs(folder.cache, inputs)
        # the workers have ended, and their memory is free for the loader
        if store and not only_tables:
            work.append(_write_store(folder, request, earlier, progress))
        made = tables.Tables(folder=folder.tables)
        manifest = Manifest(
            version=__version__,
            program=program_fingerprint(),
            origin="" if previous else digest,  # with ``previous``, positions depend on more than these files
            settings=request.settings,
            sources=tuple(Source(*row) for row in made["sources"].iter_rows()),
            counts=counts,
            months=_months(made),
            decisions=companion(origin.decisions, out) if origin.decisions else None,
            vocabulary=tuple(vocabulary_file(path, out) for path in origin.vocabulary),
            only_vocabulary=origin.only_vocabulary,
            summary=tables.summarize(made),
        )
        # the previous generation may contain people who are hidden now, so it is removed even if it has readers
        done = commit(manifest, keep_held=not request.hides)
        return BuildResult(done, tuple(work), earlier.changes(manifest, work))


def index_and_load(
    folder: GraphFolder,
    manifest: Manifest,
    *,
    workers: int | None = None,
    store: bool = True,
    progress: Progress = lambda _stage: None,
) -> None:
    """Make search index, layouts and store of a generation that has its tables."""
    request = BuildRequest(settings=manifest.settings)
    given = outputs(folder.generation, manifest.counts["papers"])
    with Processes(workers) as processes:
        _write_outputs(folder, request, processes, given, progress)
    if store:
        _write_store(folder, request, _Earlier(), progress)


def _same(out: Path, digest: str, origin: Origin) -> GraphFolder | None:
    """Return the graph in a folder if it is intact and has the same origin."""
    try:
        folder, manifest = open_folder(out)
    except KGError:
        return None
    # an update looks for decisions and vocabulary at the paths in the manifest; a path may be written differently
    known = [*(one.place for one in manifest.vocabulary), *filter(None, (manifest.decisions,))]
    places = [*origin.vocabulary, *filter(None, (origin.decisions,))]
    moved = [one.locate(out).resolve() for one in known] != [path.resolve() for path in places]
    if manifest.origin != digest or moved:
        return None
    # the contents of tables are checked, since only a build can recreate them; `kg repair` recreates the rest
    unread = (folder.cache.name, folder.search.name)
    return None if find_damage(folder.generation, leave_out=unread, thorough=True) else folder


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The generation that is replaced; it has no folder if it does not exist or is damaged."""

    folder: GraphFolder | None = None
    manifest: Manifest | None = None

    @classmethod
    def open(cls, out: Path) -> "_Earlier":
        try:
            folder, manifest = open_folder(out, held=False)
        except KGError:
            return cls()
        # reused files are checked here, except cached results and the store, which are checked when they are used
        if find_damage(folder.generation, leave_out=(folder.cache.name,), thorough=True):
            return cls()
        return cls(folder, manifest)

    @property
    def of_this_program(self) -> GraphFolder | None:
        """The generation if this program made it, so that its parts are what this program makes from its tables."""
        made_here = self.manifest is not None and self.manifest.program == program_fingerprint()
        return self.folder if made_here else None

    @property
    def cache(self) -> Cache:
        """The cached results."""
        return Cache(self.folder.cache) if self.folder else Cache()

    def changes(self, now: Manifest, work: Sequence[StageReport]) -> FileChanges | None:
        """Return the changes, None without a previous generation."""
        if self.manifest is None:
            return None
        before, after = ([(one.path, one.sha256) for one in manifest.sources] for manifest in (self.manifest, now))
        sizes = [reference_size(manifest.counts["papers"]) for manifest in (self.manifest, now)]
        if sizes[0] == sizes[1]:
            return FileChanges(*changed_names(before, after))
        again = sum(one.cpu for one in work if one.stage.cached and one.known < one.units / 2)
        return FileChanges(*changed_names(before, after), sizes[1], again)


def _write_tables(
    folder: GraphFolder, request: BuildRequest, inputs: Frames, *, runner: Runner, caches: Caches, progress: Progress
) -> tuple[dict[str, int], list[StageReport]]:
    """Write each table as soon as it is made; return the number of rows of each table, and the work of the stages."""
    counts: dict[str, int] = {}

    def keep(name: FrameName, frame: pl.DataFrame) -> None:
        if name in SCHEMAS:
            tables.write_table(name, tables.order_table(name, frame), folder.tables)
            counts[name] = frame.height

    return counts, execute(TABLE_STAGES, request, inputs, runner, caches=caches, keep=keep, progress=progress)


def _months(made: tables.Tables) -> tuple[str, str]:
    """Return the first and the last month of the papers, "" if no month is known."""
    months = made["papers"]["month"].replace("", None).drop_nulls()
    return str(months.min() or ""), str(months.max() or "")


def _write_outputs(
    folder: GraphFolder,
    request: BuildRequest,
    runner: Runner,
    given: pl.DataFrame,
    progress: Progress,
) -> list[StageReport]:
    def keep(_name: FrameName, frame: pl.DataFrame) -> None:
        layout.write_layouts(folder.layout, frame.rename({"output": "view"}))

    return execute(OUTPUT_STAGES, request, {"outputs": given}, runner, caches=Caches(), keep=keep, progress=progress)


def _write_store(folder: GraphFolder, request: BuildRequest, earlier: _Earlier, progress: Progress) -> StageReport:
    """Load the tables into a new store, or the changes into the earlier store."""
    progress(LOAD_STORE.name)
    wall, cpu = time.perf_counter(), time.process_time()
    rows = None
    if earlier.of_this_program and earlier.manifest and _has_its_statements(earlier.manifest, request):
        rows = update_store(folder, earlier.of_this_program, request.settings)
    if rows is None:
        rows = write_store(folder, request.settings)
    return StageReport(LOAD_STORE, 0, 0, rows, time.perf_counter() - wall, time.process_time() - cpu)


def _has_its_statements(earlier: Manifest, request: BuildRequest) -> bool:
    """Return True if the earlier store can be updated: its settings are the same, and nobody is hidden.

    If a person is hidden, the store is created again, since the files of the earlier one may contain the name.
    """
    before, now = ((settings.base, settings.store) for settings in (earlier.settings, request.settings))
    return before == now and not request.hides
