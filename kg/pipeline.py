"""The stages of a build, in order: read, find concepts, resolve authors, make tables, index them.

A stage is a function from records to records; this module only hands them on, times nothing and decides nothing.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import msgspec

from kg import __version__, authors, concepts, ingest, rdf, search, store, tables
from kg.errors import InputError
from kg.folder import GraphFolder, Manifest, new_generation
from kg.settings import Settings

Progress = Callable[[str], None]


def read_tables(
    inputs: Sequence[str | Path],
    *,
    day: date | None = None,
    decisions: Path | None = None,
    strict: bool = False,
    with_concepts: bool = True,
    settings: Settings | None = None,
    progress: Progress = lambda _stage: None,
) -> tuple[tables.Tables, tuple[ingest.Source, ...]]:
    """Turn digests into the tables of a graph, in memory.

    ``progress`` is told the name of each stage as it begins. Raises InputError when no paper could be read.
    """
    settings = settings or Settings()
    settled = authors.read_decisions(decisions)
    progress("reading digests")
    corpus = ingest.read(inputs, day=day, strict=strict, settings=settings.ingest)
    if not corpus.papers:
        rejects = f"; the first of {len(corpus.reports)} reports: {corpus.reports[0].reason}" if corpus.reports else ""
        raise InputError(f"no paper in {', '.join(map(str, inputs))}{rejects}")
    progress("finding concepts")
    extraction = concepts.extract(corpus.papers) if with_concepts else concepts.nothing()
    progress("resolving authors")
    resolution = authors.resolve(corpus.papers, settings.authors, settled)
    progress("making tables")
    return tables.assemble(corpus, resolution, extraction, settings.graph), corpus.sources


def build(
    inputs: Sequence[str | Path],
    out: Path,
    *,
    day: date | None = None,
    decisions: Path | None = None,
    previous: Path | None = None,
    strict: bool = False,
    settings: Settings | None = None,
    progress: Progress = lambda _stage: None,
) -> GraphFolder:
    """Build the graph of some digests in the folder ``out``, which keeps its old graph until this one is whole."""
    settings = settings or Settings()
    with new_generation(out) as (folder, commit):
        made, sources = read_tables(
            inputs, day=day, decisions=decisions, strict=strict, settings=settings, progress=progress
        )
        tables.write(made, folder.tables)
        # Oxigraph loads outside the interpreter's lock, so the index is made meanwhile.
        with ThreadPoolExecutor(1) as beside:
            progress("loading the store")
            loaded = beside.submit(_load_store, made, folder, settings.base)
            search.build(made, folder.search)
            loaded.result()
        return commit(
            Manifest(
                version=__version__,
                base=settings.base,
                settings=hashlib.sha256(msgspec.json.encode(settings.as_dict(), order="sorted")).hexdigest(),
                sources=sources,
                counts={name: made[name].height for name in tables.SCHEMAS},
                months=_months(made),
            )
        )


def _months(made: tables.Tables) -> tuple[str, str]:
    months = made["papers"]["month"]
    return str(months.min()), str(months.max())
