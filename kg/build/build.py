"""Building a graph: the plan carried out into a new generation, then index, layouts and store, then the switch."""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kg import layout, tables
from kg.authors import read_decisions as read_author_decisions
from kg.build.cache import Cache, Caches
from kg.build.execute import StageReport, execute
from kg.build.outputs import WORDS, outputs
from kg.build.plan import LOAD_STORE, OUTPUTS, TABLES
from kg.build.request import Request
from kg.build.runners import Processes, Runner
from kg.concepts import extended_vocabulary
from kg.concepts import read_decisions as read_concept_decisions
from kg.errors import KGError
from kg.folder import GraphFolder, Manifest, companion, new_generation, open_folder, vocabulary_file
from kg.ingest.stages.inputs import list_files
from kg.loading import write_store
from kg.model import Source
from kg.schema import SCHEMAS, FrameName
from kg.settings import Settings
from kg.version import __version__

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A graph that was built, and what each stage did."""

    folder: GraphFolder
    work: tuple[StageReport, ...]


def build(
    inputs: Sequence[str | Path],
    out: Path,
    *,
    day: date | None = None,
    decisions: Path | None = None,
    previous: Path | None = None,
    strict: bool = False,
    form: str | None = None,
    vocabulary: Sequence[Path] = (),
    only_vocabulary: bool = False,
    settings: Settings | None = None,
    workers: int | None = None,
    runner: Runner | None = None,
    store: bool = True,
    transient: bool = False,
    progress: Progress = lambda _stage: None,
) -> BuildResult:
    """Build the graph of some files in the folder ``out``; an existing graph stays until the new one is complete.

    ``decisions`` is the decisions folder (``authors.txt``, ``concepts.txt``). ``previous`` is a graph whose positions
    the pictures start from, so that known nodes move little. ``vocabulary`` are SKOS files that are added to the
    shipped vocabulary, or with ``only_vocabulary`` replace it. ``workers`` is the number of processes, one per core
    unless given. Another ``runner`` may compute the tables; index and layouts are files of this machine, so processes
    of it make them. Without ``store`` the first SPARQL query makes the store.
    Cached stages take the results of unchanged units from the graph that is replaced.
    ``transient`` is for a graph that no later build renews: no results are kept with it, and no views are laid out
    beforehand.

    Raises InputError when no paper can be read, RejectedRow at the first bad row under ``strict``.
    """
    settings = settings or Settings()
    request = Request(
        tuple(map(str, inputs)),
        settings,
        read_author_decisions(decisions),
        read_concept_decisions(decisions),
        extended_vocabulary(vocabulary, replace=only_vocabulary) if vocabulary else None,
        day,
        form,
        strict,
    )
    earlier = open_folder(previous)[0] if previous else None
    with new_generation(out) as (folder, commit):
        cached = _cache_of(out)
        caches = Caches() if transient else Caches(cached, Cache(folder.cache, without_names=request.hides))
        with Processes(workers) as processes, runner or nullcontext(processes) as running:
            counts, work = _write_tables(folder, request, running, caches, progress)
            given = outputs(folder.generation, counts["papers"], earlier.layout if earlier else None)
            if transient:
                given = given.filter(pl.col("output") == WORDS)
            work += _write_outputs(folder, request, processes, given, progress)
        del earlier  # which may be the generation that is replaced; nothing reads it from here on
        # the workers have ended, and their memory is free for the loader
        if store:
            work.append(_write_store(folder, settings, progress))
        made = tables.Tables(folder=folder.tables)
        manifest = Manifest(
            version=__version__,
            settings=settings,
            sources=tuple(Source(*row) for row in made["sources"].iter_rows()),
            counts=counts,
            months=_months(made),
            decisions=companion(decisions, out) if decisions else None,
            vocabulary=tuple(map(vocabulary_file, vocabulary)),
            only_vocabulary=only_vocabulary,
            summary=tables.summarize(made),
        )
        # who is hidden now may appear in the generation before, also where somebody reads it
        return BuildResult(commit(manifest, keep_held=not request.hides), tuple(work))


def _cache_of(out: Path) -> Cache:
    """Return the results kept with the graph that is to be replaced; nothing where none can be read."""
    try:
        return Cache(open_folder(out, held=False)[0].cache)
    except KGError:
        return Cache()


def _write_tables(
    folder: GraphFolder,
    request: Request,
    runner: Runner,
    caches: Caches,
    progress: Progress,
) -> tuple[dict[str, int], list[StageReport]]:
    """Write each table as soon as the plan has made it; return the rows of each, and the work of the stages."""
    counts: dict[str, int] = {}

    def keep(name: FrameName, frame: pl.DataFrame) -> None:
        if name in SCHEMAS:
            tables.write_table(name, tables.ordered(name, frame), folder.tables)
            counts[name] = frame.height

    given = list_files(request.inputs, request.settings.ingest, day=request.day, form=request.form)
    return counts, execute(TABLES, request, given, runner, caches=caches, keep=keep, progress=progress)


def _months(made: tables.Tables) -> tuple[str, str]:
    """Return the first and the last month of the papers, "" where no month is known."""
    months = made["papers"]["month"].replace("", None).drop_nulls()
    return str(months.min() or ""), str(months.max() or "")


def _write_outputs(
    folder: GraphFolder,
    request: Request,
    runner: Runner,
    given: pl.DataFrame,
    progress: Progress,
) -> list[StageReport]:
    def keep(_name: FrameName, frame: pl.DataFrame) -> None:
        layout.write_layouts(folder.layout, frame.rename({"output": "view"}))

    return execute(OUTPUTS, request, {"outputs": given}, runner, caches=Caches(), keep=keep, progress=progress)


def _write_store(folder: GraphFolder, settings: Settings, progress: Progress) -> StageReport:
    """Load the tables into a store."""
    progress(LOAD_STORE.name)
    wall, cpu = time.perf_counter(), time.process_time()
    rows = write_store(folder, settings)
    return StageReport(LOAD_STORE, 0, 0, rows, time.perf_counter() - wall, time.process_time() - cpu)
