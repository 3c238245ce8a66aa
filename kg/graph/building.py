"""Build a graph from Python and open it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kg.build.build import build_folder, renew_folder, update_folder
from kg.build.explanation import describe_work
from kg.build.generation import BuildResult
from kg.build.runners import Runner
from kg.graph.graph import Graph, load
from kg.settings import Settings


def build(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    day: date | None = None,
    base: str | None = None,
    decisions: str | Path | None = None,
    previous: str | Path | None = None,
    strict: bool = False,
    form: str | None = None,
    vocabulary: Sequence[str | Path] = (),
    only_vocabulary: bool = False,
    settings: Settings | None = None,
    workers: int | None = None,
    runner: Runner | None = None,
    store: bool = True,
    progress: Callable[[str], None] = lambda _stage: None,
) -> Graph:
    """Build a graph from digests and open it, as ``kg build`` does and with the same defaults.

    ``inputs`` are files, folders or globs; ``out`` is the graph folder, whose old graph stays until the new one is
    complete. ``form`` names the format of all files, instead of recognizing it per file (`kg formats`). ``vocabulary``
    are SKOS files whose concepts are added to the shipped ones, or with ``only_vocabulary`` replace them. ``workers``
    is the number of processes, one per core unless given; a ``runner`` computes elsewhere (`kg.build.runners`). Without
    ``store`` the first SPARQL query creates the store. ``progress`` is called with the name of each stage when it
    begins; ``work`` of the graph describes the work of each stage. Raises InputError when no paper can be read,
    RejectedRow at the first bad row under ``strict``.
    """
    settings = settings or Settings()
    built = build_folder(
        [inputs] if isinstance(inputs, str | Path) else inputs,
        Path(out),
        day=day,
        decisions=Path(decisions) if decisions else None,
        previous=Path(previous) if previous else None,
        strict=strict,
        form=form,
        vocabulary=[Path(file) for file in vocabulary],
        only_vocabulary=only_vocabulary,
        settings=settings.with_base(base) if base else settings,
        workers=workers,
        runner=runner,
        store=store,
        progress=progress,
    )
    return _opened(built)


def update(
    graph: str | Path,
    inputs: str | Path | Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    form: str | None = None,
    workers: int | None = None,
    store: bool = True,
    progress: Callable[[str], None] = lambda _stage: None,
) -> Graph:
    """Add files to a graph and open it, as ``kg update`` does: the graph that `build` makes of all its files.

    A file replaces the one with the same path, or else with the same name; settings, decisions and vocabulary stay.
    ``changes`` of the graph has the number of new files. Graph objects that are already open do not change. Raises
    NotAGraph for a missing graph, InputError if a file cannot be read.
    """
    return _opened(
        update_folder(
            Path(graph),
            [inputs] if isinstance(inputs, str | Path) else inputs,
            day=day,
            strict=strict,
            form=form,
            workers=workers,
            store=store,
            progress=progress,
        )
    )


def renew(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    store: bool = True,
    progress: Callable[[str], None] = lambda _stage: None,
) -> Graph:
    """Build a graph of some files and open it; one that exists keeps its settings, decisions and vocabulary."""
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    return _opened(renew_folder(inputs, Path(out), store=store, progress=progress))


def _opened(built: BuildResult) -> Graph:
    graph = load(built.folder.path)
    graph.work = describe_work(built.work) if built.work else []
    graph.changes = built.changes
    return graph
