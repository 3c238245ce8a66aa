"""Register export formats, and write by suffix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

from kg.errors import UsageError
from kg.rdf import NamedGraph, Profile
from kg.sets.rdf_formats import RdfFormat
from kg.settings import Settings
from kg.tables import Tables
from kg.views import Network
from kg.writers.drawn import draw_view
from kg.writers.folders import csv_tables, exported_files, parquet_tables
from kg.writers.gexf import gexf
from kg.writers.graphml import graphml
from kg.writers.json_networks import cytoscape, node_link
from kg.writers.jsonld import jsonld
from kg.writers.rdfxml import rdfxml
from kg.writers.request import ExportRequest
from kg.writers.statements import trig, write_nquads, write_ntriples, write_turtle
from kg.writers.target import COMPRESSIONS, new_file, new_folder

Holds = Literal["statements", "network", "tables"]
Function = Callable[[Tables, Path, ExportRequest], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``function`` writes a path and returns the number of ``unit`` it wrote."""

    suffix: str
    name: str
    media_type: str
    holds: Holds
    unit: str
    function: Function


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """Result of an export: ``ExportSummary(Path("g.ttl"), 1024, "triple")``."""

    path: Path
    size: int
    unit: str


def _statements(form: RdfFormat, unit: str, write_to: Callable[[Tables, IO[bytes], ExportRequest], int]) -> Format:
    def function(tables: Tables, path: Path, request: ExportRequest) -> int:
        with new_file(path) as out:
            return write_to(tables, out, request)

    return Format(form.suffix, form.label, form.media_type, "statements", unit, function)


def _network(write_to: Callable[[Network, IO[bytes]], None]) -> Function:
    def function(tables: Tables, path: Path, request: ExportRequest) -> int:
        network = draw_view(tables, request)
        with new_file(path) as out:
            write_to(network, out)
        return network.nodes.height

    return function


def _folder(write_to: Callable[[Tables, Path, ExportRequest], int], suffix: str) -> Function:
    def function(tables: Tables, path: Path, request: ExportRequest) -> int:
        with new_folder(path, exported_files(suffix)) as folder:
            return write_to(tables, folder, request)

    return function


EXPORT_FORMATS: Final[Mapping[str, Format]] = {
    format_.suffix: format_
    for format_ in (
        _statements(RdfFormat.TURTLE, "triple", write_turtle),
        _statements(RdfFormat.N_TRIPLES, "triple", write_ntriples),
        _statements(RdfFormat.N_QUADS, "quad", write_nquads),
        _statements(RdfFormat.TRIG, "quad", trig),
        _statements(RdfFormat.JSON_LD, "triple", jsonld),
        _statements(RdfFormat.RDF_XML, "triple", rdfxml),
        Format(".graphml", "GraphML", "application/graphml+xml", "network", "node", _network(graphml)),
        Format(".gexf", "GEXF", "application/gexf+xml", "network", "node", _network(gexf)),
        Format(".json", "node-link JSON", "application/json", "network", "node", _network(node_link)),
        Format(".cyjs", "Cytoscape JSON", "application/json", "network", "node", _network(cytoscape)),
        Format(".csv", "a folder of CSV tables", "text/csv", "tables", "table", _folder(csv_tables, ".csv")),
        Format(
            ".parquet", "a folder of Parquet tables", "application/vnd.apache.parquet", "tables", "table",
            _folder(parquet_tables, ".parquet"),
        ),
    )
}  # fmt: skip
"""Formats by suffix. A file of statements or a network may be compressed: ``.ttl.gz``, ``.gexf.zst``."""

_READS: Final[Mapping[Holds, frozenset[str]]] = {
    "statements": frozenset({"profile", "with_text", "graph", "base"}),
    "network": frozenset({"view", "top", "positions", "previous", "colors", "base"}),
    "tables": frozenset({"with_text"}),
}


def write(
    tables: Tables,
    path: Path,
    *,
    settings: Settings,
    profile: Profile = "core",
    with_text: bool = False,
    graph: NamedGraph | None = None,
    view: str = "coauthors",
    top: int | None = None,
    positions: bool = True,
    previous: Mapping[str, tuple[float, float]] | None = None,
    colors: Mapping[str, str] | None = None,
    base: str | None = None,
) -> ExportSummary:
    """Write a graph, or one view of it, in the format that the suffix of ``path`` names.

    The same tables give the same bytes. Files are written atomically; folders above them are created. N-Quads and TriG
    keep the named graphs, the other RDF formats are their union. RDF/XML, GraphML and GEXF cannot contain some control
    characters (`kg.writers.xml`); everything else is preserved.

    Args:
        tables: the graph.
        path: the file; for ``.csv`` and ``.parquet`` a folder with one file per table.
        settings: the settings that the graph was built with.
        profile: statements: ``core``, nodes and flat edges, or ``full``, with authorships, claims, sections, evidence.
        with_text: statements and tables: with abstracts and summaries, whose rights are their authors'.
        graph: statements: only this named graph.
        view: networks: one of `kg.views.VIEWS`.
        top: networks: maximum number of nodes; all by default.
        positions: networks: with a layout, which takes seconds for tens of thousands of nodes.
        previous: networks: positions of an earlier layout by node id; these nodes move little.
        colors: networks: ``#rrggbb`` for each group.
        base: statements and networks: base IRI of people and of concepts that no vocabulary has, if not the graph's.

    Raises:
        UsageError: for an unknown suffix, a base that is not an IRI, an option that does not apply to the format, or an
            unwritable path.
        UnknownName: for an unknown view or named graph.

    """
    path = Path(path)
    format_ = format_of(path)
    settings = settings if base is None else settings.with_base(base)
    request = ExportRequest(settings, profile, with_text, graph, view, top, positions, previous, colors, base)
    meaningless = sorted(request.given().keys() - _READS[format_.holds])
    if meaningless:
        words = " and ".join(f'"{name}"' for name in meaningless)
        raise UsageError(f"{words} means nothing for {format_.name} ({format_.suffix}), which holds {format_.holds}; "
                         f"leave it out, or choose one of {' '.join(_for_options(meaningless))}")  # fmt: skip
    try:
        size = format_.function(tables, path, request)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
    return ExportSummary(path, size, format_.unit)


def format_of(path: Path) -> Format:
    """Return the format of a path's suffix. Raises UsageError, listing all, for an unknown one."""
    compressed = path.suffix.lower() in COMPRESSIONS
    suffix = Path(path.stem).suffix.lower() if compressed else path.suffix.lower()
    if suffix not in EXPORT_FORMATS:
        problem = f'no export format has the suffix "{suffix}"' if suffix else f'"{path}" has no suffix'
        raise UsageError(f"{problem}; end the name in one of {' '.join(EXPORT_FORMATS)}")
    if compressed and EXPORT_FORMATS[suffix].holds == "tables":
        raise UsageError(f"{EXPORT_FORMATS[suffix].name} cannot be compressed as one file; leave {path.suffix} away")
    return EXPORT_FORMATS[suffix]


def _for_options(options: list[str]) -> list[str]:
    return [suffix for suffix, format_ in EXPORT_FORMATS.items() if _READS[format_.holds] >= set(options)] or list(
        EXPORT_FORMATS
    )
