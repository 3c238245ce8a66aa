"""Write a graph to files that other programs read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import writers
from kg.graph.commands import graph_argument
from kg.render.colors.palette import assign_hues
from kg.render.files import write_whole
from kg.report.reports import check_suffix, render_report, report_on

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.writers import ExportSummary


def export_graph(graph: "Graph", path: Path, **options: Any) -> "ExportSummary":
    """Write a graph to a file in the format of its suffix; ``options`` are those of `kg.writers.write`.

    Networks have the colors of the pages' light theme unless others are given.
    """
    if writers.format_of(path).holds == "network":
        primary = (
            graph.papers["primary_category"].value_counts().sort("count", "primary_category", descending=[True, False])
        )
        others = sorted({"", *graph.tables["categories"]["code"], *graph.tables["concepts"]["type"]})
        hues = assign_hues(others, assign_hues(primary["primary_category"].to_list()))
        options = {"colors": {group: hue.light for group, hue in hues.items()}} | options
    return writers.write(graph.tables, path, settings=graph.settings, **options)


def write_report(graph: "Graph", path: Path, *, since: str | None, everything: bool, with_text: bool) -> Path:
    """Write a report of the additions since a day (`kg.report.reports.report_on`); the suffix selects the format."""
    check_suffix(path)
    name = graph_argument(graph.path.name)
    document = report_on(
        graph.tables, graph.settings, since=since, graph=name, everything=everything, with_text=with_text
    )
    return write_whole(path, render_report(document, path).encode())
