"""Write a graph to files that other programs read."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import writers
from kg.render.colours import colour

if TYPE_CHECKING:
    from kg.graph.graph import Graph
    from kg.writers import Written


def export_graph(graph: "Graph", path: Path, **options: Any) -> "Written":
    """Write a graph to a file in the format of its suffix; ``options`` are those of `kg.writers.write`.

    Networks have the colors of the pages' light theme unless others are given.
    """
    if writers.format_of(path).holds == "network":
        groups = {"", *graph.tables["categories"]["code"], *graph.tables["concepts"]["type"]}
        options = {"colours": {group: colour(group, "light") for group in groups}} | options
    return writers.write(graph.tables, path, settings=graph.settings, **options)
