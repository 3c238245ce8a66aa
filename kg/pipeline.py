"""The stages of a build, in order: read, find concepts, resolve authors, make tables, index them.

A stage is a function from records to records; this module only hands them on, times nothing and decides nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kg import authors, concepts, ingest, layout, rdf, search, tables, views
from kg.arrangement import arrange
from kg.classification import known_classes
from kg.errors import KGError, NothingRead
from kg.folder import GraphFolder, Manifest, companion, new_generation, open_folder, vocabulary_file
from kg.memory import few_heaps, give_back, resting_collector
from kg.model import Extraction, Level, Report, Source
from kg.settings import Settings
from kg.store import OxigraphStore
from kg.version import __version__

Progress = Callable[[str], None]

PREPARED: Final = ("overview", "coauthors")
"""Views whose positions are kept with the graph: those that are opened first."""


def read_tables(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    decisions: authors.AuthorDecisions | None = None,
    concept_decisions: concepts.ConceptDecisions | None = None,
    strict: bool = False,
    form: str | None = None,
    with_concepts: bool = True,
    vocabulary: concepts.Vocabulary | None = None,
    settings: Settings | None = None,
    cache: authors.BlockCache | None = None,
    progress: Progress = lambda _stage: None,
) -> tuple[tables.Tables, tuple[Source, ...]]:
    """Turn digests into the tables of a graph, in memory.

    ``vocabulary`` is the shipped one unless given. ``cache`` holds blocks of names decided before, and takes those
    decided now. ``progress`` is told the name of each
    stage as it begins. Raises NothingRead, with all reports, when no paper could be read.
    """
    settings = settings or Settings()
    with resting_collector():
        progress("reading digests")
        corpus = ingest.read(inputs, day=day, strict=strict, form=form, settings=settings.ingest)
        if not corpus.papers:
            raise _nothing_read(inputs, corpus.reports)
        if decisions is not None:
            papers, waiting = authors.split_names(corpus.papers, decisions)
            corpus = replace(corpus, papers=papers, reports=(*corpus.reports, *waiting))
        progress("finding concepts")
        extraction = Extraction(())
        if with_concepts:
            extraction = concepts.extract(corpus.papers, vocabulary, settings.concepts, decisions=concept_decisions)
        progress("resolving authors")
        resolution = authors.resolve(corpus.papers, settings.authors, decisions, extraction=extraction, cache=cache)
        progress("making tables")
        return tables.assemble(corpus, resolution, extraction, settings.graph), corpus.sources


def _nothing_read(inputs: Sequence[str | Path], reports: Sequence[Report]) -> NothingRead:
    """Make the error that says why no paper was read, by the first reject."""
    told = sorted(reports, key=lambda report: report.level is not Level.REJECT)
    first = "".join(f": {report.reason}" for report in told[:1])
    others = f" (the first of {len(told)} reports)" if len(told) > 1 else ""
    return NothingRead(f"no paper in {', '.join(map(str, inputs))}{first}{others}", told)


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
    progress: Progress = lambda _stage: None,
) -> GraphFolder:
    """Build the graph of some digests in the folder ``out``, which keeps its old graph until this one is whole.

    ``decisions`` is a folder with what a person has settled, ``authors.txt`` and ``concepts.txt``. ``previous`` is a
    graph whose positions the pictures start from, so that what was known moves little. ``vocabulary`` are SKOS files
    that add to the shipped vocabulary, or with ``only_vocabulary`` replace it.
    """
    settings = settings or Settings()
    known = concepts.extended_vocabulary(vocabulary, replace=only_vocabulary) if vocabulary else None
    earlier = open_folder(previous)[0] if previous else None
    settled, of_concepts = authors.read_decisions(decisions), concepts.read_decisions(decisions)
    cache = _earlier_blocks(out)
    few_heaps()
    with new_generation(out) as (folder, commit):
        made, sources = read_tables(
            inputs,
            day=day,
            decisions=settled,
            concept_decisions=of_concepts,
            strict=strict,
            form=form,
            vocabulary=known,
            settings=settings,
            cache=cache,
            progress=progress,
        )
        cache.save(folder.author_blocks)
        tables.write(made, folder.tables)
        manifest = Manifest(
            version=__version__,
            settings=settings,
            sources=sources,
            counts={name: made[name].height for name in tables.SCHEMAS},
            months=_months(made),
            summary=tables.summarize(made),
            decisions=companion(decisions, out) if decisions else None,
            vocabulary=tuple(map(vocabulary_file, vocabulary)),
            only_vocabulary=only_vocabulary,
        )
        # from here on each stage reads the tables it needs, and frees them; the store comes last and has all cores
        del made
        give_back()
        progress("indexing words")
        search.build(tables.Tables(folder=folder.tables), folder.search, category_labels=_category_names())
        progress("laying out")
        _lay_out(tables.Tables(folder=folder.tables), folder, settings, earlier)
        give_back()
        progress("loading the store")
        _load_store(tables.Tables(folder=folder.tables), folder, settings)
        # who is hidden now may stand in the generation before
        hides = any(True for _ in settled.of("hide"))
        return commit(manifest, keep_previous=not hides)


def _earlier_blocks(out: Path) -> authors.BlockCache:
    """Return what the graph that is to be replaced knew of names; nothing where there is none that can be read."""
    try:
        earlier, _ = open_folder(out)
    except KGError:
        return authors.BlockCache()
    return authors.BlockCache.load(earlier.author_blocks)


def _category_names() -> dict[str, str]:
    return {key: entry.label for key, entry in known_classes().items()}


def _load_store(made: tables.Tables, folder: GraphFolder, settings: Settings) -> None:
    write = rdf.nquads if settings.store.named_graphs else rdf.ntriples
    with OxigraphStore.create(folder.store) as store, store.writer() as out:
        write(made, out, base=settings.base, profile="full", with_text=True)


def _lay_out(made: tables.Tables, folder: GraphFolder, settings: Settings, earlier: GraphFolder | None) -> None:
    laid_out = []
    for view in PREPARED:
        network = views.project(made, view, settings=settings)
        known = layout.read_positions(earlier.layout, view) if earlier else None
        placed = arrange(network, previous=known, settings=settings.layout)
        laid_out.append(layout.layout_rows(view, network.nodes["id"].to_list(), placed))
    layout.write_layouts(folder.layout, pl.concat(laid_out))


def _months(made: tables.Tables) -> tuple[str, str]:
    months = made["papers"]["month"].filter(made["papers"]["month"] != "")
    return str(months.min() or ""), str(months.max() or "")
