"""Build a graph from files, or add files to one; an existing graph is replaced once the new one is complete."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from os import fsdecode
from pathlib import Path

import polars as pl

from kg.authors import read_author_decisions
from kg.build.generation import BuildResult, Origin, Progress, make_generation
from kg.build.inputs import add_inputs, keep_earlier_names, list_inputs, read_inputs
from kg.build.request import BuildRequest
from kg.build.runners import Runner
from kg.build.runners.spark import reader_of
from kg.concepts import extended_vocabulary, read_concept_decisions
from kg.errors import InputError, UsageError, advise_build
from kg.fingerprint import program_fingerprint
from kg.folder import Manifest, is_graph, open_folder, read_folder
from kg.settings import Settings
from kg.system.checksums import sha256_of


def build_folder(
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
    only_tables: bool = False,
    progress: Progress = lambda _stage: None,
) -> BuildResult:
    """Build the graph of some files in the folder ``out``; an existing graph is replaced once the new one is complete.

    ``decisions`` is the decisions folder (``authors.txt``, ``concepts.txt``). ``previous`` is a graph whose positions
    the pictures start from, so that known nodes move little. ``vocabulary`` are SKOS files that are added to the
    shipped vocabulary, or with ``only_vocabulary`` replace it. ``workers`` is the number of processes (default: one per
    core). Another ``runner`` may compute the tables; processes of this machine make index and layouts, which are local
    files. Without ``store``, the first SPARQL query creates the store. An existing graph is updated: unchanged parts
    are reused, and nothing is done if nothing is new. ``transient`` is for a graph that no later build updates: no
    results are cached with it, and no views are laid out in advance. With ``only_tables``, only tables are made, to be
    published as data sets.

    Raises InputError if no paper can be read and, with ``strict``, RejectedRow at the first bad row.
    """
    origin = Origin(decisions, tuple(vocabulary), only_vocabulary)
    request = replace(
        _request(origin, settings or Settings()), inputs=tuple(map(str, inputs)), day=day, form=form, strict=strict
    )
    return make_generation(
        out,
        request,
        list_inputs(request, reader_of(runner)),
        origin,
        previous=previous,
        workers=workers,
        runner=runner,
        store=store,
        transient=transient,
        only_tables=only_tables,
        progress=progress,
    )


def update_folder(
    graph: Path,
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    strict: bool = False,
    form: str | None = None,
    workers: int | None = None,
    store: bool = True,
    progress: Progress = lambda _stage: None,
) -> BuildResult:
    """Add files to a graph; a file replaces the file with the same path or, if there is none, with the same name.

    The result is the graph that `build_folder` makes of all its files, with the settings, decisions and vocabulary of
    the earlier build; decisions and vocabulary files are read again. Files that the graph has already are not read, and
    may be missing.

    Raises NotAGraph, DamagedGraph, and InputError if a file cannot be read or the graph's cached inputs are lost.
    """
    folder, manifest = open_folder(graph)
    known = read_inputs(folder.cache)
    del folder  # a hold would keep the generation that is replaced
    if known is None:
        raise UsageError(f"{graph} does not remember its files; give all of them to: kg build FILES -o {graph}")
    origin = _origin(graph, manifest)
    request = replace(
        _request(origin, manifest.settings), inputs=tuple(map(str, inputs)), day=day, form=form, strict=strict
    )
    new = keep_earlier_names(known, list_inputs(request))
    if manifest.program != program_fingerprint() or request.hides:
        # no usable cached results, so all files are read again
        _require_unchanged(known["files"].join(new["files"], on="file", how="anti"))
    return make_generation(
        graph,
        request,
        add_inputs(known, new, request.inputs),
        origin,
        workers=workers,
        store=store,
        basis=manifest,
        progress=progress,
    )


def renew_folder(
    inputs: Sequence[str | Path],
    out: Path,
    *,
    store: bool = True,
    progress: Progress = lambda _stage: None,
) -> BuildResult:
    """Build the graph of some files; an existing graph keeps its settings, decisions and vocabulary."""
    if not is_graph(out):
        return build_folder(inputs, out, store=store, progress=progress)
    manifest = read_folder(out)[1]
    origin = _origin(out, manifest)
    request = replace(_request(origin, manifest.settings), inputs=tuple(map(str, inputs)))
    return make_generation(out, request, list_inputs(request), origin, store=store, progress=progress)


def _request(origin: Origin, settings: Settings) -> BuildRequest:
    vocabulary = origin.vocabulary
    return BuildRequest(
        (),
        settings,
        read_author_decisions(origin.decisions),
        read_concept_decisions(origin.decisions),
        extended_vocabulary(vocabulary, replace=origin.only_vocabulary) if vocabulary else None,
    )


def _require_unchanged(files: pl.DataFrame) -> None:
    """Raise InputError if a file is missing, or has other contents than the graph was built from."""
    for name, path, sha256 in files.select("file", "path", "sha256").iter_rows():
        place = Path(fsdecode(path)) if path is not None else None
        try:
            if place is None or not sha256:
                raise FileNotFoundError
            same = sha256_of(place) == sha256
        except OSError as error:
            raise InputError(
                "this file of the graph must be read again and is missing; give all files of the graph to kg build",
                name,
            ) from error
        if not same:
            raise InputError(
                "this file of the graph must be read again and has changed since; give it to kg update as well", name
            )


def _origin(graph: Path, manifest: Manifest) -> Origin:
    """Return the paths of the decisions folder and the SKOS files of a graph. Raises UsageError without them."""
    decisions = manifest.decisions.locate(graph) if manifest.decisions else None
    if decisions and not decisions.is_dir():
        raise UsageError(
            f"the graph was built with --decisions {decisions}, which is missing; put it back, or give all "
            f"files and the new place to: kg build FILES -o {graph} --decisions FOLDER"
        )
    return Origin(decisions, tuple(_vocabulary_files(graph, manifest)), manifest.only_vocabulary)


def _vocabulary_files(graph: Path, manifest: Manifest) -> Sequence[Path]:
    """Return the paths of the SKOS files of a graph. Raises UsageError if one is missing."""
    files = [one.place.locate(graph) for one in manifest.vocabulary]
    if gone := [str(file) for file in files if not file.is_file()]:
        raise UsageError(
            f"the graph was built with --vocabulary {', '.join(gone)}, which is missing; "
            f"put it back, or build the graph again without it: {advise_build(graph)}"
        )
    return files
