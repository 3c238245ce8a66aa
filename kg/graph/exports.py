"""Write a graph to files that other programs read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import writers
from kg.render.palette import assign_hues

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.writers import Written


def export_graph(graph: "Graph", path: Path, **options: Any) -> "Written":
    """Write a graph to a file in the format of its suffix; ``options`` are those of `kg.writers.write`.

    Networks have the colors of the pages' light theme unless others are given.
    """
    if writers.format_of(path).holds == "network":
        primary = (
            graph.papers["primary_category"].value_counts().sort("count", "primary_category", descending=[True, False])
        )
        others = sorted({"", *graph.tables["categories"]["code"], *graph.tables["concepts"]["type"]})
        hues = assign_hues(others, assign_hues(primary["primary_category"].to_list()))
        options = {"colours": {group: hue.light for group, hue in hues.items()}} | options
    return writers.write(graph.tables, path, settings=graph.settings, **options)
